// SPDX-License-Identifier: MIT
// The elements of a list: which of those there are the wanted ones, as they are or with other keys.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace okr::store {

/// One of a list: as it is written, what it says, and the comment behind it on its line with the blanks before that.
struct Element {
  std::string text, meaning, comment;

  bool is_table() const { return text.starts_with('{'); }
  friend bool operator==(const Element& a, const Element& b) { return a.meaning == b.meaning; }
};

/// For each wanted table that is nowhere as it is, which one of those there it was until now: one of its name; where
/// both have none, the one in its place.
std::vector<std::optional<std::size_t>> earlier_ones(const std::vector<Element>& there,
                                                     const std::vector<Element>& wanted);

/// The text of one that is there, which says what the wanted one says from now on.
std::string rewritten(const Element& there, const Element& wanted);

/// The wanted elements, each text as the table that stands for it already: weights, days and what is done stay.
std::vector<Element> with_tables_kept(const std::vector<Element>& there, std::vector<Element> wanted);

/// Which of `before` stay: as many as stand in one order in both, of several choices the later ones. Counted from the
/// end.
std::vector<bool> kept_of(const std::vector<Element>& before, const std::vector<Element>& after);

/// What only moves keeps its spelling and its comment.
void keep_spelling(const std::vector<Element>& there, std::vector<Element>& wanted);

}  // namespace okr::store
