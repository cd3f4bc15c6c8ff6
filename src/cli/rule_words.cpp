// SPDX-License-Identifier: MIT
#include "cli/rule_words.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {
namespace {

constexpr std::string_view every_rule = "all";

Error unknown_code(const std::string& typed) {
  const auto near = nearest_code(typed);
  return {ErrorKind::usage, "no code '" + safe_for_terminal(typed) + "'",
          (near ? "did you mean '" + *near + "'?\n" : std::string()) + "okr help errors lists them all"};
}

/// True where the word stands for rules of one severity, or for all; they are added.
bool add_group(std::string_view word, std::set<Code>& codes) {
  bool is_group = false;
  for (const Rule& rule : rules()) {
    if (word != every_rule && word != to_string(rule.severity)) continue;
    codes.insert(rule.code);
    is_group = true;
  }
  return is_group;
}

}  // namespace

Result<Code> typed_code(const std::string& typed) {
  const std::optional<Code> code = parse_code(to_upper_ascii(typed));
  if (!code) return tl::unexpected(unknown_code(typed));
  return *code;
}

Result<std::set<Code>> typed_rules(const std::vector<std::string>& lists) {
  std::set<Code> codes;
  for (const std::string& list : lists) {
    for (const std::string_view part : split(list, ',')) {
      const std::string word(trim(part));
      if (add_group(to_lower_ascii(word), codes)) continue;
      TRY_ASSIGN(const auto code, typed_code(word));
      codes.insert(code);
    }
  }
  return codes;
}

}  // namespace okr::cli
