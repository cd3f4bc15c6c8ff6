// SPDX-License-Identifier: MIT
// okr prompt: how many things wait for a word, as one token for a shell's prompt. Whatever is wrong, it stays quiet.
#include <algorithm>
#include <string>

#include <fmt/core.h>

#include "cli/commands/table.hpp"
#include "okr/cli/context.hpp"
#include "okr/model/current.hpp"
#include "okr/report/board.hpp"
#include "okr/store/load.hpp"

namespace okr::cli {
namespace {

struct Options {};

void declare(Syntax&, Options&) {}

/// An unknown key may be a newer program's and breaks nothing.
bool is_broken(const Workspace& workspace) {
  return std::ranges::any_of(workspace.diagnostics, [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error && diagnostic.code != Code::E116;
  });
}

/// "okr:3"; "!" when one of them is stale, "?" when files are broken, so that the count may be short. Empty when
/// nothing waits.
std::string token_of(const std::vector<report::DueItem>& items, bool broken) {
  if (items.empty() && !broken) return {};
  const bool has_stale = std::ranges::find(items, Freshness::stale, &report::DueItem::freshness) != items.end();
  return fmt::format("okr:{}{}{}\n", items.size(), has_stale ? "!" : "", broken ? "?" : "");
}

int run(Context& context, const Options&) {
  const auto root = store::find_root(context.start_directory());
  if (!root) return 0;
  store::Wanted wanted;
  wanted.as_of = context.today();
  wanted.children = false;  // what is due needs no scores, and a prompt has no time
  const auto workspace = store::load(*root, wanted);
  if (!workspace) return 0;
  const auto cycles = active_cycles(*workspace, context.today());
  context.print(token_of(report::due_items(*workspace, cycles, context.today()), is_broken(*workspace)));
  return 0;
}

constexpr Example examples[] = {
    {"PROMPT_COMMAND='okr_due=$(okr prompt)'", "in ~/.bashrc; then ${okr_due:+$okr_due } in PS1"},
    {"okr -C ~/goals prompt", "for a status line: a workspace elsewhere"},
};

}  // namespace

constinit const Command prompt_command{
    .name = "prompt",
    .group = Group::plumbing,
    .summary = "what is due, as a token for a shell's prompt",
    .description =
        "Prints okr:3 when three key results or KPIs wait for a word, as okr status --due counts them; okr:3! when one "
        "of "
        "them is stale, okr:3? when files are broken, and nothing at all when nothing waits. It never fails and never "
        "says "
        "anything else: outside of a workspace it prints nothing. okr help weekly has the lines for each shell.",
    .examples = examples,
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
