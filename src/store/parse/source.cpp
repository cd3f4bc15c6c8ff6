// SPDX-License-Identifier: MIT
#include "store/parse/source.hpp"

#include <algorithm>
#include <utility>

#include "okr/base/text.hpp"

namespace okr::store {
namespace {

constexpr std::size_t longest_excerpt = 4096;  // bytes; nobody reads more

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

}  // namespace

std::string_view excerpt_of(std::string_view line) {
  if (line.size() <= longest_excerpt) return line;
  std::size_t end = longest_excerpt;
  while (end > 0 && is_continuation(line[end])) --end;
  return line.substr(0, end);
}

Place Source::place(Span span) const {
  const auto position = document_.place(span.begin);
  return {file_, position.line, position.column};
}

Diagnostic& Source::report(Code code, Span span, std::string message, std::string mend) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = rule(code).severity;
  diagnostic.place = place(span);
  const std::string_view covered = excerpt_of(document_.text(span));
  const auto length = count_characters(covered.substr(0, covered.find_first_of("\r\n")));
  diagnostic.length = static_cast<std::uint32_t>(std::max<std::size_t>(length, 1));
  diagnostic.message = std::move(message);
  diagnostic.mend = std::move(mend);
  diagnostic.line_text = std::string(excerpt_of(document_.line_text(diagnostic.place.line)));
  diagnostics_.push_back(std::move(diagnostic));
  return diagnostics_.back();
}

}  // namespace okr::store
