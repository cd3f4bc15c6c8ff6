// SPDX-License-Identifier: MIT
#include "reports/check/findings.hpp"
#include "okr/base/text.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/core.h>

namespace okr::reports {
namespace {

constexpr std::size_t most_carets = 40;  // a longer underline says no more

std::string_view paint_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "\x1b[1;31m";
    case Severity::warning: return "\x1b[1;33m";
    case Severity::info: return "\x1b[1;36m";
  }
  return "";
}

std::string painted(std::string_view text, std::string_view paint, bool colour) {
  return colour ? fmt::format("{}{}\x1b[0m", paint, text) : std::string(text);
}

/// The bytes of the first `characters` characters.
std::size_t bytes_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  while (characters > 0 && at < text.size()) {
    do ++at;
    while (at < text.size() && is_continuation(text[at]));
    --characters;
  }
  return at;
}

/// A part of the line that fits, and where the caret stands in it.
struct Excerpt {
  std::string text;
  std::size_t column = 0;  ///< columns of a terminal in front of the caret
};

/// The line from where the caret can be seen on; a long line loses its beginning.
Excerpt excerpt_of(const Diagnostic& diagnostic, std::size_t room, bool ascii) {
  std::string_view line = diagnostic.line_text;
  std::size_t characters = diagnostic.place.column > 0 ? diagnostic.place.column - 1 : 0;
  Excerpt excerpt;
  std::string before = safe_for_terminal(line.substr(0, bytes_of(line, characters)));
  const std::size_t half = room / 2;
  if (display_width(before) > half) {
    const std::size_t skipped = bytes_of(line, characters > half ? characters - half : 0);
    excerpt.text = ascii ? "~" : "…";
    before = safe_for_terminal(line.substr(skipped, bytes_of(line, characters) - skipped));
    line.remove_prefix(skipped);
  }
  excerpt.column = display_width(excerpt.text) + display_width(before);
  excerpt.text = cut_to_width(excerpt.text + safe_for_terminal(line), room, ascii);
  return excerpt;
}

void add_excerpt(std::string& out, const Diagnostic& diagnostic, const FindingsOptions& options) {
  const std::string number = fmt::format("{}", diagnostic.place.line);
  const std::string margin(number.size(), ' ');
  const std::size_t room = options.width > number.size() + 10 ? options.width - number.size() - 3 : 40;
  const Excerpt excerpt = excerpt_of(diagnostic, room, options.ascii);
  const std::size_t carets = std::clamp<std::size_t>(diagnostic.length, 1, most_carets);
  out += fmt::format("{} |\n{} | {}\n{} | {}{}", margin, number, excerpt.text, margin, std::string(excerpt.column, ' '),
                     painted(std::string(carets, '^'), paint_of(diagnostic.severity), options.colour));
  if (!diagnostic.mend.empty()) out += " " + safe_for_terminal(diagnostic.mend);
  out += "\n";
  if (!diagnostic.help.empty()) out += fmt::format("{} = help: {}\n", margin, safe_for_terminal(diagnostic.help));
}

void add_advice(std::string& out, const Diagnostic& diagnostic) {
  if (!diagnostic.mend.empty()) out += fmt::format("  = help: {}\n", safe_for_terminal(diagnostic.mend));
  if (!diagnostic.help.empty()) out += fmt::format("  = help: {}\n", safe_for_terminal(diagnostic.help));
}

std::string severity_word(const Diagnostic& diagnostic, bool colour) {
  return painted(fmt::format("{}:", to_string(diagnostic.severity)), paint_of(diagnostic.severity), colour);
}

}  // namespace

std::string place_text(const Diagnostic& diagnostic, std::string_view file) {
  if (!diagnostic.place.known()) return {};
  if (diagnostic.place.line == 0) return safe_for_terminal(file);
  return fmt::format("{}:{}:{}", safe_for_terminal(file), diagnostic.place.line, diagnostic.place.column);
}

std::string finding_line(const Diagnostic& diagnostic, std::string_view place, std::string_view text, bool colour) {
  return fmt::format("{}{}{} {} [{}]\n", place, place.empty() ? "" : ": ", severity_word(diagnostic, colour),
                     safe_for_terminal(text), to_string(diagnostic.code));
}

std::string finding_block(const Diagnostic& diagnostic, std::string_view place, const FindingsOptions& options) {
  std::string out = finding_line(diagnostic, place, diagnostic.message, options.colour);
  if (!diagnostic.line_text.empty() && diagnostic.place.line > 0)
    add_excerpt(out, diagnostic, options);
  else
    add_advice(out, diagnostic);
  return out;
}

std::string findings_text(const Diagnostics& diagnostics, std::span<const std::string> files,
                          const FindingsOptions& options) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!out.empty()) out += "\n";
    const std::string file = diagnostic.place.known() ? options.prefix + files[diagnostic.place.file] : std::string();
    out += finding_block(diagnostic, place_text(diagnostic, file), options);
  }
  return out;
}

std::string findings_summary(const Diagnostics& diagnostics, std::size_t files_read) {
  std::size_t counts[3] = {};
  std::set<std::uint32_t> files;
  for (const Diagnostic& diagnostic : diagnostics) {
    ++counts[static_cast<std::size_t>(diagnostic.severity)];
    files.insert(diagnostic.place.file);
  }
  std::vector<std::string> parts;
  if (counts[0] > 0) parts.push_back(counted(counts[0], "error"));
  if (counts[1] > 0) parts.push_back(counted(counts[1], "warning"));
  if (counts[2] > 0) parts.push_back(counted(counts[2], "hint"));
  return fmt::format("{} in {} of {}", join(parts, ", "), files.size(), counted(files_read, "file"));
}

Severity severity_in_reports(const Diagnostic& diagnostic) {
  return diagnostic.code == Code::E116 ? Severity::warning : diagnostic.severity;
}

}  // namespace okr::reports
