// SPDX-License-Identifier: MIT

#include "actions/readings/reading_files.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "draw/numbers.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/model/formula.hpp"
#include "okr/model/kpi.hpp"
#include "okr/store/disk.hpp"
#include "session/faults.hpp"
#include "session/present.hpp"
#include "session/records.hpp"
#include "session/session.hpp"
#include "session/settings.hpp"
#include "session/typed_number.hpp"
#include "session/writing/changes.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {
using namespace session;

namespace {

std::string with_unit_of(const Kpi& kpi, const std::string& numbers) {
  return kpi.unit.empty() ? numbers : fmt::format("{} {}", numbers, safe_for_terminal(kpi.unit));
}

std::vector<double> values_of(std::span<const Reading> readings) {
  std::vector<double> values;
  for (const Reading& reading : readings) values.push_back(reading.value);
  return values;
}

/// The line that a reading stands in, as its key calls it.
std::string key_of_line(const Reading& reading, FiscalYear fiscal_start) {
  return period_name(reading.date, reading.unit, fiscal_start);
}

/// The file that holds a line: the KPI's, or the one of its year and source in the KPI's folder.
std::string file_for(const Workspace& workspace, const Kpi& kpi, const ReadingLine& line) {
  const std::string& definition = workspace.files[kpi.place.file];
  const std::string_view folder = folder_of_readings(definition);
  return folder.empty() ? definition : file_of_readings(folder, line.date, line.source);
}

Status put_into(const Workspace& workspace, const std::string& path, std::span<const store::ReadingEdit> readings,
                Transaction& transaction) {
  const std::string full_path = workspace.root + "/" + path;
  const bool is_new = !workspace.text_marks.contains(path);
  TRY_ASSIGN(auto before, is_new ? Result<std::string>() : store::read_file_inside(workspace.root, full_path));
  auto after = store::put_readings(before, readings, workspace.fiscal_start());
  if (!after) {
    Error error = after.error();
    error.what = fmt::format("{}: {}", path, error.what);
    return tl::unexpected<Error>(std::move(error));
  }
  if (is_new)
    transaction.create(path, std::move(*after));
  else
    transaction.replace(path, std::move(before), std::move(*after));
  return {};
}

}  // namespace

Error unknown_kpi(const Workspace& workspace, std::string_view typed) {
  const std::string id = safe_for_terminal(typed);
  std::string hint = fmt::format("a key result? okr checkin {}=VALUE", id);
  if (is_valid_id(without_kpi_prefix(typed))) hint += fmt::format("\na new KPI? okr new kpi {} --title \"...\"", id);
  return session::unknown_kpi(workspace, typed, hint);
}

std::optional<Error> place_fault(const Kpi& kpi) {
  if (is_recorded(kpi)) return std::nullopt;
  return usage_error(fmt::format("{} {}", kpi.id.text, safe_for_terminal(origin_of_values(kpi))),
                     std::string(way_to_values(kpi)));
}

std::optional<Error> range_fault(const Kpi& kpi, double value) {
  if (kpi.floor && value < *kpi.floor)
    return usage_error(
        fmt::format("{}: {} lies below its floor, {}", kpi.id.text, shortest(value), shortest(*kpi.floor)),
        "`floor` in its definition is what it cannot pass");
  if (kpi.ceil && value > *kpi.ceil)
    return usage_error(fmt::format("{}: {} lies above its ceil, {}", kpi.id.text, shortest(value), shortest(*kpi.ceil)),
                       "`ceil` in its definition is what it cannot pass");
  return std::nullopt;
}

std::span<const Reading> readings_on(const Workspace& workspace, const Kpi& kpi, const ReadingLine& line) {
  const auto begin = std::ranges::lower_bound(kpi.readings, line.date, {}, &Reading::date);
  const auto end = std::ranges::upper_bound(kpi.readings, line.date, {}, &Reading::date);
  const std::span<const Reading> day(begin, end);
  if (!joins(kpi.aggregate)) return day;
  const std::string file = file_for(workspace, kpi, line);
  const auto is_own = [&](const Reading& reading) { return workspace.files[reading.place.file] == file; };
  const auto is_of = [&](PeriodUnit unit) {
    return [=](const Reading& reading) { return is_own(reading) && reading.unit == unit; };
  };
  auto first = std::ranges::find_if(day, is_of(line.unit));
  if (first == day.end()) first = std::ranges::find_if(day, is_own);
  if (first == day.end()) return {};
  return {first, std::find_if_not(first, day.end(), is_of(first->unit))};
}

std::string longer_period_text(const Workspace& workspace, const Kpi& kpi, Date last, PeriodUnit unit,
                               std::size_t more) {
  if (unit <= kpi.every) return {};
  const FiscalYear year = workspace.fiscal_start();
  return fmt::format("okr: {} takes a value a {}: {}{} counts in that of its last day, {}\n", kpi.id.text,
                     word(kpi.every), period_name(last, unit, year),
                     more > 0 ? fmt::format(" (and {} like it)", counted(more, "reading")) : std::string(),
                     period_name(last, kpi.every, year));
}

std::string far_away_text(const Kpi& kpi, const ReadingDay& day, Date today) {
  const auto behind = std::ranges::lower_bound(kpi.readings, day.date, {}, &Reading::date);
  std::vector<Date> beside;
  if (behind != kpi.readings.begin()) beside.push_back(std::prev(behind)->date);
  if (behind != kpi.readings.end()) beside.push_back(behind->date);
  if (beside.empty()) beside.push_back(today);
  if (!std::ranges::all_of(beside, [&](Date other) { return are_far_apart(kpi, day.date, other); })) return {};
  const Date near = beside.back();
  const int years = static_cast<int>((near.year() - day.date.year()).count());
  return fmt::format("okr: {}: {} lies {} years {} {}: is its year right? [W241]\n", kpi.id.text, day.key,
                     std::abs(years), years > 0 ? "before" : "behind",
                     kpi.readings.empty() ? std::string("today") : to_string(near));
}

std::string counted_once_text(std::string_view id, Aggregate aggregate, std::string_view typed) {
  if (aggregate != Aggregate::count || !typed.starts_with('+') || trim(typed.substr(1)) == "1") return {};
  return fmt::format("okr: {} counts its readings, and {} is one of them\n", id, safe_for_terminal(typed));
}

bool takes_more(const Kpi& kpi) { return adds_up(kpi.aggregate) || kpi.aggregate == Aggregate::last; }

const Reading* last_reading(const Kpi& kpi, Date day) {
  const auto behind = std::ranges::upper_bound(kpi.readings, day, {}, &Reading::date);
  return behind == kpi.readings.begin() ? nullptr : &*std::prev(behind);
}

bool is_same_reading(const Kpi& kpi, std::span<const Reading> there, std::vector<double> amounts,
                     std::string_view note) {
  std::vector<double> old = values_of(there);
  std::ranges::sort(old);
  std::ranges::sort(amounts);
  if (old != amounts) return false;
  return trim(note).empty() || trim(kpi.note_of(there.front())) == trim(note);
}

Error taken_by(const Workspace& workspace, const Kpi& kpi, std::span<const Reading> there,
               std::span<const double> amounts, bool can_add) {
  const Reading& first = there.front();
  const bool only_note = is_same_reading(kpi, there, {amounts.begin(), amounts.end()}, {});
  std::vector<double> values = values_of(there);
  values.insert(values.end(), amounts.begin(), amounts.end());
  const std::vector<std::string> texts = display_together(values);
  const std::span has(texts.begin(), there.size()), wanted(texts.begin() + std::ssize(there), texts.end());
  const std::string_view adding = can_add && adds_up(kpi.aggregate) ? ", +VALUE adds to it" : "";
  return placed({ErrorKind::answer_no,
                 fmt::format("{} has {}{} for {} already{}", kpi.id.text, with_unit_of(kpi, listed(has)),
                             only_note ? " with another note" : "", key_of_line(first, workspace.fiscal_start()),
                             only_note ? "" : fmt::format(", not {}", with_unit_of(kpi, listed(wanted)))),
                 fmt::format("it stands at {}; --replace changes it{}", to_string(first.place, workspace), adding)},
                first.place, workspace);
}

/// The one that was used last comes first: a year's readings arrive together.
std::vector<store::ReadingEdit>& ReadingFiles::readings_of(const std::string& path) {
  const auto known = std::find_if(files_.rbegin(), files_.rend(), [&](const File& file) { return file.path == path; });
  if (known != files_.rend()) return known->readings;
  files_.push_back({path, {}});
  return files_.back().readings;
}

void ReadingFiles::add(const Kpi& kpi, const ReadingLine& line, store::ReadingEdit edit) {
  readings_of(file_for(workspace_, kpi, line)).push_back(std::move(edit));
}

void ReadingFiles::replace(const Reading& there, store::ReadingEdit edit) {
  edit.key = key_of_line(there, workspace_.fiscal_start());
  readings_of(workspace_.files[there.place.file]).push_back(std::move(edit));
}

void ReadingFiles::keep(const Reading& there) {
  const std::string& file = workspace_.files[there.place.file];
  if (kept_.empty() || kept_.back() != file) kept_.push_back(file);
}

Result<Transaction> ReadingFiles::transaction(const BeforeFile& before_file) const {
  Transaction transaction = Transaction::of(workspace_);
  transaction.in_place = kept_;
  for (const File& file : files_) {
    if (before_file) before_file(file.path, file.readings.size());
    TRY(put_into(workspace_, file.path, file.readings, transaction));
  }
  return transaction;
}

// --- readings that were typed ----------------------------------------------------------------------------------------

namespace {

constexpr std::string_view last_prefix = "last-";

std::optional<NamedPeriod> period_called(std::string_view text, FiscalYear fiscal_start, Date today) {
  if (!text.starts_with(last_prefix)) return parse_period(text, fiscal_start);
  const auto unit = parse_word<PeriodUnit>(text.substr(last_prefix.size()));
  if (!unit) return std::nullopt;
  return NamedPeriod{previous_period(period_containing(today, *unit, fiscal_start), *unit, fiscal_start), *unit};
}

/// Reads the words one after the other.
class RecordPlanner {
 public:
  RecordPlanner(const Workspace& workspace, const RecordOptions& options) : workspace_(workspace), options_(options) {}

  RecordPlan all(std::span<const std::string> words) {
    for (const std::string& word : words) take(word);
    return std::move(plan_);
  }

 private:
  void take(const std::string& word) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
      const std::string hint = kpi_called(workspace_, word) ? fmt::format("write {}=VALUE", word)
                                                            : std::string("write KPI=VALUE, as resting-hr=57");
      return refuse(usage_error(fmt::format("'{}' says no value", safe_for_terminal(word)), hint));
    }
    const Kpi* kpi = kpi_called(workspace_, std::string_view(word).substr(0, equals));
    if (!kpi) return plan_.unknown.push_back(word);
    if (contains(plan_.readings, kpi, &NewReading::kpi))
      return refuse(usage_error(fmt::format("{} is given twice", kpi->id.text), "say it once"));
    if (kpi->faulty) return plan_.broken.push_back(kpi->id.text);
    if (auto fault = place_fault(*kpi)) return refuse(std::move(*fault));
    take_value(*kpi, std::string_view(word).substr(equals + 1));
  }

  void take_value(const Kpi& kpi, std::string_view text) {
    if (const auto doubt = session::grouping_doubt(text, options_.digits))
      return refuse(usage_error(fmt::format("{}: {}", kpi.id.text, doubt->what), doubt->hint));
    const bool is_amount = text.starts_with('+');
    const auto value = parse_measure(is_amount ? text.substr(1) : text, kpi.unit);
    if (!value) return refuse(usage_error(fmt::format("{}: {}", kpi.id.text, value.error().what), value.error().hint));
    const auto named = parse_period(options_.day.key, workspace_.fiscal_start());
    const ReadingLine line{options_.day.date, named ? named->unit : PeriodUnit::day, options_.source};
    NewReading reading{&kpi, *value, readings_on(workspace_, kpi, line)};
    if (is_amount && options_.replace && adds_up(kpi.aggregate))
      return refuse(usage_error(fmt::format("{}: {} is one amount more, and --replace changes what stands there",
                                            kpi.id.text, safe_for_terminal(text)),
                                "leave one of them out"));
    if (is_amount && !takes_more(kpi)) return refuse(no_adding(kpi));
    if (is_amount && !adds_up(kpi.aggregate)) reading.value = with_last(reading);
    reading.adds = !reading.taken.empty() && joins(kpi.aggregate) && (is_amount || options_.again);
    if (auto fault = range_fault(kpi, reading.value)) return refuse(std::move(*fault));
    if (!reading.taken.empty()) compare(reading, is_amount && options_.again);
    plan_.readings.push_back(reading);
  }

  /// What "+4" comes to, on top of the last value. Said again for a day that has what it came to, it is that, unless it
  /// is meant once more.
  double with_last(const NewReading& reading) const {
    const auto on_top_of = [&](Date day) {
      const Reading* last = last_reading(*reading.kpi, day);
      return reading.value + (last ? last->value : 0);
    };
    const double again = on_top_of(add_days(options_.day.date, -1));
    const bool is_retry =
        !options_.replace && !options_.again && is_same_reading(*reading.kpi, reading.taken, {again}, {});
    return is_retry ? again : on_top_of(options_.day.date);
  }

  static Error no_adding(const Kpi& kpi) {
    const std::string id = kpi.id.text;
    return usage_error(fmt::format("{}: nothing adds up in the {} of a period", id, word(kpi.aggregate)),
                       kpi.aggregate == Aggregate::first
                           ? "say the value itself"
                           : fmt::format("one reading more of the day: okr record {}=VALUE --again", id));
  }

  /// `is_once_more`: what it comes to takes the place of what stands there.
  void compare(NewReading& reading, bool is_once_more) {
    const Kpi& kpi = *reading.kpi;
    if (reading.adds) {
      reading.is_unchanged = !options_.again && contains(reading.taken, reading.value, &Reading::value);
      return;
    }
    reading.is_unchanged = is_same_reading(kpi, reading.taken, {reading.value}, options_.note);
    if (!reading.is_unchanged && !options_.replace && !is_once_more)
      plan_.conflicts.push_back(taken_by(workspace_, kpi, reading.taken, {{reading.value}}, true));
  }

  void refuse(Error error) { plan_.errors.push_back(std::move(error)); }

  const Workspace& workspace_;
  const RecordOptions& options_;
  RecordPlan plan_;
};

/// The line has one note: what is said of an amount more stands behind what was said before.
std::string both_notes(const NewReading& reading, const std::string& note) {
  const std::string before = reading.kpi->note_of(reading.taken.front());
  return before.empty() || note.empty() ? note : before + "; " + note;
}

Result<ReadingDay> day_of(const Context& context, const RecordRequest& request, const Workspace& workspace) {
  if (request.replace && request.again)
    return usage_failure("--replace and --again contradict each other", "leave one of them out");
  if (request.period && request.date)
    return usage_failure("--date and --for contradict each other", "leave one of them out");
  if (request.period) return period_for(*request.period, workspace.fiscal_start(), context.today());
  if (!request.date) return ReadingDay{context.today(), to_string(context.today())};
  TRY_ASSIGN(const auto date, past_date(context, "--date", *request.date, workspace.fiscal_start()));
  return ReadingDay{date, to_string(date)};
}

/// A key result that was taken for a KPI is told where its values go. Looked for only then: it opens the cycles.
std::optional<Error> key_result_advice(Context& context, const Workspace& workspace, std::string_view id,
                                       std::string_view value) {
  store::Wanted wanted;
  wanted.as_of = context.today();
  const auto whole = store::load(workspace.root, wanted);
  if (!whole) return std::nullopt;
  std::vector<const Cycle*> cycles;
  for (const Cycle& cycle : whole->cycles) cycles.push_back(&cycle);
  const auto found = look_up(*whole, cycles, id);
  if (!found || !found->key_result) return std::nullopt;
  const std::string& name = found->key_result->kpi.text;
  const Kpi* kpi = whole->kpi(name);
  std::string advice = fmt::format("okr checkin {}={}", id, value);
  if (kpi && is_recorded(*kpi))
    advice = fmt::format("its values come from KPI {}: {}", name, way_to_record(*kpi, value));
  else if (!name.empty())
    advice = fmt::format("its values come from KPI {}{}", name,
                         kpi ? fmt::format(", which {}; {}", origin_of_values(*kpi), way_to_values(*kpi)) : "");
  return Error{ErrorKind::usage, fmt::format("{} is a key result", to_string(found->key_result->id)),
               safe_for_terminal(advice)};
}

tl::unexpected<Error> refusal(Context& context, const Workspace& workspace, const RecordPlan& plan) {
  for (const std::string& word : plan.unknown) {
    const std::string_view id = std::string_view(word).substr(0, word.find('='));
    const auto advice = key_result_advice(context, workspace, id, std::string_view(word).substr(id.size() + 1));
    context.complain(advice ? *advice : unknown_kpi(workspace, id));
  }
  for (const Error& error : plan.errors) context.complain(error);
  for (const Error& error : plan.conflicts) context.complain(error);
  const bool is_taken = plan.errors.empty() && plan.unknown.empty();
  return nothing_written(is_taken ? ErrorKind::answer_no : ErrorKind::usage);
}

// --- what is said ----------------------------------------------------------------------------------------------------

draw::Document preview_of(const RecordPlan& plan, const ReadingDay& day) {
  draw::Table table = draw::list_table(
      "KPI",
      {{.name = "id"}, {.name = "last", .align = draw::Align::right}, {.name = "value", .gap = 1}, {.name = "day"}}, 2);
  for (const NewReading& reading : plan.readings) {
    if (reading.is_unchanged) continue;
    const std::string unit = reading.kpi->unit.empty() ? "" : " " + reading.kpi->unit;
    const ReadingWords words = reading_words(reading, day);
    table.add_record(reading.kpi->id.text, {draw::Cell(reading.kpi->id.text, draw::Style::id), draw::Cell(words.before),
                                            draw::Cell(words.now + unit), draw::Cell(day.key)});
  }
  draw::Document document;
  if (!table.rows.empty()) document.add(std::move(table));
  return document;
}

/// Of what is new; where nothing is, of all of it: the message of a commit that is made up for.
std::string message_of(const RecordPlan& plan, const ReadingDay& day) {
  const bool is_all_there = std::ranges::all_of(plan.readings, &NewReading::is_unchanged);
  std::vector<std::string> parts;
  for (const NewReading& reading : plan.readings)
    if (is_all_there || !reading.is_unchanged)
      parts.push_back(fmt::format("{} {}", reading.kpi->id.text, display_value(reading.value)));
  return fmt::format("Record {}: {}", day.key, join(parts, ", "));
}

/// What was to be recorded and stands there already.
std::string unchanged_text(const Context& context, const Workspace& workspace, const RecordPlan& plan) {
  std::string text;
  for (const NewReading& reading : plan.readings)
    if (reading.is_unchanged)
      text += fmt::format("Unchanged: {} has {} for {} already, at {}{}\n", reading.kpi->id.text,
                          display_value(reading.value), key_of_line(reading.taken.front(), workspace.fiscal_start()),
                          shown_path(context, workspace.root, to_string(reading.taken.front().place, workspace)),
                          reading.adds ? "; --again adds it once more" : "");
  return text;
}

/// True for one amount more of a day: on its line, or from another source.
bool goes_beside(const NewReading& reading, const Reading* last, const ReadingDay& day) {
  const bool is_another_source =
      reading.taken.empty() && last && last->date == day.date && joins(reading.kpi->aggregate);
  return reading.adds || is_another_source;
}

}  // namespace

ReadingWords reading_words(const NewReading& reading, const ReadingDay& day) {
  const Reading* last = last_reading(*reading.kpi, day.date);
  const bool is_one_more = adds_up(reading.kpi->aggregate) && reading.taken.empty() && last && last->date != day.date;
  if (is_one_more && (last->unit == PeriodUnit::day || day.key == to_string(day.date)))
    return {{}, "+ " + display_value(reading.value)};
  std::vector<double> values;
  if (joins(reading.kpi->aggregate)) values = values_of(reading.taken);
  if (values.empty()) values.push_back(last ? last->value : reading.value);
  const bool is_list = reading.adds || values.size() > 1;
  values.push_back(reading.value);
  std::vector<std::string> texts = draw::display_together(values);
  const std::string now =
      fmt::format("{} {}", goes_beside(reading, last, day) ? "+" : "→", std::exchange(texts.back(), {}));
  texts.pop_back();
  const std::string before = is_list ? with_unit_of(*reading.kpi, listed(texts)) : texts.front();
  return {last ? before : std::string("none"), now};
}

Result<ReadingDay> period_for(std::string_view text, FiscalYear fiscal_start, Date today) {
  const auto named = period_called(text, fiscal_start, today);
  if (!named)
    return usage_failure(fmt::format("--for: '{}' is no period", safe_for_terminal(text)),
                         "2026-W33, 2026-08, 2026-Q3, 2026, or last-week, last-month, last-quarter, last-year");
  const std::string name = named->unit == PeriodUnit::day ? to_string(named->period.last)
                                                          : period_name(named->period, named->unit, fiscal_start);
  if (named->period.last > today)
    return usage_failure(fmt::format("--for: {} has not ended, it ends on {}", name, to_string(named->period.last)),
                         "--date records what is known on a day");
  return ReadingDay{named->period.last, name};
}

RecordPlan plan_record(const Workspace& workspace, std::span<const std::string> words, const RecordOptions& options) {
  return RecordPlanner(workspace, options).all(words);
}

Result<Transaction> record_files(const Workspace& workspace, const RecordPlan& plan, const RecordOptions& options) {
  ReadingFiles files(workspace);
  const std::string note(trim(options.note));
  for (const NewReading& reading : plan.readings) {
    if (reading.is_unchanged) {
      files.keep(reading.taken.front());
      continue;
    }
    store::ReadingEdit edit{options.day.key, reading.value, note};
    edit.adds = reading.adds;
    if (reading.adds) edit.note = both_notes(reading, note);
    if (reading.taken.empty())
      files.add(*reading.kpi, {options.day.date, PeriodUnit::day, options.source}, std::move(edit));
    else
      files.replace(reading.taken.front(), std::move(edit));
  }
  return files.transaction();
}

Result<Action> action_for_readings(Context& context, const RecordRequest& request) {
  TRY_ASSIGN(const auto session, open_session(context, {.cycle = {}, .cycles = store::Wanted::Cycles::none}));
  const Workspace& workspace = session.workspace;
  TRY_ASSIGN(const auto author, author_of(context, workspace.root, request.source));
  TRY_ASSIGN(const auto day, day_of(context, request, workspace));
  const RecordOptions how{day,           request.note.value_or(""), author.source, request.replace,
                          request.again, context.digits()};
  const RecordPlan plan = plan_record(workspace, request.words, how);
  if (!plan.unknown.empty() || !plan.errors.empty() || !plan.conflicts.empty())
    return refusal(context, workspace, plan);
  if (!plan.broken.empty()) {
    report_faults(context, workspace);
    return data_failure(fmt::format("{} is in error: nothing was written", join(plan.broken, ", ")),
                        "mend what is named above");
  }
  TRY_ASSIGN(auto transaction, record_files(workspace, plan, how));
  Action action{std::move(transaction), message_of(plan, day)};
  action.is_again = request.again;
  if (request.note && !trim(*request.note).empty())
    action.message = fmt::format("{}\n\n{}", action.summary, trim(*request.note));
  action.first = drawn(context, preview_of(plan, day));
  action.last = action.unchanged = unchanged_text(context, workspace, plan);
  action.remark = comments_gone_text(action.transaction);
  const auto named = parse_period(day.key, workspace.fiscal_start());
  for (const NewReading& reading : plan.readings) {
    action.about.push_back(reading.kpi->id.text);
    if (reading.is_unchanged) continue;
    action.remark += far_away_text(*reading.kpi, day, context.today());
    for (const std::string& id = reading.kpi->id.text; const std::string& word : request.words)
      if (word.starts_with(id + "="))
        action.remark += counted_once_text(id, reading.kpi->aggregate, std::string_view(word).substr(id.size() + 1));
    if (named) action.remark += longer_period_text(workspace, *reading.kpi, day.date, named->unit);
  }
  return action;
}

}  // namespace okr::actions
