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

/// The number itself, where it stands in an entry with a note.
store::KeyPath path_of_value(const std::string& text, store::KeyPath path) {
  store::KeyPath inner = path;
  inner.emplace_back("value");
  return store::value_text(text, inner) ? inner : path;
}

/// A value or a key inside a list, which no path leads to.
Result<std::string> mended_in_list(const std::string& text, const Diagnostic& finding, const std::string& value) {
  const Place& place = finding.place;
  if (finding.repair.what == Repair::What::key) return store::rename_key_at(text, place.line, place.column, value);
  return store::set_value_at(text, place.line, place.column, value);
}

Result<std::string> mended_at(const std::string& text, const store::KeyPath& path, const Repair& repair,
                              const std::string& value) {
  switch (repair.what) {
    case Repair::What::nothing: break;
    case Repair::What::key: return store::rename_key(text, path, value);
    case Repair::What::value:
    case Repair::What::day: return store::set_value(text, path_of_value(text, path), value);
    case Repair::What::field: return store::add_key(text, path, repair.key, value);
  }
  return text;
}

/// The text with this one thing mended; nothing where it cannot be.
std::optional<std::string> mended(const std::string& text, const Diagnostic& finding, Date today) {
  const Repair& repair = finding.repair;
  const auto value = value_of(repair, today);
  if (!value) return std::nullopt;
  const bool is_field = repair.what == Repair::What::field;
  const bool is_top = is_field && finding.place.line == 1 && finding.place.column == 1;
  const auto path = is_top ? store::KeyPath() : store::path_at(text, finding.place.line, finding.place.column);
  if (!path && is_field) return std::nullopt;
  Result<std::string> after = path ? mended_at(text, *path, repair, *value) : mended_in_list(text, finding, *value);
  if (!after) return std::nullopt;
  return std::move(*after);
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
    std::string& text = mending.after.at(name);
    for (const Diagnostic* finding : findings) {
      auto after = mended(text, *finding, mending.today);
      if (!after || *after == text) continue;
      text = std::move(*after);
      ++count;
    }
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
