// SPDX-License-Identifier: MIT
#include "reports/score/at_close.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "reports/objects.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

std::string closed_text(const AtClose& one) {
  if (!one.closed) return "not closed";
  if (one.commit.empty()) return long_date(*one.closed);
  return fmt::format("{} {}, {}", one.commit, one.author, long_date(*one.closed));
}

/// Nothing where it is the score of the closing.
Cell other_score(const AtClose& one, const std::optional<Score>& score, int scale) {
  if (one.closed && score == one.score) return {};
  return score_text(score, scale);
}

Cell score_by_files(const AtClose& one, int scale) {
  return one.is_bare() ? Cell("-", Style::dim) : other_score(one, one.by_files, scale);
}

std::string summary_of(const std::vector<AtClose>& cycles) {
  std::size_t closed = 0, different = 0, bare = 0;
  for (const AtClose& one : cycles) {
    closed += one.closed ? 1 : 0;
    different += one.differs() ? 1 : 0;
    bare += one.closed && one.is_bare() ? 1 : 0;
  }
  if (closed == 0) return "None of these cycles is closed.";
  std::string text;
  if (different > 0)
    text = fmt::format("The files of {} of {} no longer say the score that {} closed with.", different,
                       counted(static_cast<int>(closed), "closed cycle"), different == 1 ? "it" : "they");
  else if (bare < closed)
    text = "Today's files say what each of them closed with.";
  if (bare > 0) text += fmt::format("{}Of {} there is nothing but the [result].", text.empty() ? "" : " ", bare);
  return text;
}

constexpr Key<AtClose> at_close_keys[] = {
    {"closed", "date?", "the day; null of a cycle that is not closed", [](auto& c) { return c.closed; }},
    {"commit", "string?", "that closed it; null where the history does not tell",
     [](auto& c) { return json_or_null(c.commit); }},
    {"author", "string?", "of that commit", [](auto& c) { return json_or_null(c.author); }},
    {"score_at_close", "number?", "when it closed, as printed: by that commit, else by its [result]",
     [](auto& c) { return c.score; }},
    {"score_in_result", "number?", "as its [result] says it now", [](auto& c) { return c.in_result; }},
    {"score_by_files", "number?",
     "by today's definitions and readings, without the [result]; null where there are none",
     [](auto& c) { return c.by_files; }},
    {"differs", "boolean", "true of a closed cycle of which those that are there are not one",
     [](auto& c) { return c.differs(); }},
};

constexpr Key<std::vector<AtClose>> report_keys[] = {
    {"cycles", "at_close[]", "the latest first",
     [](auto& cycles) {
       return named_list(at_close_keys, cycles, [](const AtClose& one) { return record_name(*one.cycle); });
     }},
};

}  // namespace

AtClose at_close_of(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  AtClose one{.cycle = &cycle};
  if (cycle.result) {
    one.closed = cycle.result->closed ? *cycle.result->closed : cycle.period.last;
    one.score = one.in_result = numbers_of(workspace, cycle, as_of).shown;
  }
  Cycle open = cycle;
  open.result.reset();
  one.by_files = numbers_of(workspace, open, as_of).shown;
  return one;
}

Document at_close_document(const std::vector<AtClose>& cycles, int scale) {
  Table table;
  table.record_name = "cycle";
  table.columns = {{.name = "cycle", .heading = "CYCLE"},
                   {.name = "title", .heading = "", .min_width = 8, .shrink = 1, .drop = 1},
                   {.name = "closed", .heading = "CLOSED"},
                   {.name = "score_at_close", .heading = "AT CLOSE", .align = Align::right},
                   {.name = "score_in_result", .heading = "RESULT NOW", .align = Align::right},
                   {.name = "score_by_files", .heading = "BY FILES", .align = Align::right}};
  for (const AtClose& one : cycles)
    table.add_record(one.cycle->id.text,
                     {Cell(one.cycle->id.text, Style::id), one.cycle->title, closed_text(one),
                      one.closed ? Cell(score_text(one.score, scale)) : Cell(),
                      one.closed ? other_score(one, one.in_result, scale) : Cell(), score_by_files(one, scale)});
  Document document;
  document.add(std::move(table)).add(Space{});
  document.add(Paragraph{.text = Text(summary_of(cycles))});
  return document;
}

Records at_close_records(const std::vector<AtClose>& cycles, Date as_of) {
  Rows rows(as_of, {"closed", "commit", "author", "score_at_close", "score_in_result", "score_by_files", "differs"});
  for (const AtClose& one : cycles) rows.add(record_name(*one.cycle), at_close_keys, one);
  return std::move(rows).records();
}

Json at_close_json(const std::vector<AtClose>& cycles, Date as_of) {
  return report_of("score", as_of, report_keys, cycles);
}

std::vector<JsonObject> at_close_objects() {
  return {variant("score-at-close", "score", "okr score --last N --at-close --json").holds(report_keys),
          JsonObject{"at_close", "A cycle, and what it closed with"}.holds(name_keys).holds(at_close_keys)};
}

}  // namespace okr::reports
