// SPDX-License-Identifier: MIT
// What a person set for themselves, in force: flag before OKR_* variable before the person's own file before default.
// Nothing here comes from a workspace: a cloned repository can neither start a program nor speak for somebody.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/settings.hpp"
#include "session/context.hpp"

namespace okr::session {

/// A value and what it was taken from: "--color", "OKR_ME", "config.toml:3", "git user.name", "default".
template <class T>
struct Setting {
  T value{};
  std::string origin = "default";
};

/// The settings of the person who runs the program.
struct OwnSettings {
  Setting<std::string> me;      ///< "ana"; empty when nobody says
  Setting<std::string> source;  ///< "ana-x1": an id, the end of a check-in's file name; never empty
  Setting<When> color;
  Setting<std::string> pager;  ///< a command, parted at blanks; empty: none
  Setting<bool> git_commit;
  bool faulty = false;  ///< something in the file or a variable could not be used, and was said
};

/// All settings in force. Says on stderr what is wrong in the file or the variables. Asks git for the name, in the
/// folder of the workspace (`root`, may be empty), only where nothing else tells it: that is a process.
OwnSettings resolve_settings(Context& context, const std::string& root = {});

/// The commands of the person's own file that print values, for `okr pull`.
struct OwnCommands {
  std::vector<PullCommand> commands;
  std::string file;         ///< where they stand, or would; empty where no variable says a folder
  Diagnostics faults = {};  ///< of the file, but for unknown keys that cannot be `pull`

  /// "config.toml:4"
  std::string place_of(const PullCommand& command) const;
  /// False where something in the file is in error, so that a command may be missing.
  bool usable() const;
  /// Says on stderr what is wrong in the file.
  void say_faults(Context& context) const;
};

/// Reads the commands of the person's own file; says nothing, what is wrong stands in `faults`.
OwnCommands own_commands(const World& world);

/// The command that shows long output, as in OwnSettings; asks no git and says nothing.
std::string pager_command(const Context& context);

/// Warns of a variable of okr's that takes a few words and says another one; not of one that a flag overrules.
void warn_of_environment(Context& context);

/// Whether OKR_GIT_COMMIT, or the person's own file, wants what is written committed without --git-commit. Says
/// nothing. Error: environment, where that file cannot be read; data, where what it says of that cannot be known.
Result<bool> commits_by_setting(const Context& context);

/// Who a check-in is from.
struct Author {
  std::string me;      ///< "ana"; empty when nobody said
  std::string source;  ///< "ana-x1": the last part of a check-in's file name; an id
};

/// Who is at work: OKR_ME, else `me` of the person's file, else git's user.name; the source is `typed` (--source), else
/// OKR_SOURCE, else `source` of the person's file, else person and host. Warns of what else is wrong in that file. A
/// usage error for a source that cannot be part of a file name; environment or data, where that file is asked and what
/// it says cannot be known.
Result<Author> author_of(Context& context, const std::string& root, const std::optional<std::string>& typed);

// --- state folder ----------------------------------------------------------------------------------------------------

// Where the program keeps what it cannot lose and what is no part of a workspace: drafts, and what was written last.

/// The person's state folder ($XDG_STATE_HOME/okr, else ~/.local/state/okr); nothing for somebody without a home. Never
/// a place in which everybody may write.
std::optional<std::string> state_folder(const Context& context);

/// Where drafts are kept: the state folder; without one a folder of the workspace (`root`).
std::string drafts_folder(const Context& context, std::string_view root);

/// Makes the drafts' folder where it is missing. Environment errors; one too where it would lie behind a link out of
/// the workspace.
Status make_drafts_folder(const Context& context, const std::string& root);

/// What is kept for a workspace until it is written: NAME-FINGERPRINT.draft in the drafts' folder. A name alone may be
/// another workspace's, so that the text has to say whose it is.
class KeptDraft {
 public:
  KeptDraft(const Context& context, std::string_view root, std::string_view name);

  /// The text that is kept. Error: none is, or it cannot be read.
  Result<std::string> text() const;
  /// Keeps the text in the place of any other. Error: it cannot be written.
  Status keep(const std::string& text) const;
  /// Takes the text away: it has been written, or is wanted no more.
  void drop() const;

 private:
  const Context& context_;
  std::string root_, path_;
};

}  // namespace okr::session
