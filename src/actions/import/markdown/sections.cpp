// SPDX-License-Identifier: MIT
// Headings that are no records and say something of those below them: the words of a section beside each objective of
// it, those of a group beside each key result of it.
#include "actions/import/markdown/page.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {

namespace {

/// What a property says that may name a cycle: "Quarter: Q3 2026", in front matter "title: Q3 2026 OKRs" too; empty for
/// any other line.
std::string_view period_in_property(std::string_view line, bool is_front) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string name = to_lower_ascii(trim(line.substr(0, colon)));
  const bool is_period = is_one_of(
      "cycle|quarter|period|time period|timeframe|quartal|zeitraum|zyklus|trimestre|p\u00E9riode|periodo|per\u00EDodo",
      name);
  if (!is_period && !(is_front && name == "title")) return {};
  std::string_view said = trim(line.substr(colon + 1));
  for (const char quote : {'"', '\''})
    if (said.size() > 1 && said.front() == quote && said.back() == quote) said = said.substr(1, said.size() - 2);
  return said;
}

}  // namespace

std::optional<CycleHeading> PageReader::cycle_of_line(const MarkdownPart& part, std::string_view line) const {
  const bool is_front = part.sort == MarkdownSort::other && part.place.line == 1;
  const bool is_text = part.sort == MarkdownSort::paragraph && part.level == 0;
  if (!is_front && !is_text) return std::nullopt;
  const bool is_first = is_text && &part == &parts_.front() && line.size() == part.text.size();
  return cycle_heading(is_first ? line : period_in_property(line, is_front), scene_.fiscal_year);
}

void PageReader::begin_cycle_of_properties() {
  const auto names_cycle = [&](const MarkdownPart& part) { return is_cycle_heading(part, scene_.form); };
  if (scene_.cycle || std::ranges::any_of(parts_, names_cycle)) return;
  std::set<std::string> named;
  for (const MarkdownPart& part : parts_)
    for (const std::string_view line : split(part.text, '\n'))
      if (const auto said = cycle_of_line(part, line)) named.insert(said->cycle.id);
  if (named.size() != 1) return;  // of each record another one, perhaps
  for (MarkdownPart& part : parts_) {
    std::vector<std::string> others;
    const std::string text = part.text;
    for (const std::string_view line : split(text, '\n')) {
      auto said = cycle_of_line(part, line);
      if (!said || part.sort == MarkdownSort::paragraph) others.emplace_back(said ? std::string_view() : line);
      if (!said || has_cycle_) continue;
      settle_fiscal_year(part, line, said->cycle);
      begin_cycle(part, std::move(*said));
    }
    part.text = join(others, "\n");
  }
}

bool PageReader::ends_objective(const MarkdownPart& part, Section section) const {
  if (section == Section::objectives) return true;
  if (form_ != ObjectiveForm::heading || part.level > level_ || section == Section::key_results) return false;
  return !is_labelled_ || part.level < level_;
}

bool PageReader::is_group_of_key_results(const MarkdownPart& part) const {
  const bool is_in_section = section_ == Section::key_results && section_level_ > 0 && part.level > section_level_;
  return is_in_section && form_ != ObjectiveForm::none && form_ != ObjectiveForm::item;
}

void PageReader::begin_group(const MarkdownPart& part, int level) {
  if (!holds_key_results(parts_, at_)) return not_understood(part);
  words_above_.push_back({level, part.text, true});
  std::vector<std::string> of_each;
  keep_not_understood(of_each, draft_.remarks, part.place, part.text);
}

bool PageReader::is_label_of_key_results(const MarkdownLine& said) const {
  if (!title_text(said.title).empty() || is_title_below()) return false;
  const bool has_number = std::ranges::any_of(said.marked_by, is_digit);
  return says_key_results(parts_, at_, scene_.form, true) || (!has_number && is_item_next(parts_, at_));
}

void PageReader::begin_labelled_key_results(const MarkdownPart& part, const MarkdownLine& said) {
  section_ = Section::key_results;
  section_level_ = part.sort == MarkdownSort::heading ? part.level : level_of_lines;
  is_key_result_open_ = false;
  end_words_above(section_level_);
  if (std::ranges::any_of(said.marked_by, is_digit)) begin_group(part, section_level_);
}

bool PageReader::is_part_of_objective(const MarkdownPart& part) const {
  const bool is_named_so = form_ == ObjectiveForm::heading || form_ == ObjectiveForm::paragraph;
  const bool is_beside_key_results = key_results_level_ > 0 && part.level >= key_results_level_;
  return (is_marked_ || is_beside_key_results) && has_cycle_ && is_named_so && level_ > 0 && part.level > level_ &&
         !holds_objectives(parts_, at_, scene_.form);
}

bool PageReader::has_marked_key_results() {
  if (!has_marked_key_results_) has_marked_key_results_ = marks_key_results(parts_, objective_at_, level_, scene_.form);
  return *has_marked_key_results_;
}

std::optional<Section> PageReader::section_within(std::string_view text) {
  if (const auto section = section_called(text)) return section;
  const bool is_else = objective() && !objective()->key_results.empty() && speaks_of_else(text);
  return is_else ? std::optional(Section::notes) : std::nullopt;
}

void PageReader::begin_part_of_objective(const MarkdownPart& part) {
  constexpr int up_to_next_heading = 6;
  const bool is_else = section_within(part.text) == Section::notes;
  if (is_else) other_level_ = part.level;
  const bool is_marked =
      names_key_results(part.text) || marks_key_results(parts_, at_, up_to_next_heading, scene_.form);
  const bool is_below_else = other_level_ > 0 && !objective()->key_results.empty();
  const bool is_none = !is_marked && (is_else || is_below_else || has_marked_key_results());
  const bool has_some = !is_none && says_key_results(parts_, at_, scene_.form);
  section_ = has_some ? Section::key_results : Section::notes;
  section_level_ = part.level;
  if (has_some) return begin_group(part, part.level);
  not_understood(part);
}

bool PageReader::is_part_of_key_result(std::optional<Section> section) const {
  return section != Section::objectives && section != Section::key_results &&
         !holds_objectives(parts_, at_, scene_.form);
}

void PageReader::begin_part_of_key_result(const MarkdownPart& part, std::optional<Section> section) {
  has_key_result_ = true;
  begin_section(part, section.value_or(speaks_of_else(part.text) ? Section::notes : Section::initiatives));
  if (!section) not_understood(part);
}

void PageReader::keep_heading(const MarkdownPart& part) {
  if (!stands_above_objectives(part)) return not_understood(part);
  words_above_.push_back({part.level, part.text});
  std::vector<std::string> of_each;
  keep_not_understood(of_each, draft_.remarks, part.place, part.text);
  keeps_in_front_ = true;
}

bool PageReader::stands_above_objectives(const MarkdownPart& part) const {
  if (is_title_of_page(part)) return false;
  if (is_marked_) return holds_objectives(parts_, at_, scene_.form);
  for (std::size_t i = at_ + 1; i < parts_.size(); ++i) {
    if (parts_[i].sort != MarkdownSort::heading) continue;
    if (parts_[i].level <= part.level || is_cycle_heading(parts_[i], scene_.form)) return false;
    if (!section_called(parts_[i].text) && holds_key_results(parts_, i)) return true;
  }
  return false;
}

void PageReader::keep_words_above(DraftObjective& of) {
  for (WordsAbove& words : words_above_) {
    if (!words.is_group || !words.is_kept) of.comments.push_back(words.text);
    words.is_kept = true;
  }
  std::erase_if(words_above_, [](const WordsAbove& words) { return words.is_group; });
  std::ranges::move(std::exchange(in_front_, {}), std::back_inserter(of.comments));
  keeps_in_front_ = false;
}

void PageReader::keep_group(DraftKeyResult& kr) {
  for (WordsAbove& words : words_above_) {
    if (!words.is_group) continue;
    kr.comments.push_back(words.text);
    words.is_kept = true;
  }
}

void PageReader::end_words_above(int level) {
  while (!words_above_.empty() && words_above_.back().level >= level) {
    WordsAbove words = std::move(words_above_.back());
    words_above_.pop_back();
    std::vector<std::string> in_front = std::exchange(in_front_, {});
    keeps_in_front_ = false;
    if (!words.is_kept) comments_here().push_back(std::move(words.text));
    std::ranges::move(in_front, std::back_inserter(comments_here()));
  }
}

bool PageReader::is_empty_label(const MarkdownLine& said) const {
  const bool is_label = title_text(said.title).empty() && !said.marked_by.empty();
  if (!is_label || std::ranges::any_of(said.marked_by, is_digit) || is_title_below()) return false;
  for (std::size_t i = at_ + 1; i < parts_.size(); ++i) {
    const MarkdownPart& next = parts_[i];
    if (next.sort == MarkdownSort::item || next.sort == MarkdownSort::header) return false;
    if (next.sort == MarkdownSort::heading && section_called(next.text) != Section::key_results) return true;
    if (line_of(next, scene_.form).mark == LineMark::objective) return true;
  }
  return true;
}

bool PageReader::is_title_below() const {
  if (at_ + 1 == parts_.size()) return false;
  const MarkdownPart& next = parts_[at_ + 1];
  const auto is_label = [](const MarkdownPart& part) { return section_called(part.text) == Section::key_results; };
  if (next.sort == MarkdownSort::paragraph) {
    const LineMark mark = line_of(next, scene_.form).mark;
    return !is_label(next) && mark != LineMark::key_result && mark != LineMark::objective;
  }
  const bool is_one_item = next.sort == MarkdownSort::item && next.level == 1 && at_ + 2 < parts_.size();
  return is_one_item && parts_[at_ + 2].sort != MarkdownSort::item && is_label(parts_[at_ + 2]);
}

std::optional<double> PageReader::share_beside(const MarkdownLine& said) {
  const LineFacts& facts = said.facts;
  const bool is_share = facts.value && facts.target && facts.baseline.value_or(0) == 0 && facts.unit.empty();
  const bool says_more = facts.min || facts.max || facts.confidence || facts.due || facts.as_of || facts.progress;
  if (!is_share || says_more || !said.whole.ends_with(')') || *facts.target <= 0) return std::nullopt;
  const double share = *facts.value / *facts.target;
  return share >= 0 && share <= 1 ? std::optional(share) : std::nullopt;
}

}  // namespace okr::actions
