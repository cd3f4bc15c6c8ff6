// SPDX-License-Identifier: MIT
#include "draw/line.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "draw/chart_scale.hpp"
#include "draw/numbers.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

using StandIn = std::pair<std::string_view, std::string_view>;

constexpr std::array<StandIn, 67> stand_ins = {{
    {"├", "|"},      {"└", "`"},      {"·", "-"},
    {"→", "->"},     {"←", "<-"},     {"↑", "^"},
    {"↓", "v"},      {"│", "|"},      {"─", "-"},
    {"…", "..."},    {"–", "-"},      {"—", "-"},
    {"−", "-"},      {"‐", "-"},      {"‑", "-"},
    {"×", "x"},      {"÷", "/"},      {"±", "+-"},
    {"≤", "<="},     {"≥", ">="},     {"≠", "!="},
    {"≈", "~"},      {"∞", "inf"},    {"‘", "'"},
    {"’", "'"},      {"“", "\""},     {"”", "\""},
    {"„", "\""},     {"‚", ","},      {"«", "<<"},
    {"»", ">>"},     {"•", "*"},      {"●", "*"},
    {"○", "o"},      {"█", "#"},      {"░", "."},
    {"▒", ":"},      {"▓", "#"},      {"✓", "v"},
    {"✔", "v"},      {"✗", "x"},      {"✘", "x"},
    {"€", "EUR"},    {"£", "GBP"},    {"¥", "JPY"},
    {"°", "deg"},    {"µ", "u"},      {"§", "S"},
    {"²", "2"},      {"³", "3"},      {"½", "1/2"},
    {"¼", "1/4"},    {"¾", "3/4"},    {"\u00A0", " "},
    {"\u202F", " "}, {"\u2009", " "}, {group_mark, group_mark},
    {"Æ", "AE"},     {"æ", "ae"},     {"Œ", "OE"},
    {"œ", "oe"},     {"ß", "ss"},     {"ẞ", "SS"},
    {"Þ", "Th"},     {"þ", "th"},     {"Ø", "O"},
    {"ø", "o"},
}};

// U+00C0 to U+00FF and U+0100 to U+017F by their base letters; those with two letters stand above.
constexpr std::string_view latin_1 = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
constexpr std::string_view latin_a =
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiJjJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUu"
    "Uu"
    "WwYyYZzZzZzs";
static_assert(latin_1.size() == 64 && latin_a.size() == 128);

constexpr unsigned char byte(char c) { return static_cast<unsigned char>(c); }

std::size_t length_of_character(char lead) {
  if (byte(lead) < 0x80) return 1;
  if (byte(lead) < 0xE0) return 2;
  return byte(lead) < 0xF0 ? 3 : 4;
}

// The code point of a two-byte character, the only ones the letter tables hold.
std::size_t two_byte_code(std::string_view character) {
  return static_cast<std::size_t>((byte(character[0]) & 0x1F) << 6 | (byte(character[1]) & 0x3F));
}

std::string stand_in(std::string_view character) {
  for (const StandIn& known : stand_ins) {
    if (known.first == character) return std::string(known.second);
  }
  if (character.size() == 2) {
    const std::size_t code = two_byte_code(character);
    if (code >= 0xC0 && code < 0x100) return std::string(1, latin_1[code - 0xC0]);
    if (code >= 0x100 && code < 0x180) return std::string(1, latin_a[code - 0x100]);
  }
  return std::string(display_width(character), '?');
}

std::string ascii_text(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, length_of_character(text[at]));
    at += character.size();
    result += character.size() == 1 ? std::string(character) : stand_in(character);
  }
  return result;
}

// The sixteen colours every terminal has, so that a person's own theme decides how they look.
std::string_view escape_of(Style style) {
  switch (style) {
    case Style::normal: return {};
    case Style::strong:
    case Style::heading: return "\x1b[1m";
    case Style::dim: return "\x1b[2m";
    case Style::good: return "\x1b[32m";
    case Style::warn: return "\x1b[33m";
    case Style::bad: return "\x1b[31m";
    case Style::info:
    case Style::id: return "\x1b[36m";
  }
  return {};
}

// Bytes of the longest start of the text that takes at most `width` columns, marks on its last character included;
// one character at least, so that whoever breaks a word makes progress.
std::size_t bytes_in_width(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at + 1;
    while (end < text.size() && is_continuation(text[end])) ++end;
    used += display_width(text.substr(at, end - at));
    if (used > width && at > 0) break;
    at = end;
  }
  return at;
}

void drop_at_end(Line& line, char dropped) {
  while (!line.spans.empty()) {
    std::string& text = line.spans.back().text;
    text.erase(text.find_last_not_of(dropped) + 1);
    if (!text.empty()) return;
    line.spans.pop_back();
  }
}

/// Breaks, and the indentation behind them, as one space.
std::string on_one_line(std::string_view text) {
  std::string result;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n')) {
    result.append(text.substr(0, at)).append(" ");
    text.remove_prefix(std::min(text.find_first_not_of("\n ", at), text.size()));
  }
  return result.append(text);
}

/// Collects words into lines of a width.
class Wrapper {
 public:
  explicit Wrapper(std::size_t width) : width_(std::max<std::size_t>(width, 1)) {}

  // A word may come in several pieces of different styles; only before its first one may the line end.
  void add(const Span& piece, bool starts_word, std::size_t word_width) {
    if (starts_word && used_ > 0) {
      if (used_ + spaces_ + word_width > width_)
        end_line();
      else
        append(Span{std::string(spaces_, ' '), style_between(piece)}, spaces_);
    } else if (starts_word && begins_) {
      append(Span{std::string(spaces_, ' '), Style::normal}, spaces_);
    }
    spaces_ = 0;
    begins_ = false;
    append_broken(piece);
  }
  void space() { ++spaces_; }
  void break_line() {
    end_line();
    spaces_ = 0;
    begins_ = true;
  }

  std::vector<Line> lines() {
    end_line();
    return std::move(lines_);
  }

 private:
  Style style_between(const Span& next) const {
    return current_.spans.back().style == next.style ? next.style : Style::normal;
  }
  void append(Span span, std::size_t width) {
    if (span.text.empty()) return;
    current_.spans.push_back(std::move(span));
    used_ += width;
  }
  void append_broken(const Span& piece) {
    std::string_view rest = piece.text;
    while (!rest.empty()) {
      if (used_ > 0 && used_ + display_width(rest.substr(0, bytes_in_width(rest, 1))) > width_) end_line();
      const std::size_t bytes = bytes_in_width(rest, width_ - std::min(used_, width_));
      const std::string_view part = rest.substr(0, bytes);
      append(Span{std::string(part), piece.style}, display_width(part));
      rest.remove_prefix(bytes);
    }
  }
  void end_line() {
    lines_.push_back(std::move(current_));
    current_ = Line();
    used_ = 0;
  }

  std::size_t width_;
  std::size_t used_ = 0;
  std::size_t spaces_ = 0;
  bool begins_ = true;  // nothing of a line of the text yet: its indentation stays
  Line current_;
  std::vector<Line> lines_;
};

// Where the word that begins at this byte of the letters ends; "1 %" is one.
std::size_t end_of_word(std::string_view letters, std::size_t at) {
  auto end = letters.find_first_of(" \n", at);
  while (end != std::string_view::npos && letters.substr(end).starts_with(" %"))
    end = letters.find_first_of(" \n", end + 1);
  return std::min(end, letters.size());
}

constexpr std::array<std::string_view, 8> blocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 8> ascii_levels = {"_", ".", "-", "=", "+", "*", "#", "@"};
constexpr std::size_t middle_level = 3;

std::optional<Extent> shown_range(const Sparkline& line) {
  std::optional<Extent> range;
  for (const auto& value : line.values)
    if (value) widen(range, *value);
  return range;
}

std::size_t level(double value, const Extent& range) {
  const auto share = range.share(value);
  return share ? static_cast<std::size_t>(std::clamp(std::floor(*share * 7 + 0.5 + 1e-9), 0.0, 7.0)) : middle_level;
}

std::string_view dot_sign(Dot dot, bool ascii) {
  switch (dot) {
    case Dot::met: return ascii ? "*" : "●";
    case Dot::missed: return ascii ? "o" : "○";
    case Dot::open: return ascii ? "." : "·";
  }
  return {};
}

}  // namespace

Line shown(const Text& text, const TerminalOptions& options) {
  Line result = shown_lines(text, options);
  for (Span& span : result.spans) span.text = on_one_line(span.text);
  return result;
}

Line shown_lines(const Text& text, const TerminalOptions& options) {
  Line result;
  for (const Span& span : text.spans) {
    std::string safe = with_signs(safe_for_terminal(span.text, true), terminal_signs(options.digits));
    if (options.ascii) safe = ascii_text(safe);
    if (!safe.empty()) result.spans.push_back(Span{std::move(safe), span.style});
  }
  drop_at_end(result, '\n');
  return result;
}

std::size_t width_of(const Line& line) {
  std::size_t width = 0;
  for (const Span& span : line.spans) width += display_width(span.text);
  return width;
}

Line cut(Line line, std::size_t width, bool ascii) {
  if (width_of(line) <= width) return line;
  Line result;
  std::size_t room = width;
  for (Span& span : line.spans) {
    const std::size_t span_width = display_width(span.text);
    if (span_width < room) {
      room -= span_width;
      result.spans.push_back(std::move(span));
      continue;
    }
    // Something follows or the span is too long itself: the added character makes sure that it is cut.
    span.text = cut_to_width(span.text + "xx", room, ascii);
    result.spans.push_back(std::move(span));
    break;
  }
  return result;
}

Line& fill_to(Line& line, std::size_t column) {
  const std::size_t width = width_of(line);
  if (width < column) line += Text(std::string(column - width, ' '));
  return line;
}

std::vector<Line> wrapped(const Line& line, std::size_t width) {
  const std::string letters = line.letters();
  Wrapper wrapper(width);
  std::size_t at = 0;
  bool starts_word = true;
  for (const Span& span : line.spans) {
    const std::size_t end_of_span = at + span.text.size();
    while (at < end_of_span) {
      if (letters[at] == ' ' || letters[at] == '\n') {
        letters[at] == ' ' ? wrapper.space() : wrapper.break_line();
        starts_word = true;
        ++at;
        continue;
      }
      const std::size_t end_of_all = end_of_word(letters, at);
      const std::size_t end = std::min(end_of_all, end_of_span);
      wrapper.add(Span{letters.substr(at, end - at), span.style}, starts_word,
                  display_width(std::string_view(letters).substr(at, end_of_all - at)));
      starts_word = false;
      at = end;
    }
  }
  return wrapper.lines();
}

std::string painted(const Line& line, bool colour) {
  Line trimmed = line;
  drop_at_end(trimmed, ' ');
  std::string result;
  std::string_view open;
  for (const Span& span : trimmed.spans) {
    const std::string_view escape = colour ? escape_of(span.style) : std::string_view();
    if (escape != open) {
      if (!open.empty()) result += "\x1b[0m";
      result += open = escape;
    }
    result += with_signs(span.text, {" ", "."});
  }
  if (!open.empty()) result += "\x1b[0m";
  return result + '\n';
}

std::size_t filled_cells(double share, std::size_t cells) {
  if (!(share > 0)) return 0;
  const double filled = std::floor(static_cast<double>(cells) * share + 1e-9);
  return filled >= static_cast<double>(cells) ? cells : static_cast<std::size_t>(filled);
}

std::size_t bar_width(const Bar& bar) { return bar.cells + (bar.marker && bar.place == MarkerPlace::between ? 1 : 0); }

std::string bar_text(const Bar& bar, bool ascii) {
  const std::string_view full = ascii ? "#" : "█";
  const std::string_view empty = ascii ? "." : "·";
  const std::string_view marker = ascii ? "|" : "│";
  const std::size_t filled = filled_cells(bar.share, bar.cells);
  const bool over = bar.marker && bar.place == MarkerPlace::over && bar.cells > 0;
  const bool between = bar.marker && bar.place == MarkerPlace::between;
  const std::size_t at = bar.marker ? filled_cells(*bar.marker, bar.cells) : 0;
  std::string result;
  for (std::size_t cell = 0; cell < bar.cells; ++cell) {
    if (between && cell == at) result += marker;
    const bool covered = over && cell == std::min(at, bar.cells - 1);
    result += covered ? marker : cell < filled ? full : empty;
  }
  if (between && at == bar.cells) result += marker;
  return result;
}

std::string dots_text(const Dots& dots, bool ascii, std::size_t room) {
  const auto shown = dots.latest(room);
  std::string result = shown.size() == dots.periods.size() ? "" : ascii ? "~" : "…";
  for (const Dot dot : shown) result += dot_sign(dot, ascii);
  return result;
}

std::string sparkline_text(const Sparkline& line, bool ascii) {
  const std::optional<Extent> range = shown_range(line);
  std::string result;
  for (const auto& value : line.values)
    result += is_shown(value) ? (ascii ? ascii_levels : blocks)[level(*value, *range)] : " ";
  return result;
}

}  // namespace okr::draw
