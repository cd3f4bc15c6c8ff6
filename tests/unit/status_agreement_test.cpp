// SPDX-License-Identifier: MIT
// The word on the board, the gates and the JSON of a status agree for every record of every example on the days of its
// cycle and a few around them.
#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "draw/json.hpp"
#include "okr/store/load.hpp"
#include "print.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/score/scores.hpp"
#include "reports/show/detail.hpp"
#include "reports/status/board.hpp"
#include "reports/words.hpp"

namespace status_agreement_test {

using namespace okr;

namespace {

using Json = nlohmann::json;
using Ids = std::vector<std::string>;

constexpr int days_apart = 5;  // coprime to the week: every weekday comes up

const char* const examples[] = {"marketing", "mobile-app", "people", "personal", "product", "sales", "support"};

Workspace example(const std::string& name, Date as_of) {
  store::Wanted wanted;
  wanted.cycles = store::Wanted::Cycles::all;
  wanted.as_of = as_of;
  auto loaded = store::load(std::string(OKR_TESTS_DIR) + "/../examples/" + name, wanted);
  REQUIRE(loaded.has_value());
  return std::move(*loaded);
}

bool is_in(const Ids& ids, const std::string& id) { return std::ranges::find(ids, id) != ids.end(); }

std::string word_of(PaceStatus status) { return reports::machine_word(word(status)); }

/// What every report says of one cycle on one day.
struct Said {
  std::unique_ptr<const reports::Board> board;
  std::unique_ptr<const reports::Scores> scores;
  Json board_json, scores_json;
  Ids at_risk, behind, missed, stale;

  Said(const Workspace& workspace, const Cycle& cycle, Date as_of)
      : board(reports::board_of(workspace, cycle, {}, as_of)),
        scores(reports::scores_of(workspace, {&cycle, nullptr}, as_of)),
        board_json(Json::parse(draw::json_text(reports::json_of(*board)))),
        scores_json(Json::parse(draw::json_text(reports::json_of(*scores)))),
        at_risk(reports::failing(*scores, reports::Gate::at_risk)),
        behind(reports::failing(*scores, reports::Gate::behind)),
        missed(reports::failing(*scores, reports::Gate::missed)),
        stale(reports::failing(*scores, reports::Gate::stale)) {}
};

/// The gates say at risk, behind and stale exactly of what the word calls so, or what a promise lost. A key result
/// without weight decides nothing, and no gate speaks of it.
void check_key_result(const Said& said, const ObjectiveNumbers& objective, const KeyResultNumbers& kr,
                      const Json& json) {
  const std::string id = to_string(kr.id);
  CAPTURE(id);
  const std::string word = word_of(kr.status());
  CHECK(json.at("status") == word);
  CHECK(json.at("cannot_end_met") == kr.pace.cannot_end_met);
  const bool is_gated = counts(objective.state) && counts(kr.state) && kr.weight > 0;
  const bool risky = word == "at_risk" || kr.pace.cannot_end_met;
  CHECK(is_in(said.at_risk, id) == (is_gated && risky));
  CHECK(is_in(said.behind, id) == (is_gated && (risky || word == "behind" || word == "no_data")));
  CHECK(is_in(said.stale, id) == (is_gated && json.at("freshness") == "stale"));
  if (kr.pace.misses && kr.status() != PaceStatus::ended && kr.state == State::active)
    CHECK((!kr.pace.misses->lost() || word == "at_risk" || word == "not_started" || word == "not_available"));
  if (kr.pace.overdue_days > 0) CHECK(word == "at_risk");
}

void check_objective(const Said& said, const ObjectiveNumbers& objective, const Json& json) {
  CAPTURE(objective.id.text);
  const std::string word = word_of(objective.status);
  CHECK(json.at("status") == word);
  CHECK(json.at("cannot_end_met") == objective.cannot_end_met);
  const bool of_mine = std::ranges::any_of(
      objective.key_results, [&](const KeyResultNumbers& kr) { return is_in(said.at_risk, to_string(kr.id)); });
  if (counts(objective.state) && objective.weight > 0 && (word == "at_risk" || objective.cannot_end_met))
    CHECK((of_mine || is_in(said.at_risk, objective.id.text)));
  if (objective.cannot_end_met)
    CHECK((word == "at_risk" || word == "ended" || word == "not_started" || word == "done"));
  const bool is_missed = counts(objective.state) && (objective.verdict == Verdict::missed || objective.cannot_end_met);
  CHECK(is_in(said.missed, objective.id.text) == is_missed);
  if (word == "ended") CHECK(said.board->numbers.ended);
}

void check_day(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  CAPTURE(cycle.id.text);
  CAPTURE(as_of);
  const Said said(workspace, cycle, as_of);
  const auto& objectives = said.board->numbers.objectives;
  REQUIRE(said.board_json.at("objectives").size() == objectives.size());
  REQUIRE(said.scores_json.at("objectives").size() == objectives.size());
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    const Json& json = said.board_json.at("objectives")[i];
    check_objective(said, objectives[i], json);
    CHECK(said.scores_json.at("objectives")[i].at("status") == json.at("status"));
    for (std::size_t k = 0; k < objectives[i].key_results.size(); ++k)
      check_key_result(said, objectives[i], objectives[i].key_results[k], json.at("key_results")[k]);
  }
}

}  // namespace

TEST_CASE("the word, the gate and the JSON of a status agree on the days of every example") {
  for (const std::string name : examples) {
    CAPTURE(name);
    const Workspace workspace = example(name, make_date(2026, 8, 17));
    for (const Cycle& cycle : workspace.cycles) {
      const int step = length_in_days(cycle.period) > 100 ? 4 * days_apart + 1 : days_apart;
      for (Date day = add_days(cycle.period.first, -1); day <= add_days(cycle.period.last, 10);
           day = add_days(day, step))
        check_day(workspace, cycle, day);
    }
  }
}

}  // namespace status_agreement_test
