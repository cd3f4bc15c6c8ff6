// SPDX-License-Identifier: MIT
#include "actions/records/starter.hpp"

#include <fmt/core.h>

namespace okr::cli {

std::string starter_settings() {
  return "# Settings of this workspace; the file marks its root. Every key but format is optional (man 5 okr).\n"
         "format = 1\n"
         "\n"
         "[workspace]\n"
         "# title = \"Our goals\"\n"
         "# owner = \"ana\"             # owner of whatever names no other\n"
         "cadence = \"week\"            # how often key results are checked in\n"
         "# check-in-day = \"mon\"      # due from that day on; otherwise a cadence after the last one\n"
         "# fiscal-year-start = 4     # 2026-Q1 then runs April to June\n"
         "# away = [[2026-12-24, 2027-01-01]]  # nothing falls due and nothing goes stale\n"
         "\n"
         "# [scoring]                 # the defaults:\n"
         "# aspirational-target = 0.70\n"
         "# bands = [0.40, 0.70]\n"
         "# scale = 1                 # or 100: how scores are shown\n";
}

namespace {

constexpr std::string_view sample_objective =
    "\n"
    "# An objective is a heading, and so is each of its key results. `okr new objective ship` and `okr new kr "
    "ship.users`\n"
    "# write them, or take the # away:\n"
    "#\n"
    "# [ship]\n"
    "# title = \"People use the tool every week\"\n"
    "# type = \"aspirational\"       # about 0.7 of it is success; \"committed\" means all of it\n"
    "#\n"
    "# [ship.users]\n"
    "# title = \"Weekly active users\"\n"
    "# baseline = 0\n"
    "# target = 400\n"
    "# unit = \"users\"\n"
    "#\n"
    "# [ship.release]\n"
    "# title = \"Version 1.0 is released\"\n"
    "# steps = [\"format frozen\", \"man pages\", \"beta\", \"1.0.0\"]\n"
    "#\n"
    "# Other kinds: kind = \"sum\" (every check-in adds), max = 58 (a bound to hold), kind = \"done\" (yes or no).\n"
    "# Each week: okr checkin ship.users=131 --note \"what happened\"\n";

}  // namespace

std::string starter_cycle(std::string_view keys, std::string_view objectives) {
  std::string text = "# A cycle: two or three objectives, two to five key results each. A heading is an id.\n[cycle]\n";
  text += keys;
  text += objectives.empty() ? sample_objective : objectives;
  return text;
}

std::string starter_kpi(std::string_view id, std::string_view lines) {
  return fmt::format(
      "# A KPI: what is measured, whatever the cycle. what, why, how and who say what it means (man 5 okr).\n"
      "{}"
      "\n"
      "# One line a reading, keyed by its day or period; `okr record {}=VALUE` adds one.\n"
      "[readings]\n",
      lines, id);
}

}  // namespace okr::cli
