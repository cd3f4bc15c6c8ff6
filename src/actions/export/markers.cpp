// SPDX-License-Identifier: MIT
// A page of Markdown with places for reports: what stands between <!-- okr:status --> and <!-- /okr --> is made anew,
// every other byte stays.
#include "actions/export/exports.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {
namespace {

constexpr std::string_view begin_of_mark = "<!--", end_of_mark = "-->", report_mark = "okr:", end_word = "/okr";

/// What a comment on a line of its own says; nothing for other lines.
std::optional<std::string_view> comment_of(std::string_view line) {
  line = trim(line);
  if (line.size() < begin_of_mark.size() + end_of_mark.size()) return std::nullopt;
  if (!line.starts_with(begin_of_mark) || !line.ends_with(end_of_mark)) return std::nullopt;
  line.remove_prefix(begin_of_mark.size());
  line.remove_suffix(end_of_mark.size());
  return trim(line);
}

/// The run of fence characters a line begins with, at most three blanks in front; empty for other lines.
std::string_view fence_of(std::string_view line) {
  const std::size_t start = line.find_first_not_of(' ');
  if (start == std::string_view::npos || start > 3 || (line[start] != '`' && line[start] != '~')) return {};
  const std::size_t end = std::min(line.find_first_not_of(line[start], start), line.size());
  return end - start < 3 ? std::string_view() : line.substr(start, end - start);
}

/// 2 of "## Goals"; 0 for a line that is no heading.
int heading_level(std::string_view line) {
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  const bool is_heading = level >= 1 && level <= 6 && (level == line.size() || line[level] == ' ');
  return is_heading ? static_cast<int>(level) : 0;
}

/// Walks through the lines and copies them, but for what stands between marks.
class Page {
 public:
  Page(std::string_view name, std::span<const std::string_view> words) : name_(name), words_(words) {}

  Status take(std::string_view line, const std::function<Result<std::string>(const ReportPlace&)>& report) {
    ++number_;
    const std::string_view bare = line.substr(0, line.find_first_of("\r\n"));
    const bool is_fenced = is_in_fence(bare);
    const auto comment = is_fenced ? std::nullopt : comment_of(bare);
    if (comment && *comment == end_word) return close(line);
    // With a blank behind the colon it is a note of an exported page.
    const bool is_mark = comment && comment->starts_with(report_mark) && comment->size() > report_mark.size() &&
                         (*comment)[report_mark.size()] != ' ';
    if (is_mark) return open(line, comment->substr(report_mark.size()), report);
    if (opened_) return {};  // made anew
    if (const int level = is_fenced ? 0 : heading_level(bare)) level_ = level;
    text_ += line;
    return {};
  }

  Result<std::string> done() && {
    if (opened_) return fault(*opened_, fmt::format("okr:{} has no end", word_), "write <!-- /okr --> below it");
    if (!has_place_)
      return fault(0, "has no place for a report", "<!-- okr:status --> and, below it, <!-- /okr --> make one");
    return std::move(text_);
  }

 private:
  Status open(std::string_view line, std::string_view word,
              const std::function<Result<std::string>(const ReportPlace&)>& report) {
    const std::string shown = safe_for_terminal(word);
    if (opened_)
      return fault(number_, fmt::format("okr:{} stands within the place of line {}", shown, *opened_),
                   "end that one first, with <!-- /okr -->");
    if (std::ranges::find(words_, word) == words_.end()) {
      const auto near = nearest(word, words_);
      const std::vector<std::string> all(words_.begin(), words_.end());
      return fault(number_, fmt::format("okr:{} is no report", shown),
                   (near ? "did you mean okr:" + *near + "? " : std::string()) + "there are " + listed(all));
    }
    TRY_ASSIGN(const auto made, report({word, level_}));
    opened_ = number_;
    word_ = shown;
    has_place_ = true;
    const std::string end(line.substr(std::min(line.find_first_of("\r\n"), line.size())));
    text_ += line;
    text_ += end;
    for (const std::string_view one : split(std::string_view(made).substr(0, made.find_last_not_of('\n') + 1), '\n'))
      text_ += std::string(one) + end;
    text_ += end;
    return {};
  }

  Status close(std::string_view line) {
    if (!opened_) return fault(number_, "<!-- /okr --> ends nothing", "remove it, or write <!-- okr:status --> above");
    opened_.reset();
    text_ += line;
    return {};
  }

  /// Whether the line belongs to a fenced block; both fences do.
  bool is_in_fence(std::string_view line) {
    const std::string_view fence = fence_of(line);
    if (fence_.empty()) {
      fence_ = fence;
      return !fence.empty();
    }
    const bool ends =
        fence.size() >= fence_.size() && fence.front() == fence_.front() && trim(line).size() == fence.size();
    if (ends) fence_.clear();
    return true;
  }

  tl::unexpected<Error> fault(unsigned line, const std::string& what, std::string hint) const {
    const std::string place =
        line > 0 ? fmt::format("{}:{}: {}", name_, line, what) : fmt::format("{} {}", name_, what);
    Error error{ErrorKind::data, place, std::move(hint) + "\nnothing was written"};
    error.file = std::string(name_);
    error.line = line;
    return tl::unexpected<Error>(std::move(error));
  }

  std::string_view name_;
  std::span<const std::string_view> words_;
  std::string text_;
  unsigned number_ = 0;
  int level_ = 0;
  bool has_place_ = false;
  std::string fence_;
  std::optional<unsigned> opened_;  ///< the line of the mark whose end is awaited
  std::string word_;
};

}  // namespace

Result<std::string> with_reports(std::string_view text, std::string_view name, std::span<const std::string_view> words,
                                 const std::function<Result<std::string>(const ReportPlace&)>& report) {
  Page page(name, words);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
    TRY(page.take(text.substr(0, length), report));
    text.remove_prefix(length);
  }
  return std::move(page).done();
}

}  // namespace okr::cli
