// SPDX-License-Identifier: MIT
// The kind of a key result and its keys, from all that its lines said; what finds no place is kept as a comment.
#include "actions/import/markdown/records.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/words.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::actions {
namespace {

constexpr std::string_view hand_rubric = "scored by hand, from 0 to 1";
constexpr double all = 100;  // per cent

constexpr const char* no_number = "has no number set off from its words (as in Users: 0 -> 400) and no box";
constexpr const char* no_numbers =
    "key results have no number set off from their words (as in Users: 0 -> 400) and no box: they are written as "
    "drafts";

void keep(DraftKeyResult& kr, std::string_view said, std::vector<DraftRemark>& remarks) {
  std::string text(said);
  remarks.push_back({kr.place,
                     fmt::format("not understood, kept as a comment: {}", safe_for_terminal(text)),
                     {},
                     text,
                     "not understood, kept as comments"});
  kr.comments.push_back(std::move(text));
}

/// What was said of values and found no place.
void keep_values(DraftKeyResult& kr, const LineFacts& facts, std::vector<DraftRemark>& remarks) {
  if (facts.value) keep(kr, facts.value_said, remarks);
  if (facts.baseline && facts.baseline_said != facts.value_said) keep(kr, facts.baseline_said, remarks);
  if (facts.stretch) keep(kr, facts.stretch_said, remarks);
  const bool is_unit_kept = facts.value || facts.baseline || facts.stretch;
  if (!facts.unit.empty() && !is_unit_kept) keep(kr, fmt::format("unit: {}", facts.unit), remarks);
  for (const DatedValue& one : facts.dated)
    keep(kr, fmt::format("{}: {}", to_string(one.day), store::toml_number(one.value)), remarks);
}

/// Where a line below said it, else the record's own.
CsvPlace place_or(CsvPlace said, CsvPlace of_record) { return said == nowhere ? of_record : said; }

/// Of the day that is said, else of the import; where that day is not understood it is no value, but a comment.
void add_value(DraftKeyResult& kr, const LineFacts& facts, EntryValue value, const std::string& said,
               std::vector<DraftRemark>& remarks) {
  if (facts.as_of || !facts.is_day_unread)
    return kr.readings.push_back({facts.as_of, std::move(value), {}, {}, place_or(facts.said_at, kr.place)});
  keep_comment(kr.comments, remarks,
               {kr.place,
                fmt::format("the day of a value is not understood (as 2026-08-10, or as --date-format says), so it is "
                            "kept as a comment: {}",
                            safe_for_terminal(said)),
                "values of a day that is not understood", said});
}

/// A box that is ticked says more than an open one, as words do ("Current: no").
std::string said_by_box(const MarkdownLine& said) {
  return said.is_done.value_or(false) ? said.facts.done_text() : said.facts.box_said;
}

/// A tick says nothing more where its number says so too.
void keep_box(DraftKeyResult& kr, const MarkdownLine& said, std::vector<DraftRemark>& remarks) {
  const LineFacts& facts = said.facts;
  const std::string box = said_by_box(said);
  if (box.empty()) return;
  const double target = facts.target.value_or(all), baseline = facts.baseline.value_or(0);
  const std::optional<double> value = facts.target ? facts.value : facts.progress;
  const bool is_reached = value && (baseline <= target ? *value >= target : *value <= target);
  if (!said.is_done.value_or(false) || !is_reached) keep(kr, box, remarks);
}

/// "Defects 5 -> 1 (0.9)": while a cycle goes on, and where it lies on the way, that is the value.
void settle_bracketed(DraftKeyResult& kr, MarkdownLine& said, bool is_over, std::vector<DraftRemark>& remarks) {
  LineFacts& facts = said.facts;
  if (!said.bracketed || facts.value || !facts.has_measure()) return;
  const auto [low, high] = std::minmax({facts.baseline.value_or(0), facts.target.value_or(0)});
  const bool is_on_the_way = facts.target && low <= *said.bracketed && *said.bracketed <= high;
  if (is_over && !is_on_the_way) return;
  facts.score.reset();
  facts.value_said = store::toml_number(*said.bracketed);
  const bool may_be_share = is_same_unit(facts.unit, "%") && !is_on_the_way;  // 0.85 of "80% -> 90%"
  if (may_be_share)
    keep(kr, facts.value_said, remarks);
  else
    facts.value = said.bracketed;
}

/// A day that no word calls the value's is another one where it is still to come.
void settle_bare_day(DraftKeyResult& kr, LineFacts& facts, Date today, std::vector<DraftRemark>& remarks) {
  if (facts.bare_day.empty() || *facts.as_of <= today) return;
  keep(kr, facts.bare_day, remarks);
  facts.as_of.reset();
}

/// Whether the stretch lies behind the target, seen from where it comes from; a bound has none.
bool is_stretch_beyond(const LineFacts& facts) {
  const double target = facts.target.value_or(0), way = target - facts.baseline.value_or(0);
  return facts.target && facts.stretch && (*facts.stretch - target) * way > 0;
}

/// Beside a target a bound has no place; one that says the same is said.
void keep_bounds(DraftKeyResult& kr, const LineFacts& facts, std::vector<DraftRemark>& remarks) {
  const auto keep_bound = [&](std::string_view key, const std::optional<double>& bound) {
    if (bound && bound != facts.target) keep(kr, fmt::format("{}: {}", key, shortest(*bound)), remarks);
  };
  keep_bound("min", facts.min);
  keep_bound("max", facts.max);
}

void finish_number(DraftKeyResult& kr, const MarkdownLine& said, bool is_over, std::vector<DraftRemark>& remarks) {
  const LineFacts& facts = said.facts;
  const auto set_number = [&](std::string_view key, const std::optional<double>& number) {
    if (number) set_field(kr.fields, std::string(key), store::toml_number(*number));
  };
  if (facts.target) set_number("baseline", facts.baseline);
  set_number("target", facts.target);
  if (is_stretch_beyond(facts))
    set_number("stretch", facts.stretch);
  else if (facts.stretch)
    keep(kr, facts.stretch_said, remarks);
  if (facts.target) {
    keep_bounds(kr, facts, remarks);
  } else {
    set_number("min", facts.min);
    set_number("max", facts.max);
  }
  if (facts.is_strict && !facts.target) set_field(kr.fields, "strict", store::toml_boolean(true));
  if (!facts.unit.empty()) set_field(kr.fields, "unit", store::toml_string(facts.unit));
  if (facts.baseline && !facts.target) keep(kr, facts.baseline_said, remarks);  // a bound has no start
  for (const DatedValue& one : facts.dated)
    kr.readings.push_back({one.day, one.value, {}, {}, place_or(one.place, kr.place)});
  if (facts.value) add_value(kr, facts, *facts.value, facts.value_said, remarks);
  if (facts.value && facts.score) kr.result.value = *facts.value;
  const bool is_result = is_over && !facts.value;  // how far it came, where no number says it
  const bool is_told = facts.progress && facts.value && facts.target &&
                       is_progress_of(*facts.progress, *facts.value, facts.baseline.value_or(0), *facts.target);
  if (facts.progress && is_result) kr.result.progress = *facts.progress / all;
  if (facts.progress && !is_result && !is_told) keep(kr, facts.progress_said, remarks);
  keep_box(kr, said, remarks);
}

void finish_percent(DraftKeyResult& kr, const MarkdownLine& said, std::vector<DraftRemark>& remarks) {
  const LineFacts& facts = said.facts;
  set_field(kr.fields, "kind", store::toml_string(word(Kind::percent)));
  add_value(kr, facts, *facts.progress, facts.progress_said, remarks);
  if (facts.score) kr.result.value = *facts.progress;
  keep_values(kr, facts, remarks);
  keep_box(kr, said, remarks);
}

/// An open box is a no.
void finish_done(DraftKeyResult& kr, const MarkdownLine& said, std::vector<DraftRemark>& remarks) {
  set_field(kr.fields, "kind", store::toml_string(word(Kind::done)));
  if (said.is_done) add_value(kr, said.facts, *said.is_done, *said.is_done ? "[x]" : "[ ]", remarks);
  keep_values(kr, said.facts, remarks);
  if (said.facts.progress) keep(kr, said.facts.progress_said, remarks);
  if (said.has_countable)
    remarks.push_back({kr.place, fmt::format("no number is read from '{}': it is done or not",
                                             cut_to_width(kr.title, longest_quote, true))});
}

/// The score is its value; of a cycle that is over also its result.
void finish_graded(DraftKeyResult& kr, const LineFacts& facts, bool is_over, std::vector<DraftRemark>& remarks) {
  set_field(kr.fields, "kind", store::toml_string(word(Kind::graded)));
  set_field(kr.fields, "rubric", store::toml_string(hand_rubric));
  add_value(kr, facts, *facts.score, fmt::format("score: {}", store::toml_number(*facts.score)), remarks);
  keep_values(kr, facts, remarks);
  if (!is_over) kr.result.score.reset();
}

/// By its box, or by a target of yes.
bool is_done_or_not(const MarkdownLine& said) {
  if (said.is_doubtful || (!said.is_done && !said.facts.is_target_yes)) return false;
  return said.facts.state.empty() || said.is_done.value_or(false);
}

/// Whether it has a target that nobody knows: what is said of it in per cent may be its value.
bool wants_target(const LineFacts& facts) { return facts.is_target_unread || facts.is_target_wanted; }

/// What is missing, so that it is a draft.
std::string why_draft(const MarkdownLine& said) {
  const LineFacts& facts = said.facts;
  if (facts.progress && said.has_own_number)
    return fmt::format("has a number of its own beside {}, which may be its value or its progress",
                       facts.progress_said);
  if (facts.target) return "has a target of 0 or below and no start to come from";
  if (wants_target(facts) && (facts.progress || facts.value || facts.baseline))
    return "has no target that is understood";
  if (said.is_doubtful) return "says more than is understood (a measure is as in Users: 0 -> 400)";
  return no_number;
}

void finish_unmeasured(DraftKeyResult& kr, const MarkdownLine& said, std::vector<DraftRemark>& remarks) {
  const LineFacts& facts = said.facts;
  keep_values(kr, facts, remarks);
  if (facts.target)
    keep(kr, trim(fmt::format("target: {} {}", store::toml_number(*facts.target), facts.unit)), remarks);
  if (const std::string box = said_by_box(said); !box.empty()) keep(kr, box, remarks);
  if (facts.progress) keep(kr, facts.progress_said, remarks);
  if (!facts.state.empty())  // it was given up: it is not done, and nothing more is measured of it
    return set_field(kr.fields, "kind", store::toml_string(word(Kind::done)));
  set_field(kr.fields, "state", store::toml_string(word(State::draft)));
  const std::string title = cut_to_width(kr.title, longest_quote, true), why = why_draft(said);
  DraftRemark remark{kr.place,
                     fmt::format("'{}' {}: it is written as a draft{}", title, why,
                                 facts.progress && said.has_own_number ? " (progress: 70 % says which)" : "")};
  if (why == no_number) remark.together = no_numbers;
  remarks.push_back(std::move(remark));
}

}  // namespace

void set_common(DraftRecord& record, const LineFacts& facts) {
  if (!facts.owners.empty())
    set_field(record.fields, "owner",
              facts.owners.size() == 1 ? store::toml_string(facts.owners.front()) : store::toml_texts(facts.owners));
  if (!facts.tags.empty()) set_field(record.fields, "tags", store::toml_texts(facts.tags));
  if (facts.weight) set_field(record.fields, "weight", store::toml_number(*facts.weight));
  if (!facts.why.empty()) set_field(record.fields, "why", store::toml_string(facts.why));
  if (facts.state.empty()) return;
  set_field(record.fields, "state", store::toml_string(facts.state));
  set_field(record.fields, "reason", store::toml_string(facts.reason));
}

void put_numbers(const LineFacts& said, LineFacts& facts) {
  LineFacts joined = said;
  joined.tags = std::move(facts.tags);
  joined.why = std::move(facts.why);
  joined.source = std::move(facts.source);
  joined.weight = facts.weight;
  if (!facts.owners.empty()) joined.owners = std::move(facts.owners);
  if (facts.due) joined.due = facts.due;
  if (facts.confidence) joined.confidence = facts.confidence;
  if (joined.unit.empty()) joined.unit = std::move(facts.unit);
  joined.is_target_unread = facts.is_target_unread;
  joined.is_target_wanted = facts.is_target_wanted;
  facts = std::move(joined);
}

std::string title_text(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return std::string(trim(safe_for_terminal(text)));
}

std::vector<std::string> unread_of_initiative(const MarkdownLine& said) {
  std::vector<std::string> unread = said.unread;
  const bool is_all_kept = title_text(said.title).empty() || !said.facts.state.empty();  // it became a comment
  std::erase_if(unread,
                [&](const std::string& text) { return is_all_kept || said.whole.find(text) != std::string::npos; });
  return unread;
}

void add_initiative(DraftRecord& record, const MarkdownLine& said, const std::string& link) {
  const LineFacts& facts = said.facts;
  const bool says_more = facts.has_measure() || facts.value || facts.progress || facts.score || facts.confidence ||
                         facts.weight || facts.due || !facts.tags.empty() || !facts.why.empty();
  const std::string title = store::toml_string(title_text(says_more ? said.front + said.whole : said.title));
  std::string more;
  if (!facts.owners.empty() && !says_more) more += ", owner = " + store::toml_string(join(facts.owners, ", "));
  if (said.is_done) more += ", done = " + store::toml_boolean(*said.is_done);
  if (!link.empty()) more += ", link = " + store::toml_string(link);
  add_to_list(record, "initiatives", more.empty() ? title : fmt::format("{{ title = {}{} }}", title, more));
}

void add_to_list(DraftRecord& record, std::string_view key, const std::string& toml) {
  const auto list = std::ranges::find(record.fields, key, &DraftField::key);
  if (list == record.fields.end()) return record.fields.push_back({std::string(key), "[" + toml + "]"});
  list->toml.pop_back();
  list->toml += ", " + toml + "]";
}

void finish_key_result(DraftKeyResult& kr, MarkdownLine said, const DraftDays& days,
                       std::vector<DraftRemark>& remarks) {
  if (said.facts.box) said.is_done = said.facts.box;
  settle_percentage(said.facts);
  settle_bare_day(kr, said.facts, days.today, remarks);
  const bool is_over = days.last && *days.last < days.today;
  settle_bracketed(kr, said, is_over, remarks);
  const LineFacts& facts = said.facts;
  set_common(kr, facts);
  if (!facts.source.empty()) set_field(kr.fields, "source", store::toml_string(facts.source));
  if (facts.due) set_field(kr.fields, "due", to_string(*facts.due));
  kr.result.score = facts.score;
  const bool is_called_so = facts.says_progress && !(facts.is_of_status && facts.is_target_unread);
  const bool is_progress = is_called_so || (!said.has_own_number && !wants_target(facts));
  const bool has_no_start = facts.target && *facts.target <= 0 && !facts.baseline;  // it would go down from nowhere
  if ((facts.target && !has_no_start) || facts.min || facts.max)
    finish_number(kr, said, is_over, remarks);
  else if (facts.progress && is_progress && !facts.is_target_yes)
    finish_percent(kr, said, remarks);
  else if (is_done_or_not(said))
    finish_done(kr, said, remarks);
  else if (facts.score && !facts.progress)
    finish_graded(kr, facts, is_over, remarks);
  else
    finish_unmeasured(kr, said, remarks);
  if (facts.confidence && kr.readings.empty())
    add_value(kr, facts, {}, fmt::format("confidence: {}", *facts.confidence), remarks);
  if (facts.confidence && !kr.readings.empty()) kr.readings.back().confidence = facts.confidence;
  if (!facts.baseline && !facts.baseline_said.empty() && !facts.is_target_yes) keep(kr, facts.baseline_said, remarks);
  if (!facts.judged.empty() && !contains(kr.comments, facts.judged)) keep(kr, facts.judged, remarks);
  if (facts.as_of && !contains(kr.readings, facts.as_of, &DraftReading::date))
    keep(kr, fmt::format("as of {}", to_string(*facts.as_of)), remarks);
}

}  // namespace okr::actions
