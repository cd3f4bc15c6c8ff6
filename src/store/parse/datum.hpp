// SPDX-License-Identifier: MIT
// A TOML value checked against the declaration of its key, and turned into the datum that its member takes.
#pragma once

#include <optional>

#include "okr/model/fields.hpp"
#include "store/parse/source.hpp"

namespace okr::store {

/// The value as the field wants it; empty when it was refused, which is then noted (E102, E107, E117). `name` is
/// how messages call the key: "'target' of key result 'ship.users'".
std::optional<Datum> datum_of(Source& source, const Node& value, const FieldInfo& field, std::string_view name);

/// A number of a value, at most largest_value in size; noted as E102 or E117 otherwise.
std::optional<double> number_of(Source& source, const Node& value, std::string_view name);

/// A local date; E117 for anything else, a date-time included.
std::optional<Date> date_of(Source& source, const Node& value, std::string_view name);

/// A text; E117 for anything else, E107 for one with a control character where `one_line`.
std::optional<std::string_view> text_of(Source& source, const Node& value, std::string_view name, bool one_line = true);

/// A list of texts.
std::optional<std::vector<std::string>> texts_of(Source& source, const Node& value, std::string_view name);

/// What an entry of a check-in may hold, whatever its kind of key result wants; E117 for dates and tables.
std::optional<EntryValue> entry_value(Source& source, const Node& node, std::string_view name);

/// "expected a number, not a text" with the way out where there is one (E117).
void report_type(Source& source, const Node& value, std::string_view name, std::string_view expected);

/// A title or a name of several lines, or with something that a terminal would obey (E107).
void report_bad_line(Source& source, const Node& value, std::string_view name);

}  // namespace okr::store
