// SPDX-License-Identifier: MIT
// A heading of a page: of a cycle or a part of one, of a team, a section or an objective; or what is left out.
#include "actions/import/markdown/page.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

bool is_month(const Period& period) { return period_containing(period.first, PeriodUnit::month, {}) == period; }

/// Years, or quarters, with a leap day or in whole weeks too.
bool are_alike(const Period& one, const Period& other) {
  return std::abs(days_between(one.first, one.last) - days_between(other.first, other.last)) <= 7;
}

/// "Q3 review", "H1 results"
bool looks_back(std::string_view text) {
  return std::ranges::any_of(words_in(text), [](std::string_view word) {
    return is_one_of("review|results|scores|retro|retrospective", to_lower_ascii(word));
  });
}

}  // namespace

void PageReader::read_heading(const MarkdownPart& part) {
  const bool is_in_key_result = key_result() && is_key_result_open_ && part.level > key_result_level_;
  roles_.clear();
  columns_ = {};
  has_key_result_ = false;
  heading_level_ = is_title_of_page(part) ? 0 : part.level;
  end_words_above(part.level);
  if (part.level <= team_level_) team_.clear();
  if (part.level <= other_level_) other_level_ = 0;
  const MarkdownLine said = line_of(part, scene_.form);
  if (said.mark == LineMark::objective) {
    return_to_cycle_above(part);
    return begin_objective(part, said, ObjectiveForm::heading, part.level);
  }
  if (said.mark == LineMark::key_result && objective())
    return is_label_of_key_results(said) ? begin_labelled_key_results(part, said)
                                         : begin_key_result_of_heading(part, said);
  above_.end(part.level);
  if (auto heading = cycle_of_heading(part)) return begin_cycle_of_heading(part, std::move(*heading));
  const bool is_told = is_told_of_period(part);
  const auto section = is_told ? Section::notes : section_called(part.text);
  if (is_in_key_result && is_part_of_key_result(section)) return begin_part_of_key_result(part, section);
  if (!section && is_group_of_key_results(part)) return begin_group(part, part.level);
  const bool is_unpursued = !is_told && names_unpursued(part.text);
  const bool may_be_cycle = !section || (is_unpursued && looks_like_period(part.text));  // "Archive"
  if (may_be_cycle && stands_for_a_cycle(part)) {
    const bool is_another = cycle_heading(part.text, scene_.fiscal_year, any_year).has_value();
    if (has_cycle_ || !scene_.cycle || is_another) return leave_out(part);
    cycle_level_ = part.level;  // what it calls its own way is the cycle of --cycle
    heading_level_ = 0;
  }
  return_to_cycle_above(part);
  if (is_unpursued && !is_title_of_page(part)) return begin_unpursued(part);
  if (section) return begin_section(part, *section);
  if (is_part_of_objective(part)) return begin_part_of_objective(part);
  if (!is_marked_ && may_hold_key_results()) return begin_objective(part, said, ObjectiveForm::heading, part.level);
  read_other_heading(part);
}

void PageReader::read_other_heading(const MarkdownPart& part) {
  end_objective();
  const bool holds_some = holds_objectives(parts_, at_, scene_.form);
  section_ = is_marked_ && !holds_some ? Section::notes : Section::none;
  const bool may_be_objective =
      is_marked_ && !holds_some && may_hold_key_results() && !to_lower_ascii(part.text).starts_with("team:");
  team_ = may_be_objective ? std::string() : team_of_heading(part.text);
  team_level_ = !team_.empty() && holds_some ? part.level : 0;
  if (!team_.empty() || (says_only_okrs(part.text) && says_okrs(part.text))) return;
  keep_heading(part);
  if (may_be_objective && holds_measures(parts_, at_, scene_.form))
    draft_.remarks.push_back(
        {part.place,
         fmt::format("'{}' is no objective, for others of its cycle are marked: write O1: in front if it is one",
                     cut_to_width(safe_for_terminal(part.text), longest_quote, true))});
  if (!has_cycle_) readable_ = readable_heading(part.text, scene_.fiscal_year);
}

std::optional<CycleHeading> PageReader::cycle_of_heading(const MarkdownPart& part) {
  auto whole = cycle_heading(part.text, scene_.fiscal_year);
  if (whole || is_told_of_period(part)) return whole;
  return above_.part(part.text, may_be_part_of_cycle(part));
}

void PageReader::settle_fiscal_year(const MarkdownPart& part, std::string_view name, SaidCycle& said) {
  const bool is_certain = !said.may_be_third || tongue().has_trimestres;
  if (!is_certain && fiscal_years_told_.insert(said.id).second)
    draft_.remarks.push_back({part.place, third_told(name, said)});
  if (!said.is_fiscal || scene_.says_fiscal_year) return;
  const auto given = scene_.cycle ? cycle_said(*scene_.cycle, scene_.fiscal_year) : std::nullopt;
  const bool may_be_given = !given || are_alike(given->period, said.period);  // a year is no quarter
  if (scene_.cycle && may_be_given && (!has_cycle_ || said.id == called_as_given_)) {
    called_as_given_ = said.id;
    said = {*scene_.cycle, given ? given->period : said.period};
  } else if (fiscal_years_told_.insert(said.id).second) {
    draft_.remarks.push_back({part.place, fiscal_year_told(name, said)});
  }
}

void PageReader::begin_cycle_of_heading(const MarkdownPart& part, CycleHeading said) {
  settle_fiscal_year(part, part.text, said.cycle);
  above_.add(part.level, said.cycle);
  last_above_ = above_;
  team_.clear();
  begin_cycle(part, std::move(said));
  cycle_level_ = part.level;
  heading_level_ = 0;
  is_marked_ = has_marks(parts_, at_, scene_.form);
}

void PageReader::begin_section(const MarkdownPart& part, Section section) {
  if (ends_objective(part, section)) end_objective();
  section_ = section;
  section_level_ = part.level;
  const bool is_of_objective = objective() && form_ == ObjectiveForm::heading && part.level > level_;
  if (section == Section::key_results && is_of_objective) key_results_level_ = part.level;
  if (section != Section::notes) return;
  if (is_of_objective) other_level_ = part.level;
  not_understood(part);
}

void PageReader::return_to_cycle_above(const MarkdownPart& part) {
  const auto above = above_.around(part.level);
  if (!has_objectives_below_ || part.level > cycle_level_ || !above || !select_cycle(above->cycle.id)) return;
  above_.end(part.level);
  last_above_ = above_;
  cycle_level_ = above->level;
  team_.clear();
  is_marked_ = has_marks(parts_, at_, scene_.form);
}

bool PageReader::is_told_of_period(const MarkdownPart& part) {
  const bool is_inside = objective() && form_ == ObjectiveForm::heading && level_ < part.level;
  if (!is_inside && !looks_back(part.text)) return false;
  return cycle_heading(part.text, scene_.fiscal_year, any_year) && !cycle_heading(part.text, scene_.fiscal_year) &&
         !holds_headed_objectives(parts_, at_, scene_.form);
}

bool PageReader::is_title_of_page(const MarkdownPart& part) const {
  return !has_cycle_ && std::ranges::none_of(parts_, [&](const MarkdownPart& other) {
    return &other != &parts_[at_] && other.sort == MarkdownSort::heading && other.level == part.level;
  });
}

bool PageReader::stands_for_a_cycle(const MarkdownPart& part) const {
  if (!team_called(part.text).empty() || says_only_okrs(part.text)) return false;
  const bool is_first = !has_cycle_ && cycle_level_ == 0;
  if (!is_first && part.level > cycle_level_) return false;
  if (!is_first && is_marked_) return holds_objectives(parts_, at_, scene_.form);
  const bool may_be = looks_like_period(part.text) || is_done_word(without_end_marks(part.text));
  return may_be && holds_items(parts_, at_, scene_.form);
}

void PageReader::leave_out(const MarkdownPart& part) {
  end_objective();
  left_out_level_ = part.level;
  is_left_out_kept_ = false;
  const bool is_among_words = !readable_heading(part.text, scene_.fiscal_year).empty();
  fault(part.place, Code::E107,
        fmt::format("'{}' names {}", safe_for_terminal(part.text),
                    is_among_words ? "a cycle among other words" : "no cycle"),
        way_to_name_cycle(part.text) + (has_cycle_ ? "; a section of the cycle above stands one level deeper" : ""));
}

void PageReader::begin_unpursued(const MarkdownPart& part) {
  if (ends_objective(part, Section::notes)) end_objective();
  section_ = Section::notes;
  not_understood(part);
  left_out_level_ = part.level;
  is_left_out_kept_ = true;
}

std::string PageReader::way_to_name_cycle(std::string_view text) const {
  std::string readable = readable_heading(text, scene_.fiscal_year);
  if (readable.empty()) readable = months_of_quarters(without_pictographs(text), scene_.fiscal_year);
  if (!readable.empty()) return fmt::format("write it as '{}'", safe_for_terminal(readable));
  const std::string year = period_name(scene_.today, PeriodUnit::year, scene_.fiscal_year);
  const auto part = cycle_heading(text, scene_.fiscal_year, year);
  if (part && !has_cycle_) return fmt::format("give its year with --cycle {}, or write it as {}", year, part->cycle.id);
  return has_cycle_ || scene_.cycle ? "as Q3 2026, or 2026-Q3" : "as Q3 2026, or say which it is: --cycle 2026-Q3";
}

bool PageReader::is_left_out(const MarkdownPart& part) {
  if (left_out_level_ == 0 || part.sort == MarkdownSort::too_deep) return false;
  const bool is_next =
      part.sort == MarkdownSort::heading && (part.level <= left_out_level_ || is_cycle_heading(part, scene_.form));
  if (is_next) left_out_level_ = 0;
  return !is_next;
}

bool PageReader::may_be_part_of_cycle(const MarkdownPart& part) {
  const auto said = cycle_heading(part.text, scene_.fiscal_year, any_year);
  if (!said || !is_month(said->cycle.period)) return true;
  if (is_marked_) return holds_objectives(parts_, at_, scene_.form);
  const bool may_be_objective = is_item_next(parts_, at_) && !has_items_in_it(parts_, at_ + 1);
  return !may_be_objective && holds_items(parts_, at_, scene_.form);
}

bool PageReader::may_hold_key_results() const {
  const bool is_preface = section_ == Section::notes && form_ == ObjectiveForm::none && !has_cycle_;
  return !is_preface && holds_key_results(parts_, at_);
}

}  // namespace okr::actions
