// SPDX-License-Identifier: MIT
// The fields of an objective or a key result, read from the cells of its row.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>

#include <fmt/core.h>

#include "actions/import/sheet/sheet.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/words.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::actions {
namespace {

/// The fields that every record has, by the row it stands in.
class Fields {
 public:
  explicit Fields(const SheetRow& row) : row_(row) {}

  void add(std::string key, std::string toml) {
    const CsvPlace place = row_.cell(key) ? row_.place(key) : nowhere;
    fields_.push_back({std::move(key), std::move(toml), place});
  }

  bool has(std::string_view key) const { return find_field(fields_, key) != nullptr; }

  void add_owner(std::string_view word) {
    const std::vector<std::string> names = row_.people(word);
    if (!names.empty()) add("owner", names.size() == 1 ? store::toml_string(names.front()) : store::toml_texts(names));
  }

  void add_list(std::string_view word) {
    const std::vector<std::string> names = row_.names(word);
    if (!names.empty()) add(std::string(word), store::toml_texts(names));
  }

  void add_text(std::string_view word) {
    if (std::string text = row_.text(word); !text.empty()) add(std::string(word), store::toml_string(text));
  }

  tl::expected<void, CsvFault> add_word(std::string_view word) {
    TRY_ASSIGN(const auto said, row_.word(word));
    if (!said.empty()) add(std::string(word), store::toml_string(said));
    return {};
  }

  tl::expected<void, CsvFault> add_number(std::string_view word) {
    TRY_ASSIGN(const auto said, row_.number(word));
    if (said) add(std::string(word), store::toml_number(said->value));
    return {};
  }

  /// What a row says of its own record, whichever it is.
  tl::expected<void, CsvFault> add_common() {
    add_text("why");
    add_list("tags");
    add_list("links");
    return add_number("weight");
  }

  /// "active" is what goes without saying; the cell's own words are the reason why it was given up.
  tl::expected<void, CsvFault> add_state() {
    TRY_ASSIGN(const auto state, row_.word("state"));
    if (state.empty() || state == word(State::active)) return {};
    add("state", store::toml_string(state));
    if (state == word(State::cancelled) || state == word(State::deferred))
      add("reason", store::toml_string(row_.text("state")));
    return {};
  }

  std::vector<DraftField> all() { return std::move(fields_); }

 private:
  const SheetRow& row_;
  std::vector<DraftField> fields_;
};

/// A key result in the making: which kind it is, and its values by it.
class KeyResultReader {
 public:
  KeyResultReader(const SheetRow& row, std::string_view title_word, const Period& cycle, const DraftKeyResult* known,
                  std::vector<DraftRemark>& remarks)
      : row_(row), title_word_(title_word), cycle_(cycle), known_(known), remarks_(remarks), fields_(row) {}

  tl::expected<DraftKeyResult, CsvFault> whole() {
    DraftKeyResult kr;
    kr.title = row_.title(title_word_);
    kr.place = row_.place(title_word_);
    fields_.add_owner("owner");
    TRY(fields_.add_common());
    TRY(add_days());
    TRY(fields_.add_state());
    TRY_ASSIGN(const auto value, measure());
    TRY(add_reading(kr, value));
    TRY_ASSIGN(kr.result.score, row_.score());
    kr.unless_there = std::move(unless_there_);
    kr.fields = fields_.all();
    std::ranges::move(kept_, std::back_inserter(kr.comments));
    return kr;
  }

 private:
  using Done = tl::expected<void, CsvFault>;

  struct Said {
    std::string_view key;
    const std::optional<CellNumber>& number;
  };

  tl::unexpected<CsvFault> fault(std::string_view word, std::string what, std::string hint) const {
    const CsvPlace place = row_.cell(word) ? row_.place(word) : row_.place(title_word_);
    return sheet_fault(place, std::move(what), std::move(hint));
  }

  /// Days that are the cycle's own are no news.
  Done add_days() {
    TRY_ASSIGN(const auto start, row_.day("start"));
    TRY_ASSIGN(const auto due, row_.day("due"));
    if (start && *start != cycle_.first) fields_.add("start", store::toml_date(*start));
    if (due && *due != cycle_.last) fields_.add("due", store::toml_date(*due));
    return {};
  }

  /// Adds the kind and what it needs; the value so far.
  tl::expected<EntryValue, CsvFault> measure() {
    TRY_ASSIGN(kind_, row_.word("kind"));
    unit_ = row_.unit();
    is_kind_said_ = !kind_.empty();
    if (known_ && !is_kind_said_) kind_ = known_text("kind");
    if (is_from_no_to_yes() && (kind_.empty() || kind_ == word(Kind::done))) return from_no_to_yes();
    TRY_ASSIGN(target_, number_in("target"));
    TRY_ASSIGN(baseline_, number_in("baseline"));
    TRY_ASSIGN(least_, number_in("min"));
    TRY_ASSIGN(greatest_, number_in("max"));
    if (kind_.empty() && !known_ && says_yes_or_no()) kind_ = word(Kind::done);
    if (kind_ == word(Kind::done)) return done();
    const bool has_bounds = has_goal() || (known_ && !known_->unless_there);
    if (kind_ == word(Kind::percent) || (kind_.empty() && !has_bounds && row_.is_of_progress_alone())) return percent();
    return number();
  }

  bool has_goal() const { return target_ || least_ || greatest_; }

  tl::expected<std::optional<CellNumber>, CsvFault> number_in(std::string_view word) const {
    auto said = row_.number(word);
    if (!said && truth_in_words(row_.text(word)))
      said.error().hint =
          "beside a target, a baseline or a unit stands a number; without them, or with the target yes, yes and no "
          "are done or not";
    return said;
  }

  /// "No" as the start, or none, and "Yes" as the target.
  bool is_from_no_to_yes() const {
    const bool says_more = row_.cell("min") || row_.cell("max") || row_.cell("stretch");
    const CsvCell* start = row_.cell("baseline");
    const bool is_from_no = !start || !cell_truth(*start).value_or(true);
    return !says_more && is_from_no && truth_in_words(row_.text("target")).value_or(false);
  }

  tl::expected<EntryValue, CsvFault> from_no_to_yes() {
    if (!unit_.empty())
      keep("unit", "unit: " + unit_,
           fmt::format("'{}' is done or not: its unit, {}, is kept as a comment", shown_title(),
                       safe_for_terminal(unit_)));
    return done();
  }

  /// "Yes" as the value of a row that says nothing else of how it is measured.
  bool says_yes_or_no() const {
    const bool is_measured = has_goal() || baseline_ || !unit_.empty() || row_.cell("stretch");
    return !is_measured && truth_in_words(row_.text("value"));
  }

  tl::expected<EntryValue, CsvFault> done() {
    fields_.add("kind", store::toml_string(word(Kind::done)));
    const CsvCell* cell = row_.cell("value") ? row_.cell("value") : row_.cell("progress");
    if (!cell) return EntryValue();
    TRY_ASSIGN(const auto truth, cell_truth(*cell));
    return EntryValue(truth);
  }

  /// A text of the earlier rows without its quotes; empty where they say none.
  std::string known_text(std::string_view key) const {
    const std::string toml = known_->field(key);
    return toml.size() < 2 ? std::string() : toml.substr(1, toml.size() - 2);
  }

  /// From 0 to 100 %; between other ends it is a number that is counted in per cent.
  tl::expected<EntryValue, CsvFault> percent() {
    constexpr double all = 100;
    TRY_ASSIGN(const auto progress, row_.progress());
    const bool is_of_amount = progress && !is_kind_said_ && !has_goal() && baseline_ && baseline_->value != 0;
    const bool is_plain = (!target_ || target_->value == all) && (!baseline_ || baseline_->value == 0);
    if (!is_plain && !is_of_amount) {
      kind_ = word(Kind::number);
      if (unit_.empty()) unit_ = "%";
      return number();
    }
    fields_.add("kind", store::toml_string(word(Kind::percent)));
    TRY_ASSIGN(const auto value, row_.number("value"));
    if (is_of_amount) keep_amount("baseline", "Start");
    if (value && progress && !is_kind_said_ && (is_of_amount || value->unit != "%")) {
      if (is_of_amount || !equal(value->value, *progress)) keep_amount("value", "Value");
      return EntryValue(*progress);
    }
    if (const CsvCell* cell = row_.cell("value")) {
      TRY_ASSIGN(const auto share, cell_progress(*cell, row_.form(), all));
      if (progress && !is_progress_of(*progress, share, 0, all)) keep_progress(share, all);
      return EntryValue(share);
    }
    return progress ? EntryValue(*progress) : EntryValue();
  }

  /// Of how many it is, no cell says.
  void keep_amount(std::string_view word, std::string_view label) {
    const std::string said = safe_for_terminal(row_.text(word));
    keep(word, fmt::format("{}: {}", label, said),
         fmt::format("'{}' has a {}, {}, and no target: its progress counts, the {} is kept as a comment",
                     shown_title(), to_lower_ascii(label), said, to_lower_ascii(label)));
  }

  tl::expected<EntryValue, CsvFault> number() {
    TRY_ASSIGN(auto stretch, number_in("stretch"));
    TRY_ASSIGN(auto value, number_in("value"));
    const bool is_unit_apart = !unit_.empty();
    if (!has_goal() && !known_ && row_.map().by_parent && !row_.says_measure()) return unmeasured();
    if (!has_goal() && (!known_ || known_->unless_there)) unless_there_ = no_target();
    if (!kind_.empty() && kind_ != word(Kind::hold) && kind_ != word(Kind::number))
      fields_.add("kind", store::toml_string(kind_));
    const Said all[] = {{"baseline", baseline_}, {"target", target_}, {"stretch", stretch},
                        {"min", least_},         {"max", greatest_},  {"value", value}};
    if (const auto word = per_cent_beside_fractions(all); !word.empty())
      return fault(word, "this is in %, and the rest in fractions of 1", "one key result has one unit");
    if (const auto word = per_cent_of_plain_numbers(all); !word.empty())
      return fault(word, "this is in %, and the rest in no unit",
                   "write it as its target is counted; how far it is has a column of its own (progress)");
    if (const auto word = bare_beside_unit_of_others(all); !word.empty())
      return fault(word, fmt::format("this has no unit, and other rows are in {}", known_text("unit")),
                   "write its unit, too");
    for (const Said& said : all)
      if (said.number && !take_unit(*said.number))
        return fault(said.key, fmt::format("this is in {}, and the rest in {}", said.number->unit, unit_),
                     "one key result has one unit");
    for (const Said& said : all)
      if (said.number && !fits_scale(*said.number, is_unit_apart))
        return fault(said.key, "its thousands or millions are said otherwise than those of the rest",
                     "write all numbers of one key result alike: 5k$ beside 4k$, 5000 beside 4000");
    for (std::optional<CellNumber>* one : {&baseline_, &target_, &stretch, &least_, &greatest_, &value})
      if (*one) *one = counted_beside(**one, unit_);
    for (const Said& said : all)
      if (said.number && said.key != "value")
        fields_.add(std::string(said.key), store::toml_number(said.number->value));
    if (!unit_.empty()) fields_.add("unit", store::toml_string(unit_));
    TRY(compare_progress(value));
    return value ? EntryValue(value->value) : EntryValue();
  }

  /// What the workspace has keeps its target; of what it does not have there has to be one.
  Diagnostic no_target() const {
    return diagnostic_of(Code::E107,
                         {row_.place(title_word_), fmt::format("'{}' has no target", shown_title()),
                          "fill its cell, or name the column below [columns] of a map: target = \"HEADER\"; only a key "
                          "result that the workspace has needs none"},
                         {});
  }

  /// A goal of a tree that says nothing of how it is measured: one that is given up is not done, any other a draft.
  EntryValue unmeasured() {
    if (fields_.has("state")) {
      fields_.add("kind", store::toml_string(word(Kind::done)));
      return {};
    }
    fields_.add("state", store::toml_string(word(State::draft)));
    remarks_.push_back(
        {row_.place(title_word_),
         fmt::format("'{}' says nothing of how it is measured: it is written as a draft", shown_title())});
    return {};
  }

  /// A number has its value; progress without one, or that says something else, is kept as a comment.
  Done compare_progress(const std::optional<CellNumber>& value) {
    TRY_ASSIGN(const auto progress, row_.progress());
    if (!progress || least_ || greatest_) return {};
    const double start = baseline_ ? baseline_->value : 0;
    if (!value)
      keep_progress();
    else if (target_ && !is_progress_of(*progress, value->value, start, target_->value))
      keep_progress(value->value, target_->value);
    return {};
  }

  /// Its comment and its remark; beside a value, how far that is.
  void keep_progress(std::optional<double> value = {}, double of = 0) {
    const std::string said = safe_for_terminal(row_.text("progress")), title = shown_title();
    keep("progress", "Progress: " + said,
         value ? fmt::format("'{}' is at {} of {}, and its progress says {}: the value counts, progress is "
                             "kept as a comment",
                             title, shortest(*value), shortest(of), said)
               : fmt::format("'{}' has a target and no value: its progress, {}, is kept as a comment", title, said));
  }

  /// A check-in says a note beside a value.
  void keep_note() {
    const std::string note = row_.dated_note();
    keep("note", note,
         fmt::format("'{}' has a note and no value: it is kept as a comment: {}", shown_title(),
                     cut_to_width(safe_for_terminal(note), longest_quote, true)));
  }

  void keep(std::string_view word, std::string comment, std::string said) {
    keep_comment(kept_, remarks_, {.place = row_.place(word), .text = std::move(said), .comment = std::move(comment)});
  }

  std::string shown_title() const { return safe_for_terminal(row_.text(title_word_)); }

  /// The first cell with a %, where all the others, those of earlier rows too, hold numbers up to 1; empty where that
  /// is not so.
  std::string_view per_cent_beside_fractions(std::span<const Said> all) const {
    std::string_view word;
    double greatest = 0;
    if (known_ && known_->field("unit").empty()) greatest = std::max(greatest_end_known(), greatest_value_known());
    for (const auto& [key, number] : all)
      if (number && number->unit == "%")
        word = word.empty() ? key : word;
      else if (number)
        greatest = std::max(greatest, std::abs(number->value));
    return greatest > 0 && greatest <= 1 ? word : std::string_view();
  }

  /// The first cell of a row without any unit, where other rows are in %, and it may be a fraction of 1; or where other
  /// rows count in thousands or millions, and it may be in ones. A unit in a column of its own is that of all rows.
  std::string_view bare_beside_unit_of_others(std::span<const Said> all) const {
    const DraftField* unit = known_ ? find_field(known_->fields, "unit") : nullptr;
    if (!unit || unit->place != nowhere || !unit_.empty()) return {};
    std::string_view word;
    double greatest = 0;
    for (const auto& [key, number] : all) {
      if (!number || number->value == 0) continue;
      if (!number->unit.empty() || number->is_scaled) return {};
      greatest = std::max(greatest, std::abs(number->value));
      word = word.empty() ? key : word;
    }
    const std::string text = known_text("unit");
    return (is_same_unit(text, "%") && greatest <= 1) || power_of_unit(text) != 0 ? word : std::string_view();
  }

  double greatest_end_known() const {
    double greatest = 0;
    for (const std::string_view key : {"baseline", "target", "min", "max"})
      greatest = std::max(greatest, std::abs(parse_number(known_->field(key)).value_or(0)));
    return greatest;
  }

  double greatest_value_known() const {
    double greatest = 0;
    for (const DraftReading& reading : known_->readings)
      if (const double* value = std::get_if<double>(&reading.value)) greatest = std::max(greatest, std::abs(*value));
    return greatest;
  }

  /// "28 %" beside a target of 400: the value, or a 0, where none of the others has a unit and one is above 100.
  std::string_view per_cent_of_plain_numbers(std::span<const Said> all) const {
    constexpr double all_of_it = 100;
    std::string_view word;
    const bool says_unit = !unit_.empty() || (known_ && !known_text("unit").empty());
    bool has_plain = known_ && greatest_end_known() > all_of_it;
    for (const auto& [key, number] : all) {
      if (!number) continue;
      const bool is_per_cent = number->unit == "%", is_doubtful = key == "value" || number->value == 0;
      if (is_per_cent && !is_doubtful) return {};
      if (is_per_cent && (word.empty() || key == "value")) word = key;
      has_plain |= !is_per_cent && std::abs(number->value) > all_of_it && key != "value";
    }
    return has_plain && !says_unit ? word : std::string_view();
  }

  /// False where it is another one than that of the other numbers.
  bool take_unit(const CellNumber& said) {
    if (unit_.empty()) unit_ = said.unit;
    return said.unit.empty() || said.unit == unit_;
  }

  /// "4k" is counted as "5k$" beside it, but may be anything beside a unit "k$" of its own, or of another row.
  bool fits_scale(const CellNumber& said, bool is_unit_apart) const {
    const std::string known_unit = known_ ? known_text("unit") : unit_;
    if (!said.unit.empty()) return !known_unit.empty() || power_of_unit(said.unit) == 0;
    const bool is_beside = unit_.empty() ? power_of_unit(known_unit) != 0 : is_unit_apart && power_of_unit(unit_) != 0;
    return !said.is_scaled || !is_beside;
  }

  Done add_reading(DraftKeyResult& kr, const EntryValue& value) {
    TRY_ASSIGN(const auto confidence, row_.confidence());
    TRY_ASSIGN(const auto date, row_.day("date"));
    const std::string note = row_.text("note");
    if (value == EntryValue() && !confidence) {
      if (!note.empty()) keep_note();
      return {};
    }
    kr.readings.push_back({date, value, confidence, note, row_.place(row_.cell("value") ? "value" : "progress")});
    if (!row_.cell("value") && !row_.cell("progress")) kr.readings.back().place = row_.place(title_word_);
    return {};
  }

  const SheetRow& row_;
  std::string_view title_word_;
  const Period& cycle_;
  const DraftKeyResult* known_;
  std::vector<DraftRemark>& remarks_;
  Fields fields_;
  std::string kind_, unit_;
  bool is_kind_said_ = false;      ///< else it follows from the values
  std::vector<std::string> kept_;  ///< comments: what found no place
  std::optional<Diagnostic> unless_there_;
  std::optional<CellNumber> target_, baseline_, least_, greatest_;
};

}  // namespace

tl::expected<DraftKeyResult, CsvFault> key_result_of(const SheetRow& row, std::string_view title_word,
                                                     const Period& cycle, const DraftKeyResult* known,
                                                     std::vector<DraftRemark>& remarks) {
  return KeyResultReader(row, title_word, cycle, known, remarks).whole();
}

tl::expected<std::vector<DraftField>, CsvFault> objective_fields(const SheetRow& row, bool is_own) {
  Fields fields(row);
  if (const auto teams = row.teams(); !teams.empty()) fields.add("team", store::toml_string(teams.front()));
  for (const std::string_view word : {"level", "type"}) TRY(fields.add_word(word));
  fields.add_owner(is_own && !row.cell("objective-owner") ? "owner" : "objective-owner");
  if (!is_own) return fields.all();
  TRY_ASSIGN([[maybe_unused]] const auto start, row.day("start"));  // one that cannot be read spoils the row
  TRY_ASSIGN([[maybe_unused]] const auto due, row.day("due"));
  TRY(fields.add_common());
  TRY(fields.add_state());
  return fields.all();
}

tl::expected<void, CsvFault> merge_fields(DraftRecord& known, const std::vector<DraftField>& again, CsvPlace place) {
  for (const DraftField& field : again) {
    const DraftField* there = find_field(known.fields, field.key);
    if (!there)
      known.fields.push_back(field);
    else if (there->toml != field.toml)
      return tl::unexpected<CsvFault>(
          {field.place == nowhere ? place : field.place,
           fmt::format("{} of '{}' is {} here and {} in line {}", field.key, safe_for_terminal(known.title), field.toml,
                       there->toml, there->place == nowhere ? known.place.line : there->place.line),
           "say it once, or alike"});
  }
  return {};
}

}  // namespace okr::actions
