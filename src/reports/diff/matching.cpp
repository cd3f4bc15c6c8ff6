// SPDX-License-Identifier: MIT
// Which record was which before: by id, by earlier ids, by title; and what cannot be told because a file is unreadable.
#include "reports/diff/diff.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"

namespace okr::reports {
namespace {

/// Two lists of which one is long are other cycles or an import, not records that were given another name.
constexpr std::size_t most_compared = 2500;

class Matcher {
 public:
  Matcher(const std::vector<Nameable>& before, const std::vector<Nameable>& after)
      : before_(before), after_(after), partner_(after.size()), taken_(before.size(), false) {}

  void by_key(const std::function<std::vector<std::string>(const Nameable&)>& key_of_before,
              const std::function<std::vector<std::string>(const Nameable&)>& keys_of_after) {
    std::multimap<std::string, std::size_t> known;
    for (std::size_t i = 0; i < before_.size(); ++i)
      if (!taken_[i])
        for (const std::string& key : key_of_before(before_[i])) known.emplace(key, i);
    for (std::size_t i = 0; i < after_.size(); ++i)
      if (!partner_[i])
        for (const std::string& key : keys_of_after(after_[i])) join_first(i, known, key);
  }

  void by_likeness() {
    const auto old = std::ranges::count(taken_, false);
    const auto fresh = std::ranges::count_if(partner_, [](const auto& partner) { return !partner; });
    if (static_cast<std::size_t>(old * fresh) > most_compared) return;
    for (std::size_t i = 0; i < after_.size(); ++i)
      for (std::size_t j = 0; j < before_.size() && !partner_[i]; ++j)
        if (!taken_[j] && is_alike(before_[j].title, after_[i].title)) join(i, j);
  }

  std::vector<std::optional<std::size_t>> result() && { return std::move(partner_); }

 private:
  void join(std::size_t after, std::size_t before) {
    partner_[after] = before;
    taken_[before] = true;
  }

  void join_first(std::size_t after, const std::multimap<std::string, std::size_t>& known, const std::string& key) {
    const auto range = known.equal_range(key);
    for (auto it = range.first; it != range.second && !partner_[after]; ++it)
      if (!taken_[it->second]) join(after, it->second);
  }

  const std::vector<Nameable>& before_;
  const std::vector<Nameable>& after_;
  std::vector<std::optional<std::size_t>> partner_;
  std::vector<bool> taken_;
};

std::vector<std::string> id_alone(const Nameable& record) { return {record.id}; }
std::vector<std::string> earlier_ids(const Nameable& record) { return record.was; }
std::vector<std::string> title_alone(const Nameable& record) {
  if (record.title.empty()) return {};
  return {record.title};
}

}  // namespace

bool is_alike(const std::string& one, const std::string& other) {
  const std::size_t length = std::max(one.size(), other.size());
  const std::size_t shorter = std::min(one.size(), other.size());
  if (shorter == 0 || (length - shorter) * 4 > length) return false;
  return edit_distance(one, other) * 4 <= length;
}

std::vector<std::optional<std::size_t>> partners(const std::vector<Nameable>& before,
                                                 const std::vector<Nameable>& after) {
  Matcher matcher(before, after);
  matcher.by_key(id_alone, id_alone);
  matcher.by_key(id_alone, earlier_ids);
  matcher.by_key(earlier_ids, id_alone);
  matcher.by_key(title_alone, title_alone);
  matcher.by_likeness();
  return std::move(matcher).result();
}

std::vector<std::size_t> without_partner(const std::vector<std::optional<std::size_t>>& partners, std::size_t count) {
  std::vector<bool> is_taken(count);
  for (const auto& partner : partners)
    if (partner) is_taken[*partner] = true;
  std::vector<std::size_t> left;
  for (std::size_t at = 0; at < count; ++at)
    if (!is_taken[at]) left.push_back(at);
  return left;
}

// --- what could not be read ------------------------------------------------------------------------------------------

namespace {

/// A record's heading, above the lines that are its own.
struct RecordHead {
  Place place;
  const Located* record = nullptr;
};

std::vector<RecordHead> headings_of(const Workspace& state) {
  std::vector<RecordHead> headings;
  const auto add = [&](const Located& record) { headings.push_back({record.place, &record}); };
  for (const Cycle& cycle : state.cycles) {
    add(cycle);
    for (const Objective& objective : cycle.objectives) {
      add(objective);
      for (const KeyResult& kr : objective.key_results) add(kr);
    }
  }
  return headings;
}

/// The record in whose lines the place lies; null of a KPI, which has a file of its own, and where there is none.
const Located* record_at(const std::vector<RecordHead>& headings, const Place& place) {
  const RecordHead* last = nullptr;
  for (const RecordHead& heading : headings) {
    const bool is_above = heading.place.file == place.file && heading.place.line <= place.line;
    if (is_above && (!last || last->place.line <= heading.place.line)) last = &heading;
  }
  return last ? last->record : nullptr;
}

/// A key of the record itself, not one within a value of it.
bool is_own_key(const Diagnostic& one) {
  return trim(std::string_view(one.line_text).substr(0, one.place.column - 1)).empty();
}

/// The KPI that names a CSV there; null where none does.
const Kpi* kpi_reading_csv(const Workspace& workspace, const Place& place) {
  const auto it = std::ranges::find_if(
      workspace.kpis, [&](const Kpi& kpi) { return !kpi.values.path.empty() && kpi.place_of("values") == place; });
  return it == workspace.kpis.end() ? nullptr : &*it;
}

}  // namespace

std::vector<Slip> slips_of(const Workspace& state) {
  std::vector<Slip> slips;
  const std::vector<RecordHead> headings = headings_of(state);
  for (std::size_t at = 0; at < state.diagnostics.size(); ++at) {
    const Diagnostic& one = state.diagnostics[at];
    const bool is_misspelt = one.code == Code::E116 && one.repair.what == Repair::What::key;
    const bool is_slip = is_unread_value(one.code) || is_misspelt;
    if (!is_slip || one.severity != Severity::error || !one.place.known()) continue;
    const std::string key = is_misspelt && is_own_key(one) ? one.repair.text : std::string();
    const auto add = [&](const Located& record) { slips.push_back({&record, at, key}); };
    const Located* record = record_at(headings, one.place);
    if (record) add(*record);
    // Of a file: above all records, in `[defaults]`, stands what holds for its objectives.
    for (const Cycle& cycle : state.cycles)
      if (!record || record == &cycle)
        for (const Objective& objective : cycle.objectives)
          if (objective.place.file == one.place.file) add(objective);
    for (const Kpi& kpi : state.kpis)
      if (kpi.place.file == one.place.file) add(kpi);
  }
  return slips;
}

Unread::Unread(const Workspace& workspace) : workspace_(workspace) {
  for (const Slip& slip : slips_of(workspace))
    if (!slip.key.empty())
      misspelt_.emplace(std::pair(slip.record, slip.key),
                        to_string(workspace.diagnostics[slip.diagnostic].place, workspace));
  for (const Diagnostic& one : workspace.diagnostics) {
    if (one.severity != Severity::error || !one.place.known()) continue;
    const std::string& file = workspace.files[one.place.file];
    const std::string place = to_string(one.place, workspace);
    const Kpi* fed = is_unreadable(one.code) ? kpi_reading_csv(workspace, one.place) : nullptr;
    if (fed)
      tables_.emplace(fed->id.text, place);
    else if (is_unreadable(one.code))
      files_.emplace(file, place);
    else if (is_unread_value(one.code)) {
      values_.emplace(file, place);
      lines_.emplace(std::pair(file, one.place.line), place);
    }
  }
}

std::string Unread::place_in(const Places& places, const std::string& name) {
  const auto it = places.find(name);
  return it == places.end() ? std::string() : it->second;
}

std::string Unread::any_in(const std::string& name) const {
  const std::string whole = file(name);
  return whole.empty() ? place_in(values_, name) : whole;
}

std::string Unread::record(const std::string& name, const std::string& folder, const std::string& id) const {
  if (std::string place = file(name); !place.empty()) return place;
  for (const UnreadRecord& one : workspace_.unread)
    if (one.id == id && workspace_.files[one.fault.file].starts_with(folder + "/"))
      return to_string(one.fault, workspace_);
  return {};
}

std::string Unread::value(const Located& record, std::string_view key) const {
  if (!record.gives(key)) {
    const auto it = misspelt_.find({&record, std::string(key)});
    return it == misspelt_.end() ? std::string() : it->second;
  }
  const Place place = record.place_of(key);
  if (!place.known()) return {};
  const auto it = lines_.find({workspace_.files[place.file], place.line});
  return it == lines_.end() ? std::string() : it->second;
}

std::string Unread::fault(const Cycle& cycle) const {
  if (!cycle.place.known() || cycle.incomplete || (cycle.dated && !cycle.faulty)) return {};
  for (const Diagnostic& one : workspace_.diagnostics) {
    const bool is_own = one.place == cycle.place || std::ranges::any_of(cycle.keys, [&](const KeyPlace& key) {
                          return one.place == key.at || one.place == key.value;
                        });
    if (is_own && one.severity == Severity::error && !is_harmless(one)) return to_string(one.place, workspace_);
  }
  return to_string(cycle.place, workspace_);
}

std::string Unread::readings(const Kpi& kpi) const {
  if (!kpi.place.known()) return {};
  const std::string& definition = workspace_.files[kpi.place.file];
  if (std::string place = any_in(definition); !place.empty()) return place;
  if (std::string place = place_in(tables_, kpi.id.text); !place.empty()) return place;
  const std::string_view folder = folder_of_readings(definition);
  if (folder.empty()) return {};
  for (const std::string& name : workspace_.files)
    if (name.starts_with(std::string(folder) + "/"))
      if (std::string place = any_in(name); !place.empty()) return place;
  return {};
}

// --- its rows --------------------------------------------------------------------------------------------------------

void blank(std::optional<DiffSide>& side, const std::string& id) {
  DiffSide blank;
  blank.id = side ? side->id : id;
  blank.unread = true;
  side = std::move(blank);
}

void add_unread(const UnreadPlaces& places, std::string_view field, RecordDifference& row) {
  if (!places.on_one_side()) return;
  DifferenceCause cause{.cause = Cause::unread, .field = std::string(field)};
  const bool is_before = !places.before.empty();
  (is_before ? cause.before : cause.after) = std::string("n/a");
  cause.why = is_before ? places.before : places.after;
  blank(is_before ? row.before : row.after, row.id);
  const auto same = std::ranges::find_if(row.causes, [&](const DifferenceCause& other) {
    return other.cause == Cause::unread && other.field == field && other.why == cause.why;
  });
  if (same == row.causes.end()) row.causes.push_back(std::move(cause));
}

void take_out_unread(const std::function<UnreadPlaces(const std::string& field)>& places_of, RecordDifference& row) {
  std::vector<DifferenceCause> causes = std::move(row.causes);
  row.causes.clear();
  for (DifferenceCause& cause : causes) {
    const UnreadPlaces places = places_of(cause.field);
    if (places.anywhere())
      add_unread(places, cause.field, row);
    else
      row.causes.push_back(std::move(cause));
  }
}

std::string take_out_unread(const Unread& other, const std::vector<Fact>& there, std::vector<Fact>& facts) {
  std::string first;
  std::erase_if(facts, [&](const Fact& fact) {
    const std::string place = other.any_in(fact.from);
    const bool is_lost = !place.empty() && !contains(there, fact.from, &Fact::from);
    if (is_lost && first.empty()) first = place;
    return is_lost;
  });
  return first;
}

// --- references ------------------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view keys_of_names[] = {"kpi", "counter", "depends-on", "parent", "carried-from", "triggered-by"};

/// The record that is meant, by its address; null where there is none.
const void* record_named(const Workspace& workspace, const Cycle& home, std::string_view key, std::string_view name) {
  if (key == "kpi") return workspace.kpi(without_kpi_prefix(name));
  const Found found = resolve(workspace, home, name);
  if (found.key_result) return found.key_result;
  if (found.objective) return found.objective;
  return workspace.kpi(without_kpi_prefix(name));
}

bool names_the_same(const Workspace& workspace, const Cycle& home, const DifferenceCause& cause) {
  const auto* before = std::get_if<std::string>(&cause.before);
  const auto* after = std::get_if<std::string>(&cause.after);
  if (!before || !after || !contains(keys_of_names, cause.field)) return false;
  return std::ranges::equal(split(*before, ','), split(*after, ','), [&](std::string_view a, std::string_view b) {
    const void* record = record_named(workspace, home, cause.field, trim(a));
    return record && record == record_named(workspace, home, cause.field, trim(b));
  });
}

}  // namespace

std::vector<DifferenceCause> without_other_names(const Workspace& workspace, const Cycle& home,
                                                 std::vector<DifferenceCause> causes) {
  std::erase_if(causes, [&](const DifferenceCause& cause) { return names_the_same(workspace, home, cause); });
  return causes;
}

}  // namespace okr::reports
