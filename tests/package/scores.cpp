// SPDX-License-Identifier: MIT
// A second program: scores FOLDER DAY prints the score of every objective and key result of the current cycle.
#include <cstdio>

#include <okr/compute/numbers.hpp>
#include <okr/model/current.hpp>
#include <okr/store/load.hpp>

namespace {

void print(const std::string& id, const std::optional<okr::Score>& score) {
  if (score) std::printf("%s %.17g\n", id.c_str(), score->value());
  if (!score) std::printf("%s null\n", id.c_str());
}

}  // namespace

int main(int count, char** words) {
  const auto day = okr::parse_date(count == 3 ? words[2] : "");
  if (!day) return std::fputs("scores FOLDER 2026-08-17\n", stderr), 2;
  const auto workspace = okr::store::load(words[1], {.as_of = *day});
  if (!workspace) return std::fprintf(stderr, "%s\n", workspace.error().what.c_str()), 4;
  const okr::CurrentCycle current = okr::current_cycle(*workspace, *day);
  if (current.cycle == nullptr) return std::fputs("no cycle\n", stderr), 1;
  for (const okr::ObjectiveNumbers& objective : okr::numbers_of(*workspace, *current.cycle, *day).objectives) {
    print(objective.id.text, objective.score.value);
    for (const okr::KeyResultNumbers& key_result : objective.key_results)
      print(to_string(key_result.id), okr::counted_score(objective, key_result));
  }
}
