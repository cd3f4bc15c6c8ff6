// SPDX-License-Identifier: MIT
// The table of codes; `okr help errors`, `okr explain` and the manual are made from it. And diagnostics in their order.
#include "okr/model/rule.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "okr/model/diagnostic.hpp"

namespace okr {
namespace {

using enum Severity;

constexpr auto table = std::to_array<Rule>({
    {Code::E001, "E001", error, "not valid TOML",
     "The parser stops at the first such fault of a file; the other files are still read.", "target = ", "target = 400",
     "TOML 1.0"},
    {Code::E002, "E002", error, "unresolved merge conflict",
     "The file holds git's conflict markers. Settle it with `git mergetool`, or choose a side by hand and remove the "
     "markers.",
     "<<<<<<< HEAD", "(one side, without markers)", "format.md, Reading"},
    {Code::E003, "E003", error, "unreadable, or over a limit",
     "Files up to 64 MiB, tables nested up to 128 deep and keys of up to 128 parts are read; no pipes, devices or "
     "links out of the workspace. Check-ins need the cycle.toml of their cycle, a folder of readings its kpi.toml.",
     "(a folder named cycle.toml)", "(a file)", "format.md, Reading"},
    {Code::E101, "E101", error, "an id is given twice",
     "Two records with one id cannot be told apart in a check-in. It happens when two branches add the same name.",
     "[ship] in cycle.toml and in platform.toml", "[ship] and [ship-it]", "method 7"},
    {Code::E102, "E102", error, "not a finite number, or one beyond 1e15",
     "TOML knows nan and inf, and sums and differences of numbers beyond 1e15 in size lose digits; no score can be "
     "computed from them. Count in thousands or millions.",
     "target = nan", "target = 400", "method 2.3"},
    {Code::E103, "E103", error, "target equals baseline",
     "Progress from a value to itself is undefined. To keep a value where it is, hold a bound with min or max.",
     "baseline = 50\ntarget = 50", "max = 50", "method 2.3"},
    {Code::E104, "E104", error, "relative change of a zero baseline",
     "20 % more than nothing is nothing. Say the target as a number.", "baseline = 0\nchange = \"+30%\"",
     "baseline = 40\nchange = \"+30%\"", "method 2.3"},
    {Code::E105, "E105", error, "a baseline is missing",
     "Where lower is better, or the target is relative, progress needs the value at the start.",
     "good = \"down\"\ntarget = 2", "baseline = 5\ntarget = 2", "method 2.3"},
    {Code::E106, "E106", error, "commit, target and stretch are not in order",
     "From the baseline on they must lie one behind the other: commit, target, stretch; commit only beside a stretch.",
     "target = 50\nstretch = 40", "target = 50\nstretch = 100", "method 2.3"},
    {Code::E107, "E107", error, "a value outside its domain",
     "Confidence is a whole number from 1 to 10, a grade lies in 0 to 1, a percent is not negative.", "confidence = 0",
     "confidence = 6", "method 2.3"},
    {Code::E108, "E108", error, "nothing to score",
     "An objective needs a key result or an aligned objective, milestones need a step.", "[ship] alone",
     "[ship.users] below it", "method 2.3"},
    {Code::E109, "E109", error, "weights that cannot be used",
     "A weight is a finite number from 0 on, and at least one in a group is above 0.", "weight = 0 for all",
     "weight = 1", "method 2.4"},
    {Code::E110, "E110", error, "a name that names nothing",
     "The record may have been renamed: `was = [\"old-name\"]` on it lets older references find it. A key result that "
     "ends is cancelled, not deleted.",
     "kpi = \"nps\" without kpi/nps.toml", "kpi = \"csat\"", "format.md, A heading is an id"},
    {Code::E111, "E111", error, "a loop of parents", "Following the parents must end somewhere.",
     "a's parent is b, b's parent is a", "a's parent is b", "method 2.6"},
    {Code::E112, "E112", error, "dates that cannot be",
     "A start lies before its end, a due date inside its cycle, and a cycle named 2026-Q3 has that quarter's days.",
     "due = 2026-10-15 in 2026-Q3", "due = 2026-09-15", "method 7"},
    {Code::E113, "E113", error, "keys that contradict each other",
     "good = \"up\" with a target below the baseline (or the reverse), or a last entry of changes that says another "
     "value than "
     "the one that stands: one of the two is a slip, and we do not guess which.",
     "good = \"up\"\nbaseline = 10\ntarget = 0", "baseline = 10\ntarget = 0", "method 2.3"},
    {Code::E114, "E114", error, "thresholds on the wrong side",
     "warn lies on the bad side of target, and min below max.", "good = \"up\"\ntarget = 95\nwarn = 97", "warn = 90",
     "method 5.2"},
    {Code::E115, "E115", error, "two values on one day",
     "A KPI that takes the last or the first reading of a period has one a day and file, and one entry of [targets] "
     "begins "
     "on a day; the places of both are named. Sums, counts, means, medians and extremes take a list.",
     "2026-08 = 5 and 2026-08-31 = 6 where aggregate is last", "one of them", "method 0.30"},
    {Code::E116, "E116", error, "unknown key",
     "Most often a slip of the fingers: the value would be ignored in silence. Keys of your own begin with x-.",
     "tagret = 5", "target = 5", "format.md"},
    {Code::E117, "E117", error, "a value of the wrong type", "Numbers and dates stand without quotes, texts with them.",
     "target = \"400\"", "target = 400", "format.md"},
    {Code::E118, "E118", error, "a key is missing, or the kind cannot be told",
     "A key result says its kind by its keys (target, min, max, steps, rubric) or by `kind`.",
     "[ship.users] with a title only", "target = 400", "format.md, Kinds of key result"},
    {Code::E119, "E119", error, "an id that cannot be used",
     "Ids are lower-case letters, digits and hyphens, at most 64, and none of the words the files use themselves.",
     "[Ship], [result]", "[ship]", "format.md, A heading is an id"},
    {Code::E120, "E120", error, "the file's name and its date differ",
     "A check-in is named <date>-<source>.toml and says the same date inside.",
     "date = 2026-08-11 in 2026-08-10-ana.toml", "date = 2026-08-10", "format.md, A check-in"},
    {Code::E121, "E121", error, "a value for a key result that is fed by a KPI",
     "Its values come from the KPI; record them there. Confidence and note are welcome.", "fit.rest-hr = 57",
     "fit.rest-hr = { confidence = 7 }", "format.md, A check-in"},
    {Code::E122, "E122", error, "a table in the wrong file",
     "[cycle] and [result] stand in cycle.toml, [workspace] and [scoring] in okr.toml.", "[cycle] in platform.toml",
     "[cycle] in cycle.toml", "format.md, A cycle"},
    {Code::E123, "E123", error, "a formula that cannot be computed",
     "Formulas are numbers, KPI ids, + - * / ( ), min and max; they may not lead back to themselves.",
     "formula = \"signups / nps\" without nps", "formula = \"signups / visits * 100\"", "format.md, A KPI"},
    {Code::W201, "W201", warning, "more than five objectives in a cycle",
     "What everybody is to remember has to be short. `okr review --plan` counts them before anybody commits.",
     "six objectives", "three", "method 7"},
    {Code::W202, "W202", warning, "an objective with fewer than two or more than five key results",
     "One number rarely tells that an objective is reached, and the word key is there for a reason. `okr review "
     "--plan` counts them.",
     "one key result, or seven", "three", "method 7"},
    {Code::W209, "W209", warning, "nobody answers for it",
     "What everybody owns nobody does. `okr review --plan` counts owners where there is more than one person.",
     "[ship.users] without owner", "owner = \"ana\"", "method 7"},
    {Code::W214, "W214", warning, "no baseline: 0 is assumed",
     "Progress is measured from the value at the start. `okr review --plan` counts the numbers that say it; a KPI says "
     "it for the key result it feeds.",
     "target = 1500", "baseline = 1200\ntarget = 1500", "method 7"},
    {Code::W215, "W215", warning, "too easy: the target is reached before half of the time is over",
     "A target that was met so soon, or by its KPI before the key result began, asks for nothing.",
     "target = 50 of a KPI that stood at 60", "target = 80", "method 7"},
    {Code::W222, "W222", warning, "growth without a counter metric",
     "What grows at any price grows: name what must not suffer. `okr review --plan` counts the key results that do.",
     "acquisition alone", "counter = \"retention\"", "method 7"},
    {Code::W229, "W229", warning, "stated confidence contradicts the numbers",
     "8 or more while at risk, or 3 or less while ahead, wants a note that explains it.",
     "confidence = 9 at 10 %, no note", "confidence = 9, note = \"contract signed\"", "method 7"},
    {Code::W230, "W230", warning, "a definition changed after its cycle was closed",
     "What `okr close` kept stands, whatever the definition says later: the screens show the final numbers and the "
     "definition of that day. A change after it is most often meant for the next cycle.",
     "closed = 2026-10-02, then a change on 2026-10-09", "the change in 2026-Q4", "method 7"},
    {Code::W242, "W242", warning, "baseline differs from the KPI at the start",
     "The key result is fed by the KPI, so both should begin with the same number.",
     "baseline = 20 where the KPI says 23", "baseline = 23", "method 7"},
    {Code::W243, "W243", warning, "a check-in outside the cycle",
     "It does not count: its date lies before the start, or after the end and the grace days.",
     "date = 2025-12-20 in 2026-Q1", "date = 2026-02-04", "method 2.3"},
    {Code::W245, "W245", info, "a first confidence outside 3 to 7",
     "An aspirational target is set where reaching it is a toss-up: 9 at the start is too safe, 1 a dream. `okr review "
     "--plan` shows what was said.",
     "confidence = 9 in the first check-in", "confidence = 5", "method 7"},
    {Code::W248, "W248", warning, "a percent above 100, or mixed scales",
     "12 and 0.13 in one series are most often the same scale written in two ways.", "12, 0.13", "12, 13", "method 7"},
    {Code::W250, "W250", warning, "done, but no reading says so",
     "A state of done ends a key result with what was said of it. Of one that is done or not it says that it is done; "
     "any "
     "other counts 0 without a reading.",
     "steps = [...], state = \"done\", and no check-in", "a check-in with the steps or the value, then the state",
     "method 0, 24"},
    {Code::W251, "W251", warning, "two values of one day, and nothing tells the later",
     "Of check-ins of one day and the same time (or without one) the later source name counts, then the greater "
     "number; "
     "of the files of a shared KPI the later source.",
     "two check-ins of ship.users on 2026-08-10 without `at`, 40 and 50", "at = 18:40:00 in the later one",
     "method 0, 30"},
    {Code::I303, "I303", info, "no source",
     "Where the number comes from settles what it means. `okr review --plan` counts the key results that say it where "
     "there is more than one person.",
     "[ship.users] without source", "source = \"crm\"", "method 7"},
});

auto order_of(const Diagnostic& d) {
  return std::tuple(d.place.file, d.place.line, d.place.column, d.code, std::string_view(d.message));
}

}  // namespace

std::span<const Rule> rules() { return table; }

const Rule& rule(Code code) { return table[static_cast<std::size_t>(code)]; }

std::string_view to_string(Code code) { return rule(code).name; }

std::optional<Code> parse_code(std::string_view text) {
  for (const Rule& rule : table)
    if (rule.name == text) return rule.code;
  return std::nullopt;
}

Diagnostic diagnostic_at(Code code, Place place, std::string message, std::string mend, std::string help) {
  return {code, rule(code).severity, place, 0, std::move(message), std::move(mend), std::move(help), {}};
}

bool is_unreadable(Code code) { return code == Code::E001 || code == Code::E002 || code == Code::E003; }

bool is_excused(const Diagnostic& diagnostic) {
  return diagnostic.severity == Severity::warning && rule(diagnostic.code).severity == Severity::error;
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::ranges::any_of(diagnostics, [](const Diagnostic& d) { return d.severity == Severity::error; });
}

void sort_and_unify(Diagnostics& diagnostics) {
  std::ranges::stable_sort(diagnostics,
                           [](const Diagnostic& a, const Diagnostic& b) { return order_of(a) < order_of(b); });
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(),
                                [](const Diagnostic& a, const Diagnostic& b) { return order_of(a) == order_of(b); }),
                    diagnostics.end());
}

}  // namespace okr
