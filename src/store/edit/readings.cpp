// SPDX-License-Identifier: MIT
// Many readings of a KPI into its file: every line finds its place in one pass, and one proof covers all of them.
#include <algorithm>
#include <cstring>
#include <unordered_map>

#include <fmt/core.h>

#include "okr/base/date.hpp"
#include "okr/base/try.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"
#include "store/edit/proof.hpp"

namespace okr::store {
namespace {

/// A reading to be written, with the day it counts for: a period's last.
struct NewReading {
  const ReadingEdit* edit = nullptr;
  Date day;
};

/// "3.5", or "[3.5, 4]" for several of one day.
std::string amounts_of(const ReadingEdit& edit) {
  if (edit.more.empty()) return toml_number(edit.value);
  std::vector<std::string> amounts{toml_number(edit.value)};
  for (const double amount : edit.more) amounts.push_back(toml_number(amount));
  return toml_list(amounts);
}

std::string with_note(const std::string& amounts, const ReadingEdit& edit) {
  if (edit.note.empty() && !edit.final) return amounts;
  InlineTable fields;
  fields.add("value", amounts);
  if (!edit.note.empty()) fields.add("note", toml_line_string(edit.note));
  if (edit.final) fields.add("final", toml_boolean(true));
  return fields.text();
}

std::string value_of(const ReadingEdit& edit) { return with_note(amounts_of(edit), edit); }

std::string line_of(const ReadingEdit& edit) { return fmt::format("{} = {}", toml_key(edit.key), value_of(edit)); }

Result<std::vector<NewReading>> by_day(std::span<const ReadingEdit> readings, FiscalYear fiscal_year) {
  std::vector<NewReading> sorted;
  sorted.reserve(readings.size());
  for (const ReadingEdit& edit : readings) {
    const auto named = parse_period(edit.key, fiscal_year);
    if (!named) return usage_failure(fmt::format("'{}' is no date and no period", edit.key));
    sorted.push_back({&edit, named->period.last});
  }
  std::ranges::stable_sort(sorted, {}, &NewReading::day);
  return sorted;
}

// --- the edits ------------------------------------------------------------------------------------------------------

class ReadingsEdit {
 public:
  ReadingsEdit(const EditSource& source, FiscalYear fiscal_year)
      : source_(source),
        table_(source, readings_table, fiscal_year, &Period::last),
        there_(children_by_key(source.document(), table_.node())) {}

  Result<std::vector<Splice>> splices(std::span<const NewReading> readings) {
    std::vector<DatedLine> added;
    for (const NewReading& reading : readings) {
      const ReadingEdit& edit = *reading.edit;
      const auto there = there_.find(edit.key);
      if (there == there_.end())
        added.push_back({reading.day, toml_key(edit.key), value_of(edit)});
      else
        TRY(change(*there->second, edit));
    }
    if (added.empty()) return std::move(splices_);
    TRY_ASSIGN(auto more, table_.with(added));
    append(std::move(more));
    return with_endings(source_, std::move(splices_));
  }

 private:
  /// Another value, and a note where one is given; everything else about the reading stays.
  Status change(const Node& there, const ReadingEdit& edit) {
    if (!there.is_table()) return change_bare(there, edit);
    const Document& document = source_.document();
    const Node* value = document.find(there, "value");
    if (value == nullptr) return data_failure(fmt::format("reading {} has no value", edit.key));
    if (edit.adds)
      add_amount(*value, edit);
    else
      splice(*value, amounts_of(edit));
    if (edit.note.empty()) return {};
    if (const Node* note = document.find(there, "note")) return splice(*note, toml_line_string(edit.note));
    return add_note(there, edit);
  }

  Status add_note(const Node& there, const ReadingEdit& edit) {
    const std::string note = toml_line_string(edit.note);
    const auto statement = table_.statement_of(edit.key);
    if (there.form() == TableForm::inline_table && statement != no_statement) {
      append(with_item(source_, items_in_braces(source_, statement), "note = " + note));
      return {};
    }
    TRY_ASSIGN(auto splices, place_for_key(source_, {std::string(readings_table), edit.key}, "note", note));
    append(std::move(splices));
    return {};
  }

  /// A number or a list alone becomes a table where it gets a note.
  Status change_bare(const Node& there, const ReadingEdit& edit) {
    if (!edit.adds) return splice(there, value_of(edit));
    if (edit.note.empty()) return add_amount(there, edit);
    std::string items;
    const auto add_text = [&](const Node& amount) {
      items += source_.document().text(amount.value_span());
      items += ", ";
    };
    if (!there.is_array())
      add_text(there);
    else
      for (const Node& amount : source_.document().children(there)) add_text(amount);
    return splice(there, with_note("[" + items + toml_number(edit.value) + "]", edit));
  }

  /// Behind the amounts that are there, laid out as they are; a number alone becomes a list.
  Status add_amount(const Node& there, const ReadingEdit& edit) {
    const std::string amount = toml_number(edit.value);
    if (!there.is_array())
      return splice(there, fmt::format("[{}, {}]", source_.document().text(there.value_span()), amount));
    ItemList list{there.value_span(), {}};
    for (const Node& item : source_.document().children(there)) list.items.push_back(item.value_span());
    append(with_item(source_, list, amount));
    return {};
  }

  Status splice(const Node& node, std::string text) {
    splices_.push_back({node.value_span(), std::move(text)});
    return {};
  }

  void append(std::vector<Splice> more) { std::ranges::move(more, std::back_inserter(splices_)); }

  const EditSource& source_;
  DatedTable table_;
  ByKey there_;
  std::vector<Splice> splices_;
};

/// True for a file that has no such table, or only sub-headings of it and none of these readings.
bool wants_table(const Document& document, std::span<const ReadingEdit> readings) {
  const Node* table = readings_of(document);
  if (table == nullptr) return true;
  return table->is_table() && table->form() == TableForm::implicit &&
         std::ranges::none_of(readings, [&](const ReadingEdit& edit) { return document.find(*table, edit.key); });
}

Result<std::string> with_table(std::string_view text, std::span<const NewReading> readings) {
  std::string lines;
  for (const NewReading& reading : readings) lines += line_of(*reading.edit) + "\n";
  return add_table(text, {std::string(readings_table)}, lines);
}

// --- the proof -------------------------------------------------------------------------------------------------------

bool is_same(double there, double value) { return std::memcmp(&there, &value, sizeof value) == 0; }

bool are_amounts(const Document& document, const Node* node, const std::vector<double>& wanted) {
  const auto there = node != nullptr ? amounts_in(document, *node) : std::nullopt;
  return there && std::ranges::equal(*there, wanted, is_same);
}

bool is_note(const Node* node, std::string_view note) {
  return node != nullptr && node->is(NodeKind::string) && node->string() == note;
}

bool is_true(const Node* node) { return node != nullptr && node->is(NodeKind::boolean) && node->boolean(); }

/// Reads the file before and after and the readings that were meant: nothing else may differ.
class ReadingsProof {
 public:
  ReadingsProof(const Document& before, const Document& after)
      : before_(before),
        after_(after),
        olds_(children_by_key(before, readings_of(before))),
        news_(children_by_key(after, readings_of(after))) {}

  bool holds(std::span<const ReadingEdit> readings) const {
    if (!is_same_definition(before_, after_)) return false;
    std::size_t added = 0;
    std::unordered_map<std::string_view, bool> meant;
    for (const ReadingEdit& edit : readings) {
      const auto old = olds_.find(edit.key);
      const auto now = news_.find(edit.key);
      if (now == news_.end() || !meant.emplace(edit.key, true).second) return false;
      if (old == olds_.end()) ++added;
      if (!is_as_meant(old == olds_.end() ? nullptr : old->second, *now->second, edit)) return false;
    }
    return news_.size() == olds_.size() + added && others_are_same(meant);
  }

 private:
  bool others_are_same(const std::unordered_map<std::string_view, bool>& meant) const {
    return std::ranges::all_of(olds_, [&](const ByKey::value_type& old) {
      if (meant.contains(old.first)) return true;
      const auto now = news_.find(old.first);
      return now != news_.end() && same_content(before_, *old.second, after_, *now->second);
    });
  }

  /// What has to stand there: the amounts that were said, or those that were there and one more.
  std::vector<double> wanted(const Node* old, const ReadingEdit& edit) const {
    std::vector<double> amounts;
    if (edit.adds && old != nullptr) {
      const Node* value = old->is_table() ? before_.find(*old, "value") : old;
      if (value != nullptr) amounts = amounts_in(before_, *value).value_or(std::vector<double>());
    }
    amounts.push_back(edit.value);
    amounts.insert(amounts.end(), edit.more.begin(), edit.more.end());
    return amounts;
  }

  bool is_as_meant(const Node* old, const Node& now, const ReadingEdit& edit) const {
    const bool is_new_final = edit.final && old == nullptr;
    if (!now.is_table())
      return edit.note.empty() && !is_new_final && (old == nullptr || !old->is_table()) &&
             are_amounts(after_, &now, wanted(old, edit));
    const bool was_table = old != nullptr && old->is_table();
    std::size_t expected = was_table ? old->child_count() : 1;
    if (!edit.note.empty() && !(was_table && before_.find(*old, "note"))) ++expected;
    if (is_new_final) ++expected;
    if (!was_table && edit.note.empty() && !is_new_final) return false;
    if (is_new_final && !is_true(after_.find(now, "final"))) return false;
    if (now.child_count() != expected || !are_amounts(after_, after_.find(now, "value"), wanted(old, edit)))
      return false;
    if (!edit.note.empty() && !is_note(after_.find(now, "note"), edit.note)) return false;
    return !was_table || kept_keys_are_same(*old, now, edit);
  }

  bool kept_keys_are_same(const Node& old, const Node& now, const ReadingEdit& edit) const {
    return std::ranges::all_of(before_.children(old), [&](const Node& child) {
      if (child.key() == "value" || (child.key() == "note" && !edit.note.empty())) return true;
      const Node* kept = after_.find(now, child.key());
      return kept != nullptr && same_content(before_, child, after_, *kept);
    });
  }

  const Document& before_;
  const Document& after_;
  ByKey olds_, news_;
};

/// The spliced text when nothing differs but what was meant.
Result<std::string> proven_readings(const EditSource& source, std::vector<Splice> splices,
                                    std::span<const ReadingEdit> readings) {
  auto text = spliced(source.text(), std::move(splices));
  const auto after = Document::parse(text);
  if (!after) return cannot_hold("these readings", after.error());
  if (ReadingsProof(source.document(), *after).holds(readings)) return text;
  return changes_more("these readings");
}

}  // namespace

Result<std::string> put_readings(std::string_view text, std::span<const ReadingEdit> readings, FiscalYear fiscal_year) {
  if (readings.empty()) return std::string(text);
  TRY_ASSIGN(const auto sorted, by_day(readings, fiscal_year));
  std::unordered_map<std::string_view, bool> keys;
  for (const ReadingEdit& edit : readings)
    if (!keys.emplace(edit.key, true).second) return usage_failure(fmt::format("{} is given twice", edit.key));
  TRY_ASSIGN(const auto source, EditSource::open(text));
  if (wants_table(source.document(), readings)) return with_table(text, sorted);
  TRY_ASSIGN(auto splices, ReadingsEdit(source, fiscal_year).splices(sorted));
  return proven_readings(source, std::move(splices), readings);
}

}  // namespace okr::store
