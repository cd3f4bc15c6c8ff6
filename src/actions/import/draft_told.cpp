// SPDX-License-Identifier: MIT
// Where an import and the workspace differ and nothing is overwritten: each difference, and the line that would do it.
#include "actions/import/draft_plan.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/core.h>

#include "okr/base/id.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/words.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::actions {
namespace {

constexpr std::size_t longest_value = 40;

/// Whatever its quotes, marks and line ends; a name alone and a list of it are one.
bool is_same(const std::string& there, const std::string& said) {
  const auto one_of = [](const std::string& toml) { return store::changed_values("", "x = " + toml + "\n"); };
  const auto list_of = [](const std::string& toml) { return store::changed_values("", "x = [" + toml + "]\n"); };
  const auto is_equal = [](const auto& a, const auto& b) {
    return !a.empty() && !b.empty() && a[0].after == b[0].after;
  };
  return there == said || is_equal(one_of(there), one_of(said)) || is_equal(list_of(there), one_of(said)) ||
         is_equal(one_of(there), list_of(said));
}

std::string shown(const std::string& toml) {
  return cut_to_width(safe_for_terminal(plain_text(toml)), longest_value, true);
}

/// A word of the shell; "..." for a long text.
std::string typed(const std::string& toml) {
  const std::string text = safe_for_terminal(plain_text(toml));
  return text.size() > longest_value ? "..." : session::shell_word(text);
}

/// The line that would make the difference; by hand where `okr set` knows no such key. A state has its `reason`.
std::string way(const DraftField& field, const KnownRecord& known, const std::string& reason) {
  const bool is_dated = known.table == store::KeyPath{"targets"};
  if (is_own_key(field.key) || is_dated) return "okr edit " + known.name;
  const bool is_in_cycle = !known.table.empty() && known.table.front() != "cycle";
  const bool needs_reason = is_in_cycle && is_definition_key(field.key);
  const std::string why = field.key == "state" && !reason.empty() ? typed(reason) : "TEXT";
  return fmt::format("okr set {}.{}={}{}", known.name, field.key, typed(field.toml),
                     needs_reason ? " --why " + why : "");
}

/// The kind that fields say; nothing where they say none.
std::optional<Kind> kind_said(const DraftRecord& said) {
  if (const auto stated = parse_word<Kind>(plain_text(said.field("kind")))) return stated;
  for (const KindKey& key : kind_keys())
    if (!said.field(key.key).empty()) return key.kind;
  return std::nullopt;
}

/// "a percent", "milestones", "a bound to hold"
std::string kind_in_words(Kind kind) {
  if (kind == Kind::hold) return "a bound to hold";
  const bool is_noun = kind != Kind::done && kind != Kind::graded && kind != Kind::milestones;
  return (is_noun ? "a " : "") + std::string(word(kind));
}

/// One number that [result] keeps of a record.
struct Kept {
  std::string_view key;
  const std::string& name;
  const std::string& cycle;
  CsvPlace place;
};

void tell_kept(const Kept& kept, std::optional<double> there, std::optional<double> said,
               std::vector<DraftRemark>& remarks) {
  if (!said || (there && equal(*there, *said))) return;
  remarks.push_back(
      {kept.place,
       fmt::format("{} of {} {}, not {}: okr close {} --undo opens it", kept.key, kept.name,
                   there ? "stays " + shortest(*there) : "is not given and stays so", shortest(*said), kept.cycle),
       fmt::format("{} of what is closed", kept.key)});
}

/// What is there and is not said.
template <class There, class Matched>
std::vector<const There*> missing_of(const std::vector<There>& there, const std::vector<Matched>& matched) {
  std::set<const There*> said;
  for (const Matched& one : matched) said.insert(one.there);
  std::vector<const There*> missing;
  for (const There& one : there)
    if (!said.contains(&one)) missing.push_back(&one);
  return missing;
}

/// Less than half of the letters of the longer one are others.
bool is_near(std::string_view said, std::string_view there) {
  return 2 * edit_distance(said, there) < std::max(count_characters(said), count_characters(there));
}

/// All words of one title are words of the other: "Users" and "Weekly users". One of a letter or two proves nothing.
bool has_words_of(std::string_view one, std::string_view other) {
  constexpr std::size_t least = 3;
  const std::string a = slug(one), b = slug(other);
  if (std::min(a.size(), b.size()) < least) return false;
  const auto words_a = split(a, '-'), words_b = split(b, '-');
  const auto are_in = [](const auto& words, const auto& all) {
    return std::ranges::all_of(words, [&](std::string_view word) { return contains(all, word); });
  };
  return are_in(words_a, words_b) || are_in(words_b, words_a);
}

/// Whether it may be what is new under another name.
bool may_be(const DraftKeyResult& said, const KeyResult& there) {
  return is_near(said.title, there.title) || has_words_of(said.title, there.title);
}

/// Or most of its key results are the same; objectives of two teams may well be called alike.
bool may_be(const DraftObjective& said, const Objective& there) {
  const std::string team = plain_text(said.field("team"));
  if (!team.empty() && !there.team.empty() && team != there.team) return false;
  const auto is_there = [&](const DraftKeyResult& kr) {
    return std::ranges::any_of(there.key_results, [&](const KeyResult& other) {
      return unmarked_title(other.title) == unmarked_title(kr.title) || has_words_of(other.title, kr.title);
    });
  };
  const auto common = static_cast<std::size_t>(std::ranges::count_if(said.key_results, is_there));
  return 2 * common > std::max(said.key_results.size(), there.key_results.size()) || is_near(said.title, there.title) ||
         has_words_of(said.title, there.title);
}

/// For each that is new the missing one that it may have been, if any: the nearest pairs first, and each once.
template <class Matched, class There>
std::vector<const There*> alike(const std::vector<Matched>& matched, const std::vector<const There*>& missing) {
  struct Pair {
    std::size_t edits, said, there;
    auto operator<=>(const Pair&) const = default;
  };
  std::vector<Pair> pairs;
  std::size_t looked_for = 0;
  for (std::size_t i = 0; i < matched.size(); ++i) {
    if (matched[i].there || ++looked_for > most_suggestions) continue;
    for (std::size_t k = 0; k < missing.size(); ++k)
      if (may_be(*matched[i].said, *missing[k]))
        pairs.push_back({edit_distance(matched[i].said->title, missing[k]->title), i, k});
  }
  std::ranges::sort(pairs);
  std::vector<const There*> before(matched.size());
  std::set<std::size_t> taken;
  for (const Pair& pair : pairs)
    if (!before[pair.said] && taken.insert(pair.there).second) before[pair.said] = missing[pair.there];
  return before;
}

/// `before` is what is asked about, by its id.
std::string renamed_text(const std::string& name, const std::vector<std::string>& missing, const std::string& before,
                         const std::string& title) {
  return fmt::format(
      "{} is new, and {} {} not in this file: was one renamed? okr set {}.title={} before the import keeps them one, "
      "`okr undo` takes this one back",
      name, listed(missing), missing.size() == 1 ? "is" : "are", before, typed(store::toml_string(title)));
}

}  // namespace

KnownRecord in_cycle(const std::string& cycle, store::KeyPath table) {
  return {fmt::format("{}/{}", cycle, join(table, ".")), std::move(table)};
}

std::vector<DraftRemark> ToldDifferences::score_of(const Cycle& there, const DraftCycle& said) {
  std::vector<DraftRemark> remarks;
  const auto score = there.result ? there.result->score : std::nullopt;
  tell_kept({"score", said.id, said.id, said.place}, score, said.score, remarks);
  return remarks;
}

std::vector<DraftRemark> ToldDifferences::scores_of(const Cycle& there, const MatchedObjective& objective,
                                                    const std::vector<MatchedKeyResult>& key_results) {
  std::vector<DraftRemark> remarks;
  const std::string& cycle = there.id.text;
  const std::string name = fmt::format("{}/{}", cycle, objective.id);
  const ObjectiveResult* kept = objective.there ? find_result(there, *objective.there) : nullptr;
  tell_kept({"score", name, cycle, objective.said->place}, kept ? kept->score : std::nullopt, objective.said->score,
            remarks);
  for (const MatchedKeyResult& kr : key_results) {
    if (!objective.there || !kr.there) continue;
    const std::string kr_name = fmt::format("{}.{}", name, kr.id);
    const KeyResultResult* result = find_result(there, *objective.there, *kr.there);
    const auto progress = result ? result->progress : std::nullopt;
    const auto score = result && result->score ? result->score : progress;  // without one by hand its progress is it
    tell_kept({"score", kr_name, cycle, kr.said->place}, score, kr.said->result.score, remarks);
    tell_kept({"progress", kr_name, cycle, kr.said->place}, progress, kr.said->result.progress, remarks);
  }
  return remarks;
}

std::vector<DraftRemark> ToldDifferences::take_other_kind(DraftRecord& said, const KnownRecord& known,
                                                          const KeyResult& there) {
  const auto here = kind_from_keys(there), in_file = kind_said(said);
  if (!here || !in_file || *here == *in_file) return {};
  const auto fields = okr::fields_of("key result");
  const auto is_of_kind = [&](const DraftField& field) {
    const auto known_field = std::ranges::find(fields, field.key, &FieldInfo::key);
    return field.key == "kind" || field.key == "unit" ||
           (known_field != fields.end() && known_field->kinds != every_kind);
  };
  const bool is_count = *here == Kind::sum && *in_file == Kind::number;  // a file says both alike, but for a start
  const bool starts_at_zero = said.field("baseline").empty() || said.field("baseline") == "0";
  if (is_count && starts_at_zero) {
    std::erase_if(said.fields, [](const DraftField& field) { return field.key == "baseline"; });
    return {};
  }
  std::erase_if(said.fields, is_of_kind);
  return {{said.place,
           fmt::format("{} is {} here and {} in the file: okr edit {}", known.name, kind_in_words(*here),
                       kind_in_words(*in_file), known.name),
           "other kind"}};
}

std::vector<DraftRemark> ToldDifferences::taken_up(const DraftRecord& said, const KnownRecord& known) {
  return {{said.place,
           fmt::format("state of {} stays draft, though this file says what it is measured by: {}", known.name,
                       way({"state", store::toml_string(word(State::active))}, known, {})),
           "draft that is measured"}};
}

std::vector<DraftRemark> ToldDifferences::renamed(const std::string& cycle, const MatchedObjective& objective,
                                                  const std::vector<MatchedKeyResult>& key_results) {
  const std::vector<const KeyResult*> missing = missing_of(objective.there->key_results, key_results);
  std::vector<std::string> ids;
  for (const KeyResult* there : missing) ids.push_back(to_string(there->id));
  const auto called_before = alike(key_results, missing);
  std::vector<DraftRemark> remarks;
  for (std::size_t i = 0; i < key_results.size() && !missing.empty(); ++i) {
    const MatchedKeyResult& kr = key_results[i];
    if (kr.there) continue;
    const KeyResult* before = missing.size() == 1 ? missing.front() : called_before[i];
    remarks.push_back({kr.said->place,
                       renamed_text(fmt::format("{}/{}.{}", cycle, objective.id, kr.id), ids,
                                    fmt::format("{}/{}", cycle, before ? to_string(before->id) : "ID"), kr.said->title),
                       "new beside others"});
  }
  return remarks;
}

std::vector<DraftRemark> ToldDifferences::renamed(const Cycle& there, const std::vector<MatchedObjective>& objectives) {
  const std::vector<const Objective*> missing = missing_of(there.objectives, objectives);
  const auto called_before = alike(objectives, missing);
  std::vector<DraftRemark> remarks;
  for (std::size_t i = 0; i < objectives.size(); ++i)
    if (const Objective* before = called_before[i])
      remarks.push_back({objectives[i].said->place,
                         renamed_text(fmt::format("{}/{}", there.id.text, objectives[i].id), {before->id.text},
                                      fmt::format("{}/{}", there.id.text, before->id.text), objectives[i].said->title),
                         "new beside others"});
  return remarks;
}

const ToldDifferences::Standing& ToldDifferences::standing_at(const Place& place) {
  const auto known = files_.find(place.file);
  if (known != files_.end()) return known->second;
  const auto text = store::read_file(workspace_.root + "/" + workspace_.files[place.file]);
  Standing standing;
  if (text)
    for (const std::string_view line : split(*text, '\n'))
      if (const std::string_view plain = trim(line); plain.starts_with('#')) standing.comments.emplace(plain);
  if (auto values = store::ValueTexts::read(text.value_or("")); text && values) standing.values = std::move(*values);
  return files_.emplace(place.file, std::move(standing)).first->second;
}

std::vector<DraftRemark> ToldDifferences::comments_of(const DraftRecord& said, const std::string& name,
                                                      const Place& place) {
  std::vector<DraftRemark> remarks;
  if (!place.known()) return remarks;
  for (const std::string& comment : said.comments) {
    const std::string_view line = trim(std::string_view(comment).substr(0, comment.find('\n')));
    if (standing_at(place).comments.contains(fmt::format("# {}", trim(safe_for_terminal(line, true))))) continue;
    remarks.push_back({said.place,
                       fmt::format("{} is there already and takes no comment more: {}", name,
                                   cut_to_width(safe_for_terminal(line), longest_value, true)),
                       {},
                       comment});
  }
  return remarks;
}

std::vector<DraftRemark> ToldDifferences::of(const DraftRecord& said, const KnownRecord& known, const Place& place) {
  std::vector<DraftRemark> remarks = comments_of(said, known.name, place);
  std::vector<DraftField> fields = said.fields;
  if (is_other_title(said, known, place)) fields.push_back({"title", store::toml_string(plain_title(said.title))});
  std::ranges::move(fields_of(fields, known, place, said.place), std::back_inserter(remarks));
  return remarks;
}

bool ToldDifferences::is_other_title(const DraftRecord& said, const KnownRecord& known, const Place& place) {
  if (said.title.empty() || !place.known() || !standing_at(place).values) return false;
  store::KeyPath path = known.table;
  path.emplace_back("title");
  const auto there = standing_at(place).values->on_one_line(path);
  return !there || title_key(plain_text(*there)) != title_key(said.title);
}

std::vector<DraftRemark> ToldDifferences::targets_of(const DraftKpi& said, const Kpi& there) {
  const std::string name = full_id(there.id);
  return fields_of(said.targets, {name, {"targets"}}, there.place, said.place);
}

std::vector<DraftRemark> ToldDifferences::file_of(const DraftCycle& said, const Place& place) {
  return fields_of(said.file, {said.id, {}}, place, said.place);
}

std::vector<DraftRemark> ToldDifferences::fields_of(const std::vector<DraftField>& fields, const KnownRecord& known,
                                                    const Place& place, CsvPlace said_at) {
  std::vector<DraftRemark> remarks;
  if (!place.known() || !standing_at(place).values) return remarks;
  const store::ValueTexts& values = *standing_at(place).values;
  const bool is_objective = known.table.size() == 1 && known.table.front() != "cycle";
  for (const DraftField& field : fields) {
    if (field.key == "reason") continue;  // told with its state
    store::KeyPath path = known.table;
    path.push_back(plain_text(field.key));
    auto there = values.on_one_line(path);
    if (!there && is_objective) there = values.on_one_line({"defaults", field.key});
    if (there && is_same(*there, field.toml)) continue;
    remarks.push_back({said_at,
                       fmt::format("{} of {} {}, not {}: {}", field.key, known.name,
                                   there ? "stays " + shown(*there) : "is not given and stays so", shown(field.toml),
                                   way(field, known, field_of(fields, "reason"))),
                       "other " + field.key});
  }
  return remarks;
}

}  // namespace okr::actions
