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

/// One closing on its way: what is read, what is asked, what is written and said.
class Closing {
 public:
  Closing(Context& context, ClosingRequest request) : context_(context), request_(std::move(request)) {}

  /// What closes the cycle, or carries from one that is closed; what opens it again. Reads the workspace anew.
  Result<Action> closing();
  Result<Action> opening();

 private:
  Workspace& workspace() { return session_.workspace; }
  std::string file() const { return cycle_->folder + "/cycle.toml"; }
  std::string final_text() const { return with_result("", numbers_, {}).value_or(""); }

  Status read();
  Status fix_names();
  Status look();
  Status look_again();
  Status agree();
  tl::unexpected<Error> stays_open() const;

  Result<Action> first_closing();
  Result<Action> carrying_again();
  Status write_result();
  Status add_postmortems();
  Status plan_carrying();
  Status replace(const std::string& file, std::string text);
  Result<std::string> text_of(const std::string& file) const;
  Result<Action> action(std::string summary);

  std::string numbers_text() const;

  Context& context_;
  ClosingRequest request_;
  Session session_ = {};
  const Cycle* cycle_ = nullptr;
  CycleNumbers numbers_ = {};
  CycleWords words_ = {};
  std::vector<Postmortem> postmortems_ = {};
  std::optional<CarryOver> carry_ = {};
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
  TRY(fix_names());
  cycle_ = workspace().cycle(CycleId(request_.cycle));
  transaction_ = {workspace().root};
  carry_.reset();
  if (cycle_) return {};
  std::vector<std::string_view> names;
  for (const Cycle& cycle : workspace().cycles) names.push_back(cycle.id.text);
  const auto near = nearest(request_.cycle, names);
  return failure(ErrorKind::usage, fmt::format("no cycle '{}'", safe_for_terminal(request_.cycle)),
                 near ? fmt::format("did you mean '{}'?", *near) : std::string());
}

// --- closing -------------------------------------------------------------------------------------------------------

/// The answers stand for the numbers that were shown: where files changed meanwhile, they are shown again.
Status Closing::agree() {
  words_.note = request_.note.value_or("");
  if (!context_.screen().interactive || context_.globals().dry_run) return {};
  if (!agreed_) {
    context_.print(numbers_text());
    agreed_ = final_text();
    TRY_ASSIGN(auto answers, ask_for_closing(context_, numbers_));
    if (!answers.closes) return stays_open();
    postmortems_ = std::move(answers.postmortems);
    words_.wins = std::move(answers.wins);
    words_.lessons = std::move(answers.lessons);
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
    TRY(replace(file, std::move(written)));
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

Result<Action> Closing::action(std::string summary) {
  if (carry_) transaction_.files.insert(transaction_.files.end(), carry_->files.begin(), carry_->files.end());
  TRY_ASSIGN(const auto author, author_of(context_, workspace().root, std::nullopt));
  Action action{std::move(transaction_), std::move(summary)};
  action.git_commit = request_.git_commit || author.git_commit;
  if (carry_) action.last = carried_text(context_, *carry_, *request_.carry_to);
  if (carry_) action.remark = occupied_text(*carry_, *request_.carry_to);
  action.no_worse_than = std::move(session_.workspace);
  return action;
}

/// Whether it can be closed, with which numbers, and what of it goes on.
Status Closing::look() {
  TRY(check_can_close(*cycle_, request_.early, context_.today()));
  numbers_ = closing_numbers(workspace(), cycle_->id, context_.today());
  if (is_sound(workspace(), numbers_)) return plan_carrying();
  report_computed_faults(context_, workspace());
  return failure(ErrorKind::data, fmt::format("{} cannot be closed while its files are in error", cycle_->id.text),
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
  action.remark += postmortems_due_text(numbers_, postmortems_);
  action.next = fmt::format("Next: okr review {} --final\n", request_.cycle);
  return action;
}

/// What is closed stays as it is; what is unfinished may still be carried.
Result<Action> Closing::carrying_again() {
  const bool says_the_same = !request_.note || *request_.note == cycle_->result->note;
  if (!says_the_same)
    return failure(ErrorKind::usage, fmt::format("{} is closed: its note stays as it is", cycle_->id.text),
                   fmt::format("okr close {} --undo opens it again", cycle_->id.text));
  numbers_ = numbers_of(workspace(), *cycle_, context_.today());
  TRY(plan_carrying());
  TRY_ASSIGN(auto action,
             this->action(fmt::format("Carry {} over to {}", request_.cycle, request_.carry_to.value_or(""))));
  action.unchanged =
      fmt::format("Unchanged: {} is closed{}\n", request_.cycle,
                  carry_ ? fmt::format(", and {} holds what goes on", *request_.carry_to) : std::string());
  return action;
}

Result<Action> Closing::closing() {
  TRY(read());
  return cycle_->result ? carrying_again() : first_closing();
}

Result<Action> Closing::opening() {
  TRY(read());
  Action unchanged{{workspace().root}};
  unchanged.unchanged = fmt::format("Unchanged: {} has no result\n", request_.cycle);
  if (!cycle_->result) return unchanged;
  TRY_ASSIGN(const auto text, text_of(file()));
  TRY_ASSIGN(auto open, without_result(text));
  TRY(replace(file(), std::move(open)));
  const std::string left_behind = left_behind_text(workspace(), *cycle_);
  TRY_ASSIGN(auto action, this->action(fmt::format("Open {} again", request_.cycle)));
  action.show_diff = true;
  action.remark = left_behind;
  return action;
}

std::string Closing::numbers_text() const {
  if (context_.globals().quiet) return {};
  return drawn(context_, closing_document(numbers_, session_.workspace.settings.scoring.scale));
}

}  // namespace

Result<int> close_cycle(Context& context, ClosingRequest request) {
  Closing closing(context, std::move(request));
  TRY(write(context, [&] { return closing.closing(); }));
  return 0;
}

Result<int> open_again(Context& context, ClosingRequest request) {
  Closing closing(context, std::move(request));
  TRY(write(context, [&] { return closing.opening(); }));
  return 0;
}

}  // namespace okr::cli
