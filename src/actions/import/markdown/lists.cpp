// SPDX-License-Identifier: MIT
// Lists whose items are no key results of a heading: objectives with their key results in the lines of an item, and
// lists with the objective in the line in front of them. The items of one list are of one kind.
#include "actions/import/markdown/page.hpp"

#include <algorithm>

#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

/// A list that is read: where its items stand.
using Items = std::vector<std::size_t>;

void note_kind(const std::vector<MarkdownPart>& parts, const Items& items, const CsvForm& form, ListKinds& kinds) {
  const auto has_lines = [&](std::size_t at) { return has_key_result_lines(parts[at]); };
  const auto has_items = [&](std::size_t at) { return at + 1 < parts.size() && has_items_in_it(parts, at); };
  const auto is_objective = [&](std::size_t at) { return line_of(parts[at], form).mark == LineMark::objective; };
  const bool is_of_lines = std::ranges::any_of(items, has_lines), is_marked = std::ranges::any_of(items, is_objective);
  const auto nested = static_cast<std::size_t>(std::ranges::count_if(items, has_items));
  for (const std::size_t at : items) {
    kinds.has_lines[at] = is_of_lines;
    kinds.is_nested[at] = nested > 0 && 2 * nested >= items.size();
    kinds.is_marked[at] = is_marked;
  }
}

/// One line in front of a list.
bool is_line_of_list(const std::vector<MarkdownPart>& parts, std::size_t at) {
  const MarkdownPart& part = parts[at];
  return part.sort == MarkdownSort::paragraph && part.level == 0 && !part.is_strong &&
         part.text.find('\n') == std::string::npos && at + 1 < parts.size() && parts[at + 1].sort == MarkdownSort::item;
}

}  // namespace

bool has_key_result_lines(const MarkdownPart& item) {
  const auto lines = split(item.text, '\n');
  return item.sort == MarkdownSort::item && std::any_of(lines.begin() + 1, lines.end(), begins_key_result);
}

ListKinds kinds_of_lists(const std::vector<MarkdownPart>& parts, const CsvForm& form) {
  const std::vector<bool> none(parts.size());
  ListKinds kinds{none, none, none};
  std::vector<Items> open;  // a list in each list
  const auto close_down_to = [&](std::size_t level) {
    for (; open.size() > level; open.pop_back()) note_kind(parts, open.back(), form, kinds);
  };
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const auto level = static_cast<std::size_t>(parts[at].level);
    const bool is_item = parts[at].sort == MarkdownSort::item;
    close_down_to(parts[at].sort == MarkdownSort::heading ? 0 : level);
    if (!is_item || level == 0) continue;
    open.resize(std::max(open.size(), level));
    open[level - 1].push_back(at);
  }
  close_down_to(0);
  return kinds;
}

// --- a line in front of each list ------------------------------------------------------------------------------------

void LabelledLists::look_at(const std::vector<MarkdownPart>& parts, std::size_t at, int cycle_level,
                            const CsvForm& form) {
  std::size_t begin = at;
  while (begin > 0 && !is_cycle_heading(parts[begin], form)) --begin;
  lines_ = 0;
  may_be_ = true;
  for (end_ = at; begin < parts.size(); ++begin) {
    const MarkdownPart& part = parts[begin];
    const bool is_heading = part.sort == MarkdownSort::heading, is_cycle = is_cycle_heading(part, form);
    if (begin > at && (is_cycle || (is_heading && part.level <= cycle_level))) break;
    const bool is_objective_above = is_heading && !section_called(part.text) && holds_key_results(parts, begin);
    may_be_ &= is_cycle || !is_objective_above;
    may_be_ &= !part.is_strong || part.sort != MarkdownSort::paragraph || !is_item_next(parts, begin);
    lines_ += is_line_of_list(parts, begin) && !lists_.is_nested[begin + 1] ? 1 : 0;
  }
  end_ = begin;
}

bool LabelledLists::is_label(const std::vector<MarkdownPart>& parts, std::size_t at, int cycle_level,
                             const CsvForm& form) {
  if (!is_line_of_list(parts, at)) return false;
  if (at >= end_) look_at(parts, at, cycle_level, form);
  const std::string_view text = trim(parts[at].text);
  const bool is_beside = parts[at + 1].place.line == parts[at].place.line + 1;
  const bool may_be_prose = text.ends_with(':') || text.ends_with('.');
  if (!may_be_ || says_only_okrs(text)) return false;
  const std::size_t others = lines_ - (lists_.is_nested[at + 1] ? 0 : 1);  // that are such lines for certain
  return others > 0 || (is_beside && !may_be_prose && !lists_.is_nested[at + 1]);
}

bool PageReader::is_label_of_list(const MarkdownPart& part) {
  if (is_marked_ || form_ == ObjectiveForm::heading || !(has_cycle_ || scene_.cycle)) return false;
  if (section_ != Section::none && section_ != Section::objectives) return false;
  return part.text == parts_[at_].text && labels_.is_label(parts_, at_, cycle_level_, scene_.form);
}

// --- key results in the lines of an item -----------------------------------------------------------------------------

bool PageReader::has_objectives_in_lines() const {
  const bool is_section = section_ == Section::initiatives || section_ == Section::notes;
  return lists_.has_lines[at_] && form_ != ObjectiveForm::heading && !is_section &&
         (roles_.empty() || roles_.back().role == Role::objective);
}

void PageReader::begin_objective_of_lines(const MarkdownPart& part) {
  const auto outer = roles_.empty() ? std::nullopt : roles_.back().self;
  if (!has_key_result_lines(part)) {
    begin_objective(part, line_of(part, scene_.form), ObjectiveForm::item, part.level);
    if (outer && objective()) objective()->parent = outer;
    return;
  }
  const std::vector<MarkdownPart> lines = marked_lines(part, scene_.form);
  links_ = lines.front().links;
  begin_objective(lines.front(), line_of(lines.front(), scene_.form), ObjectiveForm::item, part.level);
  if (outer && objective()) objective()->parent = outer;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    keep_links(lines[i - 1]);
    links_ = lines[i].links;
    if (begins_key_result(lines[i].text))
      begin_key_result(lines[i], line_of(lines[i], scene_.form));
    else
      not_understood(lines[i]);
  }
}

}  // namespace okr::actions
