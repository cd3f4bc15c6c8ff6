// SPDX-License-Identifier: MIT
// Which cycles and KPIs two states of a workspace can differ in, told from the texts, so that only those are loaded.
#include "okr/model/workspace.hpp"
#include "okr/store/load.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/store/disk.hpp"

namespace okr::store {
namespace {

// --- files -----------------------------------------------------------------------------------------------------------

Status add_files_of(const std::string& root, const std::string& folder, std::vector<std::string>& names) {
  TRY_ASSIGN(const auto entries, list_folder(root + "/" + folder));
  for (const FolderEntry& entry : entries)
    if (entry.name.ends_with(toml_extension)) names.push_back(fmt::format("{}/{}", folder, entry.name));
  return {};
}

/// "cycle.toml" and "checkins" of a cycle; "sleep.toml" and "sleep" of the KPIs.
Status add_folder(const std::string& root, const std::string& folder, std::vector<std::string>& names) {
  TRY_ASSIGN(const auto entries, list_folder(root + "/" + folder));
  for (const FolderEntry& entry : entries) {
    const std::string name = fmt::format("{}/{}", folder, entry.name);
    const bool is_read = folder == kpi_folder || entry.name == checkins_folder;
    if (entry.name.ends_with(toml_extension))
      names.push_back(name);
    else if (is_read && entry.kind == EntryKind::folder)
      TRY(add_files_of(root, name, names));
  }
  return {};
}

// --- what leans on what ----------------------------------------------------------------------------------------------

struct CycleOrKpi {
  bool is_kpi = false;
  std::string id;
  bool differs = false;
  bool concerned = false, needed = false;
  std::string definition = {};  ///< as it stands on both sides, readings and check-ins left out
};

bool is_word_character(char c) { return is_alphanumeric(c) || c == '_'; }

/// True where the word stands in the text, not as a part of a longer one, and `fits` what follows it. A hyphen may be a
/// minus.
template <class Fits>
bool says(std::string_view text, std::string_view word, Fits fits) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    if (at > 0 && is_word_character(text[at - 1])) continue;
    if (fits(text.substr(at + word.size()))) return true;
  }
  return false;
}

bool has_key(const CycleOrKpi& node, std::string_view key) {
  return says(node.definition, key, [](std::string_view rest) {
    const auto next = rest.find_first_not_of(" \t\"'");
    return next != std::string_view::npos && rest[next] == '=';
  });
}

/// "2026/reach", "kpi/sleep", "sleep": any of them may stand in a reference. What is only alike is taken for one.
bool names(const CycleOrKpi& node, const CycleOrKpi& other) {
  return says(node.definition, other.id, [&](std::string_view rest) {
    return other.is_kpi ? rest.empty() || !is_word_character(rest.front()) : rest.starts_with('/');
  });
}

/// True where numbers of `node` may follow from those of `other`.
bool leans_on(const CycleOrKpi& node, const CycleOrKpi& other) {
  if (node.is_kpi && !other.is_kpi) return false;
  if (other.is_kpi && has_key(other, "was")) return true;  // under a name that it once had
  if (names(node, other)) return true;
  return !node.is_kpi && !other.is_kpi && has_key(node, "roll-up") && names(other, node);
}

/// Of a KPI's text what stands above its readings; where a text within it may hold such a heading, all.
std::string_view definition_in(std::string_view text) {
  const std::string_view above = text.substr(0, text.find("\n[readings]"));
  const bool is_plain = above.find("\"\"\"") == std::string_view::npos && above.find("'''") == std::string_view::npos;
  return is_plain ? above : text;
}

class Finder {
 public:
  Finder(const StateFiles& before, const StateFiles& after) : before_(before), after_(after) {}

  /// False where it cannot be told.
  bool read() {
    for (const auto& [name, mark] : after_.marks)
      if (!read_file(name)) return false;
    for (const auto& [name, mark] : before_.marks)
      if (!after_.marks.contains(name) && !read_file(name)) return false;
    return true;
  }

  Concerned result() {
    for (auto& [key, node] : nodes_) node.concerned = node.differs || (node.is_kpi && has_key(node, "values"));
    spread(&CycleOrKpi::concerned,
           [](const CycleOrKpi& node, const CycleOrKpi& concerned) { return leans_on(node, concerned); });
    for (auto& [key, node] : nodes_) node.needed = node.concerned;
    spread(&CycleOrKpi::needed,
           [](const CycleOrKpi& node, const CycleOrKpi& needed) { return leans_on(needed, node); });
    Concerned found;
    for (const auto& [key, node] : nodes_)
      if (node.needed) (node.is_kpi ? found.kpis : found.cycles).insert(node.id);
    return found;
  }

 private:
  /// What a file belongs to.
  CycleOrKpi& node_of(const std::string& name) {
    const std::vector<std::string_view> parts = split(name, '/');
    const bool is_kpi = parts[0] == kpi_folder;
    std::string_view id = parts[is_kpi ? 1 : 0];
    if (is_kpi && parts.size() == 2) id.remove_suffix(toml_extension.size());
    CycleOrKpi& node = nodes_[{is_kpi, std::string(id)}];
    node.is_kpi = is_kpi;
    node.id = id;
    return node;
  }

  static bool is_definition(const std::string& name) {
    const std::vector<std::string_view> parts = split(name, '/');
    return parts.size() == 2 || (parts[0] == kpi_folder && parts[2] == kpi_file);
  }

  bool read_file(const std::string& name) {
    const bool differs = differs_at(name);
    if (name == settings_file) return !differs;
    CycleOrKpi& node = node_of(name);
    if (!node.is_kpi && is_cycle_word(node.id)) return false;  // a folder of such a name is refused
    node.differs |= differs;
    if (!is_definition(name)) return true;
    if (!add_text(after_, name, node)) return false;
    return !differs || add_text(before_, name, node);
  }

  bool differs_at(const std::string& name) const {
    const auto one = before_.marks.find(name);
    const auto other = after_.marks.find(name);
    if (one == before_.marks.end() || other == after_.marks.end()) return true;
    return one->second != other->second || one->second.empty();
  }

  static bool add_text(const StateFiles& state, const std::string& name, CycleOrKpi& node) {
    if (!state.marks.contains(name)) return true;
    const auto text = state.text(name);
    if (!text) return false;
    node.definition += node.is_kpi ? definition_in(*text) : std::string_view(*text);
    node.definition += '\n';
    return node.definition.find("\\u") == std::string::npos && node.definition.find("\\U") == std::string::npos;
  }

  /// Until nothing more follows from what has the flag.
  template <class Follows>
  void spread(bool CycleOrKpi::*flag, Follows follows) {
    for (bool more = true; more;) {
      more = false;
      for (auto& entry : nodes_) {
        CycleOrKpi& node = entry.second;
        if (node.*flag) continue;
        node.*flag = std::ranges::any_of(
            nodes_, [&](const auto& other) { return other.second.*flag && follows(node, other.second); });
        more |= node.*flag;
      }
    }
  }

  const StateFiles& before_;
  const StateFiles& after_;
  std::map<std::pair<bool, std::string>, CycleOrKpi> nodes_;
};

}  // namespace

Result<std::vector<std::string>> files_of_workspace(const std::string& root) {
  std::vector<std::string> names{std::string(settings_file)};
  TRY_ASSIGN(const auto entries, list_folder(root));
  for (const FolderEntry& entry : entries)
    if (entry.kind == EntryKind::folder) TRY(add_folder(root, entry.name, names));
  std::ranges::sort(names);
  return names;
}

bool is_file_of_workspace(const std::string& name) {
  if (name == settings_file) return true;
  const std::vector<std::string_view> parts = split(name, '/');
  const bool is_hidden = std::ranges::any_of(parts, [](std::string_view part) { return part.starts_with('.'); });
  if (is_hidden || !name.ends_with(toml_extension) || parts.size() < 2 || parts.size() > 3) return false;
  return parts.size() == 2 || parts[0] == kpi_folder || parts[1] == checkins_folder;
}

std::vector<CycleId> Concerned::cycles_in(const StateFiles& state) const {
  std::vector<CycleId> ids;
  for (const std::string& id : cycles)
    if (state.marks.contains(cycle_path(id))) ids.emplace_back(id);
  return ids;
}

std::optional<Concerned> concerned_by(const StateFiles& before, const StateFiles& after) {
  Finder finder(before, after);
  if (!finder.read()) return std::nullopt;
  return finder.result();
}

}  // namespace okr::store
