// SPDX-License-Identifier: MIT
#include "store/lines.hpp"

#include <algorithm>
#include <cstring>

namespace okr::store {

namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

bool is_all_ascii(std::string_view text) {
  std::size_t at = 0;
  std::uint64_t seen = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    seen |= word;
  }
  for (; at < text.size(); ++at) seen |= static_cast<unsigned char>(text[at]);
  return (seen & 0x8080808080808080ULL) == 0;
}

std::uint32_t characters(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char byte) { return !is_continuation(byte); }));
}

}  // namespace

std::uint32_t mark_length(std::string_view text) { return text.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

LineIndex::LineIndex(std::string_view text) : ascii_(is_all_ascii(text)) {
  starts_.reserve(text.size() / 16 + 1);
  starts_.push_back(mark_length(text));
  const char* const begin = text.data();
  const char* at = begin;
  const char* const end = begin + text.size();
  while (at < end) {
    const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
    if (found == nullptr) break;
    at = static_cast<const char*>(found) + 1;
    starts_.push_back(static_cast<std::uint32_t>(at - begin));
  }
}

LineColumn LineIndex::place(std::string_view text, std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  if (next == starts_.begin()) return LineColumn{};
  const auto begin = *(next - 1);
  const auto line = static_cast<std::uint32_t>(next - starts_.begin());
  if (ascii_) return LineColumn{line, offset - begin + 1};  // a series may be one line of a million characters
  return LineColumn{line, characters(text.substr(begin, offset - begin)) + 1};
}

std::string_view LineIndex::line(std::string_view text, std::uint32_t line) const {
  if (line == 0 || line > count()) return {};
  const auto begin = start(line);
  auto length = (line == count() ? text.size() : start(line + 1) - 1) - begin;
  if (line < count() && length > 0 && text[begin + length - 1] == '\r') --length;
  return text.substr(begin, length);
}

std::uint32_t OffsetCursor::offset(LineColumn place) {
  if (place.line == 0 || place.line > lines_.count()) return static_cast<std::uint32_t>(text_.size());
  const auto begin = lines_.start(place.line);
  if (lines_.is_ascii()) return std::min(begin + place.column - 1, static_cast<std::uint32_t>(text_.size()));
  if (place.line != last_.line || last_offset_ < begin || place.column - 1 < last_.column / 2) {
    last_ = LineColumn{place.line, 1};
    last_offset_ = begin;
  }
  return step(place);
}

std::uint32_t OffsetCursor::step(LineColumn place) {
  for (; last_.column < place.column && last_offset_ < text_.size(); ++last_.column) {
    do ++last_offset_;
    while (last_offset_ < text_.size() && is_continuation(text_[last_offset_]));
  }
  for (; last_.column > place.column; --last_.column) {
    do --last_offset_;
    while (is_continuation(text_[last_offset_]));
  }
  return last_offset_;
}

}  // namespace okr::store
