// SPDX-License-Identifier: MIT
#include "actions/checkin/sheet.hpp"

#include <fmt/core.h>

#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"

namespace okr::cli {
namespace {

/// What was typed as arguments, for the lines that stand in the editor without #.
CheckinSheet sheet_given(const CheckinScene& scene, CheckinInput& input, const Understood& understood) {
  CheckinSheet sheet;
  sheet.head = input.head;
  sheet.head.date = scene.date;
  for (const Cycle* cycle : scene.cycles)
    for (SheetEntry& said : entries_of(scene, *cycle, understood.meant, input.faults))
      sheet.entries.push_back(std::move(said));
  return sheet;
}

/// The file that --amend edits; nothing where there is none to amend, which is said later.
Result<std::optional<std::string>> text_to_amend(const CheckinScene& scene, const CheckinRequest& request) {
  if (!request.amend || scene.cycles.empty()) return std::optional<std::string>();
  const Cycle& cycle = *scene.cycles.front();
  const auto last = last_of_source(cycle, day_in(scene, cycle), request.author.source);
  if (!last) return std::optional<std::string>();
  const std::string& file = scene.workspace.files[cycle.checkins[*last].place.file];
  TRY_ASSIGN(auto text, store::read_file_inside(scene.workspace.root, scene.workspace.root + "/" + file));
  return std::optional(std::move(text));
}

}  // namespace

Result<bool> edit_checkin(Context& context, const CheckinScene& scene, const Asking& asking, CheckinRequest& request) {
  CheckinInput input = request.input;  // what is found wrong here will be found, and said, again
  const Understood understood = understand(scene, input);
  const CheckinSheet given = sheet_given(scene, input, understood);
  if (!input.is_usable() || !understood.broken.empty()) return true;
  TRY_ASSIGN(const auto amended, text_to_amend(scene, request));
  const std::string text = amended ? *amended : prepared_text(scene, asked_on(scene, asking), given);
  TRY_ASSIGN(auto typed, edited(context, "checkin-" + to_string(scene.date), text));
  if (!typed) return false;
  request.from_editor = std::move(*typed);
  request.input = read_given_text(request.from_editor->path, request.from_editor->text, scene.date);
  return true;
}

Result<bool> edit_again(Context& context, Date date, CheckinRequest& request) {
  const EditedText before = *request.from_editor;
  TRY_ASSIGN(auto typed, edited(context, "checkin-" + to_string(date), before.text));
  if (!typed) return false;
  discard(before);
  request.from_editor = std::move(*typed);
  request.input = read_given_text(request.from_editor->path, request.from_editor->text, date);
  return true;
}

Result<int> settle_or_keep(Context& context, Session session, const CheckinRequest& request) {
  auto settled = settle(context, std::move(session), request);
  if (!request.from_editor) return settled;
  if (!settled)
    settled.error().hint += fmt::format("\nyour text is kept in {}", request.from_editor->path);
  else if (*settled == 0)
    discard(*request.from_editor);
  return settled;
}

}  // namespace okr::cli
