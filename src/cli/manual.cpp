// SPDX-License-Identifier: MIT
#include "cli/manual.hpp"

#include "cli/globals.hpp"
#include "cli/help.hpp"
#include "cli/mdoc.hpp"
#include "cli/topics.hpp"
#include "cli/version.hpp"
#include "okr/base/text.hpp"

namespace okr::cli {

namespace {

/// "Fl o , Fl Fl output Ar FILE".
std::string option_macros(const Parameter& option) {
  const ParameterDoc& doc = option.doc();
  std::string macros = doc.letter == '\0' ? "" : std::string("Fl ") + doc.letter + " , ";
  macros += "Fl \\-" + std::string(doc.name);
  const std::string value = option.value_name();
  return value.empty() ? macros : macros + " Ar " + mdoc_argument(value);
}

std::string upper_ascii(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

std::string sentence(std::string_view text) {
  std::string result(text);
  if (!result.empty() && result[0] >= 'a' && result[0] <= 'z') result[0] = static_cast<char>(result[0] - 'a' + 'A');
  return result.ends_with('.') ? result : result + ".";
}

std::string parameter_text(const ParameterDoc& doc) {
  std::string text = sentence(doc.help);
  if (!doc.choices.empty() && !doc.metavar.empty()) {
    std::string words;
    for (const Choice& choice : doc.choices) words += (words.empty() ? "" : ", ") + std::string(choice.word);
    text += " One of " + words + ".";
  }
  return doc.repeats && !doc.name.empty() ? text + " May be repeated." : text;
}

void add_options(Mdoc& page, const std::deque<Parameter>& options) {
  for (const Parameter& option : options) {
    page.item_of_macros(option_macros(option)).text(parameter_text(option.doc()));
  }
}

void add_parameters(Mdoc& page, const Syntax& syntax) {
  if (syntax.arguments().empty() && syntax.options().empty()) return;
  page.paragraph_break().begin_list();
  for (const Parameter& argument : syntax.arguments()) {
    page.item_of_macros("Ar " + mdoc_argument(argument.label())).text(parameter_text(argument.doc()));
  }
  add_options(page, syntax.options());
  page.end_list();
}

std::string example_lines(const Command& command) {
  std::string lines;
  for (const Example& example : command.examples) {
    lines += "# " + std::string(example.what) + "\n" + std::string(example.line) + "\n";
  }
  return lines;
}

void add_command(Mdoc& page, const Command& command) {
  const std::unique_ptr<Invocation> invocation = command.prepare();
  page.subsection(usage_line(command, invocation->syntax()));
  page.text(sentence(command.summary) + (command.alias.empty() ? "" : " Short: " + std::string(command.alias) + "."));
  page.paragraph_break().text(command.description);
  add_parameters(page, invocation->syntax());
  if (!command.exit_1.empty()) page.paragraph_break().text("Exit code 1: " + std::string(command.exit_1) + ".");
  page.paragraph_break().display(example_lines(command));
}

void add_commands(Mdoc& page, CommandTable table) {
  page.section("COMMANDS");
  for (const Command* command : table) {
    if (!is_hidden(*command)) add_command(page, *command);
  }
}

void add_globals(Mdoc& page) {
  Globals globals;
  Syntax syntax;
  declare_globals(syntax, globals);
  page.section("GLOBAL OPTIONS");
  page.text("Every command takes these, before or after its name.");
  page.begin_list();
  add_options(page, syntax.options());
  page.end_list();
}

void add_meanings(Mdoc& page, std::string_view macro, std::span<const Meaning> meanings) {
  page.begin_list();
  for (const Meaning& meaning : meanings) {
    page.item_of_macros(std::string(macro) + mdoc_argument(meaning.name)).text(sentence(meaning.text));
  }
  page.end_list();
}

void add_synopsis(Mdoc& page) {
  page.section("SYNOPSIS");
  page.macros("Nm").macros("Op Ar global options");
  page.macros("Nm").macros("Ar command").macros("Op Ar options").macros("Op Ar arguments");
}

void add_closing(Mdoc& page) {
  add_globals(page);
  page.section("ENVIRONMENT");
  add_meanings(page, "Ev ", environment_variables());
  page.section("FILES");
  add_meanings(page, "Pa ", files());
  page.section("EXIT STATUS");
  add_meanings(page, "", exit_codes());
  page.section("EXAMPLES");
  page.text("A first week:");
  page.display("okr init\nokr new objective ship --title 'People use the tool'\nokr checkin\nokr status\n");
  for (const Topic& topic : topics()) {
    if (!topic.text.empty()) page.section(upper_ascii(topic.name)).text(topic.text);
  }
  page.section("SEE ALSO");
  page.reference("git", "1", false).reference("okr", "5", false).reference("okr-tutorial", "7", true);
}

}  // namespace

std::string manual_page(CommandTable table) {
  const std::string os = "okr " + std::string(version);
  Mdoc page({"okr", "1", release_date, os, "objectives, key results and KPIs in plain TOML"});
  add_synopsis(page);
  page.section("DESCRIPTION");
  page.macros("Nm").text(
      "keeps objectives, key results and KPIs as TOML files that people read and edit, in a git repository of their "
      "own. It records check-ins, computes scores, pace and forecasts, and says what needs attention.\n"
      "\n"
      "Without a command it shows the board, as okr status does. An unknown word is never taken for something else: "
      "it is an error that names the nearest one, and nothing is written.");
  add_commands(page, table);
  add_closing(page);
  return page.done();
}

}  // namespace okr::cli
