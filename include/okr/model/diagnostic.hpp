// SPDX-License-Identifier: MIT
// What is wrong in a file: where, what, and how to mend it. A list of these, never an exception.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "okr/model/place.hpp"
#include "okr/model/rule.hpp"

namespace okr {

struct Diagnostic {
  Code code = Code::E001;
  Severity severity = Severity::error;
  Place place;
  std::uint32_t length = 1;  ///< characters under the caret, on this line
  std::string message;       ///< one line: what is wrong, with the record's name
  std::string mend;          ///< beside the caret: "did you mean 'target'?"; may be empty
  std::string help;          ///< a line of its own below; may be empty
  std::string line_text;     ///< the line it stands on; empty when there is none to show
};

using Diagnostics = std::vector<Diagnostic>;

/// True for what is no error because it is said of a draft, which may be unfinished: a warning of an error's code.
bool is_excused(const Diagnostic& diagnostic);

/// True for what keeps a whole file from being read: no TOML, a conflict, no access (E001, E002, E003).
bool is_unreadable(Code code);

bool has_errors(const Diagnostics& diagnostics);

/// By file, line, column and code; equal ones (same code, place and message) once.
void sort_and_unify(Diagnostics& diagnostics);

}  // namespace okr
