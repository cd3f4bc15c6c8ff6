// SPDX-License-Identifier: MIT
// What is copied into the next cycle: definitions, without what belongs to the old one's days.
#include "actions/records/actions.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>
#include <string_view>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/current.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/toml_text.hpp"
#include "session/records.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr auto left_behind = std::to_array<std::string_view>(
    {"state", "reason", "changes", "plan", "start", "due", "carried-from", "postmortem", "allow"});

void add_line(std::string& lines, std::string_view key, const std::string& value) {
  lines += store::toml_line(store::toml_key(key), value);
}

/// Steps without their days, which lie in the old cycle.
std::string steps_text(const std::vector<const Step*>& steps) {
  std::vector<std::string> elements;
  for (const Step* step : steps) {
    const std::string title = store::toml_line_string(step->title);
    if (step->id.empty() && step->weight == 1) {
      elements.push_back(title);
      continue;
    }
    store::InlineTable entry;
    entry.add("title", title);
    if (!step->id.empty()) entry.add("id", store::toml_string(step->id));
    if (step->weight != 1) entry.add("weight", store::toml_number(step->weight));
    elements.push_back(entry.text());
  }
  return store::toml_list(elements);
}

std::string initiative_text(const Initiative& initiative) {
  store::InlineTable entry;
  entry.add("title", store::toml_line_string(initiative.title));
  if (initiative.owners.size() == 1) entry.add("owner", store::toml_line_string(initiative.owners.front()));
  if (initiative.owners.size() > 1) entry.add("owner", store::toml_texts(initiative.owners));
  if (initiative.due) entry.add("due", store::toml_date(*initiative.due));
  if (!initiative.link.empty()) entry.add("link", store::toml_line_string(initiative.link));
  return entry.text();
}

/// Those that are not done, without days of the old cycle.
std::vector<Initiative> open_initiatives(const std::vector<Initiative>& all, const Cycle& cycle) {
  std::vector<Initiative> open;
  for (const Initiative& initiative : all) {
    if (initiative.done) continue;
    open.push_back(initiative);
    if (cycle.dated && initiative.due && *initiative.due <= cycle.period.last) open.back().due.reset();
  }
  return open;
}

bool has_moved(const std::vector<Initiative>& open, const std::vector<Initiative>& all) {
  if (open.size() != all.size()) return true;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (open[i].due != all[i].due) return true;
  return false;
}

std::string initiatives_text(const std::vector<Initiative>& initiatives) {
  std::vector<std::string> elements;
  for (const Initiative& one : initiatives) {
    const bool has_title_alone = one.owners.empty() && !one.due && one.link.empty();
    elements.push_back(has_title_alone ? store::toml_line_string(one.title) : initiative_text(one));
  }
  return store::toml_list(elements);
}

class Copier {
 public:
  Copier(const Workspace& workspace, const Cycle& cycle, const std::optional<Period>& days)
      : workspace_(workspace), cycle_(cycle), days_(days) {}

  Result<std::vector<CopiedTable>> copy(const std::vector<CarriedObjective>& carried) {
    for (const CarriedObjective& one : carried) {
      names_.insert(one.objective->id.text);
      for (const CarriedKeyResult& kr : one.key_results) names_.insert(to_string(kr.key_result->id));
    }
    std::vector<CopiedTable> tables;
    for (const CarriedObjective& one : carried) {
      TRY_ASSIGN(const auto text, text_of(one.objective->place));
      tables.push_back(objective_table(*one.objective, *text));
      TRY(check_names(one, tables.back().lines));
      for (const CarriedKeyResult& kr : one.key_results) {
        TRY_ASSIGN(const auto own_text, text_of(kr.key_result->place));
        tables.push_back(key_result_table(*one.objective, kr, *own_text));
      }
    }
    return tables;
  }

 private:
  Result<const store::ValueTexts*> text_of(const Place& place) {
    const std::string& file = workspace_.files[place.file];
    const auto known = texts_.find(file);
    if (known != texts_.end()) return &known->second;
    TRY_ASSIGN(const auto text, file_text(workspace_, file));
    TRY_ASSIGN(auto values, store::ValueTexts::read(text));
    return &texts_.emplace(file, std::move(values)).first->second;
  }

  /// A name of this cycle must be copied too; one of another cycle, or a KPI, stays what it is.
  bool leads_somewhere(const Reference& reference) const {
    if (reference.empty()) return true;
    if (reference.text.find('/') == std::string::npos)
      return names_.contains(reference.text) || workspace_.kpi(reference.text);
    if (workspace_.kpi(reference.text)) return true;
    const Found found = resolve(workspace_, cycle_, reference.text);
    return !found.cycle || !days_ || !found.cycle->dated || found.cycle->period.last >= days_->first;
  }

  /// In full, what was carried from each record into a cycle that runs on the new days.
  std::map<std::string, std::string> heirs() const {
    std::map<std::string, std::string> heirs;
    for (const Cycle& cycle : workspace_.cycles) {
      if (!days_ || !cycle.dated || cycle.period.last < days_->first || cycle.period.first > days_->last) continue;
      for (const Objective& objective : cycle.objectives) {
        heirs[objective.carried_from] = cycle.id.text + "/" + objective.id.text;
        for (const KeyResult& kr : objective.key_results) heirs[kr.carried_from] = full_id(cycle, kr);
      }
    }
    return heirs;
  }

  /// The same parent where it still leads somewhere, else what was carried from it; empty where there is neither.
  std::string parent_then(const Reference& parent) {
    if (leads_somewhere(parent)) return parent.text;
    if (!heirs_) heirs_ = heirs();
    const Found found = resolve(workspace_, cycle_, parent.text);
    if (!found.objective) return {};
    const auto heir = heirs_->find(found.key_result ? full_id(*found.cycle, *found.key_result)
                                                    : found.cycle->id.text + "/" + found.objective->id.text);
    return heir == heirs_->end() ? std::string() : heir->second;
  }

  /// True where the key is that of parents and they are not what they were: those that go on were added.
  bool add_parents(std::string_view key, const std::vector<Reference>& parents, CopiedTable& table) {
    if (key != "parent") return false;
    if (std::ranges::all_of(parents, [&](const Reference& one) { return leads_somewhere(one); })) return false;
    auto& [id, left, kept] = table.parents;
    for (const Reference& parent : parents) {
      std::string text = parent_then(parent);
      if (text.empty())
        left.push_back(parent.text);
      else
        kept.push_back(std::move(text));
    }
    if (kept.size() == 1) add_line(table.lines, key, store::toml_string(kept.front()));
    if (kept.size() > 1) add_line(table.lines, key, store::toml_texts(kept));
    return true;
  }

  void add_origin(State state, const std::string& id, std::string& lines) const {
    if (state == State::draft) add_line(lines, "state", store::toml_string(word(State::draft)));
    add_line(lines, "carried-from", store::toml_string(cycle_.id.text + "/" + id));
  }

  CopiedTable objective_table(const Objective& objective, const store::ValueTexts& text) {
    CopiedTable table{{objective.id.text}, {}, &objective};
    for (const KeyPlace& given : objective.keys)
      if (!add_parents(given.key, objective.parents, table) &&
          !add_initiatives(given.key, objective.initiatives, table.lines))
        copy_key(text, {objective.id.text, std::string(given.key)}, table.lines);
    for (const std::string_view key : default_keys())
      if (!objective.gives(key)) copy_key(text, {"defaults", std::string(key)}, table.lines);
    add_origin(objective.state, objective.id.text, table.lines);
    return table;
  }

  /// What the copy says of itself or takes out of [defaults] leaves no room for a key result of that name.
  Status check_names(const CarriedObjective& carried, const std::string& lines) const {
    TRY_ASSIGN(const auto keys, store::ValueTexts::read(lines));
    for (const CarriedKeyResult& kr : carried.key_results) {
      const std::string& name = kr.key_result->id.name;
      if (!keys.of({name})) continue;
      const std::string& file = workspace_.files[carried.objective->place.file];
      const bool is_default = contains(default_keys(), name);
      TRY(check_key_is_free(cycle_, *carried.objective, name,
                            is_default ? fmt::format("comes from [defaults] of {}", safe_for_terminal(file))
                                       : std::string("would say where it comes from")));
    }
    return {};
  }

  /// True where the key is that of initiatives and they are not what they were: those that are open were added.
  bool add_initiatives(std::string_view key, const std::vector<Initiative>& all, std::string& lines) const {
    if (key != "initiatives") return false;
    const std::vector<Initiative> open = open_initiatives(all, cycle_);
    if (!has_moved(open, all)) return false;
    if (!open.empty()) add_line(lines, key, initiatives_text(open));
    return true;
  }

  bool dangles(std::string_view key, const KeyResult& kr) const {
    if (key == "counter") return !leads_somewhere(kr.counter);
    return key == "depends-on" && !leads_somewhere(kr.depends_on);
  }

  CopiedTable key_result_table(const Objective& objective, const CarriedKeyResult& carried,
                               const store::ValueTexts& text) {
    const KeyResult& kr = *carried.key_result;
    CopiedTable table{{kr.id.objective.text, kr.id.name}, {}, &objective, &kr};
    bool needs_baseline = carried.baseline && !kr.gives("baseline");
    for (const KeyPlace& given : kr.keys) {
      const std::string key(given.key);
      if (dangles(key, kr) || add_parents(key, kr.parents, table) || add_initiatives(key, kr.initiatives, table.lines))
        continue;
      const bool is_anchor = key == "target" || key == "change" || key == "commit" || key == "stretch";
      if (is_anchor && std::exchange(needs_baseline, false))
        add_line(table.lines, "baseline", store::toml_number(*carried.baseline));
      add_key(text, carried, {kr.id.objective.text, kr.id.name, key}, table.lines);
    }
    add_origin(kr.state, to_string(kr.id), table.lines);
    return table;
  }

  static void add_key(const store::ValueTexts& text, const CarriedKeyResult& carried, const store::KeyPath& path,
                      std::string& lines) {
    const KeyResult& kr = *carried.key_result;
    const std::string& key = path.back();
    if (key == "steps" && !kr.steps.empty()) return add_line(lines, key, steps_text(carried.steps));
    if (key == "change" && carried.target) return add_line(lines, "target", store::toml_number(*carried.target));
    for (const CarriedAnchor& anchor : carried_anchors) {
      const auto goes = carried.*anchor.carried;
      if (anchor.key != key || kr.*anchor.stands == goes) continue;
      if (goes) add_line(lines, key, store::toml_number(*goes));
      return;
    }
    copy_key(text, path, lines);
  }

  static void copy_key(const store::ValueTexts& text, const store::KeyPath& path, std::string& lines) {
    if (contains(left_behind, path.back())) return;
    const auto value = text.in_any_form(path);
    if (value) add_line(lines, path.back(), with_plain_ends(*value));  // the file it goes to has its own line ends
  }

  const Workspace& workspace_;
  const Cycle& cycle_;
  const std::optional<Period>& days_;
  std::set<std::string> names_;
  std::map<std::string, store::ValueTexts> texts_;
  std::optional<std::map<std::string, std::string>> heirs_;  // once one is wanted
};

// --- the parent of a cycle -------------------------------------------------------------------------------------------

std::optional<Period> days_of(const Workspace& workspace, const KnownCycle& known) {
  const Cycle* opened = workspace.cycle(known.id);
  return opened && opened->dated ? std::optional(opened->period) : known.period;
}

bool holds(const Workspace& workspace, const KnownCycle& known, const CycleId& next, const Period& days) {
  const auto whole = days_of(workspace, known);
  return known.id != next && whole && contains(*whole, days.first) && contains(*whole, days.last);
}

}  // namespace

std::string parent_of_next(const Workspace& workspace, const Cycle& from, const CycleId& next, const Period& days) {
  const auto& all = workspace.known_cycles;
  const auto old = std::ranges::find(all, CycleId(from.parent.text), &KnownCycle::id);
  if (old == all.end()) return {};
  if (holds(workspace, *old, next, days)) return old->id.text;
  const auto length = [&](const KnownCycle& known) {
    const auto whole = days_of(workspace, known);
    return whole ? days_between(whole->first, whole->last) : 0;
  };
  std::string heir;
  for (const KnownCycle& known : all) {
    const bool is_alike = std::abs(length(known) - length(*old)) <= 7;  // years of 52 and of 53 weeks
    if (!is_alike || !holds(workspace, known, next, days)) continue;
    if (!heir.empty()) return {};
    heir = known.id.text;
  }
  return heir;
}

// --- parents that stay behind ----------------------------------------------------------------------------------------

namespace {

/// What a parent may be called once it goes on, and what carries it there; "ID" where nothing tells.
struct Heir {
  std::string name = "ID";
  std::string closing = {};
};

Heir heir_of(const Workspace& workspace, const Cycle& from, const std::string& parent) {
  const Cycle* whole = workspace.cycle(CycleId(parent));
  const Cycle* cycle = whole ? whole : resolve(workspace, from, parent).cycle;
  if (!cycle || cycle->id == from.id) return {};
  const auto behind = cycle_behind(workspace, *cycle);
  if (!behind) return {};
  return {behind->text + (whole ? std::string() : parent.substr(parent.find('/'))),
          fmt::format("okr close {} --carry-to {}", cycle->id.text, behind->text)};
}

}  // namespace

void note_left(LeftParents parents, std::string id, std::vector<LeftParents>& all) {
  if (parents.left.empty()) return;
  parents.id = std::move(id);
  all.push_back(std::move(parents));
}

std::string left_parents_text(const Workspace& workspace, const Cycle& from, const CycleId& next,
                              std::span<const LeftParents> all) {
  std::vector<std::string> names;
  std::vector<std::string> closings;
  std::string values;
  for (const LeftParents& one : all) {
    std::vector<std::string> parents = one.kept;
    for (const std::string& parent : one.left) {
      const bool is_cycle = one.id == next.text;
      names.push_back(fmt::format("{} of {}", parent, is_cycle ? "the cycle" : one.id.substr(next.text.size() + 1)));
      const Heir heir = heir_of(workspace, from, parent);
      parents.push_back(heir.name);
      if (!heir.closing.empty() && !contains(closings, heir.closing)) closings.push_back(heir.closing);
    }
    if (!one.left.empty()) values += fmt::format(" {}.parent={}", one.id, join(parents, ","));
  }
  if (names.empty()) return {};
  const std::string way = closings.empty() ? "" : fmt::format(" ({})", join(closings, ", "));
  return fmt::format(
      "okr: parents left out in {}, as nothing carries them on into its days: {}\n"
      "  once something does{}: okr set{}\n",
      next.text, join(names, ", "), way, values);
}

Result<std::vector<CopiedTable>> copied_tables(const Workspace& workspace, const Cycle& cycle,
                                               const std::vector<CarriedObjective>& carried,
                                               const std::optional<Period>& days) {
  return Copier(workspace, cycle, days).copy(carried);
}

std::string text_of(const std::vector<CopiedTable>& tables) {
  std::string text;
  for (const CopiedTable& table : tables) text += "\n[" + store::toml_key(table.path) + "]\n" + table.lines;
  return text;
}

Status check_unfinished_known(const Cycle& cycle, std::string_view option) {
  if (cycle.unread.empty()) return {};
  return data_failure(fmt::format("{}{} cannot be read", option, safe_for_terminal(cycle.unread.front().name)),
                      "what is unfinished there is not known; `okr check` says where, nothing was written");
}

Result<std::vector<CopiedTable>> copy_of(const Workspace& workspace, const Cycle& cycle, Date as_of,
                                         const std::optional<Period>& days) {
  const CycleNumbers numbers = numbers_of(workspace, cycle, as_of);
  return copied_tables(workspace, cycle, carried_from(workspace, numbers), days);
}

}  // namespace okr::actions
