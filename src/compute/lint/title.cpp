// SPDX-License-Identifier: MIT
// Words of a title: whether it names a task, an amount or a thing, as far as lists of English words can tell.
#include "compute/lint/findings.hpp"

#include <algorithm>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"

namespace okr {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view articles[] = {"a",     "an",  "the",   "our",  "my",  "your", "its",
                                         "their", "all", "every", "each", "new", "more"};

// Words that are verbs and names of things alike: what follows tells.
constexpr std::string_view also_things[] = {"launch", "build",   "release", "test",  "plan",   "ship",
                                            "help",   "support", "boost",   "write", "define", "make"};

// Behind such a word: it is a thing's.
constexpr std::string_view things[] = {
    "adherence", "articles",  "backlog", "calls",   "candidate", "candidates", "cases",     "center",
    "centre",    "channels",  "cost",    "costs",   "coverage",  "cycle",      "cycles",    "date",
    "dates",     "day",       "days",    "desk",    "duration",  "errors",     "failure",   "failures",
    "flakiness", "frequency", "hours",   "latency", "load",      "minutes",    "notes",     "performance",
    "post",      "posts",     "quality", "queue",   "rate",      "rates",      "readiness", "reliability",
    "requests",  "results",   "score",   "scores",  "share",     "size",       "speed",     "stability",
    "success",   "suite",     "tickets", "time",    "times",     "throughput", "train",     "volume",
    "week",      "weeks"};

// Behind a number: it is a version's or a model's.
constexpr std::string_view versioned[] = {"alpha",  "beta",    "edition", "generation", "launch",  "migration",
                                          "update", "upgrade", "release", "rollout",    "version", "support"};

// Behind a word of pay: it is a thing of another kind.
constexpr std::string_view no_pay[] = {"card",     "chapter", "chapters", "code",  "codes",  "content",  "episode",
                                       "episodes", "feature", "features", "level", "levels", "material", "miles",
                                       "points",   "round",   "rounds",   "track", "tracks", "videos"};

constexpr std::string_view being[] = {"is", "are", "was", "were", "has", "have", "stays", "stay", "takes", "take"};
constexpr std::string_view relatives[] = {"that", "which", "who", "what",    "where",
                                          "when", "how",   "if",  "whether", "so"};
constexpr std::string_view denials[] = {"no", "not", "without", "never", "nor", "non", "instead"};
constexpr std::string_view less[] = {"cut",  "decrease", "fewer",  "halve", "less",  "limit",  "lower", "reduce",
                                     "save", "shorten",  "shrink", "below", "under", "within", "saved", "most"};
constexpr std::string_view growing[] = {
    "acquire", "achieve",  "add",   "attract", "boost",  "double", "drive", "gain",    "get",      "grow",    "have",
    "improve", "increase", "raise", "reach",   "triple", "win",    "of",    "million", "thousand", "billion", "k"};
constexpr std::string_view behind_amounts[] = {"at", "above", "below", "by", "over", "to", "under", "and", "is", "are"};

// Before the last number of a title: it is one.
constexpr std::string_view before_amounts[] = {"above", "at",    "below", "by",    "from", "get",
                                               "hit",   "least", "most",  "of",    "over", "reach",
                                               "than",  "to",    "under", "until", "win"};

// Before a number: it is a name's or a rank, no amount.
constexpr std::string_view counters[] = {"#",       "version", "release", "phase", "part",  "level", "stage",
                                         "chapter", "top",     "number",  "no",    "year",  "class", "grade",
                                         "wave",    "sprint",  "week",    "day",   "round", "tier",  "type",
                                         "v",       "step",    "season",  "iso",   "team"};

bool is_letter(char c) { return is_lower(c) || is_upper(c) || static_cast<unsigned char>(c) >= 0x80; }

/// Typographic marks as those of a keyboard.
std::string plain_marks(std::string_view text) {
  struct Mark {
    std::string_view from;
    char to;
  };
  constexpr Mark marks[] = {{"\u201C", '"'}, {"\u201D", '"'},  {"\u201E", '"'},  {"\u00AB", '"'},
                            {"\u00BB", '"'}, {"\u2018", '\''}, {"\u2019", '\''}, {"\u2011", '-'},
                            {"\u2010", '-'}, {"\u2013", ' '},  {"\u2014", ' '},  {"\u00A0", ' '},
                            {"\u202F", ' '}, {"\u2026", ' '},  {"\u20AC", '$'},  {"\u00A3", '$'}};
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const auto* mark =
        std::ranges::find_if(marks, [&](const Mark& one) { return text.substr(at).starts_with(one.from); });
    const bool is_mark = mark != std::end(marks);
    plain += is_mark ? mark->to : text[at];
    at += is_mark ? mark->from.size() : 1;
  }
  return plain;
}

/// Where the word ends that begins at `at`: letters, digits, and marks between them ("sign-ups", "don't", "10,000").
std::size_t word_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    const char c = text[end];
    const bool joins = (c == '-' || c == '\'' || c == '.' || c == ',' || c == '/') && end > at &&
                       end + 1 < text.size() && (is_letter(text[end + 1]) || is_digit(text[end + 1])) &&
                       (c == '-' || c == '\'' || (is_digit(text[end - 1]) && is_digit(text[end + 1])));
    if (!is_letter(c) && !is_digit(c) && !joins) break;
    ++end;
  }
  return end;
}

bool is_all_digits(std::string_view word) {
  return !word.empty() && is_digit(word.front()) &&
         std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '.' || c == ','; });
}

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) && is_all_digits(word);
}

/// launch: launching, launched; create: creating; ship: shipping.
bool is_form_of(std::string_view word, std::string_view verb) {
  for (const std::string_view ending : {"ing", "ed"}) {
    if (!word.ends_with(ending)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    if (stem == verb || std::string(stem) + "e" == verb) return true;
    if (stem.size() == verb.size() + 1 && stem.starts_with(verb) && stem.back() == verb.back()) return true;
  }
  return false;
}

}  // namespace

Title::Title(std::string_view text) {
  const std::string plain = plain_marks(text);
  bool is_quoted = false;
  for (std::size_t at = 0; at < plain.size();) {
    const char c = plain[at];
    if (c == '"') is_quoted = !is_quoted;
    if (!is_letter(c) && !is_digit(c)) {
      if (c == '%' || c == '#' || c == '$') words_.push_back({.text = std::string(1, c), .is_quoted = is_quoted});
      ++at;
      continue;
    }
    const std::size_t end = word_end(plain, at);
    const std::string_view word = std::string_view(plain).substr(at, end - at);
    words_.push_back({.text = to_lower_ascii(word),
                      .is_number = is_all_digits(word),
                      .is_name = is_upper(word.front()),
                      .is_quoted = is_quoted,
                      .is_brand = !is_upper(word.front()) && std::ranges::any_of(word, is_upper)});
    at = end;
  }
  if (std::ranges::all_of(words_, &TitleWord::is_quoted))
    for (TitleWord& word : words_) word.is_quoted = false;
}

bool Title::matches(std::size_t at, std::string_view phrase) const {
  for (const std::string_view part : split(phrase, ' ')) {
    if (at >= words_.size() || words_[at].is_quoted) return false;
    if (part == "#" ? !words_[at].is_number : words_[at].text != part) return false;
    ++at;
  }
  return true;
}

bool Title::is_denied(std::size_t at) const {
  for (std::size_t back = 1; back <= 2 && back <= at; ++back)
    if (contains(denials, words_[at - back].text)) return true;
  return false;
}

std::optional<std::string> Title::phrase(std::span<const std::string> phrases) const {
  for (std::size_t at = 0; at < words_.size(); ++at)
    for (const std::string& phrase : phrases)
      if (matches(at, to_lower_ascii(phrase)) && !is_denied(at)) return phrase;
  return std::nullopt;
}

bool Title::is_counted(std::size_t at) const {
  if (at >= words_.size() || !words_[at].text.ends_with('s')) return false;
  return std::ranges::any_of(words_.begin() + static_cast<std::ptrdiff_t>(at) + 1, words_.end(),
                             [](const TitleWord& word) {
                               return (word.text.ends_with("ed") && !word.text.ends_with("eed")) || word.text == "per";
                             });
}

std::optional<std::string> Title::pay(std::span<const std::string> phrases) const {
  for (std::size_t at = 0; at < words_.size(); ++at)
    for (const std::string& phrase : phrases) {
      if (!matches(at, to_lower_ascii(phrase)) || is_denied(at)) continue;
      const std::size_t behind = at + static_cast<std::size_t>(std::ranges::count(phrase, ' ')) + 1;
      const bool is_of_a_name = at > 0 && words_[at].is_name && words_[at - 1].is_name;  // "the European Commission"
      if (!is_of_a_name && !(behind < words_.size() && contains(no_pay, words_[behind].text))) return phrase;
    }
  return std::nullopt;
}

bool Title::names_a_thing(std::size_t behind, std::string_view verb) const {
  if (!contains(also_things, verb)) return false;
  if (behind >= words_.size() || words_[behind].text == "of" || contains(things, words_[behind].text)) return true;
  const bool has_article = contains(articles, words_[behind].text);
  if (!has_article && behind + 1 < words_.size() && contains(things, words_[behind + 1].text)) return true;
  if (is_counted(behind)) return true;  // "test drives booked"
  for (std::size_t at = behind; at < words_.size(); ++at) {
    if (contains(relatives, words_[at].text)) return false;
    if (contains(being, words_[at].text)) return true;
  }
  return false;
}

std::optional<std::string> Title::leading_verb(std::span<const std::string> verbs) const {
  std::size_t first = 0;
  while (first < words_.size() && (words_[first].text == "to" || words_[first].text == "we")) ++first;
  if (first >= words_.size() || words_[first].is_quoted) return std::nullopt;
  for (const std::string& each : verbs) {
    const std::string verb = to_lower_ascii(each);
    const auto length = static_cast<std::size_t>(std::ranges::count(verb, ' ') + 1);
    if (matches(first, verb) && !names_a_thing(first + length, verb)) return verb;
    const bool has_article =
        first + 1 < words_.size() && (contains(articles, words_[first + 1].text) || words_[first + 1].is_number);
    if (length == 1 && has_article && is_form_of(words_[first].text, verb)) return words_[first].text;
  }
  return std::nullopt;
}

std::optional<std::string> Title::bare(std::span<const std::string> nouns) const {
  for (std::size_t at = 0; at < words_.size(); ++at) {
    const auto noun =
        std::ranges::find_if(nouns, [&](const std::string& each) { return matches(at, to_lower_ascii(each)); });
    if (noun == nouns.end()) continue;
    const bool stands_first = at == 0 || words_[at - 1].is_number || contains(articles, words_[at - 1].text) ||
                              contains(growing, words_[at - 1].text) || words_[at - 1].text == "%";
    const std::size_t next = at + 1;
    const bool stands_last = next >= words_.size() || words_[next].is_number ||
                             (contains(behind_amounts, words_[next].text) &&
                              (words_[next].text == "and" || (next + 1 < words_.size() && words_[next + 1].is_number)));
    if (stands_first && stands_last) return *noun;
  }
  return std::nullopt;
}

bool Title::is_amount(std::size_t at) const {
  const bool has_sign = at + 1 < words_.size() && (words_[at + 1].text == "%" || words_[at + 1].text == "percent");
  const bool has_currency = at > 0 && words_[at - 1].text == "$";
  if (!words_[at].is_number) return false;
  if (has_sign || has_currency) return true;
  if (is_year(words_[at].text)) return false;
  if (std::ranges::count(words_[at].text, '.') > 1) return false;                        // a version, a date
  if (at + 1 < words_.size() && contains(versioned, words_[at + 1].text)) return false;  // "the 2.0 release"
  if (at == 0) return true;
  if (words_[at - 1].is_brand) return false;                                         // "iOS 26"
  if (at + 1 < words_.size() && contains(being, words_[at + 1].text)) return false;  // "Okr 1.0 is"
  const bool ends_a_name = at + 1 == words_.size() && !contains(before_amounts, words_[at - 1].text);
  if (ends_a_name) return false;  // "Project 7"
  return !contains(counters, words_[at - 1].text) && !(at > 1 && words_[at - 1].is_name);
}

std::optional<std::string> Title::amount() const {
  for (std::size_t at = 0; at < words_.size(); ++at)
    if (is_amount(at)) return words_[at].text + (at + 1 < words_.size() && words_[at + 1].text == "%" ? "%" : "");
  return std::nullopt;
}

bool Title::has_any(std::span<const std::string_view> words) const {
  return std::ranges::any_of(words_, [&](const TitleWord& word) { return contains(words, word.text); });
}

bool is_about_less(const Title& title) { return title.has_any(less); }

}  // namespace okr
