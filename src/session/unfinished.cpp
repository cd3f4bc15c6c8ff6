// SPDX-License-Identifier: MIT
#include "session/unfinished.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <utility>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"

namespace okr::session {
namespace {

std::string note_of(const std::string& root) { return root + "/.okr-unfinished"; }

/// How far a write came, step by step.
class Inspection {
 public:
  explicit Inspection(const Transaction& meant) : meant_(meant), done_{meant.root} {
    found_.rest.root = meant.root;
    found_.rest.settles = true;
  }

  Result<std::optional<Unfinished>> outcome() {
    for (const FileChange& file : meant_.files) TRY(look_at(file));
    for (const FileMove& move : meant_.moves) TRY(look_at(move));
    for (const FileRemoval& file : meant_.removals) TRY(look_at(file));
    if (!is_begun_ || !is_missing_) return std::optional<Unfinished>();
    found_.back = inverse(done_);
    found_.back.settles = true;
    return std::optional(std::move(found_));
  }

 private:
  Status look_at(const FileChange& file) {
    TRY_ASSIGN(const std::string name, present_name(file.path));
    TRY_ASSIGN(const auto text, text_of(name));
    if (text == file.after) {
      done(name);
      done_.files.push_back(file);
      return {};
    }
    if (text != file.before) return changed(name);
    is_missing_ = true;
    FileChange missing = file;
    missing.path = name;
    found_.rest.files.push_back(std::move(missing));
    return {};
  }

  Status look_at(const FileMove& move) {
    TRY_ASSIGN(const bool is_old, store::is_taken(full_path(meant_, move.from)));
    TRY_ASSIGN(const bool is_new, store::is_taken(full_path(meant_, move.to)));
    if (is_old == is_new) return changed(move.from);
    if (is_new) {
      done(move.to);
      done_.moves.push_back(move);
      return {};
    }
    is_missing_ = true;
    found_.rest.moves.push_back(move);
    return {};
  }

  Status look_at(const FileRemoval& file) {
    TRY_ASSIGN(const auto text, text_of(file.path));
    if (!text) {
      done(file.path);
      done_.removals.push_back(file);
      return {};
    }
    if (*text != file.before) return changed(file.path);
    is_missing_ = true;
    found_.rest.removals.push_back(file);
    return {};
  }

  void done(const std::string& name) {
    is_begun_ = true;
    found_.rest.in_place.push_back(name);
  }

  Status changed(const std::string& name) {
    if (!found_.changed) found_.changed = name;
    return {};
  }

  /// Under its new name where the moves have come to it already.
  Result<std::string> present_name(const std::string& path) const {
    const std::string moved = name_after(meant_, path);
    if (moved == path) return path;
    TRY_ASSIGN(const bool is_moved, store::is_taken(full_path(meant_, moved)));
    return is_moved ? moved : path;
  }

  Result<std::optional<std::string>> text_of(const std::string& name) const {
    const std::string path = full_path(meant_, name);
    TRY_ASSIGN(const bool is_there, store::is_taken(path));
    if (!is_there) return std::optional<std::string>();
    TRY_ASSIGN(auto text, name.starts_with('/') ? store::read_file(path) : store::read_file_inside(meant_.root, path));
    return std::optional(std::move(text));
  }

  const Transaction& meant_;
  Transaction done_;
  Unfinished found_;
  bool is_begun_ = false, is_missing_ = false;
};

std::string title_of(const PastWrite& past) {
  return safe_for_terminal(past.summary.empty() ? "okr " + past.command : past.summary);
}

/// Not below the root: a hook, which git says the place of.
bool is_outside(std::string_view path) { return path.starts_with('/'); }

/// The first name of the write that is not below the root.
std::optional<std::string> name_outside(const Transaction& transaction) {
  for (const std::string& name : touched_names(transaction))
    if (is_outside(name)) return name;
  for (const FileMove& move : transaction.moves)
    if (is_outside(move.from)) return move.from;
  return std::nullopt;
}

std::string ways_on(const Unfinished& unfinished) {
  if (!unfinished.changed) return "`okr undo` takes back what is written, `okr undo --finish` writes the rest";
  return fmt::format("{} was changed since, too: settle it by hand (`git diff` shows it), then remove .okr-unfinished",
                     safe_for_terminal(*unfinished.changed));
}

}  // namespace

std::string unfinished_note(PastWrite past) {
  const auto lies_outside = [](const auto& file) { return is_outside(file.path); };
  std::erase_if(past.transaction.files, lies_outside);
  std::erase_if(past.transaction.removals, lies_outside);
  return past_write_text(past);
}

Result<std::optional<Unfinished>> unfinished_write(const std::string& root) {
  const std::string note = note_of(root);
  TRY_ASSIGN(const bool is_noted, store::is_taken(note));
  if (!is_noted) return std::optional<Unfinished>();
  TRY_ASSIGN(const auto text, store::read_file(note));
  auto past = read_past_write(text);
  if (!past)
    return environment_failure(
        fmt::format("{} is no note of okr", safe_for_terminal(note)),
        "a newer okr may have written it; remove it when `git diff` shows that all is as it should be");
  if (const auto outside = name_outside(past->transaction))
    return environment_failure(fmt::format("{} names {}, which lies outside of the workspace", safe_for_terminal(note),
                                           safe_for_terminal(*outside)),
                               "no okr writes such a note: ask who gave you these files, and remove it");
  past->transaction.root = root;
  TRY_ASSIGN(auto found, Inspection(past->transaction).outcome());
  if (found) found->past = std::move(*past);
  return found;
}

bool say_unfinished(Context& context, const std::string& root) {
  if (store::is_absent(note_of(root)) || store::WorkspaceLock::is_held(root)) return false;
  const auto found = unfinished_write(root);
  if (!found || !*found) return false;
  Error warning{ErrorKind::environment,
                fmt::format("\"{}\" was cut off half-way on {}: some of its files are written, others are not",
                            title_of((*found)->past), (*found)->past.when),
                ways_on(**found), "unfinished"};
  const bool is_said = context.said().find(error_text(warning)) != std::string::npos ||
                       contains(context.warnings(), warning.what, &Error::what);
  if (!is_said) context.warn(std::move(warning));  // several workspaces, and several looks at one
  return true;
}

Error unfinished_error(const Unfinished& unfinished) {
  return {ErrorKind::environment,
          fmt::format("nothing is written here before \"{}\" is settled, which was cut off half-way",
                      title_of(unfinished.past)),
          ways_on(unfinished) + "\nnothing was written now", "unfinished"};
}

Status note_unfinished(const std::string& root, const std::string& text) {
  const Status noted = store::create_file(note_of(root), text);
  if (!noted) return store::may_be_written(root) ? noted : Status();
  static_cast<void>(store::sync_folder(root));  // what cannot be made safe is said of the files, at the end
  return {};
}

Status settle_note(const std::string& root) {
  TRY_ASSIGN(const bool is_noted, store::is_taken(note_of(root)));
  if (!is_noted) return {};
  TRY_ASSIGN(const auto found, unfinished_write(root));
  if (found) return tl::unexpected<Error>(unfinished_error(*found));
  return store::remove_file(note_of(root));
}

}  // namespace okr::session
