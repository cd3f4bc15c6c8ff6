// SPDX-License-Identifier: MIT

#include "session/history/checking.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "draw/numbers.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/lint.hpp"
#include "okr/model/current.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "reports/check/findings.hpp"
#include "reports/diff/diff.hpp"
#include "session/history/comparing.hpp"
#include "session/history/looking_back.hpp"
#include "session/session.hpp"

namespace okr::session {
namespace {

/// The workspace that these files would make at `root`, looked through.
Result<Workspace> looked_through(const Context& context, const std::string& root, const store::FileTexts& texts) {
  TRY_ASSIGN(auto workspace, store::load_texts(root, texts, store::Wanted::everything(context.today())));
  TRY(store::add_findings(workspace, lint_practice(workspace, context.today(), reports::rule_words()),
                          {.texts = &texts}));
  return workspace;
}

// --- what lies in the folders ----------------------------------------------------------------------------------------

/// A file as it was typed, in the workspace that it belongs to.
struct NamedFile {
  std::string typed;
  std::string root;
  std::string name;  ///< below the root
};

/// Looked for from its folder on; where that is gone, from the nearest one above it.
Result<NamedFile> named_file(const Context& context, const std::string& typed) {
  const std::string path = context.path(typed);
  const std::string folder = store::nearest_folder(store::folder_of(path));
  TRY_ASSIGN(const auto real, store::real_path(folder));
  TRY_ASSIGN(const auto root, store::find_root(real));
  const std::string full = (real == "/" ? "" : real) + path.substr(folder.size() > 1 ? folder.size() : 0);
  return NamedFile{typed, root, full.starts_with(root + "/") ? full.substr(root.size() + 1) : full};
}

/// The files that are asked about; nothing where one was deleted.
Result<std::optional<std::vector<std::uint32_t>>> chosen_of(const std::vector<NamedFile>& files,
                                                            const Workspace& workspace) {
  std::vector<std::uint32_t> chosen;
  for (const NamedFile& file : files) {
    const auto it = std::ranges::find(workspace.files, file.name);
    if (it != workspace.files.end())
      chosen.push_back(static_cast<std::uint32_t>(it - workspace.files.begin()));
    else if (store::is_absent(workspace.root + "/" + file.name) && vcs::is_in_last_commit(workspace.root, file.name))
      return std::nullopt;
    else
      return usage_failure(
          fmt::format("{} is no file of this workspace", safe_for_terminal(file.typed)),
          fmt::format("it reads okr.toml, kpi/ID.toml, kpi/ID/*.toml, and *.toml, checkins/*.toml beside a cycle.toml, "
                      "below {}",
                      workspace.root));
  }
  return chosen;
}

// --- what is staged --------------------------------------------------------------------------------------------------

/// Of the settings of workspaces the folders: names that end with '/'; the repository's own root is "".
std::set<std::string> roots_of(const std::map<std::string, std::string>& settings) {
  std::set<std::string> roots;
  for (const auto& [path, text] : settings) roots.insert(path.substr(0, path.size() - settings_file.size()));
  return roots;
}

/// The innermost workspace that holds the path; nothing where none does.
const std::string* root_of(const std::set<std::string>& roots, const std::string& path) {
  const std::string* innermost = nullptr;
  for (const std::string& root : roots)
    if (path.starts_with(root) && (!innermost || innermost->size() < root.size())) innermost = &root;
  return innermost;
}

/// The workspace in a folder of the repository ("team-a/", or "" for its root) as the next commit would leave it.
Result<Workspace> staged_workspace(const Context& context, const std::string& repository, const std::string& root) {
  TRY_ASSIGN(const auto staged,
             vcs::staged_texts(repository, {":(top,glob)" + root + "okr.toml", ":(top,glob)" + root + "**/*.toml",
                                            ":(top,glob)" + root + "**/*.csv"}));
  std::map<std::string, std::string> texts;
  for (const auto& [path, text] : staged) texts.emplace(path.substr(root.size()), text);
  return looked_through(context, root.empty() ? repository : repository + "/" + root.substr(0, root.size() - 1),
                        store::FileTexts(std::move(texts)));
}

// --- names -----------------------------------------------------------------------------------------------------------

/// "goals/" for a folder in the repository; nothing for what lies in none.
std::string path_in_repository(const std::string& root) {
  const auto real = store::real_path(root);
  const std::string& folder = real ? *real : root;
  const std::string repository = repository_above(folder).value_or("");
  return folder.size() > repository.size() && !repository.empty() ? folder.substr(repository.size() + 1) + "/"
                                                                  : std::string();
}

/// Where several workspaces lie in no repository, their paths begin at the folder that holds all of them.
std::string common_folder(const std::vector<Checked>& all) {
  std::string common = all.front().workspace.root + "/";
  for (const Checked& checked : all) {
    const std::string root = checked.workspace.root + "/";
    const auto differs = std::ranges::mismatch(common, root).in1;
    common.resize(static_cast<std::size_t>(differs - common.begin()));
    common.resize(common.rfind('/') + 1);
  }
  return common;
}

void name_all(reports::Findings& findings, const Context& context, const std::vector<Checked>& all) {
  const std::string common = all.size() > 1 ? common_folder(all) : std::string();
  for (const Checked& checked : all) {
    const std::string& root = checked.workspace.root;
    reports::FilePrefixes prefixes{shown_path(context, root, ""), path_in_repository(root)};
    if (!common.empty() && repository_above(root).value_or("").empty())
      prefixes.path = (root + "/").substr(common.size());
    const auto first_file = static_cast<std::uint32_t>(findings.files.size());
    const auto first = static_cast<std::ptrdiff_t>(findings.list.size());
    reports::add_findings(findings, checked.workspace, prefixes);
    if (!checked.only) continue;
    const auto is_elsewhere = [&](const reports::Finding& finding) {
      const Place& place = finding.what.place;
      return !place.known() || !contains(*checked.only, place.file - first_file);
    };
    findings.list.erase(std::remove_if(findings.list.begin() + first, findings.list.end(), is_elsewhere),
                        findings.list.end());
  }
  if (all.size() == 1) findings.root = all.front().workspace.root;
}

/// The workspace as a revision held it, looked through; empty where it was not begun.
Result<Workspace> at_revision(const Context& context, const std::string& root, const std::string& rev) {
  TRY_ASSIGN(const auto commit, vcs::commit_of(root, rev));
  const HistoryPlace place{root, true, std::make_shared<vcs::StoredTexts>(root)};
  TRY_ASSIGN(const auto files, files_in(place, commit));
  if (files.texts.contains(std::string(settings_file))) return looked_through(context, root, files.texts);
  Workspace empty;
  empty.root = root;
  return empty;
}

}  // namespace

Result<Checked> checked_folder(const Context& context, const std::string& root,
                               const std::optional<std::string>& since) {
  auto wanted = store::Wanted::everything(context.today());
  if (context.globals().cycle) wanted.names = {CycleId(*context.globals().cycle)};
  TRY_ASSIGN(auto workspace, store::load(root, wanted));
  TRY(store::add_findings(workspace, lint_practice(workspace, context.today(), reports::rule_words()), {}));
  TRY_ASSIGN(auto of_history, findings_of_history(workspace, context.today(), since));
  TRY(store::add_findings(workspace, std::move(of_history), {}));
  return Checked{std::move(workspace)};
}

Result<std::vector<Checked>> checked_files(const Context& context, const std::vector<std::string>& typed,
                                           const std::optional<std::string>& since) {
  std::map<std::string, std::vector<NamedFile>> by_root;
  for (const std::string& one : typed) {
    TRY_ASSIGN(auto file, named_file(context, one));
    by_root[file.root].push_back(std::move(file));
  }
  std::vector<Checked> all;
  for (const auto& [root, files] : by_root) {
    TRY_ASSIGN(auto checked, checked_folder(context, root, since));
    TRY_ASSIGN(checked.only, chosen_of(files, checked.workspace));
    all.push_back(std::move(checked));
  }
  return all;
}

Result<std::vector<Checked>> checked_staged(const Context& context) {
  const std::string here = context.globals().directory() ? context.start_directory() : context.world().directory;
  if (here.empty()) return tl::unexpected<Error>(store::find_root(here).error());  // says that it is gone
  TRY_ASSIGN(const auto repository, vcs::repository_of(here));
  TRY_ASSIGN(const auto changes, vcs::staged_changes(repository.root));
  TRY_ASSIGN(const auto settings, vcs::staged_texts(repository.root, {":(glob)**/okr.toml"}));
  const std::set<std::string> roots = roots_of(settings);
  std::set<std::string> changed;
  for (const std::string& path : changes)
    if (const std::string* root = root_of(roots, path)) changed.insert(*root);
  std::vector<Checked> all;
  for (const std::string& root : changed) {
    TRY_ASSIGN(auto workspace, staged_workspace(context, repository.root, root));
    all.push_back({std::move(workspace)});
  }
  return all;
}

Result<reports::Findings> findings_of(const Context& context, const std::vector<Checked>& all,
                                      const std::optional<std::string>& since) {
  reports::Findings findings;
  name_all(findings, context, all);
  if (!since) return findings;
  reports::Findings earlier;
  for (const Checked& checked : all) {
    TRY_ASSIGN(auto workspace, at_revision(context, checked.workspace.root, *since));
    name_all(earlier, context, {Checked{std::move(workspace)}});
  }
  reports::remove_known(findings, earlier);
  return findings;
}

// --- what git's history knows ----------------------------------------------------------------------------------------

// The rules that ask git's history (method.md 0.14): a goalpost that was moved by hand (W230), and a KPI that is
// redefined again and again (W223).

namespace {

using reports::DifferenceCause;
using reports::DiffRecord;
using reports::MovedGoalpost;

/// The commits that are not asked about.
class Known {
 public:
  explicit Known(const std::string& root) : root_(root) {}

  /// Those that had gone into the revision; all where it names none. Error: the machine's.
  Status add_until(const std::string& since) {
    auto commit = vcs::commit_of(root_, since);
    if (!commit && is_of_the_machine(commit.error())) return tl::unexpected<Error>(std::move(commit.error()));
    if (commit) until_ = std::move(*commit);
    return {};
  }

  Result<bool> has(const std::string& hash) {
    if (!until_ || hash.empty()) return false;
    if (const auto asked = answers_.find(hash); asked != answers_.end()) return asked->second;
    TRY_ASSIGN(const bool is_part, vcs::is_part_of(root_, hash, *until_));
    return answers_[hash] = is_part;
  }

  /// Whether the revision had the gap already: a clone that is cut off is cut off for it too.
  Result<bool> is_told(const reports::UnknownMoves& unknown) {
    return unknown.hash.empty() ? Result<bool>(until_.has_value()) : has(unknown.hash);
  }

 private:
  const std::string& root_;
  std::optional<vcs::Commit> until_;
  std::map<std::string, bool> answers_;  ///< of git, by hash
};

// --- W230 ------------------------------------------------------------------------------------------------------------

/// Where a moved value stands today, and what is said of it there.
struct Standpoint {
  Place place;
  const std::vector<std::string>* allow = nullptr;  ///< of the record; null where there is none
  bool is_listed = false;  ///< an entry of `changes` without a reason names the move, which is said of the entry
};

template <class Record>
Standpoint standpoint_of(const Record& record, const DifferenceCause& cause) {
  Standpoint point{record.place_of(cause.field), &record.allow, false};
  const std::string* why = reports::reason_in(record.changes, cause);
  point.is_listed = why && why->empty();
  return point;
}

/// That of its objective, or of the cycle, where the record was dropped.
Standpoint standpoint_of(IdIndex& ids, const Cycle& cycle, const MovedGoalpost& move, const DifferenceCause& cause) {
  const std::string& id = move.row.id;
  if (move.row.record == DiffRecord::kpi) {
    const Kpi* kpi = ids.kpi(id);
    return kpi ? Standpoint{kpi->place_of(cause.field), &kpi->allow, false} : Standpoint{};
  }
  if (const KeyResult* kr = ids.resolve(cycle, id).key_result) return standpoint_of(*kr, cause);
  const Objective* objective = ids.objective(cycle, std::string_view(id).substr(0, id.find('.')));
  if (objective && objective->id.text == id) return standpoint_of(*objective, cause);
  if (objective) return {objective->place, &objective->allow, false};
  return {cycle.place, nullptr, false};
}

/// "by Ana on 2026-08-10 (1a2b3c4)"
std::string hand_of(const MovedGoalpost& move) {
  if (move.hash.empty()) return "and not yet committed";
  return fmt::format("by {} on {} ({})", move.author, move.day ? to_string(*move.day) : "an unknown day", move.hash);
}

struct AsToml {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(double number) const { return shortest(number); }
  std::string operator()(Date date) const { return to_string(date); }
  std::string operator()(const std::string& text) const {
    return text == "true" || text == "false" ? text : fmt::format("\"{}\"", text);
  }
};

/// The entry of `changes` that would have explained it, to be filled in and copied.
std::string entry_for(const MovedGoalpost& move, const DifferenceCause& cause, Date as_of) {
  std::string values = std::visit(AsToml(), cause.before);
  if (!values.empty()) values += ", ";
  values += std::visit(AsToml(), cause.after);
  return fmt::format("changes = [{{ on = {}, {}why = \"...\" }}] says why", to_string(move.day.value_or(as_of)),
                     reports::can_be_named(cause) ? fmt::format("{} = [{}], ", cause.field, values) : "");
}

/// [targets] says another value of a KPI; none says that there is none any more.
std::string_view way_of_kpi(const DifferenceCause& cause) {
  return cause.after == ChangedField::Value() ? "put it back: [targets] says from when on another one holds, and why"
                                              : "[targets] says from when on another target holds, and why";
}

Diagnostic moved_finding(const MovedGoalpost& move, const DifferenceCause& cause, const Standpoint& point, Date as_of) {
  const std::string name = reports::goalpost_id(move.row);
  if (cause.cause == reports::Cause::dropped)
    return diagnostic_at(Code::W230, point.place, fmt::format("'{}' was taken away {}", name, hand_of(move)),
                         "end it with state = \"cancelled\" and a reason instead");
  const bool is_kpi = move.row.record == DiffRecord::kpi;
  return diagnostic_at(Code::W230, point.place,
                       fmt::format("'{}': {}, {}", name, draw::bare(reports::cause_text(cause)), hand_of(move)),
                       is_kpi ? std::string(way_of_kpi(cause)) : entry_for(move, cause, as_of));
}

/// Of a KPI only what [targets] can explain: what else is redefined is W223, and one that is gone moves no score.
bool is_goalpost(const MovedGoalpost& move, const DifferenceCause& cause) {
  if (!cause.unexplained) return false;
  return move.row.record != DiffRecord::kpi || reports::bound_named(cause.field) || cause.field.starts_with("targets.");
}

Status add_moves(const Workspace& workspace, const Cycle& cycle, const reports::Goalposts& goalposts, Known& known,
                 std::vector<FoundElsewhere>& found) {
  if (cycle.incomplete) return {};  // of a file that cannot be read nobody knows the values, nor the reasons
  IdIndex ids(workspace);
  for (const MovedGoalpost& move : goalposts.moves) {
    TRY_ASSIGN(const bool is_known, known.has(move.hash));
    if (is_known) continue;
    for (const DifferenceCause& cause : move.row.causes) {
      if (!is_goalpost(move, cause)) continue;
      const Standpoint point = standpoint_of(ids, cycle, move, cause);
      if (!point.is_listed) found.push_back({point.allow, moved_finding(move, cause, point, goalposts.as_of)});
    }
  }
  return {};
}

// --- W223 ------------------------------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 4> meaning{"unit", "aggregate", "good", "how"};

/// The KPIs as a commit holds them; none where it has no workspace.
Result<Workspace> kpis_in(const std::string& root, const std::string& hash) {
  const store::Wanted wanted{
      .cycles = store::Wanted::Cycles::named, .kpis = store::Wanted::Kpis::definitions, .as_of = {}};
  TRY_ASSIGN(const auto texts, vcs::committed_texts(root, hash, [](const std::string& path) {
               return path == settings_file || (path.starts_with(kpi_prefix) && path.ends_with(toml_extension));
             }));
  return store::load_if_begun(root, texts, wanted);
}

/// The key of the meaning that differs; empty where none does.
std::string redefined_key(const Kpi& before, const Kpi& after) {
  for (const DifferenceCause& cause : reports::field_causes(before, after, true))
    if (contains(meaning, cause.field)) return cause.field;
  return {};
}

struct Redefinitions {
  std::set<Date> days;
  std::string key;   ///< the last one that was changed
  std::string hash;  ///< of that commit
};

/// By the KPI's id.
Result<std::map<std::string, Redefinitions>> redefinitions_since(const std::string& root, Date first) {
  std::map<std::string, Redefinitions> found;
  TRY_ASSIGN(const auto commits, vcs::commits_since(root, {to_string(first), {"kpi"}, line_of_keys(meaning)}));
  for (const vcs::HistoricCommit& one : commits) {
    const auto day = parse_date(one.commit.day);
    if (!day || one.parents.size() != 1) continue;  // a merge redefines nothing that its parents did not
    TRY_ASSIGN(const auto before, kpis_in(root, one.parents.front()));
    TRY_ASSIGN(const auto after, kpis_in(root, one.commit.hash));
    for (const Kpi& kpi : after.kpis) {
      const Kpi* old = before.kpi(kpi.id.text);
      std::string key = old ? redefined_key(*old, kpi) : std::string();
      if (key.empty()) continue;
      found[kpi.id.text].days.insert(*day);
      found[kpi.id.text].key = std::move(key);
      found[kpi.id.text].hash = one.commit.hash;
    }
  }
  return found;
}

bool any_in(const std::set<Date>& days, const Period& period) {
  const auto it = days.lower_bound(period.first);
  return it != days.end() && *it <= period.last;
}

Status add_redefinitions(const Workspace& workspace, Date as_of, Known& known, std::vector<FoundElsewhere>& found) {
  const LastTwo two = last_two(workspace, as_of);
  if (!two.before || workspace.kpis.empty()) return {};
  TRY_ASSIGN(const auto all, redefinitions_since(workspace.root, two.before->period.first));
  for (const auto& [id, changes] : all) {
    const Kpi* kpi = workspace.kpi(id);
    const bool in_both = any_in(changes.days, two.before->period) && any_in(changes.days, two.last->period);
    if (!kpi || !in_both) continue;
    TRY_ASSIGN(const bool is_known, known.has(changes.hash));
    if (is_known) continue;
    found.push_back({&kpi->allow, diagnostic_at(Code::W223, kpi->place_of(changes.key),
                                                fmt::format("'{}' means something else in {} and in {} ({} on {})", id,
                                                            two.before->id.text, two.last->id.text, changes.key,
                                                            to_string(*changes.days.rbegin())),
                                                "leave unit, aggregate, good and how alone, or begin a new KPI")});
  }
  return {};
}

// --- together --------------------------------------------------------------------------------------------------------

Diagnostic unknown_history(const Workspace& workspace, const std::string& why, std::string mend) {
  const auto settings = std::ranges::find(workspace.files, settings_file);
  Place place;
  if (settings != workspace.files.end()) place.file = static_cast<std::uint32_t>(settings - workspace.files.begin());
  return diagnostic_at(Code::W230, place, why, std::move(mend));
}

}  // namespace

Result<Diagnostics> findings_of_history(const Workspace& workspace, Date as_of,
                                        const std::optional<std::string>& since) {
  TRY_ASSIGN(const auto repository, repository_above(workspace.root));
  if (repository.empty()) return Diagnostics();
  std::vector<FoundElsewhere> found;
  const auto say_unknown = [&](const Error& error, std::string_view why, std::string mend) -> Result<Diagnostics> {
    if (is_of_the_machine(error)) return tl::unexpected<Error>(error);
    found.push_back(
        {nullptr, unknown_history(workspace, fmt::format("{}: nobody can tell whether a goalpost was moved", why),
                                  std::move(mend))});
    return without_allowed(workspace, as_of, std::move(found));
  };
  if (const auto asked = vcs::check_repository(workspace.root); !asked)
    return say_unknown(asked.error(), "git does not read this repository", on_one_line(asked.error().hint));
  TRY_ASSIGN(const bool has_commits, vcs::has_commits(workspace.root));
  if (!has_commits) return Diagnostics();
  Known known(workspace.root);
  if (since) TRY(known.add_until(*since));
  bool is_unknown_said = false;  // of one cycle it is said of all
  for (const Cycle* cycle : cycles_in_force(workspace, as_of)) {
    const auto goalposts = goalposts_of(workspace, *cycle, as_of, false);
    if (!goalposts) return say_unknown(goalposts.error(), goalposts.error().what, goalposts.error().hint);
    TRY(add_moves(workspace, *cycle, *goalposts, known, found));
    if (is_unknown_said || !goalposts->unknown) continue;
    TRY_ASSIGN(is_unknown_said, known.is_told(*goalposts->unknown));
    if (!is_unknown_said)
      found.push_back({nullptr, unknown_history(workspace, goalposts->unknown->what, goalposts->unknown->hint)});
    is_unknown_said = true;
  }
  const Status redefined = add_redefinitions(workspace, as_of, known, found);
  if (!redefined && is_of_the_machine(redefined.error())) return tl::unexpected<Error>(redefined.error());
  return without_allowed(workspace, as_of, std::move(found));
}

}  // namespace okr::session
