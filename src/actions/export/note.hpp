// SPDX-License-Identifier: MIT
// What a page of Markdown says of a record behind what people read: a comment that no reader shows, with the record's keys
// as an inline table of TOML without its braces. <!-- okr: id = "users", target = 400 -->
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "okr/model/diagnostic.hpp"
#include "okr/store/edit.hpp"

namespace okr::cli {

class Note {
 public:
  /// Both are TOML; the value comes on one line, without its comments.
  Note& add(std::string_view key, std::string_view value);

  /// The keys of a record as its file has them, but for those of `left_out`.
  Note& add_keys(const store::ValueTexts& values, const store::KeyPath& table, std::span<const KeyPlace> keys,
                 std::span<const std::string_view> left_out);

  /// People's own keys of a table: x-...
  Note& add_own_keys(const store::ValueTexts& values, const store::KeyPath& table);

  /// "<!-- okr: id = "users" -->".
  std::string text() const;

 private:
  void put(std::string_view key, std::string_view line);

  std::string fields_;
};

}  // namespace okr::cli
