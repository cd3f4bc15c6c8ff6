// SPDX-License-Identifier: MIT
// What is taken away (-o): a text for a file, a device or a pipe, or a folder of files, and where none may lie.
#include <fmt/core.h>
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "session/past_writes.hpp"
#include "session/session.hpp"
#include "session/writing/writing.hpp"

namespace okr::session {

namespace {

/// Where -o names what is no file: the bytes go there as they are.
std::optional<Status> written_as_it_is(const std::string& path, const std::string& text) {
  if (const auto descriptor = store::descriptor_of(path)) return store::write_to_descriptor(*descriptor, text);
  if (store::presence(path) == store::Presence::other) return store::write_special(path, text);
  return std::nullopt;
}

/// The path without links, of a file that need not be there yet.
std::string real_place(const std::string& path) {
  if (auto real = store::real_path(path)) return std::move(*real);
  const std::string folder = store::nearest_folder(store::folder_of(path));
  return store::real_path(folder).value_or(folder) + path.substr(folder.size());
}

/// A name as a patch takes it: without "./" in front and "/" behind.
std::string plain_name(std::string_view typed) {
  while (typed.starts_with("./")) typed.remove_prefix(2);
  while (typed.ends_with('/')) typed.remove_suffix(1);
  return typed == "." ? std::string() : std::string(typed);
}

/// Refuses the file that a KPI keeps its readings in. TOML files are refused by their names.
Status check_not_its_own(const Context& context, const std::vector<std::string>& paths) {
  const auto root = paths.empty() ? std::string() : store::find_root(store::nearest_folder(paths.front())).value_or("");
  if (root.empty()) return {};
  store::Wanted wanted{.cycles = store::Wanted::Cycles::none, .kpis = store::Wanted::Kpis::definitions, .as_of = {}};
  wanted.as_of = context.today();
  TRY_ASSIGN(const auto workspace, store::load(root, wanted));
  std::set<std::string> own;
  for (const Kpi& kpi : workspace.kpis) {
    if (kpi.values.path.empty() || !kpi.place.known()) continue;
    const std::string folder = store::folder_of(root + "/" + workspace.files[kpi.place.file]);
    own.insert(store::real_path(folder + "/" + kpi.values.path).value_or(""));
  }
  for (const std::string& path : paths)
    if (own.contains(store::real_path(path).value_or(path)))
      return usage_failure(fmt::format("-o: {} is a file of the workspace", safe_for_terminal(path)),
                           "an export would take its place; name another one");
  return {};
}

/// What git reads by its name, in any folder of a work tree.
constexpr std::string_view names_of_git[] = {".git", ".gitattributes", ".gitignore", ".gitmodules", ".mailmap"};

/// Also in the capitals that some file systems do not tell apart.
bool is_of_git(const std::string& path) {
  const std::string folded = to_lower_ascii(path);
  const std::string name = folded.substr(folded.rfind('/') + 1);
  return folded.find("/.git/") != std::string::npos || contains(names_of_git, name);
}

/// "2026-Q3/reviews/2026-08-17-weekly.md": a page with a person's answers.
bool is_review(const std::string& path) {
  const std::string folder = store::folder_of(path);
  return path.ends_with(".md") && folder.ends_with("/reviews") && store::is_file(path) &&
         store::is_file(cycle_path(store::folder_of(folder)));
}

/// What was typed behind -o, which is seen from -C, as it is called from where one stands.
std::string shown_output(const Context& context, const std::string& typed) {
  return safe_for_terminal(typed.starts_with('/') ? typed : shown_path(context, context.path(""), typed));
}

Result<Action> action_for_folder(const Context& context, const std::string& typed,
                                 const std::vector<OutputFile>& files) {
  const std::string folder = context.path(typed);
  if (!store::is_absent(folder) && !store::is_folder(folder))
    return environment_failure(fmt::format("-o: {} is no folder", safe_for_terminal(typed)),
                               "these are several files: name a folder");
  Action action{{folder}};
  action.transaction.in_workspace = false;
  action.transaction.makes_folders = true;
  const std::string below = plain_name(typed);
  if (!below.empty()) action.below = below.substr(below.starts_with('/') ? 1 : 0) + "/";
  std::vector<std::string> taken;
  for (const OutputFile& file : files) {
    FileChange change{file.name, {}, file.text};
    const std::string path = folder + "/" + file.name;
    TRY(check_output(context, path));
    if (!store::is_absent(path)) {
      TRY_ASSIGN(change.before, store::read_file(path));
      taken.push_back(path);
    }
    action.transaction.files.push_back(std::move(change));
  }
  TRY(check_not_its_own(context, taken));
  action.is_silent = !context.speaks_json();
  action.changes.emplace();  // these are no records
  return action;
}

// --- what undo finds of it -------------------------------------------------------------------------------------------

/// A file by its absolute path, as the workspace that it lies in names it, and what stands there now.
Status add_output(const OutputFile& file, Transaction& transaction) {
  const std::string place = real_place(file.name);
  const auto found = store::find_root(store::nearest_folder(place));
  const std::string root = found ? store::real_path(*found).value_or(*found) : std::string();
  if (root.empty() || !place.starts_with(root + "/")) return {};
  FileChange change{place.substr(root.size() + 1), {}, file.text};
  if (!store::is_absent(place)) {
    TRY_ASSIGN(change.before, store::read_file(place));
  }
  transaction.root = root;
  transaction.files.push_back(std::move(change));
  return {};
}

/// What -o is about to change in a workspace: nothing where the command has written records, which undo is about then.
Result<PastWrite> output_to_keep(const Context& context, const std::string& typed,
                                 const std::vector<OutputFile>& files) {
  PastWrite past = present_write(context, {}, fmt::format("Write {}", typed));
  past.is_output = true;
  if (context.has_written()) return past;
  for (const OutputFile& file : files) TRY(add_output(file, past.transaction));
  past.transaction.drop_unchanged();
  return past;
}

void keep_output(Context& context, const Result<PastWrite>& past) {
  if (past && past->transaction.empty()) return;
  const auto kept = past ? remember(context, *past) : tl::unexpected<Error>(past.error());
  if (!kept) say_not_kept(context, kept.error());
}

}  // namespace

Status write_output(Context& context, const std::string& typed, const std::string& text, bool is_told) {
  const std::string path = store::behind_broken_links(context.path(typed));
  if (!context.globals().dry_run)
    if (const auto done = written_as_it_is(path, text)) return *done;
  if (!store::is_absent(path)) TRY(check_not_its_own(context, {path}));
  const bool is_as_typed = path == context.path(typed) && !typed.starts_with('/');
  const std::string elsewhere = is_told ? store::folder_of(path) : std::string();
  const auto prepare = [&]() -> Result<Action> {
    Action action{{is_as_typed ? context.path("") : elsewhere}};
    action.is_silent = !is_told;
    action.changes.emplace();  // these are no records
    action.transaction.in_workspace = false;
    FileChange file{is_as_typed ? plain_name(typed) : path.substr(elsewhere.size() + 1), {}, text};
    if (context.globals().dry_run && !store::is_absent(path)) {
      TRY_ASSIGN(file.before, store::read_file(path));
    }
    action.transaction.files.push_back(std::move(file));
    return action;
  };
  const auto past = output_to_keep(context, typed, {{path, text}});
  TRY_ASSIGN(const Written written, write(context, prepare));
  if (written == Written::files) keep_output(context, past);
  if (written == Written::files && context.tells())
    context.print(fmt::format("Wrote {}\n", shown_output(context, typed)));
  return {};
}

Status write_folder(Context& context, const std::string& typed, const std::vector<OutputFile>& files) {
  std::vector<OutputFile> placed = files;
  for (OutputFile& file : placed) file.name = context.path(plain_name(typed)) + "/" + file.name;
  const auto past = output_to_keep(context, typed, placed);
  TRY_ASSIGN(const auto written, write(context, [&] { return action_for_folder(context, typed, files); }));
  if (written == Written::preview) return {};
  if (written == Written::files) keep_output(context, past);
  context.tell(written == Written::files
                   ? fmt::format("Wrote {} to {}\n", counted(static_cast<long long>(files.size()), "file"),
                                 shown_output(context, typed))
                   : fmt::format("Unchanged: {}\n", shown_output(context, typed)));
  return {};
}

Status check_output_takes(const Context& context) {
  const std::string typed = context.globals().output.value_or("-");
  const std::string why =
      typed == "-" ? std::string() : store::why_not_written(store::behind_broken_links(context.path(typed)));
  if (why.empty()) return {};
  return environment_failure(fmt::format("-o: cannot write {}: {}", safe_for_terminal(typed), why),
                             "nothing was written");
}

Status check_output(const Context& context, const std::string& typed) {
  if (typed == "-") return {};  // stdout
  const std::string path = store::behind_broken_links(context.path(typed));
  if (store::descriptor_of(path)) return {};
  const std::string real = real_place(path);
  if (is_of_git(real))
    return usage_failure(fmt::format("-o: {} is a file of git", safe_for_terminal(typed)),
                         "a report would take its place; name another file");
  const auto root = store::find_root(store::folder_of(context.path(typed)));
  if (root && store::presence(path) != store::Presence::other) TRY(store::check_inside(*root, path));
  if (is_review(real))
    return usage_failure(fmt::format("-o: {} is a review, with answers", safe_for_terminal(typed)),
                         "a report would take its place; name another file");
  if (!to_lower_ascii(real).ends_with(toml_extension) || !store::find_root(store::folder_of(real))) return {};
  return usage_failure(fmt::format("-o: {} is a file of the workspace", safe_for_terminal(typed)),
                       "a report would take its place; name another file");
}

}  // namespace okr::session
