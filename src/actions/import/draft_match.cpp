// SPDX-License-Identifier: MIT
#include "actions/import/draft_match.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <span>

#include "okr/base/id.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::cli {
namespace {

std::string team_of(const DraftObjective& said) { return said.field("team"); }
std::string team_of(const Objective& there) { return there.team.empty() ? "" : store::toml_string(there.team); }
std::string team_of(const DraftKeyResult&) { return {}; }
std::string team_of(const KeyResult&) { return {}; }

const std::string& last_part(const Objective& there) { return there.id.text; }
const std::string& last_part(const KeyResult& there) { return there.id.name; }

/// What a record is known by, made once.
struct Name {
  std::string id, title, team;
  std::string slug;         ///< of the whole title
  std::string id_of_title;  ///< may be shorter
  std::span<const std::string> was = {};

  bool is_called(const std::string& other) const {
    return !other.empty() && (id == other || std::ranges::find(was, other) != was.end());
  }
};

template <class Said>
Name name_said(const Said& said) {
  return {said.id, plain_title(said.title), team_of(said), slug(said.title), id_of_title(said.title)};
}

template <class There>
Name name_there(const There& there) {
  return {last_part(there),  plain_title(there.title), team_of(there),
          slug(there.title), id_of_title(there.title), there.was};
}

bool has_title(const Name& said, const Name& there) { return said.id.empty() && said.title == there.title; }

/// Titles that are alike as a whole; or the id of one that bears another title by now. Ids are cut: two titles that begin
/// alike are two records.
bool is_like(const Name& said, const Name& there) {
  if (!said.id.empty() || said.id_of_title.empty()) return false;
  if (said.slug == there.slug || there.is_called(said.slug)) return true;
  return there.is_called(said.id_of_title) && there.id_of_title != there.id;
}

/// For each name that is said the index of the one that is there; those that are surely meant are paired first, so that
/// a likeness takes none away from its own.
std::vector<std::optional<std::size_t>> pairs_of(const std::vector<Name>& said, const std::vector<Name>& there) {
  std::vector<std::optional<std::size_t>> pairs(said.size());
  std::vector<bool> taken(there.size());
  const auto pass = [&](const auto& is_meant) {
    for (std::size_t i = 0; i < said.size(); ++i)
      for (std::size_t k = 0; k < there.size() && !pairs[i]; ++k) {
        if (taken[k] || !is_meant(said[i], there[k])) continue;
        pairs[i] = k;
        taken[k] = true;
      }
  };
  pass([](const Name& a, const Name& b) { return b.is_called(a.id); });
  pass([](const Name& a, const Name& b) { return has_title(a, b) && a.team == b.team; });
  pass(has_title);
  pass([](const Name& a, const Name& b) { return is_like(a, b) && a.team == b.team; });
  pass(is_like);
  return pairs;
}

template <class Said, class There>
std::vector<const There*> records_meant(const std::vector<Said>& said, const std::vector<There>& there) {
  std::vector<Name> names_said, names_there;
  for (const Said& one : said) names_said.push_back(name_said(one));
  for (const There& one : there) names_there.push_back(name_there(one));
  std::vector<const There*> meant;
  for (const auto pair : pairs_of(names_said, names_there)) meant.push_back(pair ? &there[*pair] : nullptr);
  return meant;
}

std::string wanted_id(const DraftRecord& said, std::string_view otherwise) {
  const bool is_reserved = said.id.starts_with(own_prefix);  // whatever stands behind it: no number makes it free
  const std::string id = said.id.empty() ? id_of_title(said.title) : is_reserved ? id_of_title(said.id) : said.id;
  return id.empty() ? std::string(otherwise) : id;
}

/// Each record with the one it means, else with an id that is free.
template <class Matched, class Said, class There>
std::vector<Matched> with_ids(const std::vector<Said>& said, const std::vector<const There*>& meant,
                              std::string_view fallback, const std::function<bool(const std::string&)>& is_taken) {
  std::vector<Matched> matched;
  std::set<std::string> given;
  const auto is_used = [&](const std::string& id) { return given.contains(id) || is_taken(id); };
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (meant[i]) {
      matched.push_back({&said[i], meant[i], last_part(*meant[i])});
      continue;
    }
    std::string id = wanted_id(said[i], fallback);
    if (is_used(id)) id = free_id(id, is_used);
    given.insert(id);
    matched.push_back({&said[i], nullptr, std::move(id)});
  }
  return matched;
}

}  // namespace

std::string plain_title(std::string_view title) {
  std::string plain;
  for (const std::string& line : wrap(title, std::string_view::npos)) plain += (plain.empty() ? "" : " ") + line;
  return plain;
}

std::vector<MatchedObjective> matched_objectives(const std::vector<DraftObjective>& said, const Cycle* cycle) {
  static const std::vector<Objective> none;
  return with_ids<MatchedObjective>(
      said, records_meant(said, cycle ? cycle->objectives : none), "objective",
      [cycle](const std::string& id) { return is_reserved_objective_id(id) || (cycle && find_objective(*cycle, id)); });
}

std::vector<MatchedKeyResult> matched_key_results(const MatchedObjective& objective) {
  static const std::vector<KeyResult> none;
  const std::vector<DraftKeyResult>& said = objective.said->key_results;
  const auto is_taken = [&](const std::string& id) {
    if (is_reserved_key_result_id(id) || !objective.said->field(id).empty()) return true;
    if (!objective.there) return false;
    return objective.there->gives(id) || std::ranges::any_of(objective.there->key_results, [&](const KeyResult& kr) {
             return kr.id.name == id || std::ranges::find(kr.was, id) != kr.was.end();
           });
  };
  return with_ids<MatchedKeyResult>(said, records_meant(said, objective.there ? objective.there->key_results : none),
                                    "result", is_taken);
}

}  // namespace okr::cli
