// SPDX-License-Identifier: MIT
// okr check --fix: what has one right answer is written into the files; whatever else stands there stays as it is.
#include "actions/records/actions.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/lint.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/load.hpp"
#include "okr/store/toml_text.hpp"
#include "reports/check/findings.hpp"
#include "session/history/checking.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr int most_rounds = 20;  // what is mended may bring the next to light: a record whose kind is known only now

using Texts = std::map<std::string, std::string>;

/// The value as it is to stand there; nothing for a day that is none.
std::optional<std::string> value_of(const Repair& repair, Date today) {
  if (repair.what != Repair::What::day) return repair.text;
  const auto day = parse_typed_date(repair.text, today, {}, Looking::ahead);
  if (!day) return std::nullopt;
  return store::toml_date(*day);
}

/// What a line of its own says, or a name that several headings write.
struct LineRepair {
  store::KeyPath path;  ///< of the record, or of what gets another name
  const Repair* repair = nullptr;
};

/// The text with those that one value or one name mends, each in its place; `others` are left. Nothing where the text
/// cannot take them.
std::optional<std::string> mended_in_place(const std::string& text, const std::vector<const Diagnostic*>& findings,
                                           Date today, std::vector<LineRepair>& others, int& count) {
  auto placed = store::PlacedText::open(text);
  if (!placed) return std::nullopt;
  for (const Diagnostic* finding : findings) {
    const auto [file, line, column] = finding->place;
    const Repair& repair = finding->repair;
    const auto value = value_of(repair, today);
    const bool is_of_value = repair.what == Repair::What::value || repair.what == Repair::What::day;
    const bool is_of_top = repair.what == Repair::What::field && line == 1 && column == 1;
    if (!value) continue;
    if (is_of_value ? placed->set_value_at(line, column, *value)
                    : repair.what == Repair::What::key && placed->rename_key_at(line, column, *value))
      ++count;
    else if (auto path = is_of_top ? store::KeyPath() : placed->path_at(line, column); path && !is_of_value)
      others.push_back({std::move(*path), &repair});
  }
  auto whole = placed->whole();
  return whole ? std::optional(std::move(*whole)) : std::nullopt;
}

/// The same of the others, each in the part of the text that it is about.
std::optional<std::string> mended_by_lines(std::string text, const std::vector<LineRepair>& repairs, int& count) {
  auto edited = store::EditedText::open(std::move(text));
  if (!edited) return std::nullopt;
  const auto take = [&count](std::string& part, Result<std::string> after) {
    if (!after || *after == part) return;
    part = std::move(*after);
    ++count;
  };
  for (const auto& [path, repair] : repairs) {
    if (repair->what != Repair::What::field) continue;
    store::KeyPath key = path;
    key.emplace_back(repair->key);
    std::string& part = edited->around(key);
    take(part, store::add_key(part, path, repair->key, repair->text));
  }
  for (const auto& [path, repair] : repairs)
    if (repair->what == Repair::What::key) {
      std::string& whole = edited->around({});
      take(whole, store::rename_key(whole, path, repair->text));
    }
  auto whole = edited->whole();
  return whole ? std::optional(std::move(*whole)) : std::nullopt;
}

/// Mends in a text all that can be; how much that was. What cannot be there (a name that is taken) stays.
int mend(std::string& text, const std::vector<const Diagnostic*>& findings, Date today) {
  std::vector<LineRepair> others;
  int in_place = 0, by_lines = 0;
  if (auto after = mended_in_place(text, findings, today, others, in_place))
    text = std::move(*after);
  else
    in_place = 0;
  if (others.empty()) return in_place;
  auto after = mended_by_lines(text, others, by_lines);
  if (!after) return in_place;
  text = std::move(*after);
  return in_place + by_lines;
}

/// Those of one file from its end on, so that the places in front stay right.
using Queue = std::map<std::string, std::vector<const Diagnostic*>>;

Queue queue_of(const Workspace& workspace, const IsAsked& is_asked) {
  Queue queue;
  for (const Diagnostic& finding : workspace.diagnostics) {
    if (!finding.repair.is_known() || !finding.place.known()) continue;
    const std::string& file = workspace.files[finding.place.file];
    if (is_asked(file, finding.code)) queue[file].push_back(&finding);
  }
  for (auto& [name, findings] : queue) std::ranges::reverse(findings);
  return queue;
}

/// The files that something is mended in: as they are read first, and as they become.
struct Mending {
  std::string root;
  Date today;
  Texts before = {};
  Texts after = {};
};

/// One round; how much was mended. Errors: environment.
Result<int> mend_all(const Queue& queue, Mending& mending) {
  int count = 0;
  for (const auto& [name, findings] : queue) {
    if (!mending.before.contains(name)) {
      TRY_ASSIGN(const auto text, store::read_file(mending.root + "/" + name));
      mending.before.emplace(name, text);
      mending.after.emplace(name, text);
    }
    count += mend(mending.after.at(name), findings, mending.today);
  }
  return count;
}

Result<Workspace> with_changes(const Context& context, const std::string& root, const store::FileChanges& changes) {
  TRY_ASSIGN(auto workspace, store::load_with_changes(root, changes));
  TRY(store::add_findings(workspace, lint_practice(workspace, context.today(), reports::rule_words()),
                          {.changes = &changes}));
  return workspace;
}

struct Repairs {
  Action action;
  Workspace mended;            ///< as it is then
  store::FileChanges changes;  ///< by which it came to be so
};

/// Everything asked for that has one right answer, also what comes to light only when the first of it is mended, so
/// that a second time there is nothing. A finding whose place cannot take it (a list, a name that is there already)
/// stays.
Result<Repairs> repairs_of(const Context& context, const std::string& root, const IsAsked& is_asked) {
  Mending mending{root, context.today()};
  TRY_ASSIGN(auto workspace, with_changes(context, root, {}));
  Repairs repairs{{Transaction::of(workspace)}, {}, {}};
  Action& action = repairs.action;
  int count = 0;
  for (int round = 0; round < most_rounds; ++round) {
    TRY_ASSIGN(const int mended_now, mend_all(queue_of(workspace, is_asked), mending));
    if (mended_now == 0) break;
    count += mended_now;
    repairs.changes = store::FileChanges(mending.after.begin(), mending.after.end());
    TRY_ASSIGN(workspace, with_changes(context, root, repairs.changes));
  }
  for (const auto& [name, text] : mending.before)
    if (mending.after.at(name) != text) action.transaction.replace(name, text, mending.after.at(name));
  action.summary = fmt::format("Mend {} that okr check found", counted(count, "slip"));
  if (count > 0)
    action.last = fmt::format("Mended {} in {}.\n", counted(count, "slip"),
                              counted(static_cast<int>(action.transaction.files.size()), "file"));
  action.unchanged = "Nothing that has one right answer.\n";
  repairs.mended = std::move(workspace);
  return repairs;
}

Result<std::optional<Diagnostics>> left_of(const Context& context, Repairs repairs, const IsAsked& is_asked) {
  Workspace& mended = repairs.mended;
  TRY_ASSIGN(auto of_history, findings_of_history(mended, context.today()));
  TRY(store::add_findings(mended, std::move(of_history), {.changes = &repairs.changes}));
  std::erase_if(mended.diagnostics, [&](const Diagnostic& one) {
    return !is_asked(one.place.known() ? mended.files[one.place.file] : std::string(), one.code);
  });
  return std::move(mended.diagnostics);
}

}  // namespace

Result<std::optional<Diagnostics>> write_repairs(Context& context, const std::string& root, const IsAsked& is_asked,
                                                 bool git_commit) {
  std::optional<Transaction> shown;
  Repairs repairs{};
  const auto prepare = [&]() -> Result<Action> {
    TRY_ASSIGN(repairs, repairs_of(context, root, is_asked));
    repairs.action.show_diff = repairs.action.transaction != shown;
    return repairs.action;
  };
  if (context.screen().interactive && !context.globals().dry_run) {
    TRY_ASSIGN(auto action, prepare());
    if (!action.transaction.empty()) {
      TRY_ASSIGN(const auto diff, diff_of(action.transaction));
      context.print(diff);
      TRY_ASSIGN(const bool is_wanted, confirmed(context, "Write this?"));
      if (!is_wanted) return std::nullopt;
    }
    shown = std::move(action.transaction);
  }
  TRY(write_only(context, prepare, git_commit));
  if (!context.globals().dry_run && !context.speaks_json()) return std::nullopt;
  return left_of(context, std::move(repairs), is_asked);
}

}  // namespace okr::actions
