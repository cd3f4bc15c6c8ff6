// SPDX-License-Identifier: MIT
#include "reports/cycle_words.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/model/workspace.hpp"
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
  if (kr.verdict) return standing_text(kr.status(), kr.verdict);
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
      dots.periods.insert(dots.periods.end(), static_cast<std::size_t>(period.times),
                          !judged                          ? Dot::open
                          : period.holding == Holding::met ? Dot::met
                                                           : Dot::missed);
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

}  // namespace okr::reports
