// SPDX-License-Identifier: MIT
// The records a page has named so far; what the page reader finds is added here.
#include "actions/import/markdown/records.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "actions/import/draft_plan.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::actions {

namespace {

/// "1" of "O1: Ship it", or of a cell that says no more; may be empty.
std::string number_of(const MarkdownLine& said) {
  const std::string& text = said.marked_by.empty() ? said.title : said.marked_by;
  const auto begin = std::ranges::find_if(text, is_digit);
  const auto end = std::find_if_not(begin, text.end(), [](char c) { return is_digit(c) || c == '.'; });
  const bool is_number = !said.marked_by.empty() || (begin == text.begin() && end == text.end());
  std::string number = is_number ? std::string(begin, end) : std::string();
  while (number.ends_with('.')) number.pop_back();  // "2. Objective"
  return number;
}

std::string comparable_title(std::string_view title) { return title_key(without_pictographs(title)); }

/// Whether two titles have words in common: `all` of the shorter one's, or at least one that is no short word.
bool has_words_of(std::string_view one, std::string_view other, bool all) {
  constexpr std::size_t longest_short_word = 3;
  const std::string one_plain = comparable_title(one), other_plain = comparable_title(other);
  std::vector<std::string_view> fewer = words_in(one_plain), more = words_in(other_plain);
  if (fewer.size() > more.size()) std::swap(fewer, more);
  const auto is_common = [&](std::string_view word) { return contains(more, word); };
  const auto says_much = [&](std::string_view word) { return word.size() > longest_short_word && is_common(word); };
  if (fewer.empty()) return false;
  return all ? std::ranges::all_of(fewer, is_common) : std::ranges::any_of(fewer, says_much);
}

void add_link(DraftRecord& record, const std::string& address) {
  add_to_list(record, "links", store::toml_string(safe_for_terminal(address)));
}

/// Records of a page that are called alike, where each may have been meant as the same: `known` has the first of each.
void tell_twin(std::map<std::string, const DraftRecord*>& known, const std::string& of, const DraftRecord& said,
               std::string_view words, std::vector<DraftRemark>& remarks) {
  const std::string title = comparable_title(said.title);
  if (!said.id.empty() || title.empty()) return;
  const auto [first, is_first] = known.emplace(of + "\n" + title, &said);
  if (is_first) return;
  const auto quoted = [](const DraftRecord& one) { return cut_to_width(one.title, longest_quote, true); };
  remarks.push_back({said.place, fmt::format("'{}' and '{}' in line {} become two {}", quoted(said),
                                             quoted(*first->second), first->second->place.line, words)});
}

/// Two headings or items are two records, whatever they are called: that they may be one is told.
void tell_twins(Draft& draft) {
  std::map<std::string, const DraftRecord*> objectives;
  for (const DraftCycle& cycle : draft.cycles)
    for (const DraftObjective& objective : cycle.objectives) {
      tell_twin(objectives, cycle.id + "\n" + objective.field("team"), objective,
                "objectives: if they are one, put all of it below one heading", draft.remarks);
      std::map<std::string, const DraftRecord*> key_results;
      for (const DraftKeyResult& kr : objective.key_results)
        tell_twin(key_results, {}, kr,
                  "key results: if they are one, write it once, a line below it for the value of each day",
                  draft.remarks);
    }
}

}  // namespace

DraftCycle* PageRecords::cycle() { return has_cycle_ ? &draft_.cycles[cycle_] : nullptr; }

DraftObjective* PageRecords::objective() {
  const bool is_there = form_ != ObjectiveForm::none && has_cycle_ && !cycle()->objectives.empty();
  return is_there ? &cycle()->objectives[objective_] : nullptr;
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
  keep_not_understood(comments_here(), draft_.remarks, part.place, text);
}

std::vector<std::string>& PageRecords::comments_here() {
  DraftRecord* record = key_result();
  if (!record) record = objective();
  if (!record && keeps_in_front_) return in_front_;
  if (!record) record = cycle();
  return record ? record->comments : waiting_;
}

void PageRecords::not_understood(const MarkdownPart& part) { not_understood(part, part.text); }

// --- records ---------------------------------------------------------------------------------------------------------

void PageRecords::begin_cycle(DraftCycle begun) {
  end_objective();
  draft_.cycles.push_back(std::move(begun));
  cycle_ = draft_.cycles.size() - 1;
  has_cycle_ = true;
  section_ = Section::none;
}

bool PageRecords::select_cycle(std::string_view id) {
  if (has_cycle_ && cycle()->id == id) return true;
  const auto known = std::find_if(draft_.cycles.rbegin(), draft_.cycles.rend(),
                                  [&](const DraftCycle& cycle) { return cycle.id == id; });
  if (known == draft_.cycles.rend()) return false;
  const auto index = static_cast<std::size_t>(draft_.cycles.rend() - known) - 1;
  end_objective();
  cycle_ = index;
  has_cycle_ = true;
  return true;
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

void PageRecords::begin_objective(DraftObjective begun, const MarkdownLine& said) {
  cycle()->objectives.push_back(std::move(begun));
  objective_ = cycle()->objectives.size() - 1;
  numbers_[{cycle_, objective_}] = number_of(said);
}

void PageRecords::select_objective(std::size_t index) {
  if (!objective() || objective_ != index) {
    form_ = ObjectiveForm::paragraph;
    level_ = 0;
  }
  has_key_result_ = false;
  objective_ = index;
}

std::vector<std::size_t> PageRecords::objectives_like(const std::string& of_team, const auto& is_it) {
  const std::string team = of_team.empty() ? std::string() : store::toml_string(of_team);
  std::vector<std::size_t> called, of_others;
  for (std::size_t i = 0; has_cycle_ && i < cycle()->objectives.size(); ++i) {
    const DraftObjective& there = cycle()->objectives[i];
    if (is_it(there, i)) (there.field("team") == team ? called : of_others).push_back(i);
  }
  return called.empty() && team.empty() ? of_others : called;
}

std::vector<std::size_t> PageRecords::objectives_called(const MarkdownLine& said, const std::string& team,
                                                        bool has_key_result) {
  const std::string title = title_text(said.title), plain = comparable_title(title), number = number_of(said);
  const bool is_marked_alone = !number.empty() && (title.empty() || title == number);
  const bool is_marked = !said.marked_by.empty() && !number.empty();
  auto called = objectives_like(team, [&](const DraftObjective& there, std::size_t i) {
    const bool has_mark_alone = !said.marked_by.empty() && there.title == said.marked_by;
    const bool is_of_number = is_marked_alone || has_mark_alone;
    return (!plain.empty() && comparable_title(there.title) == plain) ||
           (is_of_number && numbers_[{cycle_, i}] == number);
  });
  if (called.empty() && is_marked)
    called = objectives_like(team, [&](const DraftObjective& there, std::size_t i) {
      return numbers_[{cycle_, i}] == number && has_words_of(there.title, title, has_key_result);
    });
  const auto is_alike = [&](std::size_t i) {
    const DraftObjective &one = cycle()->objectives[i], &first = cycle()->objectives[called.front()];
    return one.title == first.title && one.field("team") == first.field("team");
  };
  if (std::ranges::all_of(called, is_alike) && !called.empty()) called.resize(1);
  return called;
}

void PageRecords::end_objective() {
  form_ = ObjectiveForm::none;
  has_key_result_ = false;
}

void PageRecords::begin_key_result(DraftKeyResult begun, MarkdownLine said) {
  objective()->key_results.push_back(std::move(begun));
  has_key_result_ = true;
  lines_.push_back({cycle_, objective_, objective()->key_results.size() - 1, std::move(said)});
}

void PageRecords::add_initiative(const MarkdownPart& part, MarkdownLine said) {
  DraftRecord* record = key_result();
  if (!record) record = objective();
  if (!record) return not_understood(part);
  const bool is_given_up = !said.facts.state.empty() && !said.is_done.value_or(false);
  if (title_text(said.title).empty() || is_given_up) {
    return not_understood(part);
  }
  std::vector<std::string> others;
  for (const std::string& line : said.below)
    if (!take_owner_of_initiative(line, said.facts)) others.push_back(line);
  actions::add_initiative(*record, said, links_.empty() ? std::string() : safe_for_terminal(links_.front().address));
  if (!links_.empty()) links_.erase(links_.begin());
  for (const std::string& line : others) not_understood(part, line);
}

bool PageRecords::take_owner_of_initiative(std::string_view line, LineFacts& facts) const {
  LineFacts said;
  if (!take_fact(line, scene_.form, said) || said.owners.empty()) return false;
  facts.owners.insert(facts.owners.end(), said.owners.begin(), said.owners.end());
  return true;
}

void PageRecords::take_links(const MarkdownLine& said) {
  for (const std::string& address : said.links) links_.push_back({address});
}

void PageRecords::set_links(DraftRecord& record) {
  for (const MarkdownLink& link : std::exchange(links_, {})) add_link(record, link.address);
}

bool PageRecords::takes_address(std::string_view text) {
  const std::string address = address_said(text);
  DraftRecord* record = key_result();
  if (!record) record = objective();
  if (record && !address.empty()) add_link(*record, address);
  return record && !address.empty();
}

void PageRecords::keep_unread(const MarkdownPart& part, const std::vector<std::string>& texts) {
  for (const std::string& text : texts)
    if (!takes_address(text)) not_understood(part, text);
}

void PageRecords::keep_links(const MarkdownPart& part) {
  for (const MarkdownLink& link : std::exchange(links_, {})) not_understood(part, safe_for_terminal(link.address));
}

// --- the end of the page ---------------------------------------------------------------------------------------------

bool PageRecords::is_empty(const DraftCycle& of) const { return of.objectives.empty() && !of.score && !is_noted_; }

/// What stood in front of all cycles is of the first one that holds anything; and comments of a heading that only
/// cycles stand below ("2026") are of the next one.
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
    if (is_empty(cycles[i]) && cycles[i].comments.empty()) continue;
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
    const DraftDays days{period ? std::optional(period->last) : std::nullopt, scene_.today};
    if (!line.is_left_out)
      finish_key_result(of.objectives[line.objective].key_results[line.key_result], line.said, days, draft_.remarks);
  }
  for (auto line = lines_.rbegin(); line != lines_.rend(); ++line) {
    if (!line->is_left_out) continue;
    std::vector<DraftKeyResult>& all = draft_.cycles[line->cycle].objectives[line->objective].key_results;
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(line->key_result));
  }
  move_comments_to_cycles();
  std::erase_if(draft_.cycles, [&](const DraftCycle& cycle) { return is_empty(cycle) && cycle.comments.empty(); });
  tell_twins(draft_);
  return std::move(draft_);
}

}  // namespace okr::actions
