// SPDX-License-Identifier: MIT
// Where readings of KPIs go: why one cannot be written, what stands there already, and the text of the files that hold
// them. For `record` and `import`; reads files of the workspace, writes nothing.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"
#include "session/context.hpp"
#include "session/writing/action.hpp"

namespace okr::actions {

/// What is said of a name that no KPI bears.
Error unknown_kpi(const Workspace& workspace, std::string_view typed);

/// Usage error for a KPI whose readings stand nowhere in TOML: it is computed, or a CSV holds them.
std::optional<Error> place_fault(const Kpi& kpi);

/// Usage error for a value beyond the KPI's floor or ceil.
std::optional<Error> range_fault(const Kpi& kpi, double value);

/// A line of [readings]: a day or a period, in the file of a source.
struct ReadingLine {
  Date date;  ///< the day, or the period's last
  PeriodUnit unit = PeriodUnit::day;
  std::string source;
};

/// What stands there already. Where readings of one day join, the amounts of that line in the source's own file, else
/// those of a period that ends on the day, or of the last day of the period, there; where they do not, whatever stands
/// for that day. Empty when the place is free.
std::span<const Reading> readings_on(const Workspace& workspace, const Kpi& kpi, const ReadingLine& line);

/// What is said of a reading that stands for more than a period of its KPI, and of how many `more`: nothing parts it, it
/// counts on its last day. Empty for any other.
std::string longer_period_text(const Workspace& workspace, const Kpi& kpi, Date last, PeriodUnit unit,
                               std::size_t more = 0);

/// The last reading on that day or before it; null when there is none.
const Reading* last_reading(const Kpi& kpi, Date day);

/// True when it says the same: the amounts, in any order, and the note where one is given.
bool is_same_reading(const Kpi& kpi, std::span<const Reading> there, std::vector<double> amounts,
                     std::string_view note);

/// Why the place is taken, of kind answer_no: "sleep has 7 h for 2026-W33 already, not 6.5 h", and where it stands.
/// Where an amount can be typed as +VALUE (`can_add`), that is said too.
Error taken_by(const Workspace& workspace, const Kpi& kpi, std::span<const Reading> there,
               std::span<const double> amounts, bool can_add = false);

/// Readings on their way into their files.
class ReadingFiles {
 public:
  /// The workspace must outlive this.
  explicit ReadingFiles(const Workspace& workspace) : workspace_(workspace) {}

  /// A reading of a line that is free: into the KPI's file, or the one of its year and source in the KPI's folder.
  void add(const Kpi& kpi, const ReadingLine& line, store::ReadingEdit edit);

  /// Other amounts (and a note) in the place of one that is there, under the key that it has; or one behind those.
  void replace(const Reading& there, store::ReadingEdit edit);

  /// A reading that says it already: its file stays as it is.
  void keep(const Reading& there);

  /// What is told before each file, with its name below the root and how many readings it gets.
  using BeforeFile = std::function<void(const std::string& path, std::size_t readings)>;

  /// The files with the readings at their places. Errors: environment, data (a file that cannot hold it).
  Result<session::Transaction> transaction(const BeforeFile& before_file = {}) const;

 private:
  struct File {
    std::string path;
    std::vector<store::ReadingEdit> readings;
  };
  std::vector<store::ReadingEdit>& readings_of(const std::string& path);

  const Workspace& workspace_;
  std::vector<File> files_;
  std::vector<std::string> kept_;
};

// --- readings that were typed ----------------------------------------------------------------------------------------

// Readings of KPIs as they were typed: which KPI, which day or period, is the place taken, the text of the files that
// hold them, and what is said of it. Reads files of the workspace, writes nothing.

/// The day or the period a reading is for.
struct ReadingDay {
  Date date;        ///< the day, or the period's last
  std::string key;  ///< "2026-08-17", "2026-W33": as it is written in the file
};

/// What is said of a day that lies years away from all readings of the KPI, or from today where it has none: its year
/// is a slip, most often. Empty for any other.
std::string far_away_text(const Kpi& kpi, const ReadingDay& day, Date today);

/// What is said of "+3" for a record that counts its readings, each of them once whatever its value is. Empty for "+1" and
/// for what is typed without a plus: that is what the one reading is.
std::string counted_once_text(std::string_view id, Aggregate aggregate, std::string_view typed);

/// --for: a period by its name, or last-day, last-week, last-month, last-quarter, last-half, last-year. Usage errors:
/// no period, or one that has not ended.
Result<ReadingDay> period_for(std::string_view text, FiscalYear fiscal_year, Date today);

/// Whether "+5" is understood of a KPI: an amount more where they add up, on top of the last value where that counts.
bool takes_more(const Kpi& kpi);

/// One KPI=VALUE that can be used.
struct NewReading {
  const Kpi* kpi = nullptr;
  double value = 0;                     ///< of the place; where it `adds`, one amount more
  std::span<const Reading> taken = {};  ///< what stands there already
  bool is_unchanged = false;            ///< and is the same
  bool adds = false;                    ///< beside what stands there
};

/// What a screen says of one: what stood there, or was said last ("3.5 and 2 kg", "7", "none"), and what comes ("→ 9",
/// "+ 4"). Nothing stood where an amount adds to others of earlier days.
struct ReadingWords {
  std::string before, now;
};
ReadingWords reading_words(const NewReading& reading, const ReadingDay& day);

struct RecordOptions {
  ReadingDay day;
  std::string note;
  std::string source;  ///< for the files of a KPI that has a folder
  bool replace = false;
  bool again = false;                     ///< an amount that is there already is meant once more
  std::optional<DigitStyle> digits = {};  ///< as the person who typed them groups thousands; none of a program's
};

/// What was understood, and everything that cannot be used: `unknown` words name no KPI, `errors` are other usage
/// errors, `conflicts` taken days, `broken` KPIs in error.
struct RecordPlan {
  std::vector<NewReading> readings;
  std::vector<std::string> unknown;
  std::vector<Error> errors;
  std::vector<Error> conflicts;
  std::vector<std::string> broken;
};
RecordPlan plan_record(const Workspace& workspace, std::span<const std::string> words, const RecordOptions& options);

/// The files with the readings at their places. Errors: environment, data (a file that cannot hold it).
Result<session::Transaction> record_files(const Workspace& workspace, const RecordPlan& plan,
                                          const RecordOptions& options);

/// What was typed.
struct RecordRequest {
  std::vector<std::string> words;
  std::optional<std::string> note, date, period, source;
  bool replace = false, again = false, git_commit = false;
};

/// For `okr record`. Errors: usage, answer_no (a day that has another value), data; all of them are said.
Result<session::Action> action_for_readings(session::Context& context, const RecordRequest& request);

}  // namespace okr::actions
