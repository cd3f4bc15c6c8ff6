// SPDX-License-Identifier: MIT
// `okr show ID --why`: the trace of the scoring core as it was recorded; nothing is computed here.

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/course.hpp"
#include "okr/model/workspace.hpp"
#include "reports/cycle_words.hpp"
#include "reports/show/detail.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// "../2026-Q3/cycle.toml:19"
std::string place_text(const Workspace& workspace, const Place& place, const DetailOptions& options) {
  if (!place.known()) return {};
  return fmt::format("{}{}:{}", options.prefix, workspace.files[place.file], place.line);
}

std::string origin_of(const Workspace& workspace, const TraceInput& input, const DetailOptions& options) {
  if (input.place.known()) return place_text(workspace, input.place, options);
  return input.threshold ? "default" : std::string();
}

std::string name_of(const TraceInput& input) {
  return input.of.empty() ? std::string(input.name) : fmt::format("{}  {}", input.of, input.name);
}

/// The page that everybody has with the program, by the part of the method that a step is from.
std::string_view page_of(const TraceStep& step) {
  if (step.section.starts_with('2')) return "okr help progress";
  if (step.section.starts_with('3')) return "okr help pace";
  return step.section.starts_with('4') ? "okr help forecasts" : "okr help kpis";
}

std::string result_of(const TraceStep& step) {
  const bool absent = std::holds_alternative<std::monostate>(step.result);
  if (!absent) return field_text(step.result, shortest);
  return step.absence == Absence::none ? "none" : fmt::format("none: {}", word(step.absence));
}

Table inputs_of(const Workspace& workspace, const TraceStep& step, const DetailOptions& options) {
  Table table = draw::list_table(
      "id", {{.name = "input", .min_width = 18}, {.name = "value", .min_width = 8}, {.name = "place"}}, 4);
  for (const TraceInput& input : step.inputs)
    table.add_record(std::string(step.what), {name_of(input), field_text(input.value, shortest),
                                              Cell(origin_of(workspace, input, options), Style::dim)});
  return table;
}

constexpr Key<TraceStep> step_columns[] = {
    {"step", "", "", [](auto& s) { return s.what; }},
    {"result", "", "", [](auto& s) { return result_of(s); }},
    {"formula", "", "", [](auto& s) { return s.formula; }},
    {"section", "", "", [](auto& s) { return s.section; }},
};

/// An input, and how its file is named.
struct WhyInput {
  const Workspace& workspace;
  const TraceInput& input;
  const DetailOptions& options;
};

constexpr Key<WhyInput> input_columns[] = {
    {"of", "", "", [](auto& i) { return i.input.of; }},
    {"input", "", "", [](auto& i) { return i.input.name; }},
    {"value", "", "", [](auto& i) { return field_text(i.input.value, shortest); }},
    {"origin", "", "", [](auto& i) { return origin_of(i.workspace, i.input, i.options); }},
};

}  // namespace

Document why_document(const Detail& detail, const DetailOptions& options) {
  Document document;
  document.add(Heading{
      .level = 1, .text = fmt::format("{}  how its numbers came about", detail.id()), .right = day_text(detail.as_of)});
  add_unread(document, *detail.workspace, detail.found);
  if (detail.trace.steps.empty()) document.add(Paragraph{.text = "Nothing was computed."});
  for (const TraceStep& step : detail.trace.steps) {
    document.add(Space{}).add(
        Heading{.level = 3, .text = fmt::format("{} = {}", step.what, result_of(step)), .right = Text(page_of(step))});
    document.add(Paragraph{.text = std::string(step.formula), .indent = 2});
    if (!step.inputs.empty()) document.add(inputs_of(*detail.workspace, step, options));
  }
  return document;
}

Records why_records(const Detail& detail, const DetailOptions& options) {
  Rows rows(detail.as_of, {"step", "result", "formula", "section", "of", "input", "value", "origin"});
  const RecordName name = record_name(detail.found);
  for (const TraceStep& step : detail.trace.steps) {
    if (step.inputs.empty()) rows.add(name, step_columns, step);
    for (const TraceInput& input : step.inputs)
      rows.add(name, step_columns, step, input_columns, WhyInput{*detail.workspace, input, options});
  }
  return std::move(rows).records();
}

// --- what people know behind it --------------------------------------------------------------------------------------

std::string step_text(const KeyResultNumbers& numbers, std::size_t step) {
  const Step& one = numbers.key_result->steps[step];
  std::string text = one.title;
  if (one.weight != 1) text += fmt::format(", weight {}", shortest(one.weight));
  if (one.due) text += fmt::format(", due {}", short_date(*one.due, numbers.as_of));
  const auto is_done = is_step_done(numbers, step);
  return is_done ? text + (*is_done ? ", done" : ", open") : text;
}

void add_lines(KeyValues& list, const char* name, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) list.items.push_back({Text(&line == &lines.front() ? name : ""), Text(line)});
}

void add_initiatives(KeyValues& list, const std::vector<Initiative>& initiatives, Date as_of) {
  std::vector<std::string> lines;
  for (const Initiative& initiative : initiatives) lines.push_back(initiative_text(initiative, true, as_of));
  add_lines(list, "initiatives", lines);
}

std::string state_text(State state, const std::string& reason) {
  if (state == State::active) return {};
  return reason.empty() ? std::string(word(state)) : fmt::format("{}: {}", word(state), reason);
}

void add_changes(KeyValues& list, const std::vector<Change>& changes, Date as_of) {
  for (const Change& change : changes) {
    if (as_of < change.on) continue;
    std::string what;
    for (const ChangedField& field : change.fields)
      what += fmt::format(", {} {}", field.key, field_change_text(field.before, field.after));
    if (!change.why.empty()) what += fmt::format(" ({})", change.why);
    add(list, "changed", on_terminal(to_string(change.on)) + on_page(short_date(change.on, as_of)) + Text(what));
  }
}

KeyValues background_of(const Settings& settings, const ObjectiveNumbers& numbers, Date as_of) {
  const Objective& objective = *numbers.objective;
  KeyValues list;
  add(list, "why", objective.why);
  add(list, "owner", join(owners_of(settings, objective), ", "));
  add_initiatives(list, objective.initiatives, as_of);
  add_lines(list, "links", objective.links);
  add(list, "state", state_text(numbers.state, reason_of_state(objective, as_of)));
  add_changes(list, objective.changes, as_of);
  return list;
}

KeyValues background_of(const Settings& settings, const ObjectiveNumbers& above, const KeyResultNumbers& numbers,
                        Date as_of) {
  const KeyResult& kr = *numbers.key_result;
  const auto owners = owners_of(settings, *above.objective, kr);
  KeyValues list;
  add(list, "why", kr.why);
  if (owners != owners_of(settings, *above.objective)) add(list, "owner", join(owners, ", "));
  std::vector<std::string> steps;
  for (std::size_t i = 0; i < kr.steps.size(); ++i) steps.push_back(step_text(numbers, i));
  add_lines(list, "steps", steps);
  add_initiatives(list, kr.initiatives, as_of);
  add_lines(list, "links", kr.links);
  add(list, "state", state_text(numbers.state, reason_of_state(kr, as_of)));
  add_changes(list, kr.changes, as_of);
  return list;
}

}  // namespace okr::reports
