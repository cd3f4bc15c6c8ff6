// SPDX-License-Identifier: MIT
// A review saved beside the check-ins of its cycle: 2026-Q3/reviews/2026-08-17-weekly.md.
#pragma once

#include <string>

#include "draw/document.hpp"
#include "session/session.hpp"
#include "session/writing.hpp"

namespace okr::cli {

/// The document as Markdown under the day's name and `word` ("weekly", "mid", "final", "plan"). The same text again
/// changes nothing; another text of that name stays and is exit 1, as an error of kind answer_no.
Result<Action> action_for_review(const Context& context, const Session& session, const std::string& word,
                                 const draw::Document& document);

}  // namespace okr::cli
