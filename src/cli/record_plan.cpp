// SPDX-License-Identifier: MIT
#include "cli/record_plan.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::cli {
namespace {

constexpr std::string_view last_prefix = "last-";
constexpr std::string_view kpi_prefix = "kpi/";
constexpr std::string_view definition_name = "/kpi.toml";

Error usage(std::string what, std::string hint) { return {ErrorKind::usage, std::move(what), std::move(hint)}; }

std::string in_unit(const Kpi& kpi, double value) {
  return kpi.unit.empty() ? display_value(value)
                          : fmt::format("{} {}", display_value(value), safe_for_terminal(kpi.unit));
}

// --- periods
// ----------------------------------------------------------------------------------------------------------

std::optional<NamedPeriod> period_called(std::string_view text, unsigned fiscal_start, Date today) {
  if (!text.starts_with(last_prefix)) return parse_period(text, fiscal_start);
  const auto unit = parse_period_unit(text.substr(last_prefix.size()));
  if (!unit) return std::nullopt;
  return NamedPeriod{previous_period(period_containing(today, *unit, fiscal_start), *unit, fiscal_start), *unit};
}

/// As the reading's key stands in its file.
std::string key_of(const Reading& reading, unsigned fiscal_start) {
  if (reading.unit == PeriodUnit::day) return to_string(reading.date);
  return period_name(period_containing(reading.date, reading.unit, fiscal_start), reading.unit, fiscal_start);
}

// --- which KPI
// --------------------------------------------------------------------------------------------------------

/// Why no reading can be written into it; empty when one can.
std::optional<Error> place_fault(const Kpi& kpi) {
  if (!kpi.formula.empty())
    return usage(fmt::format("{} is computed: {}", kpi.id.text, safe_for_terminal(kpi.formula)),
                 "record what it is made of");
  if (!kpi.values.path.empty())
    return usage(fmt::format("{} takes its readings from {}", kpi.id.text, safe_for_terminal(kpi.values.path)),
                 "add the line to that file");
  return std::nullopt;
}

std::optional<Error> range_fault(const Kpi& kpi, double value) {
  if (kpi.floor && value < *kpi.floor)
    return usage(fmt::format("{}: {} lies below its floor, {}", kpi.id.text, shortest(value), shortest(*kpi.floor)),
                 "`floor` in its definition is what it cannot pass");
  if (kpi.ceil && value > *kpi.ceil)
    return usage(fmt::format("{}: {} lies above its ceil, {}", kpi.id.text, shortest(value), shortest(*kpi.ceil)),
                 "`ceil` in its definition is what it cannot pass");
  return std::nullopt;
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
    const auto value = parse_number(text);
    if (!value) return refuse(usage(fmt::format("{}: {}", kpi.id.text, value.error().what), value.error().hint));
    if (auto fault = range_fault(kpi, *value)) return refuse(std::move(*fault));
    NewReading reading{&kpi, *value};
    const auto there = std::ranges::find(kpi.readings, options_.day.date, &Reading::date);
    if (there != kpi.readings.end()) compare(*there, reading);
    plan_.readings.push_back(reading);
  }

  void compare(const Reading& there, NewReading& reading) {
    const Kpi& kpi = *reading.kpi;
    const std::string note = there.note >= 0 ? kpi.notes[static_cast<std::size_t>(there.note)] : std::string();
    reading.taken = &there;
    reading.is_unchanged = there.value == reading.value && (options_.note.empty() || trim(options_.note) == trim(note));
    if (reading.is_unchanged || options_.replace) return;
    const bool only_note = there.value == reading.value;
    plan_.conflicts.push_back(
        {ErrorKind::answer_no,
         fmt::format("{} has {}{} for {} already{}", kpi.id.text, in_unit(kpi, there.value),
                     only_note ? " with another note" : "", key_of(there, workspace_.fiscal_start()),
                     only_note ? "" : fmt::format(", not {}", in_unit(kpi, reading.value))),
         fmt::format("it stands at {}; --replace changes it", to_string(there.place, workspace_))});
  }

  void refuse(Error error) { plan_.errors.push_back(std::move(error)); }

  const Workspace& workspace_;
  const RecordOptions& options_;
  RecordPlan plan_;
};

// --- files
// ------------------------------------------------------------------------------------------------------------

std::string reading_text(double value, std::string_view note) {
  const std::string number = store::toml_number(value);
  if (trim(note).empty()) return number;
  return fmt::format("{{ value = {}, note = {} }}", number, store::toml_string(trim(note)));
}

Result<std::string> with_replaced(const std::string& text, const std::string& key, double value,
                                  std::string_view note) {
  const store::KeyPath path{"readings", key};
  const store::KeyPath value_path{"readings", key, "value"};
  if (!store::value_text(text, value_path)) return store::set_value(text, path, reading_text(value, note));
  auto after = store::set_value(text, value_path, store::toml_number(value));
  if (!after || trim(note).empty()) return after;
  return store::put_value(*after, {"readings", key, "note"}, store::toml_string(trim(note)));
}

/// The file that takes a new reading: the KPI's own, or the one of the year and source in its folder.
std::string file_for(const Workspace& workspace, const Kpi& kpi, const RecordOptions& options) {
  const std::string& definition = workspace.files[kpi.place.file];
  if (!definition.ends_with(definition_name)) return definition;
  const int year = static_cast<int>(options.day.date.year());
  return fmt::format("{}/{:04}-{}.toml", definition.substr(0, definition.size() - definition_name.size()), year,
                     options.source);
}

Status add_reading(const Workspace& workspace, const NewReading& reading, const RecordOptions& options,
                   Transaction& transaction) {
  const std::string path =
      reading.taken ? workspace.files[reading.taken->place.file] : file_for(workspace, *reading.kpi, options);
  const std::string full_path = workspace.root + "/" + path;
  const std::string value = reading_text(reading.value, options.note);
  if (store::presence(full_path) == store::Presence::absent) {
    transaction.create(path, fmt::format("[readings]\n{} = {}\n", store::toml_key(options.day.key), value));
    return {};
  }
  auto before = store::read_file_inside(workspace.root, full_path);
  if (!before) return tl::unexpected<Error>(before.error());
  auto after = reading.taken ? with_replaced(*before, key_of(*reading.taken, workspace.fiscal_start()), reading.value,
                                             options.note)
                             : store::insert_reading(*before, options.day.key, value, workspace.fiscal_start());
  if (!after) {
    Error error = after.error();
    error.what = fmt::format("{}: {}", path, error.what);
    return tl::unexpected<Error>(std::move(error));
  }
  transaction.replace(path, std::move(*before), std::move(*after));
  return {};
}

}  // namespace

Error unknown_kpi(const Workspace& workspace, std::string_view typed) {
  std::vector<std::string_view> names;
  for (const Kpi& kpi : workspace.kpis) names.push_back(kpi.id.text);
  const auto near = nearest(typed, names);
  const std::string id = safe_for_terminal(typed);
  return usage(fmt::format("no KPI '{}'", id),
               near ? fmt::format("did you mean '{}'?", *near)
                    : fmt::format("a key result? okr checkin {}=VALUE\na new KPI? okr new kpi {}", id, id));
}

Result<ReadingDay> period_for(std::string_view text, unsigned fiscal_start, Date today) {
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
  Transaction transaction;
  transaction.root = workspace.root;
  for (const NewReading& reading : plan.readings) {
    if (reading.is_unchanged) continue;
    if (auto added = add_reading(workspace, reading, options, transaction); !added)
      return tl::unexpected<Error>(added.error());
  }
  return transaction;
}

}  // namespace okr::cli
