// SPDX-License-Identifier: MIT
// What holds for every command there is; a new one is checked without a word about it here.
#include <set>
#include <string>

#include "cli/command.hpp"
#include "cli/help.hpp"
#include "cli/words.hpp"
#include "draw/embedded.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"

namespace command_table_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;

namespace {

bool is_sentence_part(std::string_view text) { return !text.empty() && text.back() != '.' && text.front() != ' '; }

/// The words of an example up to a pipe, a redirection or a remark, without quotes; empty when it is not okr's line.
std::vector<std::string> example_words(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  char quote = '\0';
  bool open = false;
  for (const char c : line) {
    if (quote == '\0' && (c == '|' || c == '>' || c == '<' || c == ';' || c == '&')) break;
    if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '"' || c == '\'')) {
      quote = c;
      open = true;
    } else if (quote == '\0' && c == ' ') {
      if (open) words.push_back(word);
      word.clear();
      open = false;
    } else {
      word += c;
      open = true;
    }
  }
  if (open) words.push_back(word);
  return words;
}

}  // namespace

TEST_CASE("each command has a short summary, a description, an example and a name of its own") {
  std::set<std::string_view> names;
  for (const Command* command : commands()) {
    CAPTURE(command->name);
    CHECK(names.insert(command->name).second);
    if (!command->alias.empty()) CHECK(names.insert(command->alias).second);
    CHECK(display_width(command->summary) < 60);
    CHECK(is_sentence_part(command->summary));
    CHECK(description(*command).ends_with('.'));
    CHECK(!command->examples.empty());
    CHECK((command->prepare != nullptr));
  }
}

TEST_CASE("each long description belongs to a command") {
  constexpr std::string_view folder = "text/commands/";
  for (const draw::EmbeddedFile& file : draw::embedded_files()) {
    if (!file.path.starts_with(folder)) continue;
    const std::string_view name = file.path.substr(folder.size());
    CHECK_MESSAGE(find_command(commands(), name.substr(0, name.find('.'))) != nullptr, name);
  }
}

TEST_CASE("each parameter has its help, and no name or letter stands for two things") {
  Globals globals;
  Syntax global_syntax;
  declare_globals(global_syntax, globals);
  for (const Command* command : commands()) {
    const auto invocation = command->prepare();
    std::set<std::string_view> names;
    std::set<char> letters;
    for (const Parameter& option : invocation->syntax().options()) {
      CAPTURE(command->name);
      CAPTURE(option.label());
      CHECK(option.doc().name.size() > 1);
      CHECK(names.insert(option.doc().name).second);
      CHECK(is_sentence_part(option.doc().help));
      CHECK(option.doc().flag == option.value_name().empty());
      CHECK(option.doc().replaces_global == (global_syntax.option(option.doc().name) != nullptr));
      const char letter = option.doc().letter;
      const Parameter* global = letter == '\0' ? nullptr : global_syntax.option(letter);
      CHECK((global == nullptr || global->doc().name == option.doc().name));
      if (letter != '\0') CHECK(letters.insert(letter).second);
    }
    for (const Parameter& argument : invocation->syntax().arguments()) CHECK(is_sentence_part(argument.doc().help));
  }
}

TEST_CASE("arguments that are needed stand before those that are not, and only the last repeats") {
  for (const Command* command : commands()) {
    const auto invocation = command->prepare();
    bool optional_seen = false;
    bool repeated_seen = false;
    for (const Parameter& argument : invocation->syntax().arguments()) {
      CAPTURE(command->name);
      CHECK(!repeated_seen);
      CHECK(!(optional_seen && argument.doc().required));
      optional_seen = optional_seen || !argument.doc().required;
      repeated_seen = repeated_seen || argument.doc().repeats;
    }
  }
}

TEST_CASE("each example that begins with okr and the command is accepted by it") {
  for (const Command* command : commands()) {
    for (const Example& example : command->examples) {
      std::vector<std::string> words = example_words(example.line);
      CAPTURE(example.line);
      CHECK(example.line.find("okr ") != std::string_view::npos);
      if (words.size() < 2 || words[0] != "okr" || words[1] != command->name) continue;
      words.erase(words.begin());
      const Status status = parse(TypedLine(commands(), words));
      CHECK_MESSAGE(status.has_value(), (status ? "" : status.error().what));
    }
  }
}

}  // namespace command_table_test
