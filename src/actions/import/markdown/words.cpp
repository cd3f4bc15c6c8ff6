// SPDX-License-Identifier: MIT
// Headings: which cycle they name, which part of the page they begin, and the title that stands beside that.
#include "actions/import/markdown/words.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "actions/import/markdown/line.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

constexpr std::size_t most_words_of_cycle = 7;  // "1 January 2026 to 31 March 2026"

/// The words of each section in lower case, parted by bars.
constexpr auto sections = std::to_array<std::pair<std::string_view, Section>>(
    {{"objectives|ziele|okrs|objectifs|objetivos", Section::objectives},
     {"key results|key result|krs|schl\u00FCsselergebnisse|results|r\u00E9sultats cl\u00E9s|resultados clave|"
      "resultados-chave|resultados chave",
      Section::key_results},
     {"initiatives|projects|ma\u00DFnahmen|initiativen|iniciativas", Section::initiatives},
     {"notes|notizen|comments|kommentare|links|related|retrospective|retro|lessons "
      "learned|lessons|learnings|erkenntnisse",
      Section::notes},
     {"context|background|overview|summary|legend|assumptions|open questions|next steps|n\u00E4chste schritte",
      Section::notes},
     {"risks|risiken|blockers|risks & dependencies|risks and dependencies|dependencies|health metrics", Section::notes},
     {"risques|riesgos|riscos", Section::notes},
     {"how to read this page", Section::notes}});

/// Words of a heading that only say that OKRs follow.
constexpr auto idle_words = std::to_array<std::string_view>(
    {"okr",    "okrs",   "goals",   "objectives", "for",    "our",      "the", "my",  "of",
     "in",     "team",   "company", "personal",   "ziele",  "f\u00FCr", "and", "key", "results",
     "review", "scores", "scored",  "final",      "result", "quarter",  "&"});

bool is_idle(std::string_view word) { return contains(idle_words, to_lower_ascii(word)); }

bool is_about_okrs(std::string_view word) {
  const std::string lower = to_lower_ascii(word);
  return lower == "okr" || lower == "okrs" || lower == "goals" || lower == "objectives" || lower == "ziele";
}

/// Whether what is around the cycle is a mark, not a word.
bool is_mark(std::string_view word) {
  return word.find_first_not_of(":-|()[],.\xE2\x80\x93\x94") == std::string_view::npos;
}

/// Characters that are pictures: arrows, signs, emoji and what joins them.
std::size_t bytes_of_pictograph(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  if (byte(0) == 0xF0 && byte(1) == 0x9F) return 4;                       // U+1F000 on
  if (byte(0) == 0xE2 && (byte(1) >= 0x86 && byte(1) <= 0xAF)) return 3;  // U+2180 to U+2BFF
  if (byte(0) == 0xEF && byte(1) == 0xB8 && byte(2) == 0x8F) return 3;    // U+FE0F
  return byte(0) == 0xE2 && byte(1) == 0x80 && byte(2) == 0x8D ? 3 : 0;   // U+200D
}

/// Words that call what is not pursued, or not in this cycle ...
constexpr std::string_view words_of_unpursued =
    "backlog|idea|ideas|someday|maybe|later|future|parked|parking|wishlist|icebox|postponed|deferred|cancelled|"
    "canceled|dropped|abandoned|discarded|rejected|archive|archived|ideen|ideenspeicher|sp\u00E4ter|irgendwann|"
    "vielleicht|verschoben|abgebrochen|gestrichen|verworfen|archiv|id\u00E9es|annul\u00E9|annul\u00E9s|"
    "abandonn\u00E9|abandonn\u00E9s|report\u00E9|report\u00E9s|archives|ideias|cancelado|cancelados|cancelada|"
    "canceladas|aplazado|aplazados|adiado|adiados|archivo|arquivo";
/// ... and several together that do.
constexpr std::string_view phrases_of_unpursued =
    "parking lot|on hold|on ice|wish list|stretch ideas|not now|not doing|won't do|anti-goals|non-goals|out of scope|"
    "not in scope|last quarter|next quarter|previous quarter|zur\u00FCckgestellt|nicht-ziele|plus tard|hors "
    "p\u00E9rim\u00E8tre|m\u00E1s tarde|alg\u00FAn d\u00EDa|mais tarde|um dia|fuera de alcance|fora do escopo";

/// Words that say how far a cycle is.
constexpr auto aside_words = std::to_array<std::string_view>(
    {"draft", "wip", "entwurf", "archive", "archived", "archiv", "final", "closed", "done", "current", "aktuell"});

bool is_aside(std::string_view word) { return contains(aside_words, to_lower_ascii(word)); }

std::string_view without_marks(std::string_view word) {
  while (!word.empty() && std::string_view(":,|()[]").find(word.front()) != std::string_view::npos)
    word.remove_prefix(1);
  while (!word.empty() && std::string_view(":,|()[]").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  return word;
}

/// "Objective and Key Result" in the plural, as a heading says it.
std::vector<std::string> trimmed_words(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view word : split(text, ' '))
    if (!trim(word).empty()) words.emplace_back(trim(word));
  const auto is_word = [&](std::size_t at, std::string_view word) { return to_lower_ascii(words[at]) == word; };
  for (std::size_t i = 0; i + 2 < words.size(); ++i)
    if (is_word(i, "objective") && (is_word(i + 1, "and") || words[i + 1] == "&") && is_word(i + 2, "key"))
      words[i] += 's';
  return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t first, std::size_t last) {
  return join(std::span(words).subspan(first, last - first), " ");
}

/// "3. Quartal 2026", "Quartal 3", "3e trimestre", "3\u00BA trimestre de 2026" in the words that cycle_said knows.
std::string with_known_words(std::string_view text) {
  std::string plain(text);
  const auto replace = [&](const std::string& said, const std::string& name) {
    const auto at = plain.find(said);
    if (at == std::string::npos) return;
    const auto end = at + said.size();
    if (end < plain.size() && is_digit(plain[end])) return;  // "Quartal 2026"
    const std::size_t of = std::string_view(plain).substr(end).starts_with(" de ") ? 3 : 0;
    plain.replace(at, said.size() + of, name);
  };
  for (const std::string quarter : {"1", "2", "3", "4"}) {
    for (const char* behind : {". Quartal", "e trimestre", "er trimestre", "\u00E8me trimestre", "\u00BA trimestre"})
      replace(quarter + behind, "Q" + quarter);
    for (const char* before : {"Quartal ", "Trimestre ", "trimestre "}) replace(before + quarter, "Q" + quarter);
  }
  return plain;
}

/// "Q3 2026"; "Q3", "H1", "July" of a year that stands in a heading above.
std::optional<SaidCycle> cycle_of_words(std::string_view text, FiscalYear fiscal_year, const std::string& year) {
  constexpr std::size_t longest_part = 9;  // "September"
  if (auto whole = cycle_said(text, fiscal_year)) return whole;
  if (year.empty() || text.size() > longest_part) return std::nullopt;
  return cycle_said(std::string(text) + " " + year, fiscal_year);
}

/// "2026 (January" of "2026 (January - December)".
bool cuts_brackets(std::string_view text) {
  return std::ranges::count(text, '(') != std::ranges::count(text, ')') ||
         std::ranges::count(text, '[') != std::ranges::count(text, ']');
}

/// Where a title begins behind a cycle: behind the last mark that only idle words stand in front of ("OKRs: Ship it");
/// all that stands there is kept, whatever its first words are ("- The team of tomorrow"). Nothing where no mark sets
/// it off.
std::optional<std::size_t> begin_of_title(const std::vector<std::string>& words, std::size_t last) {
  std::optional<std::size_t> begin;
  if (words[last - 1].ends_with(':')) begin = last;
  for (std::size_t i = last; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word.starts_with('(') || word.starts_with('[')) begin = i;
    if (!is_mark(word) && !is_idle(without_marks(word))) break;
    if (is_mark(word) || word.ends_with(':')) begin = i + 1;
  }
  while (begin && *begin > last && cuts_brackets(joined(words, *begin, words.size()))) --*begin;
  return begin;
}

/// Where a title ends in front of a cycle: in front of the idle words that a mark sets off from it (" - our goals,"),
/// else in front of "OKRs for".
std::size_t end_of_title(const std::vector<std::string>& words, std::size_t first) {
  std::size_t end = first;
  while (end > 0 && is_mark(words[end - 1])) --end;
  std::size_t okrs = end;
  const auto ends_with_mark = [&] { return end > 0 && end < first && words[end - 1].ends_with(':'); };
  for (; end > 0 && !ends_with_mark() && is_idle(without_marks(words[end - 1])); --end)
    if (is_about_okrs(without_marks(words[end - 1]))) okrs = end - 1;
  if (end > 0 && (is_mark(words[end - 1]) || ends_with_mark())) okrs = end;
  while (okrs > 0 && is_mark(words[okrs - 1])) --okrs;
  return okrs;
}

/// "Current OKRs", "OKR plan": beside them no title.
bool says_nothing(std::string_view word) {
  return is_one_of("current|aktuelle|plan|planning|planung|tracker|list|liste", to_lower_ascii(without_marks(word)));
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
  if (says_okrs) {
    std::erase_if(before, says_nothing);
    std::erase_if(behind, says_nothing);
  }
  if (before.empty() && behind.empty()) return std::string();
  if (const auto begin = begin_of_title(words, last); before.empty() && begin)
    return joined(words, *begin, words.size());
  if (behind.empty() && says_okrs) {
    std::string title = joined(words, 0, end_of_title(words, first));
    while (!title.empty() && std::string_view(" -:|(,").find(title.back()) != std::string_view::npos) title.pop_back();
    return title;
  }
  return std::nullopt;
}

/// Words and numbers in lower case, letters of all sorts together.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  bool goes_on = false;
  for (const char c : to_lower_ascii(without_pictographs(text))) {
    const bool is_of_word = is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80;
    if (is_of_word && !goes_on) tokens.emplace_back();
    if (is_of_word) tokens.back() += c;
    goes_on = is_of_word;
  }
  return tokens;
}

constexpr auto words_of_parts = std::to_array<std::string_view>(
    {"quarter", "quartal",   "trimester", "trimestre", "tertial", "semester", "semestre", "halbjahr",
     "spring",  "summer",    "autumn",    "fall",      "winter",  "sommer",   "herbst",   "januar",
     "februar", "m\u00E4rz", "mai",       "juni",      "juli",    "oktober",  "dezember"});

/// "q3", "3q26", "t3", "july", "quarter": of a word that tokens_of made.
bool is_part_of_year(std::string_view token) {
  if (contains(words_of_parts, token) || month_named(token)) return true;
  const auto is_letter = [](char c) { return c == 'q' || c == 'h' || c == 't' || c == 's'; };
  const auto is_which = [](char c) { return c >= '1' && c <= '4'; };
  if (token.size() == 2) return (is_letter(token[0]) && is_which(token[1])) || (token[1] == 'q' && is_which(token[0]));
  const bool is_quarter = token.size() > 2 && (token[1] == 'q' || token[1] == 't');  // "3t" alone may be tonnes
  return is_quarter && is_which(token[0]) && std::ranges::all_of(token.substr(2), is_digit);
}

bool says_part_of_year(std::string_view text) { return std::ranges::any_of(tokens_of(text), is_part_of_year); }

/// A title in brackets without them: "(April - June)" says the cycle's own days again, "(draft)" is no title.
CycleHeading with_plain_title(CycleHeading heading, FiscalYear fiscal_year) {
  std::string& title = heading.title;
  const bool is_round = title.starts_with('(') && title.ends_with(')');
  if (!is_round && !(title.starts_with('[') && title.ends_with(']'))) return heading;
  if (title.find(title.front(), 1) != std::string::npos) return heading;
  title = title.substr(1, title.size() - 2);
  const std::string year = std::to_string(static_cast<int>(heading.cycle.period.last.year()));
  for (const std::string& days : {title, title + " " + year})
    if (const auto again = cycle_said(days, fiscal_year); again && again->period == heading.cycle.period) title.clear();
  if (is_aside(title)) heading.aside = std::exchange(title, {});
  return heading;
}

/// Whether the words beside a cycle make it another one: "Summer 2026" is no year, "Q1 - Q2 2026" no quarter. Its own
/// days may be said again behind it.
bool is_another(const CycleHeading& heading, const std::string& before, const std::string& behind,
                FiscalYear fiscal_year) {
  constexpr std::size_t digits_of_year = 4;
  if (says_part_of_year(before)) return true;
  const bool says_days_again = heading.title.empty() && heading.aside.empty() && behind.ends_with(')');
  if (heading.cycle.id.size() == digits_of_year && !says_days_again && says_part_of_year(behind)) return true;
  const auto other = cycle_said(heading.title, fiscal_year);
  return other && other->period != heading.cycle.period;
}

std::optional<CycleHeading> heading_of(const std::string& text, FiscalYear fiscal_year, const std::string& year) {
  if (auto whole = cycle_of_words(text, fiscal_year, year)) return CycleHeading{std::move(*whole), {}};
  const std::vector<std::string> words = trimmed_words(text);
  for (std::size_t length = std::min(words.size(), most_words_of_cycle); length > 0; --length)
    for (std::size_t first = 0; first + length <= words.size(); ++first) {
      const std::string stretch = joined(words, first, first + length);
      if (cuts_brackets(stretch)) continue;
      const bool may_be_part = says_part_of_year(stretch);  // "Year in review" names none
      auto cycle = cycle_of_words(without_marks(stretch), fiscal_year, may_be_part ? year : std::string());
      if (!cycle) continue;
      auto title = title_beside(words, first, first + length);
      if (!title) continue;
      auto heading = with_plain_title({std::move(*cycle), std::move(*title)}, fiscal_year);
      if (is_another(heading, joined(words, 0, first), joined(words, first + length, words.size()), fiscal_year))
        return std::nullopt;
      return heading;
    }
  return std::nullopt;
}

/// "[WIP] Q3 2026", "Archive: Q4 2025" without what says how far it is.
std::string without_aside(std::string text, std::string& aside) {
  std::vector<std::string> words = trimmed_words(text);
  if (words.size() < 2) return text;
  const auto is_bracketed = [](std::string_view word) { return word.ends_with(')') || word.ends_with(']'); };
  if (is_bracketed(words.back()) && is_aside(without_marks(words.back()))) {
    aside = std::string(without_marks(words.back()));
    return joined(words, 0, words.size() - 1);
  }
  if (!is_aside(without_marks(words.front()))) return text;
  aside = std::string(without_marks(words.front()));
  std::size_t begin = 1;
  while (begin < words.size() && is_mark(words[begin])) ++begin;
  return joined(words, begin, words.size());
}

}  // namespace

std::string without_pictographs(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::size_t bytes = bytes_of_pictograph(text);
    if (bytes > 0)
      plain += ' ';
    else
      plain += text.front();
    text.remove_prefix(std::min(text.size(), std::max<std::size_t>(bytes, 1)));
  }
  return std::string(trim(plain));
}

std::string_view without_front_pictographs(std::string_view text) {
  while (const std::size_t bytes = bytes_of_pictograph(text)) text = trim(text.substr(std::min(bytes, text.size())));
  return text;
}

namespace {

/// Without brackets whose other half went with the cycle, and marks at its end.
std::string without_lone_brackets(const std::string& text) {
  std::vector<std::size_t> open, lone;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(' || text[at] == '[') open.push_back(at);
    if (text[at] != ')' && text[at] != ']') continue;
    (open.empty() ? lone : open).push_back(at);
    if (open.size() > 1 && open.back() == at) open.resize(open.size() - 2);
  }
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (!contains(open, at) && !contains(lone, at)) plain += text[at];
  while (!plain.empty() && std::string_view(" :,;-|").find(plain.back()) != std::string_view::npos) plain.pop_back();
  return std::string(trim(plain));
}

}  // namespace

std::string readable_heading(std::string_view text, FiscalYear fiscal_year) {
  const std::vector<std::string> words = trimmed_words(text);
  for (std::size_t length = std::min(words.size(), most_words_of_cycle); length > 0; --length)
    for (std::size_t first = 0; first + length <= words.size(); ++first) {
      const std::string cycle(without_marks(joined(words, first, first + length)));
      if (is_mark(words[first]) || is_mark(words[first + length - 1]) || !cycle_said(cycle, fiscal_year)) continue;
      std::vector<std::string> others(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first));
      while (!others.empty() && is_mark(others.back())) others.pop_back();
      others.insert(others.end(), words.begin() + static_cast<std::ptrdiff_t>(first + length), words.end());
      const std::string title = without_lone_brackets(join(others, " "));
      const std::string readable = title.empty() ? cycle : fmt::format("{}: {}", cycle, title);
      const auto again = says_part_of_year(title) ? std::nullopt : cycle_heading(readable, fiscal_year);
      return again && again->cycle.id == cycle_said(cycle, fiscal_year)->id ? readable : std::string();
    }
  return {};
}

namespace {

/// Without years, parts of them and words that only say that OKRs follow.
std::vector<std::string> words_that_say_more(std::string_view text) {
  std::vector<std::string> words = tokens_of(text);
  std::erase_if(words, [](const std::string& word) {
    const bool is_year = word.size() == 4 && std::ranges::all_of(word, is_digit);
    return is_year || is_idle(word) || is_part_of_year(word);
  });
  return words;
}

}  // namespace

bool names_unpursued(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.size() > longest || !team_called(text).empty()) return false;
  if (is_one_of(phrases_of_unpursued, to_lower_ascii(without_end_marks(text)))) return true;
  const std::vector<std::string> words = words_that_say_more(text);
  const auto is_one = [](const std::string& word) { return is_one_of(words_of_unpursued, word); };
  return is_one_of(phrases_of_unpursued, join(words, " ")) || (!words.empty() && std::ranges::all_of(words, is_one));
}

std::optional<Section> section_called(std::string_view said) {
  const std::string lower = to_lower_ascii(without_end_marks(said));
  for (const auto& [words, section] : sections)
    if (is_one_of(words, lower)) return section;
  return names_unpursued(said) ? std::optional(Section::notes) : std::nullopt;
}

bool names_key_results(std::string_view text) {
  return section_called(text) == Section::key_results ||
         is_one_of(
             "measures|measure|metrics|key metrics|success metrics|success measures|success criteria|indicators|"
             "kpis|how we measure|how we measure success|how we will know|how we'll know|measured by|kennzahlen|"
             "messgr\u00F6\u00DFen|ergebnisse|indicateurs|mesures|r\u00E9sultats|indicadores|m\u00E9tricas|resultados",
             to_lower_ascii(without_end_marks(text)));
}

bool speaks_of_else(std::string_view text) {
  if (const auto section = section_called(text)) return section == Section::notes;
  const std::string left = join(words_that_say_more(text), " ");
  return section_called(left) == Section::notes ||
         is_one_of(
             "outlook|forecast|preview|budget|budgets|cost|costs|history|ausblick|prognose|kosten|perspectives|"
             "pr\u00E9visions|perspectivas|presupuesto|or\u00E7amento",
             left);
}

bool says_only_okrs(std::string_view text) {
  return std::ranges::all_of(trimmed_words(text),
                             [](const std::string& word) { return is_mark(word) || is_idle(without_marks(word)); });
}

std::string overall_score(std::string_view line) {
  const std::string lower = to_lower_ascii(line);
  for (const std::string_view front : {"overall score:", "overall:"})
    if (lower.starts_with(front)) return fmt::format("Score:{}", line.substr(front.size()));
  return {};
}

bool says_okrs(std::string_view text) {
  return std::ranges::any_of(trimmed_words(text),
                             [](const std::string& word) { return is_about_okrs(without_marks(word)); });
}

std::string team_called(std::string_view text) {
  constexpr std::string_view articles = "the|our|my|a|unser|unsere|das|des|le|la|les|l'|el|los|las|notre|nuestro";
  constexpr std::string_view prepositions = "of|for|f\u00FCr|vom|von|de|du|del|d'";
  constexpr std::string_view team = "team|team:|teams|\u00E9quipe|\u00C9quipe|equipo";
  const std::vector<std::string> words = trimmed_words(text);
  const auto is_word = [&](std::size_t at, std::string_view list) {
    return at < words.size() && is_one_of(list, to_lower_ascii(words[at]));
  };
  std::size_t begin = 0, end = words.size();
  while (end > begin && is_about_okrs(words[end - 1])) --end;
  while (begin < end && (is_about_okrs(words[begin]) || is_word(begin, articles) || is_word(begin, prepositions)))
    ++begin;
  if (is_word(begin, team)) {
    const bool may_be_of = !is_word(begin, "team|team:");  // "Team of tomorrow" is a title
    for (++begin; may_be_of && (is_word(begin, articles) || is_word(begin, prepositions));) ++begin;
    while (begin < end && is_mark(words[begin])) ++begin;
  } else if (end > begin + 1 && is_word(end - 1, "team") && !is_word(end - 2, articles)) {
    --end;
  } else {
    return {};
  }
  const std::string name = begin < end ? joined(words, begin, end) : std::string();
  return says_only_okrs(name) || is_word(begin, prepositions) || looks_like_period(name) ? std::string() : name;
}

std::string team_of_heading(std::string_view text) {
  std::string name = team_called(text);
  return says_okrs(name.substr(0, name.find(' '))) ? std::string() : name;
}

std::optional<CycleHeading> cycle_heading(std::string_view said, FiscalYear fiscal_year, const std::string& year) {
  const std::string text = with_known_words(trim(said));
  if (auto heading = heading_of(text, fiscal_year, year)) return heading;
  std::string aside;
  const std::string plain = without_aside(without_pictographs(text), aside);
  if (plain == text) return std::nullopt;
  auto heading = heading_of(plain, fiscal_year, year);
  if (heading && heading->aside.empty()) heading->aside = std::move(aside);
  return heading;
}

bool looks_like_period(std::string_view text) {
  constexpr int most_others = 2;                       // "Grow by half until 2027" is a sentence
  int periods = 0, others = 0, front = 0, behind = 0;  // words in front of all of it, and behind
  for (const std::string& token : tokens_of(text)) {
    const bool is_year = token.size() == 4 && (token.starts_with("19") || token.starts_with("20")) &&
                         std::ranges::all_of(token, is_digit);
    const bool is_fiscal = token.starts_with("fy") && std::ranges::all_of(token.substr(2), is_digit);
    if (is_year || is_fiscal || is_part_of_year(token) || token == "archive" || token == "archiv") {
      if (periods++ == 0) front = others;
      behind = others;
    } else if (!std::ranges::all_of(token, is_digit) && !is_idle(token) && !is_aside(token)) {
      ++others;
    }
  }
  const bool is_amid_words = front > 0 && others > behind;  // "Close key Q2 tickets"
  return periods > 0 && others <= most_others && !is_amid_words;
}

}  // namespace okr::actions
