// SPDX-License-Identifier: MIT
// A review as a saved page: what is computed, and between two marks under each question what people answer. The last
// line holds a sum of everything but the answers, so that a page can be written anew without losing a word: the answers
// stay, and a page that was edited elsewhere is left alone.
#pragma once

#include <optional>
#include <string>

#include "draw/document.hpp"
#include "okr/base/date.hpp"
#include "okr/base/number.hpp"
#include "okr/base/result.hpp"

namespace okr::cli {

/// The document as a page without answers.
std::string review_page(const draw::Document& document, std::optional<DigitStyle> digits);

/// The page as it is computed now, with the answers of the one that is there, byte for byte, and its line ends. Errors of
/// kind answer_no complete a sentence that begins with the file: "was edited outside the room for answers", ...
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
