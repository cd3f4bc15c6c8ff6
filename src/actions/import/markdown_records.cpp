// SPDX-License-Identifier: MIT
#include "actions/import/markdown_records.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/core.h>

#include "actions/import/markdown_key_result.hpp"
#include "actions/import/markdown_note.hpp"
#include "okr/base/text.hpp"

namespace okr::cli {

DraftCycle* PageRecords::cycle() { return has_cycle_ ? &draft_.cycles.back() : nullptr; }

DraftObjective* PageRecords::objective() {
  const bool is_there = form_ != ObjectiveForm::none && has_cycle_ && !cycle()->objectives.empty();
  return is_there ? &cycle()->objectives.back() : nullptr;
}

DraftKeyResult* PageRecords::key_result() {
  DraftObjective* of = objective();
  return has_key_result_ && of && !of->key_results.empty() ? &of->key_results.back() : nullptr;
}

void PageRecords::fault(CsvPlace place, Code code, std::string what, std::string mend) {
  draft_.faults.push_back(draft_fault(draft_, place, code, std::move(what), std::move(mend)));
}

void PageRecords::not_understood(const MarkdownPart& part, const std::string& text) {
  if (trim(text).empty()) return;
  DraftRecord* record = key_result();
  if (!record) record = objective();
  if (!record) record = cycle();
  keep_not_understood(record ? record->comments : waiting_, draft_.remarks, part.place, text);
}

void PageRecords::not_understood(const MarkdownPart& part) { not_understood(part, part.text); }

// --- records -------------------------------------------------------------------------------------------------------------

void PageRecords::begin_cycle(DraftCycle begun) {
  end_objective();
  draft_.cycles.push_back(std::move(begun));
  has_cycle_ = true;
  section_ = Section::none;
}

bool PageRecords::has_some_cycle(const MarkdownPart& part) {
  if (has_cycle_) return true;
  if (scene_.cycle) {
    DraftCycle begun;
    begun.id = *scene_.cycle;
    begun.place = part.place;
    begin_cycle(std::move(begun));
    return true;
  }
  if (!says_no_cycle_)
    fault(part.place, Code::E118, "no heading above names the cycle of this objective",
          readable_.empty() ? "give it with --cycle 2026-Q3, or write a heading such as 'Q3 2026'"
                            : fmt::format("give it with --cycle 2026-Q3, or write the heading as '{}'",
                                          safe_for_terminal(readable_)));
  says_no_cycle_ = true;
  return false;
}

void PageRecords::end_objective() {
  form_ = ObjectiveForm::none;
  has_key_result_ = false;
}

void PageRecords::begin_key_result(DraftKeyResult begun, MarkdownLine said) {
  objective()->key_results.push_back(std::move(begun));
  has_key_result_ = true;
  lines_.push_back(
      {draft_.cycles.size() - 1, cycle()->objectives.size() - 1, objective()->key_results.size() - 1, std::move(said)});
}

void PageRecords::add_initiative(const MarkdownPart& part, MarkdownLine said) {
  DraftRecord* record = key_result();
  if (!record) record = objective();
  if (!record) return not_understood(part);
  const bool is_given_up = !said.facts.state.empty() && !said.is_done.value_or(false);
  if (title_text(said.title).empty() || is_given_up) {
    not_understood(part, part.text);
    return keep_links(part, 0);
  }
  std::vector<std::string> others;
  for (const std::string& line : said.below)
    if (!take_owner_of_initiative(line, said.facts)) others.push_back(line);
  cli::add_initiative(*record, said, part.links.empty() ? std::string() : safe_for_terminal(part.links.front()));
  for (const std::string& line : others) not_understood(part, line);
  keep_links(part, 1);
}

bool PageRecords::take_owner_of_initiative(std::string_view line, LineFacts& facts) const {
  LineFacts said;
  if (!take_fact(line, scene_.form, said) || said.owners.empty()) return false;
  facts.owners.insert(facts.owners.end(), said.owners.begin(), said.owners.end());
  return true;
}

void PageRecords::keep_links(const MarkdownPart& part, std::size_t first) {
  for (std::size_t i = first; i < part.links.size(); ++i) not_understood(part, safe_for_terminal(part.links[i]));
}

// --- what `okr export md` wrote ------------------------------------------------------------------------------------------

bool PageRecords::read_noted(const MarkdownPart& part, const std::vector<DraftField>& note) {
  const std::string& key = note.front().key;
  if (key == "cycle") return begin_noted_cycle(part, note);
  if (key == "checkin") return add_noted_checkin(part, note);
  if (key == "kpi") return add_noted_kpi(part, note);
  if (key == "checkins" || key == "kpis") {
    if (key == "kpis") has_cycle_ = false;
    end_objective();
    return true;
  }
  if (key != "id") return false;
  if (part.sort == MarkdownSort::heading) return begin_noted_objective(part, note);
  return part.sort == MarkdownSort::item && add_noted_key_result(part, note);
}

bool PageRecords::begin_noted_cycle(const MarkdownPart& part, const std::vector<DraftField>& note) {
  DraftCycle begun;
  begun.place = part.place;
  put_note(note, begun, draft_.remarks);
  const std::string front = begun.id + ": ";
  if (begun.title.empty() && part.text.starts_with(front)) begun.title = title_text(part.text.substr(front.size()));
  begin_cycle(std::move(begun));
  is_noted_ = true;
  return true;
}

bool PageRecords::begin_noted_objective(const MarkdownPart& part, const std::vector<DraftField>& note) {
  if (!has_some_cycle(part)) return true;
  end_objective();
  DraftObjective begun;
  begun.title = title_text(part.text);
  begun.place = part.place;
  put_note(note, begun, draft_.remarks);
  cycle()->objectives.push_back(std::move(begun));
  form_ = ObjectiveForm::heading;
  level_ = part.level;
  section_ = Section::none;
  is_noted_ = true;
  return true;
}

bool PageRecords::add_noted_key_result(const MarkdownPart& part, const std::vector<DraftField>& note) {
  if (!objective()) return false;
  DraftKeyResult begun;
  begun.title = title_text(part.front.empty() ? part.text : part.front);
  begun.place = part.place;
  put_note(note, begun, draft_.remarks);
  objective()->key_results.push_back(std::move(begun));
  has_key_result_ = false;  // nothing more is said of it
  return true;
}

bool PageRecords::add_noted_checkin(const MarkdownPart& part, const std::vector<DraftField>& note) {
  if (has_cycle_) cycle()->checkins.push_back(checkin_of(note, part.place));
  return has_cycle_;
}

bool PageRecords::add_noted_kpi(const MarkdownPart& part, const std::vector<DraftField>& note) {
  DraftKpi kpi;
  kpi.title = title_text(part.front.empty() ? part.text : part.front);
  kpi.place = part.place;
  put_note(note, scene_.fiscal_year, kpi, draft_.remarks);
  draft_.kpis.push_back(std::move(kpi));
  return true;
}

// --- the end of the page -------------------------------------------------------------------------------------------------

bool PageRecords::is_empty(const DraftCycle& of) const { return of.objectives.empty() && !of.score && !is_noted_; }

/// What stood in front of all cycles is of the first one that holds anything; and comments of a heading that only cycles
/// stand below ("2026") are of the next one.
void PageRecords::move_comments_to_cycles() {
  std::vector<DraftCycle>& cycles = draft_.cycles;
  const auto is_heading_alone = [&](std::size_t i) {
    if (!is_empty(cycles[i]) || i + 1 == cycles.size()) return false;
    const FiscalYear year = scene_.fiscal_year;
    const auto whole = period_of(cycles[i], year), next = period_of(cycles[i + 1], year);
    return whole && next && *whole != *next && whole->first <= next->first && next->last <= whole->last;
  };
  DraftCycle* last = nullptr;
  for (std::size_t i = 0; i < cycles.size(); ++i) {
    if (is_heading_alone(i)) {
      std::ranges::move(std::exchange(cycles[i].comments, {}), std::back_inserter(waiting_));
      continue;
    }
    if (is_empty(cycles[i])) continue;
    cycles[i].comments.insert(cycles[i].comments.begin(), waiting_.begin(), waiting_.end());
    waiting_.clear();
    last = &cycles[i];
  }
  if (!last && !cycles.empty()) last = &cycles.back();
  if (last) std::ranges::move(waiting_, std::back_inserter(last->comments));
}

Draft PageRecords::finished() {
  for (const KeyResultLine& line : lines_) {
    DraftCycle& of = draft_.cycles[line.cycle];
    const auto period = period_of(of, scene_.fiscal_year);
    finish_key_result(of.objectives[line.objective].key_results[line.key_result], line.said,
                      period && period->last < scene_.today, draft_.remarks);
  }
  move_comments_to_cycles();
  std::erase_if(draft_.cycles, [&](const DraftCycle& cycle) { return is_empty(cycle) && cycle.comments.empty(); });
  return std::move(draft_);
}

}  // namespace okr::cli
