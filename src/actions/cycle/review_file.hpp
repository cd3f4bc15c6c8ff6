// SPDX-License-Identifier: MIT
// A review saved beside the check-ins of its cycle: 2026-Q3/reviews/2026-08-17-weekly.md.
#pragma once

#include <string>

#include "draw/document.hpp"
#include "session/session.hpp"

namespace okr::cli {

/// Saves the document as Markdown under the day's name and `word` ("weekly", "mid", "final", "plan"). The same text
/// again is unchanged; another text of that name stays and is exit 1, as an error of kind answer_no. Prints what it did
/// unless -q, the diff with --dry-run.
Result<int> write_review(Context& context, const Session& session, const std::string& word,
                         const draw::Document& document);

}  // namespace okr::cli
