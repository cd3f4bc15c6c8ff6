// SPDX-License-Identifier: MIT
// What a check-in was given: from arguments, a CSV or the TOML of a check-in. Nothing is looked up here; each remark
// keeps where it stood, so that whatever is wrong with it can be shown there.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/model/checkin_sheet.hpp"
#include "okr/model/diagnostic.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// One thing said of one record.
struct Remark {
  std::string id;                    ///< as typed
  std::optional<std::string> typed;  ///< the value as typed
  EntryValue value;                  ///< the value where it came with its type (TOML)
  std::optional<int> confidence;
  std::string note;
  Place where = {};  ///< in the text that was given; unknown for an argument
  Place value_where = {};
};

/// Something that cannot be used. An argument's has no place.
struct Fault {
  Code code = Code::E110;
  Error error;
  Place where = {};
};

struct CheckinInput {
  std::optional<Date> date;  ///< where the text says it
  Checkin head;              ///< note and lists
  std::vector<Remark> remarks;
  std::vector<Fault> faults;
  Diagnostics diagnostics;  ///< of a text that was given, with their lines
  std::string name;         ///< how messages call that text; empty for arguments
  std::string text;

  bool is_usable() const { return faults.empty() && !has_errors(diagnostics); }
};

/// "users=131" words and --confidence words ("users=6", or "6" where only one record is spoken of).
void read_arguments(std::span<const std::string> words, std::span<const std::string> confidences, CheckinInput& input);

/// A text by its content: CSV where its first line has a column "id", else the TOML of a check-in.
CheckinInput read_given_text(std::string name, std::string text, Date date);

/// Everything that is wrong, on stderr: arguments as messages, texts with FILE:LINE:COL, the line and a caret.
void complain_of(Context& context, const CheckinInput& input);

}  // namespace okr::cli
