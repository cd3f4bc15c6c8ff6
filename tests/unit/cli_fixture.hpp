// SPDX-License-Identifier: MIT
// A world without a terminal, and two small commands, for the tests of the command line.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.hpp"
#include "cli/program.hpp"

namespace okr::cli::test {

using Variables = std::map<std::string, std::string, std::less<>>;

/// 17 August 2026, in /home/ana, no terminal; what is written is kept.
struct Stage {
  std::string output;
  std::string errors;
  session::World world;

  explicit Stage(std::vector<std::string> words, Variables variables = {}) {
    world.words = std::move(words);
    world.directory = "/home/ana";
    world.clock = make_date(2026, 8, 17);
    world.environment = [variables = std::move(variables)](std::string_view name) -> std::optional<std::string> {
      const auto found = variables.find(name);
      return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
    world.write = [this](session::Stream stream, std::string_view bytes) -> Status {
      (stream == session::Stream::output ? output : errors) += bytes;
      return {};
    };
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
};

/// Prints what it was given, so that a test sees what parsing made of a line.
extern const Command say_command;

/// Always fails with a data error.
extern const Command fail_command;

CommandTable small_table();

/// Runs `words` on the small table.
inline int run_small(Stage& stage) { return run(stage.world, small_table()); }

}  // namespace okr::cli::test
