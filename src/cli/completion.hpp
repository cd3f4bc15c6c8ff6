// SPDX-License-Identifier: MIT
// What the shells offer: the words that `okr __complete` finds for them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "okr/model/fields.hpp"

namespace okr::cli {

/// A word the shell may offer, and what it means (one line, may be empty).
struct Completion {
  std::string word;
  std::string help;
};

/// The words after `okr` as typed; the last one is being completed and may be empty. The answers begin with it. A word
/// ":file" or ":folder" asks the shell for its own completion; a word that ends in "=", "." or "/" goes on without a
/// space.
std::vector<Completion> completions(const session::World& world, CommandTable table,
                                    std::span<const std::string> words);

/// Ids, cycles, KPIs and field paths of the workspace, behind `ID=` what may stand there, and the examples of `okr
/// init`. What can be read of a broken one; nothing where there is none; never an error. `word` is what was typed so
/// far: the caller picks by it.
std::vector<Completion> workspace_words(const session::Context& context, Completes kind, std::string_view word);

/// What may be the value of a field, where that is one of a few words or names a record.
std::vector<Completion> field_values(const session::Context& context, const FieldInfo& field);

}  // namespace okr::cli
