// SPDX-License-Identifier: MIT
#include "reports/words.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi.hpp"

namespace okr::reports {
namespace {

constexpr int percent = 100;

/// Of okr.toml that can be read, with a value that is wrong.
std::string wrong_settings_text(const UnreadFile& settings) {
  return fmt::format("{} has an error ({}): what is wrong there is not in force here", settings.name,
                     to_string(settings.code));
}

std::string text_of_files(std::vector<UnreadFile> unread) {
  const auto is_wrong = [](const UnreadFile& file) { return !is_unreadable(file.code); };
  if (const auto wrong = std::ranges::find_if(unread, is_wrong); wrong != unread.end()) {
    const std::string text = wrong_settings_text(*wrong);
    std::erase_if(unread, is_wrong);
    return unread.empty() ? text : text_of_files(std::move(unread)) + "; " + text;
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

std::string left_open_text(const CycleNumbers& numbers) {
  const CycleState state = numbers.cycle->state;
  const std::string_view how = numbers.cycle->incomplete     ? ""
                               : state == CycleState::closed ? ", kept no numbers"
                               : state == CycleState::draft  ? ", a draft"
                                                             : ", not closed";
  return ended_text(numbers, long_date(numbers.cycle->period.last) + std::string(how));
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

std::string points_text(std::string_view number) {
  const bool is_one = number == "1" || number == "-1";
  return fmt::format("{} {}", number, is_one ? "point" : "points");
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
  if (is_settled(numbers.status()) || !misses || misses->allowed == 0) return {};
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

std::string unread_text(const Cycle& cycle) { return text_of_files(all_unread(cycle)); }

std::string unread_settings_text(const Workspace& workspace) {
  std::optional<UnreadFile> settings;
  for (const Diagnostic& diagnostic : workspace.diagnostics) {
    if (diagnostic.severity != Severity::error || workspace.file_of(diagnostic.place) != settings_file) continue;
    if (!settings || is_unreadable(diagnostic.code)) settings = {std::string(settings_file), diagnostic.code};
  }
  return settings ? text_of_files({*settings}) : std::string();
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
  return text_of_files(unread);
}

std::string day_text(Date date) { return fmt::format("{} {}", weekday_name(iso_weekday(date)), yearless_date(date)); }

std::string day_text(Date date, Date as_of) {
  return fmt::format("{} {}", weekday_name(iso_weekday(date)), short_date(date, as_of));
}

std::string long_day_text(Date date) { return fmt::format("{} {}", weekday_name(iso_weekday(date)), long_date(date)); }

bool is_bare_result(const CycleNumbers& numbers) {
  const bool knows = numbers.score || numbers.as_planned || numbers.aspirational || numbers.committed_count > 0;
  return numbers.objectives.empty() && numbers.is_final && knows;
}

Text no_objective_text(const CycleNumbers& numbers, int scale) {
  std::vector<std::string> kept;
  const auto add = [&](std::string_view what, const Computed<Score>& score) {
    if (score) kept.push_back(fmt::format("{} {}", what, score_text(shown_of(score), scale)));
  };
  if (is_bare_result(numbers)) {
    add("score", numbers.score);
    add("aspirational", numbers.aspirational);
    add("as planned", numbers.as_planned);
    if (numbers.committed_count > 0)
      kept.push_back(fmt::format("committed {} of {} met", numbers.committed_met, numbers.committed_count));
    return fmt::format("No objective stands in its files. What was kept: {}.", join(kept, ", "));
  }
  if (numbers.ended) return "No objective stands in its files.";
  return Text("No objective yet") + on_page(".") + on_terminal(": okr new objective ID --title \"...\"");
}

Text resting_text(const ObjectiveNumbers& objective, const KeyResultNumbers& numbers) {
  const State state = numbers.state == State::active ? objective.state : numbers.state;
  return Text(counts(state) ? word(numbers.status()) : word(state), Style::dim);  // in a draft of a cycle
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

std::vector<std::string> values_beside(const Movable& kr, std::vector<double> values) {
  const std::size_t count = values.size();
  for (const auto& bound : {kr.baseline, kr.target, kr.commit, kr.stretch, kr.min, kr.max})
    if (bound) values.push_back(*bound);
  std::vector<std::string> texts = display_together(values);
  texts.resize(count);
  return texts;
}

std::string entry_text(const EntryValue& value, const Movable& kr) {
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
