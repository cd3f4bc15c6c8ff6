// SPDX-License-Identifier: MIT
#include "store/scan_words.hpp"

#include <fmt/core.h>

#include <string>

#include "store/lexis.hpp"
#include "store/lines.hpp"
#include "store/scan.hpp"

namespace okr::store {

namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

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

SyntaxFault conflict(std::string_view text, std::string_view line) {
  SyntaxFault fault;
  fault.code = SyntaxCode::conflict;
  const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
  fault.span = Span{begin, begin + static_cast<std::uint32_t>(line.size())};
  fault.message = "a merge conflict is not resolved here";
  fault.hint = "keep what is right of both sides and delete the lines that begin with <<<<<<<, ======= and >>>>>>>";
  return fault;
}

std::string shown(std::string_view character) {
  const auto byte = static_cast<unsigned char>(character.empty() ? '\0' : character.front());
  if (character == "\t") return "a tab";
  if (character == "\n" || character == "\r") return "the end of the line";
  if (byte < 0x20 || byte == 0x7F) return fmt::format("a control character (U+{:04X})", byte);
  return fmt::format("'{}'", character);
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
  if (found == "]" || found == "}") return {fmt::format("a value is missing in front of '{}'", found), ""};
  return {fmt::format("{} cannot begin a value", shown(found)), "a text stands in double quotes: title = \"...\""};
}

Words words_for_line_end(std::string_view text, std::uint32_t at) {
  const auto found = text.substr(at, 1);
  const bool behind_digit = at > 0 && is_digit(text[at - 1]);
  if (found == "," && behind_digit) return {"a number is written with a decimal point", "1.5, not 1,5"};
  if (found == "%" && behind_digit) return {"a number stands alone", "write 28 and say unit = \"%\""};
  if (found == "]" || found == "}") return {fmt::format("'{}' closes nothing", found), ""};
  if (found == "\r") return {"a carriage return without a line feed", "save the file with LF or CRLF line endings"};
  const auto character = character_at(text, at);
  const auto what = shown(text.substr(at, character.end - character.begin));
  const bool heading = trimmed_start(line_around(text, at)).starts_with('[');
  return {fmt::format("{} is left over behind the {}", what, heading ? "heading" : "value"),
          "one key a line; a comment begins with #"};
}

Words words(std::string_view text, std::uint32_t at, Expectation wanted) {
  if (at >= text.size()) return {"the file ends in the middle of a line", "was it cut off?"};
  const auto character = character_at(text, at);
  const auto found = text.substr(at, character.end - character.begin);
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

}  // namespace

Span character_at(std::string_view text, std::uint32_t at) {
  auto end = at;
  if (end < text.size()) ++end;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return Span{at, end};
}

SyntaxFault surprise(std::string_view text, std::uint32_t at, Expectation wanted) {
  const auto line = line_around(text, at);
  if (is_conflict_marker(line)) return conflict(text, line);
  SyntaxFault fault;
  fault.span = character_at(text, at);
  auto found = words(text, at, wanted);
  fault.message = std::move(found.message);
  fault.hint = std::move(found.hint);
  return fault;
}

SyntaxFault bad_word(std::string_view text, Span word) {
  SyntaxFault fault;
  fault.span = word;
  const auto written = text.substr(word.begin, word.end - word.begin);
  if (is_digit(written.front())) {
    fault.message = fmt::format("'{}' is no date", written);
    fault.hint = "a date is written 2026-08-17, and the day must exist";
    return fault;
  }
  fault.message = fmt::format("'{}' is no value", written);
  const bool truth = written == "True" || written == "TRUE" || written == "yes" || written == "Yes";
  const bool untruth = written == "False" || written == "FALSE" || written == "no" || written == "No";
  if (truth || untruth)
    fault.hint = truth ? "write true" : "write false";
  else
    fault.hint = "a text stands in double quotes: title = \"...\"";
  return fault;
}

SyntaxFault never_closed(std::string_view text, std::uint32_t at) {
  SyntaxFault fault;
  fault.span = Span{at, at + 1};
  const char opening = text[at];
  if (opening == '[')
    fault.message = "the list that begins here is never closed with ']'";
  else if (opening == '{')
    fault.message = "the brace that opens here is never closed with '}'";
  else if (text.substr(at, 3) == std::string(3, opening))
    fault.message = fmt::format("the text that begins here is never closed with {}", std::string(3, opening));
  else {
    fault.message = fmt::format("the text that begins here has no closing {} on its line", opening);
    fault.hint = "a text of several lines stands between \"\"\" and \"\"\"";
  }
  return fault;
}

}  // namespace okr::store
