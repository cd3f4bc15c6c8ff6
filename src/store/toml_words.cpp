// SPDX-License-Identifier: MIT
// What is wrong with a text that is no TOML, in words a person can act on and at the place they have to mend.
#include "store/toml.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "okr/base/text.hpp"

namespace okr::store {
namespace {

std::string_view line_around(std::string_view text, std::size_t at) {
  const auto before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const auto begin = before == std::string_view::npos ? mark_length(text) : before + 1;
  auto line = text.substr(begin, text.find('\n', at) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view trimmed_start(std::string_view line) {
  const auto begin = line.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
}

bool is_conflict_marker(std::string_view line) {
  return line.starts_with("<<<<<<< ") || line.starts_with("||||||| ") || line.starts_with(">>>>>>> ") ||
         line == "=======";
}

SyntaxFault fault_at(Span span, std::string message, std::string hint = {}) {
  return {SyntaxCode::syntax, span, {}, std::move(message), std::move(hint), {}};
}

SyntaxFault conflict(std::string_view text, std::string_view line) {
  const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
  SyntaxFault fault =
      fault_at({begin, begin + static_cast<std::uint32_t>(line.size())}, "a merge conflict is not resolved here",
               "keep what is right of both sides and delete the lines that begin with <<<<<<<, ======= and >>>>>>>");
  fault.code = SyntaxCode::conflict;
  return fault;
}

/// A place in the first such line from that of `from` on; npos where there is none.
template <class IsWanted>
std::size_t in_line(std::string_view text, std::size_t from, IsWanted is_wanted) {
  while (from < text.size()) {
    if (is_wanted(line_around(text, from))) return from;
    const auto feed = text.find('\n', from);
    if (feed == std::string_view::npos) break;
    from = feed + 1;
  }
  return std::string_view::npos;
}

std::string shown(std::string_view character) {
  const auto byte = static_cast<unsigned char>(character.empty() ? '\0' : character.front());
  if (character == "\t") return "a tab";
  if (character == "\n" || character == "\r") return "the end of the line";
  if (byte < 0x20 || byte == 0x7F) return fmt::format("a control character (U+{:04X})", byte);
  return fmt::format("'{}'", character);
}

/// The character (one to four bytes) at an offset.
Span span_of_character(std::string_view text, std::uint32_t at) {
  auto end = at;
  if (end < text.size()) ++end;
  while (end < text.size() && is_continuation(text[end])) ++end;
  return Span{at, end};
}

struct Words {
  std::string message;
  std::string hint;
};

Words words_for_key(std::string_view found) {
  const auto byte = static_cast<unsigned char>(found.front());
  if (byte >= 0x80) return {fmt::format("{} needs quotes in a key", shown(found)), "keys are a-z, A-Z, 0-9, - and _"};
  if (found == "\n" || found == "\r") return {"the line ends where a key is expected", ""};
  if (found == "]") return {"a heading needs a name", "for example [ship]"};
  if (found == "=") return {"a key is missing in front of '='", "for example title = \"...\""};
  if (found == "[") return {"a heading is written [name] or [[name]], without blanks between its brackets", ""};
  return {fmt::format("a key cannot begin with {}", shown(found)), "keys are a-z, A-Z, 0-9, - and _"};
}

Words words_for_value(std::string_view found) {
  if (found == "\n" || found == "\r" || found == "#") return {"a value is missing behind '='", ""};
  if (found == ",") return {"a value is missing in front of the comma", ""};
  if (found == "=") return {"there is one '=' too many", "a key is followed by one: target = 400"};
  if (found == "]" || found == "}") return {fmt::format("a value is missing in front of '{}'", found), ""};
  return {fmt::format("{} cannot begin a value", shown(found)), "a text stands in double quotes: title = \"...\""};
}

/// The key of the value in front of the place, where that stands on its line: "confidence".
std::string_view key_before(std::string_view text, std::uint32_t at) {
  const auto equals = text.substr(0, at).rfind('=');
  const auto line = text.substr(0, at).rfind('\n');
  if (equals == std::string_view::npos || (line != std::string_view::npos && equals < line)) return {};
  const std::string_view front = trim(text.substr(0, equals));
  const auto begin = front.find_last_of(" \t\r\n,{.");
  return begin == std::string_view::npos ? front : front.substr(begin + 1);
}

std::string hint_for_percent(std::string_view text, std::uint32_t at) {
  const std::string_view key = key_before(text, at);
  if (key == "confidence") return "write 1 to 10: 7 for 70 %";
  return key == "weight" ? "weights are numbers such as 1 and 2" : "write 28 and say unit = \"%\"";
}

Words words_for_line_end(std::string_view text, std::uint32_t at) {
  const auto found = text.substr(at, 1);
  const bool behind_digit = at > 0 && is_digit(text[at - 1]);
  if (found == "," && behind_digit) return {"a number is written with a decimal point", "1.5, not 1,5"};
  if (found == "]" || found == "}") return {fmt::format("'{}' closes nothing", found), ""};
  if (found == "\r") return {"a carriage return without a line feed", "save the file with LF or CRLF line endings"};
  const auto character = span_of_character(text, at);
  const auto what = shown(text.substr(at, character.end - character.begin));
  const bool heading = trimmed_start(line_around(text, at)).starts_with('[');
  return {fmt::format("{} is left over behind the {}", what, heading ? "heading" : "value"),
          "one key a line; a comment begins with #"};
}

Words words(std::string_view text, std::uint32_t at, Expectation wanted) {
  if (at >= text.size()) return {"the file ends in the middle of a line", "was it cut off?"};
  const auto character = span_of_character(text, at);
  const auto found = text.substr(at, character.end - character.begin);
  if (found == "%" && at > 0 && is_digit(text[at - 1])) return {"a number stands alone", hint_for_percent(text, at)};
  switch (wanted) {
    case Expectation::key: return words_for_key(found);
    case Expectation::equals:
      return {fmt::format("a key is followed by '=', not by {}", shown(found)), "for example title = \"...\""};
    case Expectation::value: return words_for_value(found);
    case Expectation::heading_end: return {"the heading is not closed with ']'", "for example [ship.users]"};
    case Expectation::list_comma: return {"a comma or ']' is missing in the list", ""};
    case Expectation::table_comma: return {"a comma or '}' is missing between the braces", ""};
    case Expectation::line_end: return words_for_line_end(text, at);
  }
  return {};
}

SyntaxFault no_date(Span span, std::string_view written) {
  return fault_at(span, fmt::format("'{}' is no date", written),
                  "a date is written 2026-08-17, and the day must exist");
}

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
    for (auto cut = path.find('\x1F', 1); cut != std::string::npos; cut = path.find('\x1F', cut + 1))
      named_.try_emplace(path.substr(0, cut), index);
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
  const Span span = heading ? wrong.value : wrong.key;
  const auto first = first_giver(text, outline, culprit);
  const auto name = heading ? std::string(slice(text, span)) : fmt::format("'{}'", slice(text, span));
  if (first == no_statement) return fault_at(span, fmt::format("{} is given twice", name));
  const Statement& giver = outline.statements[first];
  const auto line = line_of(text, giver.key.begin);
  const bool same = giver.kind == wrong.kind && unquoted(slice(text, giver.key)) == unquoted(slice(text, wrong.key));
  if (same && heading)
    return fault_at(span, fmt::format("the heading {} is given twice", name),
                    fmt::format("the first is in line {}: put the keys below one heading", line));
  if (same)
    return fault_at(span, fmt::format("{} is given twice", name),
                    fmt::format("the first is in line {}: keep one of them", line));
  return fault_at(span, fmt::format("{} does not fit what line {} says", name, line),
                  fmt::format("line {} has '{}'; one name is either a value or a heading, and written in one place",
                              line, slice(text, giver.key)));
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
  return word.size() >= 5 && std::all_of(word.begin(), word.begin() + 4, is_digit) && word[4] == '-';
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
  const auto word = slice(text, span);
  if (looks_like_date(word)) return no_date(span, word);
  if (word.find(':') != std::string_view::npos)
    return fault_at(span, fmt::format("'{}' is no time", word), "a time is written 18:40:00");
  return fault_at(span, fmt::format("'{}' is no number", word), hint_for_number(word));
}

bool speaks_of_escapes(std::string_view description) {
  constexpr std::array words{"escape", "hex digit", "backslash", "unicode", "greater than"};
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return description.find(word) != std::string_view::npos; });
}

SyntaxFault bad_text(std::string_view text, std::uint32_t at, std::string_view description) {
  const Span span = span_of_character(text, at);
  const auto byte = at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  const bool control = (byte < 0x20 && byte != '\t') || byte == 0x7F;
  if (description.find("'\\r'") != std::string_view::npos)
    return fault_at(span, "a carriage return without a line feed", "save the file with LF or CRLF line endings");
  if (control && byte != '\n')
    return fault_at(span, fmt::format("a control character (U+{:04X})", byte),
                    fmt::format("delete it; in a text it is written \\u{:04X}", byte));
  if (speaks_of_escapes(description))
    return fault_at(span, "a backslash escape that does not exist",
                    "write \\\\ for a backslash, or put the text between single quotes");
  return fault_at(span, "this is not TOML", fmt::format("the parser says: {}", description));
}

}  // namespace

SyntaxFault surprise(std::string_view text, std::uint32_t at, Expectation wanted) {
  const auto line = line_around(text, at);
  if (is_conflict_marker(line)) return conflict(text, line);
  auto found = words(text, at, wanted);
  return fault_at(span_of_character(text, at), std::move(found.message), std::move(found.hint));
}

std::optional<SyntaxFault> conflict_in_texts(std::string_view text) {
  constexpr auto nowhere = std::string_view::npos;
  const auto marker = text.find("<<<<<<< ");
  if (marker == nowhere) return std::nullopt;
  const auto ours = in_line(text, marker, [](std::string_view line) { return line.starts_with("<<<<<<< "); });
  const auto middle = in_line(text, ours, [](std::string_view line) { return line == "======="; });
  const auto theirs = in_line(text, middle, [](std::string_view line) { return line.starts_with(">>>>>>> "); });
  if (theirs == nowhere) return std::nullopt;
  return conflict(text, line_around(text, ours));
}

SyntaxFault bad_word(std::string_view text, Span word) {
  const auto written = text.substr(word.begin, word.end - word.begin);
  if (is_digit(written.front())) return no_date(word, written);
  const bool truth = written == "True" || written == "TRUE" || written == "yes" || written == "Yes";
  const bool untruth = written == "False" || written == "FALSE" || written == "no" || written == "No";
  return fault_at(word, fmt::format("'{}' is no value", written),
                  truth     ? "write true"
                  : untruth ? "write false"
                            : "a text stands in double quotes: title = \"...\"");
}

SyntaxFault never_closed(std::string_view text, std::uint32_t at) {
  const Span span{at, at + 1};
  const char opening = text[at];
  if (opening == '[') return fault_at(span, "the list that begins here is never closed with ']'");
  if (opening == '{') return fault_at(span, "the brace that opens here is never closed with '}'");
  if (const std::string three(3, opening); text.substr(at, 3) == three)
    return fault_at(span, fmt::format("the text that begins here is never closed with {}", three));
  return fault_at(span, fmt::format("the text that begins here has no closing {} on its line", opening),
                  "a text of several lines stands between \"\"\" and \"\"\"");
}

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
