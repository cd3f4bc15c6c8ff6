// SPDX-License-Identifier: MIT
// okr set: one field of a record, or several in one transaction; what moves in a running cycle leaves its trace.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "actions/records/kpi_target.hpp"
#include "actions/records/set_fields.hpp"
#include "cli/commands/table.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"
#include "session/writing.hpp"

namespace okr::cli {

namespace {

struct Options {
  std::vector<std::string> words;
  std::optional<std::string> why;
};

void declare(Syntax& syntax, Options& options) {
  syntax.argument(options.words, "ID.FIELD=VALUE", "the field and what it becomes; ID.FIELD= takes it away")
      .required()
      .completes(Completes::field)
      .assigns();
  syntax.value(options.why, "why", "TEXT",
               "why a definition moves: kept beside it, with the day, the old and the new value");
}

/// A file on its way from one text to another.
struct Draft {
  std::string before;
  std::string text;
};

/// Another target of a KPI, from today on.
struct Retargeted {
  std::string file;
  NewTarget target;
};

/// What moved in one record: the parts of its new entry of `changes`.
struct Moved {
  RecordPlace place;
  std::string fields;  ///< "target = [400, 300]"
};

class Edit {
 public:
  Edit(const Context& context, const Session& session, const Options& options)
      : context_(context), session_(session), options_(options) {}

  Status apply(const Assignment& assignment);

  /// The entries of `changes`, the proof, and everything as one transaction.
  Result<Transaction> finish();

 private:
  Result<Draft*> draft(const std::string& file);
  Status note_move(const Assignment& assignment, const std::optional<std::string>& old);
  Status require_reason(const Assignment& assignment) const;
  Status write_entry(const Moved& moved);
  void retarget(const Assignment& assignment);
  Status write_target(const Retargeted& retargeted);

  const Context& context_;
  const Session& session_;
  const Options& options_;
  std::map<std::string, Draft> drafts_;
  std::vector<Moved> moved_;
  std::vector<Retargeted> retargeted_;
};

/// Of a KPI with a past another target holds from today on; taking it away changes the definition.
bool is_retargeting(const Assignment& assignment) {
  return assignment.kpi && assignment.value && is_bound(assignment.field.key) && has_past(*assignment.kpi);
}

bool means_the_same(const std::string& old, const std::string& value) {
  if (old == value) return true;
  const auto a = parse_number(old);
  const auto b = parse_number(value);
  return a && b && *a == *b;
}

/// The target of a KPI that nothing was read of yet: the definition itself changes.
bool is_first_target(const Assignment& assignment) {
  return assignment.kpi && is_bound(assignment.field.key) && !has_past(*assignment.kpi);
}

/// What holds where the key is not given, for the fields that have such a value.
std::optional<std::string> unsaid(std::string_view key) {
  if (key == "weight") return "1";
  if (key == "misses") return "0";
  if (key == "strict") return "false";
  if (key == "state") return store::toml_string("active");
  return std::nullopt;
}

/// What a closed cycle's numbers came from stays; a postmortem, say, may still be written.
Status check_final(const Assignment& assignment) {
  const bool is_own_state = assignment.place.record == "cycle" && assignment.field.key == "state";
  if (!assignment.cycle || (!is_definition(assignment) && !is_own_state)) return {};
  return check_still_open(*assignment.cycle);
}

Result<Draft*> Edit::draft(const std::string& file) {
  const auto known = drafts_.find(file);
  if (known != drafts_.end()) return &known->second;
  TRY_ASSIGN(auto text, file_text(session_.workspace, file));
  return &drafts_.emplace(file, Draft{text, text}).first->second;
}

Status Edit::apply(const Assignment& assignment) {
  if (is_retargeting(assignment)) {
    retarget(assignment);
    return {};
  }
  TRY_ASSIGN(const auto draft, this->draft(assignment.place.file));
  std::string& text = draft->text;
  const auto current = store::value_text(text, assignment.path());
  const std::optional<std::string> old = current ? std::optional(*current) : std::nullopt;
  if (!old && !assignment.value) return {};
  if (old && assignment.value && means_the_same(*old, *assignment.value)) return {};
  if (auto open = check_final(assignment); !open) return open;
  if (auto reason = require_reason(assignment); !reason) return reason;
  TRY_ASSIGN(auto written, assignment.value
                               ? put_field(text, assignment.place, std::string(assignment.field.key), *assignment.value)
                               : store::remove_key(text, assignment.path()));
  text = std::move(written);
  return note_move(assignment, old);
}

Status Edit::require_reason(const Assignment& assignment) const {
  if (!is_definition(assignment) || options_.why) return {};
  if (!has_started(*assignment.cycle, context_.today())) return {};
  return failure(ErrorKind::usage,
                 fmt::format("{} has started: moving {} needs a reason", assignment.cycle->id.text, assignment.label),
                 "add --why \"...\"; it is kept in the file beside the old and the new value");
}

Status Edit::note_move(const Assignment& assignment, const std::optional<std::string>& old) {
  if (!is_definition(assignment) || !options_.why) return {};
  const std::string key(assignment.field.key);
  const std::optional<std::string> before = old ? old : unsaid(key);
  const std::optional<std::string> after = assignment.value ? assignment.value : unsaid(key);
  if (!after)
    return failure(ErrorKind::usage,
                   fmt::format("{} cannot be taken away with a reason: a change has a new value", assignment.label),
                   "`okr edit` opens the file");
  const std::string field = key + " = [" + (before ? *before + ", " : "") + *after + "]";
  const auto same = std::ranges::find_if(moved_, [&](const Moved& moved) {
    return moved.place.file == assignment.place.file && moved.place.path == assignment.place.path;
  });
  if (same == moved_.end())
    moved_.push_back({assignment.place, field});
  else
    same->fields += ", " + field;
  return {};
}

Status Edit::write_entry(const Moved& moved) {
  std::string& text = drafts_.at(moved.place.file).text;
  const std::string entry = fmt::format("{{ on = {}, {}, why = {} }}", to_string(context_.today()), moved.fields,
                                        store::toml_string(*options_.why));
  store::KeyPath path = moved.place.path;
  path.emplace_back("changes");
  const bool has_some = store::value_text(text, path).has_value();
  TRY_ASSIGN(auto written, has_some ? store::append_to_array(text, path, entry)
                                    : store::put_value(text, path, "[\n  " + entry + ",\n]"));
  text = std::move(written);
  return {};
}

void Edit::retarget(const Assignment& assignment) {
  const auto in_force = bound_in_force(*assignment.kpi, assignment.field.key, context_.today());
  if (in_force && means_the_same(shortest(*in_force), *assignment.value)) return;
  auto same = std::ranges::find(retargeted_, assignment.place.file, &Retargeted::file);
  if (same == retargeted_.end())
    same = retargeted_.insert(same, {assignment.place.file, {context_.today(), {}, options_.why}});
  same->target.bounds.emplace_back(assignment.field.key, *assignment.value);
}

Status Edit::write_target(const Retargeted& retargeted) {
  TRY_ASSIGN(const auto draft, this->draft(retargeted.file));
  TRY_ASSIGN(auto written, with_target(draft->text, retargeted.target));
  draft->text = std::move(written);
  return {};
}

Result<Transaction> Edit::finish() {
  for (const Retargeted& retargeted : retargeted_) TRY(write_target(retargeted));
  for (const Moved& moved : moved_) TRY(write_entry(moved));
  Transaction transaction{session_.workspace.root};
  for (const auto& [file, draft] : drafts_) {
    if (draft.before == draft.text) continue;
    transaction.replace(file, draft.before, draft.text);
  }
  return transaction;
}

/// "baseline, target, ..., state": the keys that a change may move.
std::string definition_keys() {
  std::vector<std::string> keys;
  for (const Field<Change>& field : fields<Change>())
    if (!field.assign) keys.emplace_back(field.key);
  return join(keys, ", ");
}

Status check_reason(const Options& options, const std::vector<Assignment>& assignments) {
  if (!options.why) return {};
  if (trim(*options.why).empty()) return failure(ErrorKind::usage, "--why is empty", "say in a line what happened");
  if (has_control_character(*options.why) || options.why->find('\n') != std::string::npos ||
      !is_valid_utf8(*options.why))
    return failure(ErrorKind::usage, "--why is one line of text");
  const auto keeps_reason = [](const Assignment& assignment) {
    return is_definition(assignment) || (assignment.kpi && is_bound(assignment.field.key));
  };
  if (std::ranges::any_of(assignments, keeps_reason)) return {};
  return failure(ErrorKind::usage, "--why is kept only for what defines a key result, an objective or a KPI's target",
                 definition_keys() + "; of a KPI target, warn, min, max, margin");
}

Result<std::vector<Assignment>> read_all(const Context& context, const Session& session, const Options& options) {
  std::vector<Assignment> assignments;
  for (const std::string& word : options.words) {
    TRY_ASSIGN(auto assignment, read_assignment(context, session, word));
    for (const Assignment& other : assignments)
      if (other.place.file == assignment.place.file && other.path() == assignment.path())
        return failure(ErrorKind::usage, fmt::format("{} is given twice", assignment.label));
    assignments.push_back(std::move(assignment));
  }
  TRY(check_reason(options, assignments));
  return assignments;
}

std::string summary_of(const std::vector<Assignment>& assignments) {
  std::string summary = "Set";
  for (const Assignment& assignment : assignments) summary += (summary.size() > 3 ? ", " : " ") + assignment.label;
  return summary;
}

Result<Action> prepare(Context& context, const Options& options) {
  TRY_ASSIGN(auto session, open_for_change(context));
  TRY_ASSIGN(const auto assignments, read_all(context, session, options));
  Edit edit(context, session, options);
  for (const Assignment& assignment : assignments) TRY(edit.apply(assignment));
  TRY_ASSIGN(auto transaction, edit.finish());
  Action action{std::move(transaction), summary_of(assignments)};
  action.show_diff = true;
  action.unchanged = "unchanged\n";
  if (options.why && std::ranges::any_of(assignments, is_first_target))
    action.next = "The reason is not kept: before its first reading a KPI's target has no past\n";
  action.no_worse_than = std::move(session.workspace);
  return action;
}

Result<int> run(Context& context, const Options& options) {
  TRY(write(context, [&] { return prepare(context, options); }));
  return 0;
}

constexpr Example examples[] = {
    {"okr set ship.users.target=300 --why 'the launch slipped'", "a target of the running cycle, with its reason"},
    {"okr set fit.doctor.due=eoq fit.km.owner=ben", "two fields in one transaction"},
    {"okr set visits.target=5000 --why 'plan of the second half'", "a KPI's target, from today on"},
    {"okr set visits.target=", "takes the field away"},
    {"okr set ship.users.tags=launch,web -n", "a list; shows the difference and writes nothing"},
};

}  // namespace

constinit const Command set_command{
    .name = "set",
    .group = Group::write,
    .summary = "change one field of a record, or several",
    .description =
        "Changes fields in place; every other byte of the file stays as it is. ID is an objective, a key result, a "
        "KPI, "
        "a cycle, or workspace, scoring or check for the tables of okr.toml; FIELD is one of its keys (man 5 okr).\n"
        "\n"
        "Texts need no quotes, days may be words (okr help dates), lists are parted by commas: tags=a,b; with commas "
        "inside, write the list as in the file: 'steps=[\"a, b\", \"c\"]'. An empty value takes the field away.\n"
        "\n"
        "In a cycle that has started, what defines a key result or an objective (its aim, its bounds, its days, "
        "weight, "
        "kind, KPI and state: the keys of 'changes' in man 5 okr) needs --why: it is kept in the file as an entry of "
        "'changes', with the day, the old and the new value. A KPI that has readings gets another target, warn, min, "
        "max "
        "or margin from today on, as an entry of [targets], so that earlier periods are judged as before; --why is "
        "kept "
        "there. Nothing is written when it would bring an error into the workspace.",
    .examples = examples,
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
