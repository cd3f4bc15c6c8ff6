// SPDX-License-Identifier: MIT

#include "compute/lint/findings.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/definition.hpp"
#include "okr/compute/lint.hpp"
#include "okr/compute/practice.hpp"

namespace okr {
namespace {

/// Rules that one person alone needs not be asked for (method.md 0.14).
bool is_for_teams(Code code) {
  return code == Code::W209 || code == Code::W212 || (rule(code).severity == Severity::info && code != Code::I304);
}

/// Rules that say the same of a record on every day, until it is set otherwise: of these it can be told whether an
/// allow is of use. The others come and go with what happens, or ask git's history.
constexpr std::array lasting = {Code::W201, Code::W202, Code::W203, Code::W204, Code::W205, Code::W206, Code::W207,
                                Code::W208, Code::W209, Code::W210, Code::W211, Code::W212, Code::W214, Code::W219,
                                Code::W220, Code::W222, Code::W225, Code::W226, Code::W227, Code::W228, Code::W232,
                                Code::W233, Code::W234, Code::W235, Code::W236, Code::W237, Code::W239, Code::W240,
                                Code::W246, Code::W247, Code::W249, Code::W253, Code::I301, Code::I303};

std::string advice_on_code(const std::string& text) {
  const auto near = nearest_code(text);
  return did_you_mean(near, "`okr explain` lists them");
}

}  // namespace

Place place_in_force(const KeyResult& key_result, std::string_view key, Date as_of) {
  const Place place = place_of_value(key_result, key, as_of);
  return place.known() ? place : key_result.place;
}

Findings::Findings(const Workspace& workspace, Date as_of)
    : workspace_(workspace), is_personal_(is_personal(workspace)) {
  const CheckSettings& check = workspace.settings.check;
  for (const Kpi& kpi : workspace.kpis)
    add(kpi.allow, kpi.place_of("allow"), fmt::format("of '{}'", kpi.id.text), !kpi.faulty);
  for (const Cycle& cycle : workspace.cycles) {
    const bool is_asked = can_be_set(cycle, as_of) && cycle.state == CycleState::active;
    for (const FileAllow& file : cycle.allows) {
      add(file.codes, file.place, "of this file", is_asked);
      of_files_[file.place.file].push_back(&file.codes);
    }
    for (const Objective& objective : cycle.objectives) add(objective, is_asked);
  }
  const bool is_policy = true;  // a rule that people live without, also in the cycles to come
  add(check.allow, check.place_of("allow"), "of the workspace", !is_policy);
}

void Findings::add(const Objective& objective, bool is_asked) {
  is_asked = is_asked && objective.state == State::active && !objective.faulty;
  add(objective.allow, objective.place_of("allow"), fmt::format("of '{}'", objective.id.text), is_asked);
  file_of_[&objective.allow] = objective.place.file;
  for (const KeyResult& kr : objective.key_results) {
    add(kr.allow, kr.place_of("allow"), fmt::format("of '{}'", to_string(kr.id)),
        is_asked && kr.state == State::active && !kr.faulty);
    above_[&kr.allow] = &objective.allow;
    file_of_[&kr.allow] = kr.place.file;
  }
}

void Findings::add(const std::vector<std::string>& codes, Place place, std::string whose, bool is_asked) {
  if (!codes.empty()) allowances_.emplace(&codes, Allowance{&codes, place, std::move(whose), is_asked, {}});
}

bool Findings::is_allowed_by(const std::vector<std::string>& codes, std::string_view code) {
  if (!contains(codes, code)) return false;
  if (const auto it = allowances_.find(&codes); it != allowances_.end()) it->second.kept_out.insert(std::string(code));
  return true;
}

bool Findings::is_allowed(const std::vector<std::string>& allow, const Finding& finding) {
  const std::string_view code = to_string(finding.code);
  if (is_allowed_by(allow, code)) return true;
  if (const auto it = above_.find(&allow); it != above_.end() && is_allowed_by(*it->second, code)) return true;
  const auto file = file_of_.find(&allow);
  for (const std::vector<std::string>* codes : of_files_[file != file_of_.end() ? file->second : finding.place.file])
    if (is_allowed_by(*codes, code)) return true;
  return is_allowed_by(workspace_.settings.check.allow, code);
}

bool Findings::note(const std::vector<std::string>& allow, Finding finding, bool is_unfinished) {
  if (is_personal_ && is_for_teams(finding.code)) return false;
  if (rule(finding.code).severity != Severity::error && is_allowed(allow, finding)) return false;
  found_.push_back(diagnostic_at(finding.code, finding.place, std::move(finding.message), std::move(finding.mend),
                                 std::move(finding.help)));
  found_.back().repair = std::move(finding.repair);
  if (is_unfinished) found_.back().severity = Severity::warning;
  return true;
}

void Findings::note_of_file(Finding finding) {
  static const std::vector<std::string> none;
  note(none, std::move(finding));
}

std::optional<Finding> Findings::needless(const Allowance& allowance, const std::string& text) const {
  const auto code = parse_code(text);
  if (!code)
    return Finding{Code::I304, allowance.place,
                   fmt::format("allow {} names '{}', which is no rule", allowance.whose, safe_for_terminal(text)),
                   advice_on_code(text)};
  if (rule(*code).severity == Severity::error)
    return Finding{Code::I304, allowance.place,
                   fmt::format("allow {} names {}, an error, which cannot be allowed", allowance.whose, text),
                   "the number cannot be trusted: mend what it says"};
  const bool can_be_told = allowance.is_asked && contains(lasting, *code);
  const bool is_asked_for = !is_personal_ || !is_for_teams(*code);  // else as soon as a second person joins
  if (!can_be_told || !is_asked_for || allowance.kept_out.contains(text)) return std::nullopt;
  return Finding{Code::I304, allowance.place,
                 fmt::format("allow {} names {}, which is not found there", allowance.whose, text), "take it out"};
}

void Findings::note_needless(const Allowance& allowance) {
  for (const std::string& text : *allowance.codes)
    if (auto finding = needless(allowance, text)) note(*allowance.codes, std::move(*finding));
}

void Findings::note_needless() {
  for (const auto& [codes, allowance] : allowances_) note_needless(allowance);
}

Diagnostics Findings::sorted() && {
  sort_and_unify(found_);
  return std::move(found_);
}

Diagnostics without_allowed(const Workspace& workspace, Date as_of, std::vector<FoundElsewhere> found) {
  Findings findings(workspace, as_of);
  for (FoundElsewhere& each : found) {
    Diagnostic& what = each.finding;
    Finding finding{what.code, what.place, std::move(what.message), std::move(what.mend), std::move(what.help), {}};
    if (each.allow)
      findings.note(*each.allow, std::move(finding));
    else
      findings.note_of_file(std::move(finding));
  }
  return std::move(findings).sorted();
}

// --- when a rule still speaks ----------------------------------------------------------------------------------------

// When a rule still speaks: those about setting goals say nothing of a cycle that is closed or over, nor of a record
// that is done, cancelled or deferred, for nobody sets them otherwise any more; of a draft they count and read what is
// there, and do not ask for what is still to be said. KPIs have no end: what is said of their definition always holds.

Diagnostics lint_practice(const Workspace& workspace, Date as_of, std::span<const RuleWords> words) {
  Findings findings(workspace, as_of);
  check_numbers(workspace, as_of, findings);
  const Practice practice{workspace, as_of, words, findings};
  for (const Cycle& cycle : workspace.cycles) {
    if (!can_be_set(cycle, as_of)) continue;
    check_definitions(practice, cycle);
    check_sentences(practice, cycle);
  }
  check_course(practice);
  check_sources_of_kpis(practice);
  check_sentences_of_kpis(practice);
  check_kpis(practice);
  findings.note_needless();
  return std::move(findings).sorted();
}

}  // namespace okr
