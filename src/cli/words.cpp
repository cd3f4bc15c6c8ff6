// SPDX-License-Identifier: MIT
#include "cli/words.hpp"

#include <algorithm>
#include <utility>

#include "cli/globals.hpp"

namespace okr::cli {

using Kind = TypedWord::Kind;

bool looks_like_option(std::string_view word) {
  if (word.size() < 2 || word.front() != '-') return false;
  const char next = word[1];
  return next != '.' && (next < '0' || next > '9');
}

TypedLine::TypedLine(CommandTable table, std::span<const std::string> words) : table_(table) {
  declare_globals(global_syntax_, globals_);
  words_.reserve(words.size());
  for (const std::string& word : words) words_.push_back(next(word));
}

std::vector<const Parameter*> TypedLine::options() const {
  std::vector<const Parameter*> options;
  const Syntax none;
  const Syntax& own = invocation_ != nullptr ? invocation_->syntax() : none;
  for (const Parameter& option : own.options()) options.push_back(&option);
  for (const Parameter& option : global_syntax_.options()) {
    if (own.option(option.doc().name) == nullptr) options.push_back(&option);
  }
  return options;
}

TypedWord TypedLine::next(std::string_view text) {
  if (awaiting_ != nullptr) return {Kind::value, text, std::exchange(awaiting_, nullptr), text};
  if (options_ended_ || !looks_like_option(text)) return plain(text);
  if (text == "--") {
    options_ended_ = true;
    return {Kind::separator, text};
  }
  TypedWord word = text.starts_with("--") ? long_option(text) : letters(text);
  if (!word.unknown.empty() && !command_word_) is_lost_ = true;
  if (word.option != nullptr && !word.option->doc().flag && !word.value) awaiting_ = word.option;
  return word;
}

TypedWord TypedLine::long_option(std::string_view text) const {
  TypedWord word{Kind::option, text};
  const std::size_t equals = text.find('=');
  if (equals != std::string_view::npos) word.value = text.substr(equals + 1);
  const std::string_view label = text.substr(0, equals);
  for (const Parameter* option : options()) {
    if (option->doc().name == label.substr(2)) word.option = option;
  }
  if (word.option == nullptr) word.unknown = label;
  return word;
}

/// "-qCgoals": flags, and at most one option with a value, which takes what is left of the word.
TypedWord TypedLine::letters(std::string_view text) const {
  TypedWord word{Kind::option, text};
  const std::vector<const Parameter*> known = options();
  for (std::size_t at = 1; at < text.size(); ++at) {
    const auto found =
        std::ranges::find_if(known, [&](const Parameter* option) { return option->doc().letter == text[at]; });
    word.option = found != known.end() ? *found : nullptr;
    if (word.option == nullptr) word.unknown = "-" + std::string(text.substr(at));
    if (word.option == nullptr || !word.option->doc().flag) {
      if (at + 1 < text.size()) word.value = text.substr(at + 1);
      return word;
    }
  }
  return word;
}

TypedWord TypedLine::plain(std::string_view text) {
  if (command_word_ || is_lost_) return {Kind::argument, text};
  command_word_ = text;
  command_ = find_command(table_, text);
  if (command_ != nullptr) invocation_ = command_->prepare();
  return {Kind::command, text};
}

}  // namespace okr::cli
