// SPDX-License-Identifier: MIT

#include "session/past_writes.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <cstdint>
#include <iterator>

#include "draw/json.hpp"
#include "draw/numbers.hpp"
#include "okr/base/number.hpp"
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

void add_changes(std::string& text, const std::vector<reports::FieldChange>& changes) {
  add_field(text, "changes", "");
  for (const reports::FieldChange& change : changes) {
    add_field(text, "cycle", change.cycle);
    add_field(text, "id", change.id);
    add_field(text, "field", change.field);
    add_field(text, "was", draw::json_text(change.from, true));
    add_field(text, "is", draw::json_text(change.to, true));
  }
}

/// An item of add_changes; any other says nothing here.
void take_change(const Item& item, std::optional<std::vector<reports::FieldChange>>& changes) {
  if (item.key == "changes") changes.emplace();
  if (!changes) return;
  if (item.key == "cycle") changes->push_back({std::string(item.bytes), {}, {}, {}, {}});
  if (changes->empty()) return;
  const auto value = [&] { return draw::Json::parse(item.bytes, nullptr, false); };
  if (item.key == "id") changes->back().id = item.bytes;
  if (item.key == "field") changes->back().field = item.bytes;
  if (item.key == "was") changes->back().from = value();
  if (item.key == "is") changes->back().to = value();
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
  if (past.changes) add_changes(text, *past.changes);
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
    take_change(*item, past.changes);
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
  std::erase(words, "--again");
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

Status check_keeps_writes(const Context& context) {
  if (state_folder(context)) return {};
  return failure(ErrorKind::answer_no, "nothing is kept of what okr writes here: it cannot be taken back",
                 "neither XDG_STATE_HOME nor HOME names a folder that is there; git knows more: git log");
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

std::vector<reports::FieldChange> inverse(std::vector<reports::FieldChange> changes) {
  for (reports::FieldChange& change : changes) std::swap(change.from, change.to);
  return changes;
}

}  // namespace okr::session
