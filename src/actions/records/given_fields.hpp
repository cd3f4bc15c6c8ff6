// SPDX-License-Identifier: MIT
// The fields of a new record as they were typed, by a flag or as FIELD=VALUE: each one of the record's own, and at most
// once.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/enum_words.hpp"
#include "okr/base/result.hpp"
#include "okr/model/fields.hpp"
#include "session/context.hpp"

namespace okr::actions {

/// What was typed behind each flag; nothing where it was not given.
struct NewFlags {
  std::optional<std::string> from, title, type, owner, start, end, due, baseline, target, change, stretch, commit, min,
      max, misses, steps, unit, kpi, kind, good, every;
  bool shared = false;
};

enum class NewKind { cycle, objective, key_result, kpi };
OKR_WORDS(NewKind, "cycle", "objective", "kr", "kpi")

struct NewRecord {
  NewKind kind = NewKind::objective;
  std::string id = {};  ///< as typed: "2026-Q4", "ship", "2026-Q4/ship.users", "kpi/visits"
  NewFlags flags = {};
  std::vector<std::string> words = {};  ///< FIELD=VALUE: every declared field can be said so
};

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

/// The usage errors of flags and fields that need no workspace: one that this record does not take, or given twice.
Status check_fields(const NewRecord& record);

/// True where --title or title= says how it is called.
bool says_title(const NewRecord& record);

/// The words of messages: "an objective", "a key result".
std::string_view article_and_name(NewKind kind);

}  // namespace okr::actions
