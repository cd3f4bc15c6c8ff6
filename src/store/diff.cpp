// SPDX-License-Identifier: MIT
#include "okr/store/diff.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace okr::store {

namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t context = 3;
/// Beyond this many comparisons the changed middle is shown as removed and added as a whole.
constexpr std::size_t most_cells = 4'000'000;

/// Lines with their ending, so that CRLF and a missing last newline count.
Lines lines_of(std::string_view text) {
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

class Script {
 public:
  Script(const Lines& before, const Lines& after) : before_(before), after_(after) {
    const auto shorter = std::min(before.size(), after.size());
    while (head_ < shorter && before[head_] == after[head_]) ++head_;
    while (tail_ < shorter - head_ && before[before.size() - 1 - tail_] == after[after.size() - 1 - tail_]) ++tail_;
  }

  std::vector<Step> steps() {
    for (std::size_t line = 0; line < head_; ++line) steps_.push_back({' ', before_[line]});
    middle();
    for (std::size_t line = before_.size() - tail_; line < before_.size(); ++line)
      steps_.push_back({' ', before_[line]});
    return std::move(steps_);
  }

 private:
  std::size_t rows() const { return before_.size() - head_ - tail_; }
  std::size_t columns() const { return after_.size() - head_ - tail_; }

  void middle() {
    std::size_t row = 0;
    std::size_t column = 0;
    if (rows() * columns() <= most_cells) {
      const auto common = common_lengths();
      const auto at = [&](std::size_t r, std::size_t c) { return common[r * (columns() + 1) + c]; };
      while (row < rows() && column < columns()) {
        if (before_[head_ + row] == after_[head_ + column]) {
          steps_.push_back({' ', before_[head_ + row++]});
          ++column;
        } else if (at(row + 1, column) >= at(row, column + 1)) {
          steps_.push_back({'-', before_[head_ + row++]});
        } else {
          steps_.push_back({'+', after_[head_ + column++]});
        }
      }
    }
    while (row < rows()) steps_.push_back({'-', before_[head_ + row++]});
    while (column < columns()) steps_.push_back({'+', after_[head_ + column++]});
  }

  /// How many lines the rests from (row, column) on have in common.
  std::vector<std::uint32_t> common_lengths() const {
    const auto width = columns() + 1;
    std::vector<std::uint32_t> common((rows() + 1) * width, 0);
    for (std::size_t row = rows(); row-- > 0;) {
      for (std::size_t column = columns(); column-- > 0;) {
        const bool equal = before_[head_ + row] == after_[head_ + column];
        common[row * width + column] =
            equal ? common[(row + 1) * width + column + 1] + 1
                  : std::max(common[(row + 1) * width + column], common[row * width + column + 1]);
      }
    }
    return common;
  }

  const Lines& before_;
  const Lines& after_;
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
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

}  // namespace

std::string unified_diff(std::string_view path, std::string_view old_text, std::string_view new_text, bool is_new) {
  if (old_text == new_text) return {};
  const auto before = lines_of(old_text);
  const auto after = lines_of(new_text);
  const auto from = is_new ? std::string("/dev/null") : fmt::format("a/{}", path);
  return fmt::format("--- {}\n+++ b/{}\n", from, path) + hunks(Script(before, after).steps());
}

}  // namespace okr::store
