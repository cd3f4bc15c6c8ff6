// SPDX-License-Identifier: MIT
#include "actions/import/draft_parts.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/checkin_text.hpp"

namespace okr::cli {
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
  plan_.transaction.create(path, store::checkin_text(*sheet));
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

}  // namespace okr::cli
