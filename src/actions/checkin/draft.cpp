// SPDX-License-Identifier: MIT
#include "actions/checkin/draft.hpp"

#include <cstdint>

#include <fmt/core.h>

#include "actions/checkin/editor.hpp"
#include "okr/base/text.hpp"
#include "okr/store/disk.hpp"

namespace okr::cli {
namespace {

/// A name for a path that is no path: FNV-1a, 64 bits.
std::uint64_t fingerprint(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

/// "answer ship.users 131 6": the first word, and the rest.
std::pair<std::string_view, std::string_view> first_and_rest(std::string_view line) {
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos) return {line, {}};
  return {line.substr(0, blank), line.substr(blank + 1)};
}

}  // namespace

std::string draft_text(const CheckinDraft& draft, std::string_view root) {
  std::string text = fmt::format("# A check-in that was begun. The next `okr checkin` offers it.\nroot {}\ndate {}\n",
                                 root, to_string(draft.date));
  for (const auto& [id, line] : draft.dialogue.lines) text += fmt::format("answer {} {}\n", id, line);
  if (!draft.dialogue.journal.empty()) text += fmt::format("journal {}\n", draft.dialogue.journal);
  return text;
}

std::optional<CheckinDraft> read_draft(std::string_view text, std::string_view root) {
  CheckinDraft draft;
  bool is_of_root = false, is_dated = false;
  for (const std::string_view line : split(text, '\n')) {
    const auto [word, rest] = first_and_rest(line);
    if (word == "root") is_of_root = rest == root;
    if (word == "journal") draft.dialogue.journal = std::string(rest);
    if (word == "date") {
      const auto date = parse_date(rest);
      is_dated = date.has_value();
      if (date) draft.date = *date;
    }
    if (word == "answer") {
      const auto [id, typed] = first_and_rest(rest);
      draft.dialogue.lines.emplace_back(id, typed);
    }
  }
  if (!is_of_root || !is_dated || draft.dialogue.empty()) return std::nullopt;
  return draft;
}

std::string draft_path(const Context& context, std::string_view root) {
  return fmt::format("{}/checkin-{:016x}.draft", drafts_folder(context), fingerprint(root));
}

std::optional<CheckinDraft> kept_draft(const Context& context, std::string_view root) {
  const auto text = store::read_file(draft_path(context, root));
  return text ? read_draft(*text, root) : std::nullopt;
}

Status keep_draft(const Context& context, std::string_view root, const CheckinDraft& draft) {
  if (auto made = store::make_folders(drafts_folder(context)); !made) return made;
  const std::string path = draft_path(context, root);
  const std::string text = draft_text(draft, root);
  return store::presence(path) == store::Presence::absent ? store::create_file(path, text)
                                                          : store::replace_file(path, text);
}

void drop_draft(const Context& context, std::string_view root) {
  static_cast<void>(store::remove_file(draft_path(context, root)));
}

}  // namespace okr::cli
