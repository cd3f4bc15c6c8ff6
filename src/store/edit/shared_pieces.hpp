// SPDX-License-Identifier: MIT
// A KPI's file as pieces of text that can be moved: its readings, each with the comments that belong to it, and the
// rest.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/store/shared.hpp"

namespace okr::store {

/// One reading with its lines, each with its end.
struct Item {
  std::string key;
  Date day{};               ///< the day, or the period's last; of a key that is neither, the one before it
  bool is_dated = false;    ///< false for a key that is neither
  bool is_section = false;  ///< [readings.2026-W32] with the lines below it
  std::uint32_t line = 1;   ///< in its file
  std::string lead;         ///< comments and empty lines above it
  std::string body;
  std::string comment;  ///< behind its value; part of the body
  std::string tail;     ///< comments below it, where no other reading follows
};

/// [readings] itself.
struct Heading {
  std::string above;  ///< the comment lines that stand on it
  std::string line;   ///< with its own comment and its end; empty where only lines name the table

  /// What is said there, as lines of their own.
  std::string comments() const;
};

struct Pieces {
  std::string rest;  ///< the text without its readings
  Heading heading;
  std::vector<Item> items;
  std::string behind;                         ///< comments below the heading where there is no reading
  std::string ending;                         ///< of its lines
  bool has_table = false;                     ///< [readings] is there, with or without readings
  std::optional<std::uint32_t> foreign_line;  ///< the first that is of something else
};

/// Errors with the place: of kind data a text that is no TOML, of kind usage readings that no line can take.
Result<Pieces> pieces_of(const NamedText& file, FiscalYear fiscal_year);

/// The amounts and the note of one reading.
struct Said {
  std::vector<double> amounts;
  std::string note;
};

/// Nothing where it says more than that. An error of kind data where the text is no TOML.
Result<std::optional<Said>> said_by(std::string_view text, std::string_view key);

}  // namespace okr::store
