// SPDX-License-Identifier: MIT
#include "actions/readings/record_plan.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/model/joining.hpp"

namespace okr::cli {
namespace {

constexpr std::string_view last_prefix = "last-";
constexpr std::string_view kpi_prefix = "kpi/";

Error usage(std::string what, std::string hint) { return {ErrorKind::usage, std::move(what), std::move(hint)}; }

// --- periods
// ----------------------------------------------------------------------------------------------------------

std::optional<NamedPeriod> period_called(std::string_view text, FiscalYear fiscal_start, Date today) {
  if (!text.starts_with(last_prefix)) return parse_period(text, fiscal_start);
  const auto unit = parse_period_unit(text.substr(last_prefix.size()));
  if (!unit) return std::nullopt;
  return NamedPeriod{previous_period(period_containing(today, *unit, fiscal_start), *unit, fiscal_start), *unit};
}

/// Reads the words one after the other.
class Planning {
 public:
  Planning(const Workspace& workspace, const RecordOptions& options) : workspace_(workspace), options_(options) {}

  RecordPlan all(std::span<const std::string> words) {
    for (const std::string& word : words) take(word);
    return std::move(plan_);
  }

 private:
  void take(const std::string& word) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0)
      return refuse(
          usage(fmt::format("'{}' says no value", safe_for_terminal(word)), "write KPI=VALUE, as resting-hr=57"));
    std::string_view id = std::string_view(word).substr(0, equals);
    if (id.starts_with(kpi_prefix)) id.remove_prefix(kpi_prefix.size());
    const Kpi* kpi = workspace_.kpi(id);
    if (!kpi) return plan_.unknown.push_back(word);
    if (std::ranges::find(plan_.readings, kpi, &NewReading::kpi) != plan_.readings.end())
      return refuse(usage(fmt::format("{} is given twice", kpi->id.text), "say it once"));
    if (kpi->faulty) return plan_.broken.push_back(kpi->id.text);
    if (auto fault = place_fault(*kpi)) return refuse(std::move(*fault));
    take_value(*kpi, std::string_view(word).substr(equals + 1));
  }

  void take_value(const Kpi& kpi, std::string_view text) {
    const bool is_amount = text.starts_with('+');
    const auto value = parse_number(is_amount ? text.substr(1) : text);
    if (!value) return refuse(usage(fmt::format("{}: {}", kpi.id.text, value.error().what), value.error().hint));
    const auto named = parse_period(options_.day.key, workspace_.fiscal_start());
    const ReadingLine line{options_.day.date, named ? named->unit : PeriodUnit::day, options_.source};
    NewReading reading{&kpi, *value, readings_on(workspace_, kpi, line)};
    if (is_amount && !adds_up(kpi.aggregate)) {
      if (kpi.aggregate != Aggregate::last) return refuse(no_adding(kpi));
      reading.value += base_of(reading);
    }
    reading.adds = !reading.taken.empty() && joins(kpi.aggregate) && (is_amount || options_.again);
    if (auto fault = range_fault(kpi, reading.value)) return refuse(std::move(*fault));
    if (!reading.taken.empty()) compare(reading);
    plan_.readings.push_back(reading);
  }

  /// What "+4" goes on from: the last value; said again for a day that has one, that day's own does not count twice.
  double base_of(const NewReading& reading) const {
    const Date day = options_.day.date;
    const bool on_top = reading.taken.empty() || options_.replace;
    const Reading* last = last_reading(*reading.kpi, on_top ? day : add_days(day, -1));
    return last ? last->value : 0;
  }

  static Error no_adding(const Kpi& kpi) {
    const std::string id = kpi.id.text;
    return usage(fmt::format("{}: nothing adds up in the {} of a period", id, word(kpi.aggregate)),
                 kpi.aggregate == Aggregate::first
                     ? "say the value itself"
                     : fmt::format("one reading more of the day: okr record {}=VALUE --again", id));
  }

  void compare(NewReading& reading) {
    const Kpi& kpi = *reading.kpi;
    if (reading.adds) {
      reading.is_unchanged =
          !options_.again && std::ranges::find(reading.taken, reading.value, &Reading::value) != reading.taken.end();
      return;
    }
    reading.is_unchanged = is_same_reading(kpi, reading.taken, {reading.value}, options_.note);
    if (!reading.is_unchanged && !options_.replace)
      plan_.conflicts.push_back(taken_by(workspace_, kpi, reading.taken, {{reading.value}}));
  }

  void refuse(Error error) { plan_.errors.push_back(std::move(error)); }

  const Workspace& workspace_;
  const RecordOptions& options_;
  RecordPlan plan_;
};

/// The line has one note: what is said of an amount more stands behind what was said before.
std::string both_notes(const NewReading& reading, const std::string& note) {
  const std::string before = reading.kpi->note_of(reading.taken.front());
  return before.empty() || note.empty() ? note : before + "; " + note;
}

}  // namespace

Result<ReadingDay> period_for(std::string_view text, FiscalYear fiscal_start, Date today) {
  const auto named = period_called(text, fiscal_start, today);
  if (!named)
    return failure(ErrorKind::usage, fmt::format("--for: '{}' is no period", safe_for_terminal(text)),
                   "2026-W33, 2026-08, 2026-Q3, 2026, or last-week, last-month, last-quarter, last-year");
  const std::string name = named->unit == PeriodUnit::day ? to_string(named->period.last)
                                                          : period_name(named->period, named->unit, fiscal_start);
  if (named->period.last > today)
    return failure(ErrorKind::usage,
                   fmt::format("--for: {} has not ended, it ends on {}", name, to_string(named->period.last)),
                   "--date records what is known on a day");
  return ReadingDay{named->period.last, name};
}

RecordPlan plan_record(const Workspace& workspace, std::span<const std::string> words, const RecordOptions& options) {
  return Planning(workspace, options).all(words);
}

Result<Transaction> record_files(const Workspace& workspace, const RecordPlan& plan, const RecordOptions& options) {
  ReadingFiles files(workspace, options.source);
  const std::string note(trim(options.note));
  for (const NewReading& reading : plan.readings) {
    if (reading.is_unchanged) continue;
    store::ReadingEdit edit{options.day.key, reading.value, note};
    edit.adds = reading.adds;
    if (reading.adds) edit.note = both_notes(reading, note);
    if (reading.taken.empty())
      files.add(*reading.kpi, options.day.date, std::move(edit));
    else
      files.replace(reading.taken.front(), std::move(edit));
  }
  return files.transaction();
}

}  // namespace okr::cli
