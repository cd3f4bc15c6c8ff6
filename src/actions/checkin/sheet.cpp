// SPDX-License-Identifier: MIT
// The text that a person fills in with an editor: made from what is due, and kept until it has been written.
#include "actions/checkin/write.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/checkin/earlier.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/checkin_text.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/toml_text.hpp"
#include "reports/status/board.hpp"
#include "reports/words.hpp"
#include "session/settings.hpp"
#include "session/writing/editor.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr int most_drafts = 1000;

// --- the text

/// What the line holds until somebody says something: the last value, or the next thing to say.
Entry suggestion_of(const AskedKeyResult& asked) {
  const KeyResult& kr = *asked.key_result;
  const Standing& standing = asked.numbers.standing;
  const Kind kind = standing.definition.kind;
  Entry entry;
  const bool has_points = standing.points && !standing.points->empty();
  const double last = has_points ? standing.points->back().value : kr.baseline.value_or(0);
  if (asked.only_confidence) {
    entry.confidence = asked.numbers.confidence ? asked.numbers.confidence->value : 5;
  } else if (kind == Kind::milestones) {
    std::vector<std::string> next;
    for (std::size_t i = 0; i < kr.steps.size() && next.empty(); ++i)
      if (!standing.is_step_done(i)) next.push_back(kr.steps[i].title);
    entry.value = std::move(next);
  } else if (kind == Kind::done) {
    entry.value = last > 0;
  } else {
    entry.value = takes_amounts(kr, kind) ? 0.0 : last;
  }
  return entry;
}

/// What was typed as arguments: it stands in the editor without #.
struct Given {
  Checkin head;
  std::vector<Update> updates;

  bool is_empty() const { return updates.empty() && CheckinSheet{head, {}}.is_empty(); }
  bool says(const KeyResult& kr) const {
    return std::ranges::any_of(updates, [&](const Update& said) { return said.about.key_result == &kr; });
  }
};

/// The key of its line: ship.users, or "2026-Q3/ship".users.
std::string line_key(const CheckinScene& scene, const Cycle& cycle, const KeyResult& kr) {
  const std::string objective = kr.id.objective.text;
  const bool is_long = needs_its_cycle(scene, cycle, kr);
  return store::toml_key(is_long ? fmt::format("{}/{}", cycle.id.text, objective) : objective) + "." +
         store::toml_key(kr.id.name);
}

std::string asked_lines(const CheckinScene& scene, std::span<const AskedKeyResult> asked, const Given& given) {
  struct Line {
    std::string key, rest;
  };
  std::vector<Line> lines;
  std::size_t widest = 0;
  for (const AskedKeyResult& one : asked) {
    if (given.says(*one.key_result)) continue;
    lines.push_back({line_key(scene, *one.cycle, *one.key_result),
                     fmt::format("{}   # {}", store::entry_text(suggestion_of(one)),
                                 safe_for_terminal(standing_in_words(one, scene.date)))});
    widest = std::max(widest, lines.back().key.size());
  }
  std::string text;
  for (const Line& line : lines) text += fmt::format("# {:<{}} = {}\n", line.key, widest, line.rest);
  return text;
}

constexpr std::string_view workspace_mark = "# Workspace: ", amends_mark = "# Amends the check-in of ";

/// By this line a text that was kept is found again; nothing for a name that no comment can hold.
std::string workspace_line(const std::string& root) {
  const bool can_be_said = is_valid_utf8(root) && !has_control_character(root) && root.find('\n') == std::string::npos;
  return can_be_said ? fmt::format("{}{}\n", workspace_mark, root) : std::string();
}

/// Whose check-in a text amends, by the line below workspace_line; nothing where it is one of its own.
std::optional<std::string> source_amended(std::string_view text) {
  const auto line = text.find('\n');
  if (!text.starts_with(workspace_mark) || !text.substr(line + 1).starts_with(amends_mark)) return std::nullopt;
  text.remove_prefix(line + 1 + amends_mark.size());
  return std::string(trim(text.substr(0, text.find('\n'))));
}

/// What stands in the way, ready to be called solved; nothing where nothing does.
std::string solved_line(const CheckinScene& scene) {
  CheckinSheet sheet;
  std::vector<std::string> words;
  for (const Obstacle& obstacle : obstacles_on(scene)) {
    const bool is_named = contains(sheet.head.solved, obstacle.name(), &Reference::text);
    if (!is_named) sheet.head.solved.push_back({obstacle.name(), {}});
    if (!obstacle.id.empty()) words.push_back(safe_for_terminal(reports::obstacle_text(obstacle)));
  }
  if (sheet.head.solved.empty()) return {};
  const auto values = store::journal_values(sheet.head);
  return fmt::format("# solved = {}   # leave those here that are in the way no more{}\n", values.front().toml,
                     words.empty() ? "" : ": " + join(words, "; "));
}

/// The lists that a person is asked for, and what is said beside each.
constexpr std::pair<JournalPart, std::string_view> lists_asked[] = {
    {JournalPart::wins, ""},
    {JournalPart::blockers, "   # or { id = \"ID\", text = \"\" }"},
    {JournalPart::solved, ""},
    {JournalPart::lessons, ""},
    {JournalPart::priorities, "   # of the coming week"}};

/// A check-in to be filled in: what was given already stands in it, what is asked stands behind #. `says_something`: it
/// is written as it is.
std::string prepared_text(const CheckinScene& scene, std::span<const AskedKeyResult> asked, const Given& given,
                          bool says_something) {
  std::string text = fmt::format(
      "# Check-in of {}. Take the # away where you say something; more can be said as\n"
      "# {{ value = 131, confidence = 6, note = \"why\" }}. Saved {}, nothing is written.\n",
      reports::long_day_text(scene.date), says_something ? "empty" : "without a change");
  text += workspace_line(scene.workspace.root);
  text += store::checkin_text(CheckinSheet{given.head, {}});
  if (trim(given.head.note).empty()) text += "note = \"\"\"\n\"\"\"\n";
  for (const auto& [part, hint] : lists_asked) {
    if (!items_of(given.head, part).empty()) continue;
    text += part == JournalPart::solved ? solved_line(scene) : fmt::format("# {} = [\"\"]{}\n", word(part), hint);
  }
  text += "\n";
  for (const Update& said : given.updates)
    text += fmt::format("{} = {}\n", line_key(scene, *said.about.cycle, *said.about.key_result),
                        store::entry_text(said.entry));
  return text + asked_lines(scene, asked, given);
}

Given given_in(const CheckinScene& scene, CheckinInput& input) {
  Given given{input.head, {}};
  given.head.date = scene.date;
  for (const Cycle* cycle : scene.cycles) {
    ValuedUpdates valued = with_values(scene, *cycle, input.updates);
    std::ranges::move(valued.updates, std::back_inserter(given.updates));
    std::ranges::move(valued.faults, std::back_inserter(input.faults));
  }
  return given;
}

/// The file that --amend edits; nothing where there is none to amend, which is said later.
Result<std::optional<std::string>> text_to_amend(const CheckinScene& scene, const CheckinRequest& request) {
  if (!request.amend || scene.cycles.empty()) return std::optional<std::string>();
  const Cycle& cycle = *scene.cycles.front();
  const auto last = last_of_source(cycle, day_in(scene, cycle), request.author.source);
  if (!last) return std::optional<std::string>();
  const std::string& file = scene.workspace.files[cycle.checkins[*last].place.file];
  const std::string line = workspace_line(scene.workspace.root);
  TRY_ASSIGN(auto text, store::read_file_inside(scene.workspace.root, scene.workspace.root + "/" + file));
  const bool takes_no_line = line.empty() || text.starts_with(byte_order_mark);  // it stands in front of all else
  if (!takes_no_line) text.insert(0, fmt::format("{}{}{}\n", line, amends_mark, request.author.source));
  return std::optional(std::move(text));
}

/// A form without what stands in a file that cannot be read is said to be that; where nothing else would stand in it,
/// there is none.
Status check_form(Context& context, const CheckinScene& scene, bool is_empty) {
  for (const Cycle* cycle : scene.cycles) {
    if (cycle->unread.empty()) continue;
    if (is_empty)
      return data_failure(
          fmt::format("{} cannot be read: nothing can be asked",
                      safe_for_terminal(shown_path(context, scene.workspace.root, cycle->unread.front().name))),
          "mend it first: `okr check` says where; nothing was written");
    context.say(fmt::format("okr: {}\n", reports::unread_text(*cycle)));
  }
  return {};
}

// --- the editor

/// The latest one that was begun in the workspace.
std::optional<KeptText> kept_text(const std::string& folder, const std::string& root) {
  const auto entries = store::list_folder(folder);
  const std::string line = workspace_line(root);
  if (!entries || line.empty()) return std::nullopt;
  std::optional<KeptText> kept;
  for (const store::FolderEntry& entry : *entries) {
    if (!entry.name.starts_with("checkin-") || !entry.name.ends_with(toml_extension)) continue;
    std::string path = fmt::format("{}/{}", folder, entry.name);
    auto text = store::read_file(path);
    if (text && text->find(line) != std::string::npos) kept = KeptText{std::move(path), std::move(*text)};
  }
  return kept;
}

/// A new file with the text; another name where one is kept from before.
Result<std::string> draft_with(const std::string& folder, Date date, const std::string& text) {
  const std::string stem = fmt::format("{}/checkin-{}", folder, to_string(date));
  std::string path = stem + ".toml";
  for (int number = 2; number < most_drafts && store::presence(path) != store::Presence::absent; ++number)
    path = fmt::format("{}-{}.toml", stem, number);
  TRY(store::create_file(path, text));
  return path;
}

/// Opens the editor (as git chooses it) with the text and waits. Nothing when it was left as it was, unless that says
/// something already; the file is gone then.
Result<std::optional<CheckinInput>> edited(Context& context, const std::string& folder, Date date,
                                           const std::string& text, bool says_something) {
  TRY_ASSIGN(const auto path, draft_with(folder, date, text));
  const Status ran = open_editor(context, path, 1);
  TRY_ASSIGN(auto after, store::read_file(path));
  const bool is_left = after == text && !says_something;
  if (is_left) static_cast<void>(store::remove_file(path));
  if (!ran) {
    Error error = ran.error();
    if (!is_left) error.hint = fmt::format("your text is kept in {}\n{}", path, error.hint);
    return tl::unexpected<Error>(std::move(error));
  }
  if (is_left) return std::optional<CheckinInput>();
  return read_given_text(path, std::move(after), date);
}

}  // namespace

Result<std::optional<KeptText>> wanted_text(Context& context, const std::string& root, bool says_something_else) {
  auto kept = kept_text(drafts_folder(context, root), root);
  if (!kept) return kept;
  const auto amended = source_amended(kept->text);
  if (!context.screen().interactive || says_something_else || amended) {
    context.say(fmt::format("okr: a text that was not written is kept: okr checkin --from {}{}\n",
                            shell_word(kept->path), amended ? " --amend --source " + shell_word(*amended) : ""));
    return std::optional<KeptText>();
  }
  context.print(fmt::format("A text that was not written is kept in {}\n", safe_for_terminal(kept->path)));
  TRY_ASSIGN(const auto goes_on,
             confirmed(context, "Go on with it?", "y takes it up in your editor; n leaves it where it is."));
  if (goes_on) return kept;
  context.print("It stays there and is offered again until it is written, or the file removed.\n");
  return std::optional<KeptText>();
}

Result<bool> edit_checkin(Context& context, const CheckinScene& scene, const Asking& asking, CheckinRequest& request,
                          const std::optional<KeptText>& kept) {
  const std::string& root = scene.workspace.root;
  const std::string folder = drafts_folder(context, root);
  std::string text = kept ? kept->text : request.input.text;
  bool says_something = kept.has_value();  // though it is left as it is
  if (!request.from_editor && !kept) {
    CheckinInput input = understood(scene, request.input);  // what is found wrong here will be found, and said, again
    const Given given = given_in(scene, input);
    if (!input.is_usable() || !input.broken.empty()) return true;
    TRY_ASSIGN(const auto amended, text_to_amend(scene, request));
    const auto asked = key_results_asked_on(scene, asking);
    if (!amended) TRY(check_form(context, scene, asked.empty() && given.is_empty()));
    says_something = !amended && is_anything_said(request.input);
    text = amended ? *amended : prepared_text(scene, asked, given, says_something);
  }
  TRY(make_drafts_folder(context, root));
  TRY_ASSIGN(auto typed, edited(context, folder, scene.date, text, says_something));
  if (kept) static_cast<void>(store::remove_file(kept->path));
  if (!typed) return false;
  discard_edited(request);
  for (Update& update : request.input.updates)
    if (update.reading_day) typed->updates.push_back(std::move(update));
  request.input = std::move(*typed);
  request.from_editor = true;
  return true;
}

std::string without_draft_lines(std::string text) {
  if (source_amended(text)) text.erase(0, text.find('\n', text.find('\n') + 1) + 1);
  return text;
}

void discard_edited(const CheckinRequest& request) {
  if (request.from_editor) static_cast<void>(store::remove_file(request.input.name));
}

}  // namespace okr::actions
