// SPDX-License-Identifier: MIT
#include "actions/import/markdown_words.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "okr/base/text.hpp"

namespace okr::cli {
namespace {

constexpr auto sections =
    std::to_array<std::pair<std::string_view, Section>>({{"objectives", Section::objectives},
                                                         {"ziele", Section::objectives},
                                                         {"okrs", Section::objectives},
                                                         {"key results", Section::key_results},
                                                         {"key result", Section::key_results},
                                                         {"krs", Section::key_results},
                                                         {"schl\u00FCsselergebnisse", Section::key_results},
                                                         {"results", Section::key_results},
                                                         {"initiatives", Section::initiatives},
                                                         {"projects", Section::initiatives},
                                                         {"ma\u00DFnahmen", Section::initiatives},
                                                         {"initiativen", Section::initiatives},
                                                         {"notes", Section::notes},
                                                         {"notizen", Section::notes},
                                                         {"links", Section::notes},
                                                         {"related", Section::notes},
                                                         {"retrospective", Section::notes},
                                                         {"retro", Section::notes},
                                                         {"lessons learned", Section::notes},
                                                         {"lessons", Section::notes},
                                                         {"context", Section::notes},
                                                         {"background", Section::notes},
                                                         {"overview", Section::notes},
                                                         {"summary", Section::notes},
                                                         {"legend", Section::notes},
                                                         {"how to read this page", Section::notes}});

/// Words of a heading that only say that OKRs follow.
constexpr auto idle_words = std::to_array<std::string_view>(
    {"okr", "okrs",    "goals",  "objectives", "for",      "our",   "the",      "my",
     "of",  "in",      "team",   "company",    "personal", "ziele", "f\u00FCr", "and",
     "key", "results", "review", "scores",     "scored",   "final", "results",  "quarter"});

bool is_idle(std::string_view word) { return std::ranges::find(idle_words, to_lower_ascii(word)) != idle_words.end(); }

bool is_about_okrs(std::string_view word) {
  const std::string lower = to_lower_ascii(word);
  return lower == "okr" || lower == "okrs" || lower == "goals" || lower == "objectives" || lower == "ziele";
}

/// Whether what is around the cycle is a mark, not a word.
bool is_mark(std::string_view word) {
  return word.find_first_not_of(":-|()[],.\xE2\x80\x93\x94") == std::string_view::npos;
}

std::string_view without_marks(std::string_view word) {
  while (!word.empty() && std::string_view(":,|()[]").find(word.front()) != std::string_view::npos)
    word.remove_prefix(1);
  while (!word.empty() && std::string_view(":,|()[]").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  return word;
}

std::vector<std::string> trimmed_words(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view word : split(text, ' '))
    if (!trim(word).empty()) words.emplace_back(trim(word));
  return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t first, std::size_t last) {
  return join(std::span(words).subspan(first, last - first), " ");
}

/// "3. Quartal 2026", "Quartal 3" in the words that cycle_said knows.
std::string with_known_words(std::string_view text) {
  std::string plain(text);
  const auto replace = [&](const std::string& german, const std::string& name) {
    const auto at = plain.find(german);
    if (at == std::string::npos) return;
    const auto end = at + german.size();
    if (end < plain.size() && plain[end] >= '0' && plain[end] <= '9') return;  // "Quartal 2026"
    plain.replace(at, german.size(), name);
  };
  for (const std::string quarter : {"1", "2", "3", "4"}) replace(quarter + ". Quartal", "Q" + quarter);
  for (const std::string quarter : {"1", "2", "3", "4"}) replace("Quartal " + quarter, "Q" + quarter);
  return plain;
}

/// "Q3", "H1", "July" of a year that stands in a heading above.
std::optional<SaidCycle> part_of_year(std::string_view text, FiscalYear fiscal_year, const std::string& year) {
  if (year.empty() || text.size() > 9) return std::nullopt;
  return cycle_said(std::string(text) + " " + year, fiscal_year);
}

/// What stands beside the cycle is nothing, idle words, or a title that is set off behind it.
std::optional<std::string> title_beside(const std::vector<std::string>& words, std::size_t first, std::size_t last) {
  bool says_okrs = false;
  std::vector<std::string> before, behind;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i >= first && i < last) continue;
    says_okrs |= is_about_okrs(without_marks(words[i]));
    if (!is_mark(words[i]) && !is_idle(without_marks(words[i]))) (i < first ? before : behind).push_back(words[i]);
  }
  if (before.empty() && behind.empty()) return std::string();
  std::size_t begin = last;
  bool is_set_off = last < words.size() && (words[last - 1].ends_with(':') || words[last].starts_with('('));
  for (; begin < words.size() && (is_mark(words[begin]) || is_idle(without_marks(words[begin]))); ++begin)
    is_set_off |= is_mark(words[begin]) || words[begin].ends_with(':');
  if (before.empty() && is_set_off) return joined(words, begin, words.size());
  if (behind.empty() && says_okrs) {
    std::size_t end = first;
    while (end > 0 && (is_mark(words[end - 1]) || is_idle(without_marks(words[end - 1])))) --end;
    std::string title = joined(words, 0, end);
    while (!title.empty() && std::string_view(" -:|(,").find(title.back()) != std::string_view::npos) title.pop_back();
    return title;
  }
  return std::nullopt;
}

/// A title in brackets without them: "(April - June)" says the cycle's own days again, "(draft)" is no title.
CycleHeading with_plain_title(CycleHeading heading, FiscalYear fiscal_year) {
  std::string& title = heading.title;
  if (!title.starts_with('(') || !title.ends_with(')') || title.find('(', 1) != std::string::npos) return heading;
  title = title.substr(1, title.size() - 2);
  const std::string year = std::to_string(static_cast<int>(heading.cycle.period.last.year()));
  for (const std::string& days : {title, title + " " + year})
    if (const auto again = cycle_said(days, fiscal_year); again && again->period == heading.cycle.period) title.clear();
  const std::string lower = to_lower_ascii(title);
  if (lower == "draft" || lower == "wip" || lower == "entwurf") heading.aside = std::exchange(title, {});
  return heading;
}

}  // namespace

std::optional<Section> section_called(std::string_view said) {
  std::string_view text = trim(said);
  while (text.ends_with(':')) text = trim(text.substr(0, text.size() - 1));
  const std::string lower = to_lower_ascii(text);
  for (const auto& [word, section] : sections)
    if (lower == word) return section;
  return std::nullopt;
}

bool says_only_okrs(std::string_view text) {
  return std::ranges::all_of(trimmed_words(text),
                             [](const std::string& word) { return is_mark(word) || is_idle(without_marks(word)); });
}

std::string team_called(std::string_view text) {
  const std::string lower = to_lower_ascii(text);
  for (const std::string_view front : {"team: ", "team "})
    if (lower.starts_with(front)) return std::string(trim(text.substr(front.size())));
  constexpr std::string_view behind = " team";
  return lower.ends_with(behind) ? std::string(trim(text.substr(0, text.size() - behind.size()))) : std::string();
}

std::optional<CycleHeading> cycle_heading(std::string_view said, FiscalYear fiscal_year, const std::string& year) {
  const std::string text = with_known_words(trim(said));
  if (auto whole = cycle_said(text, fiscal_year)) return CycleHeading{std::move(*whole), {}};
  if (auto part = part_of_year(text, fiscal_year, year)) return CycleHeading{std::move(*part), {}};
  const std::vector<std::string> words = trimmed_words(text);
  for (std::size_t length = std::min<std::size_t>(words.size(), 7); length > 0; --length)
    for (std::size_t first = 0; first + length <= words.size(); ++first) {
      auto cycle = cycle_said(without_marks(joined(words, first, first + length)), fiscal_year);
      if (!cycle) continue;
      if (auto title = title_beside(words, first, first + length))
        return with_plain_title({std::move(*cycle), std::move(*title)}, fiscal_year);
    }
  return std::nullopt;
}

}  // namespace okr::cli
