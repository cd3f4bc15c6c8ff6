// SPDX-License-Identifier: MIT
#include "reports/check/finding.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/core.h>

#include "okr/base/text.hpp"

namespace okr::reports {
namespace {

/// From a place in a file on, up to the next such point, the file speaks of a record.
struct Point {
  Place place;
  std::string record;
  bool is_said = false;  ///< by a check-in: the same said in another file is another finding
};

auto order_of(const Place& place) { return std::tuple(place.file, place.line, place.column); }

std::string within(const Cycle& cycle, const std::string& id) { return cycle.id.text + "/" + id; }

/// Which record stands where. What could not be read is about none.
class RecordPlaces {
 public:
  explicit RecordPlaces(const Workspace& workspace) {
    for (const Cycle& cycle : workspace.cycles) add(cycle);
    for (const Kpi& kpi : workspace.kpis) add(kpi, workspace);
    std::ranges::stable_sort(points_,
                             [](const Point& a, const Point& b) { return order_of(a.place) < order_of(b.place); });
  }

  /// The last point before the place, or at it; null when the file has none there.
  const Point* at(const Place& place) const {
    auto next = std::ranges::upper_bound(points_, order_of(place), std::less<>(),
                                         [](const Point& point) { return order_of(point.place); });
    if (next == points_.begin() || (--next)->place.file != place.file) return nullptr;
    return &*next;
  }

 private:
  void add(const Place& place, const std::string& record, bool is_said = false) {
    if (place.known()) points_.push_back({place, record, is_said});
  }

  void add(const Located& located, const std::string& record, bool is_said = false) {
    add(located.place, record, is_said);
    for (const KeyPlace& key : located.keys) add(key.at, record, is_said);
  }

  void add(const Cycle& cycle) {
    add(cycle, cycle.id.text);
    if (cycle.result) add(*cycle.result, cycle.id.text);
    for (const Checkin& checkin : cycle.checkins) add(checkin, cycle.id.text, true);
    for (const Objective& objective : cycle.objectives) {
      add(objective, within(cycle, objective.id.text));
      for (const KeyResult& key_result : objective.key_results) add(cycle, key_result);
    }
  }

  void add(const Cycle& cycle, const KeyResult& key_result) {
    const std::string name = within(cycle, to_string(key_result.id));
    add(key_result, name);
    for (const Entry& entry : key_result.entries) add(entry.place, name, true);
  }

  /// Its own file, and those of its folder where several write it.
  void add(const Kpi& kpi, const Workspace& workspace) {
    const std::string name = full_id(kpi.id);
    add(kpi, name);
    if (!kpi.place.known() || kpi.place.file >= workspace.files.size()) return;
    add(Place{kpi.place.file, 0, 0}, name);
    const std::string_view folder = folder_of_readings(workspace.files[kpi.place.file]);
    if (folder.empty()) return;
    for (std::uint32_t file = 0; file < workspace.files.size(); ++file)
      if (workspace.files[file].starts_with(std::string(folder) + "/")) add(Place{file, 0, 0}, name);
  }

  std::vector<Point> points_;
};

/// The message without its numbers, which change from day to day while the finding stays.
std::string lasting(std::string_view message) {
  std::string result;
  for (std::size_t i = 0; i < message.size(); ++i) {
    const bool is_point = message[i] == '.' && i + 1 < message.size() && is_digit(message[i + 1]);
    const bool goes_on = result.ends_with('#') && (is_digit(message[i]) || is_point);
    if (!goes_on) result += is_digit(message[i]) ? '#' : message[i];
  }
  return result;
}

/// Counts equal findings, so that no two bear one fingerprint.
class Fingerprints {
 public:
  std::string of(const Diagnostic& finding, const Point* point, const std::string& root, const std::string& file) {
    std::string about = root + '\n' + std::string(to_string(finding.code)) + '\n';
    if (point) about += point->record;
    if (!point || point->is_said) about += '\n' + file;
    about += '\n' + lasting(finding.message);
    const int earlier = count_[about]++;
    if (earlier > 0) about += fmt::format("\n{}", earlier + 1);
    return fmt::format("{:016x}", fingerprint(about));
  }

 private:
  std::map<std::string, int> count_;
};

}  // namespace

Diagnostics Findings::diagnostics() const {
  Diagnostics all;
  for (const Finding& finding : list) all.push_back(finding.what);
  return all;
}

std::vector<std::string> Findings::shown_names() const {
  std::vector<std::string> names;
  for (const CheckedFile& file : files) names.push_back(file.shown);
  return names;
}

std::string_view Findings::path_of(const Finding& finding) const {
  const Place& place = finding.what.place;
  if (place.known()) return files[place.file].path;
  return files.empty() ? settings_file : std::string_view(files.front().path);
}

void add_findings(Findings& findings, const Workspace& workspace, const FilePrefixes& prefixes) {
  const auto first = static_cast<std::uint32_t>(findings.files.size());
  for (const std::string& name : workspace.files)
    findings.files.push_back({name, prefixes.shown + name, prefixes.path + name, workspace.root + "/" + name});
  if (workspace.diagnostics.empty()) return;
  const RecordPlaces places(workspace);
  Fingerprints fingerprints;
  for (const Diagnostic& diagnostic : workspace.diagnostics) {
    const bool is_placed = diagnostic.place.known();
    const Point* point = is_placed ? places.at(diagnostic.place) : nullptr;
    Finding& finding = findings.list.emplace_back();
    finding.what = diagnostic;
    finding.record = point ? point->record : std::string();
    finding.fingerprint = fingerprints.of(diagnostic, point, prefixes.path,
                                          is_placed ? workspace.files[diagnostic.place.file] : std::string());
    if (is_placed) finding.what.place.file += first;
  }
}

void add_findings(Findings& findings, const Diagnostics& of_text) {
  Workspace alone;
  alone.files = {"stdin"};
  alone.diagnostics = of_text;
  add_findings(findings, alone, FilePrefixes());
  CheckedFile& file = findings.files.back();
  file.name = file.shown = "<stdin>";
  file.absolute.clear();
}

void remove_known(Findings& findings, const Findings& earlier) {
  std::set<std::string_view> known;
  for (const Finding& finding : earlier.list) known.insert(finding.fingerprint);
  std::erase_if(findings.list, [&](const Finding& finding) { return known.contains(finding.fingerprint); });
}

std::vector<const Finding*> by_severity(const Findings& findings) {
  std::vector<const Finding*> sorted;
  for (const Finding& finding : findings.list) sorted.push_back(&finding);
  std::ranges::stable_sort(sorted,
                           [](const Finding* a, const Finding* b) { return a->what.severity < b->what.severity; });
  return sorted;
}

std::string told(const Diagnostic& diagnostic) {
  const std::string& way_out = diagnostic.mend.empty() ? diagnostic.help : diagnostic.mend;
  return way_out.empty() ? diagnostic.message : diagnostic.message + "; " + way_out;
}

}  // namespace okr::reports
