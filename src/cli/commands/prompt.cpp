// SPDX-License-Identifier: MIT
// okr prompt: how many things wait for a word, as one token for a shell's prompt. Whatever is wrong, it stays quiet.
#include <algorithm>
#include <string>

#include <fmt/core.h>

#include "cli/commands/table.hpp"
#include "draw/numbers.hpp"
#include "okr/base/ranges.hpp"
#include "okr/model/current.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "reports/next/next.hpp"
#include "reports/status/board.hpp"
#include "session/context.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct PromptOptions {
  bool next = false;
};

void declare_prompt(Syntax& syntax, PromptOptions& options) {
  syntax.flag(options.next, "next", "behind it the least safe key result of the current cycle and what it needs");
}

bool is_broken(const Workspace& workspace) {
  return std::ranges::any_of(workspace.diagnostics, [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error && !is_harmless(diagnostic);
  });
}

/// "okr:3"; "!" when one of them is stale, "?" when files are broken, so that the count may be short; "close 2026-Q3"
/// behind it for each cycle that is over and not closed. Empty when nothing waits.
std::string token_of(const std::vector<reports::DueItem>& items, const std::vector<EndedCycle>& ended, bool broken) {
  const auto count = static_cast<std::ptrdiff_t>(items.size()) + std::ranges::count_if(ended, &EndedCycle::in_force);
  if (count == 0 && ended.empty() && !broken) return {};
  const bool has_stale = contains(items, Freshness::stale, &reports::DueItem::freshness);
  std::string token = fmt::format("okr:{}{}{}", count, has_stale ? "!" : "", broken ? "?" : "");
  for (const EndedCycle& one : ended)
    if (is_valid_cycle_id(one.id.text))
      token += fmt::format(" close {}", one.id.text);  // a folder's name comes as it is
  return token;
}

/// What --next adds; nothing where no cycle is in force.
std::string next_token(const Workspace& workspace, std::span<const Cycle* const> cycles, Date today) {
  if (cycles.empty()) return {};
  return draw::bare(reports::first_move_text(*reports::next_moves_of(workspace, *cycles.front(), {}, {}, today)));
}

int run_prompt(Context& context, const PromptOptions& options) {
  const auto root = store::find_root(context.start_directory());
  if (!root) return 0;
  store::Wanted wanted;
  wanted.as_of = context.today();
  wanted.ended = true;
  wanted.children = false;  // what is due needs no scores, and a prompt has no time
  const auto workspace = store::load(*root, wanted);
  if (!workspace) {
    context.print("okr:?\n");
    return 0;
  }
  const auto cycles = cycles_in_force(*workspace, context.today());
  const auto ended = unclosed_cycles(*workspace, context.today());
  std::string token = token_of(reports::due_items(*workspace, cycles, context.today()), ended, is_broken(*workspace));
  if (options.next) {
    const std::string next = next_token(*workspace, cycles, context.today());
    token += (token.empty() || next.empty() ? "" : " ") + next;
  }
  if (!token.empty()) context.print(token + "\n");
  return 0;
}

constexpr Example prompt_examples[] = {
    {"PROMPT_COMMAND='okr_due=$(okr prompt)'", "in ~/.bashrc; then ${okr_due:+$okr_due } in PS1"},
    {"okr prompt --next", "okr:3 ship.users +35 users by Mon 24 Aug"},
    {"okr -C ~/goals prompt", "for a status line: a workspace elsewhere"},
};

}  // namespace

constinit const Command prompt_command{
    .name = "prompt",
    .group = Group::plumbing,
    .summary = "what is due, as a token for a shell's prompt",
    .examples = prompt_examples,
    .stays_quiet = true,
    .prepare = prepared<PromptOptions, declare_prompt, run_prompt>,
};

}  // namespace okr::cli
