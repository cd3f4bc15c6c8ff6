// SPDX-License-Identifier: MIT
// One parsed file on its way into the model: where its nodes stand, and where what is wrong with them is noted.
#pragma once

#include <string>
#include <string_view>

#include "okr/model/diagnostic.hpp"
#include "okr/model/place.hpp"
#include "store/toml.hpp"

namespace okr::store {

class Source {
 public:
  Source(const Document& document, std::uint32_t file, FiscalYear fiscal_start, Diagnostics& diagnostics)
      : document_(document), file_(file), fiscal_start_(fiscal_start), diagnostics_(diagnostics) {}

  const Document& document() const { return document_; }
  std::uint32_t file() const { return file_; }
  FiscalYear fiscal_start() const { return fiscal_start_; }

  Place place(Span span) const;
  Place key_place(const Node& node) const { return place(node.key_span()); }
  Place value_place(const Node& node) const { return place(node.value_span()); }
  /// The file as a whole: no line.
  Place file_place() const { return {file_, 0, 0}; }

  /// Notes what is wrong at the span; the caret covers it as far as its line goes. The reference lives until the next.
  Diagnostic& report(Code code, Span span, std::string message, std::string mend = {});

 private:
  const Document& document_;
  std::uint32_t file_;
  FiscalYear fiscal_start_;
  Diagnostics& diagnostics_;
};

/// As much of a line as a report shows, never half a character: a file may be one line of 64 MiB.
std::string_view excerpt_of(std::string_view line);

/// True for the keys and tables of people's own: "x-...".
inline bool is_own_key(std::string_view key) { return key.starts_with("x-"); }

}  // namespace okr::store
