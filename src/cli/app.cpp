// SPDX-License-Identifier: MIT
// The one user of CLI11, which collects the values of the options; only the typed command is declared, so the start is
// not felt. What a word is has been found before (words.cpp). What is no option is handed over with a mark in front, so
// that CLI11 reads nothing into it ("-.5", "[a]", "").
#include "cli/words.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {

namespace {

using WordKind = TypedWord::Kind;

/// In front of every value and every plain word.
constexpr char mark = '\x1f';

/// The words as CLI11 shall see them: last one first, `--` and the command gone.
std::vector<std::string> marked_words(const TypedLine& line) {
  std::vector<std::string> marked;
  for (const TypedWord& word : line.words()) {
    if (word.kind == WordKind::separator || word.kind == WordKind::command) continue;
    const std::string_view plain = word.kind == WordKind::option ? word.value.value_or("") : word.text;
    std::string text(word.text.substr(0, word.text.size() - plain.size()));
    if (word.kind != WordKind::option || word.value) text += mark;
    marked.push_back(text.append(plain));
  }
  std::ranges::reverse(marked);
  return marked;
}

struct Declared {
  const Parameter* parameter;
  CLI::Option* option;
};

Declared declare_option(CLI::App& app, const Parameter& parameter) {
  const ParameterDoc& doc = parameter.doc();
  const std::string names = parameter.label() + (doc.letter == '\0' ? "" : std::string(",-") + doc.letter);
  CLI::Option* option =
      doc.flag ? app.add_flag(names)->disable_flag_override() : app.add_option(names)->type_size(1)->expected(1);
  return {&parameter, option->take_all()};
}

Status store_options(const std::vector<Declared>& declared) {
  for (const auto& [parameter, option] : declared) {
    const ParameterDoc& doc = parameter->doc();
    const bool is_said_once = !doc.flag && !doc.repeats && !doc.last_counts;
    if (is_said_once && option->results().size() > 1)
      return usage_failure(parameter->label() + " is given twice", "say it once");
    for (const std::string& value : option->results()) TRY(parameter->store(value.substr(value[0] == mark ? 1 : 0)));
  }
  return {};
}

std::string command_line(const TypedLine& line) {
  return line.command() == nullptr ? "okr" : "okr " + std::string(line.command()->name);
}

/// Words go to the arguments in their order; one that repeats takes all that are left.
Status store_arguments(const TypedLine& line) {
  std::vector<std::string_view> words;
  for (const TypedWord& word : line.words()) {
    if (word.kind == WordKind::argument) words.push_back(word.text);
  }
  std::size_t next = 0;
  if (line.command() == nullptr) return {};
  const std::string name(line.command()->name);
  for (const Parameter& argument : line.invocation()->syntax().arguments()) {
    if (argument.doc().required && next == words.size()) {
      return usage_failure(name + " needs " + argument.label(), command_line(line) + " --help shows examples");
    }
    const std::size_t end = argument.doc().repeats ? words.size() : std::min(next + 1, words.size());
    for (; next < end; ++next) TRY(argument.store(words[next]));
  }
  if (next == words.size()) return {};
  return usage_failure(name + " takes no further '" + std::string(words[next]) + "'",
                       command_line(line) + " --help shows what it takes");
}

Status unknown_option(const TypedLine& line, const std::string& word) {
  std::vector<std::string> labels;
  for (const Parameter* option : line.options()) labels.push_back(option->label());
  const std::vector<std::string_view> candidates(labels.begin(), labels.end());
  const std::optional<std::string> near = nearest(word, candidates);
  if (line.command() == nullptr) {
    return usage_failure("unknown option '" + word + "'",
                         did_you_mean_first(near, "options of a command stand behind its name; okr --help"));
  }
  return usage_failure(std::string(line.command()->name) + " has no option '" + word + "'",
                       did_you_mean_first(near, command_line(line) + " --help lists the options"));
}

Status missing_value(const Parameter& option) {
  const std::string value = option.value_name();
  std::string hint = "write it as " + option.label() + " " + value;
  if (option.doc().choices.empty()) hint += "\na value that begins with a hyphen: " + option.label() + "=" + value;
  return usage_failure(option.label() + " needs a value", std::move(hint));
}

/// True for an option at the end of the line, and for one with another behind it: nobody means that as its value.
bool misses_value(std::span<const TypedWord> from_option) {
  const TypedWord& word = from_option.front();
  if (word.option == nullptr || word.option->doc().flag || word.value) return false;
  return from_option.size() == 1 || looks_like_option(from_option[1].text);
}

Status check_options(const TypedLine& line) {
  const std::span<const TypedWord> words = line.words();
  for (std::size_t at = 0; at < words.size(); ++at) {
    const TypedWord& word = words[at];
    if (word.kind != WordKind::option) continue;
    if (!word.unknown.empty()) return unknown_option(line, word.unknown);
    if (word.option->doc().flag && word.value) {
      return usage_failure(word.option->label() + " takes no value", "write it as " + word.option->label());
    }
    if (misses_value(words.subspan(at))) return missing_value(*word.option);
  }
  return {};
}

}  // namespace

Status parse(const TypedLine& line) {
  TRY(check_options(line));
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::vector<Declared> declared;
  for (const Parameter* option : line.options()) declared.push_back(declare_option(app, *option));
  try {
    app.parse(marked_words(line));
  } catch (const CLI::ParseError& error) {
    return failure(ErrorKind::internal, std::string("an option was split in two ways: ") + error.what());
  }
  TRY(store_options(declared));
  return store_arguments(line);
}

}  // namespace okr::cli
