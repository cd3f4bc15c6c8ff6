// SPDX-License-Identifier: MIT
// One file below checkins/: the journal keys at the top, and what is said of each key result.
#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/toml_text.hpp"
#include "store/parse/record.hpp"

namespace okr::store {
namespace {

constexpr std::size_t date_length = 10;

/// "2026-08-10-ana-x1-2.toml" -> its date and "ana-x1-2".
struct NamedCheckin {
  std::optional<Date> date;
  std::string source;
};

NamedCheckin named_checkin(std::string_view file_name) {
  if (file_name.ends_with(toml_extension)) file_name.remove_suffix(toml_extension.size());
  NamedCheckin named{parse_date(file_name.substr(0, date_length)), {}};
  if (file_name.size() > date_length + 1 && file_name[date_length] == '-')
    named.source = std::string(file_name.substr(date_length + 1));
  return named;
}

// --- entries ---------------------------------------------------------------------------------------------------------

/// How messages call an entry; made only where it is needed, since entries are many.
std::string own_name_of(const KeyResultId& id) { return fmt::format("the entry of '{}'", to_string(id)); }

/// Between its """ a note stands on lines of its own.
void trim_note(std::string& note) {
  if (const std::string_view said = trim(note); said.size() < note.size()) note = std::string(said);
}

/// False when the value was refused; the entry then says nothing.
bool read_value(Source& source, const Node& node, const Mention& name, Entry& entry) {
  auto value = entry_value(source, node, name);
  if (!value) return false;
  entry.value = std::move(*value);
  entry.value_place = source.value_place(node);
  return true;
}

bool read_entry_table(Source& source, const Node& table, std::string_view own_name, Entry& entry) {
  read_record(source, table, entry, own_name);
  if (const Node* confidence = source.document().find(table, "confidence"); confidence && !entry.confidence)
    return false;
  const Node* value = source.document().find(table, "value");
  return !value || read_value(source, *value, Mention("value", own_name), entry);
}

bool is_entry_table(const Document& document, const Node& node) {
  return node.is_table() && (document.find(node, "value") || document.find(node, "confidence") ||
                             document.find(node, "note") || node.form() == TableForm::inline_table);
}

void add_entry(Source& source, const Node& node, const KeyResultId& id, CheckinFile& file) {
  LooseEntry loose;
  loose.id = id;
  Entry& entry = loose.entry;
  entry.date = file.checkin.date;
  entry.at = file.checkin.at;
  if (const auto fine = fine_number(node)) {
    entry.value = *fine;
    entry.value_place = source.value_place(node);
  } else {
    const std::string own_name = own_name_of(id);
    loose.refused =
        node.is_table() ? !read_entry_table(source, node, own_name, entry) : !read_value(source, node, own_name, entry);
  }
  entry.place = source.key_place(node);
  trim_note(entry.note);
  if (!entry.has_value()) entry.value_place = source.value_place(node);
  file.checkin.about.push_back(id);
  file.entries.push_back(std::move(loose));
}

void read_objective_entries(Source& source, const Node& table, CheckinFile& file) {
  for (const Node& node : source.document().children(table)) {
    if (is_own_key(node.key())) continue;
    const KeyResultId id{ObjectiveId(table.key()), std::string(node.key())};
    if (node.is_table() && !is_entry_table(source.document(), node)) {
      source.report(Code::E116, node.key_span(), fmt::format("'{}' says nothing of a key result", to_string(id)),
                    fmt::format("write {} = VALUE, or {} = {{ value = ..., confidence = ..., note = ... }}",
                                to_string(id), to_string(id)));
      continue;
    }
    add_entry(source, node, id, file);
  }
}

void report_top_value(Source& source, const Node& node) {
  Diagnostic& diagnostic = source.report(
      Code::E116, node.key_span(), fmt::format("unknown key '{}' in this check-in", safe_for_terminal(node.key())),
      "a reading is written OBJECTIVE.KEY-RESULT = VALUE");
  const auto keys = known_keys<Checkin>();
  diagnostic.repair = respelt(node.key(), keys, Repair::What::key);
  if (const auto near = nearest(node.key(), keys))
    diagnostic.mend = did_you_mean(near);
  else if (find_field<Objective>(node.key()))
    diagnostic.mend = "keys of objectives stand in cycle.toml";
}

// --- what is in the way ----------------------------------------------------------------------------------------------

/// The keys x-... of a table on one line.
std::string own_keys_of(const Document& document, const Node& table) {
  std::vector<std::string> keys;
  for (const Node& node : document.children(table))
    if (is_own_key(node.key()))
      keys.push_back(fmt::format("{} = {}", toml_key(node.key()), on_one_line(document, node)));
  return join(keys, ", ");
}

void read_blockers(Source& source, const Node& list, Checkin& checkin) {
  const std::string own_name = "a blocker of this check-in";
  if (!list.is_array())
    return report_type(source, list, Mention("blockers", "this check-in"), to_string(Shape::blockers));
  for (const Node& node : source.document().children(list)) {
    Blocker blocker;
    if (node.is_table()) {
      read_record(source, node, blocker, own_name);
      blocker.own_keys = own_keys_of(source.document(), node);
    } else if (const auto text = text_of(source, node, own_name)) {
      blocker.text = std::string(*text);
    }
    blocker.place = source.value_place(node);
    if (!trim(blocker.text).empty()) checkin.blockers.push_back(std::move(blocker));
  }
}

// --- date ------------------------------------------------------------------------------------------------------------

/// The date that is said, else the name's: one that is missing or no date was noted, and the name is as good.
void settle_date(Source& source, const NamedCheckin& named, CheckinFile& file) {
  const Document& document = source.document();
  const Node* date = document.find(document.root(), "date");
  Checkin& checkin = file.checkin;
  if (date && date->is(NodeKind::date)) {
    file.usable = true;
    if (!named.date) {
      source.report(Code::E120, date->key_span(), "the file's name does not begin with a date",
                    fmt::format("rename it to {}-SOURCE.toml", to_string(checkin.date)));
    } else if (*named.date != checkin.date) {
      source.report(
          Code::E120, date->value_span(),
          fmt::format("date is {}, but the file is named for {}", to_string(checkin.date), to_string(*named.date)),
          "make them the same");
    }
  } else if (named.date) {
    checkin.date = *named.date;
    file.usable = true;
    Diagnostic* missing = source.last();
    if (!date && missing && missing->code == Code::E118)
      missing->repair = {Repair::What::field, to_string(checkin.date), "date"};
  }
}

/// What is said of the key results of an objective; tables of other files and journal keys are none.
void read_table(Source& source, const Node& node, CheckinFile& file) {
  if (read_key(source, node, file.checkin, "this check-in")) return;
  const std::string_view home = is_reserved_objective_id(node.key()) ? home_of_table(node.key()) : std::string_view();
  if (home.empty()) return read_objective_entries(source, node, file);
  report_wrong_file(source, node, home);
}

}  // namespace

CheckinFile parse_checkin(Source& source, std::string_view file_name) {
  CheckinFile file;
  const Document& document = source.document();
  const NamedCheckin named = named_checkin(file_name);
  Checkin& checkin = file.checkin;
  checkin.date = Date{};
  checkin.place = source.file_place();
  checkin.source = named.source;
  for (const Node& node : document.children(document.root()))
    if (!node.is_table() && !is_own_key(node.key()) && !read_key(source, node, checkin, "this check-in"))
      report_top_value(source, node);
  trim_note(checkin.note);
  if (const Node* blockers = document.find(document.root(), "blockers")) read_blockers(source, *blockers, checkin);
  require_keys<Checkin>(source, document.root(), "this check-in");
  settle_date(source, named, file);
  for (const Node& node : document.children(document.root()))
    if (node.is_table() && !is_own_key(node.key())) read_table(source, node, file);
  return file;
}

}  // namespace okr::store
