// SPDX-License-Identifier: MIT
#include "actions/cycle/closing.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/cycle/carry_over.hpp"
#include "actions/cycle/close_words.hpp"
#include "actions/cycle/closing_checks.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/store/toml_text.hpp"
#include "session/author.hpp"
#include "session/present.hpp"
#include "session/records.hpp"
#include "session/writing.hpp"

namespace okr::cli {

namespace {

/// One closing on its way: what is read, what is said, what is written.
class Closing {
 public:
  Closing(Context& context, Session session, ClosingRequest request)
      : context_(context), session_(std::move(session)), request_(std::move(request)) {}

  Result<int> close();
  Result<int> undo();

 private:
  Workspace& workspace() { return session_.workspace; }
  std::string file() const { return cycle_->folder + "/cycle.toml"; }
  int scale() const { return session_.workspace.settings.scoring.scale; }

  Status find();

  Result<int> close_now();
  Result<int> close_again();

  Status look();
  std::string final_text() const { return with_result("", numbers_, {}).value_or(""); }
  Status look_again();
  Status ask();
  tl::unexpected<Error> stays_open() const;
  Status write_result();
  Status add_postmortems();
  Status plan_carrying();
  void append_carried();
  Status replace(const std::string& file, std::string text);
  Result<std::string> text_of(const std::string& file) const;
  Result<Outcome> write(const std::string& summary, bool show_diff);

  void print_numbers();

  Context& context_;
  Session session_;
  const ClosingRequest request_;
  const Cycle* cycle_ = nullptr;
  CycleNumbers numbers_;
  CycleWords words_;
  std::vector<Postmortem> postmortems_;
  std::optional<CarryOver> carry_;
  Transaction transaction_;
  bool was_asked_ = false;
};

// --- which cycle --------------------------------------------------------------------------------------

Status Closing::find() {
  cycle_ = workspace().cycle(CycleId(request_.cycle));
  transaction_.root = workspace().root;
  if (cycle_) return {};
  std::vector<std::string_view> names;
  for (const Cycle& cycle : workspace().cycles) names.push_back(cycle.id.text);
  const auto near = nearest(request_.cycle, names);
  return failure(ErrorKind::usage, fmt::format("no cycle '{}'", safe_for_terminal(request_.cycle)),
                 near ? fmt::format("did you mean '{}'?", *near) : std::string());
}

// --- closing -------------------------------------------------------------------------------------------------------

Status Closing::ask() {
  words_.note = request_.note.value_or("");
  if (!context_.screen().interactive || context_.globals().dry_run) return {};
  print_numbers();
  TRY_ASSIGN(auto answers, ask_for_closing(context_, numbers_));
  if (!answers.closes) return stays_open();
  postmortems_ = std::move(answers.postmortems);
  words_.wins = std::move(answers.wins);
  words_.lessons = std::move(answers.lessons);
  was_asked_ = true;
  return look_again();
}

Result<std::string> Closing::text_of(const std::string& file) const {
  const auto known = std::ranges::find(transaction_.files, file, &FileChange::path);
  if (known != transaction_.files.end()) return known->after;
  return file_text(session_.workspace, file);
}

Status Closing::replace(const std::string& file, std::string text) {
  const auto known = std::ranges::find(transaction_.files, file, &FileChange::path);
  if (known != transaction_.files.end()) {
    known->after = std::move(text);
    return {};
  }
  TRY_ASSIGN(auto before, file_text(session_.workspace, file));
  transaction_.replace(file, std::move(before), std::move(text));
  return {};
}

Status Closing::add_postmortems() {
  for (const Postmortem& one : postmortems_) {
    const KeyResult* kr = find_key_result(*cycle_, to_string(one.about));
    if (!kr) continue;  // somebody took it out meanwhile
    const std::string& file = session_.workspace.files[kr->place.file];
    TRY_ASSIGN(const auto text, text_of(file));
    TRY_ASSIGN(auto written, store::put_value(text, {kr->id.objective.text, kr->id.name, "postmortem"},
                                              store::toml_string(one.text)));
    if (auto replaced = replace(file, std::move(written)); !replaced) return replaced;
  }
  return {};
}

Status Closing::write_result() {
  TRY_ASSIGN(const auto text, text_of(file()));
  TRY_ASSIGN(auto closed, with_result(text, numbers_, words_));
  return replace(file(), std::move(closed));
}

Status Closing::plan_carrying() {
  if (!request_.carry_to) return {};
  TRY_ASSIGN(const auto next, next_cycle(workspace(), *cycle_, *request_.carry_to));
  TRY_ASSIGN(auto carry, carry_over(workspace(), numbers_, next, CycleState::active));
  carry_ = std::move(carry);
  return {};
}

void Closing::append_carried() {
  if (!carry_) return;
  for (const FileChange& file : carry_->files) transaction_.files.push_back(file);
}

Result<Outcome> Closing::write(const std::string& summary, bool show_diff) {
  for (const FileChange& file : transaction_.files)
    TRY(check_no_worse(workspace(), file.path, file.after, context_.today()));
  TRY_ASSIGN(const auto author, author_of(context_, workspace().root, std::nullopt));
  WriteOptions how;
  how.summary = summary;
  how.git_commit = request_.git_commit || author.git_commit;
  how.show_diff = show_diff;
  return carry_out(context_, transaction_, how);
}

std::string joined_summary(const std::string& summary, const std::optional<std::string>& carry_to) {
  return carry_to ? summary + ", carry over to " + *carry_to : summary;
}

/// Whether it can be closed, with which numbers, and what of it goes on.
Status Closing::look() {
  if (auto can = check_can_close(*cycle_, request_.early, context_.today()); !can) return can;
  numbers_ = closing_numbers(workspace(), cycle_->id, context_.today());
  if (is_sound(workspace(), numbers_)) return plan_carrying();
  report_computed_faults(context_, workspace());
  return failure(ErrorKind::data, fmt::format("{} cannot be closed while its files are in error", cycle_->id.text),
                 "nothing was written");
}

/// The answers stand for the numbers that were shown: where files changed meanwhile, they are shown again.
Status Closing::look_again() {
  while (true) {
    const std::string shown = final_text();
    TRY_ASSIGN(auto fresh, open_for_change(context_));
    session_ = std::move(fresh);
    if (auto found = find(); !found) return found;
    if (auto looked = look(); !looked) return looked;
    if (final_text() == shown) return {};
    context_.print("\nThe files changed meanwhile; these are the numbers now.\n");
    print_numbers();
    TRY_ASSIGN(const auto closes, confirm_closing(context_, cycle_->id));
    if (!closes) return stays_open();
  }
}

tl::unexpected<Error> Closing::stays_open() const {
  return failure(ErrorKind::interrupted, fmt::format("{} stays open", cycle_->id.text), "nothing was written");
}

Result<int> Closing::close_now() {
  TRY(look());
  TRY(ask());
  for (const Status& step : {add_postmortems(), write_result()})
    if (!step) return tl::unexpected(step.error());
  append_carried();
  const std::string summary = fmt::format("Close {}: {}", cycle_->id.text, closing_line(numbers_, scale()));
  TRY_ASSIGN(const auto outcome, write(joined_summary(summary, request_.carry_to), false));
  if (outcome != Outcome::written) return 0;
  const std::string written = context_.take_printed();
  if (!was_asked_) print_numbers();
  context_.print(written);
  if (carry_) say_carried(context_, *carry_, *request_.carry_to);
  say_postmortems_due(context_, numbers_, postmortems_);
  context_.hint(fmt::format("Next: okr review {} --final\n", cycle_->id.text));
  return 0;
}

/// What is closed stays as it is; what is unfinished may still be carried.
Result<int> Closing::close_again() {
  const bool says_the_same = !request_.note || *request_.note == cycle_->result->note;
  if (!says_the_same)
    return failure(ErrorKind::usage, fmt::format("{} is closed: its note stays as it is", cycle_->id.text),
                   fmt::format("okr close {} --undo opens it again", cycle_->id.text));
  if (request_.carry_to) {
    numbers_ = numbers_of(workspace(), *cycle_, context_.today());
    TRY(plan_carrying());
    append_carried();
  }
  TRY_ASSIGN(const auto outcome,
             write(fmt::format("Carry {} over to {}", cycle_->id.text, request_.carry_to.value_or("")), false));
  if (outcome == Outcome::previewed) return 0;
  if (outcome == Outcome::unchanged && !context_.globals().quiet)
    context_.print(
        fmt::format("Unchanged: {} is closed{}\n", cycle_->id.text,
                    carry_ ? fmt::format(", and {} holds what goes on", *request_.carry_to) : std::string()));
  if (carry_) say_carried(context_, *carry_, *request_.carry_to);
  return 0;
}

Result<int> Closing::undo() {
  TRY(find());
  const std::string& id = cycle_->id.text;
  if (!cycle_->result) {
    if (!context_.globals().quiet) context_.print(fmt::format("Unchanged: {} has no result\n", id));
    return 0;
  }
  TRY_ASSIGN(const auto text, text_of(file()));
  TRY_ASSIGN(auto open, without_result(text));
  TRY(replace(file(), std::move(open)));
  TRY(write(fmt::format("Open {} again", id), true));
  say_left_behind(context_, workspace(), *cycle_);
  return 0;
}

Result<int> Closing::close() {
  TRY(find());
  return cycle_->result ? close_again() : close_now();
}

// --- what is said --------------------------------------------------------------------------------------------------

void Closing::print_numbers() {
  if (context_.globals().quiet) return;
  context_.print(drawn(context_, closing_document(numbers_, scale())));
}

}  // namespace

namespace {

/// With the ids that `current`, `previous` and `next` stand for before anything is closed; to carry to `next` is to the
/// one behind the cycle that is closed, so that a command tried again means the same.
Status settle_ids(const Context& context, const Workspace& workspace, ClosingRequest& request) {
  TRY_ASSIGN(const auto cycle, cycle_called(workspace, request.cycle, context.today()));
  request.cycle = cycle.text;
  const Cycle* from = workspace.cycle(cycle);
  if (!request.carry_to || !from) return {};
  const bool is_behind = *request.carry_to == "next";
  TRY_ASSIGN(const auto next,
             is_behind ? cycle_behind(workspace, *from) : cycle_called(workspace, *request.carry_to, context.today()));
  request.carry_to = next.text;
  return {};
}

}  // namespace

Result<int> close_cycle(Context& context, ClosingRequest request) {
  TRY_ASSIGN(auto session, open_for_change(context));
  TRY(settle_ids(context, session.workspace, request));
  return Closing(context, std::move(session), std::move(request)).close();
}

Result<int> open_again(Context& context, ClosingRequest request) {
  TRY_ASSIGN(auto session, open_for_change(context));
  TRY(settle_ids(context, session.workspace, request));
  return Closing(context, std::move(session), std::move(request)).undo();
}

}  // namespace okr::cli
