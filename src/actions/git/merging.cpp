// SPDX-License-Identifier: MIT
#include "actions/git/merging.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "okr/store/merge.hpp"
#include "okr/vcs/git.hpp"

namespace okr::actions {
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

/// What the workspace says of the place in which the file stands.
store::MergePlace place_of(const std::string& file) {
  const std::string folder = store::folder_of(file);
  store::MergePlace place{{}, store::read_file(fmt::format("{}/{}", folder, kpi_file)).value_or("")};
  const auto root = store::find_root(store::nearest_folder(folder));
  const auto settings = root ? store::read_file(fmt::format("{}/{}", *root, settings_file)) : Result<std::string>("");
  if (!root || !settings) return place;
  const std::map<std::string, std::string> files{{std::string(settings_file), *settings}};
  const auto workspace =
      store::load_texts(*root, files, {.cycles = store::Wanted::Cycles::none, .kpis = store::Wanted::Kpis::none});
  if (workspace && std::ranges::none_of(workspace->diagnostics,
                                        [](const Diagnostic& fault) { return fault.severity == Severity::error; }))
    place.years = workspace->settings.workspace.fiscal_year();
  return place;
}

/// The three versions, read.
struct Versions {
  std::string base, ours, theirs;
  store::MergePlace place;
};

/// What a merge of lines came to: nothing where what it says is not what both sides said.
FileMerge checked(const MergeRequest& request, const Versions& all, FileMerge merged) {
  if (!is_toml(all.ours) || !is_toml(all.theirs)) return merged;
  if (!is_toml(merged.text)) {
    merged.notes.push_back(fmt::format("{}: the lines fit, but no longer make a TOML file", request.name));
  } else if (!store::is_join(all.base, all.ours, all.theirs, merged.text, all.place)) {
    merged.text = both_whole(request, all.ours, all.theirs);
    merged.notes.push_back(
        fmt::format("{}: the lines fit, but not what they say; both versions stand in it", request.name));
  }
  merged.is_clean = merged.notes.empty();
  return merged;
}

/// By lines, as git merges a text that it has no driver for.
FileMerge merged_by_lines(const MergeRequest& request, const Versions& all) {
  const std::string base = store::is_file(request.base) ? request.base : "/dev/null";
  const auto finished =
      vcs::run({"git", "merge-file", "-p", "-q", fmt::format("--marker-size={}", request.marker_length), "-L",
                std::string(store::ours_label), "-L", std::string(store::base_label), "-L",
                std::string(store::theirs_label), "--", request.ours, base, request.theirs},
               store::folder_of(request.ours));
  constexpr int most_conflicts = 127;  // what is above says that git failed
  if (!finished || finished->exit_code > most_conflicts)
    return {all.ours,
            both_whole(request, all.ours, all.theirs),
            false,
            {fmt::format("{}: both versions stand in it", request.name)}};
  FileMerge merged{all.ours, finished->output, finished->exit_code == 0, {}};
  if (merged.is_clean) return checked(request, all, std::move(merged));
  merged.notes.push_back(fmt::format("{}: {}", request.name, counted(finished->exit_code, "conflict")));
  return merged;
}

}  // namespace

Result<FileMerge> merge_files(const MergeRequest& request) {
  Versions all{store::read_file(request.base).value_or(""), {}, {}, place_of(request.place)};
  TRY_ASSIGN(all.ours, store::read_file(request.ours));
  TRY_ASSIGN(all.theirs, store::read_file(request.theirs));
  const auto merge = [&](store::MarkerStyle style) {
    return store::merge_texts(all.base, all.ours, all.theirs, style, all.place);
  };
  auto merged = merge({request.marker_length});
  if (merged && !merged->disagreements.empty()) merged = merge(style_of(request));
  if (!merged) {
    FileMerge lines = merged_by_lines(request, all);
    lines.notes.insert(lines.notes.begin(), fmt::format("{}: merged by lines, {}", request.name, merged.error().what));
    return lines;
  }
  FileMerge result{all.ours, merged->text, merged->disagreements.empty(), {}};
  for (const store::Disagreement& one : merged->disagreements) result.notes.push_back(note_of(request.name, one));
  return result;
}

}  // namespace okr::actions
