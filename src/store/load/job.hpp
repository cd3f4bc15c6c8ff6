// SPDX-License-Identifier: MIT
// A file to be parsed into its place; many of them run on all cores when they are large together.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "okr/model/diagnostic.hpp"
#include "store/parse/source.hpp"

namespace okr::store {

struct Job {
  std::uint32_t file = 0;
  std::string text;
  std::function<void(Source&)> parse;  ///< touches nothing that another job touches
  std::function<void()> broken;        ///< called instead when the text is no TOML; may be empty
  std::string whole = {};              ///< where `text` is only the beginning of a file: all of it, tried next
  Diagnostics diagnostics = {};
};

/// Runs all jobs; on several threads above 1 MiB of text. Diagnostics are appended in the order of the jobs.
void run_jobs(std::vector<Job>& jobs, FiscalYear fiscal_start, Diagnostics& diagnostics);

/// Nothing in it that a terminal would obey, a caret of at least one character inside its line.
void make_printable(Diagnostic& diagnostic);

/// A file's fault as a diagnostic.
Diagnostic diagnostic_of(const SyntaxFault& fault, std::uint32_t file);

}  // namespace okr::store
