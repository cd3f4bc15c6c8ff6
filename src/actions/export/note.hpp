// SPDX-License-Identifier: MIT
// What a page of Markdown says of a record behind what people read: a comment that no reader shows, with the record's keys
// as an inline table of TOML without its braces. <!-- okr: id = "users", target = 400 -->
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/model/diagnostic.hpp"

namespace okr::cli {

using ValueTexts = std::map<std::vector<std::string>, std::string>;

class Note {
 public:
  /// `value` is TOML on one line.
  Note& add(std::string_view key, std::string_view value);

  /// The keys of a record as its file has them (`values`: store::value_texts), but for those of `left_out`; lists and
  /// tables on one line, without their comments. What cannot stand in a comment of one line is left out.
  Note& add_keys(const ValueTexts& values, const std::vector<std::string>& table, std::span<const KeyPlace> keys,
                 std::span<const std::string_view> left_out);

  /// "<!-- okr: id = "users" -->".
  std::string text() const;

 private:
  std::string fields_;
};

/// A TOML value on one line, without comments, and without two hyphens in a row, which would end a comment of HTML; nothing
/// where that takes more than a look at its signs: texts of several lines.
std::optional<std::string> on_one_line(std::string_view value);

}  // namespace okr::cli
