// SPDX-License-Identifier: MIT
#include "reports/words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi.hpp"

namespace okr::reports {
namespace {

constexpr int percent = 100;

// --- the value of each kind ------------------------------------------------------------------------------------------

std::string due_suffix(const KeyResultNumbers& numbers) {
  if (numbers.pace.overdue_days > 0) return ", overdue " + counted(numbers.pace.overdue_days, "day");
  const auto& due = numbers.standing.definition.due;
  return due ? fmt::format(", due {}", short_date(*due, numbers.as_of)) : std::string();
}

std::string unit_suffix(const KeyResultNumbers& numbers) {
  return numbers.unit.empty() ? std::string() : " " + numbers.unit;
}

/// Nothing where something is said briefly: the title mostly says the unit.
std::string unit_suffix(const KeyResultNumbers& numbers, Length length) {
  return length == Length::brief ? std::string() : unit_suffix(numbers);
}

/// "at most", "over"; briefly the signs that KPIs have.
std::string_view limit_words(bool is_upper, bool strict, Length length) {
  if (length == Length::brief) return is_upper ? (strict ? "<" : "<=") : (strict ? ">" : ">=");
  return is_upper ? (strict ? "under" : "at most") : (strict ? "over" : "at least");
}

std::string sign_and_limit(bool is_upper, bool strict, double value) {
  return fmt::format("{} {}", limit_words(is_upper, strict, Length::brief), display_value(value));
}

/// "at most 77": a target that was met before the start is kept or not.
std::string kept_goal(const KeptTarget& kept, Length length = Length::full) {
  return fmt::format("{} {}", limit_words(kept.good == Good::down, false, length), display_value(kept.target));
}

/// "best ", "mean " where it is not the last reading that counts.
std::string take_words(const KeyResultNumbers& numbers, Length length) {
  const KeyResult& kr = *numbers.key_result;
  const bool says = length == Length::full && kr.kind == Kind::number && kr.take != Take::last;
  return says ? fmt::format("{} ", word(kr.take)) : std::string();
}

std::string linear_text(const KeyResultNumbers& numbers, Length length) {
  const auto& anchors = numbers.standing.anchors;
  const std::string unit = unit_suffix(numbers, length);
  if (const auto& kept = numbers.standing.kept)
    return fmt::format("{}, {}{}", numbers.value() ? display_together({*numbers.value(), kept->target})[0] : "-",
                       kept_goal(*kept, length), unit);
  if (!anchors) return (numbers.value() ? display_value(*numbers.value()) : "-") + unit;
  const auto texts = display_together({anchors->baseline, anchors->target, numbers.value().value_or(anchors->target)});
  const std::string now = numbers.value() ? take_words(numbers, length) + texts[2] : "-";
  if (anchors->baseline == 0 && anchors->target > 0) return fmt::format("{} of {}{}", now, texts[1], unit);
  return fmt::format("{} → {} → {}{}", texts[0], now, texts[1], unit);
}

std::string linear_goal(const KeyResultNumbers& numbers) {
  const auto& anchors = numbers.standing.anchors;
  if (numbers.standing.kept) return kept_goal(*numbers.standing.kept) + unit_suffix(numbers);
  if (!anchors) return {};
  const std::string unit = numbers.key_result->kind == Kind::percent ? " %" : unit_suffix(numbers);
  const double target = anchors->target;
  const auto texts = display_together(
      {anchors->baseline, target, anchors->commit.value_or(target), anchors->stretch.value_or(target)});
  std::string text =
      anchors->baseline == 0 && target > 0 ? texts[1] + unit : fmt::format("{} → {}{}", texts[0], texts[1], unit);
  if (anchors->commit) text += ", commit " + texts[2];
  if (anchors->stretch) text += ", stretch " + texts[3];
  return text;
}

/// The bounds, in digits that tell them from the value beside them: "at most 58", "50 to 60"; briefly "<= 58",
/// "50..60".
std::string bound_text(const KeyResultNumbers& numbers, double beside, Length length = Length::full) {
  const Definition& definition = numbers.standing.definition;
  const bool strict = definition.strict;
  const auto texts = display_together({definition.min.value_or(beside), definition.max.value_or(beside), beside});
  if (definition.min && definition.max) return range_text(texts[0], texts[1], strict, length);
  if (definition.max) return fmt::format("{} {}", limit_words(true, strict, length), texts[1]);
  if (definition.min) return fmt::format("{} {}", limit_words(false, strict, length), texts[0]);
  return {};
}

/// What was last said; of a closed cycle what it kept.
std::optional<double> last_value(const KeyResultNumbers& numbers) {
  if (numbers.is_final && numbers.value()) return numbers.value();
  return numbers.recency.last ? std::optional(numbers.recency.last->value) : std::nullopt;
}

double some_bound(const Definition& definition) { return definition.max.value_or(definition.min.value_or(0)); }

/// "mean ", "median " where it is not the last reading of a period that is judged; a total says itself.
std::string aggregate_words(const KeyResultNumbers& numbers, Length length) {
  const Aggregate aggregate = aggregate_of_hold(*numbers.key_result, numbers.standing);
  const bool says = length == Length::full && aggregate != Aggregate::last && !numbers.standing.adds_up;
  return says ? fmt::format("{} ", word(aggregate)) : std::string();
}

std::string hold_text(const KeyResultNumbers& numbers, Length length) {
  const Definition& definition = numbers.standing.definition;
  const auto value = numbers.value();
  const double now = value.value_or(some_bound(definition));
  const auto texts = display_together({now, definition.min.value_or(now), definition.max.value_or(now)});
  const std::string said = value ? aggregate_words(numbers, length) + texts[0] : "-";
  return fmt::format("{}, {}{}", said, bound_text(numbers, now, length), unit_suffix(numbers, length));
}

/// How many `[result]` says were done, where no check-in does.
std::optional<double> steps_kept(const KeyResultNumbers& numbers) {
  const bool is_kept = numbers.is_final && !numbers.recency.last;
  const Objective* objective = is_kept ? find_objective(*numbers.cycle, numbers.id.objective.text) : nullptr;
  const auto* result = objective ? find_result(*numbers.cycle, *objective, *numbers.key_result) : nullptr;
  const auto* count = result ? std::get_if<double>(&result->value) : nullptr;
  return count ? std::optional(*count) : std::nullopt;
}

std::string steps_done(const KeyResultNumbers& numbers) {
  if (const auto kept = steps_kept(numbers)) return display_value(*kept);
  return std::to_string(numbers.standing.count_steps_done());
}

std::string steps_text(const KeyResultNumbers& numbers, Length length) {
  if (length == Length::brief)
    return fmt::format("{} of {}{}", steps_done(numbers), numbers.key_result->steps.size(), due_suffix(numbers));
  return fmt::format("{} of {}{}", steps_done(numbers), counted(std::ssize(numbers.key_result->steps), "step"),
                     due_suffix(numbers));
}

std::string done_text(const KeyResultNumbers& numbers) {
  return numbers.reached ? std::string("yes") : "no" + due_suffix(numbers);
}

std::string grade_text(const KeyResultNumbers& numbers) {
  const auto last = last_value(numbers);
  if (!last) return "no grade" + due_suffix(numbers);
  return "graded " + display_value(*last) + (numbers.pace.overdue_days > 0 ? due_suffix(numbers) : std::string());
}

std::string measure_text(const KeyResultNumbers& numbers) {
  const auto last = last_value(numbers);
  return last ? display_value(*last) + unit_suffix(numbers) : "not measured" + due_suffix(numbers);
}

/// Of okr.toml that can be read, with a value that is wrong.
std::string wrong_settings_text(const UnreadFile& settings) {
  return fmt::format("{} has an error ({}): what is wrong there is not in force here", settings.name,
                     to_string(settings.code));
}

std::string unread_text(std::vector<UnreadFile> unread) {
  const auto is_wrong = [](const UnreadFile& file) { return !is_unreadable(file.code); };
  if (const auto wrong = std::ranges::find_if(unread, is_wrong); wrong != unread.end()) {
    const std::string text = wrong_settings_text(*wrong);
    std::erase_if(unread, is_wrong);
    return unread.empty() ? text : unread_text(std::move(unread)) + "; " + text;
  }
  if (unread.empty()) return {};
  if (unread.size() == 1)
    return fmt::format(
        "{} could not be read ({}): {}", unread[0].name, to_string(unread[0].code),
        unread[0].name == settings_file ? "its settings are not in force here" : "what it says is missing here");
  std::vector<std::string> files;
  for (const UnreadFile& file : unread) files.push_back(fmt::format("{} ({})", file.name, to_string(file.code)));
  return fmt::format("{} could not be read: what they say is missing here", listed(files));
}

/// A closed cycle kept a score and no more, or nothing at all, and the files hold no reading.
bool is_value_unknown(const KeyResultNumbers& numbers) {
  if (!numbers.is_final || last_value(numbers)) return false;
  return numbers.score || numbers.score.absence == Absence::not_kept;
}

}  // namespace

Style style_of(PaceStatus status) {
  switch (status) {
    case PaceStatus::at_risk:
    case PaceStatus::not_available: return Style::bad;
    case PaceStatus::behind:
    case PaceStatus::no_data: return Style::warn;
    case PaceStatus::ahead:
    case PaceStatus::achieved:
    case PaceStatus::done: return Style::good;
    case PaceStatus::on_track: return Style::normal;
    case PaceStatus::not_started:
    case PaceStatus::draft:
    case PaceStatus::cancelled:
    case PaceStatus::deferred:
    case PaceStatus::ended: return Style::dim;
  }
  return Style::normal;
}

Style style_of(Rag status) {
  switch (status) {
    case Rag::green: return Style::good;
    case Rag::amber: return Style::warn;
    case Rag::red: return Style::bad;
    case Rag::no_target:
    case Rag::no_data: return Style::dim;
    case Rag::not_available: return Style::bad;
  }
  return Style::normal;
}

Style style_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
    case Verdict::success: return Style::good;
    case Verdict::too_safe:
    case Verdict::fell_short: return Style::warn;
    case Verdict::missed:
    case Verdict::far_short: return Style::bad;
  }
  return Style::normal;
}

Style style_of(SignalMeaning meaning) {
  switch (meaning) {
    case SignalMeaning::too_few:
    case SignalMeaning::no_variation:
    case SignalMeaning::routine:
    case SignalMeaning::trending: return Style::dim;
    case SignalMeaning::improvement: return Style::good;
    case SignalMeaning::concern: return Style::bad;
    case SignalMeaning::change: return Style::warn;
  }
  return Style::normal;
}

std::string start_text(const Cycle& cycle, std::optional<Date> as_of) {
  if (!cycle.dated) return "no days are said";
  const Date first = cycle.period.first;
  return "starts " + (as_of ? short_date(first, *as_of) : long_date(first));
}

std::string ended_text(const CycleNumbers& numbers, std::string_view last_day) {
  const bool is_over = numbers.cycle->period.last < numbers.as_of;
  return is_over ? fmt::format("ended {}", last_day) : std::string("says that it is closed");
}

std::string cycle_day_text(const CycleNumbers& numbers, std::string_view day, std::string_view running) {
  const auto behind_day = [day](std::string_view words) { return fmt::format("{} · {}", day, words); };
  if (numbers.is_final) return behind_day("closed");
  if (numbers.ended) return behind_day(ended_text(numbers, short_date(numbers.cycle->period.last, numbers.as_of)));
  if (numbers.day <= 0) return behind_day(start_text(*numbers.cycle, numbers.as_of));
  return behind_day(running);
}

std::string closed_on_text(const CycleNumbers& numbers) {
  const auto& result = numbers.cycle->result;
  return result && result->closed ? "closed " + long_date(*result->closed) : "closed";
}

std::string machine_word(std::string_view words) {
  std::string result(words);
  std::ranges::replace(result, ' ', '_');
  return result == "n/a" ? "not_available" : result;
}

std::string percent_text(const Computed<Progress>& progress) {
  return progress ? percent_text(progress->value()) : std::string("-");
}

std::string whole_percents(double share) {
  const std::string text = percent_text(share);
  return text.substr(0, text.find(' '));
}

std::string score_text(const std::optional<Score>& shown, int scale) {
  if (!shown) return "n/a";
  return scale == percent ? rounded(shown->value() * percent, 0) : fixed(shown->value(), 2);
}

std::string score_or_none(const Computed<Score>& score, int scale) {
  return score || is_fault(score.absence) ? score_text(shown_of(score), scale) : std::string("-");
}

std::string change_text(std::optional<int> change) {
  if (!change) return {};
  return *change == 0 ? std::string("=") : fmt::format("{:+}", *change);
}

std::string signed_score(double moved, int scale) {
  const std::string text = scale == percent ? fixed(moved * percent, 0) : fixed(moved, 2);
  return text.starts_with('-') ? text : "+" + text;
}

std::string with_unit(std::string number, std::string_view unit) {
  return unit.empty() ? number : fmt::format("{} {}", number, unit);
}

std::string with_unit(double value, std::string_view unit) { return with_unit(display_value(value), unit); }

std::string age_words(int days, int away) {
  return away > 0 ? fmt::format("{}, {} of them away", counted(days, "day"), away) : counted(days, "day");
}

std::string initiative_text(const Initiative& initiative, bool says_done, std::optional<Date> as_of) {
  std::vector<std::string> notes = initiative.owners;
  if (says_done && initiative.done) notes.insert(notes.begin(), "done");
  if (initiative.due)
    notes.push_back("due " + (as_of ? short_date(*initiative.due, *as_of) : long_date(*initiative.due)));
  std::string text = initiative.title;
  if (!notes.empty()) text += fmt::format(" ({})", join(notes, ", "));
  return initiative.link.empty() ? text : text + " " + initiative.link;
}

std::string budget_text(const KeyResultNumbers& numbers) {
  const auto& misses = numbers.pace.misses;
  const bool runs = numbers.state == State::active && numbers.status() != PaceStatus::ended;
  if (!runs || !misses || misses->allowed == 0) return {};
  std::string text = misses->used > misses->allowed
                         ? fmt::format("{} missed, {} allowed", misses->used, misses->allowed)
                         : fmt::format("{} of {} used", misses->used, counted(misses->allowed, "miss", "misses"));
  if (misses->empty_on) text += fmt::format("; empty on {} at this rate", short_date(*misses->empty_on, numbers.as_of));
  return text;
}

std::vector<UnreadFile> all_unread(const Cycle& cycle) {
  std::vector<UnreadFile> all = cycle.unread;
  all.insert(all.end(), cycle.unread_beside.begin(), cycle.unread_beside.end());
  return all;
}

std::string unread_text(const Cycle& cycle) { return unread_text(all_unread(cycle)); }

std::string unread_settings_text(const Workspace& workspace) {
  std::optional<UnreadFile> settings;
  for (const Diagnostic& diagnostic : workspace.diagnostics) {
    if (diagnostic.severity != Severity::error || workspace.file_of(diagnostic.place) != settings_file) continue;
    if (!settings || is_unreadable(diagnostic.code)) settings = {std::string(settings_file), diagnostic.code};
  }
  return settings ? unread_text({*settings}) : std::string();
}

std::string unread_text(const Workspace& workspace, const Kpi& kpi) {
  if (kpi.place.file >= workspace.files.size()) return {};
  const std::string& definition = workspace.files[kpi.place.file];
  const std::string_view folder = folder_of_readings(definition);
  std::vector<UnreadFile> unread;
  for (const Diagnostic& diagnostic : workspace.diagnostics) {
    if (!is_unreadable(diagnostic.code) || !diagnostic.place.known()) continue;
    const std::string& file = workspace.files[diagnostic.place.file];
    const bool is_beside = !folder.empty() && file.starts_with(std::string(folder) + "/");
    if (file != definition && !is_beside) continue;
    const bool is_csv = !kpi.values.path.empty() && diagnostic.place == kpi.place_of("values");
    unread.push_back({is_csv ? kpi.values.path : file, diagnostic.code});
  }
  return unread_text(unread);
}

std::string day_text(Date date) { return fmt::format("{} {}", weekday_name(iso_weekday(date)), yearless_date(date)); }

std::string day_text(Date date, Date as_of) {
  return fmt::format("{} {}", weekday_name(iso_weekday(date)), short_date(date, as_of));
}

std::string long_day_text(Date date) { return fmt::format("{} {}", weekday_name(iso_weekday(date)), long_date(date)); }

std::string value_in_words(const KeyResultNumbers& numbers) {
  if (!numbers.key_result || is_value_unknown(numbers)) return {};
  if (numbers.key_result->kind == Kind::done) return numbers.reached ? "yes" : "no";
  if (numbers.key_result->kind != Kind::milestones) return {};
  return fmt::format("{}/{}", steps_done(numbers), numbers.key_result->steps.size());
}

std::string now_text(const KeyResultNumbers& numbers, Length length) {
  if (!numbers.key_result) return numbers.value() ? display_value(*numbers.value()) : "-";
  if (is_value_unknown(numbers)) return "no value kept";
  switch (numbers.key_result->kind) {
    case Kind::number:
    case Kind::sum: return linear_text(numbers, length);
    case Kind::percent:
      return fmt::format("{} %{}", numbers.value() ? display_value(*numbers.value()) : "-", due_suffix(numbers));
    case Kind::hold: return hold_text(numbers, length);
    case Kind::milestones: return steps_text(numbers, length);
    case Kind::done: return done_text(numbers);
    case Kind::graded: return grade_text(numbers);
    case Kind::measure: return measure_text(numbers);
  }
  return {};
}

bool has_moved_bounds(const KeyResultNumbers& numbers) {
  const Definition& definition = numbers.standing.definition;
  return numbers.standing.hold && std::ranges::any_of(numbers.standing.hold->periods, [&](const HoldPeriod& period) {
           return period.holding != Holding::ahead && period.bounds != Bounds{definition.min, definition.max};
         });
}

std::string missed_at_text(const KeyResultNumbers& numbers) {
  const auto& hold = numbers.standing.hold;
  if (!hold || !numbers.pace.misses || hold->due() == 0) return now_text(numbers);
  const bool is_named = hold->unit && *hold->unit != PeriodUnit::half;
  return fmt::format("{}, {}kept in {} of {}", goal_text(numbers),
                     has_moved_bounds(numbers) ? "the bound of its time " : "", hold->met,
                     counted(hold->due(), is_named ? to_string(*hold->unit) : std::string_view("period")));
}

Cell now_cell(const KeyResultNumbers& numbers) {
  return Cell(now_text(numbers)).briefly(Text(now_text(numbers, Length::brief)));
}

bool is_bare_score(const CycleNumbers& numbers) {
  return numbers.objectives.empty() && numbers.is_final && numbers.score;
}

Text no_objective_text(const CycleNumbers& numbers, int scale) {
  if (is_bare_score(numbers))
    return fmt::format("No objective stands in its files. The score that was kept: {}.",
                       score_text(numbers.shown, scale));
  if (numbers.ended) return "No objective stands in its files.";
  return Text("No objective yet") + on_page(".") + on_terminal(": okr new objective ID --title \"...\"");
}

Text resting_text(const ObjectiveNumbers& objective, const KeyResultNumbers& numbers) {
  const State state = counts(numbers.state) ? objective.state : numbers.state;
  return Text(counts(state) ? word(numbers.status()) : word(state), Style::dim);  // in a draft of a cycle
}

std::string goal_text(const KeyResultNumbers& numbers) {
  if (!numbers.key_result) return {};
  const KeyResult& kr = *numbers.key_result;
  switch (kr.kind) {
    case Kind::number:
    case Kind::sum:
    case Kind::percent: return linear_goal(numbers);
    case Kind::hold: return bound_text(numbers, some_bound(numbers.standing.definition)) + unit_suffix(numbers);
    case Kind::milestones: return counted(std::ssize(kr.steps), "step");
    case Kind::done: return "done";
    case Kind::graded: return "by its rubric";
    case Kind::measure: return "a first value";
  }
  return {};
}

std::string range_text(std::string_view low, std::string_view high, bool strict, Length length) {
  const bool brief = length == Length::brief;
  if (!strict) return fmt::format("{}{}{}", low, brief ? ".." : " to ", high);
  return fmt::format("{} {}{}{} {}", limit_words(false, true, length), low, brief ? ", " : " and ",
                     limit_words(true, true, length), high);
}

std::string brief_bounds_text(const std::optional<double>& min, const std::optional<double>& max, bool strict) {
  if (min && max) return range_text(display_value(*min), display_value(*max), strict, Length::brief);
  if (min) return sign_and_limit(false, strict, *min);
  return max ? sign_and_limit(true, strict, *max) : std::string();
}

std::string kpi_bounds_text(const Kpi& kpi, const KpiBounds& bounds) {
  const Good good = kpi.good_or_default();
  if (good == Good::range) return brief_bounds_text(bounds.min, bounds.max, kpi.strict);
  return bounds.target ? sign_and_limit(good == Good::down, kpi.strict, *bounds.target) : std::string();
}

std::string kpi_goal_text(const Kpi& kpi, const KpiBounds& bounds) {
  const std::string text = kpi_bounds_text(kpi, bounds);
  return text.empty() ? text : with_unit(text, kpi.unit);
}

std::string backslashed(std::string_view text, std::string_view signs) {
  std::string safe;
  for (const char c : safe_for_terminal(text, true)) {
    if (signs.find(c) != std::string_view::npos) safe += '\\';
    safe += c == '\n' ? "\\n" : std::string(1, c);
  }
  return safe;
}

std::string in_a_sentence(std::string_view title) {
  std::string text(trim(title));
  while (!text.empty() && text.back() == '.') text.pop_back();
  const bool is_word = text.size() > 1 && is_upper(text[0]) && (is_lower(text[1]) || text[1] == ' ');
  const bool is_me = text.size() > 1 && text[0] == 'I' && text[1] == ' ';
  if (is_word && !is_me) text[0] = to_lower_ascii(text[0]);
  return text;
}

std::string entry_text(const EntryValue& value) {
  if (const double* number = std::get_if<double>(&value)) return display_value(*number);
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? "yes" : "no";
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) return join(*texts, ", ");
  return {};
}

std::vector<std::string> values_beside(const KeyResult& kr, std::vector<double> values) {
  const std::size_t count = values.size();
  for (const auto& bound : {kr.baseline, kr.target, kr.commit, kr.stretch, kr.min, kr.max})
    if (bound) values.push_back(*bound);
  std::vector<std::string> texts = display_together(values);
  texts.resize(count);
  return texts;
}

std::string entry_text(const EntryValue& value, const KeyResult& kr) {
  const double* number = std::get_if<double>(&value);
  return number ? values_beside(kr, {*number}).front() : entry_text(value);
}

std::string id_of(const Found& found) {
  if (found.kpi) return full_id(found.kpi->id);
  if (found.key_result) return full_id(*found.cycle, *found.key_result);
  return found.objective ? full_id(*found.cycle, *found.objective) : found.cycle->id.text;
}

const std::string& title_of(const Found& found) {
  if (found.kpi) return found.kpi->title;
  if (found.key_result) return found.key_result->title;
  return found.objective ? found.objective->title : found.cycle->title;
}

std::string_view record_word(const Found& found) {
  if (found.kpi) return "kpi";
  return found.key_result ? "key_result" : found.objective ? "objective" : "cycle";
}

std::string title_of(const ObjectiveNumbers& objective) {
  return objective.objective ? objective.objective->title : std::string();
}

std::optional<Score> shown_of(const Computed<Score>& score) {
  return score ? std::optional(shown_score(*score)) : std::nullopt;
}

bool differs(const Computed<Score>& score, const Computed<Score>& as_planned) {
  return as_planned && shown_of(score) != shown_of(as_planned);
}

Text standing_text(PaceStatus status, const std::optional<Verdict>& verdict) {
  if (verdict)
    return Text(std::string(*verdict == Verdict::too_safe ? "too safe?" : word(*verdict)), style_of(*verdict));
  return Text(word(status), style_of(status));
}

}  // namespace okr::reports
