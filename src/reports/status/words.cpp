// SPDX-License-Identifier: MIT
// Cells, lines and warnings that the status screen shares with others; and names in a filter that nobody has.
#include "reports/status/board.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <functional>
#include <set>
#include <vector>

#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "reports/pages.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

bool is_judged_by_periods(const KeyResultNumbers& kr) { return kr.standing.hold && kr.pace.misses; }

/// `judge = "latest"`: no period says anything (method.md 0.39).
bool is_judged_by_its_latest(const KeyResultNumbers& kr) {
  return kr.key_result && kr.kind() == Kind::hold && !is_judged_by_periods(kr);
}

/// Once: what concerns several cycles, as okr.toml does, is said of each.
void add_warning(Document& document, const std::string& text) {
  const auto is_said = [&](const draw::Block& block) {
    const Note* note = std::get_if<Note>(&block);
    return note && note->text.letters() == text;
  };
  if (text.empty() || std::ranges::any_of(document.blocks, is_said)) return;
  document.add(Note{.text = Text(text, Style::bad), .style = Style::bad}).add(Space{});
}

/// "ship.users (Weekly active users): its file has an error, 2026-Q3/growth.toml"
Text broken_text(const Board& board, const KeyResultNumbers& kr, Absence why) {
  Text text = named(to_string(kr.id), title_of(kr)) + Text(fmt::format(": {}", word(why)));
  const bool is_placed = kr.key_result && kr.key_result->place.known();
  return is_placed ? text + Text(", " + board.workspace->files[kr.key_result->place.file]) : text;
}

std::vector<Text> broken_texts(const Board& board) {
  std::vector<Text> broken;
  for (const ObjectiveNumbers& objective : board.numbers.objectives) {
    const std::size_t before = broken.size();
    for (const KeyResultNumbers& kr : objective.key_results) {
      const Absence why = is_fault(kr.progress.absence) ? kr.progress.absence : kr.score.absence;
      if (is_fault(why)) broken.push_back(broken_text(board, kr, why));
    }
    if (is_fault(objective.score.absence) && broken.size() == before)
      broken.push_back(named(objective.id.text, title_of(objective)) +
                       Text(fmt::format(": {}", word(objective.score.absence))));
  }
  return broken;
}

constexpr std::size_t most_broken = 5;

}  // namespace

Table key_results_table(std::string caption) {
  Table table;
  table.record_indent = 2;
  table.record_name = "key_result";
  table.group_name = "objective";
  table.caption = std::move(caption);
  return table;
}

Text status_text(const KeyResultNumbers& kr) {
  if (kr.status() == PaceStatus::ended) return standing_text(PaceStatus::ended, kr.verdict);
  Text text(std::string(word(kr.status())), style_of(kr.status()));
  if (kr.recency.freshness == Freshness::stale) text += Text(", ") + Text("stale", Style::warn);
  return text;
}

void add_report_heading(Document& document, const Cycle& cycle, std::string right) {
  std::string text = cycle.id.text + (cycle.title.empty() ? "" : "  ") + cycle.title;
  document.add(Heading{.level = 1, .text = std::move(text), .right = std::move(right)}).add(Space{});
  add_unread(document, cycle);
}

void add_unread(Document& document, const Cycle& cycle) { add_warning(document, unread_text(cycle)); }

void add_unread_settings(Document& document, const Workspace& workspace) {
  add_warning(document, unread_settings_text(workspace));
}

void add_unread(Document& document, const Workspace& workspace, const Found& found) {
  if (found.kpi) {
    add_unread_settings(document, workspace);
    return add_warning(document, unread_text(workspace, *found.kpi));
  }
  if (found.cycle) add_unread(document, *found.cycle);
}

void add_broken(Document& document, const Board& board) {
  const std::vector<Text> broken = broken_texts(board);
  if (broken.empty()) return;
  Text text("n/a here, with all that counts it: ");
  for (std::size_t i = 0; i < std::min(broken.size(), most_broken); ++i) text += Text(i > 0 ? "; " : "") + broken[i];
  if (broken.size() > most_broken) text += Text(fmt::format("; and {} more", broken.size() - most_broken));
  document.add(Note{.text = on_page(std::move(text)), .style = Style::bad});
}

Document& add_no_objective(Document& document, const CycleNumbers& numbers, int scale, bool filtered) {
  if (filtered) return document.add(Paragraph{.text = "Nothing matches."});
  if (numbers.cycle->incomplete) return document;
  return document.add(Paragraph{.text = no_objective_text(numbers, scale)});
}

Cell pace_cell(const KeyResultNumbers& kr) {
  if (is_judged_by_periods(kr)) {
    Dots dots;
    for (const HoldPeriod& period : kr.standing.hold->periods) {
      const bool judged = period.holding != Holding::ahead;
      dots.periods.push_back(!judged ? Dot::open : period.holding == Holding::met ? Dot::met : Dot::missed);
    }
    return dots;
  }
  if (!kr.progress || (!kr.pace.expected && kr.progress->value() <= 0)) return {};
  Bar bar;
  bar.share = kr.progress->value();
  if (kr.pace.expected) bar.marker = kr.pace.expected->value();
  bar.style = style_of(kr.status());
  return bar;
}

Cell progress_cell(const KeyResultNumbers& kr) {
  if (is_judged_by_periods(kr)) {
    const HoldTally& tally = *kr.standing.hold;
    return Cell(tally.due() == 0 ? std::string("-") : fmt::format("{}/{}", tally.met, tally.due()))
        .aligned(Align::left);
  }
  if (is_fault(kr.progress.absence)) return Cell("n/a", Style::bad);
  const bool is_kept_share = kr.is_final && kr.progress && !kr.reached && kr.progress->value() > 0;
  if (is_judged_by_its_latest(kr) && !is_kept_share)
    return Cell(!kr.progress ? "-" : kr.reached ? "kept" : "not kept").aligned(Align::left);
  return Cell(percent_text(kr.progress));
}

Text objective_status(const ObjectiveNumbers& objective) {
  if (objective.verdict) return standing_text(objective.status, objective.verdict);
  Text text(std::string(word(objective.status)), style_of(objective.status));
  if (objective.type == ObjectiveType::committed) return text;
  for (const PaceStatus status : {PaceStatus::at_risk, PaceStatus::no_data, PaceStatus::behind}) {
    if (status >= objective.status || objective.counts[status] == 0) continue;
    text += Text(fmt::format(", {} ", objective.counts[status])) + Text(word(status), style_of(status));
  }
  return text;
}

// --- words that name nobody ------------------------------------------------------------------------------------------

namespace {

constexpr std::size_t most_listed = 12;

using IsSame = std::function<bool(std::string_view, std::string_view)>;

void add_mistake(std::vector<Error>& mistakes, std::string_view bears, const std::string& name,
                 const std::set<std::string>& known, const IsSame& is_same) {
  if (name.empty()) return;
  if (std::ranges::any_of(known, [&](const std::string& one) { return is_same(one, name); })) return;
  std::vector<std::string> names;
  for (const std::string& one : known) names.push_back(safe_for_terminal(one));
  const auto near = nearest(name, std::vector<std::string_view>(known.begin(), known.end()));
  mistakes.push_back(
      {ErrorKind::usage, fmt::format("nothing here {} '{}'", bears, safe_for_terminal(name)),
       did_you_mean(near, names.empty() ? std::string("no file names one yet")
                          : names.size() <= most_listed
                              ? "there " + std::string(names.size() == 1 ? "is " : "are ") + listed(names)
                              : fmt::format("there are {} others", names.size()))});
}

}  // namespace

std::vector<Error> unknown_names(const Workspace& workspace, const CycleFilter& filter) {
  std::vector<Error> mistakes;
  if (filter.owner.empty() && filter.team.empty() && filter.tag.empty()) return mistakes;
  const NamesToFilterBy known = names_to_filter_by(workspace);
  const IsSame is_equal = std::equal_to<std::string_view>();
  add_mistake(mistakes, "has the owner", filter.owner, known.people, is_same_person);
  add_mistake(mistakes, "is of a team", filter.team, known.teams, is_equal);
  add_mistake(mistakes, "bears the tag", filter.tag, known.tags, is_equal);
  return mistakes;
}

Status check_names(const Workspace& workspace, const CycleFilter& filter) {
  const auto is_unread = [](const Diagnostic& diagnostic) { return is_unreadable(diagnostic.code); };
  if (std::ranges::any_of(workspace.diagnostics, is_unread)) return {};  // who is asked for may stand there
  std::vector<Error> unknown = unknown_names(workspace, filter);
  return unknown.empty() ? Status() : tl::unexpected<Error>(std::move(unknown.front()));
}

}  // namespace okr::reports
