// SPDX-License-Identifier: MIT
// `okr forecast`: a line a key result, then how much faster those have to go that will hardly arrive.
#include <cmath>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "reports/cycle_words.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/pages.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

std::string right_of_heading(const CycleNumbers& numbers) {
  const std::string day = day_text(numbers.as_of);
  if (numbers.ended) return fmt::format("{} · over, nothing is open", day);
  if (numbers.day <= 0) return fmt::format("{} · {}", day, start_text(*numbers.cycle, numbers.as_of));
  return fmt::format("{} · {} left", day, counted(numbers.days - numbers.day, "day"));
}

// --- a line a key result ---------------------------------------------------------------------------------------------

Table empty_table() {
  Table table = key_results_table("where the key results end");
  table.columns = {{.name = "id", .heading = "", .min_width = 8},
                   title_column(),
                   {.name = "now", .heading = "NOW", .min_width = 10},
                   {.name = "ends", .heading = "ENDS", .align = Align::right},
                   {.name = "interval", .heading = "80 % WITHIN", .spill = true},
                   {.name = "p_target", .heading = "P(GOAL)", .align = Align::right},
                   {.name = "p_70", .heading = "P(0.7)", .align = Align::right, .drop = 7, .needed = true},
                   {.name = "likelihood", .heading = "", .gap = 1, .drop = 6, .needed = true},
                   {.name = "p_stretch", .heading = "STRETCH", .align = Align::right, .drop = 5, .needed = true},
                   {.name = "p_commit", .heading = "COMMIT", .align = Align::right, .drop = 4},
                   {.name = "so_far", .heading = "A WEEK", .align = Align::right, .drop = 1},
                   {.name = "needed", .heading = "NEEDED", .align = Align::right, .drop = 2},
                   {.name = "arrival", .heading = "ARRIVES", .drop = 3}};
  table.group_columns = {{.name = "id", .min_width = 4},
                         {.name = "title", .min_width = 12, .shrink = 1, .grow = true, .spill = true},
                         {.name = "score"}};
  return table;
}

/// What is said where there is no forecast: the bound's chances, or whose word there is instead.
Text instead_text(const KeyResultForecast& kr) {
  const bool is_unknown = kr.absence == NoForecast::fault || kr.absence == NoForecast::closed;
  if (!is_unknown && is_settled(kr.numbers->status())) return standing_text(kr.numbers->status(), kr.numbers->verdict);
  if (kr.absence == NoForecast::held) {
    if (kr.numbers->pace.cannot_end_met) return Text("cannot end MET", Style::bad);
    if (kr.numbers->pace.lost) return Text("missed too often", Style::bad);
    if (kr.assurance != Assurance::unknown) return Text(word(kr.assurance));
    const bool by_periods = kr.numbers->standing.hold.has_value();
    return Text(by_periods ? "a bound; its periods tell nothing yet" : "a bound, judged by its latest value",
                Style::dim);
  }
  if (kr.absence == NoForecast::by_confidence && kr.numbers->reached) return Text("reached", Style::good);
  if (kr.absence == NoForecast::by_confidence && kr.stated)
    return Text(fmt::format("as stated: {}/10", rounded(kr.stated->value() * 10, 0)));
  if (kr.absence == NoForecast::by_confidence) return Text("not stated yet", Style::dim);
  return Text(word(kr.absence), kr.absence == NoForecast::fault ? Style::bad : Style::dim);
}

/// In the words of its end, also where that is its own due day: only what was promised can be missed.
Text decided_text(const Forecast& forecast, const KeyResultNumbers& numbers) {
  if (numbers.verdict) return standing_text(numbers.status(), numbers.verdict);
  if (success_chance(forecast).value() >= 1) return Text("success", Style::good);
  const Verdict verdict = forecast.at_70 ? Verdict::fell_short : Verdict::missed;
  return Text(word(verdict), style_of(verdict));
}

Cell chance_cell(const std::optional<Probability>& chance, const Forecast& forecast) {
  return chance ? Cell(chance_text(*chance, forecast.decided)) : Cell();
}

void add_key_result(Table& table, const KeyResultForecast& kr, Date as_of) {
  std::vector<Cell> cells{kr.numbers->id.name, title_of(*kr.numbers), now_cell(*kr.numbers)};
  if (kr.forecast) {
    const Forecast& f = *kr.forecast;
    const bool at_edge = f.edge != Edge::none;  // where nothing else is left of the interval
    cells.insert(cells.end(), {at_edge ? Cell() : Cell(ends_text(f)), Cell(at_edge ? ends_text(f) : interval_text(f)),
                               chance_cell(f.target, f), chance_cell(f.at_70, f), Cell(likelihood_text(f, *kr.numbers)),
                               chance_cell(f.stretch, f), chance_cell(f.commit, f)});
    const RateTexts rates = kr.rates ? rate_texts(*kr.rates) : RateTexts();
    cells.insert(cells.end(), {Cell(rates.so_far), Cell(rates.needed)});
    cells.push_back(f.arrival ? Cell(short_date(*f.arrival, as_of)) : Cell());
  } else {
    cells.insert(cells.end(), {Cell("-", Style::dim), Cell(instead_text(kr))});
  }
  table.add_record(to_string(kr.numbers->id), std::move(cells));
}

/// " (2 of 3 forecast)"; nothing where all are.
std::string known_part_text(int forecast, int counted) {
  return forecast < counted ? fmt::format(" ({} of {} forecast)", forecast, counted) : std::string();
}

/// A promise that can still be kept has a least likely part.
bool says_least(const ObjectiveForecast& objective) {
  return objective.numbers->type == ObjectiveType::committed && objective.least && objective.forecast > 0 &&
         !objective.numbers->cannot_end_met;
}

/// "expected 0.63 (2 of 3 forecast)"; of a promise the least likely part: "expected 0.44, least 8 %". Briefly without
/// how many are forecast: their lines say it.
Text expected_text(const ObjectiveForecast& objective, int scale, Length length) {
  const ObjectiveNumbers& numbers = *objective.numbers;
  if (!counts(numbers.state)) return Text(word(numbers.state), Style::dim);
  if (!objective.expected) return Text(is_fault(objective.expected.absence) ? "n/a" : "-", Style::dim);
  const bool is_over = numbers.is_final || numbers.status == PaceStatus::ended || numbers.status == PaceStatus::done;
  if (is_over) return Text("ended at " + score_text(numbers.shown, scale), Style::strong);
  const bool is_known = numbers.cannot_end_met || std::ranges::any_of(numbers.children, &ChildNumbers::ended);
  if (objective.forecast == 0 && !is_known) return Text("no forecast", Style::dim);
  Text text("expected " + score_text(shown_score(*objective.expected), scale), Style::strong);
  if (length == Length::full && !numbers.cannot_end_met)
    text += Text(known_part_text(objective.forecast, objective.counted), Style::dim);
  if (numbers.cannot_end_met)
    text += ", cannot end MET";
  else if (says_least(objective))
    text += fmt::format(", least {}", chance_text(objective.least->target, objective.least->decided));
  return text;
}

void add_objective(Table& table, const ObjectiveForecast& objective, int scale, Date as_of) {
  const ObjectiveNumbers& numbers = *objective.numbers;
  table.add_group(
      numbers.id.text,
      {Cell(numbers.id.text, Style::id), Cell(numbers.objective->title, Style::strong),
       Cell(expected_text(objective, scale, Length::full)).briefly(expected_text(objective, scale, Length::brief))});
  for (const KeyResultForecast& kr : objective.key_results) {
    add_key_result(table, kr, as_of);
    add_last_word(table, *kr.numbers, as_of);
  }
}

// --- how much faster -------------------------------------------------------------------------------------------------

std::string faster_text(const Rates& rates) {
  const auto factor = rates.factor();
  if (factor && okr::rounded(*factor, 2) == "1") return "hardly faster";
  if (factor) return fmt::format("{} times as fast", rounded(*factor, *factor < 1.05 ? 2 : 1));
  return rates.so_far == 0 ? "stands where it began" : "moves the other way";
}

bool says_least(const CycleForecast& forecasts) {
  return !forecasts.numbers->ended && std::ranges::any_of(forecasts.objectives, [](const ObjectiveForecast& objective) {
    return says_least(objective);
  });
}

/// ENDS, P and ARRIVES belong to different things where the best reading counts (method.md 4.2).
bool has_best(const CycleForecast& forecasts) {
  return std::ranges::any_of(forecasts.objectives, [](const ObjectiveForecast& objective) {
    return std::ranges::any_of(objective.key_results, [](const KeyResultForecast& kr) {
      return kr.forecast && !kr.forecast->decided && kr.numbers->key_result->take == Take::best;
    });
  });
}

/// The words of the columns, once.
Text legend_text(const Table& table, const CycleForecast& forecasts) {
  Text text = chances_text(table);
  if (says_least(forecasts)) text += Text(fmt::format("; least: {}", chance_of_least), Style::dim);
  return text + Text(".", Style::dim);
}

void add_total(Document& document, const Outlook& outlook, int scale) {
  const std::string expected = expected_score_text(outlook.forecast, scale);
  if (outlook.filtered || expected.empty()) return;
  document.add(Paragraph{.text = "Expected score of the cycle: " + expected});
  add_on_top(document, outlook.numbers);
}

constexpr int digits_of_spread = 2;                     // of the half interval
constexpr int usual_decimals = 2, digits_of_small = 3;  // what would print 0 keeps three digits (method.md 0, 31)
constexpr double much_off = 0.1;  // of the way: a forecast that lies so far off the straight line says why
constexpr int most_decimals = 15;

std::string age_text(const Forecast& forecast, const KeyResultNumbers& numbers) {
  return forecast.stale ? ", as of " + short_date(forecast.of, numbers.as_of) : std::string();
}

}  // namespace

Table rates_table(std::span<const KeyResultForecast* const> lagging, Date as_of) {
  Table table;
  table.record_name = "key_result";
  table.caption = "needed rates";
  table.columns = {{.name = "id", .heading = "TO GET THERE", .min_width = 14},
                   title_column(),
                   {.name = "so_far", .heading = "A WEEK SO FAR", .align = Align::right},
                   {.name = "needed", .heading = "NEEDED", .align = Align::right},
                   {.name = "factor", .heading = ""},
                   {.name = "arrival", .heading = "ELSE ON", .drop = 1}};
  for (const KeyResultForecast* kr : lagging) {
    const RateTexts rates = rate_texts(*kr->rates);
    const auto& arrival = kr->forecast->arrival;
    table.add_record(to_string(kr->numbers->id),
                     {Cell(to_string(kr->numbers->id), Style::id), title_of(*kr->numbers), rates.so_far, rates.needed,
                      faster_text(*kr->rates), arrival ? Cell(short_date(*arrival, as_of)) : Cell()});
  }
  return table;
}

namespace {

/// How old a forecast is stands there at any width (0.38): the row goes on below before that, or the chance that it is
/// the word of, is left out.
void keep_ages(Table& table, const CycleForecast& forecasts) {
  const auto is_stale = [](const KeyResultForecast& kr) { return kr.forecast && kr.forecast->stale; };
  const bool any = std::ranges::any_of(forecasts.objectives, [&](const ObjectiveForecast& objective) {
    return std::ranges::any_of(objective.key_results, is_stale);
  });
  for (Column& column : table.columns)
    if (any && (column.name == "likelihood" || column.name == "p_70")) column.drop = 0;
}

}  // namespace

Document document_of(const Outlook& outlook) {
  const int scale = outlook.workspace->settings.scoring.scale;
  Document document;
  add_report_heading(document, *outlook.numbers.cycle, right_of_heading(outlook.numbers));
  if (outlook.forecast.objectives.empty()) return add_no_objective(document, outlook.numbers, scale, outlook.filtered);
  Table table = empty_table();
  for (const ObjectiveForecast& objective : outlook.forecast.objectives)
    add_objective(table, objective, scale, outlook.numbers.as_of);
  keep_ages(table, outlook.forecast);
  for (const char* column : {"p_70", "p_stretch", "p_commit"}) table.drop_if_empty(column);
  const Text legend = legend_text(table, outlook.forecast);
  document.add(std::move(table)).add(Space{});
  add_pulls(document, outlook.forecast);
  if (!outlook.lagging.empty()) document.add(rates_table(outlook.lagging, outlook.numbers.as_of)).add(Space{});
  add_total(document, outlook, scale);
  if (!outlook.numbers.is_final) document.add(Paragraph{.text = on_terminal(legend)});
  if (has_best(outlook.forecast)) document.add(Paragraph{.text = on_terminal(Text(words_of_best, Style::dim))});
  add_legend(document, {Sign::ends, Sign::chances, Sign::rates, Sign::kinds}, outlook.workspace->settings.scoring);
  return document;
}

std::string chance_text(Probability chance, bool decided) {
  const double percent = chance.value() * 100;
  if (decided || chance.value() >= 1) return rounded(percent, 0) + " %";
  if (percent < 1) return "<1 %";
  return percent > 99 ? ">99 %" : rounded(percent, 0) + " %";
}

Text likelihood_text(const Forecast& forecast, const KeyResultNumbers& numbers) {
  if (forecast.target.value() >= 1) return Text("reached", Style::good);
  if (forecast.decided) return decided_text(forecast, numbers);
  if (forecast.stale) return Text("as of " + short_date(forecast.of, numbers.as_of), Style::warn);
  const auto likelihood = likelihood_of(forecast);
  if (!likelihood) return Text("early", Style::dim);
  const Style style = likelihood == Likelihood::likely     ? Style::good
                      : likelihood == Likelihood::unlikely ? Style::bad
                                                           : Style::warn;
  return Text(word(*likelihood), style);
}

std::string value_text(double value, const Interval& within) {
  const double reach = (within.high - within.low) / 2;
  if (!(reach > 0)) return display_value(value);
  int decimals = decimals_for(reach, digits_of_spread, most_decimals);
  const bool is_small = okr::rounded(reach, usual_decimals) == "0" && okr::rounded(value, usual_decimals) == "0";
  if (is_small && value != 0) decimals = std::max(decimals, decimals_for(value, digits_of_small, most_decimals));
  return rounded(value, decimals);
}

std::string ends_text(const Forecast& forecast) {
  switch (forecast.edge) {
    case Edge::floor: return "at its floor";
    case Edge::ceiling: return "at its ceiling";
    case Edge::none: break;
  }
  return value_text(forecast.value, forecast.interval);
}

std::string interval_text(const Forecast& forecast) {
  if (forecast.decided || forecast.edge != Edge::none) return {};
  const std::string low = value_text(forecast.interval.low, forecast.interval),
                    high = value_text(forecast.interval.high, forecast.interval);
  return low == high ? low : fmt::format("{} .. {}", low, high);
}

std::string expected_score_text(const CycleForecast& forecast, int scale) {
  if (!forecast.expected || forecast.numbers->ended) return {};
  return score_text(shown_score(*forecast.expected), scale) + known_part_text(forecast.forecast, forecast.counted);
}

std::string end_text(const Forecast& forecast, const KeyResultNumbers& numbers) {
  const double target = numbers.standing.anchors->target;
  std::string end = ends_text(forecast);
  if (forecast.edge == Edge::none && end == display_value(target))
    end = display_together({forecast.value, target}).front();
  const std::string straight = straight_text(forecast);
  if (!straight.empty()) end += fmt::format(" (straight on {})", straight);
  return fmt::format("ends {}{}, P({}) {}{}", forecast.edge == Edge::none ? "near " : "", end, display_value(target),
                     chance_text(forecast.target, forecast.decided), age_text(forecast, numbers));
}

std::string straight_text(const Forecast& forecast) {
  const bool is_free = !forecast.decided && forecast.edge == Edge::none && forecast.interval.low < forecast.value &&
                       forecast.value < forecast.interval.high;
  const double straight = forecast.straight_on();
  if (!is_free || std::abs(straight - forecast.value) <= much_off * std::abs(forecast.drift.way)) return {};
  return value_text(straight, forecast.interval);
}

std::string pull_text(const Forecast& forecast, Kind kind) {
  const std::string straight = straight_text(forecast);
  if (straight.empty()) return {};
  return fmt::format("near {}; few or noisy readings: their speed counts {} %, {} of the speed required the rest",
                     straight, rounded(forecast.drift.weight * 100, 0), kind == Kind::sum ? "eight tenths" : "half");
}

void add_pulls(Document& document, const CycleForecast& forecasts) {
  KeyValues lines;
  lines.indent = 0;
  for (const ObjectiveForecast& objective : forecasts.objectives)
    for (const KeyResultForecast& kr : objective.key_results) {
      if (!kr.forecast || !kr.numbers->key_result) continue;
      if (const std::string text = pull_text(*kr.forecast, kr.numbers->kind()); !text.empty())
        lines.add(named_key(to_string(kr.numbers->id), title_of(*kr.numbers)), Text("straight on " + text));
    }
  if (!lines.items.empty()) document.add(std::move(lines)).add(Space{});
}

std::string short_end_text(const Forecast& forecast, const KeyResultNumbers& numbers) {
  return fmt::format("{}, {}{}", ends_text(forecast), chance_text(forecast.target, forecast.decided),
                     age_text(forecast, numbers));
}

RateTexts rate_texts(const Rates& rates) {
  const auto texts = display_computed_together({rates.so_far, rates.needed});
  return {texts[0], texts[1]};
}

std::string rates_text(const Rates& rates, bool in_points) {
  const RateTexts texts = rate_texts(rates);
  return fmt::format("{} a week so far, {} needed", in_points ? points_text(texts.so_far) : texts.so_far, texts.needed);
}

}  // namespace okr::reports
