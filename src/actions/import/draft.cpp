// SPDX-License-Identifier: MIT
#include "actions/import/draft.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include <fmt/core.h>

#include "okr/base/id.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"

namespace okr::actions {
namespace {

constexpr std::size_t longest_id_of_title = 24;    // it is typed, and stands in every table
constexpr std::size_t longest_in_file_name = 200;  // with a date and an extension below what every file system takes

}  // namespace

const DraftField* find_field(const std::vector<DraftField>& fields, std::string_view key) {
  const auto found = std::ranges::find(fields, key, &DraftField::key);
  return found == fields.end() ? nullptr : &*found;
}

std::string field_of(const std::vector<DraftField>& fields, std::string_view key) {
  const DraftField* field = find_field(fields, key);
  return field ? field->toml : std::string();
}

std::optional<store::PlainValue> plain_value(std::string_view toml) {
  const auto read = store::changed_values("", fmt::format("x = {}\n", toml));
  const bool is_one = read.size() == 1 && read[0].path.size() == 1;
  return is_one ? read[0].after : std::nullopt;
}

std::string plain_text(std::string_view toml) {
  const bool is_text = toml.starts_with('"') || toml.starts_with('\'');
  const auto value = is_text ? plain_value(toml) : std::nullopt;
  const auto* text = value ? std::get_if<std::string>(&value->of) : nullptr;
  return text ? *text : std::string(toml);
}

void set_field(std::vector<DraftField>& fields, std::string key, std::string toml) {
  const auto known = std::ranges::find(fields, key, &DraftField::key);
  if (known == fields.end())
    fields.push_back({std::move(key), std::move(toml)});
  else
    known->toml = std::move(toml);
}

std::optional<Period> period_of(const DraftCycle& cycle, FiscalYear fiscal_year) {
  if (const auto named = parse_period(cycle.id, fiscal_year)) return named->period;
  const auto first = parse_date(cycle.field("start")), last = parse_date(cycle.field("end"));
  return first && last ? std::optional(Period{*first, *last}) : std::nullopt;
}

void keep_comment(std::vector<std::string>& comments, std::vector<DraftRemark>& remarks, DraftRemark remark) {
  comments.push_back(remark.comment);
  remarks.push_back(std::move(remark));
}

void keep_not_understood(std::vector<std::string>& comments, std::vector<DraftRemark>& remarks, CsvPlace place,
                         std::string text) {
  const std::string_view first = std::string_view(text).substr(0, text.find('\n'));
  const auto lines = std::ranges::count(trim(text), '\n') + 1;
  std::string said = fmt::format("not understood, kept as a comment: {}{}",
                                 cut_to_width(safe_for_terminal(first), longest_quote, true),
                                 lines > 1 ? fmt::format(" ({} lines)", lines) : std::string());
  keep_comment(comments, remarks,
               {.place = place,
                .text = std::move(said),
                .comment = std::move(text),
                .together = "not understood, kept as comments"});
}

bool fits_in_file_name(std::string_view part) {
  return !part.empty() && part.size() <= longest_in_file_name && part.find_first_of(" /\\") == std::string_view::npos &&
         safe_for_terminal(part) == part;
}

LinedText::LinedText(std::string text) : text_(std::move(text)) {
  begins_.push_back(0);
  for (auto at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) begins_.push_back(at + 1);
}

std::string_view LinedText::line(std::size_t number) const {
  if (number == 0 || number > begins_.size()) return {};
  const std::string_view rest = std::string_view(text_).substr(begins_[number - 1]);
  const std::string_view line = rest.substr(0, rest.find('\n'));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

Diagnostic draft_fault(const Draft& draft, CsvPlace place, Code code, std::string what, std::string mend) {
  return diagnostic_of(code, {place, std::move(what), std::move(mend)}, draft.text.line(place.line));
}

/// Errors of a new id end with their code, as they stand alone; a fault says its own.
Result<Diagnostic> draft_id_fault(const Draft& draft, CsvPlace place, const Error& error) {
  if (error.kind == ErrorKind::environment) return tl::unexpected<Error>(error);
  std::string_view what = error.what;
  if (const std::string code = fmt::format(" [{}]", to_string(Code::E119)); what.ends_with(code))
    what.remove_suffix(code.size());
  return draft_fault(draft, place, Code::E119, std::string(what), error.hint);
}

std::string id_of_title(std::string_view title) {
  std::string id(without_own_prefix(slug(title)));
  if (id.size() <= longest_id_of_title) return id;
  const auto hyphen = id.rfind('-', longest_id_of_title);
  id.resize(hyphen == std::string::npos ? longest_id_of_title : hyphen);
  return id;
}

bool is_progress_of(double percent, double value, double baseline, double target) {
  constexpr double all = 100, rounding = 1;
  if (baseline == target) return true;  // nothing to be compared
  const double way = (value - baseline) / (target - baseline) * all;
  return std::abs(std::clamp(way, 0.0, all) - std::clamp(percent, 0.0, all)) <= rounding;
}

}  // namespace okr::actions
