// SPDX-License-Identifier: MIT
#include "store/edit_lines.hpp"

#include <algorithm>
#include <vector>

#include "okr/base/text.hpp"

namespace okr::store {

namespace {

constexpr std::size_t siblings_looked_at = 8;

struct Layout {
  std::size_t key_width = 0;  ///< characters
  std::size_t gap = 0;        ///< bytes in front of the equals sign
  std::string behind;         ///< blanks behind it
  std::size_t column() const { return key_width + gap; }
};

Layout layout_of(const EditSource& source, std::uint32_t index) {
  const Statement& here = source.statement(index);
  const auto equals = static_cast<std::uint32_t>(source.text().find('=', here.key.end));
  Layout layout;
  layout.key_width = count_characters(source.document().text(here.key));
  layout.gap = equals - here.key.end;
  layout.behind = source.text().substr(equals + 1, here.value.begin - equals - 1);
  return layout;
}

/// The sibling and those in front of it in the same table, nearest first.
std::vector<Layout> layouts(const EditSource& source, std::uint32_t sibling) {
  std::vector<Layout> found;
  for (auto index = sibling + 1; index-- > 0 && found.size() < siblings_looked_at;) {
    const Statement& other = source.statement(index);
    if (other.kind != StatementKind::key_value) break;
    if (other.container == source.statement(sibling).container) found.push_back(layout_of(source, index));
  }
  return found;
}

/// Aligned: one column for all equals signs, and not just because all keys are of one length.
bool are_aligned(const std::vector<Layout>& found) {
  const auto& first = found.front();
  const bool one_column =
      std::all_of(found.begin(), found.end(), [&](const Layout& other) { return other.column() == first.column(); });
  const bool padded = std::any_of(found.begin(), found.end(), [](const Layout& other) { return other.gap > 1; });
  return one_column && padded;
}

}  // namespace

std::string line_like(const EditSource& source, std::uint32_t sibling, std::string_view key, std::string_view value) {
  const auto found = layouts(source, sibling);
  const Layout& near = found.front();
  const auto width = count_characters(key);
  std::size_t gap = std::min<std::size_t>(near.gap, 1);
  if (are_aligned(found)) gap = near.column() > width ? near.column() - width : 1;
  const std::string behind = near.behind.size() <= 1 || are_aligned(found) ? near.behind : " ";
  const auto indentation = source.indentation(source.statement(sibling).key.begin);
  return indentation + std::string(key) + std::string(gap, ' ') + "=" + behind + std::string(value);
}

Splice line_behind(const EditSource& source, std::uint32_t offset, std::string_view line) {
  const auto end = source.line_end(offset);
  const auto ending = source.line_ending(offset);
  const bool ended = end > 0 && source.text()[end - 1] == '\n' && end > offset;
  return Splice{Span{end, end}, ended ? std::string(line) + ending : ending + std::string(line)};
}

Splice line_before(const EditSource& source, std::uint32_t offset, std::string_view line) {
  const auto begin = source.line_begin(offset);
  return Splice{Span{begin, begin}, std::string(line) + source.line_ending(offset)};
}

Splice without_lines(const EditSource& source, std::uint32_t first, std::uint32_t last) {
  auto begin = source.line_begin(first);
  const auto end = source.line_end(last);
  const bool ended = end > last && source.text()[end - 1] == '\n';
  // The last line of a file without a last newline takes the newline in front of it along.
  const bool has_line_before = begin > 0 && source.text()[begin - 1] == '\n';
  if (!ended && has_line_before) begin = source.content_end(source.line_begin(begin - 1));
  return Splice{Span{begin, end}, ""};
}

Splice first_line(const EditSource& source, std::string_view line) {
  const auto size = static_cast<std::uint32_t>(source.text().size());
  const auto start = source.line_begin(0);
  if (source.count() == 0) {
    if (start == size || source.text().back() == '\n')
      return Splice{Span{size, size}, std::string(line) + source.line_ending(0)};
    return Splice{Span{size, size}, source.line_ending(0) + std::string(line)};
  }
  const auto heading = source.line_begin(source.statement(0).value.begin);
  auto begin = heading;
  const auto is_comment = [&](std::uint32_t at) {
    return source.text().substr(at + source.indentation(at).size(), 1) == "#";
  };
  while (begin > start && is_comment(source.line_begin(begin - 1))) begin = source.line_begin(begin - 1);
  // Comments from the very first line on are about the file, not about the heading.
  return line_before(source, begin == start ? heading : begin, line);
}

}  // namespace okr::store
