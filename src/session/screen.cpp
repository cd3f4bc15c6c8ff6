// SPDX-License-Identifier: MIT
// How to draw, decided from flags, environment and terminal, in this order; never from the C locale.
#include <charconv>

#include "okr/base/text.hpp"
#include "session/context.hpp"
#include "session/settings.hpp"

namespace okr::cli {

namespace {

/// A variable of the environment; empty text is unset.
std::string variable(const World& world, std::string_view name) {
  return world.environment ? world.environment(name).value_or("") : std::string();
}

/// Set, and not to "0": CLICOLOR_FORCE, FORCE_COLOR, ACCESSIBLE.
bool is_on(const World& world, std::string_view name) {
  const std::string value = variable(world, name);
  return !value.empty() && value != "0";
}

bool names_utf8(std::string_view text) {
  const std::string lower = to_lower_ascii(text);
  return lower.find("utf-8") != std::string::npos || lower.find("utf8") != std::string::npos;
}

bool is_utf8(const World& world, const Globals& globals) {
  if (globals.ascii || globals.utf8) return globals.utf8;
  for (const std::string_view name : {"OKR_CHARSET", "LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string value = variable(world, name);
    if (!value.empty()) return names_utf8(value);
  }
  return false;
}

bool is_colored(const World& world, When when, bool terminal) {
  if (when != When::automatic) return when == When::always;
  if (!variable(world, "NO_COLOR").empty()) return false;
  if (is_on(world, "CLICOLOR_FORCE") || is_on(world, "FORCE_COLOR")) return true;
  const std::string kind = variable(world, "TERM");
  return terminal && !kind.empty() && kind != "dumb";
}

std::size_t width(const World& world, const Globals& globals) {
  if (globals.width) return static_cast<std::size_t>(*globals.width);
  const std::string columns = variable(world, "COLUMNS");
  std::size_t typed = 0;
  const auto [end, code] = std::from_chars(columns.data(), columns.data() + columns.size(), typed);
  const bool is_number = code == std::errc() && end == columns.data() + columns.size();
  if (is_number && typed >= 20 && typed <= 10000) return typed;
  const bool known = world.terminal.output && world.terminal.columns >= 20;
  return known ? static_cast<std::size_t>(world.terminal.columns) : 80;
}

}  // namespace

Screen screen(const World& world, const Globals& globals) {
  Screen screen;
  screen.width = width(world, globals);
  screen.utf8 = is_utf8(world, globals);
  const When when = globals.color.value_or(color_setting(world).value_or(When::automatic));
  screen.color = is_colored(world, when, world.terminal.output && !globals.output);
  screen.color_errors = is_colored(world, when, world.terminal.errors);
  screen.plain = globals.plain || is_on(world, "ACCESSIBLE");
  screen.interactive = world.terminal.input && world.terminal.output && !globals.no_input;
  return screen;
}

}  // namespace okr::cli
