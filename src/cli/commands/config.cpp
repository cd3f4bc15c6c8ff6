// SPDX-License-Identifier: MIT
// okr config: every setting in force, of the workspace and of the person, and where each comes from.
#include <string>
#include <vector>

#include "cli/commands/table.hpp"
#include "okr/base/text.hpp"
#include "reports/check/findings.hpp"
#include "session/present.hpp"
#include "session/session.hpp"
#include "session/settings.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct ConfigOptions {
  bool show_origin = false;
};

void declare_config(Syntax& syntax, ConfigOptions& options) {
  syntax.flag(options.show_origin, "show-origin", "also where each comes from");
}

void add_own(std::vector<reports::Setting>& settings, const OwnSettings& own, const OwnCommands& commands) {
  const auto add = [&settings](const char* key, std::string_view text, const std::string& origin) {
    settings.push_back({key, std::string(text), draw::json(text), origin});
  };
  add("me", own.me.value, own.me.origin);
  add("source", own.source.value, own.source.origin);
  add("color", word(own.color.value), own.color.origin);
  add("pager", own.pager.value, own.pager.origin);
  settings.push_back(
      {"git-commit", own.git_commit.value ? "true" : "false", own.git_commit.value, own.git_commit.origin});
  for (const PullCommand& command : commands.commands)
    settings.push_back(
        {"pull." + command.id, join(command.run, ", "), draw::json_list(command.run), commands.place_of(command)});
}

/// Outside of every workspace a person still has settings of their own; a folder that was named must be one.
bool may_be_outside(const Context& context) {
  return !context.globals().directory() && !context.environment("OKR_DIR");
}

Result<int> run_config(Context& context, const ConfigOptions& options) {
  auto session =
      open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::none, .kpis = store::Wanted::Kpis::none});
  const bool outside = !session && store::find_root(context.start_directory()).has_value() == false;
  if (!session && !(outside && may_be_outside(context))) return tl::unexpected<Error>(session.error());
  std::vector<reports::Setting> settings;
  int code = 0;
  if (session) {
    settings = reports::settings_in_force(session->workspace.settings);
    code = report_faults(context, session->workspace);
  } else {
    context.hint("no workspace here: only your own settings\n");
  }
  const OwnSettings own = resolve_settings(context, session ? session->workspace.root : std::string());
  const OwnCommands commands = own_commands(context.world());
  add_own(settings, own, commands);
  present(context,
          {.title = "Settings",
           .document = [&] { return reports::settings_document(settings, options.show_origin, commands.file); },
           .records = [&] { return reports::settings_records(settings); },
           .json = [&] { return reports::settings_json(settings, context.today()); },
           .is_dated = false});
  return own.faulty || !commands.usable() ? exit_code(ErrorKind::data) : code;
}

constexpr Example config_examples[] = {
    {"okr config", "every setting in force"},
    {"okr config --show-origin", "which file, line or variable each comes from"},
    {"okr config --json | jq -r '.settings[] | select(.key == \"source\").value'", "one of them, for a script"},
};

}  // namespace

constinit const Command config_command{
    .name = "config",
    .group = Group::more,
    .formats = Formats::all,
    .summary = "every setting in force, and where it comes from",
    .examples = config_examples,
    .prepare = prepared<ConfigOptions, declare_config, run_config>,
};

}  // namespace okr::cli
