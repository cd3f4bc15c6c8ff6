// SPDX-License-Identifier: MIT
// Which record of one state of the files is which of another: by its id, by a name it once had, by its title.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace okr::reports {

/// What a record can be known by.
struct Nameable {
  std::string id;
  std::vector<std::string> was;  ///< ids it once had
  std::string title;
};

/// For each of `after` the index of the one in `before` that it is; nothing where it is new. An id decides before a name
/// once borne, that before the same title, and that before one that is alike; each is taken once.
std::vector<std::optional<std::size_t>> partners(const std::vector<Nameable>& before,
                                                 const std::vector<Nameable>& after);

/// True where one title is the other with a word or a sign changed: at most a quarter of its letters differ.
bool is_alike(const std::string& one, const std::string& other);

}  // namespace okr::reports
