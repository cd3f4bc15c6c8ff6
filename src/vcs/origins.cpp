// SPDX-License-Identifier: MIT
// Which commit wrote a line, also before its file was renamed, from one pass over git's history.
#include "okr/vcs/git.hpp"

#include <functional>
#include <map>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "vcs/answers.hpp"

namespace okr::vcs {
namespace {

/// Both line ends are one: git may have turned one into the other.
std::string_view without_end(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// "kpi/sleep.toml" of "+++ b/kpi/sleep.toml"; nothing where the line begins otherwise.
std::optional<std::string> path_behind(std::string_view front, std::string_view line) {
  if (!line.starts_with(front)) return std::nullopt;
  const std::string_view rest = line.substr(front.size());
  return std::string(rest.substr(0, rest.find('\t')));
}

/// Files that were one under several names. Branches meet in any order, so all names of a file count at once.
class Names {
 public:
  explicit Names(const std::vector<std::string_view>& lines) {
    std::string from;
    for (const std::string_view line : lines) {
      if (auto path = path_behind("rename from ", line)) from = std::move(*path);
      if (const auto to = path_behind("rename to ", line); to && first_of(from) != first_of(*to))
        earlier_[first_of(*to)] = first_of(from);
    }
  }

  /// The same for all names of a file.
  std::string first_of(std::string path) const {
    for (auto it = earlier_.find(path); it != earlier_.end(); it = earlier_.find(path)) path = it->second;
    return path;
  }

 private:
  std::map<std::string, std::string, std::less<>> earlier_;
};

/// Reads `git log --patch`, the newest commit first.
class Walk {
 public:
  Walk(const std::vector<SoughtLine>& lines, const Names& names) : names_(names), found_(lines.size()) {
    for (std::size_t i = 0; i < lines.size(); ++i)
      sought_[names.first_of(lines[i].path)].emplace(std::string(without_end(lines[i].text)), i);
  }

  void take(std::string_view line) {
    if (auto commit = historic_commit(line)) {
      commit_ = std::move(*commit);
      columns_ = 0;
      return;
    }
    const bool is_of_hunk =
        columns_ > 0 && !line.empty() && std::string_view("+- \\").find(line[0]) != std::string_view::npos;
    if (is_of_hunk) return take_changed(line);
    columns_ = line.starts_with("@@") ? line.find_first_not_of('@') - 1 : 0;
    if (const auto path = path_behind("+++ b/", line)) path_ = names_.first_of(*path);
    if (line.starts_with("+++ /dev/null")) path_.clear();
  }

  std::vector<std::optional<HistoricCommit>> result() && { return std::move(found_); }

 private:
  using Lines = std::multimap<std::string, std::size_t, std::less<>>;

  /// Of a merge a line is new where none of its parents has it.
  void take_changed(std::string_view line) {
    const auto marks = line.substr(0, columns_);
    if (marks.size() < columns_ || marks.find_first_not_of('+') != std::string_view::npos) return;
    const auto file = sought_.find(path_);
    if (file == sought_.end()) return;
    const auto [first, last] = file->second.equal_range(without_end(line.substr(columns_)));
    for (auto it = first; it != last; ++it) found_[it->second] = commit_;
    file->second.erase(first, last);
  }

  const Names& names_;
  std::map<std::string, Lines, std::less<>> sought_;  ///< by the first name of the path
  std::vector<std::optional<HistoricCommit>> found_;
  HistoricCommit commit_;
  std::string path_;
  std::size_t columns_ = 0;  ///< of marks before a line; 0 outside of a hunk
};

}  // namespace

Result<std::vector<std::optional<HistoricCommit>>> origins_of(const std::string& folder, const OriginQuery& query) {
  std::vector<std::string> words{"git",
                                 "-c",
                                 "log.follow=false",
                                 "-c",
                                 "log.showRoot=true",
                                 "-c",
                                 "core.quotePath=false",
                                 "log",
                                 "--no-show-signature",
                                 "--no-notes",
                                 "--no-color",
                                 "--topo-order",
                                 "--patch",
                                 "-c",
                                 "--unified=0",
                                 "--find-renames",
                                 "--relative",
                                 "--src-prefix=a/",
                                 "--dst-prefix=b/",
                                 "--no-textconv",
                                 "--no-ext-diff",
                                 historic_format,
                                 "--end-of-options",
                                 query.rev};
  const auto walked = run(with_paths(std::move(words), query.paths), folder);
  TRY(checked(walked, "walk the history"));
  const std::vector<std::string_view> lines = split(walked->output, '\n');
  const Names names(lines);
  Walk walk(query.lines, names);
  for (const std::string_view line : lines) walk.take(line);
  return std::move(walk).result();
}

}  // namespace okr::vcs
