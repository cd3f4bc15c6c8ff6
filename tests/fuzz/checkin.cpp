// SPDX-License-Identifier: MIT
// The bytes as a whole check-in, as a program or a person hands it in; and its first line as words of the command.
#include <string>
#include <vector>

#include "actions/checkin/understand.hpp"
#include "ensure.hpp"
#include "okr/base/text.hpp"
#include "okr/store/checkin_text.hpp"
#include "okr/store/load.hpp"
#include "sound_diagnostic.hpp"
#include "store/toml.hpp"
#include "targets.hpp"

using namespace okr;

namespace {

constexpr Date day_of_sheet = make_date(2026, 8, 24);

constexpr std::string_view cycle =
    "[ship]\ntitle = \"Ship\"\n"
    "[ship.users]\ntitle = \"Users\"\nbaseline = 0\ntarget = 400\nunit = \"users\"\n"
    "[ship.runs]\ntitle = \"Runs\"\nkind = \"sum\"\ntarget = 20\n"
    "[ship.share]\ntitle = \"Share\"\nkind = \"percent\"\ntarget = 80\n"
    "[ship.beta]\ntitle = \"Beta\"\nkind = \"milestones\"\nsteps = [\"format\", \"pages\", \"done\"]\n"
    "[ship.live]\ntitle = \"Live\"\nkind = \"done\"\n"
    "[ship.fast]\ntitle = \"Fast\"\nkind = \"hold\"\nlimit = \"<= 200\"\nevery = \"week\"\n";

Workspace scene() {
  const store::FileTexts files({{"okr.toml", "format = 1\n"}, {"2026-Q3/cycle.toml", std::string(cycle)}});
  auto workspace = store::load_texts("/", files, {.cycles = store::Wanted::Cycles::all, .as_of = day_of_sheet});
  okr_fuzz::ensure(workspace.has_value() && workspace->cycles.size() == 1, "the scene can be read");
  return *std::move(workspace);
}

void check_said(const actions::CheckinInput& input) {
  const auto lines = okr_test::lines_of(input.text).size();
  for (const Diagnostic& fault : input.diagnostics) {
    const auto wrong = okr_test::unsoundness_of(fault, lines);
    okr_fuzz::ensure(wrong.empty(), wrong, fault.message);
  }
  for (const actions::Fault& fault : input.faults) okr_fuzz::ensure(!fault.error.what.empty(), "a fault has words");
}

void check_input(const Workspace& workspace, actions::CheckinInput input) {
  check_said(input);
  const actions::CheckinScene scene{workspace, {&workspace.cycles.front()}, day_of_sheet};
  auto meant = actions::understood(scene, std::move(input));
  check_said(meant);
  std::vector<actions::Update> updates;
  for (const actions::Update& update : meant.updates)
    if (update.about.key_result) updates.push_back(update);
  CheckinSheet sheet;
  sheet.head = meant.head;
  sheet.head.date = day_of_sheet;
  for (const actions::Update& update : actions::with_values(scene, workspace.cycles.front(), updates).updates)
    sheet.entries.push_back({update.id(), update.entry});
  const auto text = store::checkin_text(sheet);
  okr_fuzz::ensure(store::Document::parse(text).has_value(), "what is said becomes TOML", text);
}

/// A check-in that was read and is written says the same.
void check_rewritten(std::string_view bytes) {
  const auto read = store::read_checkin_text(std::string(bytes), day_of_sheet);
  if (has_errors(read.diagnostics)) return;
  const auto text = store::checkin_text(read.sheet);
  const auto again = store::read_checkin_text(text, day_of_sheet);
  okr_fuzz::ensure(!has_errors(again.diagnostics), "what is written can be read", text);
  okr_fuzz::ensure(same_content(read.sheet, again.sheet), "it says the same", text);
  okr_fuzz::ensure(store::checkin_text(again.sheet) == text, "it is written the same again", text);
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (const auto word : split(line, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

}  // namespace

void okr_fuzz::checkin(std::string_view bytes) {
  check_rewritten(bytes);
  if (!is_valid_utf8(bytes)) return;  // refused before
  const auto workspace = scene();
  check_input(workspace, actions::read_given_text("stdin", std::string(bytes), day_of_sheet));
  actions::CheckinInput typed;
  actions::read_arguments(words_of(bytes.substr(0, bytes.find('\n'))), {}, typed);
  check_input(workspace, std::move(typed));
}
