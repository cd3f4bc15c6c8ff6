// SPDX-License-Identifier: MIT
#include "actions/checkin/editor.hpp"

#include <fmt/core.h>

#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "session/editor.hpp"

namespace okr::cli {
namespace {

constexpr int most_drafts = 1000;

/// A new file with the text; another name where one is kept from before.
Result<std::string> draft(const Context& context, const std::string& name, const std::string& text) {
  const std::string folder = drafts_folder(context);
  TRY(store::make_folders(folder));
  std::string path = fmt::format("{}/{}.toml", folder, name);
  for (int number = 2; number < most_drafts && store::presence(path) != store::Presence::absent; ++number)
    path = fmt::format("{}/{}-{}.toml", folder, name, number);
  TRY(store::create_file(path, text));
  return path;
}

}  // namespace

std::string drafts_folder(const Context& context) {
  if (const auto state = context.environment("XDG_STATE_HOME")) return *state + "/okr";
  if (const auto home = context.environment("HOME")) return *home + "/.local/state/okr";
  return context.environment("TMPDIR").value_or("/tmp");
}

Result<std::optional<EditedText>> edited(Context& context, const std::string& name, const std::string& text) {
  TRY_ASSIGN(const auto path, draft(context, name, text));
  const Status ran = open_editor(context, path, 1);
  TRY_ASSIGN(auto after, store::read_file(path));
  EditedText result{std::move(after), path};
  const bool is_same = result.text == text;
  if (is_same) discard(result);
  if (!ran) {
    Error error = ran.error();
    if (!is_same) error.hint = fmt::format("your text is kept in {}\n{}", path, error.hint);
    return tl::unexpected<Error>(std::move(error));
  }
  if (is_same) return std::optional<EditedText>();
  return std::optional(std::move(result));
}

void discard(const EditedText& edited) { static_cast<void>(store::remove_file(edited.path)); }

}  // namespace okr::cli
