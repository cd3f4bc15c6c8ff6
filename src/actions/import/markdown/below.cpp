// SPDX-License-Identifier: MIT
// What stands below a part of a page: whether a heading is an objective, and an item one, shows only there.
#include "actions/import/markdown/below.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/core.h>

#include "actions/import/markdown/table.hpp"
#include "actions/import/markdown/words.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

/// The line with a colon behind its front, where the front is nothing but a mark: "O1 Delight", "**KR2** Users".
std::optional<MarkdownLine> line_marked_by(std::string_view front, std::string_view text, const CsvForm& form,
                                           SetOff set_off) {
  if (front.empty() || front.size() >= text.size() || !text.starts_with(front)) return std::nullopt;
  const std::string mark = std::string(front) + ":";
  MarkdownLine marked = markdown_line(mark + " " + std::string(text.substr(front.size())), form, set_off);
  const bool is_mark = marked.mark != LineMark::none && markdown_line(mark, form).title.empty();
  return is_mark ? std::optional(std::move(marked)) : std::nullopt;
}

/// "O1" and "Objective 5" of a heading that goes on behind a blank; elsewhere a number may be of what is meant (O2
/// sensors).
std::optional<MarkdownLine> line_marked_by_number(const MarkdownPart& part, std::string_view text,
                                                  const CsvForm& form) {
  if (part.sort != MarkdownSort::heading && !part.is_strong) return std::nullopt;
  std::size_t end = text.find(' ');
  for (int words = 1; words <= 2 && end != std::string_view::npos && end > 0; ++words, end = text.find(' ', end + 1))
    if (is_digit(text[end - 1]))
      if (auto marked = line_marked_by(text.substr(0, end), text, form, part.set_off);
          marked && marked->mark == LineMark::objective)
        return marked;
  return std::nullopt;
}

/// Whether a text behind a title is nothing but facts, the first of them with its name and a colon.
bool is_all_facts(std::string_view text, const CsvForm& form) {
  const auto facts = facts_in(text, form);
  LineFacts said;
  const auto is_usable = [&](std::string_view fact) { return take_fact(fact, form, said); };
  return !facts.empty() && !fact_called(text.substr(0, text.find(':'))).empty() &&
         std::ranges::all_of(facts, is_usable);
}

/// "**Ship it** Owner: ana", "Ship it *Owner: ana*": emphasis sets off what stands behind the title as a dash does.
std::string with_facts_set_off(const MarkdownPart& part, const CsvForm& form) {
  const std::string_view text = part.text, line = text.substr(0, text.find('\n'));
  std::vector<std::size_t> borders;
  if (line.starts_with(part.front)) borders.push_back(part.front.size());
  if (line.ends_with(part.behind)) borders.push_back(line.size() - part.behind.size());
  for (const std::size_t at : borders) {
    const std::string_view title = trim(line.substr(0, at)), behind = trim(line.substr(at));
    const bool is_parted = title.empty() || std::string_view(":-|,;").find(title.back()) != std::string_view::npos;
    if (!is_parted && is_all_facts(behind, form))
      return fmt::format("{} - {}{}", title, behind, text.substr(line.size()));
  }
  return part.text;
}

MarkdownLine line_as_written(const MarkdownPart& part, const CsvForm& form) {
  const std::string whole = with_facts_set_off(part, form);
  MarkdownLine said = markdown_line(whole, form, part.set_off);
  if (said.mark != LineMark::none) return said;
  if (auto marked = line_marked_by(part.front, whole, form, part.set_off)) return *marked;
  const std::string_view text = without_front_pictographs(whole);
  if (text.size() < whole.size())
    if (MarkdownLine plain = markdown_line(text, form, part.set_off); plain.mark != LineMark::none) return plain;
  const auto marked = line_marked_by_number(part, text, form);
  return marked ? *marked : said;
}

/// The mark of a part that may have one: a heading, an item, a paragraph of its own.
LineMark mark_of(const MarkdownPart& part, const CsvForm& form) {
  const bool may_be = part.sort == MarkdownSort::heading || part.sort == MarkdownSort::item ||
                      (part.sort == MarkdownSort::paragraph && part.level == 0);
  if (part.sort == MarkdownSort::item && has_key_result_lines(part)) return LineMark::objective;
  return may_be ? line_of(part, form).mark : LineMark::none;
}

/// The same, and of an item above marked key results that it is an objective.
LineMark mark_at(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form) {
  const LineMark mark = mark_of(parts[at], form);
  return mark == LineMark::none && is_above_key_results(parts, at, form) ? LineMark::objective : mark;
}

/// A paragraph with lines such as "KR: Users 0 -> 400".
bool has_lines_of_key_results(const MarkdownPart& part) {
  return part.sort == MarkdownSort::paragraph && part.level == 0 &&
         std::ranges::any_of(split(part.text, '\n'), begins_key_result);
}

/// Whether a part below heading `at` is that, before a heading of its own level or of a cycle.
template <class IsIt>
bool stands_below(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form, IsIt is_it) {
  for (std::size_t i = at + 1; i < parts.size(); ++i) {
    const bool is_heading = parts[i].sort == MarkdownSort::heading;
    if (is_heading && (parts[i].level <= parts[at].level || is_cycle_heading(parts[i], form))) return false;
    if (is_it(i)) return true;
  }
  return false;
}

}  // namespace

/// What a text of a part said.
struct ReadLine {
  std::string text;
  MarkdownLine line;
};

const MarkdownLine& line_of(const MarkdownPart& part, const CsvForm& form) {
  if (!part.read || part.read->text != part.text)
    part.read = std::make_shared<const ReadLine>(ReadLine{part.text, line_as_written(part, form)});
  return part.read->line;
}

bool holds_key_results(const std::vector<MarkdownPart>& parts, std::size_t at) {
  for (std::size_t i = at + 1; i < parts.size(); ++i) {
    const MarkdownPart& next = parts[i];
    if (next.sort == MarkdownSort::item || next.sort == MarkdownSort::header) return true;
    if (has_lines_of_key_results(next)) return true;
    if (next.sort != MarkdownSort::heading) continue;
    const auto section = section_called(next.text);
    if (!section || *section == Section::objectives || *section == Section::notes) return false;
  }
  return false;
}

bool is_cycle_heading(const MarkdownPart& part, const CsvForm& form) {
  const bool may_be = part.sort == MarkdownSort::heading || (part.sort == MarkdownSort::paragraph && part.is_strong);
  return may_be && mark_of(part, form) == LineMark::none && cycle_heading(part.text, form.fiscal_year, any_year);
}

bool has_marks(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form) {
  const bool is_preface = at == 0 && !parts.empty() && !is_cycle_heading(parts[at], form);
  for (std::size_t i = at; i < parts.size(); ++i) {
    if (!is_preface && i > at && is_cycle_heading(parts[i], form)) return false;
    if (mark_at(parts, i, form) == LineMark::objective) return true;
  }
  return false;
}

bool holds_items(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form) {
  return stands_below(parts, at, form, [&](std::size_t i) {
    return parts[i].sort == MarkdownSort::item || parts[i].sort == MarkdownSort::header;
  });
}

bool holds_objectives(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form) {
  return stands_below(parts, at, form, [&](std::size_t i) { return mark_at(parts, i, form) == LineMark::objective; });
}

bool holds_headed_objectives(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form) {
  return stands_below(parts, at, form, [&](std::size_t i) {
    if (parts[i].sort != MarkdownSort::heading) return false;
    return mark_of(parts[i], form) == LineMark::objective ||
           (!section_called(parts[i].text) && holds_key_results(parts, i));
  });
}

bool holds_measures(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form) {
  for (std::size_t i = at + 1; i < parts.size() && parts[i].sort != MarkdownSort::heading; ++i)
    if (parts[i].sort == MarkdownSort::item && line_of(parts[i], form).facts.has_measure()) return true;
  return false;
}

bool says_key_results(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form, bool in_next_list) {
  const auto says_measure = [&](const MarkdownPart& part) {
    if (part.sort == MarkdownSort::header) return table_columns(part.cells, true).has(TableColumn::key_result);
    if (has_lines_of_key_results(part)) return true;
    if (part.sort != MarkdownSort::item || !facts_in(part.text, form).empty()) return false;
    const MarkdownLine said = line_of(part, form);
    return said.mark == LineMark::key_result || said.facts.has_measure();
  };
  for (std::size_t i = at + 1; i < parts.size() && parts[i].sort != MarkdownSort::heading; ++i) {
    const bool is_in_list = parts[i].sort == MarkdownSort::item || parts[i].sort == MarkdownSort::header;
    if (in_next_list && !is_in_list) return false;
    if (says_measure(parts[i])) return true;
  }
  return false;
}

bool marks_key_results(const std::vector<MarkdownPart>& parts, std::size_t at, int level, const CsvForm& form) {
  const auto is_label = [](std::string_view line) { return section_called(line) == Section::key_results; };
  for (std::size_t i = at + 1; i < parts.size(); ++i) {
    const MarkdownPart& part = parts[i];
    const bool is_heading = part.sort == MarkdownSort::heading;
    if (is_heading && (part.level <= level || is_cycle_heading(part, form))) return false;
    const LineMark mark = mark_of(part, form);
    if (mark == LineMark::objective) return false;
    if (mark == LineMark::key_result || has_lines_of_key_results(part)) return true;
    if (is_heading && names_key_results(part.text) && says_key_results(parts, i, form)) return true;
    if (!is_heading && std::ranges::any_of(split(part.text, '\n'), is_label)) return true;
    if (part.sort == MarkdownSort::header && marks_key_results(part.cells)) return true;
  }
  return false;
}

bool is_measured(const MarkdownPart& item, const CsvForm& form) {
  if (item.sort != MarkdownSort::item) return false;
  const MarkdownLine said = line_of(item, form);
  const auto without_stop = [](std::string_view text) { return text.substr(0, text.find_last_not_of(".!? ") + 1); };
  const bool is_sentence = without_stop(said.whole) == without_stop(said.title);
  return said.mark == LineMark::none && !said.is_done && said.facts.state.empty() && said.facts.has_measure() &&
         !is_sentence && !speaks_of_else(said.title);
}

bool is_only_item(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form) {
  const auto is_in_list = [&](const MarkdownPart& part) {
    return part.sort != MarkdownSort::heading && part.level >= parts[at].level;
  };
  const auto is_another = [&](const MarkdownPart& part) {
    const std::string_view line = std::string_view(part.text).substr(0, part.text.find('\n'));
    return part.sort == MarkdownSort::item && part.level == parts[at].level && facts_in(line, form).empty();
  };
  for (std::size_t i = at; i-- > 0 && is_in_list(parts[i]);)
    if (is_another(parts[i])) return false;
  for (std::size_t i = at + 1; i < parts.size() && is_in_list(parts[i]); ++i)
    if (is_another(parts[i])) return false;
  return true;
}

std::size_t count_measures(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form) {
  std::size_t count = 0;
  for (std::size_t i = at; i < parts.size(); ++i) {
    const MarkdownPart& part = parts[i];
    if (part.sort == MarkdownSort::heading || part.level < parts[at].level) break;
    if (part.sort != MarkdownSort::item || part.level > parts[at].level) continue;
    LineFacts facts;
    const auto said = facts_in(std::string_view(part.text).substr(0, part.text.find('\n')), form);
    for (const std::string_view fact : said) take_fact(fact, form, facts);
    if (said.empty()) take_range(part.text, form, facts);
    if (facts.has_measure() || facts.value || facts.progress) return 0;
    count += said.empty() && is_measured(part, form) ? 1 : 0;
  }
  return count;
}

bool has_items_in_it(const std::vector<MarkdownPart>& parts, std::size_t at) {
  for (std::size_t i = at + 1; i < parts.size(); ++i) {
    if (parts[i].sort == MarkdownSort::item) return parts[i].level > parts[at].level;
    if (parts[i].sort == MarkdownSort::heading || parts[i].level < parts[at].level) return false;
  }
  return false;
}

bool is_above_key_results(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form) {
  if (parts[at].sort != MarkdownSort::item || at + 1 >= parts.size() || !has_items_in_it(parts, at)) return false;
  const bool is_marked =
      parts[at + 1].sort == MarkdownSort::item && line_of(parts[at + 1], form).mark == LineMark::key_result;
  return is_marked && line_of(parts[at], form).mark == LineMark::none && !section_called(parts[at].text);
}

bool is_item_next(const std::vector<MarkdownPart>& parts, std::size_t at) {
  return at + 1 < parts.size() &&
         (parts[at + 1].sort == MarkdownSort::item || parts[at + 1].sort == MarkdownSort::header);
}

std::vector<MarkdownPart> marked_lines(const MarkdownPart& paragraph, const CsvForm& form) {
  std::vector<MarkdownPart> parts;
  CsvPlace place = paragraph.place;
  std::size_t number = 0;
  for (const std::string_view line : split(paragraph.text, '\n')) {
    const LineMark mark = markdown_line(line, form).mark;
    const bool is_label = line.ends_with(':') && section_called(line) == Section::key_results;
    if (parts.empty() || is_label || mark == LineMark::objective || mark == LineMark::key_result) {
      parts.push_back(paragraph);
      parts.back().text = std::string(line);
      parts.back().place = place;
      parts.back().links.clear();
    } else {
      parts.back().text += "\n" + std::string(line);
    }
    std::ranges::copy_if(paragraph.links, std::back_inserter(parts.back().links),
                         [&](const MarkdownLink& link) { return link.at == number; });
    ++number;
    place = {place.line + 1, 1};
  }
  return parts;
}

}  // namespace okr::actions
