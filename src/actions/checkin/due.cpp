// SPDX-License-Identifier: MIT
#include "actions/checkin/due.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/checkin/preview.hpp"
#include "okr/base/listing.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/store/checkin_text.hpp"
#include "reports/words.hpp"

namespace okr::cli {
namespace {

constexpr std::size_t most_listed = 12;

bool is_due(const CheckinScene& scene, const Asked& asked) {
  const Recency& recency = asked.numbers.recency;
  const Rhythm cadence = cadence_of(scene.workspace.settings, *asked.cycle);
  if (recency.freshness == Freshness::not_asked) return false;
  const Date day = day_in(scene, *asked.cycle);
  const auto is_later = [&](const Entry& entry) { return day < entry.date && entry.date <= scene.date; };
  if (std::ranges::any_of(asked.key_result->entries, is_later)) return false;  // after the end, in its grace days
  if (!asked.key_result->kpi.empty()) {
    const auto& said = asked.numbers.confidence;
    return !said || is_half_over(said->date, scene.workspace.settings.workspace, cadence, day);
  }
  const Date since = recency.last ? recency.last->date : asked.numbers.window.first;
  return can_be_said_again(since, scene.workspace.settings.workspace, cadence, day);
}

bool can_be_asked(const KeyResult& kr, const KeyResultNumbers& numbers) {
  return kr.kind_known && !kr.faulty && !is_fault(numbers.progress.absence) && numbers.state == State::active;
}

// --- the editor's text
// ------------------------------------------------------------------------------------------------

/// What the line holds until somebody says something: the last value, or the next thing to say.
Entry suggestion_of(const Asked& asked) {
  const KeyResult& kr = *asked.key_result;
  const Standing& standing = asked.numbers.standing;
  Entry entry;
  const bool has_points = standing.points && !standing.points->empty();
  const double last = has_points ? standing.points->back().value : kr.baseline.value_or(0);
  if (!kr.kpi.empty()) {
    entry.confidence = asked.numbers.confidence ? asked.numbers.confidence->value : 5;
  } else if (kr.kind == Kind::milestones) {
    std::vector<std::string> next;
    for (std::size_t i = 0; i < kr.steps.size() && next.empty(); ++i)
      if (i >= standing.steps_done.size() || standing.steps_done[i] == 0) next.push_back(kr.steps[i].title);
    entry.value = std::move(next);
  } else if (kr.kind == Kind::done) {
    entry.value = last > 0;
  } else {
    entry.value = kr.kind == Kind::sum ? 0.0 : last;
  }
  return entry;
}

bool is_given(const CheckinSheet& given, const KeyResultId& id) {
  return std::ranges::find(given.entries, id, &SheetEntry::id) != given.entries.end();
}

std::string asked_lines(std::span<const Asked> asked, const CheckinSheet& given) {
  std::size_t widest = 0;
  for (const Asked& one : asked) widest = std::max(widest, to_string(one.key_result->id).size());
  std::string text;
  for (const Asked& one : asked) {
    if (is_given(given, one.key_result->id)) continue;
    text += fmt::format("# {:<{}} = {}   # {}\n", to_string(one.key_result->id), widest,
                        store::entry_text(suggestion_of(one)), safe_for_terminal(standing_in_words(one)));
  }
  return text;
}

std::string target_in_words(const KeyResult& kr) {
  if (kr.kind == Kind::milestones) return kr.steps.size() == 1 ? " step" : " steps";
  const std::string unit = kr.unit.empty() ? "" : " " + kr.unit;
  if (kr.target) return fmt::format(" of {}{}", display_value(*kr.target), unit);
  return unit;
}

// --- what is due
// ------------------------------------------------------------------------------------------------------

struct DueLine {
  std::string id, words;
};

std::string how_many_are_due(std::size_t key_results, std::size_t kpis, const Asking& asking) {
  if (key_results + kpis == 0) return std::string(nothing_due(asking));
  std::string text = key_results == 0 ? "" : counted(key_results, "key result");
  if (kpis > 0) text += fmt::format("{}{}", text.empty() ? "" : " and ", counted(kpis, "KPI"));
  return fmt::format("{} {} due:\n", text, key_results + kpis == 1 ? "is" : "are");
}

std::string standing_in_words(const AskedKpi& asked) {
  std::string words = asked.kpi->readings.empty() ? "no reading yet" : display_value(asked.kpi->readings.back().value);
  if (!asked.kpi->readings.empty() && !asked.kpi->unit.empty()) words += " " + asked.kpi->unit;
  words += fmt::format(", {}", reports::words_of(asked.numbers.status));
  return words + fmt::format("; KPI, to be read for {}", asked.day.key);
}

/// The commands that say it: KPIs have one of their own.
std::string how_to_give(std::span<const Asked> asked, std::span<const AskedKpi> kpis) {
  std::string text;
  if (!asked.empty() || kpis.empty()) {
    const Asked* one = asked.empty() ? nullptr : &asked.front();
    const std::string id = one ? to_string(one->key_result->id) : std::string("ID");
    const bool is_fed = one && !one->key_result->kpi.empty();
    const std::string words = is_fed ? fmt::format("--confidence {}=N", id) : fmt::format("{}=VALUE", id);
    text = fmt::format("Give them as okr checkin {} ..., in your editor with -e, or from a file with --from FILE.\n",
                       words);
  }
  if (!kpis.empty()) {
    const ReadingDay& day = kpis.front().day;
    const bool is_period = !parse_date(day.key).has_value();
    text += fmt::format("{} KPIs as okr record {}=VALUE{} ...\n", asked.empty() ? "Give" : "and",
                        kpis.front().kpi->id.text, is_period ? " --for " + day.key : std::string());
  }
  return text;
}

}  // namespace

std::vector<Asked> asked_on(const CheckinScene& scene, const Asking& asking) {
  std::vector<Asked> all;
  for (const Cycle* cycle : scene.cycles) {
    const Date day = day_in(scene, *cycle);
    if (scene_fault(scene, *cycle)) continue;
    for (const Objective& objective : cycle->objectives)
      for (const KeyResult& kr : objective.key_results) {
        Asked asked{cycle, &objective, &kr, numbers_of(Subject{scene.workspace, *cycle, objective, kr}, day)};
        if (!can_be_asked(kr, asked.numbers) ||
            !is_asked_about(owner_of(scene.workspace.settings, objective, kr), asking.owner))
          continue;
        if (asking.all || asking.all_key_results || is_due(scene, asked)) all.push_back(std::move(asked));
      }
  }
  return all;
}

std::string standing_in_words(const Asked& asked) {
  const std::string last = last_value(*asked.key_result, asked.numbers.standing);
  std::string words = last.empty() ? "no value yet" : last + target_in_words(*asked.key_result);
  if (asked.numbers.status() != PaceStatus::no_data) words += fmt::format(", {}", to_string(asked.numbers.status()));
  if (asked.numbers.recency.last) words += fmt::format(", last {}", short_date(asked.numbers.recency.last->date));
  if (!asked.key_result->kpi.empty())
    words += fmt::format("; fed by KPI {}, you say the confidence", asked.key_result->kpi.text);
  return words;
}

std::string_view nothing_due(const Asking& asking) {
  return asking.all ? "There is nothing to ask about.\n" : "Nothing is due; --all and --owner all ask about more.\n";
}

std::string due_text(std::span<const Asked> asked, std::span<const AskedKpi> kpis, const Asking& asking) {
  std::vector<DueLine> lines;
  for (const Asked& one : asked) lines.push_back({to_string(one.key_result->id), standing_in_words(one)});
  for (const AskedKpi& one : kpis) lines.push_back({one.kpi->id.text, standing_in_words(one)});
  std::string text = how_many_are_due(asked.size(), kpis.size(), asking);
  std::size_t widest = 0;
  for (const DueLine& line : lines) widest = std::max(widest, line.id.size());
  for (std::size_t i = 0; i < lines.size() && i < most_listed; ++i)
    text += fmt::format("  {:<{}}  {}\n", lines[i].id, widest, safe_for_terminal(lines[i].words));
  if (lines.size() > most_listed) text += fmt::format("  and {} more\n", lines.size() - most_listed);
  return text + how_to_give(asked, kpis);
}

std::string prepared_text(const CheckinScene& scene, std::span<const Asked> asked, const CheckinSheet& given) {
  std::string text = fmt::format(
      "# Check-in of {} {}. Take the # away where you say something; more can be said as\n"
      "# {{ value = 131, confidence = 6, note = \"why\" }}. Saved without a change, nothing is written.\n",
      weekday_name(iso_weekday(scene.date)), long_date(scene.date));
  CheckinSheet top = given;
  top.entries.clear();
  text += store::checkin_text(top);
  if (trim(given.head.note).empty()) text += "note = \"\"\"\n\"\"\"\n";
  if (given.head.wins.empty()) text += "# wins = [\"\"]\n";
  if (given.head.blockers.empty()) text += "# blockers = [\"\"]\n";
  if (given.head.priorities.empty()) text += "# priorities = [\"\"]   # of the coming week\n";
  text += "\n";
  for (const SheetEntry& said : given.entries)
    text += fmt::format("{} = {}\n", to_string(said.id), store::entry_text(said.entry));
  return text + asked_lines(asked, given);
}

}  // namespace okr::cli
