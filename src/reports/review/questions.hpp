// SPDX-License-Identifier: MIT
// What the mid-cycle and the final review advise and ask, in words; private to the views.
#pragma once

#include <string>
#include <string_view>

#include "draw/document.hpp"
#include "draw/json.hpp"
#include "reports/review/final.hpp"
#include "reports/review/mid.hpp"

namespace okr::render {

/// "keep", "raise?", ...; empty where there is nothing to decide.
std::string_view words_of(report::Advice advice);

/// "help, adjust or drop": what the word asks for.
std::string_view meaning_of(report::Advice advice);
Style style_of(report::Advice advice);

/// "raise"
std::string_view machine_word(report::Advice advice);

/// A whole sentence with the names of what it asks of.
std::string question_text(const report::Asked& asked);
std::string question_text(const report::Reflecting& asked);

/// A question as declared in report_schema.
JsonValue question_object(const report::Asked& asked);
JsonValue question_object(const report::Reflecting& asked);

}  // namespace okr::render
