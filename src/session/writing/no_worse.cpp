// SPDX-License-Identifier: MIT
// Whether a workspace has an error with new texts that it had not without them.
#include <map>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/lint.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "session/faults.hpp"
#include "session/session.hpp"
#include "session/writing/writing.hpp"

namespace okr::session {
namespace {

/// A message without the places it names, which move when lines are added.
std::string without_places(std::string_view message) {
  std::string kept;
  for (std::size_t at = 0; at < message.size(); ++at) {
    const auto has_digit = [&](std::size_t i) { return i < message.size() && is_digit(message[i]); };
    kept += message[at];
    if (message[at] != ':' || !has_digit(at + 1)) continue;
    while (has_digit(at + 1)) ++at;
  }
  return kept;
}

/// A message with another id in the place of one, wherever that stands for itself.
std::string with_id(const std::string& message, const std::string& id, const std::string& other) {
  const auto is_of_id = [&](std::size_t at) { return is_alphanumeric(message[at]) || message[at] == '-'; };
  if (id.empty()) return message;
  std::string text;
  for (std::size_t at = 0; at < message.size();) {
    const std::size_t behind = at + id.size();
    const bool is_whole = (at == 0 || !is_of_id(at - 1)) && (behind >= message.size() || !is_of_id(behind));
    const bool is_there = is_whole && message.compare(at, id.size(), id) == 0;
    text += is_there ? other : std::string(1, message[at]);
    at += is_there ? id.size() : 1;
  }
  return text;
}

/// The errors that were there before, told apart by what they say: not by their places, nor by which of its names a
/// record bears.
class KnownErrors {
 public:
  explicit KnownErrors(const Action& action) : action_(action) {}

  void add(const Diagnostics& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics)
      if (diagnostic.severity == Severity::error) ++left(diagnostic);
  }

  /// How many of its kind have not been met again.
  int& left(const Diagnostic& error) {
    return left_[{error.code, with_id(without_places(error.message), action_.new_id, action_.old_id)}];
  }

 private:
  const Action& action_;
  std::map<std::pair<Code, std::string>, int> left_;
};

store::FileChanges changes_by(const Transaction& transaction) {
  store::FileChanges changes;
  for (const FileChange& file : transaction.files) changes[file.path] = file.after;
  for (const FileRemoval& file : transaction.removals) changes[file.path] = std::nullopt;
  return changes;
}

/// A link to a file that goes, or gets another name, would lead nowhere. One that goes itself takes nothing away.
Status check_links(const Context& context, const std::string& root, const std::vector<std::string>& files,
                   const Transaction& plain) {
  const std::string folder = store::real_path(root).value_or(root) + "/";
  std::map<std::string, std::string> gone;
  for (const FileRemoval& file : plain.removals)
    if (store::real_path(folder + file.path).value_or("") == folder + file.path) gone[folder + file.path] = file.path;
  if (gone.empty()) return {};
  for (const std::string& file : files) {
    const auto leads_to = gone.find(store::real_path(folder + file).value_or(""));
    if (leads_to == gone.end() || gone.contains(folder + file)) continue;
    const std::string name = shown_path(context, root, file);
    return usage_failure(fmt::format("{} is a link to {}, and would lead nowhere", safe_for_terminal(name),
                                     safe_for_terminal(shown_path(context, root, leads_to->second))),
                         fmt::format("first: rm {}\nnothing was written", safe_for_terminal(shell_word(name))));
  }
  return {};
}

/// "add baseline = ..." of a file is typed baseline=VALUE.
std::string as_typed(std::string text) {
  constexpr std::string_view of_file = " = ...";
  for (auto at = text.find(of_file); at != std::string::npos; at = text.find(of_file, at))
    text.replace(at, of_file.size(), "=VALUE");
  return text;
}

}  // namespace

Status check_no_worse(const Context& context, const Action& action) {
  const Date as_of = context.today();
  if (!action.no_worse_than) return {};
  const Workspace& before = *action.no_worse_than;
  TRY_ASSIGN(const auto plain, without_moves(action.transaction));
  TRY(check_links(context, before.root, before.files, plain));
  const store::FileChanges changes = changes_by(plain);
  TRY_ASSIGN(auto after, store::load_with_changes(before.root, changes));
  TRY(store::add_findings(after, lint_numbers(after, as_of), {.changes = &changes}));
  KnownErrors known(action);
  known.add(before.diagnostics);
  known.add(lint_numbers(before, as_of));
  for (const Diagnostic& diagnostic : after.diagnostics) {
    // An objective is written before its first key result.
    if (diagnostic.severity != Severity::error || diagnostic.code == Code::E108) continue;
    if (--known.left(diagnostic) >= 0) continue;
    std::string hint = as_typed(diagnostic.mend);
    for (const std::string& line : {diagnostic.help, std::string("nothing was written")})
      if (!line.empty()) hint += (hint.empty() ? "" : "\n") + line;
    // Places move in what is written; elsewhere they say where to look.
    const Place& place = diagnostic.place;
    const bool is_elsewhere = place.known() && place.line > 0 && !changes.contains(after.files[place.file]);
    const std::string where = is_elsewhere
                                  ? fmt::format("{}:{}:{}: ", shown_path(context, after.root, after.files[place.file]),
                                                place.line, place.column)
                                  : std::string();
    const bool is_unread = diagnostic.code == Code::E003 && diagnostic.place.line == 0;  // a disk, no words of anybody
    const std::string code(to_string(diagnostic.code));
    return tl::unexpected(placed({is_unread ? ErrorKind::environment : ErrorKind::usage,
                                  fmt::format("{}{} [{}]", where, diagnostic.message, code), std::move(hint), code},
                                 place, after));
  }
  return {};
}

}  // namespace okr::session
