// SPDX-License-Identifier: MIT
// A cycle or the KPIs as an outline in Markdown, with the keys in comments so that `okr import` reads all of it back.
#include "actions/export/exports.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <map>
#include <vector>

#include "actions/checkin/write.hpp"
#include "draw/markdown.hpp"
#include "draw/numbers.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/model/checkin_sheet.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/checkin_text.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/toml_text.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/words.hpp"

namespace okr::actions {
using namespace session;

namespace {

/// What a note does not repeat: the title is what people read, readings are written in their own way.
constexpr std::string_view not_in_notes[] = {"title", "readings"};

const KeyPlace result_key[] = {{"result", {}, {}}};

/// What says where a KPI's readings stand and how they are read.
constexpr std::string_view of_csv[] = {"values", "date-column", "value-column", "delimiter", "decimal", "date-format"};

class Outline {
 public:
  Outline(const Workspace& workspace, Date as_of) : workspace_(workspace), as_of_(as_of), book_(workspace, as_of) {}

  Status add(const Cycle& cycle) {
    const CycleNumbers numbers = numbers_of(workspace_, cycle, as_of_);
    const bool is_read = could_be_read(cycle.place);
    Note note;
    note.add("cycle", store::toml_string(cycle.id.text));
    if (is_read) TRY(add_keys_of(cycle, note));
    is_kept_ = is_read && numbers.is_final && cycle.result;
    if (is_kept_) {
      TRY_ASSIGN(const store::ValueTexts* kept, values_of(cycle.result->place));
      note.add_keys(*kept, {}, result_key, {});
    } else if (numbers.is_final && numbers.score) {
      note.add("result", result_of(numbers.score, {}));
    }
    const std::string title = shown_title(cycle.title, {}, note);
    line(fmt::format("# {}{}{}", safe_for_terminal(cycle.id.text), title.empty() ? "" : ": ", title));
    line(note.text() + "\n");
    const std::string unread = unread_words(cycle);
    if (numbers.shown || !unread.empty()) line(standing_line(numbers) + unread + "\n");
    for (const ObjectiveNumbers& objective : numbers.objectives)
      if (objective.objective) TRY(add(objective));
    return add_checkins(cycle);
  }

  Status add_kpis() {
    if (workspace_.kpis.empty()) return {};
    line("# KPIs");
    line(Note().add("kpis", "true").text() + "\n");
    for (const Kpi& kpi : workspace_.kpis)
      if (could_be_read(kpi.place, kpi.place_of("values"))) TRY(add(kpi));
    text_ += "\n";
    return {};
  }

  /// Numbers as on every page; those of the notes are bare, as they are typed.
  std::string text(std::optional<DigitStyle> digits) && { return draw::with_signs(text_, draw::page_signs(digits)); }

 private:
  /// Of a KPI, what could not is named beside the page, as everywhere.
  bool could_be_read(const Place& place, const Place& but = {}) const {
    return std::ranges::none_of(workspace_.diagnostics, [&](const Diagnostic& finding) {
      return is_unreadable(finding.code) && finding.place.known() && finding.place.file == place.file &&
             finding.place != but;
    });
  }

  Status add_keys_of(const Cycle& cycle, Note& note) {
    TRY_ASSIGN(const store::ValueTexts* values, values_of(cycle.place));
    note.add_keys(*values, {"cycle"}, cycle.keys, not_in_notes).add_own_keys(*values, {"cycle"});
    TRY_ASSIGN(const std::string beside, own_keys_of_files(cycle));
    if (!beside.empty()) note.add("file", beside);
    return {};
  }

  /// Within the line of the score, which no import reads.
  static std::string unread_words(const Cycle& cycle) {
    const std::string unread = reports::unread_text(cycle);
    return unread.empty() ? std::string() : fmt::format(" {}.", draw::markdown_line(unread));
  }

  Status add(const ObjectiveNumbers& numbers) {
    const Objective& objective = *numbers.objective;
    TRY_ASSIGN(const store::ValueTexts* values, values_of(objective.place));
    Note note;
    note.add("id", store::toml_string(objective.id.text));
    note.add_keys(*values, {objective.id.text}, objective.keys, not_in_notes);
    note.add_own_keys(*values, {objective.id.text});
    note.add_keys(*values, {"defaults"}, defaults_of(objective), not_in_notes);
    if (numbers.is_final && numbers.score && !is_kept_) note.add("result", result_of(numbers.score, {}));
    line("## " + shown_title(objective.title, objective.id.text, note));
    line(note.text() + "\n");
    std::string words =
        fmt::format("Score {}, {}", score_text(numbers.score), standing(numbers.status, numbers.verdict));
    if (!objective.team.empty()) words += "; team " + draw::markdown_line(objective.team);
    const auto owners = owners_of(workspace_.settings, objective);
    if (!owners.empty()) words += "; " + draw::markdown_line(join(owners, ", "));
    line(words + ".\n");
    for (const KeyResultNumbers& kr : numbers.key_results)
      if (kr.key_result) TRY(add(numbers, kr));
    text_ += "\n";
    return {};
  }

  Status add(const ObjectiveNumbers& objective, const KeyResultNumbers& numbers) {
    const KeyResult& kr = *numbers.key_result;
    TRY_ASSIGN(const store::ValueTexts* values, values_of(kr.place));
    Note note;
    note.add("id", store::toml_string(kr.id.name));
    note.add_keys(*values, {kr.id.objective.text, kr.id.name}, kr.keys, not_in_notes);
    note.add_own_keys(*values, {kr.id.objective.text, kr.id.name});
    if (numbers.is_final && numbers.score && !is_kept_) note.add("result", result_of(numbers.score, numbers.progress));
    const std::string now = draw::markdown_line(reports::now_text(numbers));
    std::string words = fmt::format("- **{}**: {}{}score {}, {}", shown_title(kr.title, to_string(kr.id), note), now,
                                    now.empty() ? "" : ", ",
                                    score_text(is_scored(objective, numbers) ? numbers.score : Absence::not_counted),
                                    standing(numbers.status(), numbers.verdict));
    if (numbers.confidence) words += fmt::format(", confidence {}/10", numbers.confidence->value);
    line(words);
    line("  " + note.text());
    return {};
  }

  Status add(const Kpi& kpi) {
    const KpiNumbers numbers = book_.numbers(kpi);
    TRY_ASSIGN(const store::ValueTexts* values, values_of(kpi.place));
    Note note;
    note.add("kpi", store::toml_string(kpi.id.text)).add_keys(*values, {}, defining_keys(kpi), not_in_notes);
    note.add_own_keys(*values, {});
    const KeyPlace tables[] = {{"targets", {}, {}}};
    if (!kpi.targets.empty()) note.add_keys(*values, {}, tables, {});
    if (const std::string readings = readings_of(kpi); !readings.empty()) note.add("readings", readings);
    std::string words = fmt::format("- **{}**:", shown_title(kpi.title, kpi.id.text, note));
    if (numbers.value()) words += " " + draw::markdown_line(reports::value_with_unit(numbers)) + ",";
    line(fmt::format("{} {}", words, word(numbers.status)));
    line("  " + note.text());
    return {};
  }

  Status add_checkins(const Cycle& cycle) {
    std::vector<CheckinSheet> sheets = sheets_of(cycle);
    std::erase_if(sheets, [this](const CheckinSheet& sheet) { return sheet.head.date > as_of_; });
    if (sheets.empty()) return {};
    line("## Check-ins");
    line(Note().add("checkins", "true").text() + "\n");
    for (const CheckinSheet& sheet : sheets) TRY(add(sheet));
    text_ += "\n";
    return {};
  }

  Status add(const CheckinSheet& sheet) {
    const Checkin& checkin = sheet.head;
    Note note;
    note.add("checkin", store::toml_string(checkin_name(workspace_, checkin)));
    TRY_ASSIGN(const store::ValueTexts* values, values_of(checkin.place));
    for (const store::CheckinValue& value : store::checkin_values(sheet))
      note.add(value.key, value.key == "note" ? values->of({"note"}).value_or(value.toml) : value.toml);
    std::string words = fmt::format("- **{}**", long_date(checkin.date));
    if (!checkin.by.empty()) words += ", " + draw::markdown_line(checkin.by);
    std::vector<std::string> said;
    if (!trim(checkin.note).empty()) said.push_back(paragraphs(trim(checkin.note)));
    for (const JournalList& list : journal_for_people(checkin))
      said.push_back(fmt::format("{}: {}", told(list.part), draw::markdown_line(join(list.items, "; "))));
    if (said.empty()) said.push_back(counted(static_cast<long long>(sheet.entries.size()), "value", "values"));
    line(words + ": " + join(said, " · "));
    line("  " + note.text());
    return {};
  }

  /// A text of several lines within one of the page.
  static std::string paragraphs(std::string_view text) {
    std::string lines;
    for (const std::string_view line : split(text, '\n'))
      lines += (lines.empty() ? "" : "<br>") + draw::markdown_line(trim(line));
    return lines;
  }

  /// Markdown knows no blank at the end of a title, and no bold text that has one; a page shows no marks of direction
  /// and line ends, and the marks of wikis are none of the text. Such a title stands in the note too.
  static std::string shown_title(const std::string& title, std::string_view otherwise, Note& note) {
    const std::string_view plain = trim(title);
    const bool has_wiki_marks = title.find("[[") != std::string::npos || title.find("==") != std::string::npos;
    if (plain.size() != title.size() || has_wiki_marks || safe_for_terminal(title) != title)
      note.add("title", store::toml_string(title));
    return draw::markdown_line(plain.empty() ? otherwise : plain);
  }

  // --- parts of a note -----------------------------------------------------------------------------------------------

  /// What [defaults] of its file says for it.
  static std::vector<KeyPlace> defaults_of(const Objective& objective) {
    std::vector<KeyPlace> keys;
    for (const std::string_view key : default_keys())
      if (!objective.gives(key)) keys.push_back({key, {}, {}});
    return keys;
  }

  /// What people keep beside the tables of a cycle's files, as a table; empty where there is nothing. Its files become
  /// one: of a key that several have the first stays.
  Result<std::string> own_keys_of_files(const Cycle& cycle) {
    store::InlineTable fields;
    std::vector<std::string> known;
    const std::string front = cycle.folder + "/";
    for (std::size_t i = 0; i < workspace_.files.size(); ++i) {
      const std::string& file = workspace_.files[i];
      if (!file.starts_with(front) || file.find('/', front.size()) != std::string::npos) continue;
      const auto values = values_of({static_cast<std::uint32_t>(i), 1, 1});
      if (!values) continue;  // no TOML: the reader has said so
      for (const std::string& key : (*values)->keys({})) {
        if (!key.starts_with(own_prefix) || contains(known, key)) continue;
        TRY_ASSIGN(const auto value, (*values)->on_one_line({key}));
        fields.add(store::toml_key(key), value);
        known.push_back(key);
      }
    }
    return known.empty() ? std::string() : fields.text();
  }

  /// Without those that say how to read a CSV, whose readings are written out.
  static std::vector<KeyPlace> defining_keys(const Kpi& kpi) {
    std::vector<KeyPlace> keys = kpi.keys;
    std::erase_if(keys, [](const KeyPlace& given) { return contains(of_csv, given.key); });
    return keys;
  }

  /// "{ for = "2026-W33", value = 57, final = true }" of each day or period; amounts of one that are added are a list.
  std::string readings_of(const Kpi& kpi) const {
    const FiscalYear year = workspace_.fiscal_start();
    const bool is_shared = !folder_of_readings(workspace_.files[kpi.place.file]).empty();
    std::vector<std::string> list;
    for (auto first = kpi.readings.begin(); first != kpi.readings.end() && first->date <= as_of_;) {
      const auto is_of_it = [&](const Reading& reading) {
        return reading.date == first->date && reading.unit == first->unit && reading.place.file == first->place.file;
      };
      const auto last = std::find_if_not(first, kpi.readings.end(), is_of_it);
      std::vector<std::string> amounts;
      for (auto reading = first; reading != last; ++reading) amounts.push_back(store::toml_number(reading->value));
      const std::string period = period_name(first->date, first->unit, year);
      store::InlineTable one;
      one.add("for", store::toml_string(period));
      one.add("value", amounts.size() == 1 ? amounts.front() : store::toml_list(amounts));
      if (const std::string said = kpi.note_of(*first); !said.empty()) one.add("note", store::toml_line_string(said));
      if (first->final) one.add("final", store::toml_boolean(true));
      if (is_shared) one.add("source", store::toml_string(source_of_readings(workspace_.files[first->place.file])));
      list.push_back(one.text());
      first = last;
    }
    return list.empty() ? std::string() : store::toml_list(list);
  }

  static std::string result_of(const Computed<Score>& score, const Computed<Progress>& progress) {
    store::InlineTable fields;
    fields.add("score", store::toml_number(score->value()));
    if (progress) fields.add("progress", store::toml_number(progress->value()));
    return fields.text();
  }

  // --- words ---------------------------------------------------------------------------------------------------------

  std::string score_text(const Computed<Score>& score) const {
    return reports::score_or_none(score, workspace_.settings.scoring.scale);
  }

  static std::string standing(PaceStatus status, const std::optional<Verdict>& verdict) {
    return reports::standing_text(status, verdict).letters();
  }

  std::string standing_line(const CycleNumbers& numbers) const {
    const std::string day = long_date(as_of_);
    if (numbers.ended) return fmt::format("Score {}.", score_text(numbers.score));
    return fmt::format("Score {} on {}, day {} of {}.", score_text(numbers.score), day, numbers.day, numbers.days);
  }

  void line(std::string_view words) { text_ += std::string(words) + "\n"; }

  /// Of the file in which the record stands, read once.
  Result<const store::ValueTexts*> values_of(const Place& place) {
    const std::string name = place.known() ? workspace_.files[place.file] : std::string();
    const auto known = values_.find(name);
    if (known != values_.end()) return &known->second;
    std::string text;
    if (place.known()) {
      TRY_ASSIGN(text, store::read_file_inside(workspace_.root, workspace_.root + "/" + name));
    }
    TRY_ASSIGN(auto values, store::ValueTexts::read(text));
    return &values_.emplace(name, std::move(values)).first->second;
  }

  const Workspace& workspace_;
  Date as_of_;
  KpiBook book_;
  std::string text_;
  bool is_kept_ = false;  ///< the cycle's [result] stands in its note
  std::map<std::string, store::ValueTexts> values_;
};

}  // namespace

Result<int> export_md(Context& context, const ExportRequest& request) {
  if (request.into) return export_into(context, request);
  TRY_ASSIGN(auto session, open_for_export(context, request.all));
  Outline outline(session.workspace, context.today());
  for (const Cycle* cycle : exported_cycles(session, request.all)) TRY(outline.add(*cycle));
  TRY(outline.add_kpis());
  context.set_notation(Notation::markup);
  context.print(std::move(outline).text(context.digits()));
  return report_computed_faults(context, session.workspace);
}

// --- what a page says behind what people read ------------------------------------------------------------------------

// What a page of Markdown says of a record behind what people read: a comment that no reader shows, with the record's
// keys as an inline table of TOML without its braces. <!-- okr: id = "users", target = 400 -->

namespace {

/// Two hyphens in a row would end a comment of HTML: within texts the second one is escaped.
std::string without_double_hyphens(std::string_view toml) {
  std::string safe;
  bool is_text = false;
  for (std::size_t i = 0; i < toml.size(); ++i) {
    const char c = toml[i];
    if (is_text && c == '\\') {
      safe += toml.substr(i++, 2);
    } else if (is_text && c == '-' && safe.ends_with('-')) {
      safe += "\\u002D";
    } else {
      is_text ^= c == '"';
      safe += c;
    }
  }
  return safe;
}

}  // namespace

Note& Note::add(std::string_view key, std::string_view value) {
  if (const auto line = store::on_one_line(value)) put(key, *line);
  return *this;
}

void Note::put(std::string_view key, std::string_view line) {
  fields_ +=
      fmt::format("{}{} = {}", fields_.empty() ? "" : ", ", key, without_double_hyphens(with_controls_escaped(line)));
}

Note& Note::add_keys(const store::ValueTexts& values, const store::KeyPath& table, std::span<const KeyPlace> keys,
                     std::span<const std::string_view> left_out) {
  for (const KeyPlace& given : keys) {
    if (contains(left_out, given.key)) continue;
    store::KeyPath path = table;
    path.emplace_back(given.key);
    if (const auto value = values.on_one_line(path)) put(store::toml_key(given.key), *value);
  }
  return *this;
}

Note& Note::add_own_keys(const store::ValueTexts& values, const store::KeyPath& table) {
  for (const std::string& key : values.keys(table)) {
    if (!key.starts_with(own_prefix)) continue;
    store::KeyPath path = table;
    path.push_back(key);
    if (const auto value = values.on_one_line(path)) put(store::toml_key(key), *value);
  }
  return *this;
}

std::string Note::text() const { return fmt::format("<!-- okr: {} -->", fields_); }

}  // namespace okr::actions
