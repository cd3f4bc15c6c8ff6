// SPDX-License-Identifier: MIT
// What the mid-cycle and the final review advise and ask, in words; private to the views.
#pragma once

#include <string>
#include <string_view>

#include "reports/drawing.hpp"
#include "reports/review/final.hpp"
#include "reports/review/mid.hpp"

namespace okr::reports {

/// "help, adjust or drop": what the word asks for.
std::string_view meaning_of(Advice advice);
Style style_of(Advice advice);

/// "raise"
std::string_view machine_word(Advice advice);

/// A whole sentence with the names of what it asks of.
std::string question_text(const MidQuestion& asked);
std::string question_text(const FinalQuestion& asked);

}  // namespace okr::reports
