// SPDX-License-Identifier: MIT
// What is remarked of many lines, said once for all of them: nobody reads a hundred lines that say the same.
#include "actions/import/draft.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/core.h>

#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

constexpr std::size_t most_said_apart = 3;
constexpr std::size_t most_stretches = 12;  // of lines that are named

/// Lines from the first to the last.
struct Stretch {
  std::size_t first = 0, last = 0;
};

std::string in_words(const Stretch& lines) {
  return lines.first == lines.last ? std::to_string(lines.first) : fmt::format("{}-{}", lines.first, lines.last);
}

/// The lines that a remark is of: a comment may have several.
Stretch lines_told(const DraftRemark& remark) {
  const auto others = static_cast<std::size_t>(std::ranges::count(trim(remark.comment), '\n'));
  return {remark.place.line, remark.place.line + others};
}

/// A line that says nothing of its own: a blank one, a rule, the line below the header of a table.
bool is_layout(std::string_view line) {
  return std::ranges::all_of(line,
                             [](char c) { return std::string_view(" \t|:-=`~>*").find(c) != std::string_view::npos; });
}

/// Whether nothing but layout stands between both.
bool stands_next_to(const LinedText& text, const Stretch& before, const Stretch& next) {
  for (std::size_t line = before.last + 1; line < next.first; ++line)
    if (!is_layout(text.line(line))) return false;
  return next.first >= before.first;
}

/// "lines 13-17, 26 and 29"
std::string lines_in_words(const LinedText& text, const std::vector<const DraftRemark*>& remarks) {
  std::vector<Stretch> stretches;
  for (const DraftRemark* remark : remarks) {
    const Stretch lines = lines_told(*remark);
    if (!stretches.empty() && stands_next_to(text, stretches.back(), lines))
      stretches.back().last = std::max(stretches.back().last, lines.last);
    else
      stretches.push_back(lines);
  }
  std::vector<std::string> named;
  for (std::size_t i = 0; i < std::min(stretches.size(), most_stretches); ++i) named.push_back(in_words(stretches[i]));
  const bool is_one = stretches.size() == 1 && stretches[0].first == stretches[0].last;
  const std::string more =
      stretches.size() > most_stretches ? fmt::format(" and {} more", stretches.size() - most_stretches) : "";
  return fmt::format("line{} {}{}", is_one ? "" : "s", join(named, ", "), more);
}

/// The remarks of one sort, none of which is a comment: at the place of the first one.
DraftRemark said_at_once(const LinedText& text, const std::vector<const DraftRemark*>& remarks) {
  DraftRemark once = *remarks.front();
  once.place = nowhere;
  once.text = fmt::format("{} {}: {}", remarks.size(), once.together, lines_in_words(text, remarks));
  return once;
}

/// Comments next to each other, with the words of the first one.
DraftRemark comments_at_once(const LinedText& text, const std::vector<const DraftRemark*>& remarks) {
  DraftRemark once = *remarks.front();
  const std::string_view words = std::string_view(once.comment).substr(0, once.comment.find('\n'));
  once.text = fmt::format("{} ({}): {}", once.together, lines_in_words(text, remarks),
                          cut_to_width(safe_for_terminal(words), longest_quote, true));
  return once;
}

}  // namespace

std::vector<DraftRemark> gathered(const LinedText& text, std::vector<DraftRemark> remarks) {
  std::map<std::string, std::vector<const DraftRemark*>> alike;
  for (const DraftRemark& remark : remarks)
    if (!remark.together.empty() && remark.comment.empty()) alike[remark.together].push_back(&remark);
  std::vector<DraftRemark> said;
  std::vector<const DraftRemark*> comments;
  const auto say_comments = [&] {
    if (comments.size() > most_said_apart)
      said.push_back(comments_at_once(text, comments));
    else
      for (const DraftRemark* comment : comments) said.push_back(*comment);
    comments.clear();
  };
  for (const DraftRemark& remark : remarks) {
    const bool is_comment = !remark.together.empty() && !remark.comment.empty();
    if (!is_comment || (!comments.empty() && !stands_next_to(text, lines_told(*comments.back()), lines_told(remark))))
      say_comments();
    if (is_comment) {
      comments.push_back(&remark);
      continue;
    }
    const auto others = alike.find(remark.together);
    if (others == alike.end() || others->second.size() <= most_said_apart)
      said.push_back(remark);
    else if (others->second.front() == &remark)
      said.push_back(said_at_once(text, others->second));
  }
  say_comments();
  return said;
}

}  // namespace okr::actions
