// SPDX-License-Identifier: MIT
// `okr diff` as a page: what was moved without a reason first, then a table a cycle, each record with its causes.

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "okr/base/date.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "reports/diff/diff.hpp"
#include "reports/pages.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// "0.33 → 0.67", or one of them where they are printed alike; empty where there is no score.
std::string score_cell(const RecordDifference& row, int scale) {
  const auto text_of = [&](const std::optional<DiffSide>& side) {
    return side && side->shown ? score_text(side->shown, scale) : std::string();
  };
  const std::string before = text_of(row.before), after = text_of(row.after);
  if (before == after) return after;
  if (before.empty() && !row.before) return after;
  if (after.empty() && !row.after) return before;
  return fmt::format("{} → {}", before.empty() ? "n/a" : before, after.empty() ? "n/a" : after);
}

/// Its numbers are n/a: something of it could not be read, or is in error.
bool is_lost(const std::optional<DiffSide>& side) {
  return side && (side->unread || side->status == word(PaceStatus::not_available));
}

/// "2/4 → 3/4"; empty where a side is a number.
std::string words_moved(const RecordDifference& row) {
  const auto words_of = [](const std::optional<DiffSide>& side, const std::optional<DiffSide>& other) {
    const bool is_said = is_lost(side) && other && !other->value_in_words.empty();
    return is_said ? std::string("n/a") : side ? side->value_in_words : std::string();
  };
  const std::string before = words_of(row.before, row.after), after = words_of(row.after, row.before);
  if ((row.before && before.empty()) || (row.after && after.empty())) return {};
  if (before == after || before.empty()) return after;
  return after.empty() ? before : before + " → " + after;
}

std::string value_cell(const RecordDifference& row) {
  if (std::string text = words_moved(row); !text.empty()) return text;
  const auto before = row.before ? row.before->value : std::nullopt;
  const auto after = row.after ? row.after->value : std::nullopt;
  if (!before && !after) return {};
  if (!before || !after || *before == *after) {
    const std::string text = with_unit(display_value(before ? *before : *after), row.unit);
    if (before.has_value() == after.has_value() || !row.before || !row.after) return text;
    const std::string nothing = is_lost(before ? row.after : row.before) ? "n/a" : "none";
    return before ? text + " → " + nothing : nothing + " → " + text;
  }
  const auto texts = display_together({*before, *after});
  return with_unit(fmt::format("{} → {}", texts[0], texts[1]), row.unit);
}

std::string status_cell(const RecordDifference& row) {
  const auto status_of = [](const std::optional<DiffSide>& side) {
    return is_lost(side) ? std::string("n/a") : side ? side->status : std::string();
  };
  const std::string before = status_of(row.before), after = status_of(row.after);
  if (before == after || before.empty()) return after;
  return after.empty() ? before : fmt::format("{} → {}", before, after);
}

bool is_printed(const std::optional<double>& moved) { return moved && std::abs(*moved) >= 0.005; }

bool moves_definition(const RecordDifference& row) {
  return std::ranges::any_of(row.causes, [](const DifferenceCause& cause) { return is_definition(cause.cause); });
}

/// "score +0.17 by what was recorded, +0.17 by its definition"; empty where all of it has one cause that is seen
/// anyway.
std::string effect_text(const RecordDifference& row, int scale) {
  if (!row.by_definition || !moves_definition(row)) return {};
  const std::string defined = signed_score(*row.by_definition, scale) + " by its definition";
  if (!is_printed(row.by_readings)) return "score " + defined;
  return fmt::format("score {} by what was recorded, {}", signed_score(*row.by_readings, scale), defined);
}

Style style_of(const DifferenceCause& cause) {
  const bool is_lost = cause.cause == Cause::dropped || cause.cause == Cause::unread;
  return cause.unexplained || is_lost ? Style::warn : Style::normal;
}

/// True where what holds it came or went as a whole, or stands in the same file that could not be read: that is said
/// there, once.
bool is_said_above(const DifferenceCause& cause, const RecordDifference* above) {
  const bool is_shared = cause.cause == Cause::added || cause.cause == Cause::dropped || cause.cause == Cause::unread;
  return above && is_shared && std::ranges::any_of(above->causes, [&](const DifferenceCause& other) {
           return other.cause == cause.cause && other.why == cause.why;
         });
}

/// An id alone where one cycle is spoken of, else with its cycle; KPIs as kpi/ID.
class Names {
 public:
  explicit Names(const Differences& differences) {
    for (const RecordDifference& row : differences.rows)
      if (!row.cycle.empty()) cycles_.insert(row.cycle);
  }
  std::string of(const RecordDifference& row) const {
    if (row.record == DiffRecord::kpi) return full_id(KpiId(row.id));
    const bool stands_alone = cycles_.size() < 2 || row.cycle.empty() || row.record == DiffRecord::cycle;
    return stands_alone ? row.id : row.cycle + "/" + row.id;
  }

 private:
  std::set<std::string> cycles_;
};

/// `cycle` is where they stand; null of KPIs and settings.
Table table_for(const std::vector<const RecordDifference*>& rows, const RecordDifference* cycle, int scale) {
  const RecordDifference* objective = nullptr;
  Table table;
  table.record_name = "record";
  table.columns = {{.name = "id", .heading = "ID"},
                   {.name = "title", .heading = "TITLE", .drop = 1},
                   {.name = "value", .heading = "VALUE"},
                   {.name = "score", .heading = "SCORE", .drop = 3},
                   {.name = "status", .heading = "STATUS", .drop = 2}};
  for (const RecordDifference* row : rows) {
    const bool is_objective = row->record == DiffRecord::objective;
    if (is_objective) objective = row;
    table.add_record(row->id,
                     {Cell(row->id, Style::id), row->title, value_cell(*row),
                      Cell(score_cell(*row, scale), is_objective ? Style::strong : Style::normal), status_cell(*row)});
    for (const DifferenceCause& cause : row->causes)
      if (!is_said_above(cause, cycle) && !is_said_above(cause, is_objective ? nullptr : objective))
        table.add_note(Text(cause_text(cause), style_of(cause)));
    if (const std::string effect = effect_text(*row, scale); !effect.empty()) table.add_note(Text(effect, Style::dim));
  }
  return table;
}

void add_unexplained(const Differences& differences, Document& document) {
  KeyValues lines{.items = {}, .indent = 2, .gap = 2};
  const Names names(differences);
  for (const RecordDifference& row : differences.rows)
    for (const DifferenceCause& cause : row.causes) {
      if (!cause.unexplained) continue;
      std::string text = cause_text(cause);
      if (row.by_definition) text += ", score " + signed_score(*row.by_definition, differences.scale);
      lines.add(Text(names.of(row), Style::id), Text(text, Style::warn));
    }
  if (lines.items.empty()) return;
  document.add(Space{}).add(Heading{.level = 2, .text = "MOVED GOALPOSTS", .alert = true});
  document.add(std::move(lines));
}

std::string cycle_score(const RecordDifference& row, int scale) {
  const std::string score = score_cell(row, scale);
  return score.empty() ? std::string() : "score " + score;
}

void add_cycle_heading(const RecordDifference& row, int scale, Document& document) {
  document.add(Space{}).add(
      Heading{.level = 2, .text = row.id + "  " + row.title, .right = Text(cycle_score(row, scale)), .is_name = true});
  for (const DifferenceCause& cause : row.causes)
    document.add(Paragraph{.text = Text(cause_text(cause), style_of(cause)), .indent = 2});
}

std::vector<std::string> counts_of(const Differences& differences) {
  std::array<int, okr::words_of<Cause>().size()> count{};
  for (const RecordDifference& row : differences.rows)
    for (const DifferenceCause& cause : row.causes) count[static_cast<std::size_t>(cause.cause)] += cause.count;
  const auto of = [&](Cause cause) { return count[static_cast<std::size_t>(cause)]; };
  std::vector<std::string> texts;
  const auto say = [&](int many, std::string_view one, std::string_view several) {
    if (many > 0) texts.push_back(counted(many, one, several));
  };
  say(of(Cause::added), "record added", "records added");
  say(of(Cause::dropped), "dropped", "dropped");
  say(of(Cause::renamed), "renamed", "renamed");
  say(of(Cause::unread), "n/a", "n/a");
  say(of(Cause::reading), "new reading", "new readings");
  say(of(Cause::correction), "corrected reading", "corrected readings");
  int defined = 0;
  for (const Cause cause : {Cause::target, Cause::baseline, Cause::bound, Cause::weight, Cause::kind, Cause::state,
                            Cause::dates, Cause::settings})
    defined += of(cause);
  say(defined, "definition changed", "definitions changed");
  say(of(Cause::text), "text changed", "texts changed");
  say(count_unexplained(differences), "moved without a reason", "moved without a reason");
  return texts;
}

/// What stands in a table or for itself; a cycle whose records alone differ is only a heading.
bool is_record(const RecordDifference& row) { return row.record != DiffRecord::cycle || !row.causes.empty(); }

std::string summary(const Differences& differences) {
  const auto records = std::ranges::count_if(differences.rows, is_record);
  if (records == 0) return "No cycle, objective, key result or KPI differs.";
  const auto counts = counts_of(differences);
  std::string text = counted(records, "record differs", "records differ");
  return counts.empty() ? text + "." : text + ": " + join(counts, ", ") + ".";
}

void add_title(const Differences& differences, Document& document) {
  document.add(Heading{.level = 1, .text = "What changed", .right = day_text(differences.as_of)});
  document.add(Paragraph{.text = Text(differences.from + " → " + differences.to, Style::dim)});
}

}  // namespace

Document document_of(const Differences& differences) {
  Document document;
  add_title(differences, document);
  add_unexplained(differences, document);
  std::vector<const RecordDifference*> part;
  DiffRecord last = DiffRecord::cycle;
  const RecordDifference* cycle = nullptr;
  const auto close_part = [&] {
    if (!part.empty()) document.add(table_for(part, cycle, differences.scale));
    part.clear();
    cycle = nullptr;
  };
  for (const RecordDifference& row : differences.rows) {
    const bool begins = row.record == DiffRecord::cycle || (row.record == DiffRecord::kpi && last != DiffRecord::kpi);
    if (begins) close_part();
    if (row.record == DiffRecord::cycle) {
      cycle = &row;
      add_cycle_heading(row, differences.scale, document);
    }
    if (row.record == DiffRecord::kpi && begins) document.add(Space{}).add(Heading{.level = 2, .text = "KPIs"});
    if (row.record == DiffRecord::settings) document.add(Space{});
    if (row.record != DiffRecord::cycle) part.push_back(&row);
    last = row.record;
  }
  close_part();
  document.add(Space{}).add(Paragraph{.text = Text(summary(differences))});
  if (!differences.rows.empty())
    add_legend(document, {Sign::score, Sign::status}, differences.workspace->settings.scoring);
  return document;
}

namespace {

std::string short_word(const DifferenceCause& cause) {
  if (cause.cause == Cause::reading) return counted(cause.count, "reading");
  return std::string(cause.cause == Cause::parts ? "follows" : word(cause.cause));
}

}  // namespace

Document diff_stat_document(const Differences& differences) {
  Document document;
  Table table = draw::list_table("record", {{.name = "id"}, {.name = "score"}, {.name = "causes", .shrink = 1}});
  const Names names(differences);
  for (const RecordDifference& row : differences.rows) {
    if (!is_record(row)) continue;
    std::vector<std::string> causes;
    for (const DifferenceCause& cause : row.causes) {
      std::string text = short_word(cause);
      if (!contains(causes, text)) causes.push_back(std::move(text));
    }
    const std::string id = names.of(row);
    table.add_record(id, {Cell(id, Style::id), score_cell(row, differences.scale), join(causes, ", ")});
  }
  if (!table.rows.empty()) document.add(std::move(table));
  return document.add(Paragraph{.text = Text(summary(differences))});
}

// --- `okr diff` in words ---------------------------------------------------------------------------------------------

namespace {

constexpr std::size_t longest_text = 60;  // of a reason or a list of steps, in the middle of a sentence

std::string short_text(const ChangedField::Value& value) {
  return cut_to_width(first_line(field_text(value)), longest_text, false);
}

/// "400 → 300", with as many decimals as it takes to tell them apart.
std::string moved_text(const DifferenceCause& cause) {
  const bool are_numbers = std::holds_alternative<double>(cause.before) && std::holds_alternative<double>(cause.after);
  if (are_numbers) return field_change_text(cause.before, cause.after);
  return fmt::format("{} → {}", short_text(cause.before), short_text(cause.after));
}

std::string reading_text(const DifferenceCause& cause) {
  const std::string day = short_date(*cause.day, cause.as_of);
  if (cause.count == 1) return fmt::format("new reading: {} on {}", short_text(cause.after), day);
  return fmt::format("{}, the last {} on {}", counted(cause.count, "new reading"), short_text(cause.after), day);
}

std::string correction_text(const DifferenceCause& cause) {
  const std::string day = short_date(*cause.day, cause.as_of);
  if (cause.count > 1)
    return fmt::format("{} taken out, the last of {}: {}", counted(cause.count, "reading"), day,
                       short_text(cause.before));
  if (std::holds_alternative<std::monostate>(cause.after))
    return fmt::format("reading of {} taken out: {}", day, short_text(cause.before));
  return fmt::format("reading of {} corrected: {}", day, moved_text(cause));
}

/// "n/a now: kpi/sleep.toml:30:6 cannot be read", "target n/a before: ...".
std::string unread_cause_text(const DifferenceCause& cause) {
  const bool is_now = !std::holds_alternative<std::monostate>(cause.after);
  return fmt::format("{}{}n/a {}: {} {}", cause.field, cause.field.empty() ? "" : " ", is_now ? "now" : "before",
                     cause.why, is_now ? "cannot be read" : "could not be read");
}

std::string field_cause_text(const DifferenceCause& cause) {
  std::string text = fmt::format("{} {}", cause.field, moved_text(cause));
  if (!cause.why.empty()) text += ": " + first_line(cause.why);
  if (cause.unexplained) text += ", no reason given";
  return text;
}

}  // namespace

std::string cause_text(const DifferenceCause& cause) {
  switch (cause.cause) {
    case Cause::added:
    case Cause::dropped: return std::string(word(cause.cause));
    case Cause::renamed: return "was called " + field_text(cause.before);
    case Cause::unread: return unread_cause_text(cause);
    case Cause::reading: return reading_text(cause);
    case Cause::correction: return correction_text(cause);
    case Cause::parts: return "follows from " + cause.field;
    case Cause::confidence:
    case Cause::text:
    case Cause::target:
    case Cause::baseline:
    case Cause::bound:
    case Cause::weight:
    case Cause::kind:
    case Cause::state:
    case Cause::dates:
    case Cause::settings: return field_cause_text(cause);
  }
  return {};
}

}  // namespace okr::reports
