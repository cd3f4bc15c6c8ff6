// SPDX-License-Identifier: MIT
#include "cli/completion.hpp"

#include <optional>

#include "cli/app.hpp"
#include "cli/globals.hpp"
#include "cli/topics.hpp"

namespace okr::cli {

namespace {

/// What the typed words mean so far; mistakes in them are passed over, since the line is not finished.
struct Line {
  Globals globals;
  Syntax global_syntax;
  const Command* command = nullptr;
  std::unique_ptr<Invocation> invocation;
  const Parameter* awaiting = nullptr;  ///< the option whose value comes next
  std::size_t arguments = 0;            ///< words behind the command that are no options
  bool options_ended = false;

  Grammar grammar() const {
    return {command != nullptr ? command->name : std::string_view(), global_syntax,
            invocation != nullptr ? &invocation->syntax() : nullptr};
  }
};

const Parameter* option_by_label(const Line& line, std::string_view label) {
  for (const Parameter* option : typeable_options(line.grammar())) {
    if (option->label() == label) return option;
  }
  return nullptr;
}

const Parameter* option_by_letter(const Line& line, char letter) {
  for (const Parameter* option : typeable_options(line.grammar())) {
    if (option->doc().letter == letter) return option;
  }
  return nullptr;
}

/// Remembers a value for the workspace's sake (-C, --cycle); one that does not fit is nobody's concern here.
void keep(const Parameter& option, std::string_view value) { static_cast<void>(option.store(value)); }

void read_long_option(Line& line, std::string_view word) {
  const std::size_t equals = word.find('=');
  const Parameter* option = option_by_label(line, word.substr(0, equals));
  if (option == nullptr || option->doc().flag) return;
  if (equals == std::string_view::npos) {
    line.awaiting = option;
  } else {
    keep(*option, word.substr(equals + 1));
  }
}

void read_letters(Line& line, std::string_view word) {
  for (std::size_t at = 1; at < word.size(); ++at) {
    const Parameter* option = option_by_letter(line, word[at]);
    if (option == nullptr || option->doc().flag) continue;
    if (at + 1 == word.size()) {
      line.awaiting = option;
    } else {
      keep(*option, word.substr(at + 1));
    }
    return;
  }
}

void read_plain_word(Line& line, CommandTable table, std::string_view word) {
  if (line.command != nullptr) {
    ++line.arguments;
    return;
  }
  line.command = find_command(table, word);
  if (line.command != nullptr) line.invocation = line.command->prepare();
}

void read_word(Line& line, CommandTable table, std::string_view word) {
  if (line.awaiting != nullptr) {
    keep(*line.awaiting, word);
    line.awaiting = nullptr;
  } else if (line.options_ended || !looks_like_option(word)) {
    read_plain_word(line, table, word);
  } else if (word == "--") {
    line.options_ended = true;
  } else if (word.substr(0, 2) == "--") {
    read_long_option(line, word);
  } else {
    read_letters(line, word);
  }
}

std::vector<Completion> command_words(CommandTable table) {
  std::vector<Completion> words;
  for (const Command* command : table) {
    if (command->group == Group::plumbing || is_hidden(*command)) continue;
    words.push_back({std::string(command->name), std::string(command->summary)});
  }
  return words;
}

std::vector<Completion> date_words() {
  return {{"today", ""}, {"yesterday", ""}, {"mon", "the last Monday"}, {"-7d", "a week ago"}};
}

std::vector<Completion> command_and_topic_words(CommandTable table) {
  std::vector<Completion> words = command_words(table);
  for (const Topic& topic : topics()) words.push_back({std::string(topic.name), std::string(topic.summary)});
  return words;
}

/// Words from the workspace, where the program can read one.
std::vector<Completion> workspace_words(const World& world, const Line& line, Completes kind, std::string_view word) {
  if (world.services == nullptr || world.services->completions == nullptr) return {};
  const Result<Context> context = Context::create(world, line.globals);
  return context ? world.services->completions(*context, kind, word) : std::vector<Completion>();
}

struct Request {
  const World& world;
  CommandTable table;
  const Line& line;
};

std::vector<Completion> value_words(const Request& request, const ParameterDoc& doc, std::string_view word) {
  if (!doc.choices.empty()) {
    std::vector<Completion> words;
    for (const Choice& choice : doc.choices) words.push_back({std::string(choice.word), std::string(choice.help)});
    return words;
  }
  switch (doc.completes) {
    case Completes::nothing: return {};
    case Completes::file: return {{":file", ""}};
    case Completes::folder: return {{":folder", ""}};
    case Completes::date: return date_words();
    case Completes::command: return command_and_topic_words(request.table);
    case Completes::cycle:
    case Completes::objective:
    case Completes::kpi:
    case Completes::any_id:
    case Completes::field: return workspace_words(request.world, request.line, doc.completes, word);
  }
  return {};
}

std::vector<Completion> option_words(const Line& line) {
  std::vector<Completion> words;
  for (const Parameter* option : typeable_options(line.grammar())) {
    const std::string end = option->doc().flag ? "" : "=";
    words.push_back({option->label() + end, std::string(option->doc().help)});
  }
  return words;
}

std::vector<Completion> argument_words(const Request& request, std::string_view word) {
  const std::deque<Parameter>& arguments = request.line.invocation->syntax().arguments();
  if (arguments.empty()) return {};
  const bool beyond = request.line.arguments >= arguments.size();
  if (beyond && !arguments.back().doc().repeats) return {};
  const ParameterDoc& doc = (beyond ? arguments.back() : arguments[request.line.arguments]).doc();
  if (!doc.assigns) return value_words(request, doc, word);
  if (word.find('=') != std::string_view::npos) return {};
  std::vector<Completion> words = value_words(request, doc, word);
  for (Completion& completion : words) completion.word += '=';
  return words;
}

/// The words for `--by=te`: with the option in front of each.
std::vector<Completion> attached_value_words(const Request& request, std::string_view word) {
  const std::size_t equals = word.find('=');
  const Parameter* option = option_by_label(request.line, word.substr(0, equals));
  if (option == nullptr) return {};
  std::vector<Completion> words = value_words(request, option->doc(), word.substr(equals + 1));
  for (Completion& completion : words) {
    if (completion.word.front() != ':') completion.word.insert(0, word.substr(0, equals + 1));
  }
  return words;
}

std::vector<Completion> all_words(const Request& request, std::string_view word) {
  const Line& line = request.line;
  if (line.awaiting != nullptr) return value_words(request, line.awaiting->doc(), word);
  const bool option = !line.options_ended && !word.empty() && word.front() == '-';
  if (option && word.find('=') != std::string_view::npos) return attached_value_words(request, word);
  if (option) return option_words(line);
  return line.command == nullptr ? command_words(request.table) : argument_words(request, word);
}

}  // namespace

std::vector<Completion> completions(const World& world, CommandTable table, std::span<const std::string> words) {
  if (words.empty()) return command_words(table);
  Line line;
  declare_globals(line.global_syntax, line.globals);
  for (const std::string& word : words.first(words.size() - 1)) read_word(line, table, word);
  const std::string& last = words.back();
  std::vector<Completion> fitting;
  for (Completion& completion : all_words({world, table, line}, last)) {
    if (completion.word.front() == ':' || completion.word.starts_with(last)) fitting.push_back(std::move(completion));
  }
  return fitting;
}

}  // namespace okr::cli
