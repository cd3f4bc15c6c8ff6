// SPDX-License-Identifier: MIT
#include "actions/checkin/answer.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {
namespace {

constexpr double far = 10;
constexpr std::string_view nothing_said = "-";
constexpr std::string_view same_again = "=";

tl::unexpected<Error> refusal(std::string what, std::string hint = {}) {
  return failure(ErrorKind::usage, std::move(what), std::move(hint));
}

// --- words
// ------------------------------------------------------------------------------------------------------------

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

/// "131" and "9" of a note that begins so; "6/10" too.
bool looks_like_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("+-.,/0123456789") == std::string_view::npos &&
         word.find_first_of("0123456789") != std::string_view::npos;
}

// --- the value
// --------------------------------------------------------------------------------------------------------

Footing footing_of(const Question& question) { return {question.last_number, question.steps_done}; }

/// y and n are words of a dialogue; everything else is what arguments take too.
std::string in_full(const Question& question, std::string_view word) {
  if (question.key_result && question.key_result->kind == Kind::done) {
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

Status check_value(const Question& question, const std::string& value) {
  if (question.kpi) {
    TRY_ASSIGN(const auto number, parse_number(value));
    if (auto fault = range_fault(*question.kpi, number)) return tl::unexpected<Error>(std::move(*fault));
    return {};
  }
  TRY(typed_value(*question.key_result, value, footing_of(question)));
  return {};
}

/// Names of steps hold blanks: the longest beginning of the line that can be used. Nothing where none can.
std::optional<Parted> steps_in(const Question& question, std::string_view line) {
  for (std::size_t end = line.size(); end != 0;) {
    const std::string_view words = trim(line.substr(0, end));
    if (check_value(question, std::string(words))) return Parted{words, trim(line.substr(end))};
    const auto blank = words.find_last_of(" \t");
    end = blank == std::string_view::npos ? 0 : blank;
  }
  return std::nullopt;
}

Parted value_in(const Question& question, std::string_view line) {
  const bool has_steps = question.key_result && question.key_result->kind == Kind::milestones;
  if (has_steps)
    if (const auto steps = steps_in(question, line)) return *steps;
  return first_word(line);
}

Error value_error(const Question& question, std::string_view word, Error error) {
  error.hint = with_letter_hint(word, std::move(error.hint));
  const bool is_text = word.find_first_of("0123456789") == std::string_view::npos;
  if (is_text && !word.empty() && question.key_result && question.key_result->kind != Kind::milestones)
    error.hint += fmt::format("{}a note alone: - {} ...", error.hint.empty() ? "" : "; ", safe_for_terminal(word));
  return error;
}

// --- confidence and note
// ----------------------------------------------------------------------------------------------

bool takes_confidence(const Question& question) { return question.key_result || !question.feeds.empty(); }

Status read_confidence(const Question& question, std::string_view word, Answer& answer) {
  const std::string_view number = word.ends_with("/10") ? word.substr(0, word.size() - 3) : word;
  if (!takes_confidence(question))
    return refusal(fmt::format("{} feeds no key result: there is no confidence to say", question.name),
                   fmt::format("a note that begins with a number stands behind -: - {} ...", safe_for_terminal(word)));
  auto confidence = typed_confidence(number);
  if (!confidence) {
    Error error = confidence.error();
    error.hint += "; a note that begins with a number stands behind -";
    return tl::unexpected<Error>(std::move(error));
  }
  answer.confidence = *confidence;
  return {};
}

/// "6 second post helped", "second post helped", "- 400 readers".
Status read_rest(const Question& question, std::string_view rest, Answer& answer) {
  const Parted parted = first_word(rest);
  if (looks_like_number(parted.word)) {
    if (auto read = read_confidence(question, parted.word, answer); !read) return read;
    rest = parted.rest;
  }
  const Parted marked = first_word(rest);
  answer.note = std::string(marked.word == nothing_said ? marked.rest : rest);
  return {};
}

Result<Answer> judgement(const Question& question, std::string_view line, Answer answer) {
  const Parted parted = first_word(line);
  const auto confidence =
      typed_confidence(parted.word.ends_with("/10") ? parted.word.substr(0, parted.word.size() - 3) : parted.word);
  if (!confidence)
    return refusal(confidence.error().what,
                   fmt::format("its values come from KPI {}; say your confidence, 1 (never) to 10 (in the bag)",
                               question.key_result->kpi.text));
  answer.confidence = *confidence;
  answer.note = std::string(parted.rest);
  return answer;
}

Result<Answer> without_value(const Question& question, std::string_view rest, Answer answer) {
  answer.is_skipped = trim(rest).empty();
  if (question.kpi && question.feeds.empty() && !answer.is_skipped)
    return refusal("a KPI's note stands with its reading", "type the value first, - alone leaves it out");
  TRY(read_rest(question, rest, answer));
  return answer;
}

Result<Answer> same_value(const Question& question, std::string_view rest, Answer answer) {
  if (question.key_result && question.key_result->kind == Kind::sum)
    return refusal(fmt::format("{} adds up: nothing to repeat", question.id), "type the amount, 0 for none");
  if (!can_repeat(question)) return refusal("there is no last value to repeat", "type the value");
  answer.repeats = true;
  TRY(read_rest(question, rest, answer));
  return answer;
}

Result<Answer> with_value(const Question& question, std::string_view line, Answer answer) {
  const Parted parted = value_in(question, line);
  answer.value = in_full(question, parted.word);
  if (auto fits = check_value(question, answer.value); !fits)
    return tl::unexpected<Error>(value_error(question, parted.word, fits.error()));
  TRY(read_rest(question, parted.rest, answer));
  return answer;
}

// --- doubts
// -----------------------------------------------------------------------------------------------------------

bool is_measured(const Question& question) {
  if (question.kpi) return true;
  switch (question.key_result->kind) {
    case Kind::number:
    case Kind::sum:
    case Kind::hold:
    case Kind::measure:
    case Kind::percent: return true;
    case Kind::milestones:
    case Kind::done:
    case Kind::graded: return false;
  }
  return false;
}

std::optional<double> number_typed(const Question& question, const Answer& answer) {
  if (question.kpi) {
    const auto number = parse_number(answer.value);
    return number ? std::optional(*number) : std::nullopt;
  }
  const auto value = typed_value(*question.key_result, answer.value, footing_of(question));
  if (!value) return std::nullopt;
  const double* number = std::get_if<double>(&*value);
  return number ? std::optional(*number) : std::nullopt;
}

std::optional<std::string> doubt_about_amount(const Question& question, double amount) {
  if (amount < 0) return fmt::format("{} takes something away", shortest(amount));
  if (question.most <= 0 || amount < far * question.most) return std::nullopt;
  return fmt::format("{} is {} times the most so far, {}", shortest(amount), rounded(amount / question.most, 1),
                     display_value(question.most));
}

}  // namespace

bool can_repeat(const Question& question) {
  if (question.only_confidence) return false;
  if (question.key_result && question.key_result->kind == Kind::sum) return true;
  return question.last_number.has_value();
}

EntryValue repeated_value(const Question& question) {
  const KeyResult& kr = *question.key_result;
  if (kr.kind == Kind::sum) return 0.0;
  if (kr.kind == Kind::milestones) return std::vector<std::string>();
  if (kr.kind == Kind::done) return question.last_number.value_or(0) > 0;
  return question.last_number.value_or(0);
}

Result<Answer> read_answer(const Question& question, std::string_view line) {
  line = trim(line);
  Answer answer;
  answer.line = std::string(line);
  if (line.empty()) return answer;
  if (!is_valid_utf8(line) || has_control_character(line))
    return refusal("the line holds a control character (an arrow key?)", "type it again");
  const Parted parted = first_word(line);
  if (parted.word == nothing_said) return without_value(question, parted.rest, std::move(answer));
  if (question.only_confidence) return judgement(question, line, std::move(answer));
  if (parted.word == same_again) return same_value(question, parted.rest, std::move(answer));
  return with_value(question, line, std::move(answer));
}

std::optional<std::string> doubt_about(const Question& question, const Answer& answer) {
  if (answer.value.empty() || !is_measured(question)) return std::nullopt;
  const auto number = number_typed(question, answer);
  if (!number) return std::nullopt;
  if (question.key_result && question.key_result->kind == Kind::sum) return doubt_about_amount(question, *number);
  if (!question.last_number || *question.last_number == 0 || *number == 0) return std::nullopt;
  const double last = *question.last_number;
  const std::string words = fmt::format("the last one, {}", display_value(last));
  if ((last < 0) != (*number < 0)) return fmt::format("{} has another sign than {}", shortest(*number), words);
  const double ratio = *number / last;
  if (ratio >= far) return fmt::format("{} is {} times {}", shortest(*number), rounded(ratio, 1), words);
  if (ratio <= 1 / far) return fmt::format("{} is {} % of {}", shortest(*number), rounded(100 * ratio, 1), words);
  return std::nullopt;
}

}  // namespace okr::cli
