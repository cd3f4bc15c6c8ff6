// SPDX-License-Identifier: MIT

#include "session/past_writes.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <cstdint>
#include <iterator>

#include "draw/numbers.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "session/settings.hpp"

namespace okr::session {
namespace {

constexpr std::string_view file_mark = "okr wrote 1\n";

/// "KEY LENGTH", the bytes, a line end: any bytes come back as they were.
void add_field(std::string& text, std::string_view key, std::string_view bytes) {
  text += fmt::format("{} {}\n{}\n", key, bytes.size(), bytes);
}

struct Item {
  std::string_view key, bytes;
};

/// The next item, taken from the front; nothing at the end, and where it is none.
std::optional<Item> next_item(std::string_view& text) {
  const auto space = text.find(' ');
  const auto end = text.find('\n');
  if (space == std::string_view::npos || end == std::string_view::npos || space > end) return std::nullopt;
  const auto size = whole_number<std::size_t>(text.substr(space + 1, end - space - 1));
  const std::size_t begin = end + 1;
  if (!size || *size >= text.size() - begin) return std::nullopt;
  const Item item{text.substr(0, space), text.substr(begin, *size)};
  text.remove_prefix(begin + *size + 1);
  return item;
}

/// One folder for each workspace.
std::optional<std::string> journal_folder(const Context& context, const std::string& root) {
  const auto folder = state_folder(context);
  if (!folder) return std::nullopt;
  return fmt::format("{}/undo/{:016x}", *folder, fingerprint(store::real_path(root).value_or(root)));
}

constexpr std::string_view record_ending = ".wrote", output_ending = ".output";
constexpr std::size_t digits_of_name = 10;
constexpr int most_names_tried = 10;

std::string_view ending_of(const PastWrite& write) { return write.is_output ? output_ending : record_ending; }

/// 0000000007.wrote; whatever else lies there is not ours.
std::optional<std::uint64_t> number_in(std::string_view name) {
  const std::string_view number = name.substr(0, digits_of_name), ending = name.substr(number.size());
  if (number.size() < digits_of_name || (ending != record_ending && ending != output_ending)) return std::nullopt;
  return whole_number<std::uint64_t>(number);
}

/// The newest first.
Result<std::vector<std::string>> journal_files(const std::string& folder) {
  std::vector<std::string> files;
  TRY_ASSIGN(const bool is_there, store::is_taken(folder));
  if (!is_there) return files;
  TRY_ASSIGN(const auto entries, store::list_folder(folder));
  for (const store::FolderEntry& entry : entries)
    if (entry.kind == store::EntryKind::file && number_in(entry.name)) files.push_back(folder + "/" + entry.name);
  std::ranges::sort(files, std::greater<>());
  return files;
}

/// Counted on from the latest one.
std::string next_name(const std::string& folder, const std::vector<std::string>& known, std::string_view ending) {
  const std::uint64_t last = known.empty() ? 0 : number_in(known.front().substr(folder.size() + 1)).value_or(0);
  return fmt::format("{}/{:0{}}{}", folder, last + 1, digits_of_name, ending);
}

std::string clock_text(const Context& context) {
  const int minutes = context.now() / 60;
  return fmt::format("{} {:02}:{:02}", to_string(context.today()), minutes / 60, minutes % 60);
}

std::size_t size_of(const Transaction& transaction) {
  std::size_t size = 0;
  for (const FileChange& file : transaction.files) size += file.before.value_or("").size() + file.after.size();
  for (const FileRemoval& file : transaction.removals) size += file.before.size();
  return size;
}

}  // namespace

std::string past_write_text(const PastWrite& past) {
  std::string text(file_mark);
  add_field(text, "root", past.transaction.root);
  add_field(text, "when", past.when);
  add_field(text, "command", past.command);
  add_field(text, "summary", past.summary);
  for (const FileChange& file : past.transaction.files) {
    add_field(text, "file", file.path);
    if (file.before) add_field(text, "before", *file.before);
    add_field(text, "after", file.after);
    if (file.executable) add_field(text, "executable", "");
  }
  for (const FileMove& move : past.transaction.moves) {
    add_field(text, "from", move.from);
    add_field(text, "to", move.to);
  }
  for (const FileRemoval& file : past.transaction.removals) {
    add_field(text, "removed", file.path);
    add_field(text, "held", file.before);
  }
  if (!past.words.empty()) add_field(text, "words", past.words);
  if (past.taken_back) add_field(text, "taken-back", "");
  if (past.uncommitted) add_field(text, "uncommitted", "");
  add_field(text, "end", "");
  return text;
}

std::optional<PastWrite> read_past_write(std::string_view text) {
  if (!text.starts_with(file_mark)) return std::nullopt;
  text.remove_prefix(file_mark.size());
  PastWrite past;
  Transaction& transaction = past.transaction;
  for (;;) {
    const auto item = next_item(text);
    if (!item) return std::nullopt;
    if (item->key == "end") return text.empty() ? std::optional(std::move(past)) : std::nullopt;
    const std::string bytes(item->bytes);
    if (item->key == "root") transaction.root = bytes;
    if (item->key == "when") past.when = bytes;
    if (item->key == "command") past.command = bytes;
    if (item->key == "summary") past.summary = draw::bare(bytes);
    if (item->key == "words") past.words = bytes;
    if (item->key == "taken-back") past.taken_back = true;
    if (item->key == "uncommitted") past.uncommitted = true;
    if (item->key == "file") transaction.files.push_back({bytes, std::nullopt, {}});
    if (item->key == "before" && !transaction.files.empty()) transaction.files.back().before = bytes;
    if (item->key == "after" && !transaction.files.empty()) transaction.files.back().after = bytes;
    if (item->key == "executable" && !transaction.files.empty()) transaction.files.back().executable = true;
    if (item->key == "from") transaction.moves.push_back({bytes, {}});
    if (item->key == "to" && !transaction.moves.empty()) transaction.moves.back().to = bytes;
    if (item->key == "removed") transaction.removals.push_back({bytes, {}});
    if (item->key == "held" && !transaction.removals.empty()) transaction.removals.back().before = bytes;
  }
}

PastWrite present_write(const Context& context, const Transaction& transaction, std::string_view summary) {
  std::vector<std::string> words = context.world().words;
  std::erase(words, "--git-commit");
  PastWrite past{{}, clock_text(context), context.command(), std::string(summary), transaction};
  past.words = join(words, std::string_view("\0", 1));
  return past;
}

namespace {

/// The oldest of its kind that are too many go. Files of -o are written under no lock: a name that another program has
/// taken meanwhile is passed over.
Result<std::optional<std::string>> kept_in(const std::string& folder, const PastWrite& write) {
  const std::string text = past_write_text(write);
  const auto is_other_kind = [&](const std::string& file) { return !file.ends_with(ending_of(write)); };
  for (int attempt = 1;; ++attempt) {
    TRY_ASSIGN(auto known, journal_files(folder));
    std::string file = next_name(folder, known, ending_of(write));
    std::erase_if(known, is_other_kind);
    for (std::size_t i = (write.is_output ? outputs_kept : past_writes_kept) - 1; i < known.size(); ++i)
      forget(known[i]);
    const Status done = store::create_file(file, text);
    if (done) return std::optional(std::move(file));
    if (attempt == most_names_tried || store::is_absent(file)) return tl::unexpected<Error>(done.error());
  }
}

}  // namespace

Result<std::optional<std::string>> remember(const Context& context, const PastWrite& write) {
  const Transaction& transaction = write.transaction;
  const auto folder = journal_folder(context, transaction.root);
  if (!folder || !transaction.in_workspace) return std::nullopt;
  if (size_of(transaction) > largest_past_write)
    return usage_failure(fmt::format("the files are larger than the {} MiB that are kept", largest_past_write >> 20U));
  TRY(store::make_folders(*folder));
  store::remove_orphans(*folder);
  return kept_in(*folder, write);
}

void say_not_kept(Context& context, const Error& why) {
  if (!context.globals().quiet) context.say(fmt::format("okr: okr undo will not know of it: {}\n", why.what));
}

void forget(const std::string& file) { static_cast<void>(store::remove_file(file)); }

namespace {

Status noted(const std::string& file, bool PastWrite::*what) {
  TRY_ASSIGN(const auto text, store::read_file(file));
  auto past = read_past_write(text);
  if (!past) return data_failure(file + " is damaged");
  (*past).*what = true;
  return store::replace_file(file, past_write_text(*past));
}

}  // namespace

Status note_taken_back(const std::string& file) { return noted(file, &PastWrite::taken_back); }

Status note_uncommitted(const std::string& file) { return noted(file, &PastWrite::uncommitted); }

Result<std::vector<PastWrite>> past_writes(const Context& context, const std::string& root) {
  std::vector<PastWrite> past;
  const auto folder = journal_folder(context, root);
  if (!folder) return past;
  TRY_ASSIGN(const auto files, journal_files(*folder));
  for (const std::string& file : files) {
    TRY_ASSIGN(const auto text, store::read_file(file));
    auto one = read_past_write(text);
    if (!one) continue;
    one->file = file;
    one->is_output = file.ends_with(output_ending);
    one->transaction.root = root;
    past.push_back(std::move(*one));
  }
  return past;
}

namespace {

/// Of what was written the part that is still as it was left.
Transaction left_of(const Transaction& written) {
  const std::string& root = written.root;
  Transaction left{root};
  const auto stands = [&](const FileChange& file) { return is_in_place({root, {file}, written.moves}); };
  std::ranges::copy_if(written.files, std::back_inserter(left.files), stands);
  const auto is_moved = [&](const FileMove& move) { return is_in_place({root, {}, {move}}); };
  std::ranges::copy_if(written.moves, std::back_inserter(left.moves), is_moved);
  const auto is_gone = [&](const FileRemoval& file) { return is_in_place({root, {}, {}, {file}}); };
  std::ranges::copy_if(written.removals, std::back_inserter(left.removals), is_gone);
  return left;
}

}  // namespace

std::vector<PastWrite> uncommitted_writes(const Context& context, const std::string& root) {
  std::vector<PastWrite> left;
  const std::string words = present_write(context, {}, {}).words;
  for (PastWrite& past : past_writes(context, root).value_or(std::vector<PastWrite>())) {
    if (!past.uncommitted || past.words != words) continue;
    past.transaction = left_of(past.transaction);
    if (!past.transaction.empty()) left.push_back(std::move(past));
  }
  return left;
}

Transaction inverse(const Transaction& transaction) {
  Transaction back{transaction.root};
  for (const FileChange& file : transaction.files) {
    const std::string name = name_after(transaction, file.path);
    if (file.before)
      back.files.push_back({name, file.after, *file.before});
    else
      back.removals.push_back({name, file.after});
  }
  for (const FileMove& move : transaction.moves) back.moves.push_back({move.to, move.from});
  std::ranges::reverse(back.moves);
  for (const FileRemoval& file : transaction.removals) back.files.push_back({file.path, std::nullopt, file.before});
  return back;
}

// --- what was cut off half-way ---------------------------------------------------------------------------------------

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
