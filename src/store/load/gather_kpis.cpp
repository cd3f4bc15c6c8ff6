// SPDX-License-Identifier: MIT
// The files of kpi/: definitions, folders of readings, CSV; and how they become one KPI each.
#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/core.h>

#include "store/load/gather.hpp"

namespace okr::store {
namespace {

constexpr std::string_view extension = ".toml";
constexpr std::string_view kpi_folder = "kpi";
constexpr std::string_view definition_file = "kpi.toml";
constexpr std::string_view readings_heading = "\n[readings]";
constexpr std::string_view targets_heading = "\n[targets";

std::string_view stem(std::string_view name) { return name.substr(0, name.size() - extension.size()); }

bool by_date(const Reading& a, const Reading& b) { return a.date < b.date; }

/// Only what stands above [readings]. Where the heading stands within a text the beginning is no TOML, and the job
/// falls back to the whole.
void keep_definition(Job& job) {
  const auto end = job.text.find(readings_heading);
  if (end == std::string::npos || job.text.find(targets_heading, end) != std::string::npos) return;
  job.whole = std::move(job.text);
  job.text = job.whole.substr(0, end + 1);
}

/// The readings of one more file behind those that are there, with their notes.
void add_readings(Kpi& kpi, Kpi& part) {
  const auto first_note = static_cast<std::int32_t>(kpi.notes.size());
  for (Reading reading : part.readings) {
    if (reading.note >= 0) reading.note += first_note;
    kpi.readings.push_back(reading);
  }
  std::ranges::move(part.notes, std::back_inserter(kpi.notes));
}

}  // namespace

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
      parse_kpi(source, part.kpi);
    else
      parse_readings_file(source, part.kpi);
  };
  job.broken = [&part] { part.broken = true; };
  jobs_.push_back(std::move(job));
}

void Gather::queue_kpi_folder(const std::string& folder, std::string_view id, Wanted::Kpis depth) {
  const auto listed = entries(folder);
  if (!listed) return;
  const auto is_definition = [](const FolderEntry& entry) { return entry.name == definition_file; };
  const bool holds_any = std::ranges::any_of(*listed, is_toml);
  if (holds_any && std::ranges::none_of(*listed, is_definition)) {
    note_missing(folder, definition_file, "readings");
    KpiPart& part = kpi_parts_.emplace_back();  // stands for it, so that what names it is not called dangling
    part.kpi.id = KpiId(id);
    part.is_definition = part.broken = true;
    part.kpi.place = {file_index(fmt::format("{}/{}", folder, definition_file)), 0, 0};
  }
  for (const FolderEntry& entry : *listed)
    if (is_toml(entry) && (is_definition(entry) || depth == Wanted::Kpis::readings))
      queue_kpi_file(fmt::format("{}/{}", folder, entry.name), id, is_definition(entry), depth);
}

void Gather::queue_kpis(Wanted::Kpis depth) {
  kpi_depth_ = depth;
  const std::string folder(kpi_folder);
  if (depth == Wanted::Kpis::none || !is_there(folder)) return;
  const auto listed = entries(folder);
  kpis_listed_ = listed.has_value();
  if (!listed) return;
  for (const FolderEntry& entry : *listed) {
    const std::string name = fmt::format("{}/{}", folder, entry.name);
    const bool is_folder = entry.kind == EntryKind::folder && !is_toml(entry);
    if (!is_folder && !is_toml(entry)) continue;
    const std::string_view id = is_folder ? std::string_view(entry.name) : stem(entry.name);
    if (!is_valid_id(id)) {
      const std::string better = slug(id);
      note(Code::E119, {file_index(name), 0, 0}, fmt::format("'{}' cannot be the id of a KPI", id),
           better.empty() ? std::string("rename it: lower-case letters, digits and hyphens")
                          : fmt::format("rename it, for example to '{}'", better));
    }
    if (is_folder)
      queue_kpi_folder(name, id, depth);
    else
      queue_kpi_file(name, id, true, depth);
  }
}

void Gather::read_csv_values(Kpi& kpi) {
  if (kpi.values.path.empty() || kpi_depth_ != Wanted::Kpis::readings) return;
  const auto refuse = [&](std::string message, std::string mend) {
    note(Code::E003, kpi.place_of("values"), std::move(message), std::move(mend));
    kpi.faulty = true;
  };
  if (kpi.values.path.starts_with('/'))
    return refuse(fmt::format("'values' of KPI '{}' is an absolute path", kpi.id.text),
                  "write it from this file's folder on");
  const std::string& definition = workspace_.files[kpi.place.file];
  const std::string name = definition.substr(0, definition.rfind('/') + 1) + kpi.values.path;
  const auto text = content(name);
  if (!text)
    return refuse(text.error().what,
                  text.error().hint.empty() ? "the path begins in this file's folder" : text.error().hint);
  read_csv_readings(*text, {file_index(name), workspace_.fiscal_start()}, kpi, workspace_.diagnostics);
}

void Gather::finish_kpi(Kpi kpi) {
  read_csv_values(kpi);
  if (!std::ranges::is_sorted(kpi.readings, by_date)) std::ranges::stable_sort(kpi.readings, by_date);
  std::ranges::stable_sort(kpi.targets, {}, &KpiTarget::first);
  kpi.readings_loaded = kpi_depth_ == Wanted::Kpis::readings;
  workspace_.kpis.push_back(std::move(kpi));
}

/// All files of one id. A second definition (x.toml beside x/kpi.toml) stays a KPI of its own: check_structure names
/// both.
void Gather::put_kpi_together(const std::vector<KpiPart*>& parts) {
  const auto first = std::ranges::find_if(parts, [](const KpiPart* part) { return part->is_definition; });
  if (first == parts.end()) return;
  Kpi& kpi = (*first)->kpi;
  for (KpiPart* part : parts) {
    part->kpi.faulty |= part->broken;
    if (part->is_definition) continue;
    add_readings(kpi, part->kpi);
    kpi.faulty |= part->kpi.faulty;
  }
  for (KpiPart* part : parts)
    if (part->is_definition) finish_kpi(std::move(part->kpi));
}

void Gather::put_kpis_together() {
  std::map<std::string, std::vector<KpiPart*>> parts;
  for (KpiPart& part : kpi_parts_) parts[part.kpi.id.text].push_back(&part);
  for (const auto& [id, all] : parts) put_kpi_together(all);
  kpi_parts_.clear();
}

}  // namespace okr::store
