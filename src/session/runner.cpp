// SPDX-License-Identifier: MIT
#include "session/runner.hpp"

#include <array>

#include "okr/base/text.hpp"

namespace okr::cli {

namespace {

/// "#" in front of "#[" or "#vso[", and ":" in front of ":", written so that they no longer stand together.
struct Parted {
  std::string_view hash, colon;
};

Parted parted_for(Notation notation) {
  switch (notation) {
    case Notation::json: return {"\\u0023", ":"};
    case Notation::markup: return {"&#35;", "&#58;"};
    case Notation::commands: return {"# ", ":"};
    case Notation::words:
    case Notation::data: break;
  }
  return {"# ", ": "};
}

std::string safe_line(std::string_view line, const Parted& parted) {
  std::string safe;
  const auto first = line.find_first_not_of(" \t");
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::string_view rest = line.substr(at);
    if (rest.starts_with("##[") || rest.starts_with("##vso["))
      safe += parted.hash;
    else if (at == first && rest.starts_with("::"))
      safe += parted.colon;
    else
      safe += line[at];
  }
  return safe;
}

}  // namespace

bool is_run_by_a_service(const World& world) {
  for (const std::string_view name : {"CI", "GITHUB_ACTIONS", "TF_BUILD"}) {
    const std::string word = to_lower_ascii(world.variable(name));
    if (!word.empty() && word != "false" && word != "0" && word != "no" && word != "off") return true;
  }
  return false;
}

std::string without_commands(const std::string& text, Notation notation) {
  const bool may_hold_any = text.find("::") != std::string::npos || text.find("##") != std::string::npos;
  if (notation == Notation::data || !may_hold_any) return text;
  const Parted parted = parted_for(notation);
  std::string safe;
  for (const std::string_view line : split(text, '\n')) safe += safe_line(line, parted) + "\n";
  safe.pop_back();
  return safe;
}

}  // namespace okr::cli
