// SPDX-License-Identifier: MIT
// A report in the format that was asked for: every command that reports goes through here, so every format works with
// all.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "draw/document.hpp"
#include "draw/json.hpp"
#include "session/context.hpp"

namespace okr::session {

/// How a report becomes each kind of output; only what is asked for is called.
struct Presentation {
  std::string title;  ///< of an HTML page
  std::function<draw::Document()> document;
  std::function<draw::Records()> records;
  std::function<draw::Json()> json;
  std::function<std::string()> lines = {};    ///< of a command that declares jsonl
  std::function<std::string()> picture = {};  ///< of one that declares svg
  bool titles = false;                        ///< a terminal that is too narrow for titles in the row has them below it
  bool is_dated = true;                       ///< false of what is the same on every day
};

/// The presentation of a report that has document_of, records_of and json_of. The report has to outlive what is
/// returned.
template <class Report>
Presentation presentation(std::string title, const Report& report, bool titles = false) {
  return {.title = std::move(title),
          .document = [&] { return document_of(report); },
          .records = [&] { return records_of(report); },
          .json = [&] { return json_of(report); },
          .titles = titles};
}

/// Puts the --format of a command that declares its own in the place of the global one. Error: usage, beside --json.
Status take_format(Context& context, const std::optional<Format>& format);

/// The document as the screen shows it.
std::string drawn(const Context& context, const draw::Document& document, bool titles = false);

/// Prints the report as --format, --json and the screen say; nothing with -q, unless a format or a file is named.
void present(Context& context, const Presentation& presentation);

/// Prints the report in a format that the command chose itself; whatever -q says.
void present(Context& context, Format format, const Presentation& presentation);

}  // namespace okr::session
