// SPDX-License-Identifier: MIT
// From folders to jobs: which files there are and what each is.
#include "store/load/gather.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/store/disk.hpp"

namespace okr::store {
namespace {

constexpr std::string_view extension = ".toml";
constexpr std::string_view main_file = "cycle.toml";
constexpr std::string_view checkins_folder = "checkins";
constexpr std::string_view kpi_folder = "kpi";
constexpr std::string_view readings_heading = "\n[readings]";

bool is_there(const std::string& path) { return presence(path) != Presence::absent; }

bool is_toml(const FolderEntry& entry) {
  return entry.name.ends_with(extension) && !entry.name.starts_with('.');
}

std::string_view stem(std::string_view name) { return name.substr(0, name.size() - extension.size()); }

/// As far as [readings]: enough for the definition, unless the heading stands within a text.
std::string definition_only(std::string_view text) { return std::string(text.substr(0, text.find(readings_heading) + 1)); }

}  // namespace

std::uint32_t Gather::file_index(const std::string& name) {
  workspace_.files.push_back(name);
  return static_cast<std::uint32_t>(workspace_.files.size() - 1);
}

void Gather::note_unreadable(std::uint32_t file, const Error& error) {
  Diagnostic diagnostic;
  diagnostic.code = Code::E003;
  diagnostic.place = {file, 0, 0};
  diagnostic.message = error.what;
  diagnostic.mend = error.hint;
  workspace_.diagnostics.push_back(std::move(diagnostic));
}

bool Gather::read(const std::string& name, std::string& text) {
  if (replacement_ && replacement_->name == name) {
    text = replacement_->text;
    return true;
  }
  auto content = read_file_inside(workspace_.root, workspace_.root + "/" + name);
  if (content) text = std::move(*content);
  if (!content) note_unreadable(file_index(name), content.error());
  return content.has_value();
}

Status Gather::read_settings() {
  const std::string name = "okr.toml";
  Job job;
  if (replacement_ && replacement_->name == name) {
    job.text = replacement_->text;
  } else {
    auto text = read_file_inside(workspace_.root, workspace_.root + "/" + name);
    if (!text) return tl::unexpected<Error>(text.error());
    job.text = std::move(*text);
  }
  job.file = file_index(name);
  job.parse = [this](Source& source) { parse_settings(source, workspace_.settings); };
  jobs_.push_back(std::move(job));
  run_jobs(jobs_, 1, workspace_.diagnostics);
  return {};
}

void Gather::read_cycle_head(const std::string& folder, KnownCycle& known) {
  std::string text;
  const std::string name = folder + "/" + std::string(main_file);
  Diagnostics ignored;  // the same is noted when the cycle is opened
  auto content = replacement_ && replacement_->name == name ? Result<std::string>(replacement_->text) : read_file_inside(workspace_.root, workspace_.root + "/" + name);
  if (!content) return;
  const auto document = Document::parse(std::move(*content));
  if (!document) return;
  Source source(*document, 0, workspace_.fiscal_start(), ignored);
  Cycle cycle;
  cycle.id = known.id;
  parse_cycle_head(source, cycle);
  settle_cycle_dates(source, cycle);
  if (cycle.dated) known.period = cycle.period;
}

void Gather::note_bad_cycle_name(const std::string& folder) {
  Diagnostic diagnostic;
  diagnostic.code = Code::E119;
  diagnostic.place = {file_index(folder + "/" + std::string(main_file)), 0, 0};
  diagnostic.message = fmt::format("'{}' cannot be the id of a cycle", safe_for_terminal(folder));
  diagnostic.mend = "rename the folder: letters, digits and hyphens";
  workspace_.diagnostics.push_back(std::move(diagnostic));
}

Status Gather::find_cycles() {
  const auto entries = list_folder(workspace_.root);
  if (!entries) return tl::unexpected<Error>(entries.error());
  for (const FolderEntry& entry : *entries) {
    if (entry.kind != EntryKind::folder || entry.name.starts_with('.') || entry.name == kpi_folder) continue;
    if (!is_there(workspace_.root + "/" + entry.name + "/" + std::string(main_file))) continue;
    KnownCycle known{CycleId(entry.name), entry.name, std::nullopt};
    if (!is_valid_cycle_id(entry.name)) note_bad_cycle_name(entry.name);
    if (const auto named = parse_period(entry.name, workspace_.fiscal_start())) known.period = named->period;
    else read_cycle_head(entry.name, known);
    workspace_.known_cycles.push_back(std::move(known));
  }
  std::ranges::stable_sort(workspace_.known_cycles, [](const KnownCycle& a, const KnownCycle& b) {
    const Date last{};
    return std::pair(a.period ? a.period->first : last, a.id.text) < std::pair(b.period ? b.period->first : last, b.id.text);
  });
  return {};
}

// --- cycles -----------------------------------------------------------------------------------------------------------

void Gather::queue_definition(const std::string& folder, const std::string& file, bool is_main) {
  CyclePart& part = cycle_parts_.emplace_back();
  part.folder = folder;
  part.is_main = is_main;
  part.cycle.id = CycleId(folder);
  Job job;
  const std::string name = folder + "/" + file;
  if (!read(name, job.text)) {
    part.broken = true;
    return;
  }
  job.file = file_index(name);
  job.parse = [&part](Source& source) {
    parse_cycle_file(source, part.is_main, part.cycle);
    part.cycle.place = source.file_place();
    if (part.is_main) settle_cycle_dates(source, part.cycle);
  };
  job.broken = [&part] { part.broken = true; };
  jobs_.push_back(std::move(job));
}

void Gather::queue_checkins(const std::string& folder) {
  const std::string below = folder + "/" + std::string(checkins_folder);
  if (!is_there(workspace_.root + "/" + below)) return;
  const auto entries = list_folder(workspace_.root + "/" + below);
  if (!entries) return note_unreadable(file_index(below), entries.error());
  for (const FolderEntry& entry : *entries) {
    if (!is_toml(entry)) continue;
    CyclePart& part = cycle_parts_.emplace_back();
    part.folder = folder;
    part.file_name = entry.name;
    Job job;
    const std::string name = below + "/" + entry.name;
    if (!read(name, job.text)) continue;
    job.file = file_index(name);
    job.parse = [&part](Source& source) { part.checkin = parse_checkin(source, part.file_name); };
    jobs_.push_back(std::move(job));
  }
}

void Gather::queue_cycle(const KnownCycle& known) {
  queue_definition(known.folder, std::string(main_file), true);
  const auto entries = list_folder(workspace_.root + "/" + known.folder);
  if (!entries) return note_unreadable(file_index(known.folder), entries.error());
  for (const FolderEntry& entry : *entries)
    if (is_toml(entry) && entry.name != main_file) queue_definition(known.folder, entry.name, false);
  queue_checkins(known.folder);
}

// --- KPIs -------------------------------------------------------------------------------------------------------------

void Gather::queue_kpi_file(const std::string& name, std::string_view id, bool is_definition, Wanted::Kpis depth) {
  KpiPart& part = kpi_parts_.emplace_back();
  part.kpi.id = KpiId(id);
  part.is_definition = is_definition;
  Job job;
  part.broken = !read(name, job.text);
  if (part.broken) return;
  if (depth == Wanted::Kpis::definitions && job.text.find(readings_heading) != std::string::npos) job.text = definition_only(job.text);
  job.file = file_index(name);
  job.parse = [&part](Source& source) {
    if (part.is_definition) parse_kpi(source, part.kpi);
    else parse_readings_file(source, part.kpi);
  };
  job.broken = [&part] { part.broken = true; };
  jobs_.push_back(std::move(job));
}

void Gather::queue_kpi_folder(const std::string& folder, std::string_view id, Wanted::Kpis depth) {
  const auto entries = list_folder(workspace_.root + "/" + folder);
  if (!entries) return note_unreadable(file_index(folder), entries.error());
  for (const FolderEntry& entry : *entries) {
    if (!is_toml(entry)) continue;
    const bool is_definition = entry.name == "kpi.toml";
    if (!is_definition && depth == Wanted::Kpis::definitions) continue;
    queue_kpi_file(folder + "/" + entry.name, id, is_definition, depth);
  }
}

void Gather::queue_kpis(Wanted::Kpis depth) {
  kpi_depth_ = depth;
  const std::string folder(kpi_folder);
  if (depth == Wanted::Kpis::none || !is_there(workspace_.root + "/" + folder)) return;
  const auto entries = list_folder(workspace_.root + "/" + folder);
  if (!entries) return note_unreadable(file_index(folder), entries.error());
  for (const FolderEntry& entry : *entries) {
    if (entry.name.starts_with('.')) continue;
    if (entry.kind == EntryKind::folder) queue_kpi_folder(folder + "/" + entry.name, entry.name, depth);
    else if (is_toml(entry)) queue_kpi_file(folder + "/" + entry.name, stem(entry.name), true, depth);
  }
}

void Gather::run() {
  run_jobs(jobs_, workspace_.fiscal_start(), workspace_.diagnostics);
  put_cycles_together();
  put_kpis_together();
}

}  // namespace okr::store
