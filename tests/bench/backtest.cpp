// SPDX-License-Identifier: MIT
// How good the forecast was where it is known what happened: the closed cycles of the workspaces named, replayed.
// usage: okr_bench_backtest FOLDER...; ends with 1 when none of them has anything to replay.
#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "okr/compute/calibration.hpp"
#include "okr/store/load.hpp"
#include "replay.hpp"

namespace okr::bench {
namespace {

constexpr int no_answer = 1, wrong_usage = 2, no_workspace = 4;

void print(const std::string& text) { std::fputs(text.c_str(), stdout); }

/// False, and said why, when there is no workspace.
bool add_folder(const std::string& folder, Replay& replay) {
  store::Wanted wanted;
  wanted.cycles = store::Wanted::Cycles::all;
  const auto workspace = store::load(folder, wanted);
  if (!workspace) {
    std::fputs(fmt::format("backtest: {}: {}\n", folder, workspace.error().what).c_str(), stderr);
    return false;
  }
  const Replay before{replay.cycles, replay.key_results, {}};
  const std::size_t moments = replay.moments.size();
  add_replay(*workspace, replay);
  print(fmt::format("{}: closed cycles {}, key results {}, forecasts {}{}\n", folder, replay.cycles - before.cycles,
                    replay.key_results - before.key_results, replay.moments.size() - moments,
                    has_errors(workspace->diagnostics) ? "; it has errors, see okr check" : ""));
  return true;
}

void print_part(const char* name, const Replay& replay) {
  if (replay.moments.empty()) return print(fmt::format("\n{}: none\n", name));
  const Tallies tallies = tallies_of(replay);
  print(fmt::format("\n{}: key results {}, {:.0f} % reach the target; each counts once, asked every Monday\n{}", name,
                    replay.key_results, 100 * tallies.front().happened(), table_of(tallies)));
}

int run(int count, char** words) {
  Replay replay;
  for (int at = 1; at < count; ++at)
    if (!add_folder(words[at], replay)) return no_workspace;
  if (replay.moments.empty()) {
    std::fputs("backtest: nothing to replay: it takes closed cycles whose key results have a number and two readings\n",
               stderr);
    return no_answer;
  }
  print_part("all", replay);
  print_part("values", part_of(replay, Goal::last));
  print_part("sums", part_of(replay, Goal::total));
  print_part("best readings", part_of(replay, Goal::best));
  if (replay.key_results < least_key_results)
    print(fmt::format("  too few to tell: {} key results are the least\n", least_key_results));
  return 0;
}

}  // namespace
}  // namespace okr::bench

int main(int count, char** words) {
  if (count < 2) {
    std::fputs("usage: okr_bench_backtest FOLDER...\n", stderr);
    return okr::bench::wrong_usage;
  }
  return okr::bench::run(count, words);
}
