// SPDX-License-Identifier: MIT
// Imported KPIs and whole check-ins: what is new in them, and the files that will hold it.
#include "actions/import/draft_plan.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "actions/import/opening.hpp"
#include "actions/records/actions.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/checkin_text.hpp"
#include "okr/store/edit.hpp"

namespace okr::actions {
namespace {

/// Of a file that nothing is written to: whatever stands there for that day or period.
bool is_there_already(const Kpi& kpi, const DraftKpiReading& said) {
  std::vector<Reading> there;
  std::ranges::copy_if(kpi.readings, std::back_inserter(there),
                       [&](const Reading& reading) { return reading.date == said.date && reading.unit == said.unit; });
  return !there.empty() && is_same_reading(kpi, there, said.amounts, said.note);
}

/// A KPI's file before its readings: the definition, and [targets] where it has them.
Result<std::string> definition_text(const std::string& id, const DraftKpi& said, bool is_shared) {
  const bool has_readings = !is_shared && (!said.readings.empty() || said.field("formula").empty());
  std::string text = starter_kpi(id, lines_of(said, "KPI"), has_readings);
  if (said.targets.empty()) return text;
  TRY_ASSIGN(text, store::add_table(text, {"targets"}, {}));
  for (const DraftField& target : said.targets) {
    TRY_ASSIGN(text, store::add_key(text, {"targets"}, plain_text(target.key), target.toml));
  }
  return text;
}

}  // namespace

const Kpi* DraftKpis::there(const DraftKpi& said) const {
  const std::string id = said.id.empty() ? id_of_title(said.title) : said.id;
  if (const Kpi* kpi = scene_.workspace.kpi(id)) return kpi;
  const auto titled = std::ranges::find(scene_.workspace.kpis, said.title, &Kpi::title);
  return said.id.empty() && titled != scene_.workspace.kpis.end() ? &*titled : nullptr;
}

Status DraftKpis::take(const DraftKpi& said) {
  const auto bad = std::ranges::find_if(said.readings, [](const DraftKpiReading& reading) {
    return !reading.source.empty() && !fits_in_file_name(reading.source);
  });
  if (bad != said.readings.end()) {
    fault(said.place, Code::E117,
          fmt::format("'{}' is no source: it becomes part of a file's name", safe_for_terminal(bad->source)),
          "a-z, 0-9 and hyphens, as ana-x1");
    return {};
  }
  const Kpi* known = there(said);
  if (!known) return make(said);
  ++plan_.unchanged.kpis;
  const std::string name = full_id(known->id);
  plan_.about.push_back(name);
  tell(told_.of(said, {name, {}}, known->place));
  tell(told_.targets_of(said, *known));
  add_readings(*known, said);
  return {};
}

/// What a CSV or a formula gives is there, or cannot be written.
void DraftKpis::add_readings(const Kpi& there, const DraftKpi& said) {
  const auto error = place_fault(there);
  if (!error) {
    for (const DraftKpiReading& reading : said.readings) add_reading(there, reading);
    return;
  }
  const auto missing = std::ranges::find_if(
      said.readings, [&](const DraftKpiReading& reading) { return !is_there_already(there, reading); });
  if (missing == said.readings.end())
    plan_.unchanged.kpi_readings += said.readings.size();
  else
    fault(said.place, Code::E117, error->what, error->hint);
}

void DraftKpis::add_reading(const Kpi& there, const DraftKpiReading& reading) {
  const ReadingLine line{reading.date, reading.unit, reading.source.empty() ? scene_.author.source : reading.source};
  const auto known = readings_on(scene_.workspace, there, line);
  if (known.empty()) {
    files_.add(there, line, edit_of(reading));
    ++plan_.added.kpi_readings;
  } else if (is_same_reading(there, known, reading.amounts, reading.note)) {
    ++plan_.unchanged.kpi_readings;
  } else if (scene_.options.replace) {
    store::ReadingEdit edit = edit_of(reading);
    edit.final = false;  // whether its period is complete is said where it stands
    files_.replace(known.front(), std::move(edit));
    ++plan_.added.kpi_readings;
  } else {
    plan_.conflicts.push_back(
        error_in(draft_.name, reading.place, taken_by(scene_.workspace, there, known, reading.amounts)));
  }
}

store::ReadingEdit DraftKpis::edit_of(const DraftKpiReading& reading) const {
  const std::vector<double>& amounts = reading.amounts;
  return {.key = period_name(reading.date, reading.unit, scene_.workspace.fiscal_start()),
          .value = amounts.front(),
          .note = reading.note,
          .more = {amounts.begin() + 1, amounts.end()},
          .final = reading.final};
}

Status DraftKpis::make(const DraftKpi& said) {
  std::string id = said.id.empty() ? id_of_title(said.title) : said.id;
  if (id.empty()) id = "kpi";
  if (const Status fine = check_new_kpi_id(scene_.workspace, id); !fine) return id_fault(said.place, fine.error());
  const std::string name = full_id(KpiId(id));
  if (!plan_.places.emplace(name, said.place).second) {
    fault(said.place, Code::E119, fmt::format("KPI '{}' is given twice", id));
    return {};
  }
  ++plan_.added.kpis;
  const bool is_shared = std::ranges::any_of(said.readings, [](const auto& one) { return !one.source.empty(); });
  const std::string definition = is_shared ? shared_kpi_path(KpiId(id)) : kpi_path(KpiId(id));
  std::map<std::string, std::vector<store::ReadingEdit>> files{{definition, {}}};
  for (const DraftKpiReading& reading : said.readings)
    files[reading.source.empty() ? definition : file_of_readings(name, reading.date, reading.source)].push_back(
        edit_of(reading));
  plan_.added.kpi_readings += said.readings.size();
  for (const auto& [file, edits] : files) {
    std::string text;
    if (file == definition) {
      TRY_ASSIGN(text, definition_text(id, said, is_shared));
    }
    TRY_ASSIGN(text, store::put_readings(text, edits, scene_.workspace.fiscal_start()));
    plan_.transaction.create(file, std::move(text));
  }
  return {};
}

Status DraftKpis::write() {
  TRY_ASSIGN(auto transaction, files_.transaction());
  std::ranges::move(transaction.files, std::back_inserter(plan_.transaction.files));
  return {};
}

// --- check-ins -------------------------------------------------------------------------------------------------------

namespace {

constexpr std::size_t date_length = 10;  // 2026-08-17

/// The day that a check-in's file is named for; nothing where no file in the folder can have that name.
std::optional<Date> date_of_name(std::string_view name) {
  return fits_in_file_name(name) ? parse_date(name.substr(0, date_length)) : std::nullopt;
}

}  // namespace

std::optional<CheckinSheet> DraftCheckins::sheet_of_page(const DraftCheckin& said) {
  const auto date = date_of_name(said.name);
  if (!date) {
    fault(said.place, Code::E120, fmt::format("'{}' names no check-in", safe_for_terminal(said.name)),
          "a date and a source, as 2026-08-17-ana-x1");
    return std::nullopt;
  }
  if (*date > scene_.today) {
    fault(said.place, Code::E112, fmt::format("{} lies in the future", to_string(*date)),
          fmt::format("today is {}", to_string(scene_.today)));
    return std::nullopt;
  }
  store::CheckinReading reading = store::read_checkin_text(said.toml, *date);
  const auto error = std::ranges::find(reading.diagnostics, Severity::error, &Diagnostic::severity);
  if (error == reading.diagnostics.end()) return std::move(reading.sheet);
  fault(said.place, error->code, error->message, error->mend);
  return std::nullopt;
}

void DraftCheckins::make(const std::string& folder, const DraftCheckin& said) {
  const auto sheet = sheet_of_page(said);
  if (!sheet) return;
  const std::string path = checkin_path(folder, said.name);
  if (!paths_.insert(path).second) return fault(said.place, Code::E119, fmt::format("{} is given twice", said.name));
  plan_.places[path] = said.place;
  for (const SheetEntry& entry : sheet->entries) plan_.places[path + ":" + to_string(entry.id)] = said.place;
  ++plan_.added.checkins;
  plan_.added.readings += sheet->entries.size();
  std::string text = store::checkin_text(*sheet);
  if (const auto note = store::value_text(said.toml, {"note"}))  // with a line end behind it, or without, as it was
    text = store::set_value(text, {"note"}, *note).value_or(text);
  plan_.transaction.create(path, std::move(text));
}

void DraftCheckins::add(const Cycle& there, std::span<const DraftCheckin> said) {
  if (said.empty()) return;
  std::map<std::string, CheckinSheet> known;
  for (CheckinSheet& sheet : sheets_of(there))
    known.emplace(checkin_name(scene_.workspace, sheet.head), std::move(sheet));
  for (const DraftCheckin& one : said) {
    const auto sheet = known.find(one.name);
    if (sheet != known.end())
      compare(one, sheet->second);
    else
      make(there.folder, one);
  }
  plan_.transaction.grounds.push_back(there.folder);
}

void DraftCheckins::compare(const DraftCheckin& said, const CheckinSheet& there) {
  const auto sheet = sheet_of_page(said);
  if (!sheet) return;
  ++plan_.unchanged.checkins;
  plan_.unchanged.readings += sheet->entries.size();
  if (same_content(*sheet, there)) return;
  plan_.remarks.push_back(
      {said.place, fmt::format("check-in {} says something else here and stays as it is", said.name)});
}

}  // namespace okr::actions
