// SPDX-License-Identifier: MIT
// A table whose keys are days and periods, [readings] or [targets], and where a further line goes in it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "store/edit_source.hpp"

namespace okr::store {

/// One that is new; its key and its value are TOML.
struct DatedLine {
  Date day;
  std::string key;
  std::string value;
};

class DatedTable {
 public:
  /// `day`: which of a period's two days puts it into the order.
  DatedTable(const EditSource& source, std::string_view name, FiscalYear fiscal_year, Date Period::*day);

  /// Null where the file has no such table.
  const Node* node() const { return node_; }
  /// The statement that writes a key of it; no_statement for none.
  std::uint32_t statement_of(const std::string& key) const;

  /// Each line, in the order of their days, behind the last one that is not later, and laid out as that one is. Errors of
  /// kind data: the table has no place for a line.
  Result<std::vector<Splice>> with(std::span<const DatedLine> lines) const;

 private:
  /// What is there already: a line of its own, or an item between the braces of the table.
  struct Neighbour {
    Date day;
    std::uint32_t statement = no_statement;
  };

  void look_at(std::uint32_t index, FiscalYear fiscal_year, Date Period::*day);
  std::uint32_t last_not_later(Date day) const;
  std::string key_beside(std::uint32_t sibling, const std::string& key) const;
  Splice behind_heading(std::uint32_t heading, std::span<const DatedLine> lines) const;
  Splice beside(std::uint32_t neighbour, std::span<const DatedLine> lines) const;
  std::vector<Splice> between_braces(std::uint32_t neighbour, std::span<const DatedLine> lines) const;

  const EditSource& source_;
  std::string name_;
  const Node* node_;
  std::unordered_map<std::string, std::uint32_t> statements_;  ///< by key
  std::vector<Neighbour> neighbours_;                          ///< by day, then as in the file
  std::uint32_t first_ = no_statement;                         ///< of the neighbours in the file
  std::uint32_t braces_ = no_statement;                        ///< name = { }
};

}  // namespace okr::store
