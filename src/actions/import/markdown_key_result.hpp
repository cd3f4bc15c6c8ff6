// SPDX-License-Identifier: MIT
// From what a line says to the fields of a draft: which kind of key result it is, its values and its result. Where the line
// stood, and which objective it belongs to, is not known here.
#pragma once

#include <string>
#include <vector>

#include "actions/import/draft.hpp"
#include "actions/import/markdown_line.hpp"

namespace okr::cli {

/// What objectives and key results take alike: owner, tags, weight, why.
void set_common(DraftRecord& record, const LineFacts& facts);

/// A title on one line, without what a terminal would obey.
std::string title_text(std::string text);

/// One initiative more: a text, or { title, owner, done, link } where an owner, a box or an address is said; what else it says
/// stays in its title.
void add_initiative(DraftRecord& record, const MarkdownLine& said, const std::string& link);

/// The fields, readings and result of a key result whose title and place are known. A target makes it a number, a bound
/// a hold, a percentage beside no other number a percent, a box done or not, a lone score one that is graded by hand; nothing of
/// these a draft, which is remarked on, as is what is kept as a comment. `is_over`: its cycle is, so that a number from 0 to 1
/// may be how it was scored.
void finish_key_result(DraftKeyResult& kr, MarkdownLine said, bool is_over, std::vector<DraftRemark>& remarks);

}  // namespace okr::cli
