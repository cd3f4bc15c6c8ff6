// SPDX-License-Identifier: MIT
#include "actions/git/drivers.hpp"

#include <array>
#include <vector>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/merge.hpp"
#include "okr/vcs/git.hpp"
#include "session/session.hpp"
#include "session/writing/commit.hpp"

namespace okr::actions {
using namespace session;

namespace {

// --- attributes ------------------------------------------------------------------------------------------------------

/// A line of a .gitattributes that lies in the workspace's root, and what an older okr wrote in its place.
struct Attribute {
  std::string_view line;
  std::string_view older = {};
};

constexpr Attribute attributes[] = {
    {"**/cycle.toml       text eol=lf diff=okr merge=okr"},
    {"20*/*.toml          text eol=lf diff=okr merge=okr"},  // more objectives of a cycle that is named by the calendar
    {"FY*/*.toml          text eol=lf diff=okr merge=okr"},  // or by the fiscal year
    {"**/checkins/*.toml  text eol=lf diff=okr merge=okr", "**/checkins/*.toml  text eol=lf diff=okr"},
    {"kpi/**/*.toml       text eol=lf diff=okr merge=okr"},
};

bool has_pattern(const std::string& text, std::string_view line) {
  const std::string_view pattern = line.substr(0, line.find(' '));
  for (const std::string_view other : split(text, '\n')) {
    const std::string_view words = trim(other);
    if (words.substr(0, words.find_first_of(" \t")) == pattern) return true;
  }
  return false;
}

std::string with_line(const std::string& text, std::string_view before, std::string_view now) {
  std::string written;
  bool is_first = true;
  for (const std::string_view line : split(text, '\n')) {
    const bool ends_in_cr = line.ends_with('\r');
    const bool is_it = line.substr(0, line.size() - (ends_in_cr ? 1 : 0)) == before;
    written += (is_first ? "" : "\n") + (is_it ? fmt::format("{}{}", now, ends_in_cr ? "\r" : "") : std::string(line));
    is_first = false;
  }
  return written;
}

// --- drivers ---------------------------------------------------------------------------------------------------------

/// A setting of this clone.
struct Setting {
  std::string_view key;
  std::string value;
  std::string_view mark = {};  ///< what every value holds that we ever set; empty: it never was another
};

/// Git puts names in the place of %A and the like.
std::string without_percents(const std::string& word) {
  std::string doubled;
  for (const char byte : word) doubled += byte == '%' ? std::string("%%") : std::string(1, byte);
  return doubled;
}

/// Lines for the shell that git starts. The program may be gone or older: then git's own means do.
std::vector<Setting> settings_for(const std::string& program) {
  const std::string word = shell_word(program);
  const std::string git = fmt::format("git merge-file -q --marker-size=%L -L {} -L {} -L {} -- %A %O %B",
                                      store::ours_label, store::base_label, store::theirs_label);
  return {
      {"diff.okr.xfuncname", "^[[:space:]]*\\[.*\\]"},
      {"diff.okr.textconv",
       fmt::format(
           "okr_facts() {{ if test -x {0}; then {0} textconv -- \"$1\" && return; fi; cat -- \"$1\"; }}; okr_facts",
           word),
       " textconv -- "},
      {"merge.okr.name", "OKR and KPI files, by record and key"},
      {"merge.okr.driver",
       fmt::format(
           "if test -x {0}; then {0} merge-file -- %O %A %B %L %P; code=$?; test $code -le 1 && exit $code; fi; {1}",
           without_percents(word), git),
       " merge-file -- %O %A %B %L %P"},
  };
}

std::string command_of(const Setting& setting) {
  return fmt::format("git config --local {} {}", setting.key, shell_word(setting.value));
}

/// Zero bytes part values, so that one of several lines is read whole.
std::optional<std::string> value_there(const std::string& root, std::string_view key) {
  const auto finished = vcs::run({"git", "config", "--local", "-z", "--get", std::string(key)}, root);
  if (!finished || finished->exit_code != 0) return std::nullopt;
  return finished->output.substr(0, finished->output.find('\0'));
}

/// Ours of before, or of another place.
bool is_ours(const Setting& setting, const std::string& value) {
  return value == setting.value || (!setting.mark.empty() && value.find(setting.mark) != std::string::npos);
}

Status set(Context& context, const std::string& root, const Setting& setting) {
  const auto there = value_there(root, setting.key);
  const std::string key(setting.key);
  const auto say = [&](const std::string& text) {
    const std::string line = safe_for_terminal(text) + "\n";
    if (context.speaks_json() && !context.globals().quiet)
      context.say(line);  // it is in no file, so not in what was written
    else
      context.tell(line);
  };
  if (there == setting.value) return say(fmt::format("{} of this clone is set already", key)), Status();
  if (there && !is_ours(setting, *there))
    return say(fmt::format("{} of this clone stays as it is; ours: {}", key, command_of(setting))), Status();
  if (context.globals().dry_run) return say("Would run: " + command_of(setting)), Status();
  TRY_ASSIGN(const auto finished, vcs::run({"git", "config", "--local", "--replace-all", key, setting.value}, root));
  if (finished.exit_code != 0)
    return environment_failure(fmt::format("git could not set {}", key),
                               safe_for_terminal(trim(finished.errors), true));
  say(fmt::format("Told git: {} of this clone", key));
  return {};
}

/// Where this program lies, absolute, as it was called: by its path, or found on PATH. Nothing where nobody can tell.
std::optional<std::string> program_path(const Context& context) {
  const std::string& called = context.world().program;
  if (called.starts_with('/')) return called;
  if (const auto slash = called.rfind('/'); slash != std::string::npos) {
    const auto folder = store::real_path(context.world().directory + "/" + called.substr(0, slash));
    return folder ? std::optional(*folder + called.substr(slash)) : std::nullopt;
  }
  const std::string path = context.environment("PATH").value_or("");
  for (const std::string_view folder : split(path, ':')) {
    std::string place = std::string(folder) + "/" + called;
    if (folder.starts_with('/') && !called.empty() && store::is_file(place)) return place;
  }
  const auto running = store::real_path("/proc/self/exe");
  return running ? std::optional(*running) : std::nullopt;
}

}  // namespace

std::string with_attributes(const std::string& text, const std::vector<std::string>& cycles) {
  std::string written = text;
  const std::string_view end = text.find("\r\n") != std::string::npos ? "\r\n" : "\n";
  const auto add = [&](std::string_view line) {
    if (has_pattern(written, line)) return;
    if (!written.empty() && written.back() != '\n') written += end;
    written += fmt::format("{}{}", line, end);
  };
  for (const Attribute& attribute : attributes) {
    if (!attribute.older.empty()) written = with_line(written, attribute.older, attribute.line);
    add(attribute.line);
  }
  for (const std::string& cycle : cycles)
    if (!cycle.starts_with("20") && !cycle.starts_with("FY"))
      add(fmt::format("{:<19} text eol=lf diff=okr merge=okr", cycle + "/*.toml"));
  return written;
}

Status configure_clone(Context& context, const std::string& root) {
  const auto program = program_path(context);
  if (!program)
    return environment_failure("where this program lies cannot be told",
                               "call it by its path: /usr/bin/okr init --git");
  for (const Setting& setting : settings_for(*program)) TRY(set(context, root, setting));
  return {};
}

void note_other_line_ends(Context& context, const std::string& root) {
  // "i/crlf  w/crlf  attr/text eol=lf      \tkpi/sleep.toml"
  const auto asked = vcs::run({"git", "ls-files", "--eol", "-z"}, root);
  if (!asked || asked->exit_code != 0) return;
  std::vector<std::string> names;
  for (const std::string_view line : split(asked->output, '\0')) {
    const std::string_view facts = line.substr(0, line.find('\t'));
    const bool has_others = facts.starts_with("i/crlf") || facts.starts_with("i/mixed");
    if (has_others && facts.find("eol=lf") != std::string_view::npos) names.emplace_back(line.substr(facts.size() + 1));
  }
  if (names.empty()) return;
  std::vector<std::string> shown;
  for (const std::string& name : names) shown.push_back(safe_for_terminal(session::shown_path(context, root, name)));
  context.warn(
      {ErrorKind::environment,
       fmt::format("committed with CR LF, where .gitattributes says LF, and so changed to git: {}", listed(shown)),
       fmt::format("a commit of its own mends it: {} && {}",
                   session::git_line(context, root, "add --renormalize --", names),
                   session::git_line(context, root, "commit -m 'Line ends as LF'", {})),
       "line-ends"});
}

namespace {

/// The program that a driver of ours calls, where it is gone.
std::optional<std::string> gone_program(const std::string& driver) {
  constexpr std::string_view begin = "if test -x ";
  if (!driver.starts_with(begin)) return std::nullopt;
  const std::string word = driver.substr(begin.size(), driver.find("; then ") - begin.size());
  const bool is_plain = shell_word(word) == word && word.find('%') == std::string::npos;
  if (!is_plain || store::presence(word) != store::Presence::absent) return std::nullopt;
  return word;
}

}  // namespace

void note_missing_drivers(Context& context, const std::string& root) {
  const auto text = store::read_file(root + "/.gitattributes");
  if (!text) return;
  struct Driver {
    std::string_view attribute, key;
  };
  constexpr std::array<Driver, 2> drivers{{{"merge=okr", "merge.okr.driver"}, {"diff=okr", "diff.okr.xfuncname"}}};
  for (const Driver& driver : drivers) {
    if (text->find(driver.attribute) == std::string::npos) continue;
    const auto there = vcs::git_setting(root, driver.key);
    const auto gone = there ? gone_program(*there) : std::nullopt;
    if (gone)
      return context.warn({ErrorKind::environment,
                           fmt::format("{} calls {}, which is gone: git works by lines", driver.key, *gone),
                           "okr init --git tells it where okr is now", "driver-missing"});
    if (there) continue;
    if (!vcs::repository_of(root)) return;
    return context.warn(
        {ErrorKind::environment,
         fmt::format(".gitattributes says {}, and this clone does not know it: git works by lines", driver.attribute),
         "okr init --git tells it", "driver-missing"});
  }
}

}  // namespace okr::actions
