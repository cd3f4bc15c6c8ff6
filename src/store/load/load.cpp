// SPDX-License-Identifier: MIT
// A workspace from a folder, from texts or with some of them replaced; what was asked for, and what it depends on.
#include "okr/store/load.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/disk.hpp"
#include "store/load/gather.hpp"
#include "store/parse/record.hpp"
#include "store/toml.hpp"

namespace okr::store {
namespace {

/// Empty above the root.
std::string parent_folder(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos || path == "/") return {};
  return slash == 0 ? "/" : path.substr(0, slash);
}

bool is_there(const std::string& path) { return presence(path) != Presence::absent; }

bool is_root(const std::string& folder) { return is_there(folder + "/okr.toml"); }

Status check_names(const Workspace& workspace, const std::vector<CycleId>& names) {
  for (const CycleId& name : names) TRY(check_cycle_known(workspace, name));
  return {};
}

void open_cycles(const Wanted& wanted, Opener& opener) {
  switch (wanted.cycles) {
    case Wanted::Cycles::none: opener.open_named({}); return;
    case Wanted::Cycles::current: opener.open_current(wanted.as_of); return;
    case Wanted::Cycles::named:
      opener.open_named(wanted.names);
      if (wanted.running) opener.open_current(wanted.as_of);
      return;
    case Wanted::Cycles::all: opener.open_all(); return;
  }
}

/// The one that a report of one cycle is about; null when there is none.
const Cycle* cycle_in_focus(const Workspace& workspace, const Wanted& wanted) {
  return wanted.names.empty() ? current_cycle(workspace, wanted.as_of).cycle : workspace.cycle(wanted.names.front());
}

void open_children(const Workspace& workspace, const Wanted& wanted, Opener& opener) {
  if (!wanted.focus) {
    if (wanted.children && std::ranges::any_of(workspace.cycles, counts_children)) opener.open_all();
  } else if (const Cycle* cycle = cycle_in_focus(workspace, wanted)) {
    opener.read_checkins_for(CycleId(cycle->id), wanted);
  }
}

/// The names with `current`, `previous` and `next` as the ids they stand for.
Result<std::vector<CycleId>> ids_of(const Workspace& workspace, const Wanted& wanted, Opener& opener) {
  std::vector<CycleId> ids;
  if (std::ranges::any_of(wanted.names, [](const CycleId& name) { return is_cycle_word(name.text); }))
    opener.read_heads_for_words(wanted.as_of);
  for (const CycleId& name : wanted.names) {
    TRY_ASSIGN(auto called, cycle_called(workspace, name.text, wanted.as_of));
    ids.push_back(std::move(called));
  }
  return ids;
}

// --- files that could not be read ------------------------------------------------------------------------------------

/// "ship.users" of the line `[ ship . "users" ]  # a comment`; empty for any other line.
std::string heading_of(std::string_view line) {
  line = trim(line);
  const auto end = line.find(']');
  if (!line.starts_with('[') || line.starts_with("[[") || end == std::string_view::npos) return {};
  std::string id;
  for (const char c : line.substr(1, end - 1))
    if (c != ' ' && c != '\t' && c != '"' && c != '\'') id += c;
  return id;
}

/// What stands in a cycle's files that are no TOML, as far as their lines tell. Headings of a check-in are no records.
void note_unread_records(Workspace& workspace, const Gather& gather) {
  for (const Diagnostic& diagnostic : workspace.diagnostics) {
    if (!is_unreadable(diagnostic.code) || !diagnostic.place.known()) continue;
    const std::string& file = workspace.files[diagnostic.place.file];
    if (file.find('/') == std::string::npos || is_checkin_path(file)) continue;
    const auto text = gather.content(file);
    for (const std::string_view line : split(text ? std::string_view(*text) : std::string_view(), '\n'))
      if (std::string id = heading_of(line); !id.empty()) workspace.unread.push_back({std::move(id), diagnostic.place});
  }
}

Result<Workspace> load_all(const std::string& root, Wanted wanted, const FileChanges* changes,
                           const FileTexts* texts = nullptr) {
  Workspace workspace;
  workspace.root = root;
  Gather gather(workspace, changes, texts);
  TRY(gather.read_settings());
  TRY(gather.find_cycles());
  Opener opener(workspace, gather, !wanted.focus);
  TRY_ASSIGN(wanted.names, ids_of(workspace, wanted, opener));
  TRY(check_names(workspace, wanted.names));
  gather.queue_kpis(wanted.kpis, wanted.only_kpis);
  open_cycles(wanted, opener);
  if (wanted.ended) opener.read_ended(wanted.as_of);
  open_children(workspace, wanted, opener);
  TRY(gather.health());
  check_structure(workspace, {gather.knows_all_kpis()});
  note_unread_records(workspace, gather);
  TRY(finish_diagnostics(workspace, {changes, texts}));
  sort_and_unify(workspace.diagnostics);
  return workspace;
}

bool has(const Document& document, std::string_view key) { return document.find(document.root(), key) != nullptr; }

bool has_value(const Document& document, std::string_view key) {
  const Node* node = document.find(document.root(), key);
  return node && !node->is_table();
}

/// By the keys that only one sort of file has at its top.
FileKind kind_of(const Document& document) {
  if (has(document, "workspace") || has(document, "scoring") || has_value(document, "format"))
    return FileKind::settings;
  if (has_value(document, "date")) return FileKind::checkin;
  if (has(document, "readings") || has_value(document, "title") || has_value(document, "every")) return FileKind::kpi;
  return FileKind::cycle;
}

void parse_as(FileKind kind, Source& source) {
  const Document& document = source.document();
  switch (kind) {
    case FileKind::settings: {
      Settings settings;
      return parse_settings(source, settings);
    }
    case FileKind::cycle: {
      Cycle cycle;
      const Node* table = document.find(document.root(), "cycle");
      const Node* id = table && table->is_table() ? document.find(*table, "id") : nullptr;
      if (id && id->is(NodeKind::string)) cycle.id = CycleId(id->string());
      return parse_cycle_file(source, true, cycle);
    }
    case FileKind::checkin: {
      const Node* date = document.find(document.root(), "date");
      parse_checkin(source, date->is(NodeKind::date) ? to_string(date->date()) + "-stdin.toml" : "stdin.toml");
      return;
    }
    case FileKind::kpi: {
      Kpi kpi;
      std::vector<WordReading> words;
      return parse_kpi(source, kpi, words);
    }
    case FileKind::user: return;
  }
}

/// Where to start, as the system sees it: `..` in front of nothing, or behind a link, is not what its text looks like.
Result<std::string> starting_folder(const std::string& typed) {
  if (typed.empty())
    return environment_failure("the current folder is gone: it was removed, or moved",
                               "go to one that is there, or name one with -C /DIR; nothing was written");
  if (is_folder(typed) && typed.find("/.") == std::string::npos) return typed;
  if (is_folder(typed)) return real_path(typed);
  const std::string_view what = is_there(typed) ? "is no folder" : "there is no such folder";
  return environment_failure(fmt::format("{}: {}", safe_for_terminal(typed), what),
                             "-C DIR and OKR_DIR name one that is there; nothing was written");
}

}  // namespace

Result<std::string> find_root(const std::string& typed) {
  TRY_ASSIGN(const auto start, starting_folder(typed));
  std::string repository;
  for (std::string folder = start; !folder.empty(); folder = folder == "/" ? std::string() : parent_folder(folder)) {
    if (is_root(folder)) return folder;
    if (repository.empty() && is_there(folder + "/.git")) repository = folder;
  }
  for (const std::string_view name : {"okr", "goals"})
    if (const std::string folder = repository + "/" + std::string(name); !repository.empty() && is_root(folder))
      return folder;
  const bool is_bare = is_there(start + "/HEAD") && is_there(start + "/objects") && is_there(start + "/refs");
  if (is_bare)
    return environment_failure(fmt::format("no okr.toml in {}, a repository without files", safe_for_terminal(start)),
                               "reports read what it keeps: okr status --at HEAD");
  return environment_failure(fmt::format("no okr.toml in {} or above it", safe_for_terminal(start)),
                             "`okr init` starts a workspace here; -C DIR or OKR_DIR name one that is elsewhere");
}

FileTexts::FileTexts(std::map<std::string, std::string> texts) {
  for (const auto& [name, text] : texts) names_.insert(name);
  read_ = [texts = std::move(texts)](const std::string& name) -> Result<std::string> { return texts.at(name); };
}

Result<std::string> FileTexts::text(const std::string& name) const {
  if (contains(name)) return read_(name);
  return environment_failure(fmt::format("cannot read {}: no such file or folder", name));
}

Result<Workspace> load(const std::string& root, const Wanted& wanted) { return load_all(root, wanted, nullptr); }

Result<Workspace> load_with_changes(const std::string& root, const FileChanges& changes) {
  Wanted wanted;
  wanted.cycles = Wanted::Cycles::all;
  return load_all(root, wanted, &changes);
}

Result<Workspace> load_with_replacement(const std::string& root, const std::string& name, std::string text) {
  return load_with_changes(root, {{name, std::move(text)}});
}

Result<Workspace> load_texts(const std::string& root, const FileTexts& texts, const Wanted& wanted) {
  return load_all(root, wanted, nullptr, &texts);
}

Result<Workspace> load_if_begun(const std::string& root, const FileTexts& texts, const Wanted& wanted) {
  if (texts.contains(std::string(settings_file))) return load_texts(root, texts, wanted);
  Workspace empty;
  empty.root = root;
  return empty;
}

Status add_findings(Workspace& workspace, Diagnostics findings, const TextSource& source) {
  for (Diagnostic& finding : findings) workspace.diagnostics.push_back(std::move(finding));
  TRY(finish_diagnostics(workspace, source));
  sort_and_unify(workspace.diagnostics);
  return {};
}

UserSettings load_user_settings(const std::string& path, Diagnostics& diagnostics) {
  UserSettings settings;
  if (!is_there(path)) return settings;
  const auto note = [&diagnostics](Diagnostic diagnostic, std::string help) {
    diagnostic.help = std::move(help);
    make_printable(diagnostic);
    diagnostics.push_back(std::move(diagnostic));
  };
  auto text = read_file(path);
  if (!text) {
    note(diagnostic_at(Code::E003, {}, text.error().what, text.error().hint), {});
    return settings;
  }
  const auto document = Document::parse(std::move(*text));
  if (!document) {
    const auto [line, column] = document.error().place;
    note(diagnostic_of(document.error(), Place::nowhere), fmt::format("in {}:{}:{}", path, line, column));
    return settings;
  }
  Diagnostics found;
  Source source(*document, Place::nowhere, 1, found);
  parse_user_settings(source, settings);
  for (Diagnostic& one : found)
    note(std::move(one), fmt::format("in {}:{}:{}", path, one.place.line, one.place.column));
  return settings;
}

std::size_t text_mark(std::string_view text) { return std::hash<std::string_view>{}(text); }

Diagnostics check_text(std::string text) {
  Diagnostics diagnostics;
  const auto document = Document::parse(std::move(text));
  if (!document) {
    diagnostics.push_back(diagnostic_of(document.error(), 0));
    make_printable(diagnostics.back());
    return diagnostics;
  }
  Source source(*document, 0, 1, diagnostics);
  parse_as(kind_of(*document), source);
  for (Diagnostic& diagnostic : diagnostics) make_printable(diagnostic);
  sort_and_unify(diagnostics);
  return diagnostics;
}

}  // namespace okr::store
