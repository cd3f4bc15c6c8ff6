// SPDX-License-Identifier: MIT
// Which record of the workspace each imported one means, by id or title; and imported records as TOML.
#include "actions/import/draft_plan.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>

#include "actions/import/title_marks.hpp"
#include "okr/base/id.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::actions {
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
};

template <class Said>
Name name_said(const Said& said) {
  const std::string title = unmarked_title(said.title);
  return {said.id, title, team_of(said), slug(title), id_of_title(title)};
}

template <class There>
Name name_there(const There& there) {
  const std::string title = unmarked_title(there.title);
  return {last_part(there), title, team_of(there), slug(title), id_of_title(title), there.was};
}

using Keys = std::vector<std::string>;

/// One way in which records are alike: where a key of the one that is said is a key of the one that is there.
struct Likeness {
  Keys (*said)(const Name&);
  Keys (*there)(const Name&);
  bool is_of_team = false;   ///< the team is the same, too
  bool unless_named = true;  ///< what is said has no id of its own
};

Keys titles(const Name& name) { return {name.title}; }

/// The id of one that is said, and all that one that is there is and was called.
Keys id_said(const Name& name) { return name.id.empty() ? Keys() : Keys{name.id}; }

Keys ids_there(const Name& name) {
  Keys ids{name.id};
  ids.insert(ids.end(), name.was.begin(), name.was.end());
  return ids;
}

/// Titles that are alike as a whole; or the id of one that bears another title by now. Ids are cut: two titles that
/// begin alike are two records.
Keys likes_said(const Name& name) {
  if (name.id_of_title.empty()) return {};
  return {"whole " + name.slug, "cut " + name.id_of_title};
}

Keys likes_there(const Name& name) {
  Keys keys{"whole " + name.slug};
  for (const std::string& id : ids_there(name)) {
    keys.push_back("whole " + id);
    if (name.id_of_title != name.id) keys.push_back("cut " + id);
  }
  return keys;
}

/// The most certain first.
constexpr Likeness likenesses[] = {{.said = id_said, .there = ids_there, .unless_named = false},
                                   {.said = titles, .there = titles, .is_of_team = true},
                                   {.said = titles, .there = titles},
                                   {.said = likes_said, .there = likes_there, .is_of_team = true},
                                   {.said = likes_said, .there = likes_there}};

Keys keys_of(const Name& name, Keys (*keys)(const Name&), bool is_of_team) {
  Keys all = keys(name);
  for (std::string& key : all)
    if (is_of_team) key += "\n" + name.team;
  return all;
}

/// For each name that is said the index of the one that is there; those that are surely meant are paired first, so that
/// a likeness takes none away from its own. Of several that may be meant the first one that is left.
std::vector<std::optional<std::size_t>> pairs_of(const std::vector<Name>& said, const std::vector<Name>& there) {
  std::vector<std::optional<std::size_t>> pairs(said.size());
  std::vector<bool> taken(there.size());
  const auto pass = [&](const Likeness& likeness) {
    std::map<std::string, std::vector<std::size_t>> left;  // the first one at the end
    for (std::size_t k = there.size(); k-- > 0;)
      if (!taken[k])
        for (const std::string& key : keys_of(there[k], likeness.there, likeness.is_of_team)) left[key].push_back(k);
    for (std::size_t i = 0; i < said.size(); ++i) {
      if (pairs[i] || (likeness.unless_named && !said[i].id.empty())) continue;
      for (const std::string& key : keys_of(said[i], likeness.said, likeness.is_of_team)) {
        std::vector<std::size_t>& all = left[key];
        while (!all.empty() && taken[all.back()]) all.pop_back();
        if (!all.empty()) pairs[i] = std::min(pairs[i].value_or(all.back()), all.back());
      }
      if (pairs[i]) taken[*pairs[i]] = true;
    }
  };
  for (const Likeness& likeness : likenesses) pass(likeness);
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

/// All that the records are and were called.
template <class There>
std::set<std::string> ids_of(const std::vector<There>& there) {
  std::set<std::string> ids;
  for (const There& one : there) {
    ids.insert(last_part(one));
    ids.insert(one.was.begin(), one.was.end());
  }
  return ids;
}

/// Each record with the one it means, else with an id that is free: none of those `given`.
template <class Matched, class Said, class There>
std::vector<Matched> with_ids(const std::vector<Said>& said, const std::vector<const There*>& meant,
                              std::string_view fallback, std::set<std::string> given,
                              const std::function<bool(const std::string&)>& is_taken) {
  std::vector<Matched> matched;
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

std::string unmarked_title(std::string_view title) {
  const std::string plain = plain_title(title);
  std::string_view rest = plain;
  const LineMark mark = take_mark(rest);
  const bool is_of_record = mark == LineMark::objective || mark == LineMark::key_result;
  return is_of_record && !rest.empty() ? std::string(rest) : plain;
}

std::string title_key(std::string_view title) {
  const std::string whole = to_lower_ascii(unmarked_title(title));
  std::string_view key = without_end_marks(whole);
  while (!key.empty() && std::string_view(".!?").find(key.back()) != std::string_view::npos)
    key = without_end_marks(key.substr(0, key.size() - 1));
  return std::string(key.empty() ? whole : key);
}

std::vector<MatchedObjective> matched_objectives(const std::vector<DraftObjective>& said, const Cycle* cycle) {
  static const std::vector<Objective> none;
  return with_ids<MatchedObjective>(said, records_meant(said, cycle ? cycle->objectives : none), "objective",
                                    ids_of(cycle ? cycle->objectives : none),
                                    [](const std::string& id) { return is_reserved_objective_id(id); });
}

std::vector<MatchedKeyResult> matched_key_results(const MatchedObjective& objective) {
  static const std::vector<KeyResult> none;
  const std::vector<DraftKeyResult>& said = objective.said->key_results;
  const auto is_taken = [&](const std::string& id) {
    return is_reserved_key_result_id(id) || !objective.said->field(id).empty() ||
           (objective.there && objective.there->gives(id));
  };
  const std::vector<KeyResult>& there = objective.there ? objective.there->key_results : none;
  return with_ids<MatchedKeyResult>(said, records_meant(said, there), "result", ids_of(there), is_taken);
}

// --- records as TOML -------------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view mark_of_import = "# Imported from ";

/// A comment takes no control character, and every line of it its own mark.
std::string comment_lines(const std::string& comment) {
  std::string lines;
  const std::string safe = safe_for_terminal(comment, true);
  for (const std::string_view line : split(safe, '\n'))
    lines += trim(line).empty() ? "#\n" : fmt::format("# {}\n", trim(line));
  return lines;
}

}  // namespace

std::string lines_of(const DraftRecord& record, std::string_view kind) {
  std::string lines;
  if (!record.title.empty()) lines = store::toml_line("title", store::toml_string(record.title));
  for (const FieldInfo& field : fields_of(kind))
    if (const DraftField* said = find_field(record.fields, field.key); said && field.key != "title")
      lines += store::toml_line(said->key, said->toml);
  for (const DraftField& field : record.fields)
    if (is_own_key(field.key)) lines += store::toml_line(field.key, field.toml);
  for (const std::string& comment : record.comments) lines += comment_lines(comment);
  return lines;
}

bool is_own_key(std::string_view key) { return key.substr(key.starts_with('"') ? 1 : 0).starts_with(own_prefix); }

std::vector<store::NewTable> tables_of(const MatchedObjective& objective,
                                       const std::vector<MatchedKeyResult>& key_results) {
  std::vector<store::NewTable> tables{{{objective.id}, lines_of(*objective.said, "objective")}};
  for (const MatchedKeyResult& kr : key_results)
    tables.push_back({{objective.id, kr.id}, lines_of(*kr.said, "key result")});
  return tables;
}

std::string import_mark(std::string_view file) {
  const std::string_view name = file.substr(file.find_last_of("/\\") + 1);
  return fmt::format("{}{}\n", mark_of_import, safe_for_terminal(name));
}

bool has_import_mark(std::string_view checkin) { return checkin.starts_with(mark_of_import); }

std::string result_text(const DraftResult& result) {
  store::InlineTable fields;
  if (const double* number = std::get_if<double>(&result.value)) fields.add("value", store::toml_number(*number));
  if (const bool* truth = std::get_if<bool>(&result.value)) fields.add("value", store::toml_boolean(*truth));
  if (result.progress) fields.add("progress", store::toml_number(*result.progress));
  if (result.score) fields.add("score", store::toml_number(*result.score));
  return fields.text();
}

}  // namespace okr::actions
