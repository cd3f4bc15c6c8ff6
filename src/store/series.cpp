// SPDX-License-Identifier: MIT
#include "store/toml.hpp"

#include <charconv>

#include "okr/base/text.hpp"

namespace okr::store {
namespace {

constexpr std::size_t fewest_lines = 8;
constexpr std::size_t shortest_line = 10;    // "2026-Q3=1\n"
constexpr std::size_t most_digits = 18;      // of a whole number that fits 64 bits whatever its digits
constexpr std::size_t longest_number = 100;  // characters; toml++ refuses those of more than 127

}  // namespace

/// Reads the lines below one heading.
class SeriesReader {
 public:
  SeriesReader(std::string_view text, Span heading, std::size_t begin) : text_(text), at_(begin) {
    series_.heading = heading;
    series_.text.begin = static_cast<std::uint32_t>(begin);
  }

  /// Nothing at the first line that is not plain.
  std::optional<Series> read() {
    for (; at_ < text_.size() && text_[at_] != '['; ++series_.line_count)
      if (!read_line()) return std::nullopt;
    if (series_.nodes.size() <= fewest_lines) return std::nullopt;
    series_.text.end = static_cast<std::uint32_t>(at_);
    return std::move(series_);
  }

 private:
  char here() const { return at_ < text_.size() ? text_[at_] : '\n'; }

  void skip_blanks() {
    while (is(blank, here())) ++at_;
  }

  std::size_t skip_digits() {
    const std::size_t begin = at_;
    while (is_digit(here())) ++at_;
    return at_ - begin;
  }

  Span since(std::size_t begin) const {
    return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }

  bool read_line() {
    const bool is_pair = is_digit(here());
    if (is_pair && !read_pair()) return false;
    skip_blanks();
    return skip_comment() && skip_line_end();
  }

  /// Memory that is not used costs nothing; a list that moves as it grows is paid for twice.
  void make_room() {
    series_.nodes.reserve((text_.size() - at_) / shortest_line + 2);
    series_.nodes.emplace_back();
  }

  bool read_pair() {
    if (series_.nodes.empty()) make_room();
    Node node;
    const std::size_t begin = at_;
    while (is(bare_key, here())) ++at_;
    node.key_span_ = since(begin);
    node.key_ = text_.substr(begin, at_ - begin);
    if (node.key_ <= series_.nodes.back().key_) return false;  // that of the root is empty
    skip_blanks();
    if (here() != '=') return false;
    ++at_;
    skip_blanks();
    if (!read_number(node)) return false;
    series_.nodes.push_back(node);
    return true;
  }

  /// -12 or 61.5: no exponent, no underscores, no leading zeros.
  bool read_number(Node& node) {
    const std::size_t begin = at_;
    if (here() == '-' || here() == '+') ++at_;
    const std::size_t unsigned_begin = at_;
    const std::size_t digits = skip_digits();
    if (digits == 0 || (digits > 1 && text_[unsigned_begin] == '0')) return false;
    node.kind_ = here() == '.' ? NodeKind::number : NodeKind::integer;
    if (node.kind_ == NodeKind::integer && digits > most_digits) return false;
    if (node.kind_ == NodeKind::number && (++at_, skip_digits() == 0)) return false;
    if (at_ - begin > longest_number) return false;
    node.value_span_ = since(begin);
    const char* const first = text_.data() + (text_[begin] == '+' ? unsigned_begin : begin);
    const char* const last = text_.data() + at_;
    const auto read = node.kind_ == NodeKind::integer ? std::from_chars(first, last, node.payload_.integer)
                                                      : std::from_chars(first, last, node.payload_.number);
    return read.ec == std::errc() && read.ptr == last;
  }

  bool skip_comment() {
    if (here() != '#') return true;
    for (; here() != '\n' && here() != '\r'; ++at_)
      if (here() != '\t' && (here() < ' ' || here() > '~')) return false;
    return true;
  }

  bool skip_line_end() {
    if (here() == '\r' && text_.substr(at_ + 1, 1) == "\n") ++at_;
    if (at_ == text_.size()) return true;
    if (text_[at_] != '\n') return false;
    ++at_;
    return true;
  }

  std::string_view text_;
  std::size_t at_;
  Series series_;
};

namespace {

/// The heading that begins at `at`: one bare word, and nothing else on its line. Nothing where there is another one.
std::optional<SeriesReader> reader_below(std::string_view text, std::size_t at) {
  auto end = at + 1;
  while (end < text.size() && is(bare_key, text[end])) ++end;
  if (end == at + 1 || text.substr(end, 1) != "]") return std::nullopt;
  const Span heading{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(++end)};
  if (text.substr(end, 1) == "\r") ++end;
  if (text.substr(end, 1) != "\n") return std::nullopt;
  return SeriesReader(text, heading, end + 1);
}

}  // namespace

std::optional<Series> find_series(std::string_view text) {
  constexpr std::string_view opening = "\n[";
  std::size_t at = text.starts_with('[') ? 0 : text.find(opening);
  while (at != std::string_view::npos) {
    if (text[at] == '\n') ++at;
    if (auto reader = reader_below(text, at))
      if (auto series = reader->read()) return series;
    at = text.find(opening, at);
  }
  return std::nullopt;
}

}  // namespace okr::store
