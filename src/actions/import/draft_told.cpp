// SPDX-License-Identifier: MIT
#include "actions/import/draft_told.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/import/markdown_note.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/okr.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/values.hpp"

namespace okr::cli {
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

/// A word of the shell.
std::string typed(const std::string& toml) {
  const std::string text = safe_for_terminal(plain_text(toml));
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_@";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  if (text.find('\'') != std::string::npos || text.size() > longest_value) return "...";
  return "'" + text + "'";
}

/// One number that [result] keeps of a record.
struct Kept {
  std::string_view key;
  const std::string& name;
  const std::string& cycle;
  DraftPlace place;
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

}  // namespace

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

const ToldDifferences::Standing& ToldDifferences::standing_at(const Place& place) {
  const auto known = files_.find(place.file);
  if (known != files_.end()) return known->second;
  const auto text = store::read_file(workspace_.root + "/" + workspace_.files[place.file]);
  Standing standing;
  if (text) standing.text = *text;
  if (auto values = store::ValueTexts::read(standing.text); text && values) standing.values = std::move(*values);
  return files_.emplace(place.file, std::move(standing)).first->second;
}

std::vector<DraftRemark> ToldDifferences::comments_of(const DraftRecord& said, const std::string& name,
                                                      const Place& place) {
  std::vector<DraftRemark> remarks;
  if (!place.known()) return remarks;
  for (const std::string& comment : said.comments) {
    const std::string_view line = trim(std::string_view(comment).substr(0, comment.find('\n')));
    if (standing_at(place).text.find("# " + safe_for_terminal(line, true)) != std::string::npos) continue;
    remarks.push_back({said.place, fmt::format("{} is there already and takes no comment more: {}", name,
                                               cut_to_width(safe_for_terminal(line), longest_value, true))});
  }
  return remarks;
}

std::vector<DraftRemark> ToldDifferences::of(const DraftRecord& said, const std::string& cycle, const Place& place,
                                             const std::vector<std::string>& table) {
  const std::string id = join(table, ".");
  std::vector<DraftRemark> remarks = comments_of(said, fmt::format("{}/{}", cycle, id), place);
  if (!place.known() || !standing_at(place).values) return remarks;
  const store::ValueTexts& values = *standing_at(place).values;
  for (const DraftField& field : said.fields) {
    if (field.key == "reason") continue;  // told with its state
    store::KeyPath path = table;
    path.push_back(field.key);
    auto there = values.on_one_line(path);
    if (!there && table.size() == 1) there = values.on_one_line({"defaults", field.key});
    if (there && is_same(*there, field.toml)) continue;
    remarks.push_back({said.place,
                       fmt::format("{} of {}/{} {}, not {}: okr set {}.{}={}{}", field.key, cycle, id,
                                   there ? "stays " + shown(*there) : "is not given and stays so", shown(field.toml),
                                   id, field.key, typed(field.toml), is_definition_key(field.key) ? " --why TEXT" : ""),
                       "other " + field.key});
  }
  return remarks;
}

}  // namespace okr::cli
