// SPDX-License-Identifier: MIT
#include "session/writing/changes.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::session {
namespace {

using draw::Json;
using reports::FieldChange;
using store::PlainValue;
using store::ValueChange;

Json json_of(const PlainValue& value);

struct AsJson {
  Json operator()(double number) const { return draw::json(number); }
  Json operator()(bool truth) const { return draw::json(truth); }
  Json operator()(const std::string& text) const { return draw::json(text); }
  Json operator()(const std::vector<PlainValue>& list) const { return draw::json_list(list, json_of); }
  Json operator()(const std::vector<store::NamedValue>& table) const {
    Json object = Json::object();
    for (const store::NamedValue& member : table) object[member.name] = json_of(member.value);
    return object;
  }
};

Json json_of(const PlainValue& value) { return std::visit(AsJson(), value.of); }
Json json_of(const std::optional<PlainValue>& value) { return value ? json_of(*value) : Json(); }

std::string field_of(std::span<const std::string> keys) {
  std::string field;
  for (const std::string& key : keys) field += (field.empty() ? "" : ".") + key;
  return field;
}

/// {"ship", "users", "target"} is the field "target" of "ship.users", {"ship", "title"} that of "ship"; a heading that
/// stands for no record ([cycle], [result], [defaults]) is the cycle's.
void name_definition(std::span<const std::string> path, FieldChange& change) {
  change.id = change.cycle;
  change.field = field_of(path);
  if (path.size() < 2 || path[0] == "result" || path[0] == "defaults") return;
  if (path[0] == "cycle") {
    change.field = field_of(path.subspan(1));
    return;
  }
  const std::size_t of_record = path.size() > 2 ? 2 : 1;
  change.id = field_of(path.first(of_record));
  change.field = field_of(path.subspan(of_record));
}

/// False for what only says when and by whom.
bool name_remark(std::span<const std::string> path, FieldChange& change) {
  if (path.size() == 1) {
    change.field = path[0];
    return path[0] != "date" && path[0] != "at" && path[0] != "by";
  }
  change.id = field_of(path.first(2));
  change.field = path.size() > 2 ? field_of(path.subspan(2)) : "value";
  return true;
}

/// "kpi/sleep.toml" and "kpi/sleep/2026.toml" are of the KPI "sleep".
void name_kpi(std::string_view file, std::span<const std::string> path, FieldChange& change) {
  std::string_view id = without_kpi_prefix(file);
  id = id.substr(0, id.find('/'));
  if (id.ends_with(toml_extension)) id.remove_suffix(toml_extension.size());
  change.id = id;
  change.field = field_of(path);
}

bool name_change(const std::string& file, std::span<const std::string> path, FieldChange& change) {
  if (file.starts_with(kpi_prefix)) {
    name_kpi(file, path, change);
    return true;
  }
  const std::size_t slash = file.find('/');
  if (slash == std::string::npos) {
    change.field = field_of(path);
    return true;
  }
  change.cycle = file.substr(0, slash);
  if (is_checkin_path(file)) return name_remark(path, change);
  name_definition(path, change);
  return true;
}

/// What goes in one file and comes in another is one change, or none where it says the same.
std::vector<FieldChange> without_moved(std::vector<FieldChange> changes) {
  std::vector<FieldChange> kept;
  std::map<std::string, std::size_t> known;  // by record and field
  for (FieldChange& change : changes) {
    const auto [there, is_new] =
        known.try_emplace(fmt::format("{}/{}.{}", change.cycle, change.id, change.field), kept.size());
    FieldChange* other = is_new ? nullptr : &kept[there->second];
    if (other && other->from.is_null() && change.to.is_null())
      other->from = std::move(change.from);
    else if (other && other->to.is_null() && change.from.is_null())
      other->to = std::move(change.to);
    else
      kept.push_back(std::move(change));
  }
  std::erase_if(kept, [](const FieldChange& change) { return change.from == change.to; });
  return kept;
}

}  // namespace

std::vector<FieldChange> field_changes(const std::string& file, const std::string& before, const std::string& after) {
  std::vector<FieldChange> changes;
  if (!file.ends_with(toml_extension) || file.starts_with('/')) return changes;
  for (const ValueChange& value : store::changed_values(before, after)) {
    FieldChange change{{}, {}, {}, json_of(value.before), json_of(value.after)};
    if (name_change(file, value.path, change)) changes.push_back(std::move(change));
  }
  return changes;
}

std::vector<FieldChange> field_changes(const Transaction& transaction) {
  std::vector<FieldChange> changes;
  for (const FileChange& file : transaction.files)
    std::ranges::move(field_changes(name_after(transaction, file.path), file.before.value_or(""), file.after),
                      std::back_inserter(changes));
  for (const FileRemoval& file : transaction.removals)
    std::ranges::move(field_changes(file.path, file.before, ""), std::back_inserter(changes));
  return transaction.removals.empty() ? changes : without_moved(std::move(changes));
}

}  // namespace okr::session
