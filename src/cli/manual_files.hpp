// SPDX-License-Identifier: MIT
// okr(5): the prose of man/okr.5.in, with the tables of keys and codes from their declarations.
#pragma once

#include <string>
#include <string_view>

#include "okr/base/result.hpp"

namespace okr::cli {

/// The page. In the prose `@version@` and `@date@` are filled in, a line `@fields NAME@` becomes the keys of that record
/// (a name of RecordInfo), `@codes@` the codes of all rules. Data errors: a record that is not declared, or one that the
/// page leaves out.
Result<std::string> files_manual_page(std::string_view prose);

}  // namespace okr::cli
