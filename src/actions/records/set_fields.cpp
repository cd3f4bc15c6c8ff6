// SPDX-License-Identifier: MIT
#include "actions/records/set_fields.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "actions/records/actions.hpp"
#include "actions/records/addition.hpp"
#include "actions/records/assignment.hpp"
#include "okr/base/number.hpp"
#include "okr/base/result.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/kpi.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"
#include "session/faults.hpp"
#include "session/records.hpp"
#include "session/settings.hpp"
#include "session/writing/action.hpp"
#include "session/writing/changes.hpp"

namespace okr::actions {
using namespace session;

namespace {

/// Another target of a KPI, from today on.
struct Retargeted {
  std::string file;
  NewTarget target;
};

/// What holds before and after an assignment, given or not; nothing where only other keys tell.
struct HeldValues {
  std::optional<std::string> before, after;

  /// The same said otherwise, or no longer said, moves nothing.
  bool differ() const { return !before || !after || !store::same_value(*before, *after); }
};

/// What moved in one record: the parts of its new entry of `changes`.
struct Moved {
  RecordPlace place;
  std::string fields;             ///< "target = [400, 300], "
  std::vector<std::string> more;  ///< what no key of an entry can say, in words: "period month", "without commit 200"
};

class Edit {
 public:
  Edit(const Context& context, const Session& session, const SetRequest& request)
      : context_(context),
        request_(request),
        workspace_(session.workspace),
        transaction_(Transaction::of(session.workspace)) {}

  /// True where it moves something; false where what was said holds already.
  Result<bool> apply(const Assignment& assignment);

  /// The entries of `changes`, and everything as one transaction.
  Result<Transaction> finish();

  /// What holds where a value was taken away, and comments that go with one; a line each.
  const std::string& remarks() const { return remarks_; }

  /// Once all else is written: the files of KPIs that are shared from now on, or are one file again. What that changes,
  /// for --json.
  Result<std::vector<reports::FieldChange>> share(Context& context, const Workspace& workspace,
                                                  Transaction& transaction) const;

 private:
  Result<store::EditedText*> text_of(const std::string& file);
  void note_default(const Assignment& assignment, store::EditedText& edited);
  Result<bool> explain_standing(const Assignment& assignment);
  bool is_same_kpi(const Assignment& assignment, const HeldValues& values) const;
  Status check_move(const Assignment& assignment, const HeldValues& values);
  Status check_old_value(const Assignment& assignment, const std::string& old);
  Result<const Diagnostic*> fault_of(const Assignment& assignment, const std::function<bool(Code)>& is_meant);
  Status note_move(const Assignment& assignment, const HeldValues& values);
  Status write_entry(const Moved& moved);
  Result<std::optional<std::string>> reason_for(const Kpi& kpi) const;
  Result<bool> retarget(const Assignment& assignment);
  Status write_target(const Retargeted& retargeted);

  const Context& context_;
  const SetRequest& request_;
  const Workspace& workspace_;
  Transaction transaction_;
  std::map<std::string, store::EditedText> texts_;  ///< by file
  std::vector<Moved> moved_;
  std::map<std::pair<std::string, store::KeyPath>, std::size_t> moved_at_;  ///< by file and record
  std::vector<Retargeted> retargeted_;
  std::vector<Assignment> shared_;
  std::string remarks_;
};

/// Of a KPI with a past another target holds from today on; taking it away changes the definition.
bool is_retargeting(const Assignment& assignment) {
  return assignment.kpi && assignment.value && is_bound(assignment.field.key) && has_past(*assignment.kpi);
}

bool is_to_be_shared(const Assignment& assignment) { return assignment.value == store::toml_boolean(true); }

/// What holds where the key is not given, for the fields that have such a value.
std::optional<std::string> unsaid(std::string_view key) {
  if (key == "weight") return "1";
  if (key == "misses") return "0";
  if (key == "strict") return "false";
  if (key == "state") return store::toml_string("active");
  return std::nullopt;
}

/// What held before its first value was given: the kind is the one that the other keys imply.
std::optional<std::string> held_unsaid(const Assignment& assignment) {
  const bool is_kind = assignment.field.key == "kind" && assignment.place.record == "key result";
  if (!is_kind || !assignment.cycle) return unsaid(assignment.field.key);
  const Objective* objective = find_objective(*assignment.cycle, assignment.place.path.front());
  const KeyResult* kr = objective ? find_key_result(*objective, assignment.place.path.back()) : nullptr;
  return kr && kr->kind_known ? std::optional(store::toml_string(word(kr->kind))) : std::nullopt;
}

/// What a closed cycle's numbers came from stays; a postmortem, say, may still be written.
Status check_final(const Assignment& assignment) {
  if (!assignment.cycle || (!is_definition(assignment) && !is_state_of_cycle(assignment))) return {};
  return check_still_open(*assignment.cycle);
}

Result<store::EditedText*> Edit::text_of(const std::string& file) {
  if (const auto known = texts_.find(file); known != texts_.end()) return &known->second;
  TRY_ASSIGN(const std::string* const text, transaction_.draft(file));
  TRY_ASSIGN(auto opened, store::EditedText::open(*text));
  return &texts_.emplace(file, std::move(opened)).first->second;
}

/// As it is written; on one line where it is made of headings or of dotted keys.
std::optional<std::string> value_in(const std::string& text, const store::KeyPath& path) {
  auto value =
      store::ValueTexts::read(text).and_then([&](const store::ValueTexts& values) { return values.in_any_form(path); });
  return value ? std::optional(std::move(*value)) : std::nullopt;
}

/// As TOML has it; empty where it was not given.
std::optional<std::string> toml_of(const ChangedField::Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return store::toml_number(*number);
  if (const auto* date = std::get_if<Date>(&value)) return store::toml_date(*date);
  const auto* text = std::get_if<std::string>(&value);
  if (!text) return std::nullopt;
  return *text == "true" || *text == "false" ? *text : store::toml_string(*text);
}

/// What the last entry of `changes` calls the value of a field that one can change.
std::optional<std::string> said_last(const Assignment& assignment) {
  if (!assignment.cycle || !can_be_explained(assignment) || !is_definition(assignment)) return std::nullopt;
  const Objective* objective = find_objective(*assignment.cycle, assignment.place.path.front());
  const bool is_objective = assignment.place.record == "objective";
  const KeyResult* kr =
      objective && !is_objective ? find_key_result(*objective, assignment.place.path.back()) : nullptr;
  if (!(is_objective ? objective != nullptr : kr != nullptr)) return std::nullopt;
  const auto last = last_changes(is_objective ? objective->changes : kr->changes);
  const auto said = std::ranges::find(last, assignment.field.key, [](const LastChange& one) { return one.field->key; });
  return said == last.end() ? std::nullopt : toml_of(said->field->after);
}

/// The value stands, and `changes` end with another one, as after two clones moved it: the reason tells how it came here.
Result<bool> Edit::explain_standing(const Assignment& assignment) {
  const auto said = request_.why && assignment.value ? said_last(assignment) : std::nullopt;
  if (!said || store::same_value(*said, *assignment.value)) return false;
  TRY(check_final(assignment));
  TRY(note_move(assignment, {said, assignment.value}));
  return true;
}

/// The KPI that a key result is fed by, called by another of its names.
bool Edit::is_same_kpi(const Assignment& assignment, const HeldValues& values) const {
  if (assignment.field.key != "kpi" || !values.before || !values.after) return false;
  const auto named = [&](std::string_view toml) {
    const std::string_view name = trim(toml);
    return name.size() < 2 ? nullptr : workspace_.kpi(without_kpi_prefix(name.substr(1, name.size() - 2)));
  };
  const Kpi* kpi = named(*values.before);
  return kpi && kpi == named(*values.after);
}

Result<bool> Edit::apply(const Assignment& assignment) {
  if (assignment.is_sharing()) {
    shared_.push_back(assignment);
    return is_to_be_shared(assignment) != is_shared(workspace_, *assignment.kpi);
  }
  if (is_retargeting(assignment)) {
    TRY_ASSIGN([[maybe_unused]] const auto* text, transaction_.draft(assignment.place.file));
    return retarget(assignment);
  }
  TRY_ASSIGN(store::EditedText* const edited, text_of(assignment.place.file));
  note_default(assignment, *edited);
  // What is taken away may take its heading along, and the empty line in front of it.
  std::string& text = edited->around(assignment.value ? assignment.path() : store::KeyPath());
  const std::optional<std::string> old = value_in(text, assignment.path());
  if (!old && !assignment.value) return false;
  const std::string key(assignment.field.key);
  auto after = assignment.value ? put_field(text, assignment.place, key, *assignment.value)
                                : without_field(text, assignment.place, key);
  if (after && *after == text) return explain_standing(assignment);  // a title that stands for its table, too
  TRY(check_final(assignment));
  const HeldValues values{old ? old : held_unsaid(assignment), assignment.value ? assignment.value : unsaid(key)};
  const bool is_move = can_be_explained(assignment) && values.differ() && !is_same_kpi(assignment, values);
  if (is_move && is_definition(assignment)) TRY(check_move(assignment, values));
  TRY_ASSIGN(text, std::move(after));
  if (is_move && request_.why) TRY(note_move(assignment, values));
  return true;
}

/// What [defaults] of the file says holds where the record says nothing.
void Edit::note_default(const Assignment& assignment, store::EditedText& edited) {
  if (assignment.value || assignment.place.record != "objective") return;
  const store::KeyPath path{"defaults", std::string(assignment.field.key)};
  if (const auto value = value_in(edited.around(path), path))
    remarks_ += fmt::format("okr: {} is {} by [defaults] of {}\n", assignment.label, safe_for_terminal(*value),
                            safe_for_terminal(assignment.place.file));
}

/// Usage errors: a move that needs a reason, and a kind of which no key says what it becomes.
Status Edit::check_move(const Assignment& assignment, const HeldValues& values) {
  if (request_.why && !values.after && assignment.field.key == "kind")
    return usage_failure(
        fmt::format("{} cannot be taken away with a reason: a change says the new kind", assignment.label),
        "give it the kind that it is from now on");
  const bool is_kept = values.before && values.after;
  if (request_.why) return is_kept ? check_old_value(assignment, *values.before) : Status();
  if (!has_started(*assignment.cycle, context_.today())) return {};
  return usage_failure(
      fmt::format("{} has started: moving {} needs a reason", assignment.cycle->id.text, assignment.label),
      "add --why \"...\"; it is kept in the file beside the old and the new value");
}

/// A change says the old value too, so it has to be one.
Status Edit::check_old_value(const Assignment& assignment, const std::string& old) {
  const bool is_text = old.starts_with('"') || old.starts_with('\'');
  TRY_ASSIGN(const auto* const fault, fault_of(assignment, [is_text](Code code) {
               return code == Code::E117 || code == Code::E102 || (code == Code::E107 && is_text);
             }));
  if (!fault) return {};
  return tl::unexpected(
      placed({ErrorKind::data,
              fmt::format("{}: {} [{}]", to_string(fault->place, workspace_), fault->message, to_string(fault->code)),
              fmt::format("{}\nmend it first: a change keeps the old value beside the new one", fault->mend),
              std::string(to_string(fault->code))},
             fault->place, workspace_));
}

/// What reading found wrong with the value that stands there, of these codes; null where nothing is.
Result<const Diagnostic*> Edit::fault_of(const Assignment& assignment, const std::function<bool(Code)>& is_meant) {
  TRY_ASSIGN(const std::string* const text, transaction_.draft(assignment.place.file));
  for (const Diagnostic& fault : workspace_.diagnostics) {
    if (!is_meant(fault.code) || !fault.place.known()) continue;
    if (workspace_.files[fault.place.file] != assignment.place.file) continue;
    if (store::path_at(*text, fault.place.line, fault.place.column) == assignment.path()) return &fault;
  }
  return nullptr;
}

/// " month", " 200": a value as a reason names it; empty of a list, and of what is long.
std::string brief(const std::optional<std::string>& toml) {
  constexpr std::size_t longest = 40;
  std::string_view text = toml ? trim(*toml) : std::string_view();
  const bool is_quoted =
      text.size() > 1 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'');
  if (is_quoted) text = text.substr(1, text.size() - 2);
  const bool is_word = !text.empty() && text.size() <= longest && text.find_first_of("[{\"'\\\n") == text.npos;
  return is_word ? fmt::format(" {}", text) : std::string();
}

/// A change says a new value, of its own keys alone; of all else it says why, and in words what.
Status Edit::note_move(const Assignment& assignment, const HeldValues& values) {
  if (assignment.place.record == "objective")
    TRY(check_key_is_free(*assignment.cycle, *find_objective(*assignment.cycle, assignment.place.path.front()),
                          "changes", "would keep the reason"));
  const auto [known, is_new] =
      moved_at_.emplace(std::pair(assignment.place.file, assignment.place.path), moved_.size());
  if (is_new) moved_.push_back({assignment.place, {}, {}});
  Moved& moved = moved_[known->second];
  if (!values.after || !is_definition(assignment)) {
    const std::string_view key = assignment.field.key;
    moved.more.push_back(assignment.value ? fmt::format("{}{}", key, brief(assignment.value))
                                          : fmt::format("without {}{}", key, brief(values.before)));
    return {};
  }
  // A day outside of the cycle and a KPI that is nowhere never held.
  TRY_ASSIGN(const auto* const fault,
             fault_of(assignment, [](Code code) { return code == Code::E110 || code == Code::E112; }));
  const bool has_held = values.before && !fault;
  moved.fields += fmt::format("{} = [{}{}], ", assignment.field.key, has_held ? *values.before + ", " : std::string(),
                              *values.after);
  return {};
}

Status Edit::write_entry(const Moved& moved) {
  TRY_ASSIGN(store::EditedText* const edited, text_of(moved.place.file));
  store::KeyPath path = moved.place.path;
  path.emplace_back("changes");
  std::string& text = edited->around(path);
  const Date today = context_.today();
  if (!moved.fields.empty()) TRY(add_change(text, path, {today, moved.fields, *request_.why}));
  if (moved.more.empty()) return {};
  return add_change(text, path, {today, {}, fmt::format("{}: {}", join(moved.more, ", "), *request_.why)});
}

/// The entry of a day has one reason: another one stands behind what was said of it before.
Result<std::optional<std::string>> Edit::reason_for(const Kpi& kpi) const {
  const auto entry = std::ranges::find(kpi.targets, context_.today(), &KpiTarget::first);
  if (request_.why && entry != kpi.targets.end() && entry->faulty && entry->gives("why") && entry->why.empty())
    return tl::unexpected(
        placed({ErrorKind::data, fmt::format("the reason of today that {} has cannot be read", kpi.id.text),
                fmt::format("mend {} first; `okr check` says how", to_string(entry->place_of("why"), workspace_))},
               entry->place_of("why"), workspace_));
  if (!request_.why || entry == kpi.targets.end() || entry->why.empty()) return request_.why;
  constexpr std::string_view between = "; ";
  const std::string said = fmt::format("{}{}{}", between, entry->why, between);
  const bool is_said = said.find(fmt::format("{}{}{}", between, *request_.why, between)) != std::string::npos;
  return std::optional(is_said ? entry->why : fmt::format("{}{}{}", entry->why, between, *request_.why));
}

Result<bool> Edit::retarget(const Assignment& assignment) {
  const auto in_force = bound_in_force(*assignment.kpi, assignment.field.key, context_.today());
  if (in_force && store::same_value(shortest(*in_force), *assignment.value)) return false;
  auto same = std::ranges::find(retargeted_, assignment.place.file, &Retargeted::file);
  if (same == retargeted_.end()) {
    TRY_ASSIGN(auto reason, reason_for(*assignment.kpi));
    same = retargeted_.insert(same, {assignment.place.file, {context_.today(), {}, std::move(reason)}});
  }
  same->target.bounds.push_back({std::string(assignment.field.key), *assignment.value});
  return true;
}

Status Edit::write_target(const Retargeted& retargeted) {
  TRY_ASSIGN(store::EditedText* const edited, text_of(retargeted.file));
  std::string& text = edited->around({});
  TRY_ASSIGN(text, with_target(text, retargeted.target, workspace_.fiscal_start()));
  return {};
}

Result<Transaction> Edit::finish() {
  for (const Retargeted& retargeted : retargeted_) TRY(write_target(retargeted));
  for (const Moved& moved : moved_) TRY(write_entry(moved));
  for (auto& [file, edited] : texts_) {
    TRY_ASSIGN(std::string* const text, transaction_.draft(file));
    TRY_ASSIGN(*text, edited.whole());
  }
  remarks_ += comments_gone_text(transaction_);
  std::ranges::sort(transaction_.files, {}, &FileChange::path);
  return std::move(transaction_);
}

Result<std::vector<reports::FieldChange>> Edit::share(Context& context, const Workspace& workspace,
                                                      Transaction& transaction) const {
  std::vector<reports::FieldChange> changes;
  for (const FileChange& file : transaction.files)
    std::ranges::move(field_changes(file.path, file.before.value_or(""), file.after), std::back_inserter(changes));
  TRY_ASSIGN(const auto author, author_of(context, workspace.root, std::nullopt));
  for (const Assignment& assignment : shared_) {
    const bool shared = is_to_be_shared(assignment);
    if (shared == is_shared(workspace, *assignment.kpi)) {
      keep_shared(*assignment.kpi, transaction);
      continue;
    }
    TRY(actions::share(workspace, {assignment.kpi, shared, author.source, context.today()}, transaction));
    changes.push_back({"", assignment.kpi->id.text, std::string(shared_key), !shared, shared});
  }
  return changes;
}

/// "baseline, target, ..., state": the keys that a change may move.
std::string definition_keys() {
  std::vector<std::string> keys;
  for (const Field<Change>& field : fields<Change>())
    if (!field.assign) keys.emplace_back(field.key);
  return join(keys, ", ");
}

/// A KPI keeps a reason beside the bound that holds from a day on, so there has to be one.
Status check_stays(const Assignment& assignment) {
  const bool is_kept = !assignment.kpi || !is_bound(assignment.field.key) || assignment.value;
  if (is_kept || !has_past(*assignment.kpi)) return {};
  return usage_failure(
      fmt::format("{} cannot be taken away with a reason: [targets] keeps a new value", assignment.label),
      "give it another value; without --why it goes, and no period before [targets] is judged by it");
}

Status check_reason(const SetRequest& request, const std::vector<Assignment>& assignments) {
  if (!request.why) return {};
  if (trim(*request.why).empty()) return usage_failure("--why is empty", "say in a line what happened");
  if (has_control_character(*request.why) || request.why->find('\n') != std::string::npos ||
      !is_valid_utf8(*request.why))
    return usage_failure("--why is one line of text");
  for (const Assignment& assignment : assignments) TRY(check_stays(assignment));
  const auto keeps_reason = [](const Assignment& assignment) {
    return can_be_explained(assignment) || is_retargeting(assignment);
  };
  if (std::ranges::any_of(assignments, keeps_reason)) return {};
  return usage_failure("--why is kept only for what defines a key result, an objective or a KPI's target",
                       definition_keys() +
                           ", steps, plan and what else it is judged by; of a KPI that has readings target, "
                           "warn, min, max, margin");
}

Result<std::vector<Assignment>> read_all(const Context& context, const Session& session, const SetRequest& request) {
  std::vector<Assignment> assignments;
  std::set<std::pair<std::string, store::KeyPath>> given;
  LookUp names(session.workspace);
  for (const std::string& word : request.words) {
    TRY_ASSIGN(auto assignment, read_assignment(context, session, names, word));
    if (!given.emplace(assignment.place.file, assignment.path()).second)
      return usage_failure(fmt::format("{} is given twice", assignment.label));
    assignments.push_back(std::move(assignment));
  }
  TRY(check_reason(request, assignments));
  return assignments;
}

/// Where a reason can still be written by hand: a KPI keeps it in [targets], every other record in `changes`.
std::string unchanged_text(const SetRequest& request, const std::vector<Assignment>& assignments, Date today) {
  if (!request.why) return "unchanged\n";
  constexpr std::string_view front = "unchanged; a reason is kept where something moves, or by hand in";
  for (const Assignment& assignment : assignments)
    if (assignment.kpi && assignment.value && is_bound(assignment.field.key))
      return fmt::format("{} [targets]: {} = {{ {} = {}, why = {} }}\n", front, to_string(today), assignment.field.key,
                         *assignment.value, store::toml_string(*request.why));
  return fmt::format("{} `changes` (okr explain W230)\n", front);
}

/// "ship.users.target", "resting-hr.target": as --json calls a field.
std::string told_name(const Assignment& assignment) {
  return assignment.kpi ? fmt::format("{}.{}", assignment.kpi->id.text, assignment.field.key) : assignment.label;
}

std::string summary_of(const std::vector<Assignment>& assignments) {
  std::string summary = "Set";
  for (const Assignment& assignment : assignments) summary += (summary.size() > 3 ? ", " : " ") + assignment.label;
  return summary;
}

}  // namespace

Status add_change(std::string& text, const store::KeyPath& path, const ChangeEntry& said) {
  const std::string entry =
      fmt::format("{{ on = {}, {}why = {} }}", store::toml_date(said.on), said.fields, store::toml_string(said.why));
  TRY_ASSIGN(text, store::is_there(text, path) ? store::append_to_array(text, path, entry)
                                               : store::put_value(text, path, "[\n  " + entry + ",\n]"));
  return {};
}

Result<Action> action_for_set(Context& context, const SetRequest& request) {
  TRY_ASSIGN(auto session, open_for_change(context));
  TRY_ASSIGN(const auto assignments, read_all(context, session, request));
  Edit edit(context, session, request);
  std::vector<std::string> unchanged;
  for (const Assignment& assignment : assignments) {
    TRY_ASSIGN(const bool moves, edit.apply(assignment));
    if (!moves) unchanged.push_back(told_name(assignment));
  }
  TRY_ASSIGN(auto transaction, edit.finish());
  if (std::ranges::any_of(assignments, [](const Assignment& one) { return one.field.key == "steps"; }))
    TRY(check_steps(session.workspace, transaction, context.today()));
  std::optional<std::vector<reports::FieldChange>> changes;
  if (std::ranges::any_of(assignments, &Assignment::is_sharing)) {
    TRY_ASSIGN(changes, edit.share(context, session.workspace, transaction));
  }
  Action action{std::move(transaction), summary_of(assignments)};
  action.changes = std::move(changes);
  action.remark = edit.remarks();
  action.show_diff = true;
  action.unchanged = unchanged_text(request, assignments, context.today());
  action.about = std::move(unchanged);
  action.no_worse_than = std::move(session.workspace);
  return action;
}

}  // namespace okr::actions
