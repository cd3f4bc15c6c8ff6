// SPDX-License-Identifier: MIT

#include "session/settings.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "okr/base/id.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "session/context.hpp"
#include "session/faults.hpp"

namespace okr::session {
namespace {

constexpr std::string_view default_pager = "less -FRX";

/// "config.toml:4"
std::string place_in(const std::string& path, const Place& place) {
  return fmt::format("{}:{}", path.substr(path.rfind('/') + 1), place.line);
}

/// The person's file as it was read, and where its keys stand.
struct OwnFile {
  std::string path;
  UserSettings settings;
  Diagnostics faults;

  bool gives(std::string_view key) const { return settings.gives(key); }
  std::string place(std::string_view key) const { return place_in(path, settings.place_of(key)); }

  /// One of a command of [pull] is none of a person's.
  bool is_unknown_key(const Diagnostic& fault) const {
    const bool is_of_pull = gives("pull") && settings.place_of("pull").line <= fault.place.line;
    return fault.code == Code::E116 && !is_of_pull;
  }

  /// It stands at the key, or at one that may be the key, misspelt.
  bool is_of(const Diagnostic& fault, std::string_view key) const {
    if (is_unknown_key(fault)) return fault.repair.what == Repair::What::key && fault.repair.text == key;
    return gives(key) && settings.place_of(key).line == fault.place.line;
  }
};

/// Who writes, what is committed, what is run: misspelt they would do something else. Any other key that is unknown may be
/// a newer program's.
constexpr std::string_view keys_that_decide[] = {"me", "source", "git-commit", "pull"};

void say_own_faults(Context& context, const std::string& path, const Diagnostics& faults) {
  const std::array<std::string, 1> files{path};
  if (!faults.empty()) say_findings(context, faults, files);
}

OwnFile own_file(const World& world) {
  OwnFile file;
  file.path = own_settings_file(world);
  if (!file.path.empty()) file.settings = store::load_user_settings(file.path, file.faults);
  for (Diagnostic& fault : file.faults) {
    fault.place.file = 0;
    const bool may_decide = std::ranges::any_of(keys_that_decide, [&](auto key) { return file.is_of(fault, key); });
    if (file.is_unknown_key(fault) && !may_decide) fault.severity = Severity::warning;
    if (fault.place.line > 0) fault.help.clear();  // where it stands, which is said in front now
  }
  return file;
}

/// A variable that takes one of a few words.
struct Variable {
  std::string_view name, wanted;
  bool (*is_known)(std::string_view);
  bool (*is_overruled)(const Globals&) = nullptr;  ///< by a flag
};

constexpr Variable variables[] = {
    {"OKR_COLOR", "auto, always or never", [](std::string_view said) { return parse_word<When>(said).has_value(); },
     [](const Globals& globals) { return globals.color.has_value(); }},
    {"OKR_CHARSET", "utf-8 or ascii", names_charset,
     [](const Globals& globals) { return globals.ascii || globals.utf8; }},
    {"OKR_GIT_COMMIT", "true or false", [](std::string_view said) { return parse_switch(said).has_value(); }},
};

std::string unknown_word(std::string_view name, std::string_view said) {
  const auto* variable = std::ranges::find(variables, name, &Variable::name);
  return fmt::format("{} is '{}', not {}: ignored", name, safe_for_terminal(said), variable->wanted);
}

/// Looks for one setting after the other and collects what could not be used.
class Lookup {
 public:
  Lookup(const Context& context, std::string root)
      : context_(context), root_(std::move(root)), file_(own_file(context.world())) {}

  OwnSettings all() {
    OwnSettings settings;
    settings.me = me();
    settings.source = source(settings.me.value);
    settings.color = color();
    settings.pager = pager();
    settings.git_commit = git_commit();
    settings.faulty = !complaints_.empty() || has_errors(file_.faults);
    return settings;
  }

  Setting<std::string> pager() const {
    if (context_.globals().no_pager) return {"", "--no-pager"};
    if (const auto said = context_.environment("OKR_PAGER")) return {*said, "OKR_PAGER"};
    if (file_.gives("pager")) return {file_.settings.pager, file_.place("pager")};
    if (const auto said = context_.environment("PAGER")) return {*said, "PAGER"};
    return {std::string(default_pager), "default"};
  }

  /// An error where the key may have said what nobody can tell: the file is there and cannot be read, is no TOML, or a
  /// mistake stands at the key. A key that is unknown may be this one, misspelt; any other is a newer program's.
  Status check_known(std::string_view key) const {
    constexpr std::string_view hint =
        "these are your own settings: who writes, and what is committed; nothing was written";
    for (const Diagnostic& fault : file_.faults) {
      if (fault.code == Code::E003 && fault.place.line == 0)  // one in its text says where
        return environment_failure(fault.message, std::string(hint));
      if (fault.severity != Severity::error || !(is_unreadable(fault.code) || file_.is_of(fault, key))) continue;
      return tl::unexpected(placed(
          {ErrorKind::data, fmt::format("{}:{}: {}", safe_for_terminal(file_.path), fault.place.line, fault.message),
           fault.mend + (fault.mend.empty() ? "" : "\n") + std::string(hint), std::string(to_string(fault.code))},
          fault.place, file_.path));
    }
    return {};
  }

  void say_faults(Context& context) const {
    say_own_faults(context, file_.path, file_.faults);
    say_complaints(context);
  }

  /// What stops no writing is a warning; what is wrong with `git-commit` is for those who ask about commits.
  void warn_of_faults(Context& context) const {
    Diagnostics faults = file_.faults;
    std::erase_if(faults, [&](const Diagnostic& fault) { return file_.is_of(fault, "git-commit"); });
    for (Diagnostic& fault : faults) fault.severity = Severity::warning;
    say_own_faults(context, file_.path, faults);
    say_complaints(context);
  }

  Setting<bool> git_commit() {
    if (const auto said = context_.environment("OKR_GIT_COMMIT")) {
      if (const auto value = parse_switch(*said)) return {*value, "OKR_GIT_COMMIT"};
      complaints_.push_back(unknown_word("OKR_GIT_COMMIT", *said));
    }
    if (file_.gives("git-commit")) return {file_.settings.git_commit, file_.place("git-commit")};
    return {};
  }

 private:
  Setting<std::string> me() const {
    if (const auto said = context_.environment("OKR_ME")) return {*said, "OKR_ME"};
    if (!file_.settings.me.empty()) return {file_.settings.me, file_.place("me")};
    const std::string folder = root_.empty() ? context_.start_directory() : root_;
    if (const auto name = vcs::git_setting(folder, "user.name")) return {*name, "git user.name"};
    if (const auto name = context_.environment("USER")) return {*name, "USER"};
    return {};
  }

  /// A name for files: what was said, made an id.
  std::string filed(const std::string& said, std::string_view origin) {
    std::string id = slug(said);
    if (first_byte_not_utf8(said)) return id;  // refused where it would be written
    if (id != said && !id.empty())
      complaints_.push_back(fmt::format("source '{}' ({}) becomes part of a file's name: '{}' is taken",
                                        safe_for_terminal(said), origin, id));
    if (id.empty())
      complaints_.push_back(
          fmt::format("source '{}' ({}) holds no letter or digit: ignored", safe_for_terminal(said), origin));
    return id;
  }

  Setting<std::string> source(const std::string& person) {
    if (const auto said = context_.environment("OKR_SOURCE"))
      if (std::string id = filed(*said, "OKR_SOURCE"); !id.empty()) return {std::move(id), "OKR_SOURCE"};
    if (!file_.settings.source.empty())
      if (std::string id = filed(file_.settings.source, file_.place("source")); !id.empty())
        return {std::move(id), file_.place("source")};
    // A container's host name is another one each time: a job that is run again would say everything twice.
    if (is_run_by_a_service(context_.world())) return {"ci", "CI"};
    const std::string& host = context_.world().host;
    std::string id = slug(person + "-" + host.substr(0, host.find('.')));
    return {id.empty() ? "okr" : std::move(id), "default"};
  }

  Setting<When> color() {
    if (context_.globals().color) return {*context_.globals().color, "--color"};
    if (const auto said = context_.environment("OKR_COLOR")) {
      if (const auto when = parse_word<When>(*said)) return {*when, "OKR_COLOR"};
      complaints_.push_back(unknown_word("OKR_COLOR", *said));
    }
    if (file_.settings.color) return {*file_.settings.color, file_.place("color")};
    return {};
  }

  void say_complaints(Context& context) const {
    for (const std::string& complaint : complaints_) context.warn({ErrorKind::usage, complaint, {}});
  }

  const Context& context_;
  std::string root_;
  OwnFile file_;
  std::vector<std::string> complaints_;
};

}  // namespace

OwnSettings resolve_settings(Context& context, const std::string& root) {
  Lookup lookup(context, root);
  OwnSettings settings = lookup.all();
  lookup.say_faults(context);
  return settings;
}

std::string OwnCommands::place_of(const PullCommand& command) const { return place_in(file, command.place); }

bool OwnCommands::usable() const { return !has_errors(faults); }

void OwnCommands::say_faults(Context& context) const { say_own_faults(context, file, faults); }

OwnCommands own_commands(const World& world) {
  OwnFile file = own_file(world);
  Diagnostics faults = file.faults;
  std::erase_if(faults,
                [&](const Diagnostic& fault) { return file.is_unknown_key(fault) && !file.is_of(fault, "pull"); });
  return {std::move(file.settings.pull), file.path, std::move(faults)};
}

std::string pager_command(const Context& context) { return Lookup(context, {}).pager().value; }

Result<bool> commits_by_setting(const Context& context) {
  Lookup lookup(context, {});
  const auto said = context.environment("OKR_GIT_COMMIT");
  if (said && parse_switch(*said)) return lookup.git_commit().value;
  TRY(lookup.check_known("git-commit"));
  return lookup.git_commit().value;
}

void warn_of_environment(Context& context) {
  for (const Variable& variable : variables) {
    const auto said = context.environment(variable.name);
    const bool is_overruled = variable.is_overruled != nullptr && variable.is_overruled(context.globals());
    if (said && !is_overruled && !variable.is_known(*said))
      context.warn({ErrorKind::usage, unknown_word(variable.name, *said), {}});
  }
}

Result<Author> author_of(Context& context, const std::string& root, const std::optional<std::string>& typed) {
  Lookup lookup(context, root);
  if (!context.environment("OKR_ME")) TRY(lookup.check_known("me"));
  if (!typed && !context.environment("OKR_SOURCE")) TRY(lookup.check_known("source"));
  const OwnSettings own = lookup.all();
  lookup.warn_of_faults(context);
  const Author author{own.me.value, typed.value_or(own.source.value)};
  TRY(check_utf8(own.me.origin, author.me));
  if (!typed) TRY(check_utf8("OKR_SOURCE", context.environment("OKR_SOURCE").value_or("")));
  if (is_valid_id(author.source)) return author;
  const std::string near = slug(author.source);
  return usage_failure(
      fmt::format("'{}' is no source: it becomes part of a file's name", safe_for_terminal(author.source)),
      near.empty() ? std::string("a-z, 0-9 and hyphens, as ana-x1") : fmt::format("use --source {}", near));
}

// --- where drafts and what was written are kept ----------------------------------------------------------------------

std::optional<std::string> state_folder(const Context& context) {
  const auto is_absolute = [](const std::optional<std::string>& folder) { return folder && folder->starts_with('/'); };
  if (const auto state = context.environment("XDG_STATE_HOME"); is_absolute(state)) return *state + "/okr";
  // A home that is not there (/nonexistent) is to stay so.
  const auto home = context.environment("HOME");
  if (is_absolute(home) && !store::is_absent(*home)) return *home + "/.local/state/okr";
  return std::nullopt;
}

std::string drafts_folder(const Context& context, std::string_view root) {
  return state_folder(context).value_or(std::string(root) + "/.okr/drafts");
}

Status make_drafts_folder(const Context& context, const std::string& root) {
  const std::string folder = drafts_folder(context, root);
  if (folder.starts_with(root + "/")) TRY(store::check_inside(root, folder));
  return store::make_folders(folder);
}

KeptDraft::KeptDraft(const Context& context, std::string_view root, std::string_view name)
    : context_(context),
      root_(root),
      path_(fmt::format("{}/{}-{:016x}.draft", drafts_folder(context, root), name, fingerprint(root))) {}

Result<std::string> KeptDraft::text() const { return store::read_file(path_); }

Status KeptDraft::keep(const std::string& text) const {
  TRY(make_drafts_folder(context_, root_));
  return store::is_absent(path_) ? store::create_file(path_, text) : store::replace_file(path_, text);
}

void KeptDraft::drop() const { static_cast<void>(store::remove_file(path_)); }

}  // namespace okr::session
