// SPDX-License-Identifier: MIT
// The lines of a new record from the flags of `okr new`: which flag is which key of which record, in the file's order.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// What was typed behind each flag; nothing where it was not given.
struct NewFlags {
  std::optional<std::string> from, title, type, start, end, baseline, target, stretch, commit, min, max, unit, kind,
      good, every;
};

enum class NewKind { cycle, objective, key_result, kpi };

/// TOML lines, each with its end. Usage errors: a flag that this record does not take, a value that does not fit.
Result<std::string> lines_of(const Context& context, NewKind kind, const NewFlags& flags, FiscalYear fiscal_year);

/// The words of messages: "an objective", "a key result".
std::string_view article_and_name(NewKind kind);

}  // namespace okr::cli
