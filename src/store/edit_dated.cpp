// SPDX-License-Identifier: MIT
#include "store/edit_dated.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/core.h>

#include "okr/base/try.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"
#include "store/edit_proof.hpp"

namespace okr::store {

DatedTable::DatedTable(const EditSource& source, std::string_view name, FiscalYear fiscal_year, Date Period::*day)
    : source_(source), name_(name), node_(source.document().find(source.document().root(), name)) {
  for (std::uint32_t index = 0; index < source_.count(); ++index) look_at(index, fiscal_year, day);
  std::ranges::stable_sort(neighbours_, {}, &Neighbour::day);
}

void DatedTable::look_at(std::uint32_t index, FiscalYear fiscal_year, Date Period::*day) {
  const Located& here = source_.located(index);
  const Statement& statement = source_.statement(index);
  if (statement.kind != StatementKind::key_value || here.reach != here.path.size()) return;
  if (here.path.front() != name_) return;
  if (here.path.size() == 1) braces_ = index;
  if (here.path.size() != 2) return;
  statements_.emplace(here.path.back(), index);
  if (statement.container != braces_) return;
  if (first_ == no_statement) first_ = index;
  if (const auto named = parse_period(here.path.back(), fiscal_year))
    neighbours_.push_back({named->period.*day, index});
}

std::uint32_t DatedTable::statement_of(const std::string& key) const {
  const auto known = statements_.find(key);
  return known == statements_.end() ? no_statement : known->second;
}

std::uint32_t DatedTable::last_not_later(Date day) const {
  const auto later = std::ranges::upper_bound(neighbours_, day, {}, &Neighbour::day);
  return later == neighbours_.begin() ? no_statement : std::prev(later)->statement;
}

/// As the neighbour writes it: `readings.2026-07` where it does.
std::string DatedTable::key_beside(std::uint32_t sibling, const std::string& key) const {
  if (source_.located(sibling).own_from > 0) return key;
  return fmt::format("{}.{}", source_.document().text(source_.part(sibling, 0)), key);
}

Splice DatedTable::behind_heading(std::uint32_t heading, std::span<const DatedLine> lines) const {
  const auto at = source_.statement(heading).value.end;
  std::string text;
  for (const DatedLine& line : lines)
    text += (text.empty() ? "" : source_.line_ending(at)) + source_.indentation(at) + line.key + " = " + line.value;
  return line_behind(source_, at, text);
}

Splice DatedTable::beside(std::uint32_t neighbour, std::span<const DatedLine> lines) const {
  const bool behind = neighbour != no_statement;
  const std::uint32_t sibling = behind ? neighbour : first_;
  const Statement& there = source_.statement(sibling);
  const auto at = behind ? there.value.end : there.key.begin;
  std::string text;
  for (const DatedLine& line : lines)
    text += (text.empty() ? "" : source_.line_ending(at)) +
            line_like(source_, sibling, key_beside(sibling, line.key), line.value);
  return behind ? line_behind(source_, at, text) : line_before(source_, at, text);
}

std::vector<Splice> DatedTable::between_braces(std::uint32_t neighbour, std::span<const DatedLine> lines) const {
  const std::vector<std::uint32_t> there = source_.items_of(braces_);
  std::vector<std::string> items;
  for (const DatedLine& line : lines) items.push_back(line.key + " = " + line.value);
  const auto at = std::ranges::find(there, neighbour);
  const std::size_t place = at == there.end() ? 0 : static_cast<std::size_t>(at - there.begin()) + 1;
  return with_items(source_, items_in_braces(source_, braces_), place, items);
}

Result<std::vector<Splice>> DatedTable::with(std::span<const DatedLine> lines) const {
  if (node_ == nullptr || !node_->is_table()) return failure(ErrorKind::data, fmt::format("{} is no table", name_));
  const auto heading = source_.heading({name_});
  if (first_ == no_statement && braces_ == no_statement && heading == no_statement)
    return failure(ErrorKind::data, fmt::format("{} cannot take a line", name_),
                   fmt::format("add a [{}] heading", name_));
  std::vector<Splice> splices;
  for (auto rest = lines; !rest.empty();) {  // each run that has one neighbour in front of it is one splice
    const std::uint32_t neighbour = last_not_later(rest.front().day);
    std::size_t count = 1;
    while (count < rest.size() && last_not_later(rest[count].day) == neighbour) ++count;
    const auto run = rest.first(count);
    if (braces_ != no_statement)
      std::ranges::move(between_braces(neighbour, run), std::back_inserter(splices));
    else
      splices.push_back(first_ == no_statement ? behind_heading(heading, run) : beside(neighbour, run));
    rest = rest.subspan(count);
  }
  return with_endings(source_, std::move(splices));
}

Result<std::string> add_dated_key(std::string_view text, std::string_view table, std::string_view key,
                                  std::string_view value, FiscalYear fiscal_year) {
  const KeyPath path{std::string(table), std::string(key)};
  const auto named = parse_period(key, fiscal_year);
  if (!named) return failure(ErrorKind::usage, fmt::format("'{}' is no date and no period", key));
  TRY_ASSIGN(const auto source, EditSource::open(text));
  if (source.document().find(path) != nullptr) return there_already(path);
  TRY_ASSIGN(const auto read, read_value(value));
  const DatedTable there(source, table, fiscal_year, &Period::first);
  const DatedLine line{named->period.first, toml_key(key), std::string(value)};
  auto splices = there.with(std::span(&line, 1));
  if (!splices) return add_key(text, {std::string(table)}, key, value);
  return proven(source, std::move(*splices), Intent{EditKind::added, path, &read.document, &read.node()});
}

}  // namespace okr::store
