// SPDX-License-Identifier: MIT
// What stands below the headings of a page: paragraphs, some of which stand for a heading, and items of lists, whose
// part follows from their mark, the item they stand in and the heading above.
#include "actions/import/markdown/page.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {

void PageReader::read_paragraph(const MarkdownPart& part) {
  if (part.text.empty() || (is_noted_ && part.text.starts_with("Score "))) return;  // of the export
  if (part.level > 0) return read_text(part);
  for (const MarkdownPart& one : marked_lines(part, scene_.form)) {
    roles_.clear();
    if (!is_key_result_open_) has_key_result_ = false;
    links_ = one.links;
    if (!opens_something(one)) read_text(one);
    keep_links(one);
  }
}

void PageReader::read_text(const MarkdownPart& part) {
  const auto lines = split(part.text, '\n');
  read_lines(part, std::vector<std::string>(lines.begin(), lines.end()));
}

void PageReader::read_lines(const MarkdownPart& part, const std::vector<std::string>& lines) {
  std::string rest;
  const auto next = section_behind(part, lines);
  const auto all = static_cast<std::size_t>(std::ranges::count(part.text, '\n')) + 1;
  const bool has_lines = part.sort != MarkdownSort::row && lines.size() <= all;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (next && i + 1 == lines.size()) break;
    const std::size_t below = has_lines ? all - lines.size() + i : 0;
    const CsvPlace place = below > 0 ? CsvPlace{part.place.line + below, 1} : part.place;
    if (const std::string other = without_facts(lines[i], place); !other.empty())
      rest += (rest.empty() ? "" : "\n") + other;
  }
  not_understood(part, rest);
  if (next) begin_section_of_line(part, lines.back(), *next);
}

std::optional<Section> PageReader::section_behind(const MarkdownPart& part, const std::vector<std::string>& lines) {
  const bool is_next =
      is_item_next(parts_, at_) && (part.sort != MarkdownSort::item || parts_[at_ + 1].level <= part.level);
  return is_next && !lines.empty() ? section_within(lines.back()) : std::nullopt;
}

void PageReader::begin_section_of_line(const MarkdownPart& part, const std::string& line, Section section) {
  section_ = section;
  has_key_result_ = false;
  is_key_result_open_ = false;
  if (section == Section::notes) not_understood(part, line);
}

std::string PageReader::without_facts(std::string_view line, CsvPlace place) {
  const bool is_label = line.ends_with(':') && section_called(line) == Section::key_results;
  if (is_label || takes_address(line) || takes_day(line) || takes_range(line, place)) return {};
  const std::string score = key_result() ? std::string() : overall_score(line);
  const auto facts = facts_in(score.empty() ? line : score, scene_.form);
  if (facts.empty()) {
    if (key_result() && names_bound(line.substr(0, line.find(':')))) key_result_facts().is_target_unread = true;
    return std::string(line);
  }
  std::vector<std::string> others;
  for (const std::string_view fact : facts)
    if (!takes_fact(fact, place)) others.emplace_back(fact);
  return others.empty() || score.empty() ? join(others, ", ") : std::string(line);
}

bool PageReader::opens_something(const MarkdownPart& part) {
  MarkdownLine said = line_of(part, scene_.form);
  if (said.mark == LineMark::objective) {
    begin_objective(part, said, ObjectiveForm::paragraph, heading_level_);
    return true;
  }
  if (said.mark == LineMark::key_result && objective()) {
    end_words_above(level_of_lines);
    if (is_label_of_key_results(said)) {
      begin_labelled_key_results(part, said);
      return true;
    }
    begin_key_result(part, std::move(said));
    open_key_result(heading_level_);
    return true;
  }
  if (const auto section = section_within(part.text)) {
    has_key_result_ = false;
    section_ = *section;
    if (*section == Section::notes) not_understood(part);
    return true;
  }
  if (is_label_of_list(part)) {
    begin_objective(part, said, ObjectiveForm::paragraph, 0);
    return true;
  }
  if (!part.is_strong || !is_item_next(parts_, at_)) return false;
  if (auto heading = cycle_named(part.text, has_items_in_it(parts_, at_ + 1))) {
    settle_fiscal_year(part, part.text, heading->cycle);
    begin_cycle(part, std::move(*heading));
    is_marked_ = has_marks(parts_, at_, scene_.form);
    return true;
  }
  if (is_marked_ || form_ == ObjectiveForm::heading || section_ == Section::notes) return false;
  begin_objective(part, said, ObjectiveForm::paragraph, 0);
  return true;
}

std::optional<CycleHeading> PageReader::cycle_named(std::string_view text, bool may_be_short) const {
  auto heading = cycle_heading(text, scene_.fiscal_year);
  return heading ? heading : last_above_.part(text, may_be_short);
}

bool PageReader::says_another(const std::optional<double>& there, const std::optional<double>& said) {
  return there && said && *there != *said;
}

bool PageReader::takes_fact(std::string_view line, CsvPlace place) {
  if (key_result()) return takes_fact_of_key_result(line, place);
  LineFacts facts;
  if (!take_fact(line, scene_.form, facts)) return false;
  if (DraftObjective* of = objective()) {
    if (facts.says_numbers() || !facts.kept_of_objective().empty() || says_another(of->score, facts.score))
      return false;
    set_common(*of, facts);
    if (facts.score) of->score = facts.score;
    return true;
  }
  if (!has_cycle_ || !facts.score || says_another(cycle()->score, facts.score)) return false;
  cycle()->score = facts.score;
  return true;
}

bool PageReader::takes(Takes take, std::string_view line) {
  std::vector<std::string> unread;
  const MarkdownPart& part = parts_[at_];
  if (!take_beside(take, line, scene_.form, key_result_facts(), {part.set_off, unread})) return false;
  keep_unread(part, unread);
  return true;
}

bool PageReader::takes_fact_of_key_result(std::string_view line, CsvPlace place) {
  LineFacts& facts = key_result_facts();
  const LineFacts before = facts;
  if (!takes(take_fact, line)) return false;
  if (facts.says_numbers()) settle_decimals(line, place);
  if (facts.dated.size() > before.dated.size()) facts.dated.back().place = place;
  if (facts.value != before.value || facts.as_of != before.as_of) facts.said_at = place;
  return true;
}

bool PageReader::takes_range(std::string_view line, CsvPlace place) {
  if (!key_result() || !takes(take_range, line)) return false;
  settle_decimals(line, place);
  return true;
}

bool PageReader::takes_day(std::string_view line) {
  if (!key_result() || !day_said(line)) return false;
  LineFacts& facts = key_result_facts();
  if ((!facts.value && !facts.progress && !facts.score) || facts.as_of) return false;
  std::vector<std::string_view> days{line};
  take_days(days, scene_.form, facts);
  return days.empty();
}

// --- lists -------------------------------------------------------------------------------------------------------------

void PageReader::read_item(const MarkdownPart& part) {
  while (!roles_.empty() && roles_.back().level >= part.level) roles_.pop_back();
  MarkdownLine said = line_of(part, scene_.form);
  ItemRole role{part.level, role_of(part, said), Section::none};
  if (role.role == Role::section) role.section = section_within(part.text).value_or(Section::none);
  switch (role.role) {
    case Role::objective:
      begin_objective_of_lines(part);
      if (const DraftObjective* of = objective()) role.self = DraftParent{of->place, of->title};
      break;
    case Role::key_result: begin_key_result(part, std::move(said)); break;
    case Role::measure: take_measure_of_item(part, said); break;
    case Role::initiative: read_initiative(part, std::move(said)); break;
    case Role::section:
      if (role.section == Section::notes) not_understood(part);
      break;
    case Role::other: not_understood(part); break;
  }
  roles_.push_back(role);
}

void PageReader::read_initiative(const MarkdownPart& part, MarkdownLine said) {
  const auto next = section_behind(part, said.below);
  const std::string last = next ? said.below.back() : std::string();
  if (next) said.below.pop_back();
  take_links(said);
  add_initiative(part, said);
  keep_unread(part, unread_of_initiative(said));
  if (next) begin_section_of_line(part, last, *next);
}

bool PageReader::may_be_above_key_results() {
  const bool is_in_heading = objective() && form_ != ObjectiveForm::item;
  const bool is_inside =
      !roles_.empty() && roles_.back().role != Role::objective && roles_.back().role != Role::section;
  return !is_in_heading && !is_inside && section_ != Section::notes && section_ != Section::initiatives;
}

Role PageReader::role_of(const MarkdownPart& part, const MarkdownLine& said) {
  if (said.mark == LineMark::objective) return Role::objective;
  if (has_items_in_it(parts_, at_) && section_within(part.text)) return Role::section;
  if (said.mark == LineMark::key_result && objective()) return Role::key_result;
  if (may_be_above_key_results() && is_above_key_results(parts_, at_, scene_.form)) return Role::objective;
  if (has_objectives_in_lines()) return Role::objective;
  if (!roles_.empty()) return role_inside(roles_.back(), part, said);
  if (is_key_result_open_ && key_result() && section_ != Section::notes)
    return role_inside({0, Role::key_result, Section::none}, part, said);
  if (is_passed_over()) return Role::other;
  const bool is_below = objective() && form_ != ObjectiveForm::item;
  if (!is_below) end_objective();
  if (section_ == Section::initiatives) return objective() ? Role::initiative : Role::other;
  if (section_ == Section::notes) return Role::other;
  if (is_below && !is_fact(part, said, false))
    return said.mark == LineMark::initiative ? Role::initiative : Role::key_result;
  if (is_below) return Role::section;  // taken by is_fact
  const bool may_be = !is_marked_ || (lists_.is_marked[at_] && has_items_in_it(parts_, at_));
  return may_be && lists_.is_nested[at_] ? Role::objective : Role::other;
}

Role PageReader::role_inside(const ItemRole& outer, const MarkdownPart& part, const MarkdownLine& said) {
  if (outer.role == Role::section && outer.section == Section::initiatives) return Role::initiative;
  if (outer.role == Role::section && outer.section == Section::notes) return Role::other;
  if (outer.role == Role::other) return Role::other;
  if (said.mark == LineMark::initiative) return Role::initiative;
  const bool is_in_key_result = outer.role == Role::key_result || outer.role == Role::measure;
  if (is_fact(part, said, is_in_key_result)) return Role::section;
  if (is_in_key_result && is_measure_of_key_result(part)) return Role::measure;
  if (outer.role == Role::objective || outer.role == Role::section) return Role::key_result;
  return Role::initiative;
}

bool PageReader::is_measure_of_key_result(const MarkdownPart& part) {
  if (!key_result() || !is_measured(part, scene_.form)) return false;
  const MarkdownLine& above = key_result_line();
  const LineFacts& facts = above.facts;
  const bool says_number = facts.has_measure() || facts.value || facts.progress || facts.score || facts.box ||
                           above.is_done || !facts.dated.empty() || !facts.state.empty() || above.is_doubtful;
  if (says_number || above.has_own_number || undecided_ == count_key_results()) return false;
  if (!is_key_result_open_ && !is_only_item(parts_, at_, scene_.form)) return false;
  const std::size_t count = count_measures(parts_, at_, scene_.form);
  if (count == 1) return fits_beside(line_of(part, scene_.form).facts, facts);
  undecided_ = count_key_results();
  if (count == 0) return false;
  draft_.remarks.push_back({part.place, fmt::format("'{}' has {} measures in the items below it, and none of them is "
                                                    "taken: a key result has one",
                                                    cut_to_width(key_result()->title, longest_quote, true), count)});
  return false;
}

void PageReader::take_measure_of_item(const MarkdownPart& part, const MarkdownLine& said) {
  put_numbers(said.facts, key_result_facts());
  key_result_line().bracketed = said.bracketed;
  key_result_facts().said_at = part.place;
  settle_decimals(part.text, part.place);
  const std::string text = safe_for_terminal(said.whole);
  keep_comment(key_result()->comments, draft_.remarks,
               {.place = part.place,
                .text = fmt::format("taken as the measure of '{}', its words are kept as a comment: {}",
                                    cut_to_width(key_result()->title, longest_quote, true),
                                    cut_to_width(title_text(text), longest_quote, true)),
                .sort = "measures of items",
                .comment = said.whole});
  read_lines(part, said.below);
}

bool PageReader::is_fact(const MarkdownPart& part, const MarkdownLine& said, bool is_in_key_result) {
  if (is_in_key_result && (takes_day(part.text) || takes_range(part.text, part.place))) return true;
  if (!is_in_key_result && !address_said(part.text).empty()) has_key_result_ = false;  // it is of the objective
  if (takes_address(part.text)) return true;
  const auto facts = facts_in(std::string_view(part.text).substr(0, part.text.find('\n')), scene_.form);
  if (facts.empty() && (!is_in_key_result || !names_field(part.text, scene_.form))) return false;
  LineFacts usable;
  const bool is_usable = !facts.empty() && take_fact(facts.front(), scene_.form, usable);
  if (!is_in_key_result && !is_usable && may_be_title(part.text, said)) return false;
  read_text(part);
  return true;
}

bool PageReader::may_be_title(std::string_view text, const MarkdownLine& said) {
  return said.facts.has_measure() ||
         is_one_of("current|baseline|target|unit", fact_called(text.substr(0, text.find(':'))));
}

}  // namespace okr::actions
