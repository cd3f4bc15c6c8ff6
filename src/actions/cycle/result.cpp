// SPDX-License-Identifier: MIT
// The final numbers of a cycle as its file keeps them: `[result]` written, and taken out again. Texts only; what the
// numbers are is compute's, what is asked and said is the command's.
#include "actions/cycle/closing.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::actions {

namespace {

using store::InlineTable;
using store::toml_line;
using store::toml_number;
using store::toml_string;

template <class Quantity>
void add_number(InlineTable& fields, std::string_view key, const Computed<Quantity>& quantity) {
  if (quantity) fields.add(key, toml_number(quantity->value()));
}

void add_verdict(InlineTable& fields, std::optional<Verdict> verdict) {
  if (verdict) fields.add("verdict", toml_string(word(*verdict)));
}

struct Line {
  std::string key, value;
};

/// The equals signs one below the other.
std::string aligned(const std::vector<Line>& lines) {
  std::size_t width = 0;
  for (const Line& line : lines) width = std::max(width, line.key.size());
  std::string text;
  for (const Line& line : lines) text += pad_right(line.key, width) + " = " + line.value + "\n";
  return text;
}

/// The last value as the cycle's file keeps it: a number, yes or no, how many steps were done.
std::optional<std::string> value_text(const KeyResultNumbers& numbers) {
  const auto now = numbers.value();
  switch (numbers.kind()) {
    case Kind::milestones:
      return now ? std::optional(std::to_string(numbers.standing.count_steps_done())) : std::nullopt;
    case Kind::done: return now ? std::optional(store::toml_boolean(*now >= 1)) : std::nullopt;
    case Kind::number:
    case Kind::sum:
    case Kind::hold:
    case Kind::percent:
    case Kind::graded:
    case Kind::measure: break;
  }
  return now ? std::optional(toml_number(*now)) : std::nullopt;
}

std::string objective_text(const ObjectiveNumbers& numbers) {
  InlineTable fields;
  add_number(fields, "score", numbers.score);
  add_verdict(fields, numbers.verdict);
  return fields.text();
}

std::string key_result_text(const KeyResultNumbers& numbers) {
  InlineTable fields;
  if (const auto value = value_text(numbers)) fields.add("value", *value);
  add_number(fields, "progress", numbers.progress);
  add_number(fields, "score", numbers.score);
  if (numbers.confidence) fields.add("confidence", std::to_string(numbers.confidence->value));
  fields.add("weight", toml_number(numbers.weight));
  // What was active ended with its cycle; nobody called it done (method.md 0.24).
  if (numbers.state != State::active) fields.add("state", toml_string(word(numbers.state)));
  add_verdict(fields, numbers.verdict);
  return fields.text();
}

std::string head_lines(const CycleNumbers& numbers, const CycleWords& words) {
  std::string lines;
  lines += toml_line("closed", store::toml_date(numbers.as_of));
  if (numbers.score) lines += toml_line("score", toml_number(numbers.score->value()));
  if (numbers.as_planned) lines += toml_line("as-planned", toml_number(numbers.as_planned->value()));
  if (numbers.aspirational) lines += toml_line("aspirational", toml_number(numbers.aspirational->value()));
  if (numbers.committed_count > 0)
    lines +=
        toml_line("committed", toml_string(fmt::format("{} of {}", numbers.committed_met, numbers.committed_count)));
  if (!words.note.empty()) lines += toml_line("note", toml_string(words.note));
  if (!words.wins.empty()) lines += toml_line("wins", store::toml_texts(words.wins));
  if (!words.lessons.empty()) lines += toml_line("lessons", store::toml_texts(words.lessons));
  return lines;
}

/// Drafts were never part of it.
bool is_kept(const ObjectiveNumbers& numbers) { return numbers.objective && numbers.state != State::draft; }
bool is_kept(const KeyResultNumbers& numbers) { return numbers.key_result && numbers.state != State::draft; }

std::string objective_lines(const CycleNumbers& numbers) {
  std::vector<Line> lines;
  for (const ObjectiveNumbers& objective : numbers.objectives)
    if (is_kept(objective)) lines.push_back({store::toml_key(objective.id.text), objective_text(objective)});
  return aligned(lines);
}

std::string key_result_lines(const CycleNumbers& numbers) {
  std::vector<Line> lines;
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    if (!is_kept(objective)) continue;
    for (const KeyResultNumbers& kr : objective.key_results)
      if (is_kept(kr))
        lines.push_back({store::toml_key(objective.id.text) + "." + store::toml_key(kr.id.name), key_result_text(kr)});
  }
  return aligned(lines);
}

/// The state, where the file says one, between the quotes it had.
Result<std::string> with_state(const std::string& text, std::string_view from, std::string_view to) {
  const store::KeyPath path = {"cycle", "state"};
  const auto stated = store::value_text(text, path);
  if (!stated) return text;
  const auto at = stated->find(from);
  if (at == std::string::npos) return text;
  std::string value = *stated;
  return store::set_value(text, path, value.replace(at, from.size(), to));
}

Result<std::string> with_tables(const std::string& text, const CycleNumbers& numbers, const CycleWords& words) {
  std::vector<store::NewTable> tables = {{{"result"}, head_lines(numbers, words)},
                                         {{"result", "objective"}, objective_lines(numbers)},
                                         {{"result", "kr"}, key_result_lines(numbers)}};
  std::erase_if(tables, [](const store::NewTable& table) { return table.lines.empty(); });
  return store::add_tables(text, tables);
}

// --- and out again

store::KeyPath below(store::KeyPath table, const std::string& key) {
  table.push_back(key);
  return table;
}

bool has_own_keys(const store::ValueTexts& values, const store::KeyPath& table) {
  return std::ranges::any_of(values.keys(table), [&](const std::string& key) {
    return key.starts_with(own_prefix) || has_own_keys(values, below(table, key));
  });
}

/// A table without what closing wrote: keys of a person's own stay, and the tables that they stand in.
Status keep_own_keys(const store::ValueTexts& values, const store::KeyPath& table, std::string& text) {
  std::vector<std::string> keys = values.keys(table);
  std::ranges::reverse(keys);
  for (const std::string& key : keys) {
    if (key.starts_with(own_prefix)) continue;
    const store::KeyPath path = below(table, key);
    if (has_own_keys(values, path)) {
      TRY(keep_own_keys(values, path, text));
    } else {
      TRY_ASSIGN(text, store::remove_key(text, path));
    }
  }
  return {};
}

/// [result] with nothing but keys of a person's own, under a name that closes no cycle.
Result<std::string> with_own_keys_aside(const store::ValueTexts& values, std::string text) {
  if (store::is_there(text, {std::string(own_result)}))
    return usage_failure(fmt::format("[result] holds keys of your own, and [{}] is there already", own_result),
                         fmt::format("put them there by hand, or give [{}] another name", own_result));
  TRY(keep_own_keys(values, {"result"}, text));
  return store::rename_key(text, {"result"}, own_result);
}

/// Without the whole of it.
Result<std::string> without_tables(const std::string& text) {
  std::string open = text;
  // One after the other, the last first, as they came: a file without a last newline keeps doing without one.
  for (const char* part : {"kr", "objective"})
    if (auto without = store::remove_table(open, {"result", part})) open = std::move(*without);
  if (open != text && !store::is_there(open, {"result"})) return open;
  return store::remove_key(open, {"result"});  // in whatever form it is written
}

}  // namespace

CycleNumbers closing_numbers(Workspace& workspace, const CycleId& id, Date closed) {
  for (Cycle& cycle : workspace.cycles) {
    if (cycle.id != id) continue;
    const CycleState state = std::exchange(cycle.state, CycleState::closed);
    auto kept = std::exchange(cycle.result, CycleResult{});
    cycle.result->closed = closed;
    CycleNumbers numbers = numbers_of(workspace, cycle, closed);
    cycle.result = std::move(kept);
    cycle.state = state;
    return numbers;
  }
  return {};
}

Result<std::string> with_result(const std::string& text, const CycleNumbers& numbers, const CycleWords& words) {
  TRY_ASSIGN(const auto closed, with_state(text, word(CycleState::active), word(CycleState::closed)));
  return with_tables(closed, numbers, words);
}

Result<std::string> without_result(const std::string& text) {
  TRY_ASSIGN(const auto values, store::ValueTexts::read(text));
  TRY_ASSIGN(auto open, has_own_keys(values, {"result"}) ? with_own_keys_aside(values, text) : without_tables(text));
  open = store::with_comments_kept(text, std::move(open));  // they are a person's: closing writes none
  return with_state(open, word(CycleState::closed), word(CycleState::active));
}

CheckinSheet words_of(const Cycle& cycle) {
  CheckinSheet words;
  if (!cycle.result) return words;
  words.head.date = std::min(cycle.result->closed.value_or(cycle.period.last), cycle.period.last);
  words.head.note = cycle.result->note;
  words.head.wins = cycle.result->wins;
  words.head.lessons = cycle.result->lessons;
  return words;
}

}  // namespace okr::actions
