// SPDX-License-Identifier: MIT
// What an okr that died left half-written. While several files are written a note of it lies in the workspace; whoever
// finds it later, and no writer at work, knows what was meant: the rest can be written, or what is there taken back.
#pragma once

#include <optional>
#include <string>

#include "okr/base/result.hpp"
#include "session/context.hpp"
#include "session/past_writes.hpp"
#include "session/transaction.hpp"

namespace okr::session {

/// A write of which some steps are done and others are not.
struct Unfinished {
  PastWrite past;                           ///< what was to be written, as of the workspace's folder now
  Transaction rest;                         ///< what is missing; what is done already is in place
  Transaction back;                         ///< what takes back what is done
  std::optional<std::string> changed = {};  ///< the first file that is neither as before nor as meant
};

/// The note that lies in a workspace while a write takes several steps: of what is below its root alone, since who gives
/// somebody a workspace gives a note too.
std::string unfinished_note(PastWrite past);

/// What is half-written below `root`; nothing where all of it is written, or nothing. Another process may be at it:
/// asked under the lock, or after WorkspaceLock::is_held. Errors: environment; also a note about other places.
Result<std::optional<Unfinished>> unfinished_write(const std::string& root);

/// Says once on stderr that something is half-written below `root`, with both ways on, and that it is so. Nothing while
/// a writer is at work there.
bool say_unfinished(Context& context, const std::string& root);

/// The error of a command that writes nothing before a half-written one is settled.
Error unfinished_error(const Unfinished& unfinished);

/// Notes what is about to be written below `root`, as unfinished_note has it, so that it is safe on the disk before the
/// first file changes. Does nothing where the folder may not be written: each file is still old or new. Only under the
/// lock. Errors: environment.
Status note_unfinished(const std::string& root, const std::string& text);

/// Takes the note away, unless something is half-written: that is an error then. Only under the lock. Errors:
/// environment.
Status settle_note(const std::string& root);

}  // namespace okr::session
