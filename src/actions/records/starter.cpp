// SPDX-License-Identifier: MIT
#include "actions/records/starter.hpp"

#include "draw/embedded.hpp"

namespace okr::cli {

namespace {

/// Puts a value where the mark stands, whole lines where the mark is a line of its own.
void fill(std::string& text, std::string_view mark, std::string_view value) {
  const std::size_t at = text.find(mark);
  const bool is_line = text[at + mark.size()] == '\n';
  text.replace(at, mark.size() + (is_line ? 1 : 0), value);
}

}  // namespace

std::string starter_settings() { return std::string(draw::embedded_text("starter/okr.toml")); }

std::string starter_cycle(std::string_view keys, std::string_view objectives) {
  std::string text(draw::embedded_text("starter/cycle.toml"));
  fill(text, "@keys@", keys);
  fill(text, "@objectives@", objectives.empty() ? draw::embedded_text("starter/objectives.toml") : objectives);
  return text;
}

std::string starter_kpi(std::string_view id, std::string_view lines, bool has_readings) {
  std::string text(draw::embedded_text("starter/kpi.toml"));
  if (!has_readings) text.resize(text.find("\n\n") + 1);
  fill(text, "@keys@", lines);
  if (has_readings) fill(text, "@id@", id);
  return text;
}

}  // namespace okr::cli
