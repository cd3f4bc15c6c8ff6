// SPDX-License-Identifier: MIT
// A report in the format that was asked for: every command that reports goes through here, so every format works with all.
#pragma once

#include <functional>
#include <string>

#include "session/context.hpp"
#include "draw/document.hpp"
#include "draw/json.hpp"
#include "draw/tabular.hpp"

namespace okr::cli {

/// How a report becomes each kind of output; only what is asked for is called.
struct Presentation {
  std::string title;  ///< of an HTML page
  std::function<render::Document()> document;
  std::function<render::Records()> records;
  std::function<render::JsonValue()> json;
};

/// The document as the screen shows it.
std::string drawn(const Context& context, const render::Document& document);

/// Prints the report as --format, --json and the screen say.
void present(Context& context, const Presentation& presentation);

/// In a format that the command chose itself.
void present(Context& context, Format format, const Presentation& presentation);

}  // namespace okr::cli
