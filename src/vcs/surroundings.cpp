// SPDX-License-Identifier: MIT
#include "vcs/surroundings.hpp"

#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/vcs/process.hpp"

extern char** environ;  // POSIX leaves it to the program to declare it

namespace okr::vcs {
namespace {

std::string_view name_of(std::string_view variable) { return variable.substr(0, variable.find('=')); }

/// How whoever started us has git read names and patterns (GIT_LITERAL_PATHSPECS and its like): okr says that itself.
bool is_about_patterns(std::string_view name) { return name.starts_with("GIT_") && name.ends_with("_PATHSPECS"); }

/// Where a repository has its things: those of `git rev-parse --local-env-vars` that are no settings. Git tells them
/// its hooks, and githooks(5) would have whoever works in another repository forget them.
constexpr std::array<std::string_view, 12> places = {"GIT_DIR",
                                                     "GIT_WORK_TREE",
                                                     "GIT_IMPLICIT_WORK_TREE",
                                                     "GIT_INDEX_FILE",
                                                     "GIT_OBJECT_DIRECTORY",
                                                     "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                     "GIT_COMMON_DIR",
                                                     "GIT_PREFIX",
                                                     "GIT_GRAFT_FILE",
                                                     "GIT_SHALLOW_FILE",
                                                     "GIT_NO_REPLACE_OBJECTS",
                                                     "GIT_REPLACE_REF_BASE"};

/// The variables that name such a place, one a line.
std::string named_places() {
  std::string named;
  for (char** variable = ::environ; *variable; ++variable)
    if (contains(places, name_of(*variable))) named += std::string(*variable) + "\n";
  return named;
}

std::optional<std::string> answer_of(std::vector<std::string> words, const char* question, const std::string& folder) {
  words.insert(words.end(), {"git", "rev-parse", question});
  const auto asked = run(words, folder);  // by env: it finds all variables
  if (!asked || asked->exit_code != 0) return std::nullopt;
  return std::string(trim(asked->output));
}

/// With all links followed.
std::optional<std::string> real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real ? std::optional(std::string(real.get())) : std::nullopt;
}

bool is_inside(const std::string& folder, const std::string& top) {
  const std::string real = real_path(folder).value_or(folder) + "/";
  return real.starts_with(real_path(top).value_or(top) + "/");
}

/// Whether the places are those of another repository than the one that the folder lies in.
bool are_of_another(const std::string& folder, std::string_view named) {
  const std::vector<std::string> as_it_is = {"env"};
  std::vector<std::string> without = {"env"};
  for (const std::string_view place : places) without.insert(without.end(), {"-u", std::string(place)});
  const auto own = answer_of(without, "--absolute-git-dir", folder);
  const auto meant = answer_of(as_it_is, "--absolute-git-dir", ".");
  if (own && meant) return own != meant;
  const bool is_said = ("\n" + std::string(named)).find("\nGIT_DIR=") != std::string::npos;
  if (own || !meant) return own && is_said;  // an index alone is no repository's
  const auto top = answer_of(as_it_is, "--show-toplevel", ".");
  return !top || !is_inside(folder, *top);
}

/// Asked once for each folder.
bool leaves_places_out(const std::string& folder) {
  static std::map<std::string, bool> known;
  const std::string named = named_places();
  if (named.empty()) return false;
  const std::string key = folder + "\n" + named;
  const auto found = known.find(key);
  return found != known.end() ? found->second : known.emplace(key, are_of_another(folder, named)).first->second;
}

}  // namespace

std::vector<char*> surroundings_of(std::string_view program, const std::string& folder) {
  const bool is_git = program == "git";
  const bool has_no_places = is_git && leaves_places_out(folder);
  std::vector<char*> surroundings;
  for (char** variable = ::environ; *variable; ++variable) {
    const std::string_view name = name_of(*variable);
    const bool is_left_out = is_git && (is_about_patterns(name) || (has_no_places && contains(places, name)));
    if (!is_left_out) surroundings.push_back(*variable);
  }
  surroundings.push_back(nullptr);
  return surroundings;
}

}  // namespace okr::vcs
