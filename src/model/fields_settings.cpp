// SPDX-License-Identifier: MIT
// The tables of fields of okr.toml and of a person's own config.toml.
#include <array>

#include "model/field_makers.hpp"

namespace okr {
namespace {

constexpr auto weekdays = std::to_array<std::string_view>({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});

constexpr Field<WorkspaceSettings> check_in_day_field() {
  Field<WorkspaceSettings> field = key<WorkspaceSettings, &WorkspaceSettings::check_in_day>(
      "check-in-day", "Due from this weekday on; otherwise a cadence after the last check-in");
  field.shape = Shape::weekday;
  field.words = weekdays;
  field.read = [](const WorkspaceSettings& settings) {
    return settings.check_in_day
               ? FieldValue(std::string(weekdays[static_cast<std::size_t>(*settings.check_in_day - 1)]))
               : FieldValue();
  };
  return field;
}

using W = WorkspaceSettings;
constexpr auto workspace_fields = std::to_array<Field<W>>({
    key<W, &W::title>("title", "Name of the workspace, shown on reports"),
    key<W, &W::owner>("owner", "Owner of whatever names no other"),
    key<W, &W::cadence>("cadence",
                        "How often key results are checked in, in cycles of up to 100 days; longer ones ask monthly"),
    check_in_day_field(),
    within(key<W, &W::fiscal_year_start>("fiscal-year-start",
                                         "Month in which a year begins; 4 makes 2026-Q1 run April to June"),
           1, 12),
    key<W, &W::fiscal_year_name>("fiscal-year-name",
                                 "Which of its two calendar years a year is called after; with fiscal-year-start 10 "
                                 "and \"end\", 2026-Q1 is October to December 2025; \"start\" unless said"),
    key<W, &W::digits>("digits", "How thousands are grouped on a terminal, from 10000 on; not at all unless said"),
    part<W, &W::away>("away", Shape::periods,
                      "Days on which nothing falls due and nothing goes stale, as [first, last] pairs"),
});

using S = Scoring;
constexpr auto scoring_fields = std::to_array<Field<S>>({
    within(key<S, &S::aspirational_target>(
               "aspirational-target",
               "Share of the target that an aspirational key result is expected to reach; 0.70 unless said"),
           0.01, 1),
    key<S, &S::bands>("bands", "Scores where yellow and green begin; [0.40, 0.70] unless said"),
    within(
        key<S, &S::on_track_gap>(
            "on-track-gap", "How far behind pace is still on track, and how far in front is ahead; 0.10 unless said"),
        0, 1),
    within(key<S, &S::behind_gap>("behind-gap", "How far behind pace is behind and not yet at risk; 0.25 unless said"),
           0, 1),
    within(
        key<S, &S::grace_days>("grace-days", "Days after a cycle's end on which check-ins still count; 0 unless said"),
        0, 366),
    either(key<S, &S::scale>("scale", "How scores are shown, of 1 or of 100"), 1, 100),
    within(key<S, &S::breach_periods>("breach-periods",
                                      "Red periods in a row after which a KPI calls for an objective; 1 unless said"),
           1, 1000),
    within(key<S, &S::limit_points>(
               "limit-points", "Points that set the natural limits of a KPI; fewer give trial limits; 20 unless said"),
           6, 1000),
});

using C = CheckSettings;
constexpr auto check_fields = std::to_array<Field<C>>({
    key<C, &C::profile>("profile", "Which rules are on; by the number of owners unless said"),
    key<C, &C::allow>("allow", "Codes of rules that are not reported in this workspace"),
    key<C, &C::language>("language", "Language of the titles; rules that read English words stand down for all but en"),
    part<C, &C::words>("words", Shape::word_lists, "More words for rules that read words: { W206 = [\"draft\"] }"),
});

using U = UserSettings;
constexpr auto user_fields = std::to_array<Field<U>>({
    key<U, &U::me>("me", "Your name as owner; git's user name unless said"),
    key<U, &U::source>("source", "Name in the files of your check-ins; person and short host name unless said"),
    key<U, &U::color>("color", "Whether output is coloured"),
    key<U, &U::pager>("pager", "Program that shows long output"),
    key<U, &U::git_commit>("git-commit", "Commit what okr writes, where there is a git repository"),
    part<U>("pull", Shape::commands,
            "Commands that print values, for okr pull: { users = [\"count-users\", \"--weekly\"] }"),
});

using L = PullCommand;
constexpr auto pull_fields = std::to_array<Field<L>>({
    required(
        part<L>("run", Shape::text_list, "The program and its words, run in the workspace's folder and by no shell")),
    key<L, &L::timeout>("timeout",
                        "How long it may take, from \"1s\" to \"60m\": \"90s\", \"2m\"; \"30s\" unless said"),
});

}  // namespace

std::span<const Field<WorkspaceSettings>> fields_of(const WorkspaceSettings*) { return workspace_fields; }
std::span<const Field<Scoring>> fields_of(const Scoring*) { return scoring_fields; }
std::span<const Field<CheckSettings>> fields_of(const CheckSettings*) { return check_fields; }
std::span<const Field<UserSettings>> fields_of(const UserSettings*) { return user_fields; }
std::span<const Field<PullCommand>> fields_of(const PullCommand*) { return pull_fields; }

}  // namespace okr
