// SPDX-License-Identifier: MIT
// What the rows of a sheet say of records that have no place for it: kept as comments, and told.
#include "actions/import/sheet/sheet.hpp"

#include <utility>

#include <fmt/core.h>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::actions {

void SheetKept::text(CsvPlace place, DraftRecord& record, std::string said) {
  if (contains(record.comments, said)) return;
  std::string told =
      fmt::format("what is said of '{}' itself is kept as a comment: {}", safe_for_terminal(record.title),
                  cut_to_width(safe_for_terminal(said), longest_quote, true));
  keep_comment(record.comments, remarks_, {place, std::move(told), "kept of records", std::move(said)});
}

void SheetKept::teams(const SheetRow& row, const DraftObjective& objective, DraftRecord& record) {
  for (const std::string& team : row.teams()) {
    std::string said = "team: " + team;
    const bool is_kept = contains(objective.comments, said);
    if (!is_kept && objective.field("team") != store::toml_string(team))
      text(row.place("team"), record, std::move(said));
  }
}

void SheetKept::whose(const SheetRow& row, const DraftObjective& objective, DraftKeyResult& kr) {
  teams(row, objective, kr);
  const std::string level = row.text("level");
  if (!level.empty() && objective.field("level") != store::toml_string(row.word("level").value_or(level)))
    text(row.place("level"), kr, "level: " + level);
}

bool SheetKept::measure(const SheetRow& row, DraftObjective& objective) {
  if (!row.has_goal()) return false;
  std::vector<std::string> said;
  for (const std::string_view word : {"baseline", "target", "min", "max", "value"})
    if (row.cell(word)) said.push_back(fmt::format("{} {}", word, row.text(word)));
  if (const std::string unit = row.unit(); !unit.empty()) said.push_back("unit " + unit);
  text(row.place("target"), objective, join(said, ", "));
  return true;
}

tl::expected<void, CsvFault> SheetKept::days(const SheetRow& row, const Period& cycle, DraftObjective& objective) {
  TRY_ASSIGN(const auto start, row.day("start"));
  TRY_ASSIGN(const auto due, row.day("due"));
  if (start && *start != cycle.first) text(row.place("start"), objective, "start: " + to_string(*start));
  if (due && *due != cycle.last) text(row.place("due"), objective, "due: " + to_string(*due));
  return {};
}

void SheetKept::other_title(const std::string& title, const DraftRecord& known, CsvPlace place) {
  if (title == known.title) return;
  remarks_.push_back({place, fmt::format("'{}' is taken for '{}' of line {}", safe_for_terminal(title),
                                         safe_for_terminal(known.title), known.place.line)});
}

void SheetKept::other_parents(const std::vector<std::string>& parents, std::size_t which, CsvPlace place,
                              DraftRecord& record) {
  for (std::size_t i = 1; i < parents.size() && which > 0; ++i)
    if (i != which) text(place, record, "Parent: " + parents[i]);
}

}  // namespace okr::actions
