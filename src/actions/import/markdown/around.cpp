// SPDX-License-Identifier: MIT
// What stands around the title of a line and is none of it: how urgent it is and whose in front, and a remark on how it
// went behind an arrow; and lines that are nothing but facts.
#include "actions/import/markdown/line.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "actions/import/markdown/markdown.hpp"
#include "actions/import/markdown/words.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"

namespace okr::actions {
namespace {

/// What sets off a name or a priority in front of a title, taken; false where nothing does.
bool take_set_off(std::string_view& text) {
  const std::string_view rest = trim(text);
  for (const std::string_view mark : {": ", "- ", "\u2013 ", "\u2014 ", "| "}) {
    if (!rest.starts_with(mark)) continue;
    text = trim(rest.substr(mark.size()));
    return true;
  }
  return false;
}

/// "P0 - ", "P1: ", "[P2] ", "(P3) ", "PX - " where it is not known yet: a tag.
bool take_priority(std::string_view& text, LineFacts& facts) {
  constexpr std::size_t size = 2;
  const bool is_bracketed = text.starts_with('[') || text.starts_with('(');
  std::string_view rest = text.substr(is_bracketed ? 1 : 0);
  const std::string_view priority = rest.substr(0, size);
  if (priority.size() < size || priority[0] != 'P' || (priority[1] != 'X' && (priority[1] < '0' || priority[1] > '5')))
    return false;
  rest.remove_prefix(size);
  if (is_bracketed && !rest.starts_with(text.front() == '[' ? "] " : ") ")) return false;
  if (is_bracketed) rest.remove_prefix(1);
  if (!take_set_off(rest) && !is_bracketed) return false;
  text = trim(rest);
  facts.tags.emplace_back(priority);
  return true;
}

/// "@ana - ", "@ana, @bo: ", "@ana (?) ", which nobody has settled yet.
bool take_people(std::string_view& text, MarkdownLine& line) {
  constexpr std::string_view unsettled = "(?)";
  std::size_t end = 0;
  for (std::size_t next = 0; text.substr(next).starts_with('@');) {
    end = std::min(text.find_first_of(" ,;:", next), text.size());
    next = std::min(text.find_first_not_of(" ,;&", end), text.size());
  }
  std::string_view rest = trim(text.substr(end));
  const bool is_unsettled = rest.starts_with(unsettled);
  if (is_unsettled) rest = trim(rest.substr(unsettled.size()));
  LineFacts owned = line.facts;
  const bool is_set_off = take_set_off(rest) || is_unsettled;
  if (end < 2 || !is_set_off || rest.empty() || !put_owners(text.substr(0, end), owned)) return false;
  line.facts = std::move(owned);
  if (is_unsettled) line.unread.emplace_back(unsettled);
  text = rest;
  return true;
}

bool is_whole_sentence(std::string_view text) {
  return !text.empty() && std::string_view(".!?").find(text.back()) != std::string_view::npos;
}

/// "=> Reached.", "=> Hired one so far": words on how it went, and not the second half of a measure ("5 % => below 3 %")
/// or of a change ("bronze => silver").
bool is_remark(std::string_view before, std::string_view behind) {
  if (before.empty() || behind.empty()) return false;
  if (is_whole_sentence(before)) return true;
  const std::string_view last = before.substr(before.rfind(' ') + 1);
  const bool has_words = words_in(behind).size() > 1, is_whole = is_whole_sentence(behind);
  if (begins_number(behind) || !is_upper(behind.front())) return begins_number(behind) && has_words && is_whole;
  return (is_whole || has_words) && (std::ranges::none_of(last, is_digit) || std::ranges::none_of(behind, is_digit));
}

void take_remark(std::string_view& text, MarkdownLine& line) {
  constexpr std::string_view arrow = "=> ";
  const auto at = text.find(arrow);
  if (at == std::string_view::npos) return;
  const std::string_view before = trim(text.substr(0, at));
  if (!is_remark(before, trim(text.substr(at + arrow.size())))) return;
  line.unread.emplace_back(trim(text.substr(at)));
  text = before;
}

// --- a line of facts -------------------------------------------------------------------------------------------------

/// What people note of a record, and it has no such key: words of all sorts, and how it is measured.
constexpr std::string_view words_of_notes =
    "comment|comments|note|notes|remark|remarks|update|risk|risks|blocker|blockers|kommentar|kommentare|notiz|notizen|"
    "bemerkung|bemerkungen|hinweis|risiko|risiken|"
    "how to measure|how measured|how we measure|how it is measured|measured by|measured in|measured with|measured via|"
    "measurement|measurement method|measure|metric|tracking|tracked by|tracked in|tracked with|tracked via|"
    "messung|messmethode|gemessen mit|gemessen durch|gemessen an|wie gemessen|"
    "commentaire|commentaires|remarque|remarques|risque|risques|mesur\u00E9 par|comment mesurer|suivi|"
    "comentario|comentarios|coment\u00E1rio|coment\u00E1rios|nota|notas|riesgo|riesgos|risco|riscos|medido "
    "por|c\u00F3mo medir|como medir|seguimiento|acompanhamento";

}  // namespace

void take_words_around(std::string_view& text, MarkdownLine& line) {
  const std::string_view whole = text;
  while (take_priority(text, line.facts) || take_people(text, line)) {
  }
  line.front = whole.substr(0, whole.size() - text.size());
  take_remark(text, line);
}

bool begins_key_result(std::string_view line) {
  std::string_view text = without_front_pictographs(trim(line));
  return take_mark(text) == LineMark::key_result;
}

bool is_field(std::string_view kind, std::string_view key) {
  const auto fields = fields_of(kind);
  return contains(fields, key, &FieldInfo::key);
}

bool names_field(std::string_view text, const CsvForm& form) {
  const auto colon = text.find(": ");
  if (colon == std::string_view::npos) return false;
  const std::string label = to_lower_ascii(trim(text.substr(0, colon)));
  std::string key = label;
  std::ranges::replace(key, ' ', '-');
  return is_field("objective", key) || is_field("key result", key) || is_one_of(words_of_notes, label) ||
         names_bound(label) || day_written(text.substr(0, colon), form) ||
         (begins_number(text) && number_said(text.substr(colon + 1), form));
}

bool is_fact(std::string_view text, const CsvForm& form) {
  constexpr std::size_t longest_name = 20, longest_without_colon = 60;
  const auto colon = text.substr(0, longest_name).find(':');
  if (colon != std::string_view::npos && !fact_called(text.substr(0, colon)).empty()) return true;
  LineFacts facts;
  return text.size() <= longest_without_colon && take_fact(text, form, facts);
}

std::vector<std::string_view> facts_in(std::string_view line, const CsvForm& form) {
  constexpr auto marks = std::to_array<std::string_view>(
      {", ", "; ", " | ", " / ", " - ", " \u2013 ", " \u2014 ", " \u00B7 ", " \u2022 ", "  "});
  std::vector<std::string_view> facts;
  std::size_t end = line.size();
  for (std::size_t at = end; at-- > 1;) {
    const auto mark = std::ranges::find_if(marks, [&](auto one) { return line.substr(at).starts_with(one); });
    if (mark == marks.end() || at + mark->size() >= end) continue;
    const std::string_view fact = trim(line.substr(at + mark->size(), end - at - mark->size()));
    if (!is_fact(fact, form) && !names_field(fact, form)) continue;
    facts.push_back(fact);
    end = at;
  }
  facts.push_back(trim(line.substr(0, end)));
  if (!is_fact(facts.back(), form)) return {};
  std::ranges::reverse(facts);
  return facts;
}

}  // namespace okr::actions
