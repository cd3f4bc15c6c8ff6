// SPDX-License-Identifier: MIT
// CSV: one pass over the text, which is never copied but cell by cell.
#include "okr/base/csv.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr {
namespace {

constexpr char quote = '"';

/// Some spreadsheets run a formula behind spaces too, and one that begins with a full-width sign.
bool starts_like_formula(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const auto wide = {"＝", "＋", "－", "＠"};
  return text.substr(0, 1).find_first_of("=+-@\t\r\n") == 0 ||
         std::any_of(wide.begin(), wide.end(), [text](std::string_view sign) { return text.starts_with(sign); });
}

bool is_plain_number(std::string_view text) {
  const bool has_plus = text.size() > 1 && text.front() == '+' && text[1] != '-';
  return is_number(has_plus ? text.substr(1) : text);
}

bool needs_quotes(std::string_view text, char delimiter) {
  if (text.empty()) return false;
  if (text.front() == ' ' || text.back() == ' ' || text.substr(0, 3) == byte_order_mark) return true;
  for (const char c : text) {
    if (c == delimiter || c == quote || c == '\n' || c == '\r') return true;
  }
  return false;
}

void append_quoted(std::string& out, std::string_view text) {
  out += quote;
  for (const char c : text) {
    if (c == quote) out += quote;
    out += c;
  }
  out += quote;
}

constexpr char16_t unknown = 0xFFFD;

/// Windows-1252 from 0x80 to 0x9F; everywhere else it is Latin-1, and that is the first page of Unicode.
constexpr std::array<char16_t, 32> windows_signs = {
    0x20AC,  unknown, 0x201A, 0x0192, 0x201E, 0x2026,  0x2020, 0x2021,   //
    0x02C6,  0x2030,  0x0160, 0x2039, 0x0152, unknown, 0x017D, unknown,  //
    unknown, 0x2018,  0x2019, 0x201C, 0x201D, 0x2022,  0x2013, 0x2014,   //
    0x02DC,  0x2122,  0x0161, 0x203A, 0x0153, unknown, 0x017E, 0x0178};

char16_t character(unsigned char byte, Encoding encoding) {
  const bool differs = encoding == Encoding::windows_1252 && byte >= 0x80 && byte < 0xA0;
  return differs ? windows_signs[byte - 0x80U] : byte;
}

void append(std::string& text, char16_t character) {
  const auto byte = [&](unsigned bits) { text += static_cast<char>(bits); };
  if (character < 0x80) return byte(character);
  if (character < 0x800) {
    byte(0xC0U | (character >> 6U));
  } else {
    byte(0xE0U | (character >> 12U));
    byte(0x80U | ((character >> 6U) & 0x3FU));
  }
  byte(0x80U | (character & 0x3FU));
}

}  // namespace

CsvPlace place_of_byte(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, byte);
  const std::size_t line_begin = before.rfind('\n') + 1;  // 0 in the first line
  return {static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1,
          count_characters(before.substr(line_begin)) + 1};
}

CsvReader::CsvReader(std::string_view text, char delimiter) : CsvReader(text, delimiter, CsvPlace{}) {}

CsvReader::CsvReader(std::string_view text, char delimiter, CsvPlace start)
    : text_(text), delimiter_(delimiter), place_(start) {
  if (start == CsvPlace{} && text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
}

/// Bytes of the line end at byte `at`, 0 when none is there.
std::size_t CsvReader::line_end_at(std::size_t at) const {
  if (at >= text_.size()) return 0;
  if (text_[at] == '\n') return 1;
  if (text_[at] != '\r') return 0;
  return at + 1 < text_.size() && text_[at + 1] == '\n' ? 2 : 1;
}

bool CsvReader::is_cell_end(std::size_t at) const {
  return at >= text_.size() || text_[at] == delimiter_ || line_end_at(at) > 0;
}

/// To byte `end` of the same line.
void CsvReader::advance_to(std::size_t end) {
  place_.column += count_characters(text_.substr(at_, end - at_));
  at_ = end;
}

void CsvReader::skip_line_end() {
  at_ += line_end_at(at_);
  place_ = {place_.line + 1, 1};
}

void CsvReader::skip_empty_lines() {
  while (line_end_at(at_) > 0) skip_line_end();
}

tl::unexpected<CsvFault> CsvReader::stop(CsvFault fault) {
  at_ = text_.size();
  return tl::unexpected<CsvFault>(std::move(fault));
}

void CsvReader::read_bare(CsvCell& cell) {
  std::size_t end = at_;
  while (!is_cell_end(end)) ++end;
  cell.text.assign(text_.substr(at_, end - at_));
  advance_to(end);
}

tl::expected<void, CsvFault> CsvReader::read_quoted(CsvCell& cell) {
  advance_to(at_ + 1);
  while (at_ < text_.size()) {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != quote && line_end_at(end) == 0) ++end;
    const std::size_t line_end = line_end_at(end);
    cell.text.append(text_.substr(at_, end - at_ + line_end));
    advance_to(end);
    if (line_end > 0) {
      skip_line_end();
    } else if (text_.substr(at_, 2) == "\"\"") {
      cell.text += quote;
      advance_to(at_ + 2);
    } else if (at_ < text_.size()) {
      advance_to(at_ + 1);
      if (is_cell_end(at_)) return {};
      return stop({place_, "text behind a closing quote", hint_behind_quote(text_[at_])});
    }
  }
  return stop({cell.place, "the quote is never closed", "close it, or write it twice when it belongs to the text"});
}

tl::expected<void, CsvFault> CsvReader::read_cell(CsvCell& cell) {
  cell.text.clear();
  cell.place = place_;
  cell.quoted = at_ < text_.size() && text_[at_] == quote;
  if (cell.quoted) return read_quoted(cell);
  read_bare(cell);
  return {};
}

tl::expected<bool, CsvFault> CsvReader::read(std::vector<CsvCell>& row) {
  skip_empty_lines();
  std::size_t count = 0;
  bool more = at_ < text_.size();
  while (more) {
    if (row.size() == count) row.emplace_back();
    if (auto done = read_cell(row[count++]); !done) {
      row.resize(count);
      return tl::unexpected<CsvFault>(std::move(done.error()));
    }
    more = at_ < text_.size() && text_[at_] == delimiter_;
    if (more) advance_to(at_ + 1);
  }
  row.resize(count);
  if (line_end_at(at_) > 0) skip_line_end();
  return count > 0;
}

namespace {

/// What a spreadsheet runs, and what would come back as that if its own apostrophes were taken for those of csv_cell.
bool is_run_behind_apostrophes(std::string_view text) {
  const std::string_view rest = text.substr(std::min(text.find_first_not_of('\''), text.size()));
  return starts_like_formula(rest) && !is_plain_number(rest);
}

}  // namespace

std::string without_defusing(std::string_view cell) {
  return std::string(cell.starts_with('\'') && is_run_behind_apostrophes(cell) ? cell.substr(1) : cell);
}

std::string csv_cell(std::string_view text, const CsvStyle& style) {
  std::string cell(style.defuse && is_run_behind_apostrophes(text) ? "'" : "");
  cell += text;
  if (!needs_quotes(cell, style.delimiter)) return cell;
  std::string quoted;
  append_quoted(quoted, cell);
  return quoted;
}

/// What is left of the text moves to the front, and at least as much comes behind it, so that a long row is not read
/// again for every piece.
Status CsvStream::more() {
  text_.erase(0, done_);
  done_ = row_begin_ = 0;
  const std::size_t wanted = 2 * text_.size() + 1;
  while (text_.size() < wanted) {
    TRY_ASSIGN(auto piece, next_piece_());
    at_end_ = piece.empty();
    if (at_end_) return {};
    text_ += piece;
  }
  return {};
}

/// The first line that is left, with its end.
Result<std::string_view> CsvStream::whole_line() {
  // A CR at the end of what is there may be half of a CR LF.
  const auto has_line = [&] {
    const auto end = rest().find_first_of("\r\n");
    return end != std::string_view::npos && (rest()[end] == '\n' || end + 1 < rest().size());
  };
  while (!at_end_ && !has_line() && rest().size() <= longest_csv_row) TRY(more());
  const auto end = rest().find_first_of("\r\n");
  if (end == std::string_view::npos) return rest();
  return rest().substr(0, end + (rest().substr(end, 2) == "\r\n" ? 2 : 1));
}

void CsvStream::pass(std::string_view line) {
  done_ += line.size();
  ++place_.line;
}

namespace {

/// Of a line "sep=;".
std::optional<char> separator_said(std::string_view line) {
  if (line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
  line = line.substr(0, line.find_first_of("\r\n"));
  if (line.starts_with('"') && line.ends_with('"') && line.size() == 7) line = line.substr(1, 5);
  constexpr std::string_view says = "sep=";
  const bool is_said = line.size() == says.size() + 1 && to_lower_ascii(line.substr(0, says.size())) == says;
  return is_said ? std::optional(line.back()) : std::nullopt;
}

}  // namespace

Status CsvStream::skip_lines(std::size_t count) {
  for (std::size_t line = 0; line < count; ++line) {
    TRY_ASSIGN(const auto text, whole_line());
    if (text.empty())
      return usage_failure(fmt::format("the file ends before its line {}", count + 1),
                           fmt::format("it has {} lines", line));
    if (line == 0) separator_ = separator_said(text);
    pass(text);
  }
  return {};
}

Result<std::optional<char>> CsvStream::take_separator_line() {
  TRY_ASSIGN(const auto line, whole_line());
  if (const auto said = separator_said(line)) {
    separator_ = said;
    pass(line);
  }
  if (separator_) delimiter_ = *separator_;
  return separator_;
}

Result<tl::expected<bool, CsvFault>> CsvStream::read(std::vector<CsvCell>& row) {
  using Row = tl::expected<bool, CsvFault>;
  while (!stopped_) {
    CsvReader reader(rest(), delimiter_, place_);
    Row read = reader.read(row);
    const bool may_go_on = !at_end_ && reader.offset() == rest().size();
    if (may_go_on && rest().size() <= longest_csv_row) {
      stopped_ = true;  // unless there is more
      TRY(more());
      stopped_ = false;
      continue;
    }
    row_begin_ = done_;
    row_place_ = place_;
    if (!read)
      stopped_ = true;
    else if (may_go_on) {
      stopped_ = true;
      return Row(tl::unexpected<CsvFault>({place_, "this row is longer than 1 MiB", "is a quote never closed?"}));
    }
    done_ += reader.offset();
    place_ = reader.place();
    return read;
  }
  row.clear();
  return Row(false);
}

std::string_view CsvStream::line_of_row(std::size_t line) const {
  std::string_view text = std::string_view(text_).substr(row_begin_, done_ - row_begin_);
  std::size_t number = row_place_.line;
  while (!text.empty() && number <= line) {
    const std::size_t end = text.find_first_of("\r\n");
    if (number == line) return text.substr(0, end);
    if (end == std::string_view::npos) break;
    const bool pair = text[end] == '\r' && text.substr(end + 1, 1) == "\n";
    text.remove_prefix(end + (pair ? 2 : 1));
    ++number;
  }
  return {};
}

std::string to_utf8(std::string bytes, Encoding encoding) {
  if (encoding == Encoding::utf8) return bytes;
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char byte : bytes) append(text, character(static_cast<unsigned char>(byte), encoding));
  return text;
}

}  // namespace okr
