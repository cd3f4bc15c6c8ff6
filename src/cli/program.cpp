// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

#include <algorithm>
#include <utility>

#include "cli/app.hpp"
#include "cli/globals.hpp"
#include "cli/help.hpp"
#include "cli/services.hpp"
#include "okr/base/text.hpp"
#include "session/writing.hpp"

namespace okr::cli {

namespace {

/// One command line on its way: what was typed, and what it was found to mean.
struct Call {
  const World& world;
  CommandTable table;
  const Command* command = nullptr;
  std::vector<std::string> words;  ///< without the command's name
};

/// Help is asked for wherever it stands, so that a line with mistakes can be asked about too.
bool asks_for_help(std::span<const std::string> words) {
  const auto end = std::ranges::find(words, "--");
  return std::any_of(words.begin(), end, [](const std::string& word) { return word == "-h" || word == "--help"; });
}

/// How many words the option takes, itself included; 0 when no global option is called so.
std::size_t global_option_length(std::string_view word, const Syntax& globals) {
  if (word.substr(0, 2) == "--") {
    const std::size_t equals = word.find('=');
    const Parameter* option = globals.option(word.substr(2, equals - 2));
    if (option == nullptr) return 0;
    return option->doc().flag || equals != std::string_view::npos ? 1 : 2;
  }
  for (std::size_t letter = 1; letter < word.size(); ++letter) {
    const Parameter* option = globals.option(word[letter]);
    if (option == nullptr) return 0;
    if (!option->doc().flag) return letter + 1 == word.size() ? 2 : 1;
  }
  return 1;
}

Error unknown_command(CommandTable table, const std::string& word) {
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
  context.complain(written.error());
  static_cast<void>(context.flush());
  return exit_code(written.error().kind);
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
int show(const Call& call, const Globals& globals, std::string (*text)(const Call&, const HelpStyle&)) {
  Globals looks = globals;
  looks.as_of.reset();
  looks.output.reset();
  const Screen drawn = screen(call.world, looks);
  if (!call.world.write) return 0;
  const Status written = call.world.write(Stream::output, text(call, {drawn.width, drawn.color}));
  if (written || written.error().kind == ErrorKind::interrupted) return 0;
  return refuse(call.world, written.error());
}

std::string help_text(const Call& call, const HelpStyle& style) {
  return call.command != nullptr ? command_page(*call.command, style) : front_page(call.table, style);
}

std::string version_text(const Call&, const HelpStyle&) { return version_page(); }

int run_command(const Call& call) {
  const std::unique_ptr<Invocation> invocation = call.command->prepare();
  Globals globals;
  Syntax global_syntax;
  declare_globals(global_syntax, globals);
  const Status parsed = parse(call.words, {call.command->name, global_syntax, &invocation->syntax()});
  if (globals.version) return show(call, globals, version_text);
  if (!parsed) return refuse(call.world, parsed.error());
  const Status settled = settle(globals);
  if (!settled) return refuse(call.world, settled.error());
  Result<Context> context = Context::create(call.world, std::move(globals));
  if (!context) return refuse(call.world, context.error());
  return work(*context, *invocation);
}

/// `okr` alone: the board inside a workspace, else the shortest help and exit 2.
int run_alone(Call call) {
  Globals globals;
  Syntax global_syntax;
  declare_globals(global_syntax, globals);
  const Status parsed = parse(call.words, {"", global_syntax, nullptr});
  if (globals.version) return show(call, globals, version_text);
  if (!parsed) return refuse(call.world, parsed.error());
  const Result<Context> context = Context::create(call.world, globals);
  if (!context) return refuse(call.world, context.error());
  const Services* services = call.world.services;
  call.command = find_command(call.table, "status");
  if (call.command != nullptr && services != nullptr && services->in_workspace != nullptr &&
      services->in_workspace(*context)) {
    return run_command(call);
  }
  if (call.world.write) static_cast<void>(call.world.write(Stream::errors, first_steps()));
  return exit_code(ErrorKind::usage);
}

}  // namespace

const Command* find_command(CommandTable table, std::string_view name) {
  for (const Command* command : table) {
    if (command->name == name || (!command->alias.empty() && command->alias == name)) return command;
  }
  return nullptr;
}

Result<std::optional<std::size_t>> command_position(std::span<const std::string> words) {
  Globals globals;
  Syntax syntax;
  declare_globals(syntax, globals);
  std::size_t at = 0;
  while (at < words.size() && looks_like_option(words[at])) {
    if (words[at] == "--") return at + 1 < words.size() ? std::optional(at + 1) : std::nullopt;
    const std::size_t length = global_option_length(words[at], syntax);
    if (length == 0) return tl::unexpected(parse({&words[at], 1}, {"", syntax, nullptr}).error());
    at += length;
  }
  return at < words.size() ? std::optional(at) : std::nullopt;
}

int run(const World& world, CommandTable table) {
  Call call{world, table, nullptr, world.words};
  const Result<std::optional<std::size_t>> position = command_position(world.words);
  if (position && position->has_value()) {
    const std::string name = world.words[**position];
    call.command = find_command(table, name);
    if (call.command == nullptr) return refuse(world, unknown_command(table, name));
    call.words.erase(call.words.begin() + static_cast<std::ptrdiff_t>(**position));
  }
  if (asks_for_help(call.words)) return show(call, Globals(), help_text);
  if (!position) return refuse(world, position.error());
  return call.command != nullptr ? run_command(call) : run_alone(std::move(call));
}

}  // namespace okr::cli
