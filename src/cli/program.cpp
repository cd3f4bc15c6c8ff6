// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

#include <algorithm>
#include <functional>

#include "cli/help.hpp"
#include "cli/services.hpp"
#include "cli/words.hpp"
#include "okr/base/text.hpp"
#include "session/session.hpp"
#include "session/writing.hpp"

namespace okr::cli {

namespace {

/// Help is asked for wherever it stands, so that a line with mistakes can be asked about too.
bool asks_for_help(std::span<const TypedWord> words) {
  const auto end = std::ranges::find(words, TypedWord::Kind::separator, &TypedWord::kind);
  return std::any_of(words.begin(), end,
                     [](const TypedWord& word) { return word.text == "-h" || word.text == "--help"; });
}

Error unknown_command(CommandTable table, std::string_view typed) {
  const std::string word(typed);
  Error error{ErrorKind::usage, "unknown command '" + word + "'", "okr help lists the commands"};
  if (word.find('=') != std::string::npos) {
    error.hint = "to record a value: okr checkin " + word;
    return error;
  }
  std::vector<std::string_view> names;
  for (const Command* command : table) {
    if (is_hidden(*command)) continue;
    names.push_back(command->name);
    if (!command->alias.empty()) names.push_back(command->alias);
  }
  if (const std::optional<std::string> near = nearest(word, names)) {
    error.hint = "did you mean 'okr " + *near + "'?\n" + error.hint;
  }
  return error;
}

/// The end of every way: messages out, and the code.
int finish(Context& context, int code) {
  const Status written = context.flush();
  if (written || written.error().kind == ErrorKind::interrupted) return code;
  Error error = written.error();
  if (context.has_written()) error.hint += (error.hint.empty() ? "" : "\n") + std::string("the files are written");
  context.complain(error);
  static_cast<void>(context.flush());
  return exit_code(error.kind);
}

/// A message before there is a context, or instead of one.
int refuse(const World& world, const Error& error) {
  if (world.write) static_cast<void>(world.write(Stream::errors, error_text(error)));
  return exit_code(error.kind);
}

bool wants_pager(const Context& context) {
  const Services* services = context.world().services;
  const Terminal& terminal = context.terminal();
  const bool possible = services != nullptr && services->page != nullptr && terminal.output && terminal.input;
  if (!possible || context.globals().no_pager || terminal.rows <= 1) return false;
  return std::ranges::count(context.printed(), '\n') >= terminal.rows;
}

/// The result to the file of -o, to the pager, or on to stdout.
Status deliver(Context& context) {
  const std::string to = context.globals().output.value_or("-");
  if (to != "-") return write_output(context, to, context.take_printed());
  const Services* services = context.world().services;
  if (wants_pager(context) && services->page(context, context.printed())) static_cast<void>(context.take_printed());
  return {};
}

int work(Context& context, Invocation& invocation) {
  const Result<int> outcome = invocation.run(context);
  // An error that left nothing to say leaves the file of -o as it was.
  const Status delivered = outcome || !context.printed().empty() ? deliver(context) : Status();
  if (!outcome) context.complain(outcome.error());
  if (!delivered) context.complain(delivered.error());
  if (!outcome) return finish(context, exit_code(outcome.error().kind));
  return finish(context, delivered ? *outcome : exit_code(delivered.error().kind));
}

/// A page of help or the version, printed as a command would.
int show(const World& world, const Globals& globals, const std::function<std::string(const HelpStyle&)>& text) {
  Globals looks = globals;
  looks.as_of.reset();
  looks.output.reset();
  const Screen drawn = screen(world, looks);
  if (!world.write) return 0;
  const Status written = world.write(Stream::output, text({drawn.width, drawn.color}));
  if (written || written.error().kind == ErrorKind::interrupted) return 0;
  return refuse(world, written.error());
}

bool is_in_workspace(const Context& context) {
  const Services* services = context.world().services;
  return services != nullptr && services->in_workspace != nullptr && services->in_workspace(context);
}

/// `okr` alone: the board inside a workspace, else the shortest help and exit 2.
int run_alone(Context& context, CommandTable table) {
  const Command* board = find_command(table, "status");
  const bool is_named = context.environment("OKR_DIR").has_value();  // then why there is none is what to say
  if (board != nullptr && (is_named || is_in_workspace(context))) return work(context, *board->prepare());
  const World& world = context.world();
  if (world.write) static_cast<void>(world.write(Stream::errors, first_steps()));
  return exit_code(ErrorKind::usage);
}

int run_line(const World& world, CommandTable table, TypedLine& line) {
  const Status parsed = parse(line);
  if (line.globals().version) return show(world, line.globals(), [](const HelpStyle&) { return version_page(); });
  if (!parsed) return refuse(world, parsed.error());
  const Status finished = finish_globals(line.globals());
  if (!finished) return refuse(world, finished.error());
  Result<Context> context = Context::create(world, line.globals());
  if (!context) return refuse(world, context.error());
  const Status directory = check_directory(*context);
  if (!directory) return refuse(world, directory.error());
  const Status output = check_output(*context, line.globals().output.value_or("-"));
  if (!output) return refuse(world, output.error());
  return line.command() != nullptr ? work(*context, *line.invocation()) : run_alone(*context, table);
}

}  // namespace

const Command* find_command(CommandTable table, std::string_view name) {
  for (const Command* command : table) {
    if (command->name == name || (!command->alias.empty() && command->alias == name)) return command;
  }
  return nullptr;
}

int run(const World& world, CommandTable table) {
  TypedLine line(table, world.words);
  const Command* command = line.command();
  if (command == nullptr && line.command_word()) return refuse(world, unknown_command(table, *line.command_word()));
  if (!asks_for_help(line.words())) return run_line(world, table, line);
  return show(world, Globals(), [&](const HelpStyle& style) {
    return command != nullptr ? command_page(*command, style) : front_page(table, style);
  });
}

}  // namespace okr::cli
