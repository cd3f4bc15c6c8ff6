// SPDX-License-Identifier: MIT
#include "actions/checkin/due.hpp"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "actions/checkin/earlier.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/workspace.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/words.hpp"
#include "session/settings.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr std::size_t most_listed = 12;

// --- key results

/// By the one rule; a confidence of its own beside a KPI's numbers is asked for, and never due.
bool is_due(const AskedKeyResult& asked) { return !asked.numbers.is_fed() && waits(asked.numbers.recency.freshness); }

bool falls_due_soon(const CheckinScene& scene, const AskedKeyResult& asked) {
  const Recency& recency = asked.numbers.recency;
  if (asked.numbers.is_fed() || recency.freshness == Freshness::not_asked) return false;
  const Rhythm cadence = cadence_of(scene.workspace.settings, *asked.cycle);
  const Date day = day_in(scene, *asked.cycle);
  const Date since = recency.last ? recency.last->date : asked.numbers.window.first;
  return can_be_said_again(since, scene.workspace.settings.workspace, cadence, day);
}

/// True where the last value is of this source: whoever gave it could have said a confidence then.
bool is_value_of(const AskedKeyResult& asked, std::string_view source, Date day) {
  const auto gives = [day](const Entry& entry) { return entry.has_value() && entry.date <= day; };
  const auto& entries = asked.key_result->entries;
  const auto last = std::ranges::find_if(entries.rbegin(), entries.rend(), gives);
  return last != entries.rend() && last->checkin < asked.cycle->checkins.size() &&
         is_of_source(*asked.cycle, last->checkin, source);
}

/// After the end nobody is asked how sure they are of a number of their own: its final value is what counts.
bool is_confidence_open(const CheckinScene& scene, const AskedKeyResult& asked, const Asking& asking, bool states) {
  const Date day = day_in(scene, *asked.cycle);
  const bool is_own = !asked.numbers.is_fed();
  if (is_own && (day < scene.date || is_value_of(asked, asking.source, day))) return false;
  const Subject subject{scene.workspace, *asked.cycle, *asked.objective, *asked.key_result};
  return asks_for_confidence(subject, asked.numbers, states, day);
}

std::string target_in_words(const KeyResult& kr, const Standing& standing) {
  const Definition& definition = standing.definition;
  if (definition.kind == Kind::milestones) return kr.steps.size() == 1 ? " step" : " steps";
  const std::string unit = kr.unit.empty() ? "" : " " + kr.unit;
  if (!definition.target) return unit;
  const bool falls = standing.anchors && !standing.anchors->rises();
  return fmt::format("{}{}{}", falls ? ", down to " : " of ", display_value(*definition.target), unit);
}

// --- KPIs

Rhythm rhythm_of(const Kpi& kpi) { return parse_rhythm(to_string(kpi.expect.value_or(kpi.every))).value_or(Rhythm()); }

bool is_by_period(const Kpi& kpi) {
  return kpi.every != PeriodUnit::day && kpi.expect.value_or(kpi.every) == kpi.every;
}

/// One reading a period that stands for the whole of it: another one in its middle would be counted beside it.
bool is_whole_sum(const Kpi& kpi) { return is_by_period(kpi) && adds_up(kpi.aggregate); }

bool is_due(const AskedKpi& asked) { return waits(asked.numbers.freshness); }

bool falls_due_soon(const CheckinScene& scene, const AskedKpi& asked) {
  if (is_due(asked)) return true;
  const Reading* last = last_reading(*asked.kpi, scene.date);
  if (!last) return true;
  if (is_whole_sum(*asked.kpi)) return false;
  const WorkspaceSettings& settings = scene.workspace.settings.workspace;
  const Rhythm rhythm = rhythm_of(*asked.kpi);
  // A period's reading is dated to its last day, which often lies right before the check-in day.
  return is_half_over(last->date, settings, rhythm, scene.date) &&
         (!settings.check_in_day || due_from(last->date, settings, rhythm) <= scene.date);
}

bool has_reading_in(const Kpi& kpi, const Period& period) {
  return std::ranges::any_of(kpi.readings, [&](const Reading& reading) { return contains(period, reading.date); });
}

/// On the last day of a cycle: whether the period that ends with that day has no value yet. It is what a reading is for
/// then.
bool misses_last_period(const CheckinScene& scene, AskedKpi& asked) {
  const FiscalYear fiscal_start = scene.workspace.fiscal_start();
  const Period last = period_containing(scene.date, asked.kpi->every, fiscal_start);
  if (!is_by_period(*asked.kpi) || last.last != scene.date || has_reading_in(*asked.kpi, last)) return false;
  asked.day = {last.last, period_name(last, asked.kpi->every, fiscal_start)};
  return true;
}

std::string standing_of_kpi(const CheckinScene& scene, const AskedKpi& asked) {
  const Reading* last = last_reading(*asked.kpi, scene.date);
  std::string words = last ? display_value(last->value) : "no reading yet";
  if (last && !asked.kpi->unit.empty()) words += " " + asked.kpi->unit;
  if (asked.has_total())
    words = fmt::format("{} in {}", draw::bare(reports::value_with_unit(asked.numbers)),
                        reports::period_name_of(scene.workspace, asked.numbers, *asked.numbers.last));
  words += fmt::format(", {}; KPI, to be read for {}", word(asked.numbers.status), asked.day.key);
  if (asked.asks_confidence)
    words += fmt::format("; you say the confidence of {}", asked.feeds.substr(asked.feeds.find('/') + 1));
  return words;
}

/// Nothing is asked of what ended with its objective.
bool runs_on(const Objective& objective, Date day) { return definition_of(objective, day).state == State::active; }

/// The first key result that is fed by the KPI and can be judged now, by its full id; empty where there is none.
std::string fed_by(const CheckinScene& scene, const Kpi& kpi) {
  for (const Cycle* cycle : scene.cycles)
    for (const Objective& objective : cycle->objectives)
      for (const KeyResult& kr : objective.key_results) {
        const Definition definition = definition_of(kr, day_in(scene, *cycle));
        if (definition.kpi.text == kpi.id.text && kr.kind_known && !kr.faulty && definition.state == State::active &&
            runs_on(objective, day_in(scene, *cycle)) && !day_fault(scene, *cycle))
          return full_id(*cycle, kr);
      }
  return {};
}

// --- whose

/// True where somebody owns every key result of these cycles and every KPI, and it is the same person.
bool is_of_one_person(const CheckinScene& scene) {
  const Settings& settings = scene.workspace.settings;
  std::vector<std::string> owners;
  for (const Cycle* cycle : scene.cycles)
    for (const Objective& objective : cycle->objectives)
      for (const KeyResult& kr : objective.key_results) {
        const auto own = owners_of(settings, objective, kr);
        owners.insert(owners.end(), own.begin(), own.end());
        if (own.empty()) return false;
      }
  for (const Kpi& kpi : scene.workspace.kpis) {
    const auto own = owners_of(settings, kpi);
    owners.insert(owners.end(), own.begin(), own.end());
    if (own.empty()) return false;
  }
  return !owners.empty() &&
         std::ranges::all_of(owners, [&](std::string_view owner) { return is_same_person(owner, owners.front()); });
}

constexpr std::size_t most_people_named = 5;

std::size_t count_due(const Asked& asked) {
  const auto is_one_due = [](const auto& one) { return is_due(one); };
  return static_cast<std::size_t>(std::ranges::count_if(asked.key_results, is_one_due) +
                                  std::ranges::count_if(asked.kpis, is_one_due));
}

/// ", 2 of them due", ", none of them due"; "" where they are counted as due.
std::string of_them_due(std::size_t due, std::size_t count) {
  if (count == 1) return ", not due yet";
  return due == 0 ? ", none of them due" : fmt::format(", {} of them due", due);
}

/// The same check-in of somebody else's: "okr checkin --all --owner ana".
std::string command_for(const CheckinScene& scene, const Asking& asking, const std::string& owner) {
  return fmt::format("okr checkin{}{}{} --owner {}", scene.named ? " --cycle " + scene.named->id.text : "",
                     scene.is_day_said ? " --date " + to_string(scene.date) : "", asking.all ? " --all" : "",
                     shell_word(owner));
}

/// "8 are due, all of ana; you are anna-p: okr checkin --owner ana"
std::string of_others(const Asked& all, const CheckinScene& scene, const Asking& asking) {
  const Settings& settings = scene.workspace.settings;
  std::vector<std::string> owners;
  std::set<std::string> known;
  const auto add = [&](std::string_view owner) {
    if (known.insert(person_key(owner)).second) owners.emplace_back(owner);
  };
  for (const AskedKeyResult& asked : all.key_results)
    for (const std::string& owner : owners_of(settings, *asked.objective, *asked.key_result)) add(owner);
  for (const AskedKpi& asked : all.kpis)
    for (const std::string& owner : owners_of(settings, *asked.kpi)) add(owner);
  const std::size_t count = all.size();
  const bool is_of_one = owners.size() == 1;
  const std::string you = asking.me.empty() ? std::string() : fmt::format("; you are {}", asking.me);
  const std::string whose =
      count > 1 && is_of_one ? "all of " + owners.front() : "of " + listed(owners, most_people_named);
  const std::size_t due = count_due(all);
  const std::string_view verb = count == 1 ? "is" : "are";
  const std::string how_many = due == count ? fmt::format("{} {} due", count, verb)
                                            : fmt::format("{} to ask about{}", count, of_them_due(due, count));
  return safe_for_terminal(fmt::format("{}, {}{}: {}", how_many, whose, you,
                                       command_for(scene, asking, is_of_one ? owners.front() : "all"))) +
         "\n";
}

/// No goal and no KPI stands in its files.
bool has_nothing(const CheckinScene& scene) {
  const auto is_empty = [](const Cycle* cycle) { return cycle->objectives.empty() && cycle->unread.empty(); };
  return scene.workspace.kpis.empty() && std::ranges::all_of(scene.cycles, is_empty);
}

// --- the list

/// "2 key results and 1 KPI are due:", "5 key results and 3 KPIs to ask about, 2 of them due:"
std::string how_many_are_asked(const Asked& asked) {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count > 0) parts.push_back(counted(static_cast<long long>(count), what));
  };
  add(asked.key_results.size(), "key result");
  add(asked.kpis.size(), "KPI");
  const std::size_t count = asked.size(), due = count_due(asked);
  if (due == count) return fmt::format("{} {} due:\n", listed(parts), count == 1 ? "is" : "are");
  return fmt::format("{} to ask about{}:\n", listed(parts), of_them_due(due, count));
}

/// As an argument of okr names it.
std::string typed_id(const CheckinScene& scene, const AskedKeyResult& asked) {
  const KeyResult& kr = *asked.key_result;
  return needs_its_cycle(scene, *asked.cycle, kr) ? full_id(*asked.cycle, kr) : to_string(kr.id);
}

/// The commands that say it: KPIs have one of their own.
std::string how_to_give(const CheckinScene& scene, const Asked& asked) {
  const auto& [key_results, kpis] = asked;
  std::string text;
  if (!key_results.empty() || kpis.empty()) {
    const KeyResult* kr = key_results.empty() ? nullptr : key_results.front().key_result;
    const std::string id = kr ? typed_id(scene, key_results.front()) : std::string("ID");
    const std::string words =
        kr && key_results.front().only_confidence ? fmt::format("--confidence {}=N", id) : fmt::format("{}=VALUE", id);
    text = fmt::format("Give them as okr checkin {} ..., in your editor with -e, or from a file with --from FILE.\n",
                       words);
  }
  if (kpis.empty()) return text;
  const ReadingDay& day = kpis.front().day;
  const bool is_period = !parse_date(day.key).has_value();
  return text + fmt::format("Give KPIs as okr record {}=VALUE{} ...\n", kpis.front().kpi->id.text,
                            is_period ? " --for " + day.key : std::string());
}

}  // namespace

bool AskedKpi::has_total() const { return adds_up(kpi->aggregate) && numbers.value(); }

bool Asking::names(const std::string& id) const { return contains(also, id); }

std::vector<AskedKeyResult> key_results_asked_on(const CheckinScene& scene, const Asking& asking) {
  std::vector<AskedKeyResult> all;
  for (const Cycle* cycle : scene.cycles) {
    if (day_fault(scene, *cycle)) continue;
    const Date day = day_in(scene, *cycle);
    const bool states = states_confidence(*cycle, day);
    for (const Objective& objective : cycle->objectives)
      for (const KeyResult& kr : objective.key_results) {
        const bool is_named = asking.names(to_string(kr.id)) || asking.names(full_id(*cycle, kr));
        const auto owners = owners_of(scene.workspace.settings, objective, kr);
        if ((!is_named && !is_asked_about(owners, asking.owner)) || !runs_on(objective, day)) continue;
        const Subject subject{scene.workspace, *cycle, objective, kr};
        AskedKeyResult asked{cycle, &objective, &kr, numbers_of(subject, day)};
        if (!can_be_judged(asked.numbers) || asked.numbers.state != State::active) continue;
        const bool is_soon = falls_due_soon(scene, asked);
        const bool is_aged = !is_soon && is_confidence_open(scene, asked, asking, states);
        if (asking.finishes && asked.numbers.is_fed()) continue;  // its KPI is asked
        const bool is_wanted = asking.all || asking.finishes || is_named;
        asked.only_confidence = asked.numbers.is_fed() || (is_aged && !is_wanted);
        if (is_wanted || ((is_soon || is_aged) && !was_said_later(kr, day, scene.date)))
          all.push_back(std::move(asked));
      }
  }
  return all;
}

std::vector<AskedKpi> kpis_asked_on(const CheckinScene& scene, const Asking& asking) {
  std::vector<AskedKpi> all;
  KpiBook book(scene.workspace, scene.date);
  for (const Kpi& kpi : scene.workspace.kpis) {
    const bool is_named = asking.names(kpi.id.text) || asking.names(full_id(kpi.id));
    const bool is_theirs = is_asked_about(owners_of(scene.workspace.settings, kpi), asking.owner);
    if (kpi.faulty || place_fault(kpi) || (!is_named && !is_theirs)) continue;
    AskedKpi asked{&kpi, book.numbers(kpi), reading_day(scene.workspace, kpi, scene.date), fed_by(scene, kpi)};
    const bool is_last_missing = asking.finishes && !asked.feeds.empty() && misses_last_period(scene, asked);
    if (asking.all || is_named || is_last_missing || falls_due_soon(scene, asked)) all.push_back(std::move(asked));
  }
  return all;
}

Asked asked_on(const CheckinScene& scene, const Asking& asking) {
  Asked all{key_results_asked_on(scene, asking), kpis_asked_on(scene, asking)};
  std::erase_if(all.key_results, [&](const AskedKeyResult& one) {
    const std::string id = full_id(*one.cycle, *one.key_result);
    const auto kpi = one.only_confidence ? std::ranges::find(all.kpis, id, &AskedKpi::feeds) : all.kpis.end();
    if (kpi != all.kpis.end()) kpi->asks_confidence = true;
    return kpi != all.kpis.end();
  });
  return all;
}

ReadingDay reading_day(const Workspace& workspace, const Kpi& kpi, Date day) {
  const FiscalYear fiscal_start = workspace.fiscal_start();
  const Period current = period_containing(day, kpi.every, fiscal_start);
  const Period ended = previous_period(current, kpi.every, fiscal_start);
  const bool is_early = 2 * (days_between(current.first, day) + 1) <= length_in_days(current);
  const bool is_late_word = is_early && !kpi.readings.empty() && !has_reading_in(kpi, current);
  if (is_by_period(kpi) && !has_reading_in(kpi, ended) && (is_whole_sum(kpi) || is_late_word))
    return {ended.last, period_name(ended, kpi.every, fiscal_start)};
  return {day, to_string(day)};
}

std::string last_value(const KeyResult& kr, const Standing& standing) {
  const Definition& definition = standing.definition;
  if (definition.kind == Kind::milestones) return fmt::format("{}/{}", standing.count_steps_done(), kr.steps.size());
  if (const auto number = last_number(standing))
    return draw::bare(reports::values_beside(definition, {*number}).front());
  if (definition.kind != Kind::done || !standing.points || standing.points->empty()) return {};
  return standing.points->back().value > 0 ? "yes" : "no";
}

std::optional<double> last_number(const Standing& standing) {
  const Kind kind = standing.definition.kind;
  if (kind == Kind::hold && standing.adds_up) return standing.now;
  if (kind == Kind::milestones || kind == Kind::done) return std::nullopt;
  const bool has_points = standing.points && !standing.points->empty();
  if (kind != Kind::sum) return has_points ? std::optional(standing.points->back().value) : std::nullopt;
  return standing.now.value_or(standing.anchors ? standing.anchors->baseline : 0);
}

std::string standing_in_words(const AskedKeyResult& asked, Date day) {
  const auto& stated = asked.numbers.confidence;
  const std::string last = last_value(*asked.key_result, asked.numbers.standing);
  std::string words = last.empty() ? "no value yet" : last + target_in_words(*asked.key_result, asked.numbers.standing);
  if (asked.numbers.status() != PaceStatus::no_data) words += fmt::format(", {}", word(asked.numbers.status()));
  if (asked.numbers.recency.last) words += fmt::format(", last {}", short_date(asked.numbers.recency.last->date, day));
  if (asked.numbers.is_fed())
    words += fmt::format("; fed by KPI {}, you say the confidence", asked.numbers.standing.definition.kpi.text);
  else if (asked.only_confidence)
    words += stated ? fmt::format("; your confidence was {} on {}", stated->value, short_date(stated->date, day))
                    : std::string("; your confidence is not stated yet");
  return words;
}

bool needs_its_cycle(const CheckinScene& scene, const Cycle& cycle, const KeyResult& key_result) {
  const std::string id = to_string(key_result.id);
  return std::ranges::any_of(
      scene.cycles, [&](const Cycle* other) { return other != &cycle && find_key_result(*other, id) != nullptr; });
}

bool has_unread(const CheckinScene& scene) {
  return std::ranges::any_of(scene.cycles, [](const Cycle* cycle) { return !cycle->unread.empty(); });
}

std::string nothing_due(const CheckinScene& scene, const Asking& asking) {
  if (has_nothing(scene)) return "No objective yet: okr new objective ID --title \"...\"\n";
  Asking everybody = asking;
  everybody.owner.clear();
  const Asked all = asked_on(scene, everybody);
  std::string unread;
  for (const Cycle* cycle : scene.cycles)
    if (!cycle->unread.empty()) unread += reports::unread_text(*cycle) + "\n";
  if (!unread.empty() && all.size() == 0) return unread;
  if (!asking.owner.empty() && all.size() > 0) return of_others(all, scene, asking);
  if (asking.all) return "There is nothing to ask about.\n";
  return asking.owner.empty() ? "Nothing is due; --all asks about more.\n"
                              : "Nothing is due; --all asks about more, --all --owner all about everybody's.\n";
}

Asking asking_for(const CheckinScene& scene, const std::optional<std::string>& owner, const std::string& me) {
  Asking asking;
  if (owner) {
    asking.owner = *owner == "all" ? "" : *owner;
    return asking;
  }
  asking.me = me;
  if (!is_of_one_person(scene)) asking.owner = me;
  return asking;
}

std::string due_text(const CheckinScene& scene, const Asking& asking) {
  struct DueLine {
    std::string id, words;
  };
  const Asked asked = asked_on(scene, asking);
  std::vector<DueLine> lines;
  for (const AskedKeyResult& one : asked.key_results)
    lines.push_back({typed_id(scene, one), standing_in_words(one, scene.date)});
  for (const AskedKpi& one : asked.kpis) lines.push_back({one.kpi->id.text, standing_of_kpi(scene, one)});
  std::string text = lines.empty() ? nothing_due(scene, asking) : how_many_are_asked(asked);
  std::size_t widest = 0;
  for (const DueLine& line : lines) widest = std::max(widest, line.id.size());
  for (std::size_t i = 0; i < lines.size() && i < most_listed; ++i)
    text += fmt::format("  {:<{}}  {}\n", lines[i].id, widest, safe_for_terminal(lines[i].words));
  if (lines.size() > most_listed) text += fmt::format("  and {} more\n", lines.size() - most_listed);
  return text + how_to_give(scene, asked);
}

}  // namespace okr::actions
