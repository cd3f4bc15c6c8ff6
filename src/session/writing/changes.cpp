// SPDX-License-Identifier: MIT
#include "session/writing/changes.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"
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

/// A person's own: no record, whatever stands in it.
bool is_own(std::string_view key) { return key.starts_with("x-"); }

/// {"ship", "users", "target"} is the field "target" of "ship.users", {"ship", "title"} that of "ship"; a heading that
/// stands for no record ([cycle], [result], [defaults]) is the cycle's.
void name_definition(std::span<const std::string> path, FieldChange& change) {
  change.id = change.cycle;
  change.field = field_of(path);
  if (path.size() < 2 || path[0] == "result" || path[0] == "defaults" || is_own(path[0])) return;
  if (path[0] == "cycle") {
    change.field = field_of(path.subspan(1));
    return;
  }
  const std::size_t of_record = path.size() > 2 && !is_own(path[1]) ? 2 : 1;
  change.id = field_of(path.first(of_record));
  change.field = field_of(path.subspan(of_record));
}

/// False for what only says when and by whom. The journal is of no cycle.
bool name_remark(std::span<const std::string> path, FieldChange& change) {
  if (path.size() == 1 || is_own(path[0])) {
    change.cycle.clear();
    change.field = field_of(path);
    return path[0] != "date" && path[0] != "at" && path[0] != "by";
  }
  const std::size_t of_record = is_own(path[1]) ? 1 : 2;
  change.id = field_of(path.first(of_record));
  change.field = path.size() > of_record ? field_of(path.subspan(of_record)) : "value";
  return true;
}

/// What stands alone and what stands in a table with more is one field: "readings.2026-08-17" the value of a reading,
/// "targets.2026-08-17.target" a target.
std::string field_of_kpi(std::span<const std::string> path) {
  if (path.size() == 3 && path[0] == "readings" && path[2] == "value") return field_of(path.first(2));
  return field_of(path) + (path.size() == 2 && path[0] == "targets" ? ".target" : "");
}

/// "kpi/sleep.toml" and "kpi/sleep/2026.toml" are of the KPI "sleep".
void name_kpi(std::string_view file, std::span<const std::string> path, FieldChange& change) {
  std::string_view id = without_kpi_prefix(file);
  id = id.substr(0, id.find('/'));
  if (id.ends_with(toml_extension)) id.remove_suffix(toml_extension.size());
  change.id = id;
  change.field = field_of_kpi(path);
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

/// What goes in one place and comes in another (a file, a table in which it stood alone) is one change, or none where it
/// says the same.
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

void add_changes(const std::string& file, const std::string& before, const std::string& after,
                 std::vector<FieldChange>& changes) {
  if (!file.ends_with(toml_extension) || file.starts_with('/')) return;
  for (const ValueChange& value : store::changed_values(before, after)) {
    FieldChange change{{}, {}, {}, json_of(value.before), json_of(value.after)};
    if (name_change(file, value.path, change)) changes.push_back(std::move(change));
  }
}

}  // namespace

std::vector<FieldChange> field_changes(const std::string& file, const std::string& before, const std::string& after) {
  std::vector<FieldChange> changes;
  add_changes(file, before, after, changes);
  return without_moved(std::move(changes));
}

std::vector<FieldChange> field_changes(const Transaction& transaction) {
  std::vector<FieldChange> changes;
  for (const FileChange& file : transaction.files)
    add_changes(name_after(transaction, file.path), file.before.value_or(""), file.after, changes);
  for (const FileRemoval& file : transaction.removals) add_changes(file.path, file.before, "", changes);
  return without_moved(std::move(changes));
}

std::vector<std::string> names_of_record(const FieldChange& change) {
  const std::string front = change.cycle.empty() ? std::string(kpi_prefix) : change.cycle + "/";
  return {change.id, front + change.id};
}

bool is_said(const std::vector<std::string>& about, const FieldChange& change) {
  const bool is_of_whole = change.from.is_null() || change.field.starts_with("readings.");
  const std::vector<std::string> names = names_of_record(change);
  return std::ranges::any_of(about, [&](const std::string& said) {
    return std::ranges::any_of(
        names, [&](const std::string& name) { return said == name ? is_of_whole : said.starts_with(name + "."); });
  });
}

std::string comments_gone_text(const Transaction& transaction) {
  std::string text;
  for (const FileChange& file : transaction.files)
    if (const auto gone = store::comments_gone(file.before.value_or(""), file.after); !gone.empty())
      text += fmt::format("okr: comments that go with what is taken away: {}\n", safe_for_terminal(join(gone, ", ")));
  return text;
}

}  // namespace okr::session
