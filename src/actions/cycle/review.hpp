// SPDX-License-Identifier: MIT
// What `okr review` writes: a review saved beside the check-ins of its cycle (2026-Q3/reviews/2026-08-17-weekly.md); and
// --plan NEXT: the page from which the next cycle is planned, and its draft: what carries, and the objectives that KPIs
// call for.
#pragma once

#include <optional>
#include <string>

#include "draw/document.hpp"
#include "okr/base/date.hpp"
#include "okr/base/number.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"
#include "session/session.hpp"
#include "session/writing.hpp"

namespace okr::cli {

struct PlanRequest {
  std::optional<std::string> from;  ///< the cycle before; without it the current one, or the one before `next`
  std::string next;                 ///< "2026-Q4", or `next`
  bool write = false;               ///< make the draft instead of showing the page
  bool git_commit = false;          ///< and commit it
};

/// The value is the exit code. Errors: usage (no such cycle, a next one that is closed or does not come after), data.
Result<int> plan_next(Context& context, const PlanRequest& request);

/// The document as Markdown under the day's name and `word` ("weekly", "mid", "final"). A page of that name is written
/// anew, with the answers that stand in it; one that was edited elsewhere stays and is exit 1, as an error of kind
/// answer_no. A new page takes the answers of the last one of its kind along.
Result<Action> action_for_review(const Context& context, const Session& session, const std::string& word,
                                 const draw::Document& document);

// --- a saved page and its answers ------------------------------------------------------------------------------------

/// The document as a page without answers.
std::string review_page(const draw::Document& document, std::optional<DigitStyle> digits);

/// The page as it is computed now, with the answers of the one that is there, byte for byte, and its line ends. Errors
/// of kind answer_no complete a sentence that begins with the file: "was edited outside the room for answers", ...
Result<std::string> written_anew(const std::string& there, const std::string& fresh);

struct BegunPage {
  std::string text;
  std::string from;  ///< the page whose answers were taken along, below the root; empty where there was none
};

/// The page with the answers of the last earlier one of its kind in the folder, where it is asked the same. `folder` is
/// below `root`. Errors: environment.
Result<BegunPage> with_earlier_answers(const std::string& root, const std::string& folder, const std::string& word,
                                       Date today, const std::string& fresh);

}  // namespace okr::cli
