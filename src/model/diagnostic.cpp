// SPDX-License-Identifier: MIT
#include "okr/model/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace okr {
namespace {

auto order_of(const Diagnostic& d) {
  return std::tuple(d.place.file, d.place.line, d.place.column, d.code, std::string_view(d.message));
}

}  // namespace

Diagnostic diagnostic_at(Code code, Place place, std::string message, std::string mend, std::string help) {
  return {code, rule(code).severity, place, 0, std::move(message), std::move(mend), std::move(help), {}};
}

bool is_harmless(const Diagnostic& diagnostic) { return diagnostic.code == Code::E116 && !diagnostic.is_needed; }

bool is_unreadable(Code code) { return code == Code::E001 || code == Code::E002 || code == Code::E003; }

bool is_unread_value(Code code) {
  return code == Code::E102 || code == Code::E107 || code == Code::E109 || code == Code::E117;
}

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
