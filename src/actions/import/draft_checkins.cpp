// SPDX-License-Identifier: MIT
#include "actions/import/draft_checkins.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/checkin_text.hpp"

namespace okr::cli {
namespace {

constexpr std::size_t date_length = 10;    // 2026-08-17
constexpr std::size_t longest_name = 200;  // of a file, with its extension below what every file system takes

/// The day that a check-in's file is named for; nothing where no file in the folder can have that name.
std::optional<Date> date_of_name(std::string_view name) {
  const auto is_usual = [](char c) {
    return static_cast<unsigned char>(c) > ' ' && c != '/' && c != '\\' && c != 0x7f;
  };
  if (name.size() > longest_name || !std::ranges::all_of(name, is_usual)) return std::nullopt;
  if (safe_for_terminal(name) != name) return std::nullopt;
  return parse_date(name.substr(0, date_length));
}

}  // namespace

void DraftCheckins::fault(const DraftCheckin& said, Code code, std::string what, std::string mend) {
  plan_.faults.push_back(draft_fault(draft_, said.place, code, std::move(what), std::move(mend)));
}

std::optional<CheckinSheet> DraftCheckins::sheet_of_page(const DraftCheckin& said) {
  const auto date = date_of_name(said.name);
  if (!date) {
    fault(said, Code::E120, fmt::format("'{}' names no check-in", safe_for_terminal(said.name)),
          "a date and a source, as 2026-08-17-ana-x1");
    return std::nullopt;
  }
  if (*date > scene_.today) {
    fault(said, Code::E112, fmt::format("{} lies in the future", to_string(*date)),
          fmt::format("today is {}", to_string(scene_.today)));
    return std::nullopt;
  }
  store::CheckinReading reading = store::read_checkin_text(said.toml, *date);
  const auto error = std::ranges::find(reading.diagnostics, Severity::error, &Diagnostic::severity);
  if (error == reading.diagnostics.end()) return std::move(reading.sheet);
  fault(said, error->code, error->message, error->mend);
  return std::nullopt;
}

void DraftCheckins::make(const std::string& folder, const DraftCheckin& said) {
  const auto sheet = sheet_of_page(said);
  if (!sheet) return;
  const std::string path = checkin_path(folder, said.name);
  if (!paths_.insert(path).second) return fault(said, Code::E119, fmt::format("{} is given twice", said.name));
  plan_.places[path] = said.place;
  for (const SheetEntry& entry : sheet->entries) plan_.places[path + ":" + to_string(entry.id)] = said.place;
  ++plan_.added.checkins;
  plan_.added.readings += sheet->entries.size();
  plan_.transaction.create(path, store::checkin_text(*sheet));
}

void DraftCheckins::add(const Cycle& there, const DraftCheckin& said) {
  const auto is_it = [&](const Checkin& one) { return checkin_name(scene_.workspace, one) == said.name; };
  const auto known = std::ranges::find_if(there.checkins, is_it);
  if (known == there.checkins.end()) {
    make(there.folder, said);
    plan_.transaction.grounds.push_back(there.folder);
    return;
  }
  const auto sheet = sheet_of_page(said);
  if (!sheet) return;
  ++plan_.unchanged.checkins;
  plan_.unchanged.readings += sheet->entries.size();
  if (same_content(*sheet, sheet_of(there, static_cast<std::uint32_t>(known - there.checkins.begin())))) return;
  plan_.remarks.push_back(
      {said.place, fmt::format("check-in {} says something else here and stays as it is", said.name)});
}

}  // namespace okr::cli
