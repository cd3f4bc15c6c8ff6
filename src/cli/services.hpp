// SPDX-License-Identifier: MIT
// What the command-line framework asks of the layers above files and workspaces, as functions that the program fills
// in at one place (src/cli/services.cpp), so that the framework knows no file. A null function is not offered.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/syntax.hpp"
#include "okr/base/result.hpp"

namespace okr {
struct FieldInfo;
}

namespace okr::cli {

class Context;

/// A word the shell may offer, and what it means (one line, may be empty).
struct Completion {
  std::string word;
  std::string help;
};

struct Services {
  /// True when `okr` alone should show the board: the start directory lies in a workspace.
  bool (*in_workspace)(const Context&) = nullptr;

  /// Ids, cycles, KPIs and field paths of the workspace, behind `ID=` what may stand there, and the examples of `okr init`;
  /// what could be read of a broken one; never says anything.
  /// `word` is what was typed so far (filtering by it is done by the caller).
  std::vector<Completion> (*completions)(const Context&, Completes kind, std::string_view word) = nullptr;

  /// What may be the value of a field, where that is one of a few words or names a record.
  std::vector<Completion> (*values)(const Context&, const FieldInfo& field) = nullptr;

  /// Shows the text in the pager; false when there is none to run.
  bool (*page)(const Context&, std::string_view text) = nullptr;

  /// Shows a page of the manual (mdoc) with the program that is there for it; false where there is none.
  bool (*manual)(const Context&, std::string_view page) = nullptr;

  /// `okr help errors`: every rule with its code and a line.
  std::string (*error_list)() = nullptr;
};

/// What this program is connected with (src/cli/services.cpp).
const Services& services();

}  // namespace okr::cli
