// SPDX-License-Identifier: MIT
#include "actions/cycle/closing.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/checkin/earlier.hpp"
#include "draw/document.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/result.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/carry.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/current.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/checkin_text.hpp"
#include "okr/store/toml_text.hpp"
#include "reports/score/scores.hpp"
#include "reports/words.hpp"
#include "session/context.hpp"
#include "session/present.hpp"
#include "session/records.hpp"
#include "session/settings.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {
using namespace session;

namespace {

// --- whether it can be closed ---------------------------------------------------------------------------------------

/// Usage errors: a draft, a cycle without result that says it is closed, one that has not begun, or, unless `early`,
/// one that is not over.
Status check_can_close(const Cycle& cycle, bool early, Date today) {
  const std::string& id = cycle.id.text;
  if (cycle.state == CycleState::draft)
    return usage_failure(fmt::format("{} is a draft: there is nothing to close", id),
                         fmt::format("okr set {}.state=active", id));
  if (cycle.state == CycleState::closed)
    return usage_failure(fmt::format("{} says that it is closed, but has no [result]", id), closing_hint(cycle, today));
  if (!cycle.dated) return {};  // an error that stops it later
  if (today < cycle.period.first)
    return usage_failure(fmt::format("{} begins on {}: there is nothing to close", id, to_string(cycle.period.first)));
  if (today > cycle.period.last || early) return {};
  return usage_failure(fmt::format("{} runs until {}", id, to_string(cycle.period.last)),
                       "--early closes it with the numbers of today");
}

/// False when a number of the cycle is n/a in error, or one of the files that its numbers are made by has an error (an
/// unknown key is none here): its own, okr.toml, and those of a cycle that cannot be read of which parts may count in it.
bool is_sound(const Workspace& workspace, const CycleNumbers& numbers) {
  const Cycle& cycle = *numbers.cycle;
  if (has_fault(numbers) || !cycle.dated || cycle.faulty) return false;
  const auto is_of_a_cycle = [](const UnreadFile& file) { return file.name != settings_file; };
  if (std::ranges::any_of(cycle.unread_beside, is_of_a_cycle)) return false;
  return std::ranges::none_of(workspace.diagnostics, [&](const Diagnostic& one) {
    const bool counts = one.severity == Severity::error && !is_harmless(one) && one.place.known();
    if (!counts) return false;
    const std::string& file = workspace.files[one.place.file];
    return file == settings_file || file.starts_with(cycle.folder + "/");
  });
}

// --- what is said and asked ----------------------------------------------------------------------------------------

using draw::Cell;
using draw::Style;

/// Below `above`, with which it rests.
draw::Text outcome_text(State state, const std::optional<Verdict>& verdict, State above = State::active) {
  for (const State resting : {state, above})
    if (!counts(resting)) return draw::Text(std::string(word(resting)), Style::dim);
  return verdict ? reports::standing_text(PaceStatus::ended, verdict) : draw::Text("-", Style::dim);
}

std::string came_to_text(const KeyResultNumbers& kr) {
  return kr.verdict && !kr.reached ? reports::missed_at_text(kr) : reports::now_text(kr);
}

void add_objective(draw::Table& table, const ObjectiveNumbers& objective, int scale) {
  table.add_record(objective.id.text,
                   {Cell(objective.id.text, Style::id), Cell(objective.objective->title, Style::strong),
                    reports::score_cell(objective, scale), outcome_text(objective.state, objective.verdict)});
  for (const KeyResultNumbers& kr : objective.key_results)
    table.add_record(to_string(kr.id),
                     {Cell("  " + kr.id.name), Cell(came_to_text(kr)), reports::score_cell(objective, kr, scale),
                      outcome_text(kr.state, kr.verdict, objective.state)});
}

/// "score 0.71, 2 of 3 committed met".
std::string closing_line(const CycleNumbers& numbers, int scale) {
  const auto shown = [&](const Computed<Score>& score) { return reports::score_text(shown_score(*score), scale); };
  std::string line = numbers.score ? "score " + shown(numbers.score) : "no score";
  if (numbers.as_planned && numbers.score && shown(numbers.as_planned) != shown(numbers.score))
    line += fmt::format(", as planned {}", shown(numbers.as_planned));
  if (numbers.aspirational && numbers.committed_count > 0)
    line += fmt::format(", aspirational {}", shown(numbers.aspirational));
  if (numbers.committed_count > 0)
    line += fmt::format(", {} of {} committed met", numbers.committed_met, numbers.committed_count);
  return line;
}

/// Scores and verdicts of the objectives and the cycle.
draw::Document closing_document(const CycleNumbers& numbers, int scale) {
  draw::Document document;
  draw::Text name(numbers.cycle->id.text, Style::id);
  if (!numbers.cycle->title.empty()) name += draw::Text("  " + numbers.cycle->title);
  document.add(draw::Heading{1, std::move(name), "closed " + long_date(numbers.as_of)});
  draw::Table table;
  table.columns = {{.name = "id"},
                   {.name = "what", .shrink = 1, .grow = true},
                   {.name = "score", .align = draw::Align::right},
                   {.name = "verdict"}};
  table.header = false;
  table.record_name = "record";
  for (const ObjectiveNumbers& objective : numbers.objectives)
    if (objective.objective && objective.state != State::draft) add_objective(table, objective, scale);
  document.add(draw::Space{});
  if (!table.rows.empty()) document.add(std::move(table)).add(draw::Space{});
  document.add(draw::Paragraph{draw::Text(capitalised(closing_line(numbers, scale)) + ".")});
  return document;
}

std::string carried_text(const Context& context, const CarryOver& carry, const std::string& to) {
  if (carry.carried.empty()) return {};
  return on_lines(context, fmt::format("Carried to {}: {}", to, join(carry.carried, ", ")));
}

std::string occupied_text(const CarryOver& carry, const CycleId& from, const std::string& to) {
  if (carry.occupied.empty()) return {};
  std::string links;
  for (const std::string& id : carry.alike) links += fmt::format(" {0}/{2}.carried-from={1}/{2}", to, from.text, id);
  return fmt::format(
      "okr: left as they are, since {} has others of that name: {}\n"
      "  where they are what goes on, this says so; then close it once more: okr set{}\n",
      to, join(carry.occupied, ", "), links);
}

std::string postmortems_due_text(const CycleNumbers& numbers, const std::vector<Postmortem>& given) {
  std::string lines;
  for (const KeyResultNumbers* kr : postmortems_due(numbers))
    if (!contains(given, kr->id, &Postmortem::about))
      lines += fmt::format("  okr set {}/{}.postmortem=\"...\"\n", numbers.cycle->id.text, to_string(kr->id));
  return lines.empty() ? lines : "okr: committed and missed, a postmortem is due:\n" + lines;
}

bool carries_from(const Cycle& other, const Cycle& cycle) {
  return std::ranges::any_of(other.objectives, [&](const Objective& objective) {
    return objective.carried_from.starts_with(cycle.id.text + "/");
  });
}

/// After opening it again: what was carried from the cycle stays where it is.
std::string left_behind_text(const Workspace& workspace, const Cycle& cycle) {
  std::string text;
  for (const Cycle& other : workspace.cycles) {
    if (carries_from(other, cycle)) text += fmt::format("okr: what was carried to {} stays there\n", other.id.text);
  }
  return text;
}

/// One closing on its way: what is read, what is asked, what is written and said.
class Closing {
 public:
  Closing(Context& context, ClosingRequest request) : context_(context), request_(std::move(request)) {}

  /// What closes the cycle, or carries from one that is closed; what opens it again. Reads the workspace anew.
  Result<Action> closing();
  Result<Action> opening();

  /// What was answered is used up, or kept for the next time: then the error says so.
  Status finish(Result<Written> written);

 private:
  Workspace& workspace() { return session_.workspace; }
  std::string file() const { return cycle_path(cycle_->folder); }
  std::string opened_summary() const { return fmt::format("Open {} again", request_.cycle); }
  std::string final_text() const { return with_result("", numbers_, {}).value_or(""); }

  Status read();
  Status fix_names();
  Status look();
  Status look_again();
  Status agree();
  tl::unexpected<Error> stays_open() const;

  Result<Action> first_closing();
  Result<Action> carrying_again();
  void add_what_closing_wrote();
  Status write_result();
  Status add_postmortems();
  Status keep_words();
  Status plan_carrying();
  Result<Action> action(std::string summary);

  std::string numbers_text() const;

  Context& context_;
  ClosingRequest request_;
  Session session_ = {};
  std::string root_ = {};  ///< also when the workspace has gone into an action
  const Cycle* cycle_ = nullptr;
  CycleNumbers numbers_ = {};
  CycleWords words_ = {};
  ClosingAnswers answers_ = {};
  std::optional<CarryOver> carry_ = {};
  std::string late_ = {};  ///< what was carried begins before today
  Transaction transaction_ = {};
  bool are_names_fixed_ = false;
  std::optional<std::string> agreed_ = {};  ///< what the person saw and said yes to
};

// --- which cycle --------------------------------------------------------------------------------------

/// The ids that `current`, `previous` and `next` stand for before anything is closed; to carry to `next` is to the one
/// behind the cycle that is closed, so that a command tried again means the same.
Status Closing::fix_names() {
  if (std::exchange(are_names_fixed_, true)) return {};
  TRY_ASSIGN(const auto cycle, cycle_called(workspace(), request_.cycle, context_.today()));
  request_.cycle = cycle.text;
  const Cycle* from = workspace().cycle(cycle);
  if (!request_.carry_to || !from) return {};
  const bool is_behind = *request_.carry_to == "next";
  TRY_ASSIGN(const auto next, is_behind ? cycle_behind(workspace(), *from)
                                        : cycle_called(workspace(), *request_.carry_to, context_.today()));
  request_.carry_to = next.text;
  return {};
}

Status Closing::read() {
  TRY_ASSIGN(session_, open_for_change(context_));
  root_ = session_.workspace.root;
  TRY(fix_names());
  cycle_ = workspace().cycle(CycleId(request_.cycle));
  transaction_ = Transaction::of(workspace());
  carry_.reset();
  if (cycle_) {
    transaction_.grounds = {cycle_->folder, "kpi"};
    return {};
  }
  TRY(check_cycle_readable(workspace(), request_.cycle));
  return no_such_cycle(workspace(), "", request_.cycle);
}

// --- closing -------------------------------------------------------------------------------------------------------

/// The answers stand for the numbers that were shown: where files changed meanwhile, they are shown again.
Status Closing::agree() {
  words_.note = request_.note.value_or("");
  if (!context_.screen().interactive || context_.globals().dry_run) return {};
  if (!agreed_) {
    context_.print(numbers_text());
    agreed_ = final_text();
    TRY_ASSIGN(const auto closes, ask_for_closing(context_, workspace().root, numbers_, answers_));
    if (!closes) return stays_open();
    words_.wins = answers_.wins;
    words_.lessons = answers_.lessons;
    TRY(look_again());
  }
  while (final_text() != *agreed_) {
    context_.print("\nThe files changed meanwhile; these are the numbers now.\n" + numbers_text());
    agreed_ = final_text();
    TRY_ASSIGN(const auto closes, confirm_closing(context_, cycle_->id));
    if (!closes) return stays_open();
    TRY(look_again());
  }
  return {};
}

Status Closing::look_again() {
  TRY(read());
  return look();
}

Status Closing::add_postmortems() {
  for (const Postmortem& one : answers_.postmortems) {
    const KeyResult* kr = find_key_result(*cycle_, to_string(one.about));
    if (!kr) continue;  // somebody took it out meanwhile
    TRY_ASSIGN(std::string* const text, transaction_.draft(workspace().files[kr->place.file]));
    TRY_ASSIGN(*text, store::put_value(*text, {kr->id.objective.text, kr->id.name, "postmortem"},
                                       store::toml_string(one.text)));
  }
  return {};
}

Status Closing::write_result() {
  TRY_ASSIGN(std::string* const text, transaction_.draft(file()));
  TRY_ASSIGN(*text, with_result(*text, numbers_, words_));
  return {};
}

Status Closing::plan_carrying() {
  if (!request_.carry_to) return {};
  TRY_ASSIGN(const auto next, next_cycle(workspace(), *cycle_, *request_.carry_to));
  TRY_ASSIGN(carry_, carry_over(workspace(), numbers_, next, CycleState::active));
  late_ = late_text(workspace(), *carry_, *cycle_, next, context_.today());
  return {};
}

Result<Action> Closing::action(std::string summary) {
  if (carry_) transaction_.files.insert(transaction_.files.end(), carry_->files.begin(), carry_->files.end());
  // Carried by an earlier try, whose commit failed.
  const Cycle* next = carry_ && carry_->files.empty() ? workspace().cycle(CycleId(*request_.carry_to)) : nullptr;
  if (next && carries_from(*next, *cycle_)) transaction_.in_place.push_back(cycle_path(next->folder));
  Action action{std::move(transaction_), std::move(summary)};
  if (carry_) {
    const Cycle* to = workspace().cycle(CycleId(*request_.carry_to));
    const std::string updated = updated_text(*carry_, CycleId(*request_.carry_to));
    action.last = carried_text(context_, *carry_, *request_.carry_to) +
                  (updated.empty() ? std::string() : on_lines(context_, updated));
    action.remark = occupied_text(*carry_, cycle_->id, *request_.carry_to) +
                    left_text(workspace(), *carry_, *cycle_, CycleId(*request_.carry_to)) + late_;
    if (to && to->state == CycleState::draft && contains(to->period, context_.today()))
      action.remark += fmt::format("okr: {}\n", begun_draft_text(to->id));
  }
  action.no_worse_than = std::move(session_.workspace);
  return action;
}

/// Whether it can be closed, with which numbers, and what of it goes on.
Status Closing::look() {
  TRY(check_can_close(*cycle_, request_.early, context_.today()));
  numbers_ = closing_numbers(workspace(), cycle_->id, context_.today());
  if (is_sound(workspace(), numbers_)) return plan_carrying();
  report_computed_faults(context_, workspace());
  return data_failure(fmt::format("{} cannot be closed while its files are in error", cycle_->id.text),
                      "nothing was written");
}

tl::unexpected<Error> Closing::stays_open() const {
  return failure(ErrorKind::interrupted, fmt::format("{} stays open", cycle_->id.text), "nothing was written");
}

Result<Action> Closing::first_closing() {
  TRY(look());
  TRY(agree());
  TRY(add_postmortems());
  TRY(write_result());
  const std::string line = closing_line(numbers_, workspace().settings.scoring.scale);
  std::string summary = fmt::format("Close {}: {}", cycle_->id.text, line);
  if (request_.carry_to) summary += ", carry over to " + *request_.carry_to;
  const std::string shown = agreed_ ? std::string() : numbers_text();
  TRY_ASSIGN(auto action, this->action(std::move(summary)));
  action.first = shown;
  action.remark += postmortems_due_text(numbers_, answers_.postmortems);
  action.next = fmt::format("Next: okr review {} --final\n", request_.cycle);
  return action;
}

/// What is closed stays as it is; what is unfinished may still be carried.
Result<Action> Closing::carrying_again() {
  const bool says_the_same = !request_.note || *request_.note == cycle_->result->note;
  if (!says_the_same)
    return usage_failure(fmt::format("{} is closed: its note stays as it is", cycle_->id.text),
                         fmt::format("okr close {} --undo opens it again", cycle_->id.text));
  numbers_ = numbers_of(workspace(), *cycle_, context_.today());
  if (request_.carry_to) TRY(check_unfinished_known(*cycle_));
  TRY(plan_carrying());
  add_what_closing_wrote();
  std::string summary = fmt::format("Close {}", request_.cycle);
  if (request_.carry_to) summary += ", carry over to " + *request_.carry_to;
  const bool holds_all = carry_ && carry_->occupied.empty();
  TRY_ASSIGN(auto action, this->action(std::move(summary)));
  action.about = {cycle_->id.text};
  action.unchanged =
      fmt::format("Unchanged: {} is closed{}\n", request_.cycle,
                  holds_all ? fmt::format(", and {} holds what goes on", *request_.carry_to) : std::string());
  return action;
}

/// What an earlier call wrote and may not have committed: the result, postmortems, the next cycle.
void Closing::add_what_closing_wrote() {
  std::vector<std::string>& names = transaction_.in_place;
  names.push_back(file());
  for (const Objective& objective : cycle_->objectives)
    for (const KeyResult& kr : objective.key_results)
      if (!kr.postmortem.empty()) names.push_back(workspace().files[kr.place.file]);
  const Cycle* next = request_.carry_to ? workspace().cycle(CycleId(*request_.carry_to)) : nullptr;
  if (next) names.push_back(cycle_path(next->folder));
}

Result<Action> Closing::closing() {
  TRY(read());
  return cycle_->result ? carrying_again() : first_closing();
}

Status Closing::finish(Result<Written> written) {
  if (written || context_.has_written()) drop_answers(context_, root_, request_.cycle);
  if (written) return {};
  Error error = written.error();
  const bool is_kept = !context_.has_written() && keep_answers(context_, root_, request_.cycle, answers_);
  if (is_kept)
    error.hint += fmt::format("\nyour answers are kept: the next `okr close {}` offers them", request_.cycle);
  return tl::unexpected<Error>(std::move(error));
}

/// What people said when it was closed, as a check-in of that day, where none says it yet: taking the numbers out
/// loses no word of theirs, and repeats none.
Status Closing::keep_words() {
  CheckinSheet words = words_of(*cycle_);
  if (words.is_empty()) return {};
  for (const CheckinSheet& said : sheets_of(*cycle_)) {
    if (said.head.date != words.head.date || !same_content(said, words)) continue;
    transaction_.in_place.push_back(workspace().files[said.head.place.file]);
    return {};
  }
  TRY_ASSIGN(const auto author, author_of(context_, workspace().root, std::nullopt));
  words.head.by = author.me;
  transaction_.create(free_checkin_path(workspace().root, cycle_->folder, words.head.date, author.source),
                      store::checkin_text(words));
  return {};
}

Result<Action> Closing::opening() {
  TRY(read());
  TRY(check_cycle_readable(workspace(), cycle_->id.text));
  Action unchanged{Transaction::of(workspace())};
  unchanged.unchanged = fmt::format("Unchanged: {} has no result\n", request_.cycle);
  if (cycle_->state == CycleState::closed && !cycle_->result)
    unchanged.remark =
        fmt::format("okr: it only says that it is closed: {}\n", closing_hint(*cycle_, context_.today()));
  unchanged.summary = opened_summary();
  unchanged.about = {cycle_->id.text};
  unchanged.transaction.in_place.push_back(file());
  if (!cycle_->result) return unchanged;
  TRY_ASSIGN(std::string* const text, transaction_.draft(file()));
  const auto has_aside = [&] { return store::is_there(*text, {std::string(own_result)}); };
  const bool had_aside = has_aside();
  TRY_ASSIGN(*text, without_result(*text));
  std::string left_behind = left_behind_text(workspace(), *cycle_);
  if (has_aside() && !had_aside)
    left_behind += fmt::format("okr: keys of your own in [result] stand below [{}] now\n", own_result);
  TRY(keep_words());
  TRY_ASSIGN(auto action, this->action(opened_summary()));
  action.show_diff = true;
  action.remark = std::move(left_behind);
  return action;
}

std::string Closing::numbers_text() const {
  if (!context_.tells()) return {};
  return drawn(context_, closing_document(numbers_, session_.workspace.settings.scoring.scale));
}

}  // namespace

Result<int> close_cycle(Context& context, const ClosingRequest& request) {
  Closing closing(context, request);
  TRY(closing.finish(session::write(
      context, [&] { return closing.closing(); }, request.git_commit)));
  return 0;
}

Result<int> open_again(Context& context, const ClosingRequest& request) {
  Closing closing(context, request);
  return write_and_exit(
      context, [&] { return closing.opening(); }, request.git_commit);
}

}  // namespace okr::actions
