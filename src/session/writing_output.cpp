// SPDX-License-Identifier: MIT
// What is taken away (-o): a text for a file, a device or a pipe, or a folder of files, and where none may lie.
#include <fmt/core.h>
#include <set>
#include <string>
#include <vector>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "session/writing.hpp"

namespace okr::cli {

namespace {

/// Where -o names what is no file: the bytes go there as they are.
std::optional<Status> written_as_it_is(const std::string& path, const std::string& text) {
  if (const auto descriptor = store::descriptor_of(path)) return store::write_to_descriptor(*descriptor, text);
  if (store::presence(path) == store::Presence::other) return store::write_special(path, text);
  return std::nullopt;
}

/// Refuses the file that a KPI keeps its readings in, and anything else that is read as part of a workspace.
Status check_not_its_own(const Context& context, const std::vector<std::string>& paths) {
  const auto root = paths.empty() ? std::string() : store::find_root(store::nearest_folder(paths.front())).value_or("");
  if (root.empty()) return {};
  TRY_ASSIGN(const auto workspace, store::load(root, store::Wanted::everything(context.today())));
  std::set<std::string> own;
  for (const std::string& file : workspace.files) own.insert(store::real_path(root + "/" + file).value_or(""));
  for (const std::string& path : paths)
    if (own.contains(store::real_path(path).value_or(path)))
      return failure(ErrorKind::usage, fmt::format("-o: {} is a file of the workspace", safe_for_terminal(path)),
                     "an export would take its place; name another folder");
  return {};
}

Result<Action> action_for_folder(const Context& context, const std::string& typed,
                                 const std::vector<OutputFile>& files) {
  const std::string folder = context.path(typed);
  if (!store::is_absent(folder) && !store::is_folder(folder))
    return failure(ErrorKind::environment, fmt::format("-o: {} is no folder", safe_for_terminal(typed)),
                   "these are several files: name a folder");
  Action action{{folder}};
  action.transaction.in_workspace = false;
  action.transaction.makes_folders = true;
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

}  // namespace

Status write_output(Context& context, const std::string& typed, const std::string& text) {
  if (!context.globals().dry_run)
    if (const auto done = written_as_it_is(context.path(typed), text)) return *done;
  const bool is_absolute = typed.starts_with('/');
  const auto prepare = [&]() -> Result<Action> {
    Action action{{is_absolute ? std::string() : context.path("")}};
    action.is_silent = true;
    action.transaction.in_workspace = false;
    FileChange file{is_absolute ? typed.substr(1) : typed, {}, text};
    if (context.globals().dry_run && !store::is_absent(context.path(typed))) {
      TRY_ASSIGN(file.before, store::read_file(context.path(typed)));
    }
    action.transaction.files.push_back(std::move(file));
    return action;
  };
  TRY_ASSIGN(const Written written, write(context, prepare));
  if (written == Written::files && context.tells()) context.print(fmt::format("Wrote {}\n", safe_for_terminal(typed)));
  return {};
}

Status write_folder(Context& context, const std::string& typed, const std::vector<OutputFile>& files) {
  TRY_ASSIGN(const auto written, write(context, [&] { return action_for_folder(context, typed, files); }));
  if (written == Written::preview || !context.tells()) return {};
  context.print(written == Written::files
                    ? fmt::format("Wrote {} to {}\n", counted(static_cast<long long>(files.size()), "file"),
                                  safe_for_terminal(typed))
                    : fmt::format("Unchanged: {}\n", safe_for_terminal(typed)));
  return {};
}

Status check_output(const Context& context, const std::string& typed) {
  if (typed == "-") return {};  // stdout
  const std::string path = context.path(typed);
  const auto folder = store::real_path(store::folder_of(path));
  if (!folder || store::descriptor_of(path)) return {};
  const std::string real = store::real_path(path).value_or(*folder + "/" + path.substr(path.rfind('/') + 1));
  if (real.find("/.git/") != std::string::npos)
    return failure(ErrorKind::usage, fmt::format("-o: {} is a file of git", safe_for_terminal(typed)),
                   "a report would take its place; name another file");
  const auto root = store::find_root(store::folder_of(path));
  if (root && store::presence(path) != store::Presence::other) TRY(store::check_inside(*root, path));
  if (!real.ends_with(toml_extension) || !store::find_root(store::folder_of(real))) return {};
  return failure(ErrorKind::usage, fmt::format("-o: {} is a file of the workspace", safe_for_terminal(typed)),
                 "a report would take its place; name another file");
}

}  // namespace okr::cli
