// SPDX-License-Identifier: MIT
// The one user of CLI11. It only splits the line into options and words; only the typed command is declared, so the
// start is not felt. Words are handed over with a mark in front, so that CLI11 reads nothing into them ("-.5", "[a]",
// "").
#include "cli/app.hpp"

#include <CLI/CLI.hpp>
#include <utility>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {

namespace {

/// In front of every word that is not an option.
constexpr char mark = '\x1f';

std::string marked(std::string_view word) { return mark + std::string(word); }

std::string unmarked(std::string_view word) {
  return std::string(!word.empty() && word.front() == mark ? word.substr(1) : word);
}

/// "--by=team" with its value marked, so that an empty one counts as a value.
std::string marked_option(std::string_view word) {
  const std::size_t equals = word.substr(0, 2) == "--" ? word.find('=') : std::string_view::npos;
  if (equals == std::string_view::npos) return std::string(word);
  return std::string(word.substr(0, equals + 1)) + marked(word.substr(equals + 1));
}

/// The words as CLI11 shall see them: last one first, `--` gone.
std::vector<std::string> prepared_words(std::span<const std::string> words) {
  std::vector<std::string> prepared;
  bool options_ended = false;
  for (const std::string& word : words) {
    if (word == "--" && !options_ended) {
      options_ended = true;
    } else {
      prepared.push_back(!options_ended && looks_like_option(word) ? marked_option(word) : marked(word));
    }
  }
  return {prepared.rbegin(), prepared.rend()};
}

std::string option_names(const ParameterDoc& doc) {
  std::string names = "--" + std::string(doc.name);
  if (doc.letter != '\0') names += std::string(",-") + doc.letter;
  return names;
}

struct Declared {
  const Parameter* parameter;
  CLI::Option* option;
};

Declared declare_option(CLI::App& app, const Parameter& parameter) {
  const std::string names = option_names(parameter.doc());
  CLI::Option* option = nullptr;
  if (parameter.doc().flag) {
    option = app.add_flag(names)->disable_flag_override();
  } else {
    option = app.add_option(names)->type_size(1)->expected(1);
  }
  return {&parameter, option->take_all()};
}

Status missing_value(const Parameter& option) {
  const std::string value = option.value_name();
  std::string hint = "write it as " + option.label() + " " + value;
  if (option.doc().choices.empty()) hint += "\na value that begins with a hyphen: " + option.label() + "=" + value;
  return failure(ErrorKind::usage, option.label() + " needs a value", std::move(hint));
}

Status store_options(const std::vector<Declared>& declared) {
  for (const auto& [parameter, option] : declared) {
    for (const std::string& value : option->results()) {
      // An option behind an option was swallowed by CLI11 as its value; nobody means that.
      if (!parameter->doc().flag && looks_like_option(value)) return missing_value(*parameter);
      const Status status = parameter->store(unmarked(value));
      if (!status) return status;
    }
  }
  return {};
}

std::string command_line(const Grammar& grammar) {
  return grammar.command.empty() ? "okr" : "okr " + std::string(grammar.command);
}

Status too_many(const Grammar& grammar, const std::string& word) {
  return failure(ErrorKind::usage, std::string(grammar.command) + " takes no further '" + word + "'",
                 command_line(grammar) + " --help shows what it takes");
}

/// Words go to the arguments in their order; one that repeats takes all that are left.
Status store_words(const std::vector<std::string>& words, const Grammar& grammar) {
  std::size_t next = 0;
  if (grammar.own != nullptr) {
    for (const Parameter& argument : grammar.own->arguments()) {
      if (argument.doc().required && next == words.size()) {
        return failure(ErrorKind::usage, std::string(grammar.command) + " needs " + argument.label(),
                       command_line(grammar) + " --help shows examples");
      }
      const std::size_t end = argument.doc().repeats ? words.size() : std::min(next + 1, words.size());
      for (; next < end; ++next) {
        const Status status = argument.store(words[next]);
        if (!status) return status;
      }
    }
  }
  return next < words.size() ? too_many(grammar, words[next]) : Status();
}

Status unknown_option(const Grammar& grammar, std::string_view typed) {
  const std::string word(typed.substr(0, typed.find('=')));
  std::vector<std::string> labels;
  for (const Parameter* option : typeable_options(grammar)) labels.push_back(option->label());
  const std::vector<std::string_view> candidates(labels.begin(), labels.end());
  const std::optional<std::string> near = nearest(word, candidates);
  std::string hint = near ? "did you mean '" + *near + "'?\n" : std::string();
  hint += grammar.command.empty() ? "options of a command stand behind its name; okr --help"
                                  : command_line(grammar) + " --help lists the options";
  const std::string what = grammar.command.empty() ? "unknown option '" + word + "'"
                                                   : std::string(grammar.command) + " has no option '" + word + "'";
  return failure(ErrorKind::usage, what, std::move(hint));
}

/// The option that a letter at the end of "-qo", or a whole "--output", stands for; null for an unknown one.
const Parameter* last_option(std::string_view word, const Grammar& grammar) {
  const std::string_view name = word.substr(0, word.find('='));
  for (const Parameter* option : typeable_options(grammar)) {
    const bool by_letter = name.size() > 1 && name[1] != '-' && option->doc().letter == name.back();
    if (by_letter || name == option->label()) return option;
  }
  return nullptr;
}

/// CLI11 ends early for two reasons: a value is missing at the end of the line, or a flag was given one.
Status mismatch(std::span<const std::string> words, const Grammar& grammar) {
  for (const std::string& word : words) {
    const Parameter* option = looks_like_option(word) ? last_option(word, grammar) : nullptr;
    if (option != nullptr && option->doc().flag && word.find('=') != std::string::npos) {
      return failure(ErrorKind::usage, option->label() + " takes no value", "write it as " + option->label());
    }
  }
  const Parameter* option = words.empty() ? nullptr : last_option(words.back(), grammar);
  return option != nullptr ? missing_value(*option) : failure(ErrorKind::usage, "a value is missing");
}

/// What was no option is a word; what looks like an option is an unknown one.
Result<std::vector<std::string>> typed_words(const std::vector<std::string>& rest, const Grammar& grammar) {
  std::vector<std::string> words;
  for (const std::string& word : rest) {
    if (word.front() != mark) return tl::unexpected(unknown_option(grammar, word).error());
    words.push_back(unmarked(word));
  }
  return words;
}

}  // namespace

bool looks_like_option(std::string_view word) {
  if (word.size() < 2 || word.front() != '-') return false;
  const char next = word[1];
  return next != '.' && (next < '0' || next > '9');
}

std::vector<const Parameter*> typeable_options(const Grammar& grammar) {
  std::vector<const Parameter*> options;
  if (grammar.own != nullptr) {
    for (const Parameter& option : grammar.own->options()) options.push_back(&option);
  }
  for (const Parameter& option : grammar.globals.options()) {
    const Parameter* same = grammar.own != nullptr ? grammar.own->option(option.doc().name) : nullptr;
    if (same == nullptr) options.push_back(&option);
  }
  return options;
}

Status parse(std::span<const std::string> words, const Grammar& grammar) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::vector<Declared> declared;
  for (const Parameter* option : typeable_options(grammar)) declared.push_back(declare_option(app, *option));
  try {
    std::vector<std::string> reversed = prepared_words(words);
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError&) {
    return mismatch(words, grammar);
  }
  TRY_ASSIGN(const std::vector<std::string> rest, typed_words(app.remaining(), grammar));
  const Status options = store_options(declared);
  return options ? store_words(rest, grammar) : options;
}

}  // namespace okr::cli
