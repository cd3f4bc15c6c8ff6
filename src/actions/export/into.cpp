// SPDX-License-Identifier: MIT
// Reports put between marks of a page that somebody else writes; every other byte of the page stays.
#include "actions/export/exports.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "draw/markdown.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/pages.hpp"
#include "reports/review/review.hpp"
#include "reports/score/scores.hpp"
#include "reports/status/board.hpp"
#include "session/context.hpp"
#include "session/session.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {
using namespace session;

namespace {

draw::Document status_report(const Session& session) {
  const auto board = reports::board_of(session.workspace, *session.cycle, {}, session.day);
  draw::Document document = reports::document_of(*board);
  reports::add_board_legend(document, *board);
  return document;
}

draw::Document score_report(const Session& session) {
  const auto earlier = earlier_cycles(session, 1);
  const auto scores =
      reports::scores_of(session.workspace, {session.cycle, earlier.empty() ? nullptr : earlier.front()}, session.day);
  return reports::document_of(*scores);
}

draw::Document review_report(const Session& session) {
  const Date since = reports::default_since(session.workspace.settings, *session.cycle, session.day);
  const auto weekly = reports::weekly_of(session.workspace, *session.cycle, since, session.day);
  return reports::document_of(*weekly);
}

draw::Document kpi_report(const Session& session) {
  return reports::document_of(*reports::scorecard_of(session.workspace, {}, session.day));
}

struct ReportWord {
  std::string_view word;
  draw::Document (*make)(const Session&);
};

constexpr ReportWord report_words[] = {
    {"status", status_report}, {"score", score_report}, {"review", review_report}, {"kpi", kpi_report}};

constexpr int deepest_level = 6;

/// A report below a heading has deeper ones.
void deepen(draw::Document& document, int by) {
  for (draw::Block& block : document.blocks) {
    if (auto* heading = std::get_if<draw::Heading>(&block))
      heading->level = std::min(deepest_level, heading->level + by);
    if (auto* beside = std::get_if<draw::Beside>(&block))
      for (draw::Document& part : beside->parts) deepen(part, by);
  }
}

/// A name below the root that is to be written, and that root: the workspace's, else the file's own folder.
struct Target {
  std::string root, name;
  bool is_in_workspace = false;
};

Result<Target> target_of(const Context& context, const Session& session, const std::string& typed) {
  TRY_ASSIGN(const auto path, store::real_path(context.path(typed)));
  TRY_ASSIGN(const auto root, store::real_path(session.workspace.root));
  const std::string place = store::real_path(store::folder_of(context.path(typed))).value_or("") + "/";
  if (place.starts_with(root + "/")) TRY(store::check_inside(root, context.path(typed)));
  if (path.starts_with(root + "/")) return Target{root, path.substr(root.size() + 1), true};
  const std::string folder = store::folder_of(path);
  return Target{folder, path.substr(folder.size() + 1)};
}

Result<Action> prepare(Context& context, const std::string& typed) {
  TRY_ASSIGN(auto session, with_cycle(open_session(context, {.cycles = store::Wanted::Cycles::all})));
  TRY_ASSIGN(const auto target, target_of(context, session, typed));
  if (store::is_absent(target.root + "/" + target.name))
    return environment_failure(fmt::format("cannot read {}: no such file or folder", target.root + "/" + target.name),
                               "--into renews reports in a page that is there; -o FILE makes one");
  TRY_ASSIGN(auto before, store::read_file(target.root + "/" + target.name));
  if (const Status readable = check_utf8(typed, before); !readable)
    return data_failure(readable.error().what, readable.error().hint + "\nnothing was written");
  const CycleNumbers numbers = numbers_of(session.workspace, *session.cycle, context.today());
  if (has_fault(numbers))
    return data_failure("a record of " + session.cycle->id.text + " is in error: nothing was written",
                        "okr check shows it");
  std::vector<std::string_view> words;
  for (const ReportWord& report : report_words) words.push_back(report.word);
  std::set<std::string> explained;
  TRY_ASSIGN(
      auto after,
      with_reports(before, safe_for_terminal(typed), words, [&](const ReportPlace& place) -> Result<std::string> {
        const auto* report = std::ranges::find(report_words, place.word, &ReportWord::word);
        draw::Document document = report->make(session);
        reports::drop_explained(document, explained);
        deepen(document, place.level);
        return draw::markdown_text(document, context.digits());
      }));
  Action action{{target.root}, "Renew the reports in " + target.name};
  action.can_be_undone = target.is_in_workspace;
  action.unchanged = fmt::format("Unchanged: {}\n", safe_for_terminal(typed));
  action.changes.emplace();  // these are no records
  action.transaction.replace(target.name, std::move(before), std::move(after));
  return action;
}

}  // namespace

Result<int> export_into(Context& context, const ExportRequest& request) {
  return write_and_exit(
      context, [&] { return prepare(context, *request.into); }, request.git_commit);
}

// --- places for reports in a page ------------------------------------------------------------------------------------

// A page of Markdown with places for reports: what stands between <!-- okr:status --> and <!-- /okr --> is made anew,
// every other byte stays.

namespace {

constexpr std::string_view begin_of_mark = "<!--", end_of_mark = "-->", report_mark = "okr:", end_word = "/okr";

/// Four blanks in front of a line make it code.
bool is_indented(std::string_view line) { return line.starts_with("    ") || line.starts_with('\t'); }

/// What a comment on a line of its own says; nothing for other lines.
std::optional<std::string_view> comment_of(std::string_view line) {
  if (is_indented(line)) return std::nullopt;
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

/// 1 of "=====" and 2 of "-----" below the line of a paragraph, which both make a heading; 0 of any other pair.
int underline_level(std::string_view above, std::string_view line) {
  constexpr std::string_view begins_another = "#>-*+|<`~";
  if (is_indented(above) || is_indented(line)) return 0;
  above = trim(above);
  line = trim(line);
  const bool is_line = !line.empty() && line.find_first_not_of(line.front()) == std::string_view::npos;
  const bool is_paragraph = !above.empty() && begins_another.find(above.front()) == std::string_view::npos;
  if (!is_line || !is_paragraph) return 0;
  return line.front() == '=' ? 1 : line.front() == '-' ? 2 : 0;
}

/// Walks through the lines and copies them, but for what stands between marks.
class Page {
 public:
  Page(std::string_view name, std::span<const std::string_view> words, const MadeReport& report)
      : name_(name), words_(words), report_(report) {}

  Status take(std::string_view line) {
    ++number_;
    std::string_view bare = line.substr(0, line.find_first_of("\r\n"));
    if (number_ == 1 && bare.starts_with(byte_order_mark)) bare.remove_prefix(byte_order_mark.size());
    const bool is_fenced = is_in_comment(bare) || is_in_fence(bare);
    const auto comment = is_fenced ? std::nullopt : comment_of(bare);
    if (comment && *comment == end_word) return close(line);
    // With a blank behind the colon it is a note of an exported page.
    const bool is_mark = comment && comment->starts_with(report_mark) && comment->size() > report_mark.size() &&
                         (*comment)[report_mark.size()] != ' ';
    if (is_mark) return open(line, comment->substr(report_mark.size()));
    if (opened_) return {};  // made anew
    if (!is_fenced) note_heading(bare);
    above_ = is_fenced ? "" : bare;
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
  Status open(std::string_view line, std::string_view word) {
    const std::string shown = safe_for_terminal(word);
    if (opened_)
      return fault(number_, fmt::format("okr:{} stands within the place of line {}", shown, *opened_),
                   "end that one first, with <!-- /okr -->");
    if (!contains(words_, word)) {
      auto near = nearest(word, words_);
      if (near) near->insert(0, "okr:");
      const std::vector<std::string> all(words_.begin(), words_.end());
      return fault(number_, fmt::format("okr:{} is no report", shown),
                   did_you_mean_first(near, "there are " + listed(all)));
    }
    TRY_ASSIGN(const auto made, report_({word, level_}));
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

  void note_heading(std::string_view line) {
    const bool is_edge = trim(line) == "---" && (number_ == 1 || is_front_);  // of what stands at the top for programs
    if (is_edge) is_front_ = number_ == 1;
    if (const int level = is_edge ? 0 : std::max(heading_level(line), underline_level(above_, line))) level_ = level;
  }

  /// Whether the line belongs to a comment of several lines; the one that it begins on does not.
  bool is_in_comment(std::string_view line) {
    if (is_commented_) {
      is_commented_ = line.find(end_of_mark) == std::string_view::npos;
      return true;
    }
    const bool may_begin = fence_.empty() && !is_indented(line) && trim(line).starts_with(begin_of_mark);
    is_commented_ = may_begin && line.find(end_of_mark) == std::string_view::npos;
    return false;
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
  const MadeReport& report_;
  std::string text_;
  unsigned number_ = 0;
  int level_ = 0;
  bool has_place_ = false, is_commented_ = false, is_front_ = false;
  std::string fence_;
  std::string above_;               ///< the line in front, where it may be underlined
  std::optional<unsigned> opened_;  ///< the line of the mark whose end is awaited
  std::string word_;
};

}  // namespace

Result<std::string> with_reports(std::string_view text, std::string_view name, std::span<const std::string_view> words,
                                 const MadeReport& report) {
  Page page(name, words, report);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
    TRY(page.take(text.substr(0, length)));
    text.remove_prefix(length);
  }
  return std::move(page).done();
}

}  // namespace okr::actions
