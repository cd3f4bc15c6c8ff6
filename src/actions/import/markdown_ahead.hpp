// SPDX-License-Identifier: MIT
// What stands below a part of a page: whether a heading is an objective, and an item one, shows only there. Pure.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "actions/import/markdown_line.hpp"
#include "actions/import/markdown_tree.hpp"

namespace okr::cli {

/// What a part says; one whose front is a mark and bold ("**KR1.1** Weekly users"), or in a heading ("O1 Delight"), as if a
/// colon stood behind it; in front of a mark no picture counts.
MarkdownLine line_of(const MarkdownPart& part, const CsvForm& form);

/// The mark of a part that may have one: a heading, an item, a paragraph of its own.
LineMark mark_of(const MarkdownPart& part, const CsvForm& form);

/// Whether a list or a table follows part `at` before the next heading, names of sections passed over.
bool holds_key_results(const std::vector<MarkdownPart>& parts, std::size_t at);

/// A heading that names a cycle, alone or below a year.
bool is_cycle_heading(const MarkdownPart& part, const CsvForm& form);

/// Whether objectives are marked from part `at` to the next heading that names a cycle; in front of the first one
/// anywhere on the page.
bool has_marks(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether a list or a table stands below heading `at`, before a heading of its own level or of a cycle.
bool holds_items(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether an objective that is marked stands below heading `at`, before a heading of its own level or of a cycle.
bool holds_objectives(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether an item below heading `at`, before the next one, says its measure.
bool holds_measures(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether items stand in item `at`.
bool has_items_in_it(const std::vector<MarkdownPart>& parts, std::size_t at);

/// Whether a list or a table is the next part.
bool is_item_next(const std::vector<MarkdownPart>& parts, std::size_t at);

/// A paragraph in whose lines several records are marked ("KR 1: ..."), as a part each; else itself.
std::vector<MarkdownPart> marked_lines(const MarkdownPart& paragraph, const CsvForm& form);

}  // namespace okr::cli
