// SPDX-License-Identifier: MIT
// A small workspace on the disk and the whole program run in it, on 17 August 2026 without a terminal.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli_fixture.hpp"
#include "folder.hpp"

namespace okr::cli::test {

struct Ran {
  int code = 0;
  std::string output;
  std::string errors;
};

inline Ran run_in(const std::string& folder, std::vector<std::string> words, Variables variables = {}) {
  Stage stage(std::move(words), std::move(variables));
  stage.world.directory = folder;
  const int code = cli::run(stage.world, commands());
  return {code, stage.output, stage.errors};
}

class Workplace {
 public:
  Workplace() {
    folder.write("okr.toml", "format = 1\n");
    folder.write("2026-Q3/cycle.toml", cycle);
    folder.write("2026-Q4/cycle.toml",
                 "[cycle]\n\n[ship]\ntitle = \"Next\"\n\n[ship.users]\ntitle = \"N\"\ntarget = 9\n");
    folder.write("kpi/visits.toml", "title = \"Visits\"\ntarget = 100\n\n[readings]\n2026-07 = 80\n");
  }

  Ran run(std::vector<std::string> words) const { return run_in(folder.path(), std::move(words)); }

  std::string cycle_text() const { return folder.read("2026-Q3/cycle.toml"); }

  static constexpr const char* cycle =
      "# By hand.\n"
      "[cycle]\n"
      "title = \"Ship it\"   # a comment\n"
      "\n"
      "[ship]\n"
      "title = 'People use it'\n"
      "\n"
      "[ship.users]\n"
      "title  = \"Users\"\n"
      "target = 400            # by the end\n"
      "\n"
      "[fit]\n"
      "title = \"Fit\"\n"
      "\n"
      "[fit.hr]\n"
      "title = \"Heart\"\n"
      "max = 58\n"
      "kpi = \"visits\"\n";

  okr_test::Folder folder;
};

inline bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace okr::cli::test
