// SPDX-License-Identifier: MIT
#include "cli/import_plan.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"

namespace okr::cli {
namespace {

constexpr std::size_t most_conflicts_shown = 20;

class Planning {
 public:
  Planning(const Workspace& workspace, const ImportedFile& file, const ImportPlanOptions& options)
      : workspace_(workspace),
        file_(file),
        options_(options),
        plan_{{}, {}, 0, ReadingFiles(workspace, options.source)} {}

  Status take(const std::string& name, const ImportTarget& target, const std::vector<ImportedReading>& readings) {
    const Kpi* kpi = workspace_.kpi(target.kpi->id.text);
    if (kpi == nullptr) return tl::unexpected<Error>(unknown_kpi(workspace_, target.kpi->id.text));
    if (kpi->faulty)
      return failure(ErrorKind::data, fmt::format("{} is in error: nothing was written", kpi->id.text),
                     "mend what is named above");
    plan_.counts.push_back({kpi->id.text});
    for (const ImportedReading& reading : readings) take_reading(name, *kpi, reading);
    return {};
  }

  ImportPlan plan() { return std::move(plan_); }

 private:
  void take_reading(const std::string& name, const Kpi& kpi, const ImportedReading& reading) {
    ImportCount& count = plan_.counts.back();
    std::string note = file_.note_of(reading);
    const Reading* there = reading_on(kpi, reading.date);
    if (there && is_same_reading(kpi, *there, reading.value, note)) {
      ++count.unchanged;
      return;
    }
    if (there && !options_.replace) return conflict(name, taken_by(workspace_, kpi, *there, reading.value), reading);
    std::string key = reading_key(reading.date, reading.unit, workspace_.fiscal_start());
    if (count.first.empty()) count.first = key;
    count.last = key;
    ++(there ? count.replaced : count.added);
    if (there)
      plan_.files.replace(*there, reading.value, std::move(note));
    else
      plan_.files.add(kpi, reading.date, {std::move(key), reading.value, std::move(note)});
  }

  void conflict(const std::string& name, Error taken, const ImportedReading& reading) {
    if (++plan_.conflict_count > most_conflicts_shown) return;
    taken.what = fmt::format("{}:{}:{}: {}", safe_for_terminal(name), reading.line, reading.column, taken.what);
    plan_.conflicts.push_back(std::move(taken));
  }

  const Workspace& workspace_;
  const ImportedFile& file_;
  const ImportPlanOptions& options_;
  ImportPlan plan_;
};

}  // namespace

Result<ImportPlan> plan_import(const Workspace& workspace, const ImportRequest& request, const ImportedFile& file,
                               const ImportPlanOptions& options) {
  Planning planning(workspace, file, options);
  for (std::size_t target = 0; target < request.targets.size(); ++target)
    if (auto taken = planning.take(request.name, request.targets[target], file.readings[target]); !taken)
      return tl::unexpected<Error>(std::move(taken.error()));
  return planning.plan();
}

}  // namespace okr::cli
