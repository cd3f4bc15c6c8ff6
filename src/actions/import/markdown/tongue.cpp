// SPDX-License-Identifier: MIT
// Numbers that may be meant in two ways, and the language of a text, as far as it says how they and quarters are meant.
#include <algorithm>

#include "actions/import/markdown/line.hpp"
#include "actions/import/markdown/parts.hpp"
#include "actions/import/markdown/words.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

/// Words that English has not, of languages in which T3 is a quarter; a colon makes a word a label.
constexpr std::string_view romance_words =
    "les|une|pour|avec|nos|notre|dans|aux|objectif|objectifs|cible|actuel|d\u00E9part|\u00E9quipe|los|las|"
    "una|para|por|m\u00E1s|nuestro|nuestra|objetivo|objetivos|meta:|hasta|cada|uma|mais|n\u00E3o|dos|nosso|"
    "nossa|alvo:|atual|at\u00E9|actual:|responsable:|della|degli|pi\u00F9|nostro|nostra|obiettivo|obiettivi|"
    "trimestre|cl\u00E9|clave|resultado|resultados|r\u00E9sultat|resultado-chave|respons\u00E1vel:";

/// The same of other languages with decimal commas.
constexpr std::string_view other_words =
    "und|f\u00FCr|der|dem|zur|zum|nicht|unser|unsere|mehr|werden|ziel:|ziel|zielwert:|sollwert:|istwert:|"
    "startwert:|ausgangswert:|quartal|een|het|voor|onze|niet|och|f\u00F6r|ikke|m\u00E5l:|oraz|dla|"
    "schl\u00FCsselergebnis|schl\u00FCsselergebnisse";

constexpr std::string_view english_words = "the|of|and|to|with|our|by|from|are|this|that|is";

/// In lower case, without what stands around it but the colon of a label.
std::string plain_word(std::string_view word) {
  constexpr std::string_view around = "*_|#>(),.;!?\"'[]";
  const auto first = word.find_first_not_of(around);
  if (first == std::string_view::npos) return {};
  return to_lower_ascii(word.substr(first, word.find_last_not_of(around) - first + 1));
}

}  // namespace

Tongue tongue_of(std::string_view text) {
  int romance = 0, others = 0, english = 0;
  for (const std::string_view line : split(text, '\n'))
    for (const std::string_view said : split(line, ' ')) {
      const std::string word = plain_word(said);
      const std::string_view alone = std::string_view(word).substr(0, word.find(':'));
      const auto is_of = [&](std::string_view words) { return is_one_of(words, word) || is_one_of(words, alone); };
      romance += is_of(romance_words) ? 1 : 0;
      others += is_of(other_words) ? 1 : 0;
      english += is_of(english_words) ? 1 : 0;
    }
  return {.has_decimal_commas = romance + others > english, .has_trimestres = romance > std::max(others, english)};
}

std::string text_of_page(const std::vector<MarkdownPart>& parts) {
  std::string all;
  for (const MarkdownPart& part : parts) {
    all += part.text + "\n";
    for (const std::string& cell : part.cells)
      if (part.sort == MarkdownSort::header) all += cell + ":\n";
  }
  return all;
}

// --- numbers with a mark --------------------------------------------------------------------------------------------

namespace {

/// The numbers of a text that have one of the marks, and no digits of a word in front.
std::vector<std::string_view> marked_numbers(std::string_view text) {
  const auto is_of_number = [](char c) { return is_digit(c) || c == '.' || c == ','; };
  std::vector<std::string_view> numbers;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && is_of_number(text[end])) ++end;
    const std::string_view number = text.substr(begin, end - begin);
    const bool is_in_word = begin > 0 && is_alphanumeric(text[begin - 1]);
    begin = end + 1;
    const auto mark = number.find_first_of(".,");
    if (is_in_word || mark == 0 || mark == std::string_view::npos) continue;
    if (std::ranges::all_of(number.substr(mark + 1), is_digit)) numbers.push_back(number);
  }
  return numbers;
}

/// "1.000", "250,125", and not "0.125", which nobody groups.
bool may_group(std::string_view number) {
  constexpr std::size_t of_a_group = 3;
  const auto mark = number.find_first_of(".,");
  return number.size() - mark - 1 == of_a_group && mark <= of_a_group && number.front() != '0';
}

}  // namespace

std::vector<GroupedNumber> grouped_numbers(std::string_view text, const CsvForm& form) {
  std::vector<GroupedNumber> found;
  for (const std::string_view number : marked_numbers(text)) {
    const auto read = may_group(number) ? number_said(number, form) : std::nullopt;
    const bool is_decimal = read && number.find(form.decimal) != std::string_view::npos;
    if (read) found.push_back({std::string(number), read->value, is_decimal ? read->value * 1000 : read->value / 1000});
  }
  return found;
}

std::string doubtful_number(std::string_view text, const CsvForm& form) {
  const char other = form.decimal == ',' ? '.' : ',';
  for (const std::string_view number : marked_numbers(text)) {
    const auto mark = number.find_first_of(".,");
    const bool looks_grouped = number[mark] == form.decimal && may_group(number);
    const bool looks_broken =
        number[mark] == other && mark + 1 < number.size() && (number.size() - mark - 1 < 3 || number.front() == '0');
    if (looks_grouped || looks_broken) return std::string(number);
  }
  return {};
}

bool says_number(const LineFacts& facts, double number) {
  std::vector<std::optional<double>> all{facts.baseline, facts.target, facts.value,   facts.stretch,
                                         facts.min,      facts.max,    facts.progress};
  for (const DatedValue& one : facts.dated) all.emplace_back(one.value);
  return std::ranges::any_of(all, [&](const std::optional<double>& one) {
    return one && (*one == number || *one == number * 1e3 || *one == number * 1e6 || *one == number * 1e9);
  });
}

}  // namespace okr::actions
