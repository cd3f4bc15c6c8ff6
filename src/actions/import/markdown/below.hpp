// SPDX-License-Identifier: MIT
// What stands below a part of a page: whether a heading is an objective, and an item one, shows only there. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "actions/import/markdown/line.hpp"
#include "actions/import/markdown/parts.hpp"
#include "okr/base/csv.hpp"

namespace okr::actions {

/// What a part says; one whose front is a mark and bold ("**KR1.1** Weekly users"), or in a heading ("O1 Delight"), as
/// if a colon stood behind it; in front of a mark no picture counts, and facts that emphasis parts from the title are
/// set off. It is read once for each text of a part, by the form of its page, and lives as long as the part has that
/// text.
const MarkdownLine& line_of(const MarkdownPart& part, const CsvForm& form);

/// Whether a list, a table or a line marked as a key result follows part `at` before the next heading, names of sections
/// passed over.
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

/// Whether a heading below heading `at` is an objective: one that is marked, or none of a section with a list or a table.
bool holds_headed_objectives(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether an item below heading `at`, before the next one, says its measure.
bool holds_measures(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether an item or line below part `at`, before the next heading, is marked as a key result or says a measure that is
/// no fact of another, or a table has key results; or one of the list or table that is the next part.
bool says_key_results(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form,
                      bool in_next_list = false);

/// Whether key results are called so behind part `at`, before the next objective or a heading of that level or above:
/// by their own marks, by the words above them or by the header of a table.
bool marks_key_results(const std::vector<MarkdownPart>& parts, std::size_t at, int level, const CsvForm& form);

/// How many items of the list from item `at` on say a measure of their own; 0 where one of them says a number of what
/// they stand in ("Target: 9").
std::size_t count_measures(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether it is an item of a list that says a measure beside a title ("Shops: 3 of 9"): no fact, no sentence, no task
/// with a box.
bool is_measured(const MarkdownPart& item, const CsvForm& form);

/// Whether no other item than facts stands in the list of item `at`.
bool is_only_item(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether items stand in item `at`.
bool has_items_in_it(const std::vector<MarkdownPart>& parts, std::size_t at);

/// Whether the first item in an item is marked as a key result, and it is not marked itself: then it is an objective.
bool is_above_key_results(const std::vector<MarkdownPart>& parts, std::size_t at, const CsvForm& form);

/// Whether a list or a table is the next part.
bool is_item_next(const std::vector<MarkdownPart>& parts, std::size_t at);

/// Whether lines below the first one of an item are marked as key results.
bool has_key_result_lines(const MarkdownPart& item);

/// What the lists of a page are, for each item of them: the items of one list are of one kind.
struct ListKinds {
  std::vector<bool> has_lines;  ///< one of its items has its key results in lines below its title
  std::vector<bool> is_nested;  ///< half of its items or more have items in them
  std::vector<bool> is_marked;  ///< one of its items is marked as an objective
};
ListKinds kinds_of_lists(const std::vector<MarkdownPart>& parts, const CsvForm& form);

/// The lists of a cycle whose objectives no heading names, but the line in front of each.
class LabelledLists {
 public:
  explicit LabelledLists(const ListKinds& lists) : lists_(lists) {}

  /// Whether paragraph `at`, below the heading of a cycle of that level, is such a line.
  bool is_label(const std::vector<MarkdownPart>& parts, std::size_t at, int cycle_level, const CsvForm& form);

 private:
  void look_at(const std::vector<MarkdownPart>& parts, std::size_t at, int cycle_level, const CsvForm& form);

  const ListKinds& lists_;
  std::size_t end_ = 0;    ///< of the cycle that was looked at last
  bool may_be_ = false;    ///< nothing else there is an objective
  std::size_t lines_ = 0;  ///< in front of lists without lists in them
};

/// A paragraph in whose lines several records are marked ("KR 1: ..."), or its key results called so, as a part each
/// with its own links; else itself.
std::vector<MarkdownPart> marked_lines(const MarkdownPart& paragraph, const CsvForm& form);

}  // namespace okr::actions
