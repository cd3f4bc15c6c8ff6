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
#include "store/edit_proof.hpp"
#include "store/edit_source.hpp"

namespace okr::store {
namespace {

/// A reading to be written, with the day it counts for: a period's last.
struct NewReading {
  const ReadingEdit* edit = nullptr;
  Date day;
};

const Node* readings_of(const Document& document) { return document.find(document.root(), readings_table); }

/// "3.5", or "[3.5, 4]" for several of one day.
std::string amounts_of(const ReadingEdit& edit) {
  if (edit.more.empty()) return toml_number(edit.value);
  std::string list = "[" + toml_number(edit.value);
  for (const double amount : edit.more) list += ", " + toml_number(amount);
  return list + "]";
}

std::string with_note(const std::string& amounts, const ReadingEdit& edit) {
  if (edit.note.empty() && !edit.final) return amounts;
  std::string fields = "value = " + amounts;
  if (!edit.note.empty()) fields += ", note = " + toml_line_string(edit.note);
  if (edit.final) fields += ", final = true";
  return "{ " + fields + " }";
}

std::string value_of(const ReadingEdit& edit) { return with_note(amounts_of(edit), edit); }

std::string line_of(const ReadingEdit& edit) { return fmt::format("{} = {}", toml_key(edit.key), value_of(edit)); }

Result<std::vector<NewReading>> by_day(std::span<const ReadingEdit> readings, FiscalYear fiscal_year) {
  std::vector<NewReading> sorted;
  sorted.reserve(readings.size());
  for (const ReadingEdit& edit : readings) {
    const auto named = parse_period(edit.key, fiscal_year);
    if (!named) return failure(ErrorKind::usage, fmt::format("'{}' is no date and no period", edit.key));
    sorted.push_back({&edit, named->period.last});
  }
  std::ranges::stable_sort(sorted, {}, &NewReading::day);
  return sorted;
}

// --- the places -----------------------------------------------------------------------------------------------------

/// A line of its own that holds one reading.
struct Neighbour {
  Date day;
  std::uint32_t statement = no_statement;
};

class ReadingsEdit {
 public:
  ReadingsEdit(const EditSource& source, FiscalYear fiscal_year)
      : source_(source), fiscal_start_(fiscal_year), table_(readings_of(source.document())) {
    there_ = children_by_key(source.document(), table_);
    for (std::uint32_t index = 0; index < source_.count(); ++index) look_at(index);
    std::ranges::stable_sort(lines_, {}, &Neighbour::day);
  }

  Result<std::vector<Splice>> splices(std::span<const NewReading> readings) {
    std::vector<NewReading> added;
    for (const NewReading& reading : readings) {
      const auto there = there_.find(reading.edit->key);
      if (there == there_.end())
        added.push_back(reading);
      else
        TRY(change(*there->second, *reading.edit));
    }
    if (added.empty()) return std::move(splices_);
    TRY(add(added));
    return with_endings(source_, std::move(splices_));
  }

 private:
  void look_at(std::uint32_t index) {
    const Located& here = source_.located(index);
    const Statement& statement = source_.statement(index);
    if (statement.kind != StatementKind::key_value || here.reach != here.path.size()) return;
    if (here.path.front() != readings_table) return;
    if (here.path.size() == 1) table_statement_ = index;
    if (here.path.size() != 2) return;
    statements_.emplace(here.path.back(), index);
    if (statement.container != no_statement) return;
    if (first_line_ == no_statement) first_line_ = index;
    if (const auto named = parse_period(here.path.back(), fiscal_start_)) lines_.push_back({named->period.last, index});
  }

  /// Another value, and a note where one is given; everything else about the reading stays.
  Status change(const Node& there, const ReadingEdit& edit) {
    if (!there.is_table()) return change_bare(there, edit);
    const Document& document = source_.document();
    const Node* value = document.find(there, "value");
    if (value == nullptr) return failure(ErrorKind::data, fmt::format("reading {} has no value", edit.key));
    if (edit.adds)
      add_amount(*value, edit);
    else
      splice(*value, amounts_of(edit));
    if (edit.note.empty()) return {};
    if (const Node* note = document.find(there, "note")) return splice(*note, toml_line_string(edit.note));
    const auto statement = statements_.find(edit.key);
    if (there.form() != TableForm::inline_table || statement == statements_.end())
      return failure(ErrorKind::data, fmt::format("reading {} is a table of its own, without a note", edit.key),
                     "write its note by hand");
    append(with_item(source_, items_in_braces(source_, statement->second), "note = " + toml_line_string(edit.note)));
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

  Status add(std::span<const NewReading> added) {
    if (table_ == nullptr || !table_->is_table()) return failure(ErrorKind::data, "readings is no table");
    if (first_line_ != no_statement) return add_beside(added);
    if (table_->form() == TableForm::inline_table && table_statement_ != no_statement) return add_between_braces(added);
    const auto heading = source_.heading({std::string(readings_table)});
    if (heading == no_statement)
      return failure(ErrorKind::data, "readings cannot take a line", "add a [readings] heading");
    const auto at = source_.statement(heading).value.end;
    splices_.push_back(line_behind(source_, at, joined(added, at, [&](const ReadingEdit& edit) {
                                     return source_.indentation(at) + line_of(edit);
                                   })));
    return {};
  }

  Status add_between_braces(std::span<const NewReading> added) {
    std::string items;
    for (const NewReading& reading : added) items += (items.empty() ? "" : ", ") + line_of(*reading.edit);
    append(with_item(source_, items_in_braces(source_, table_statement_), items));
    return {};
  }

  /// Each run of readings that have one neighbour in front of them becomes one splice.
  Status add_beside(std::span<const NewReading> added) {
    while (!added.empty()) {
      const std::uint32_t neighbour = last_not_later(added.front().day);
      std::size_t count = 1;
      while (count < added.size() && last_not_later(added[count].day) == neighbour) ++count;
      const bool behind = neighbour != no_statement;
      const std::uint32_t sibling = behind ? neighbour : first_line_;
      const Statement& beside = source_.statement(sibling);
      const auto at = behind ? beside.value.end : beside.key.begin;
      const std::string lines = joined(added.first(count), at, [&](const ReadingEdit& edit) {
        return line_like(source_, sibling, key_beside(sibling, edit), value_of(edit));
      });
      splices_.push_back(behind ? line_behind(source_, at, lines) : line_before(source_, at, lines));
      added = added.subspan(count);
    }
    return {};
  }

  std::uint32_t last_not_later(Date day) const {
    const auto later = std::ranges::upper_bound(lines_, day, {}, &Neighbour::day);
    return later == lines_.begin() ? no_statement : std::prev(later)->statement;
  }

  /// As the neighbour writes it: `readings.2026-07` where it does.
  std::string key_beside(std::uint32_t sibling, const ReadingEdit& edit) const {
    const std::string key = toml_key(edit.key);
    if (source_.located(sibling).own_from > 0) return key;
    return fmt::format("{}.{}", source_.document().text(source_.part(sibling, 0)), key);
  }

  template <class Line>
  std::string joined(std::span<const NewReading> added, std::uint32_t near, Line line) const {
    const std::string ending = source_.line_ending(near);
    std::string lines;
    for (const NewReading& reading : added) lines += (lines.empty() ? "" : ending) + line(*reading.edit);
    return lines;
  }

  const EditSource& source_;
  FiscalYear fiscal_start_;
  const Node* table_;
  ByKey there_;
  std::unordered_map<std::string, std::uint32_t> statements_;  // of readings, by key
  std::vector<Neighbour> lines_;                               // by day, then as in the file
  std::uint32_t first_line_ = no_statement;
  std::uint32_t table_statement_ = no_statement;  // readings = { }
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
    if (!rest_is_same()) return false;
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
  bool rest_is_same() const {
    const auto count = [](const Document& document) {
      return document.root().child_count() - (readings_of(document) ? 1U : 0U);
    };
    if (count(before_) != count(after_)) return false;
    return std::ranges::all_of(before_.children(before_.root()), [&](const Node& child) {
      if (child.key() == readings_table) return true;
      const Node* now = after_.find(after_.root(), child.key());
      return now != nullptr && same_content(before_, child, after_, *now);
    });
  }

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
  if (!after)
    return failure(ErrorKind::data, fmt::format("the file cannot hold these readings: {}", after.error().message),
                   "nothing was written");
  if (ReadingsProof(source.document(), *after).holds(readings)) return text;
  return failure(ErrorKind::internal, "these readings would change something else too",
                 "nothing was written; please report this with the file");
}

}  // namespace

Result<std::string> put_readings(std::string_view text, std::span<const ReadingEdit> readings, FiscalYear fiscal_year) {
  if (readings.empty()) return std::string(text);
  TRY_ASSIGN(const auto sorted, by_day(readings, fiscal_year));
  std::unordered_map<std::string_view, bool> keys;
  for (const ReadingEdit& edit : readings)
    if (!keys.emplace(edit.key, true).second)
      return failure(ErrorKind::usage, fmt::format("{} is given twice", edit.key));
  TRY_ASSIGN(const auto source, EditSource::open(text));
  if (wants_table(source.document(), readings)) return with_table(text, sorted);
  TRY_ASSIGN(auto splices, ReadingsEdit(source, fiscal_year).splices(sorted));
  return proven_readings(source, std::move(splices), readings);
}

}  // namespace okr::store
