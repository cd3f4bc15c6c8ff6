// SPDX-License-Identifier: MIT
#include "store/toml_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "store/lexis.hpp"
#include "store/scan.hpp"
#include "store/scan_words.hpp"

namespace okr::store {

namespace {

std::string_view slice(std::string_view text, Span span) { return text.substr(span.begin, span.end - span.begin); }

std::string unquoted(std::string_view part) {
  const bool quoted = part.size() >= 2 && (part.front() == '"' || part.front() == '\'');
  return std::string(quoted ? part.substr(1, part.size() - 2) : part);
}

std::uint32_t line_of(std::string_view text, std::uint32_t at) {
  return static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + at, '\n')) + 1;
}

/// The full paths of all statements, elements of [[lists]] told apart; who named each path first.
class Paths {
 public:
  Paths(std::string_view text, const Outline& outline) : text_(text), outline_(outline) {}

  /// The path of the next statement, in order; remembers it and everything above it.
  std::string next(std::uint32_t index) {
    const Statement& statement = outline_.statements[index];
    std::string path = statement.kind != StatementKind::key_value ? std::string()
                       : statement.container == no_statement      ? heading_
                                                                  : of_statement_[statement.container];
    for (std::uint32_t part = 0; part < statement.part_count; ++part) {
      path += '\x1F' + unquoted(slice(text_, outline_.parts[statement.first_part + part]));
      const auto element = elements_.find(path);
      const bool last = part + 1 == statement.part_count;
      if (element != elements_.end() && !last) path += fmt::format("\x1E{}", element->second);
    }
    return path;
  }

  void remember(std::uint32_t index, std::string path) {
    const Statement& statement = outline_.statements[index];
    of_statement_.resize(outline_.statements.size());
    of_statement_[index] = path;
    for (auto cut = path.find('\x1F', 1); cut != std::string::npos; cut = path.find('\x1F', cut + 1)) {
      named_.try_emplace(path.substr(0, cut), index);
    }
    named_.insert_or_assign(path, index);
    if (statement.kind == StatementKind::array_header) path += fmt::format("\x1E{}", ++elements_[path]);
    if (statement.kind != StatementKind::key_value) heading_ = std::move(path);
  }

  /// The statement that first named this path or, failing that, gave a value to something above it.
  std::uint32_t named_by(const std::string& path) const {
    if (const auto found = named_.find(path); found != named_.end()) return found->second;
    for (auto cut = path.rfind('\x1F'); cut != std::string::npos && cut > 0; cut = path.rfind('\x1F', cut - 1)) {
      const auto found = named_.find(path.substr(0, cut));
      if (found != named_.end()) return found->second;
    }
    return no_statement;
  }

 private:
  std::string_view text_;
  const Outline& outline_;
  std::string heading_;
  std::vector<std::string> of_statement_;
  std::map<std::string, std::uint32_t> named_;
  std::map<std::string, int> elements_;
};

std::uint32_t statement_at(const Outline& outline, std::uint32_t at) {
  std::uint32_t found = no_statement;
  for (std::uint32_t index = 0; index < outline.statements.size(); ++index) {
    const Statement& statement = outline.statements[index];
    if (std::min(statement.key.begin, statement.value.begin) <= at) found = index;
  }
  return found;
}

std::uint32_t first_giver(std::string_view text, const Outline& outline, std::uint32_t culprit) {
  const Statement& wrong = outline.statements[culprit];
  if (wrong.in_array) {
    for (auto index = culprit; index-- > 0;) {
      const Statement& other = outline.statements[index];
      if (other.container == wrong.container && slice(text, other.key) == slice(text, wrong.key)) return index;
    }
    return no_statement;
  }
  Paths paths(text, outline);
  for (std::uint32_t index = 0; index < culprit; ++index) paths.remember(index, paths.next(index));
  return paths.named_by(paths.next(culprit));
}

SyntaxFault given_twice(std::string_view text, const Outline& outline, std::uint32_t culprit) {
  const Statement& wrong = outline.statements[culprit];
  const bool heading = wrong.kind != StatementKind::key_value;
  SyntaxFault fault;
  fault.span = heading ? wrong.value : wrong.key;
  const auto first = first_giver(text, outline, culprit);
  const auto name = heading ? std::string(slice(text, wrong.value)) : fmt::format("'{}'", slice(text, wrong.key));
  if (first == no_statement) {
    fault.message = fmt::format("{} is given twice", name);
    return fault;
  }
  const Statement& giver = outline.statements[first];
  const auto line = line_of(text, giver.key.begin);
  const bool same = giver.kind == wrong.kind && unquoted(slice(text, giver.key)) == unquoted(slice(text, wrong.key));
  if (same) {
    fault.message =
        heading ? fmt::format("the heading {} is given twice", name) : fmt::format("{} is given twice", name);
    fault.hint = heading ? fmt::format("the first is in line {}: put the keys below one heading", line)
                         : fmt::format("the first is in line {}: keep one of them", line);
  } else {
    fault.message = fmt::format("{} does not fit what line {} says", name, line);
    fault.hint = fmt::format("line {} has '{}'; one name is either a value or a heading, and written in one place",
                             line, slice(text, giver.key));
  }
  return fault;
}

/// The bare value around an offset, empty when the offset is in none.
Span word_around(std::string_view text, std::uint32_t at) {
  const auto belongs = [&](std::uint32_t place) {
    const char byte = text[place];
    return is_bare_key_byte(byte) || byte == '+' || byte == '.' || byte == ':';
  };
  auto begin = std::min(at, static_cast<std::uint32_t>(text.size()));
  auto end = begin;
  while (begin > 0 && belongs(begin - 1)) --begin;
  while (end < text.size() && belongs(end)) ++end;
  return Span{begin, end};
}

bool looks_like_date(std::string_view word) {
  return word.size() >= 5 && std::all_of(word.begin(), word.begin() + 4, [](char c) { return c >= '0' && c <= '9'; }) &&
         word[4] == '-';
}

std::string hint_for_number(std::string_view word) {
  const auto digits = word.substr(word.front() == '+' || word.front() == '-' ? 1 : 0);
  if (digits.find("_") != std::string_view::npos) return "an underscore stands between two digits: 1_000";
  if (digits.starts_with('.') || digits.ends_with('.')) return "a decimal point stands between two digits: 0.5";
  if (digits.size() > 18 && digits.find('.') == std::string_view::npos)
    return "numbers go up to 1000000000000000; count in thousands or millions";
  if (digits.starts_with('0') && digits.size() > 1) return "a number has no leading zero";
  return "for example 12, -3.5 or 1e6; a text stands in double quotes";
}

SyntaxFault bad_value(std::string_view text, Span span) {
  SyntaxFault fault;
  fault.span = span;
  const auto word = slice(text, span);
  if (looks_like_date(word)) {
    fault.message = fmt::format("'{}' is no date", word);
    fault.hint = "a date is written 2026-08-17, and the day must exist";
  } else if (word.find(':') != std::string_view::npos) {
    fault.message = fmt::format("'{}' is no time", word);
    fault.hint = "a time is written 18:40:00";
  } else {
    fault.message = fmt::format("'{}' is no number", word);
    fault.hint = hint_for_number(word);
  }
  return fault;
}

bool speaks_of_escapes(std::string_view description) {
  constexpr std::array words{"escape", "hex digit", "backslash", "unicode", "greater than"};
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return description.find(word) != std::string_view::npos; });
}

SyntaxFault bad_text(std::string_view text, std::uint32_t at, std::string_view description) {
  SyntaxFault fault;
  fault.span = character_at(text, at);
  const auto byte = at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  const bool control = (byte < 0x20 && byte != '\t') || byte == 0x7F;
  if (description.find("'\\r'") != std::string_view::npos) {
    fault.message = "a carriage return without a line feed";
    fault.hint = "save the file with LF or CRLF line endings";
  } else if (control && byte != '\n') {
    fault.message = fmt::format("a control character (U+{:04X})", byte);
    fault.hint = fmt::format("delete it; in a text it is written \\u{:04X}", byte);
  } else if (speaks_of_escapes(description)) {
    fault.message = "a backslash escape that does not exist";
    fault.hint = "write \\\\ for a backslash, or put the text between single quotes";
  } else {
    fault.message = "this is not TOML";
    fault.hint = fmt::format("the parser says: {}", description);
  }
  return fault;
}

}  // namespace

SyntaxFault plain_words(std::string_view text, std::uint32_t at, std::string_view description) {
  const auto says = [&](std::string_view word) { return description.find(word) != std::string_view::npos; };
  if (says("redefine") || says("cannot insert")) {
    Outline outline;
    if (const auto fault = scan(text, &outline)) return *fault;
    const auto culprit = statement_at(outline, at);
    if (culprit != no_statement) return given_twice(text, outline, culprit);
  }
  const bool in_words =
      says("string") || says("parsing comment") || says("unicode") || says("escape") || says("control");
  const auto word = word_around(text, at);
  if (!in_words && word.begin < word.end) return bad_value(text, word);
  return bad_text(text, at, description);
}

}  // namespace okr::store
