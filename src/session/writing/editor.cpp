// SPDX-License-Identifier: MIT
#include "session/writing/editor.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "session/writing/commit.hpp"
#include "session/writing/writing.hpp"

namespace okr::session {

namespace {

/// "code" of "/usr/bin/code --wait".
std::string_view program_of(std::string_view command) {
  command = trim(command);
  command = command.substr(0, command.find_first_of(" \t"));
  const auto slash = command.rfind('/');
  return slash == std::string_view::npos ? command : command.substr(slash + 1);
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return contains(names, name);
}

constexpr auto plus_line = std::to_array<std::string_view>(
    {"vi",    "vim",  "nvim",  "gvim",   "view",        "vim.tiny", "vim.basic", "nvi",   "elvis",
     "vis",   "nano", "pico",  "emacs",  "emacsclient", "mg",       "jed",       "joe",   "jmacs",
     "jstar", "kak",  "micro", "mcedit", "ne",          "gedit",    "ex",        "editor"});
constexpr auto on_terminal = std::to_array<std::string_view>(
    {"vi",  "vim", "nvim",  "view",  "vim.tiny", "vim.basic", "nvi",    "elvis", "vis", "nano",   "pico", "emacs", "mg",
     "jed", "joe", "jmacs", "jstar", "kak",      "micro",     "mcedit", "ne",    "ex",  "editor", "hx",   "helix"});
constexpr auto colon_line = std::to_array<std::string_view>({"subl", "zed", "hx", "helix"});
constexpr auto goto_line = std::to_array<std::string_view>({"code", "code-insiders", "codium", "cursor"});

}  // namespace

std::vector<std::string> editor_words(std::string_view command, const std::string& file, std::uint32_t line) {
  const std::string_view program = program_of(command);
  std::vector<std::string> words = {"sh", "-c", std::string(command) + " \"$@\"", std::string(command)};
  if (is_one_of(program, plus_line)) words.push_back(fmt::format("+{}", line));
  if (is_one_of(program, goto_line)) words.push_back("--goto");
  const bool with_colon = is_one_of(program, goto_line) || is_one_of(program, colon_line);
  words.push_back(with_colon ? fmt::format("{}:{}", file, line) : file);
  return words;
}

namespace {

/// Where there is no git to ask: what it would have asked.
std::string editor_named(const Context& context) {
  for (const std::string_view name : {"GIT_EDITOR", "VISUAL", "EDITOR"})
    if (auto said = context.environment(name)) return *said;
  return "vi";
}

/// What draws on a terminal would wait for one for ever.
Status check_terminal(const Context& context, std::string_view command) {
  const bool has_terminal = context.terminal().input && context.terminal().output;
  if (has_terminal || !is_one_of(program_of(command), on_terminal)) return {};
  return usage_failure(fmt::format("the editor '{}' needs a terminal", safe_for_terminal(command)),
                       "`okr set ID.FIELD=VALUE` and `okr checkin ID=VALUE` need none");
}

}  // namespace

Status open_editor(Context& context, const std::string& file, std::uint32_t line) {
  const std::string folder = file.substr(0, file.rfind('/'));
  const std::string command = vcs::editor(folder).value_or(editor_named(context));
  TRY(check_terminal(context, command));
  TRY(context.flush());
  TRY_ASSIGN(const auto code, vcs::run_in_foreground(editor_words(command, file, line), folder));
  if (code == 0) return {};
  return environment_failure(fmt::format("the editor '{}' ended with {}", safe_for_terminal(command), code),
                             "GIT_EDITOR, core.editor of git, VISUAL or EDITOR name another");
}

namespace {

/// Leaves only what is wrong in the file.
void keep_faults_of(Workspace& workspace, const std::string& file) {
  std::erase_if(workspace.diagnostics, [&](const Diagnostic& diagnostic) {
    return !diagnostic.place.known() || workspace.files[diagnostic.place.file] != file;
  });
}

}  // namespace

Result<int> edit_record(Context& context, const std::string& root, const RecordPlace& place, bool git_commit) {
  const std::string path = root + "/" + place.file;
  if (context.globals().dry_run) {
    const std::string real = store::real_path(root).value_or(root);
    const std::string shown = safe_for_terminal(shown_path(context, real, place.file));
    if (!context.speaks_json()) context.print(fmt::format("Would open {}:{}\n", shown, place.line));
    TRY(take_over(context, Action{{root}, "Edit " + place.name}, false));
    return 0;
  }
  TRY(store::check_inside(root, path));
  TRY_ASSIGN(const auto is_committed, commits(context, root, git_commit));
  TRY_ASSIGN(const auto before, store::read_file(path));
  TRY(open_editor(context, path, place.line));
  TRY_ASSIGN(const auto after, store::read_file(path));
  TRY_ASSIGN(auto workspace, store::load(root, store::Wanted::everything(context.today())));
  keep_faults_of(workspace, place.file);
  const int code = report_faults(context, workspace);
  Action action{{root}, "Edit " + place.name};
  action.transaction.replace(place.file, before, after);
  TRY(take_over(context, std::move(action), is_committed && code == 0));
  return code;
}

}  // namespace okr::session
