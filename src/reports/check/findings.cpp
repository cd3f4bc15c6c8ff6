// SPDX-License-Identifier: MIT

#include <fmt/core.h>
#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "okr/base/text.hpp"
#include "reports/check/findings.hpp"

namespace okr::reports {
namespace {

constexpr std::size_t most_carets = 40;  // a longer underline says no more

std::string_view paint_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "\x1b[1;31m";
    case Severity::warning: return "\x1b[1;33m";
    case Severity::info: return "\x1b[1;36m";
  }
  return "";
}

std::string painted(std::string_view text, std::string_view paint, bool colour) {
  return colour ? fmt::format("{}{}\x1b[0m", paint, text) : std::string(text);
}

/// The bytes of the first `characters` characters.
std::size_t bytes_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  while (characters > 0 && at < text.size()) {
    do ++at;
    while (at < text.size() && is_continuation(text[at]));
    --characters;
  }
  return at;
}

/// A part of the line that fits, and where the caret stands in it.
struct Excerpt {
  std::string text;
  std::size_t column = 0;  ///< columns of a terminal in front of the caret
};

/// The line from where the caret can be seen on; a long line loses its beginning.
Excerpt excerpt_of(const Diagnostic& diagnostic, std::size_t room, bool ascii) {
  std::string_view line = diagnostic.line_text;
  std::size_t characters = diagnostic.place.column > 0 ? diagnostic.place.column - 1 : 0;
  Excerpt excerpt;
  std::string before = safe_for_terminal(line.substr(0, bytes_of(line, characters)));
  const std::size_t half = room / 2;
  if (display_width(before) > half) {
    const std::size_t skipped = bytes_of(line, characters > half ? characters - half : 0);
    excerpt.text = ascii ? "~" : "…";
    before = safe_for_terminal(line.substr(skipped, bytes_of(line, characters) - skipped));
    line.remove_prefix(skipped);
  }
  excerpt.column = display_width(excerpt.text) + display_width(before);
  excerpt.text = cut_to_width(excerpt.text + safe_for_terminal(line), room, ascii);
  return excerpt;
}

void add_excerpt(std::string& out, const Diagnostic& diagnostic, const FindingsOptions& options) {
  const std::string number = fmt::format("{}", diagnostic.place.line);
  const std::string margin(number.size(), ' ');
  const std::size_t room = options.width > number.size() + 10 ? options.width - number.size() - 3 : 40;
  const Excerpt excerpt = excerpt_of(diagnostic, room, options.ascii);
  const std::size_t carets = std::clamp<std::size_t>(diagnostic.length, 1, most_carets);
  out += fmt::format("{} |\n{} | {}\n{} | {}{}", margin, number, excerpt.text, margin, std::string(excerpt.column, ' '),
                     painted(std::string(carets, '^'), paint_of(diagnostic.severity), options.colour));
  if (!diagnostic.mend.empty()) out += " " + safe_for_terminal(diagnostic.mend);
  out += "\n";
  if (!diagnostic.help.empty()) out += fmt::format("{} = help: {}\n", margin, safe_for_terminal(diagnostic.help));
}

void add_advice(std::string& out, const Diagnostic& diagnostic) {
  if (!diagnostic.mend.empty()) out += fmt::format("  = help: {}\n", safe_for_terminal(diagnostic.mend));
  if (!diagnostic.help.empty()) out += fmt::format("  = help: {}\n", safe_for_terminal(diagnostic.help));
}

std::string severity_word(const Diagnostic& diagnostic, bool colour) {
  return painted(fmt::format("{}:", to_string(diagnostic.severity)), paint_of(diagnostic.severity), colour);
}

}  // namespace

std::string place_text(const Diagnostic& diagnostic, std::string_view file) {
  if (!diagnostic.place.known()) return {};
  if (diagnostic.place.line == 0) return safe_for_terminal(file);
  return fmt::format("{}:{}:{}", safe_for_terminal(file), diagnostic.place.line, diagnostic.place.column);
}

std::string finding_line(const Diagnostic& diagnostic, std::string_view place, std::string_view text, bool colour) {
  return fmt::format("{}{}{} {} [{}]\n", place, place.empty() ? "" : ": ", severity_word(diagnostic, colour),
                     safe_for_terminal(text), to_string(diagnostic.code));
}

std::string finding_block(const Diagnostic& diagnostic, std::string_view place, const FindingsOptions& options) {
  std::string out = finding_line(diagnostic, place, diagnostic.message, options.colour);
  if (!diagnostic.line_text.empty() && diagnostic.place.line > 0)
    add_excerpt(out, diagnostic, options);
  else
    add_advice(out, diagnostic);
  return out;
}

std::string findings_text(const Diagnostics& diagnostics, std::span<const std::string> files,
                          const FindingsOptions& options) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!out.empty()) out += "\n";
    const std::string file = diagnostic.place.known() ? options.prefix + files[diagnostic.place.file] : std::string();
    out += finding_block(diagnostic, place_text(diagnostic, file), options);
  }
  return out;
}

std::string findings_summary(const Diagnostics& diagnostics, std::size_t files_read) {
  std::size_t counts[3] = {};
  std::set<std::uint32_t> files;
  for (const Diagnostic& diagnostic : diagnostics) {
    ++counts[static_cast<std::size_t>(diagnostic.severity)];
    files.insert(diagnostic.place.file);
  }
  std::vector<std::string> parts;
  if (counts[0] > 0) parts.push_back(counted(counts[0], "error"));
  if (counts[1] > 0) parts.push_back(counted(counts[1], "warning"));
  if (counts[2] > 0) parts.push_back(counted(counts[2], "hint"));
  return fmt::format("{} in {} of {}", join(parts, ", "), files.size(), counted(files_read, "file"));
}

// --- a finding, named for others -------------------------------------------------------------------------------------

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
    finding.fingerprint =
        fingerprints.of(diagnostic, point, prefixes.path, std::string(workspace.file_of(diagnostic.place)));
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
