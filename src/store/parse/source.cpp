// SPDX-License-Identifier: MIT
#include "store/parse/source.hpp"

#include <algorithm>
#include <utility>

#include "okr/base/text.hpp"

namespace okr::store {

okr::Place Source::place(Span span) const {
  const auto position = document_.place(span.begin);
  return {file_, position.line, position.column};
}

Diagnostic& Source::report(Code code, Span span, std::string message, std::string mend) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = rule(code).severity;
  diagnostic.place = place(span);
  const std::string_view covered = document_.text(span);
  const auto length = count_characters(covered.substr(0, covered.find_first_of("\r\n")));
  diagnostic.length = static_cast<std::uint32_t>(std::max<std::size_t>(length, 1));
  diagnostic.message = std::move(message);
  diagnostic.mend = std::move(mend);
  diagnostic.line_text = std::string(document_.line_text(diagnostic.place.line));
  diagnostics_.push_back(std::move(diagnostic));
  return diagnostics_.back();
}

}  // namespace okr::store
