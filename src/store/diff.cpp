// SPDX-License-Identifier: MIT
#include "okr/store/diff.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "okr/base/text.hpp"

namespace okr::store {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t context = 3;
/// Beyond this many comparisons a changed stretch is cut at lines that are there once, and what is still too long is
/// shown as removed and added as a whole.
constexpr std::size_t most_cells = 4'000'000;

/// Lines with their ending, so that CRLF and a missing last newline count.
Lines lines_with_ends(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto length = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

struct Step {
  char sign;  ///< ' ', '-', '+'
  std::string_view line;
};

/// A stretch of the old lines and what stands there now; ends are excluded.
struct Stretch {
  std::size_t row = 0, rows_end = 0;
  std::size_t column = 0, columns_end = 0;
  std::size_t rows() const { return rows_end - row; }
  std::size_t columns() const { return columns_end - column; }
};

class Script {
 public:
  Script(const Lines& before, const Lines& after) : before_(before), after_(after) {}

  std::vector<Step> steps() {
    compare({0, before_.size(), 0, after_.size()}, true);
    return std::move(steps_);
  }

 private:
  struct Pair {
    std::size_t row = 0, column = 0;
  };

  void keep(std::size_t row) { steps_.push_back({' ', before_[row]}); }

  /// Equal lines at both ends stay; the middle is compared line by line, or cut at lines that are there once.
  void compare(Stretch all, bool may_cut) {
    while (all.rows() > 0 && all.columns() > 0 && before_[all.row] == after_[all.column]) {
      keep(all.row++);
      ++all.column;
    }
    std::size_t tail = 0;
    while (all.rows() > tail && all.columns() > tail &&
           before_[all.rows_end - 1 - tail] == after_[all.columns_end - 1 - tail])
      ++tail;
    const Stretch middle{all.row, all.rows_end - tail, all.column, all.columns_end - tail};
    const bool is_large = middle.rows() > 0 && middle.columns() > most_cells / middle.rows();
    if (is_large && may_cut)
      cut(middle);
    else if (is_large)
      replace(middle);
    else
      compare_all(middle);
    for (std::size_t row = all.rows_end - tail; row < all.rows_end; ++row) keep(row);
  }

  void replace(Stretch all) {
    while (all.row < all.rows_end) steps_.push_back({'-', before_[all.row++]});
    while (all.column < all.columns_end) steps_.push_back({'+', after_[all.column++]});
  }

  void compare_all(Stretch all) {
    const auto common = common_lengths(all);
    const auto width = all.columns() + 1;
    const Stretch whole = all;
    const auto at = [&](std::size_t row, std::size_t column) {
      return common[(row - whole.row) * width + (column - whole.column)];
    };
    while (all.rows() > 0 && all.columns() > 0) {
      if (before_[all.row] == after_[all.column]) {
        keep(all.row++);
        ++all.column;
      } else if (at(all.row + 1, all.column) >= at(all.row, all.column + 1)) {
        steps_.push_back({'-', before_[all.row++]});
      } else {
        steps_.push_back({'+', after_[all.column++]});
      }
    }
    replace(all);
  }

  /// How many lines the rests from (row, column) on have in common.
  std::vector<std::uint32_t> common_lengths(const Stretch& all) const {
    const auto width = all.columns() + 1;
    std::vector<std::uint32_t> common((all.rows() + 1) * width, 0);
    for (std::size_t row = all.rows(); row-- > 0;) {
      for (std::size_t column = all.columns(); column-- > 0;) {
        const bool equal = before_[all.row + row] == after_[all.column + column];
        common[row * width + column] =
            equal ? common[(row + 1) * width + column + 1] + 1
                  : std::max(common[(row + 1) * width + column], common[row * width + column + 1]);
      }
    }
    return common;
  }

  /// Lines that are there once before and once after, in both orders, hold the two together (a "patience" diff).
  void cut(const Stretch& all) {
    Stretch rest = all;
    for (const Pair& anchor : longest_rise(anchors(all))) {
      compare({rest.row, anchor.row, rest.column, anchor.column}, false);
      keep(anchor.row);
      rest.row = anchor.row + 1;
      rest.column = anchor.column + 1;
    }
    compare(rest, false);
  }

  std::vector<Pair> anchors(const Stretch& all) const {
    struct Seen {
      std::size_t rows = 0, columns = 0, column = 0;
    };
    std::unordered_map<std::string_view, Seen> seen;
    for (auto row = all.row; row < all.rows_end; ++row) ++seen[before_[row]].rows;
    for (auto column = all.column; column < all.columns_end; ++column) {
      const auto line = seen.find(after_[column]);
      if (line == seen.end()) continue;
      ++line->second.columns;
      line->second.column = column;
    }
    std::vector<Pair> pairs;
    for (auto row = all.row; row < all.rows_end; ++row) {
      const Seen& line = seen[before_[row]];
      if (line.rows == 1 && line.columns == 1) pairs.push_back({row, line.column});
    }
    return pairs;
  }

  /// Of pairs by rising row the most whose columns rise too: each goes on the lowest pile that ends below it.
  static std::vector<Pair> longest_rise(const std::vector<Pair>& pairs) {
    std::vector<std::size_t> tops;  // indices into pairs
    std::vector<std::size_t> before(pairs.size(), pairs.size());
    for (std::size_t index = 0; index < pairs.size(); ++index) {
      const auto pile = std::partition_point(tops.begin(), tops.end(),
                                             [&](std::size_t top) { return pairs[top].column < pairs[index].column; });
      if (pile != tops.begin()) before[index] = *std::prev(pile);
      if (pile == tops.end())
        tops.push_back(index);
      else
        *pile = index;
    }
    std::vector<Pair> rise;
    for (std::size_t index = tops.empty() ? pairs.size() : tops.back(); index < pairs.size(); index = before[index])
      rise.push_back(pairs[index]);
    std::reverse(rise.begin(), rise.end());
    return rise;
  }

  const Lines& before_;
  const Lines& after_;
  std::vector<Step> steps_;
};

std::string range(std::size_t lines_before, std::size_t count) {
  const auto start = count == 0 ? lines_before : lines_before + 1;
  return count == 1 ? fmt::format("{}", start) : fmt::format("{},{}", start, count);
}

std::string step_text(const Step& step) {
  std::string text(1, step.sign);
  text += step.line;
  if (!step.line.ends_with('\n')) text += "\n\\ No newline at end of file\n";
  return text;
}

/// One past the last step of the hunk that begins with the change at `first`, without its closing context.
std::size_t last_change(const std::vector<Step>& steps, std::size_t first) {
  auto last = first + 1;
  for (auto at = first; at < steps.size() && at < last + 2 * context; ++at) {
    if (steps[at].sign != ' ') last = at + 1;
  }
  return last;
}

std::string hunks(const std::vector<Step>& steps) {
  std::string text;
  std::size_t before = 0;
  std::size_t after = 0;
  const auto count = [&](std::size_t from, std::size_t to, char not_sign) {
    return static_cast<std::size_t>(std::count_if(steps.begin() + static_cast<std::ptrdiff_t>(from),
                                                  steps.begin() + static_cast<std::ptrdiff_t>(to),
                                                  [&](const Step& step) { return step.sign != not_sign; }));
  };
  for (std::size_t done = 0, at = 0; at < steps.size();) {
    if (steps[at].sign == ' ') {
      ++at;
      continue;
    }
    const auto begin = at - std::min(context, at - done);
    const auto end = std::min(last_change(steps, at) + context, steps.size());
    before += count(done, begin, '+');
    after += count(done, begin, '-');
    text += fmt::format("@@ -{} +{} @@\n", range(before, count(begin, end, '+')), range(after, count(begin, end, '-')));
    for (auto step = begin; step < end; ++step) text += step_text(steps[step]);
    before += count(begin, end, '+');
    after += count(begin, end, '-');
    at = done = end;
  }
  return text;
}

/// "a/kpi/sleep.toml"; between quotes, as git writes and reads it, where a byte of it could steer something.
std::string name_in(std::string_view side, std::string_view path) {
  const std::string name = fmt::format("{}/{}", side, path);
  if (safe_for_terminal(name) == name && name.find_first_of("\"\\\t") == std::string::npos) return name;
  std::string quoted;
  for (const char byte : name) {
    const bool is_printable = byte >= ' ' && byte <= '~';
    if (byte == '"' || byte == '\\') quoted += '\\';
    quoted += is_printable ? std::string(1, byte) : fmt::format("\\{:03o}", static_cast<unsigned char>(byte));
  }
  return fmt::format("\"{}\"", quoted);
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view old_text, std::string_view new_text, bool is_new) {
  if (old_text == new_text) return {};
  const auto before = lines_with_ends(old_text);
  const auto after = lines_with_ends(new_text);
  const auto from = is_new ? std::string("/dev/null") : name_in("a", path);
  return fmt::format("--- {}\n+++ {}\n", from, name_in("b", path)) + hunks(Script(before, after).steps());
}

std::string removal_diff(std::string_view path, std::string_view text) {
  const auto before = lines_with_ends(text);
  return fmt::format("--- {}\n+++ /dev/null\n", name_in("a", path)) + hunks(Script(before, {}).steps());
}

}  // namespace okr::store
