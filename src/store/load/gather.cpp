// SPDX-License-Identifier: MIT
// From folders to jobs: which files there are and what each is.
#include "store/load/gather.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "store/toml.hpp"

namespace okr::store {
namespace {

bool by_name(const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; }

/// Also what was one: a link that leads nowhere.
bool is_or_was_folder(const FolderEntry& entry) {
  return entry.kind == EntryKind::folder || entry.kind == EntryKind::broken_link;
}

constexpr std::size_t most_queued = std::size_t{8}
                                    << 20;  // bytes; a company's check-ins are never in memory all at once

constexpr std::string_view readings_heading = "\n[readings]";
constexpr std::string_view targets_heading = "\n[targets";

std::string_view stem(std::string_view name) { return name.substr(0, name.size() - toml_extension.size()); }

/// Only what stands above [readings]. Where the heading stands within a text the beginning is no TOML, and the job
/// falls back to the whole.
void keep_definition(Job& job) {
  const auto end = job.text.find(readings_heading);
  if (end == std::string::npos || job.text.find(targets_heading, end) != std::string::npos) return;
  job.whole = std::move(job.text);
  job.text = job.whole.substr(0, end + 1);
}

/// True for what stands behind the bracket of [cycle] and [result], of what is below them, and where one would have to
/// look closer.
bool may_be_of_head(std::string_view heading) {
  std::size_t end = 0;
  while (end < heading.size() && is(bare_key, heading[end])) ++end;
  const std::string_view word = heading.substr(0, end);
  return word.empty() || word == "cycle" || word == "result";
}

/// Of a cycle's file what says when it is and whether it is closed: the objectives are left out. Nothing where a text
/// of several lines may hold what looks like a heading.
std::optional<std::string> head_of(std::string_view text) {
  if (text.find("\"\"\"") != std::string_view::npos || text.find("'''") != std::string_view::npos) return std::nullopt;
  std::string head;
  bool is_kept = true;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n') + 1);
    const std::string_view whole = line.empty() ? text : line;
    const auto first = whole.find_first_not_of(" \t");
    if (first != std::string_view::npos && whole[first] == '[') is_kept = may_be_of_head(whole.substr(first + 1));
    if (is_kept) head += whole;
    text.remove_prefix(whole.size());
  }
  return head;
}

/// As much of a cycle's file as its head needs.
std::optional<Document> head_document(std::string text) {
  const auto parsed = [](std::string part) {
    auto document = Document::parse(std::move(part));
    return document ? std::optional(std::move(*document)) : std::nullopt;
  };
  auto head = head_of(text);
  auto document = head ? parsed(std::move(*head)) : std::nullopt;
  return document ? std::move(document) : parsed(std::move(text));
}

void forget(const KeyResultNames& names, CheckinFile& file) {
  std::erase_if(file.entries, [&](const LooseEntry& loose) { return names.contains(to_string(loose.id)); });
  std::erase_if(file.checkin.about, [&](const KeyResultId& id) { return names.contains(to_string(id)); });
  file.entries.shrink_to_fit();
  file.checkin.about.shrink_to_fit();
}

}  // namespace

// --- files and folders -----------------------------------------------------------------------------------------------

std::uint32_t Gather::file_index(const std::string& name) {
  const auto [it, is_new] = file_indices_.try_emplace(name, static_cast<std::uint32_t>(workspace_.files.size()));
  if (is_new) workspace_.files.push_back(name);
  return it->second;
}

bool Gather::is_there(const std::string& name) const {
  if (const auto* change = change_of(name)) return change->has_value();
  const auto is_below = [&](const FileChanges::value_type& change) {
    return change.second && change.first.starts_with(name + "/");
  };
  if (changes_ && std::ranges::any_of(*changes_, is_below)) return true;
  if (texts_) return texts_->contains(name) || !entries_of_texts(name).empty();
  return presence(path_of(name)) != Presence::absent;
}

std::vector<FolderEntry> Gather::entries_of_texts(const std::string& folder) const {
  const std::string front = folder.empty() ? std::string() : folder + "/";
  std::vector<FolderEntry> found;
  const auto& names = texts_->names();
  for (auto it = names.lower_bound(front); it != names.end() && it->starts_with(front); ++it) {
    const std::string rest = it->substr(front.size());
    const auto slash = rest.find('/');
    FolderEntry entry{rest.substr(0, slash), slash == std::string::npos ? EntryKind::file : EntryKind::folder};
    if (entry.name.front() != '.' && (found.empty() || found.back() != entry)) found.push_back(std::move(entry));
  }
  std::ranges::sort(found, by_name);
  return found;
}

/// Paths below the root, as a person knows the files.
Error Gather::in_words(Error error) const {
  const std::string root = workspace_.root + "/";
  for (auto at = error.what.find(root); at != std::string::npos; at = error.what.find(root))
    error.what.erase(at, root.size());
  return error;
}

Error Gather::why_unread(const std::string& name, Error error) const {
  if (presence(path_of(name)) != Presence::broken_link) return in_words(std::move(error));
  return leads_nowhere(name);
}

void Gather::note_health(const Error& error) const {
  if (health_ && is_of_the_machine(error)) health_ = tl::unexpected<Error>(in_words(error));
}

void Gather::note(Code code, Place place, std::string message, std::string mend) {
  workspace_.diagnostics.push_back(diagnostic_at(code, place, std::move(message), std::move(mend)));
}

void Gather::note_missing(const std::string& folder, std::string_view file, std::string_view what) {
  note(Code::E003, {file_index(fmt::format("{}/{}", folder, file)), 0, 0},
       fmt::format("{}/ holds {}, but no {}", folder, what, file), "add it, or restore it with git");
}

Result<std::string> Gather::content(const std::string& name) const {
  if (const auto* change = change_of(name); change && *change) return **change;
  if (texts_) {
    auto committed = texts_->text(name);
    if (!committed) note_health(committed.error());
    return committed;
  }
  const std::string path = path_of(name);
  auto text = folder_->read(name);
  if (text) workspace_.text_marks[name] = text_mark(*text);
  if (text) return text;
  note_health(text.error());
  return tl::unexpected<Error>(why_unread(name, std::move(text.error())));
}

bool Gather::read(const std::string& name, Job& job) {
  job.file = file_index(name);
  auto text = content(name);
  if (text)
    job.text = std::move(*text);
  else
    note(Code::E003, {job.file, 0, 0}, text.error().what, text.error().hint);
  return text.has_value();
}

const std::optional<std::string>* Gather::change_of(const std::string& name) const {
  const auto found = changes_ ? changes_->find(name) : FileChanges::const_iterator();
  return changes_ && found != changes_->end() ? &found->second : nullptr;
}

/// `folder` ends with a slash, but for the root.
void Gather::apply_changes(const std::string& folder, std::vector<FolderEntry>& entries) const {
  if (!changes_) return;
  for (auto it = changes_->lower_bound(folder); it != changes_->end() && it->first.starts_with(folder); ++it) {
    const std::string rest = it->first.substr(folder.size());
    const auto slash = rest.find('/');
    FolderEntry entry{rest.substr(0, slash), slash == std::string::npos ? EntryKind::file : EntryKind::folder};
    const auto there = std::ranges::lower_bound(entries, entry, by_name);
    const bool is_there = there != entries.end() && there->name == entry.name;
    if (it->second && !is_there)
      entries.insert(there, std::move(entry));
    else if (!it->second && is_there && entry.kind == EntryKind::file)
      entries.erase(there);
  }
}

std::optional<std::vector<FolderEntry>> Gather::entries(const std::string& folder) {
  if (texts_) return entries_of_texts(folder);
  auto listed = folder_->list(folder);
  if (!listed) {
    note_health(listed.error());
    const Error error = why_unread(folder, std::move(listed.error()));
    note(Code::E003, {file_index(folder), 0, 0}, error.what, error.hint);
    unlisted_.insert(folder);
    return std::nullopt;
  }
  std::vector<FolderEntry> found = std::move(*listed);
  apply_changes(folder + "/", found);
  return found;
}

// --- okr.toml --------------------------------------------------------------------------------------------------------

Status Gather::read_settings() {
  const std::string name(settings_file);
  Job job;
  TRY_ASSIGN(job.text, content(name));
  job.file = file_index(name);
  bool is_foreign = false;
  job.parse = [&](Source& source) {
    is_foreign = is_of_another_program(source.document());
    parse_settings(source, workspace_.settings);
  };
  jobs_.push_back(std::move(job));
  run_jobs(jobs_, 1, workspace_.diagnostics);
  if (is_foreign)
    return environment_failure(
        fmt::format("{} is a file of another program", safe_for_terminal(path_of(name))),
        "no key in it is ours; `okr init DIR` starts a workspace in a folder of its own, -C DIR names one");
  return {};
}

// --- cycles ----------------------------------------------------------------------------------------------------------

void Gather::read_cycle_head(KnownCycle& known) {
  const std::string name = fmt::format("{}/{}", known.folder, cycle_file);
  auto text = content(name);
  if (!text) return note(Code::E003, {file_index(name), 0, 0}, text.error().what, text.error().hint);
  const auto document = head_document(std::move(*text));
  if (!document) return;
  Diagnostics ignored;  // the same is noted when the cycle is opened
  Source source(*document, 0, workspace_.fiscal_start(), ignored);
  Cycle cycle;
  cycle.id = known.id;
  parse_cycle_head(source, cycle);
  settle_cycle_dates(source, cycle);
  if (cycle.dated) known.period = cycle.period;
  known.title = cycle.title;
  known.standing = CycleStanding{cycle.state, cycle.result ? cycle.result->closed : std::nullopt};
}

/// A folder of the root is a cycle when it holds a cycle.toml; check-ins without one are a cycle that lost it, and so is
/// a link of a calendar's name that leads nowhere.
void Gather::look_at_folder(const FolderEntry& entry) {
  const std::string& folder = entry.name;
  const auto named = parse_period(folder, workspace_.fiscal_start());
  if (entry.kind == EntryKind::broken_link) {
    if (named) workspace_.known_cycles.push_back({CycleId(folder), folder, named->period});
    return;
  }
  const std::string main = fmt::format("{}/{}", folder, cycle_file);
  if (!is_there(main)) {
    if (is_there(fmt::format("{}/{}", folder, checkins_folder))) note_missing(folder, cycle_file, "check-ins");
    return;
  }
  if (!is_valid_cycle_id(folder) || is_cycle_word(folder))
    note(Code::E119, {file_index(main), 0, 0}, fmt::format("'{}' cannot be the id of a cycle", folder),
         is_cycle_word(folder) ? "rename the folder: this word stands for whichever cycle it is"
                               : "rename the folder: letters, digits and hyphens, at most 64");
  KnownCycle known{CycleId(folder), folder, std::nullopt};
  if (named)
    known.period = named->period;
  else
    read_cycle_head(known);
  workspace_.known_cycles.push_back(std::move(known));
}

Status Gather::find_cycles() {
  TRY_ASSIGN(auto listed, texts_ ? entries_of_texts("") : list_folder(workspace_.root));
  apply_changes("", listed);
  for (const FolderEntry& entry : listed)
    if (is_or_was_folder(entry) && entry.name != kpi_folder) look_at_folder(entry);
  std::ranges::stable_sort(workspace_.known_cycles, [](const KnownCycle& a, const KnownCycle& b) {
    const Date last{};
    return std::pair(a.period ? a.period->first : last, a.id.text) <
           std::pair(b.period ? b.period->first : last, b.id.text);
  });
  return {};
}

void Gather::queue_definition(const std::string& folder, const std::string& file, bool is_main) {
  CyclePart& part = cycle_parts_.emplace_back();
  part.folder = folder;
  part.is_main = is_main;
  part.cycle.id = CycleId(folder);
  Job job;
  const bool is_read = read(fmt::format("{}/{}", folder, file), job);
  part.cycle.place = {job.file, 0, 0};
  part.broken = !is_read;
  if (!is_read) return;
  job.parse = [&part](Source& source) {
    parse_cycle_file(source, part.is_main, part.cycle);
    part.cycle.place = place_of_cycle(source);
    if (part.is_main) settle_cycle_dates(source, part.cycle);
  };
  job.broken = [&part] { part.broken = true; };
  add_job(std::move(job));
}

void Gather::queue_checkins(const CycleId& cycle, const KeyResultNames* unneeded) {
  const std::string& folder = cycle.text;  // the folder's name is the id
  const std::string below = fmt::format("{}/{}", folder, checkins_folder);
  if (unlisted_.contains(folder) || !is_there(below)) return;
  const auto listed = entries(below);
  if (!listed) return;
  for (const FolderEntry& entry : *listed) {
    if (!is_toml(entry)) continue;
    CyclePart& part = cycle_parts_.emplace_back();
    part.folder = folder;
    part.file_name = entry.name;
    Job job;
    if (!read(fmt::format("{}/{}", below, entry.name), job)) continue;
    job.parse = [&part, unneeded](Source& source) {
      part.checkin = parse_checkin(source, part.file_name);
      if (unneeded) forget(*unneeded, part.checkin);
    };
    add_job(std::move(job));
  }
}

/// What its name says of it is known.
void Gather::add_unread_cycle(const std::string& folder) {
  CyclePart& part = cycle_parts_.emplace_back();
  part.folder = folder;
  part.is_main = part.broken = true;
  part.cycle.id = CycleId(folder);
  part.cycle.place = {file_index(folder), 0, 0};
}

void Gather::queue_cycle(const KnownCycle& known) {
  const auto listed = entries(known.folder);
  if (!listed) return add_unread_cycle(known.folder);
  queue_definition(known.folder, std::string(cycle_file), true);
  for (const FolderEntry& entry : *listed)
    if (is_toml(entry) && entry.name != cycle_file) queue_definition(known.folder, entry.name, false);
}

void Gather::add_job(Job job) {
  queued_bytes_ += job.text.size() + job.whole.size();
  jobs_.push_back(std::move(job));
  if (queued_bytes_ > most_queued) run_queued();
}

void Gather::run_queued() {
  run_jobs(jobs_, workspace_.fiscal_start(), workspace_.diagnostics);
  queued_bytes_ = 0;
}

void Gather::run() {
  run_queued();
  put_cycles_together();
  bind_queued_checkins();
  cycle_parts_.clear();
  put_kpis_together();
}

void Gather::queue_kpi_file(const std::string& name, std::string_view id, bool is_definition, Wanted::Kpis depth) {
  KpiPart& part = kpi_parts_.emplace_back();
  part.kpi.id = KpiId(id);
  part.is_definition = is_definition;
  Job job;
  part.broken = !read(name, job);
  part.kpi.place = {job.file, 0, 0};
  if (part.broken) return;
  if (depth == Wanted::Kpis::definitions) keep_definition(job);
  job.parse = [&part](Source& source) {
    if (part.is_definition)
      parse_kpi(source, part.kpi, part.words);
    else
      parse_readings_file(source, part.kpi, part.words);
  };
  job.broken = [&part] { part.broken = true; };
  add_job(std::move(job));
}

/// It stands for the KPI, so that what names it is not called dangling.
void Gather::add_unread_kpi(const std::string& name, std::string_view id) {
  KpiPart& part = kpi_parts_.emplace_back();
  part.kpi.id = KpiId(id);
  part.is_definition = part.broken = true;
  part.kpi.place = {file_index(name), 0, 0};
}

void Gather::queue_kpi_folder(const std::string& folder, std::string_view id, Wanted::Kpis depth) {
  const auto listed = entries(folder);
  if (!listed) return add_unread_kpi(folder, id);
  const auto is_definition = [](const FolderEntry& entry) { return entry.name == kpi_file; };
  const bool holds_any = std::ranges::any_of(*listed, is_toml);
  if (holds_any && std::ranges::none_of(*listed, is_definition)) {
    note_missing(folder, kpi_file, "readings");
    add_unread_kpi(fmt::format("{}/{}", folder, kpi_file), id);
  }
  for (const FolderEntry& entry : *listed)
    if (is_toml(entry) && (is_definition(entry) || depth == Wanted::Kpis::readings))
      queue_kpi_file(fmt::format("{}/{}", folder, entry.name), id, is_definition(entry), depth);
}

void Gather::queue_kpis(Wanted::Kpis depth, const std::optional<std::set<std::string>>& only) {
  kpi_depth_ = depth;
  const std::string folder(kpi_folder);
  if (depth == Wanted::Kpis::none || !is_there(folder)) return;
  const auto listed = entries(folder);
  kpis_listed_ = listed.has_value();
  if (!listed) return;
  for (const FolderEntry& entry : *listed) {
    const std::string name = fmt::format("{}/{}", folder, entry.name);
    const bool has_folder = is_or_was_folder(entry) && !is_toml(entry);
    if (!has_folder && !is_toml(entry)) continue;
    const std::string_view id = has_folder ? std::string_view(entry.name) : stem(entry.name);
    const bool is_stray = has_folder && entry.kind == EntryKind::broken_link && !is_valid_id(id);
    if (is_stray) continue;
    if (only && !only->contains(std::string(id))) continue;
    if (!is_valid_id(id)) {
      const std::string better = slug(id);
      note(Code::E119, {file_index(name), 0, 0}, fmt::format("'{}' cannot be the id of a KPI", id),
           better.empty() ? std::string("rename it: lower-case letters, digits and hyphens")
                          : fmt::format("rename it, for example to '{}'", better));
    }
    if (has_folder)
      queue_kpi_folder(name, id, depth);
    else
      queue_kpi_file(name, id, true, depth);
  }
}

}  // namespace okr::store
