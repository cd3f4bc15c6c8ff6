// SPDX-License-Identifier: MIT
#include "actions/checkin/dialogue_journal.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {
namespace {

tl::unexpected<Error> refusal(std::string what, std::string hint = {}) {
  return failure(ErrorKind::usage, std::move(what), std::move(hint));
}

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = code == std::errc() && end == text.data() + text.size() && !text.empty();
  return is_whole ? std::optional(number) : std::nullopt;
}

// --- ticks
// ------------------------------------------------------------------------------------------------------------

/// "x1", "x1,3", "x": a word that ticks priorities off; the numbers, all of them for x alone. Nothing for other words.
std::optional<std::vector<std::size_t>> ticks_in(std::string_view word, std::size_t count) {
  if (word.empty() || (word.front() != 'x' && word.front() != 'X')) return std::nullopt;
  std::vector<std::size_t> numbers;
  if (word.size() == 1) {
    for (std::size_t i = 1; i <= count; ++i) numbers.push_back(i);
    return numbers;
  }
  for (const std::string_view part : split(word.substr(1), ',')) {
    const auto number = number_in(part);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (std::ranges::find(list, item) == list.end()) list.push_back(item);
}

tl::unexpected<Error> no_such(std::size_t number, std::size_t count) {
  return refusal(fmt::format("there is no {} among last week's", number),
                 count == 1 ? std::string("it is x1") : fmt::format("they are x1 to x{}", count));
}

/// Takes the words that tick something off from the front of `text`.
Status take_ticks(std::string_view& text, std::span<const std::string> last_week, JournalLine& journal) {
  while (!last_week.empty()) {
    const std::string_view word = text.substr(0, text.find_first_of(" \t"));
    const auto ticks = ticks_in(word, last_week.size());
    if (!ticks) return {};
    for (const std::size_t number : *ticks) {
      if (number == 0 || number > last_week.size()) return no_such(number, last_week.size());
      add_once(journal.done, last_week[number - 1]);
    }
    text = trim(text.substr(word.size()));
  }
  return {};
}

// --- lists
// ------------------------------------------------------------------------------------------------------------

struct Keyword {
  std::string_view word;
  std::vector<std::string> JournalLine::*list;
};

constexpr Keyword keywords[] = {{"next:", &JournalLine::priorities},
                                {"win:", &JournalLine::wins},
                                {"wins:", &JournalLine::wins},
                                {"blocked:", &JournalLine::blockers}};

/// Where a keyword stands as a word of its own, from `from` on.
struct Found {
  const Keyword* keyword = nullptr;
  std::size_t at = std::string_view::npos;
};

Found next_keyword(std::string_view text, std::size_t from) {
  const std::string lower = to_lower_ascii(text);
  Found first;
  for (const Keyword& keyword : keywords)
    for (std::size_t at = lower.find(keyword.word, from); at != std::string::npos;
         at = lower.find(keyword.word, at + 1)) {
      if (at > 0 && lower[at - 1] != ' ' && lower[at - 1] != '\t') continue;
      if (at < first.at) first = {&keyword, at};
      break;
    }
  return first;
}

Status add_items(std::string_view text, std::span<const std::string> last_week, std::vector<std::string>& list) {
  for (const std::string_view part : split(text, ';')) {
    const std::string_view item = trim(part);
    if (item.empty()) continue;
    const auto number = last_week.empty() ? std::nullopt : number_in(item);
    if (number && (*number == 0 || *number > last_week.size())) return no_such(*number, last_week.size());
    add_once(list, number ? last_week[*number - 1] : std::string(item));
  }
  return {};
}

}  // namespace

bool JournalLine::says_something() const {
  return !note.empty() || !done.empty() || !priorities.empty() || !wins.empty() || !blockers.empty();
}

Result<JournalLine> read_journal(std::string_view line, std::span<const std::string> last_week) {
  JournalLine journal;
  std::string_view text = trim(line);
  journal.line = std::string(text);
  if (!is_valid_utf8(text) || has_control_character(text))
    return refusal("the line holds a control character (an arrow key?)", "type it again");
  TRY(take_ticks(text, last_week, journal));
  Found found = next_keyword(text, 0);
  journal.note = std::string(trim(text.substr(0, found.at)));
  while (found.keyword) {
    const std::size_t begin = found.at + found.keyword->word.size();
    const Found next = next_keyword(text, begin);
    const bool is_next = found.keyword->list == &JournalLine::priorities;
    const auto items = text.substr(begin, next.at == std::string_view::npos ? next.at : next.at - begin);
    TRY(add_items(items, is_next ? last_week : std::span<const std::string>(), journal.*(found.keyword->list)));
    found = next;
  }
  return journal;
}

}  // namespace okr::cli
