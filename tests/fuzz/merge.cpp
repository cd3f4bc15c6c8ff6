// SPDX-License-Identifier: MIT
// Three parts: base, ours, theirs.
#include "okr/store/merge.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "ensure.hpp"
#include "okr/base/text.hpp"
#include "okr/store/facts.hpp"
#include "parts.hpp"
#include "store/toml.hpp"
#include "targets.hpp"

using namespace okr;
using namespace okr::store;

namespace {

std::string shown(const std::string& base, const std::string& ours, const std::string& theirs,
                  const std::string& result) {
  return "base:\n" + base + "ours:\n" + ours + "theirs:\n" + theirs + "result:\n" + result;
}

bool is_toml(const std::string& text) { return Document::parse(text).has_value(); }

/// A line a fact, sorted: readings of both go in by their days, whatever order a side wrote them in.
std::vector<std::string> facts_in(const std::string& text) {
  const auto facts = facts_of(text);
  okr_fuzz::ensure(facts.has_value(), "a TOML has facts", text);
  std::vector<std::string> lines;
  for (const auto line : split(*facts, '\n')) lines.emplace_back(line);
  std::ranges::sort(lines);
  return lines;
}

/// One side that changed nothing takes what the other one has.
void check_one_sided(const std::string& base, const std::string& changed) {
  if (!is_toml(base) || !is_toml(changed)) return;
  for (const bool ours : {false, true}) {
    const auto merged = merge_texts(base, ours ? changed : base, ours ? base : changed);
    if (!merged) continue;  // written too differently to be joined by keys
    okr_fuzz::ensure(merged->disagreements.empty() && facts_in(merged->text) == facts_in(changed),
                     "what one side alone changed is taken", shown(base, changed, base, merged->text));
  }
}

}  // namespace

void okr_fuzz::merge(std::string_view bytes) {
  const auto parts = parts_of(bytes);
  const std::string base = text_at(parts, 0), ours = text_at(parts, 1), theirs = text_at(parts, 2);
  for (const bool shows_base : {false, true}) {
    const auto merged = merge_texts(base, ours, theirs, {.shows_base = shows_base});
    if (!merged) {
      ensure(merged.error().kind == ErrorKind::data, "a merge that fails is not our fault",
             merged.error().what + "\n" + shown(base, ours, theirs, ""));
      continue;
    }
    ensure(!merged->disagreements.empty() || is_toml(merged->text), "a merge is TOML",
           shown(base, ours, theirs, merged->text));
    for (const auto& disagreement : merged->disagreements)
      ensure(!disagreement.what.empty() && disagreement.line > 0, "a disagreement has its place",
             shown(base, ours, theirs, merged->text));
    const auto back = merge_texts(base, theirs, ours);
    ensure(back && back->disagreements.size() == merged->disagreements.size(), "both ways round as many disagree",
           shown(base, ours, theirs, merged->text));
  }
  check_one_sided(base, ours);
  check_one_sided(base, theirs);
}
