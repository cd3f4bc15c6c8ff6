// SPDX-License-Identifier: MIT
// What is read from outside, each as a function of bytes that ends the program where something does not hold. Any bytes
// are fine; those of tests/fuzz/corpus reach deep.
#pragma once

#include <string_view>

namespace okr_fuzz {

void load(std::string_view bytes);  ///< the files of a workspace (parts.hpp), its numbers and findings
void edit(std::string_view bytes);  ///< which edit, what value, then a TOML: only the leaf changes, and it comes back
void checkin(std::string_view bytes);   ///< a check-in by hand, as TOML, CSV or JSON lines; words typed at one
void csv(std::string_view bytes);       ///< cells, days and numbers of a CSV, whole and piece by piece
void dates(std::string_view bytes);     ///< days, periods, typed dates, dates by a format; names of cycles
void formula(std::string_view bytes);   ///< the formula of a KPI
void json(std::string_view bytes);      ///< a sheet of OKRs as JSON or CSV (parts.hpp: a map, then the sheet)
void markdown(std::string_view bytes);  ///< a page of OKRs
void merge(std::string_view bytes);     ///< base, ours, theirs (parts.hpp)
void plain(std::string_view bytes);     ///< a TOML read the quick way, and by the parser

struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
};

inline constexpr Target targets[] = {{"checkin", checkin},   {"csv", csv},         {"dates", dates}, {"edit", edit},
                                     {"json", json},         {"formula", formula}, {"load", load},   {"merge", merge},
                                     {"markdown", markdown}, {"plain", plain}};

}  // namespace okr_fuzz
