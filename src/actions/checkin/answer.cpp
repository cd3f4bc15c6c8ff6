// SPDX-License-Identifier: MIT
// What a line typed in a check-in's dialogue says: at a question value, confidence and note, at the end the journal.
// Pure; nothing is asked or written here.
#include "actions/checkin/dialogue.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "actions/checkin/understand.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/xmr.hpp"
#include "session/typed_number.hpp"

namespace okr::actions {
namespace {

constexpr double far = 10;
constexpr std::string_view nothing_said = "-";
constexpr std::string_view same_again = "=";
constexpr char all_of_them = 'x';  // alone, without a number

tl::unexpected<Error> control_character() {
  return refusal("the line holds a control character (an arrow key?)", "type it again");
}

// --- words

/// The first word, and what stands behind it.
struct Parted {
  std::string_view word, rest;
};

Parted first_word(std::string_view text) {
  text = trim(text);
  const auto end = text.find_first_of(" \t");
  if (end == std::string_view::npos) return {text, {}};
  return {text.substr(0, end), trim(text.substr(end))};
}

/// "131" and "9" of a note that begins so; "6/10" and "60%" too.
bool looks_like_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("+-.,/%0123456789") == std::string_view::npos &&
         word.find_first_of("0123456789") != std::string_view::npos;
}

// --- the value

ValueSoFar so_far_of(const CheckinQuestion& question) {
  return {question.last_number, question.steps_done, question.start};
}

/// y and n are words of a dialogue; everything else is what arguments take too.
std::string in_full(const CheckinQuestion& question, std::string_view word) {
  if (question.key_result && question.kind == Kind::done) {
    const std::string lower = to_lower_ascii(word);
    if (lower == "y") return "yes";
    if (lower == "n") return "no";
  }
  return std::string(word);
}

/// A slip of the finger: letters that look like digits.
std::string with_letter_hint(std::string_view word, std::string hint) {
  const bool has_digit = word.find_first_of("0123456789") != std::string_view::npos;
  if (!has_digit || word.find_first_not_of("+-.0123456789OolI") != std::string_view::npos) return hint;
  std::string digits(word);
  for (char& c : digits) {
    if (c == 'O' || c == 'o') c = '0';
    if (c == 'l' || c == 'I') c = '1';
  }
  if (digits == word || !is_number(digits.substr(digits.front() == '+' ? 1 : 0))) return hint;
  return fmt::format("a letter among the digits? {}", digits);
}

/// "+3000" of a KPI: on top of what its day holds, or of its last value, as okr record takes it.
bool is_amount_more(const CheckinQuestion& question, std::string_view typed) {
  return question.kpi && typed.starts_with('+') && takes_more(*question.kpi);
}

bool is_measured(const CheckinQuestion& question) { return question.kpi || takes_numbers(question.kind); }

Result<EntryValue> value_of(const CheckinQuestion& question, const std::string& typed) {
  if (auto doubt = is_measured(question) ? session::grouping_doubt(typed, question.digits) : std::nullopt)
    return tl::unexpected<Error>(std::move(*doubt));
  if (!question.kpi) return typed_value(*question.key_result, question.kind, typed, so_far_of(question));
  const Kpi& kpi = *question.kpi;
  const bool adds = is_amount_more(question, typed);
  TRY_ASSIGN(auto number, parse_measure(adds ? typed.substr(1) : typed, kpi.unit));
  if (adds && !adds_up(kpi.aggregate)) number += question.last_number.value_or(0);
  if (auto fault = range_fault(kpi, number)) return tl::unexpected<Error>(std::move(*fault));
  return EntryValue(number);
}

/// Names of steps hold blanks: the longest beginning of the line that can be used. Nothing where none can.
std::optional<Parted> steps_in(const CheckinQuestion& question, std::string_view line) {
  for (std::size_t end = line.size(); end != 0;) {
    const std::string_view words = trim(line.substr(0, end));
    if (value_of(question, std::string(words))) return Parted{words, trim(line.substr(end))};
    const auto blank = words.find_last_of(" \t");
    end = blank == std::string_view::npos ? 0 : blank;
  }
  return std::nullopt;
}

std::string_view unit_asked_for(const CheckinQuestion& question) {
  if (question.kpi) return question.kpi->unit;
  return unit_of(*question.key_result, question.kind);
}

/// "42 min": the own unit is no note, and neither is another one, which is refused as it is everywhere.
Parted with_unit(const CheckinQuestion& question, std::string_view line, const Parted& parted) {
  const std::string_view unit = unit_asked_for(question);
  const std::string_view behind = parted.rest.substr(std::min(unit.size(), parted.rest.size()));
  const bool is_whole = behind.empty() || behind.front() == ' ' || behind.front() == '\t';
  if (!unit.empty() && parted.rest.starts_with(unit) && is_whole)
    return {trim(line.substr(0, line.size() - behind.size())), trim(behind)};
  const Parted next = first_word(parted.rest);
  if (!is_measured(question) || !looks_like_number(parted.word) || !session::names_unit(next.word, unit)) return parted;
  return {trim(line.substr(0, line.size() - parted.rest.size() + next.word.size())), next.rest};
}

Parted value_in(const CheckinQuestion& question, std::string_view line) {
  const bool has_steps = question.key_result && question.kind == Kind::milestones;
  if (has_steps)
    if (const auto steps = steps_in(question, line)) return *steps;
  return with_unit(question, line, first_word(line));
}

Error value_error(const CheckinQuestion& question, std::string_view word, Error error) {
  error.hint = with_letter_hint(word, std::move(error.hint));
  const Parted measure = first_word(word);
  if (is_measured(question) && is_number(measure.word) && !measure.rest.empty() &&
      measure.rest != unit_asked_for(question))
    error.hint += fmt::format("; as a note: {} - {} ...", measure.word, safe_for_terminal(measure.rest));
  const bool is_text = word.find_first_of("0123456789") == std::string_view::npos;
  if (is_text && !word.empty() && question.key_result && question.kind != Kind::milestones)
    error.hint += fmt::format("{}a note alone: - {} ...", error.hint.empty() ? "" : "; ", safe_for_terminal(word));
  return error;
}

// --- confidence and note

Result<int> confidence_behind_value(const CheckinQuestion& question, std::string_view word) {
  if (!question.takes_confidence())
    return refusal(fmt::format("{} feeds no key result: there is no confidence to say", question.name),
                   fmt::format("a note that begins with a number stands behind -: - {} ...", safe_for_terminal(word)));
  auto confidence = typed_confidence(word);
  if (!confidence) confidence.error().hint += "; a note that begins with a number stands behind -";
  return confidence;
}

/// "6 second post helped", "second post helped", "- 400 readers", behind the value.
Result<Update> with_rest(const CheckinQuestion& question, std::string_view rest, Update update) {
  const Parted parted = first_word(rest);
  if (looks_like_number(parted.word)) {
    TRY_ASSIGN(update.entry.confidence, confidence_behind_value(question, parted.word));
    rest = parted.rest;
  }
  const Parted marked = first_word(rest);
  update.entry.note = std::string(marked.word == nothing_said ? marked.rest : rest);
  return update;
}

Result<Update> confidence_alone(const CheckinQuestion& question, std::string_view line, Update update) {
  const Parted parted = first_word(line);
  const auto confidence = typed_confidence(parted.word);
  if (!confidence)
    return refusal(confidence.error().what,
                   fmt::format("say your confidence, 1 (never) to 10 (in the bag); {}", who_brings_values(question)));
  update.entry.confidence = *confidence;
  update.entry.note = std::string(parted.rest);
  return update;
}

Result<Update> without_value(const CheckinQuestion& question, std::string_view rest, Update update) {
  if (question.kpi && question.feeds.empty() && !trim(rest).empty())
    return refusal("a KPI's note stands with its reading", "type the value first, - alone leaves it out");
  return with_rest(question, rest, std::move(update));
}

Result<Update> same_value(const CheckinQuestion& question, std::string_view rest) {
  if (question.takes_amounts())
    return refusal(fmt::format("{} adds up: nothing to repeat", question.id), "type the amount, 0 for none");
  if (!question.can_repeat()) return refusal("there is no last value to repeat", "type the value");
  return with_rest(question, rest, repeated(question));
}

Result<Update> with_value(const CheckinQuestion& question, std::string_view line, Update update) {
  const Parted parted = value_in(question, line);
  update.typed = in_full(question, parted.word);
  const auto value = value_of(question, *update.typed);
  if (!value) return tl::unexpected<Error>(value_error(question, parted.word, value.error()));
  return with_rest(question, parted.rest, std::move(update));
}

Update nothing_yet(const CheckinQuestion& question) {
  Update update{.name = question.reference};
  if (question.kpi) update.reading_day = question.day;
  return update;
}

Result<Update> read_update(const CheckinQuestion& question, std::string_view line) {
  if (!is_valid_utf8(line) || has_control_character(line)) return control_character();
  const Parted parted = first_word(line);
  Update update = nothing_yet(question);
  if (line.empty()) return update;
  if (parted.word == nothing_said) return without_value(question, parted.rest, std::move(update));
  if (question.is_confidence_only) return confidence_alone(question, line, std::move(update));
  if (parted.word == same_again) return same_value(question, parted.rest);
  return with_value(question, line, std::move(update));
}

// --- doubts

std::optional<std::string> doubt_about_distance(const CheckinQuestion& question, double number) {
  if (!is_far_from(question.earlier, number)) return std::nullopt;
  const auto [least, most] = std::ranges::minmax(question.earlier);
  const auto texts = display_together(std::array{least, most});
  return fmt::format("{} lies far from all earlier ones, {} to {}", shortest(number), texts[0], texts[1]);
}

std::optional<std::string> doubt_about_amount(const CheckinQuestion& question, double amount) {
  if (amount < 0) return fmt::format("{} takes something away", shortest(amount));
  if (question.most <= 0 || amount < far * question.most) return doubt_about_distance(question, amount);
  return fmt::format("{} is {} times the most so far, {}", shortest(amount), rounded(amount / question.most, 1),
                     display_value(question.most));
}

// --- the journal: ticks

/// "x1", "x1,3", "x": a word that ticks something off; the numbers, all of them for x alone. Nothing for other words.
std::optional<std::vector<std::size_t>> ticks_in(std::string_view word, std::size_t count, char letter) {
  if (word.empty() || count == 0 || to_lower_ascii(word.substr(0, 1)).front() != letter) return std::nullopt;
  std::vector<std::size_t> numbers;
  if (word.size() == 1) {
    if (letter != all_of_them) return std::nullopt;
    for (std::size_t i = 1; i <= count; ++i) numbers.push_back(i);
    return numbers;
  }
  for (const std::string_view part : split(word.substr(1), ',')) {
    const auto number = whole_number<std::size_t>(part);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (!contains(list, item)) list.push_back(item);
}

void add_once(std::vector<Reference>& list, const std::string& item) {
  if (!contains(list, item, &Reference::text)) list.push_back({item, {}});
}

tl::unexpected<Error> no_such(std::size_t number, std::size_t count) {
  return refusal(fmt::format("there is no {} among last week's", number),
                 count == 1 ? std::string("it is x1") : fmt::format("they are x1 to x{}", count));
}

tl::unexpected<Error> nothing_in_the_way(std::size_t number, std::size_t count) {
  return refusal(fmt::format("there is no {} among what is in the way", number),
                 count == 1 ? std::string("it is s1") : fmt::format("they are s1 to s{}", count));
}

Status tick_off(const std::vector<std::size_t>& numbers, std::span<const std::string> last_week, Checkin& journal) {
  for (const std::size_t number : numbers) {
    if (number == 0 || number > last_week.size()) return no_such(number, last_week.size());
    add_once(journal.done, last_week[number - 1]);
  }
  return {};
}

Status solve(const std::vector<std::size_t>& numbers, std::span<const Obstacle> in_the_way, Checkin& journal) {
  for (const std::size_t number : numbers) {
    if (number == 0 || number > in_the_way.size()) return nothing_in_the_way(number, in_the_way.size());
    add_once(journal.solved, in_the_way[number - 1].name());
  }
  return {};
}

/// Takes the words that tick something off from the front of `text`.
Status take_ticks(std::string_view& text, const JournalMatter& matter, Checkin& journal) {
  while (true) {
    const std::string_view word = text.substr(0, text.find_first_of(" \t"));
    if (const auto done = ticks_in(word, matter.last_week.size(), 'x'))
      TRY(tick_off(*done, matter.last_week, journal));
    else if (const auto solved = ticks_in(word, matter.in_the_way.size(), 's'))
      TRY(solve(*solved, matter.in_the_way, journal));
    else
      return {};
    text = trim(text.substr(word.size()));
  }
}

// --- the journal: what is blocked

/// Of "fit.docter" where `fit` is an objective: it was meant as a name.
bool is_of_known_objective(std::string_view word, std::span<const std::string> records) {
  const auto dot = word.find('.');
  if (dot == std::string_view::npos || dot + 1 == word.size()) return false;
  return contains(records, word.substr(0, dot));
}

/// "fit.doctor moved to September", "fit: nobody has time", "legal review": a full name, or any name with a colon, in
/// front of the text.
Result<Blocker> blocker_in(std::string_view item, std::span<const std::string> records) {
  const Parted parted = first_word(item);
  const bool has_colon = parted.word.ends_with(':');
  const std::string_view name = parted.word.substr(0, parted.word.size() - (has_colon ? 1 : 0));
  const bool is_full = name.find_first_of("./") != std::string_view::npos;
  const bool is_known = contains(records, name);
  if (is_known && (has_colon || is_full)) {
    if (parted.rest.empty())
      return refusal(fmt::format("nothing is said to be in the way of {}", safe_for_terminal(name)),
                     fmt::format("blocked: {} what it is", safe_for_terminal(name)));
    return Blocker{{std::string(name), {}}, std::string(parted.rest), {}};
  }
  if (!is_known && is_of_known_objective(name, records)) {
    const std::vector<std::string_view> names(records.begin(), records.end());
    const auto near = nearest(name, names);
    return refusal(fmt::format("there is no {}", safe_for_terminal(name)),
                   did_you_mean(near, "name a key result, or say it in words"));
  }
  return Blocker{{}, std::string(item), {}};
}

// --- the journal: lists

struct Keyword {
  std::string_view word;
  JournalPart part;
};

constexpr Keyword keywords[] = {{"next:", JournalPart::priorities}, {"win:", JournalPart::wins},
                                {"wins:", JournalPart::wins},       {"blocked:", JournalPart::blockers},
                                {"solved:", JournalPart::solved},   {"lesson:", JournalPart::lessons},
                                {"lessons:", JournalPart::lessons}};

/// Where a keyword stands as a word of its own, from `from` on.
struct KeywordPlace {
  const Keyword* keyword = nullptr;
  std::size_t at = std::string_view::npos;
};

KeywordPlace next_keyword(std::string_view text, std::size_t from) {
  const std::string lower = to_lower_ascii(text);
  KeywordPlace first;
  for (const Keyword& keyword : keywords)
    for (std::size_t at = lower.find(keyword.word, from); at != std::string::npos;
         at = lower.find(keyword.word, at + 1)) {
      if (at > 0 && lower[at - 1] != ' ' && lower[at - 1] != '\t') continue;
      if (at < first.at) first = {&keyword, at};
      break;
    }
  return first;
}

Status add_priority(std::string_view item, const JournalMatter& matter, Checkin& journal) {
  const std::size_t count = matter.last_week.size();
  const auto number = count == 0 ? std::nullopt : whole_number<std::size_t>(item);
  if (number && (*number == 0 || *number > count)) return no_such(*number, count);
  add_once(journal.priorities, number ? matter.last_week[*number - 1] : std::string(item));
  return {};
}

Status add_solved(std::string_view item, const JournalMatter& matter, Checkin& journal) {
  const auto number = matter.in_the_way.empty() ? std::nullopt : whole_number<std::size_t>(item);
  if (number) return solve({*number}, matter.in_the_way, journal);
  add_once(journal.solved, std::string(item));
  return {};
}

Status add_item(JournalPart part, std::string_view item, const JournalMatter& matter, Checkin& journal) {
  switch (part) {
    case JournalPart::priorities: return add_priority(item, matter, journal);
    case JournalPart::solved: return add_solved(item, matter, journal);
    case JournalPart::blockers: {
      TRY_ASSIGN(auto blocker, blocker_in(item, matter.records));
      journal.blockers.push_back(std::move(blocker));
      return {};
    }
    case JournalPart::wins:
    case JournalPart::done:
    case JournalPart::needs:
    case JournalPart::ahead:
    case JournalPart::lessons: add_once(*texts_of(journal, part), std::string(item)); break;
  }
  return {};
}

/// "2.5" of 0.025; never 0 of what is not (method.md 0, 31).
std::string share_text(double ratio) {
  const std::string text = rounded(100 * ratio, 1);
  return text == "0" ? display_computed(100 * ratio) : text;
}

}  // namespace

bool Answer::says_something() const {
  return update.says_value() || update.entry.confidence || !update.entry.note.empty();
}

Update repeated(const CheckinQuestion& question) {
  Update update = nothing_yet(question);
  const double last = question.last_number.value_or(0);
  if (question.kpi)
    update.typed = shortest(last);
  else if (question.kind == Kind::milestones)
    update.entry.value = std::vector<std::string>();
  else if (question.kind == Kind::done)
    update.entry.value = last > 0;
  else
    update.entry.value = question.takes_amounts() ? 0.0 : last;
  return update;
}

Result<Answer> read_answer(const CheckinQuestion& question, std::string_view line) {
  line = trim(line);
  TRY_ASSIGN(auto update, read_update(question, line));
  return Answer{std::string(line), std::move(update)};
}

std::optional<std::string> doubt_about(const CheckinQuestion& question, const Update& update) {
  if (!update.typed || !is_measured(question)) return std::nullopt;
  const auto value = value_of(question, *update.typed);
  const double* number = value ? std::get_if<double>(&*value) : nullptr;
  if (!number) return std::nullopt;
  if (question.takes_amounts()) return doubt_about_amount(question, *number);
  if (is_amount_more(question, *update.typed)) return doubt_about_distance(question, *number);
  if (!question.taken.empty() && question.taken != shortest(*number))
    return fmt::format("{} takes the place of {} (+{} adds to it)", shortest(*number), question.taken,
                       shortest(*number));
  if (!question.last_number || *question.last_number == 0 || *number == 0)
    return doubt_about_distance(question, *number);
  const double last = *question.last_number;
  const std::string words = fmt::format("the last one, {}", display_value(last));
  if ((last < 0) != (*number < 0)) return fmt::format("{} has another sign than {}", shortest(*number), words);
  const double ratio = *number / last;
  if (ratio >= far) return fmt::format("{} is {} times {}", shortest(*number), rounded(ratio, 1), words);
  if (ratio <= 1 / far) return fmt::format("{} is {} % of {}", shortest(*number), share_text(ratio), words);
  return doubt_about_distance(question, *number);
}

bool JournalLine::says_something() const { return !CheckinSheet{journal, {}}.is_empty(); }

Result<JournalLine> read_journal(std::string_view line, const JournalMatter& matter) {
  std::string_view text = trim(line);
  JournalLine read{std::string(text), {}};
  if (!is_valid_utf8(text) || has_control_character(text)) return control_character();
  TRY(take_ticks(text, matter, read.journal));
  KeywordPlace found = next_keyword(text, 0);
  std::string_view note = trim(text.substr(0, found.at));
  if (found.keyword && note.ends_with(';')) note = trim(note.substr(0, note.size() - 1));
  read.journal.note = std::string(note);
  while (found.keyword) {
    const std::size_t begin = found.at + found.keyword->word.size();
    const KeywordPlace next = next_keyword(text, begin);
    const auto items = text.substr(begin, next.at == std::string_view::npos ? next.at : next.at - begin);
    for (const std::string_view item : split(items, ';'))
      if (!trim(item).empty()) TRY(add_item(found.keyword->part, trim(item), matter, read.journal));
    found = next;
  }
  return read;
}

}  // namespace okr::actions
