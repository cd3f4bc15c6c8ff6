// SPDX-License-Identifier: MIT
#include "actions/git/merging.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "okr/store/merge.hpp"
#include "okr/vcs/git.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr std::size_t shown_width = 40;

/// The first line; that of a text of several lines without its quotes, which may stand alone there.
std::string_view first_words(std::string_view value) {
  const bool has_lines = value.starts_with("\"\"\"") || value.starts_with("'''");
  const std::string_view text = has_lines ? trim(value.substr(3)) : value;
  return text.substr(0, text.find('\n'));
}

/// "ours 55", "theirs took it away".
std::string shown(std::string_view side, const std::optional<std::string>& value) {
  if (!value) return fmt::format("{} took it away", side);
  return fmt::format("{} {}", side, cut_to_width(first_words(*value), shown_width, true));
}

std::string note_of(const std::string& name, const store::Disagreement& one) {
  return fmt::format("{}:{}: {}: {}, {}", name, one.line, one.what, shown(store::ours_label, one.ours),
                     shown(store::theirs_label, one.theirs));
}

/// As the person wants conflicts drawn: with what stood there before both, or without.
store::MarkerStyle style_of(const MergeRequest& request) {
  const auto drawn = vcs::git_setting(store::folder_of(request.ours), "merge.conflictStyle");
  return {request.marker_length, drawn == "diff3" || drawn == "zdiff3"};
}

/// Both whole, where not even git can merge them.
std::string both_whole(const MergeRequest& request, const std::string& ours, const std::string& theirs) {
  const auto ended = [](const std::string& text) { return text.empty() || text.ends_with('\n') ? text : text + "\n"; };
  const auto marker = [&](char byte) { return std::string(request.marker_length, byte); };
  return fmt::format("{} {}\n{}{}\n{}{} {}\n", marker('<'), store::ours_label, ended(ours), marker('='), ended(theirs),
                     marker('>'), store::theirs_label);
}

bool is_toml(const std::string& text) {
  return std::ranges::none_of(store::check_text(text), is_unreadable, &Diagnostic::code);
}

/// By lines, as git merges a text that it has no driver for.
FileMerge merged_by_lines(const MergeRequest& request, const std::string& ours, const std::string& theirs) {
  const std::string base = store::is_file(request.base) ? request.base : "/dev/null";
  const auto finished =
      vcs::run({"git", "merge-file", "-p", "-q", fmt::format("--marker-size={}", request.marker_length), "-L",
                std::string(store::ours_label), "-L", std::string(store::base_label), "-L",
                std::string(store::theirs_label), "--", request.ours, base, request.theirs},
               store::folder_of(request.ours));
  constexpr int most_conflicts = 127;  // what is above says that git failed
  if (!finished || finished->exit_code > most_conflicts)
    return {
        ours, both_whole(request, ours, theirs), false, {fmt::format("{}: both versions stand in it", request.name)}};
  FileMerge merged{ours, finished->output, finished->exit_code == 0, {}};
  if (!merged.is_clean) {
    merged.notes.push_back(fmt::format("{}: {}", request.name, counted(finished->exit_code, "conflict")));
  } else if (is_toml(ours) && is_toml(theirs) && !is_toml(merged.text)) {
    merged.is_clean = false;
    merged.notes.push_back(fmt::format("{}: the lines fit, but no longer make a TOML file", request.name));
  }
  return merged;
}

}  // namespace

Result<FileMerge> merge_files(const MergeRequest& request) {
  TRY_ASSIGN(const auto ours, store::read_file(request.ours));
  TRY_ASSIGN(const auto theirs, store::read_file(request.theirs));
  const auto base = store::read_file(request.base);
  auto merged = store::merge_texts(base.value_or(""), ours, theirs, {request.marker_length});
  if (merged && !merged->disagreements.empty())
    merged = store::merge_texts(base.value_or(""), ours, theirs, style_of(request));
  if (!merged) {
    FileMerge lines = merged_by_lines(request, ours, theirs);
    lines.notes.insert(lines.notes.begin(), fmt::format("{}: merged by lines, {}", request.name, merged.error().what));
    return lines;
  }
  FileMerge result{ours, merged->text, merged->disagreements.empty(), {}};
  for (const store::Disagreement& one : merged->disagreements) result.notes.push_back(note_of(request.name, one));
  return result;
}

}  // namespace okr::actions
