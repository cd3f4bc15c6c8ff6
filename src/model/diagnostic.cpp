// SPDX-License-Identifier: MIT
#include "okr/model/diagnostic.hpp"

#include <algorithm>
#include <tuple>

namespace okr {
namespace {

auto order_of(const Diagnostic& d) {
  return std::tuple(d.place.file, d.place.line, d.place.column, d.code, std::string_view(d.message));
}

}  // namespace

bool is_excused(const Diagnostic& diagnostic) {
  return diagnostic.severity == Severity::warning && rule(diagnostic.code).severity == Severity::error;
}

bool is_unreadable(Code code) { return code == Code::E001 || code == Code::E002 || code == Code::E003; }

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
