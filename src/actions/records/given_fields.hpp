// SPDX-License-Identifier: MIT
// The fields of a new record as they were typed, by a flag or as FIELD=VALUE: each one of the record's own, and at most
// once.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "actions/records/addition.hpp"
#include "okr/base/result.hpp"
#include "okr/model/fields.hpp"
#include "session/context.hpp"

namespace okr::actions {

/// The fields that can be typed of such a record.
std::vector<FieldInfo> fields_of(NewKind kind);

/// All fields of one record, each at most once.
class GivenFields {
 public:
  explicit GivenFields(NewKind kind) : kind_(kind), fields_(fields_of(kind)) {}

  /// Usage errors: no such field here (with the nearest), an empty value, the same field again.
  Status add(std::string label, std::string_view key, std::string_view text);
  Status add_flags(const NewFlags& flags);
  Status add_words(const std::vector<std::string>& words);

  /// As typed; null where it was not given.
  const std::string* find(std::string_view key) const {
    const auto it = std::ranges::find(given_, key, &Given::key);
    return it == given_.end() ? nullptr : &it->text;
  }

  /// TOML lines in the order of the fields, each with its end. Usage errors: a value that does not fit.
  Result<std::string> lines(const session::Context& context, FiscalYear fiscal_year) const;

 private:
  struct Given {
    std::string label;  ///< "--end", "due"
    std::string_view key;
    std::string text;
  };

  NewKind kind_;
  std::vector<FieldInfo> fields_;
  std::vector<Given> given_;
};

/// What flags and words of a record say.
Result<GivenFields> given_fields(const NewRecord& record);

}  // namespace okr::actions
