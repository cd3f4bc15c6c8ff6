// SPDX-License-Identifier: MIT
// The pages in man/, made from declarations; they are the output of this (target `manual`).
#pragma once

#include <string>
#include <string_view>

#include "cli/command.hpp"
#include "okr/base/result.hpp"

namespace okr::cli {

/// okr(1), from the declarations of the commands.
std::string manual_page(CommandTable table);

/// okr(5), from the prose of man/okr.5.in. In it `@version@` and `@date@` are filled in, a line `@fields NAME@` becomes the keys of that record
/// (a name of RecordInfo), `@codes@` the codes of all rules. Data errors: a record that is not declared, or one that the
/// page leaves out.
Result<std::string> files_manual_page(std::string_view prose);

}  // namespace okr::cli
