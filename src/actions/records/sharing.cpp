// SPDX-License-Identifier: MIT
// A KPI that one file holds becomes a folder in which each who records it has a file of their own, and back: what that
// does to the files. Reads files of the workspace, writes nothing.
#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "actions/records/set_fields.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/formula.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/shared.hpp"
#include "session/records.hpp"

namespace okr::actions {
using namespace session;

namespace {

Status check_has_readings(const Kpi& kpi) {
  if (is_recorded(kpi)) return {};
  return usage_failure(fmt::format("{} {}", kpi.id.text, safe_for_terminal(origin_of_values(kpi))),
                       "only readings that are written with okr can be shared");
}

/// Another file of the workspace that is the same one on the disk; empty where there is none.
std::string twin_of(const Workspace& workspace, const std::string& file, const std::string& real) {
  const auto is_twin = [&](const std::string& other) {
    return other != file && store::real_path(workspace.root + "/" + other) == real;
  };
  const auto twin = std::ranges::find_if(workspace.files, is_twin);
  return twin == workspace.files.end() ? std::string() : *twin;
}

/// What another KPI is read from stays where it is.
std::string way_from_link(const std::string& twin, const std::string& real, const std::string& path) {
  const std::string from = shell_word(real), to = shell_word(path);
  if (twin.empty()) return fmt::format("first put the file in its place: mv {} {}", from, to);
  return fmt::format("{} is that file too: first give this one a file of its own: rm {} && cp {} {}",
                     safe_for_terminal(twin), to, from, to);
}

/// A link would go, and the file that it leads to would stay with all readings in it.
Status check_no_link(const Workspace& workspace, const Transaction& transaction, const std::string& file) {
  const std::string path = full_path(transaction, file);
  TRY_ASSIGN(const auto real, store::real_path(path));
  TRY_ASSIGN(const auto folder, store::real_path(store::folder_of(path)));
  if (real == folder + path.substr(path.rfind('/'))) return {};
  return usage_failure(fmt::format("{} is a link, to {}", safe_for_terminal(file), safe_for_terminal(real)),
                       way_from_link(twin_of(workspace, file, real), real, path) + "\nnothing was written");
}

/// The file goes as it was read; what the transaction made of it so far is handed on.
Result<std::string> taken_out(const Workspace& workspace, const std::string& file, Transaction& transaction) {
  TRY(check_no_link(workspace, transaction, file));
  TRY_ASSIGN([[maybe_unused]] const auto* draft, transaction.draft(file));
  const auto change = std::ranges::find(transaction.files, file, &FileChange::path);
  std::string text = std::move(change->after);
  transaction.removals.push_back({file, change->before.value_or("")});
  transaction.files.erase(change);
  return text;
}

/// The files of readings in the folder, by their source.
std::vector<std::string> files_of_readings(const Workspace& workspace, const std::string& definition) {
  const std::string folder = std::string(folder_of_readings(definition)) + "/";
  std::vector<std::string> files;
  for (const std::string& file : workspace.files)
    if (file.starts_with(folder) && file.ends_with(toml_extension) && file != definition) files.push_back(file);
  std::ranges::sort(
      files, {}, [](const std::string& file) { return std::pair(source_of_readings(file), std::string_view(file)); });
  return files;
}

Status take_apart(const Workspace& workspace, const Sharing& sharing, Transaction& transaction) {
  const std::string file = workspace.files[sharing.kpi->place.file];
  TRY_ASSIGN(const auto text, taken_out(workspace, file, transaction));
  TRY_ASSIGN(auto apart, store::take_apart({safe_for_terminal(file), text}, workspace.fiscal_start(),
                                           static_cast<int>(sharing.today.year())));
  transaction.create(shared_kpi_path(sharing.kpi->id), std::move(apart.definition));
  for (auto& [year, readings] : apart.years)
    transaction.create(file_of_readings(full_id(sharing.kpi->id), make_date(year, 1, 1), sharing.source),
                       std::move(readings));
  return {};
}

Status put_together(const Workspace& workspace, const Sharing& sharing, Transaction& transaction) {
  const std::string definition = workspace.files[sharing.kpi->place.file];
  std::vector<store::NamedText> texts;
  std::vector<std::string> files = files_of_readings(workspace, definition);
  files.insert(files.begin(), definition);
  for (const std::string& file : files) {
    TRY(check_readable(workspace, file));
    TRY_ASSIGN(auto text, taken_out(workspace, file, transaction));
    texts.push_back({safe_for_terminal(file), std::move(text)});
  }
  const auto same_day = joins(sharing.kpi->aggregate) ? store::SameDay::joins : store::SameDay::refused;
  TRY_ASSIGN(auto whole, store::put_together(texts, same_day, workspace.fiscal_start()));
  transaction.create(kpi_path(sharing.kpi->id), std::move(whole));
  transaction.grounds.push_back(full_id(sharing.kpi->id));  // a file that comes meanwhile would stay behind
  return {};
}

}  // namespace

bool is_shared(const Workspace& workspace, const Kpi& kpi) {
  return !folder_of_readings(workspace.files[kpi.place.file]).empty();
}

Status share(const Workspace& workspace, const Sharing& sharing, Transaction& transaction) {
  TRY(check_has_readings(*sharing.kpi));
  return sharing.shared ? take_apart(workspace, sharing, transaction) : put_together(workspace, sharing, transaction);
}

void keep_shared(const Kpi& kpi, Transaction& transaction) {
  transaction.in_place.push_back(kpi_path(kpi.id));
  transaction.in_place.push_back(full_id(kpi.id));
}

}  // namespace okr::actions
