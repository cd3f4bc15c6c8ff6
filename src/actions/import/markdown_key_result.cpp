// SPDX-License-Identifier: MIT
#include "actions/import/markdown_key_result.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/words.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::cli {
namespace {

constexpr std::string_view hand_rubric = "scored by hand, from 0 to 1";
constexpr std::size_t longest_quote = 60;

std::string list_toml(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const std::string& text : texts) quoted.push_back(store::toml_string(text));
  return fmt::format("[{}]", join(quoted, ", "));
}

void keep(DraftKeyResult& kr, std::string text, std::vector<DraftRemark>& remarks) {
  remarks.push_back({kr.place, fmt::format("not understood, kept as a comment: {}", text)});
  kr.comments.push_back(std::move(text));
}

void finish_number(DraftKeyResult& kr, const MarkdownLine& said, std::vector<DraftRemark>& remarks) {
  const LineFacts& facts = said.facts;
  constexpr double all = 100;
  if (facts.baseline) set_field(kr, "baseline", store::toml_number(*facts.baseline));
  set_field(kr, "target", store::toml_number(*facts.target));
  if (!facts.unit.empty()) set_field(kr, "unit", store::toml_string(facts.unit));
  if (facts.value) kr.readings.push_back({{}, *facts.value, {}, {}, kr.place});
  if (facts.value && facts.score) kr.result.value = *facts.value;
  if (facts.progress) kr.result.progress = *facts.progress / all;
  if (facts.progress && !facts.value) keep(kr, fmt::format("{} %", store::toml_number(*facts.progress)), remarks);
  if (said.is_done && *said.is_done && !facts.value) keep(kr, "[x]", remarks);
}

void finish_percent(DraftKeyResult& kr, const LineFacts& facts) {
  set_field(kr, "kind", store::toml_string(word(Kind::percent)));
  kr.readings.push_back({{}, *facts.progress, {}, {}, kr.place});
  if (facts.score) kr.result.value = *facts.progress;
}

/// An open box says nothing that is not so anyway.
void finish_done(DraftKeyResult& kr, bool is_done) {
  set_field(kr, "kind", store::toml_string(word(Kind::done)));
  if (is_done) kr.readings.push_back({{}, true, {}, {}, kr.place});
}

void finish_graded(DraftKeyResult& kr, double score) {
  set_field(kr, "kind", store::toml_string(word(Kind::graded)));
  set_field(kr, "rubric", store::toml_string(hand_rubric));
  kr.readings.push_back({{}, score, {}, {}, kr.place});
}

void finish_unmeasured(DraftKeyResult& kr, const LineFacts& facts, std::vector<DraftRemark>& remarks) {
  if (facts.value) keep(kr, store::toml_number(*facts.value), remarks);
  if (facts.baseline) keep(kr, fmt::format("baseline {}", store::toml_number(*facts.baseline)), remarks);
  set_field(kr, "state", store::toml_string(word(State::draft)));
  remarks.push_back(
      {kr.place,
       fmt::format(
           "'{}' has no number set off from its words (as in Users: 0 -> 400) and no box: it is written as a draft",
           cut_to_width(kr.title, longest_quote, true))});
}

}  // namespace

void set_field(DraftRecord& record, std::string key, std::string toml) {
  const auto known = std::ranges::find(record.fields, key, &DraftField::key);
  if (known == record.fields.end())
    record.fields.push_back({std::move(key), std::move(toml)});
  else
    known->toml = std::move(toml);
}

void set_common(DraftRecord& record, const LineFacts& facts) {
  if (!facts.owners.empty())
    set_field(record, "owner",
              facts.owners.size() == 1 ? store::toml_string(facts.owners.front()) : list_toml(facts.owners));
  if (!facts.tags.empty()) set_field(record, "tags", list_toml(facts.tags));
  if (facts.weight) set_field(record, "weight", store::toml_number(*facts.weight));
  if (!facts.why.empty()) set_field(record, "why", store::toml_string(facts.why));
}

std::string title_text(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return std::string(trim(safe_for_terminal(text)));
}

void add_initiative(DraftRecord& record, const MarkdownLine& said) {
  const LineFacts& facts = said.facts;
  std::string toml = store::toml_string(title_text(said.title));
  if (said.is_done || !facts.owners.empty()) {
    toml = "{ title = " + toml;
    if (!facts.owners.empty()) toml += ", owner = " + store::toml_string(join(facts.owners, ", "));
    if (said.is_done) toml += ", done = " + store::toml_boolean(*said.is_done);
    toml += " }";
  }
  const std::string before = record.field("initiatives");
  const std::string front = before.empty() ? "[" : before.substr(0, before.size() - 1) + ", ";
  set_field(record, "initiatives", front + toml + "]");
}

void finish_key_result(DraftKeyResult& kr, const MarkdownLine& said, std::vector<DraftRemark>& remarks) {
  const LineFacts& facts = said.facts;
  set_common(kr, facts);
  if (facts.due) set_field(kr, "due", to_string(*facts.due));
  kr.result.score = facts.score;
  if (facts.target)
    finish_number(kr, said, remarks);
  else if (facts.progress)
    finish_percent(kr, facts);
  else if (said.is_done)
    finish_done(kr, *said.is_done);
  else if (facts.score)
    finish_graded(kr, *facts.score);
  else
    finish_unmeasured(kr, facts, remarks);
  if (facts.confidence && kr.readings.empty()) kr.readings.push_back({{}, {}, {}, {}, kr.place});
  if (facts.confidence) kr.readings.back().confidence = facts.confidence;
}

}  // namespace okr::cli
