// SPDX-License-Identifier: MIT
// A file as named pieces in their order, and the order that two sides' pieces take together.
#include "store/merge/parts.hpp"

#include <algorithm>
#include <iterator>
#include <list>
#include <unordered_map>
#include <unordered_set>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "store/toml.hpp"

namespace okr::store {
namespace {

constexpr char between_parts = '\0';

/// The parts of the path from `from` on as one word.
std::string name_of(const KeyPath& path, std::size_t from) {
  std::string name;
  for (std::size_t part = from; part < path.size(); ++part) {
    if (part > from) name += between_parts;
    name += path[part];
  }
  return name;
}

TextLines lines_without_ends(std::string_view text) {
  TextLines lines;
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

Piece piece_at(const EditSource& source, std::uint32_t index, std::uint32_t from) {
  const Statement& statement = source.statement(index);
  const bool is_key = statement.kind == StatementKind::key_value;
  const std::string_view text = source.text();
  const auto begin = source.line_begin(is_key ? statement.key.begin : statement.value.begin);
  const auto end = source.line_end(statement.value.end);
  Piece piece;
  piece.path = source.located(index).path;
  piece.name = name_of(piece.path, is_key ? source.located(index).own_from : 0);
  piece.lead = lines_without_ends(text.substr(from, begin - from));
  piece.head = text.substr(begin, statement.value.begin - begin);
  piece.value = text.substr(statement.value.begin, statement.value.end - statement.value.begin);
  piece.tail = text.substr(statement.value.end, end - 1 - statement.value.end);
  return piece;
}

/// The last statement of the list that begins with the heading [[...]] at `first`.
std::uint32_t end_of_list(const EditSource& source, std::uint32_t first) {
  auto last = first;
  for (auto index = first + 1; index < source.count(); ++index) {
    const bool is_heading = source.statement(index).kind != StatementKind::key_value;
    if (is_heading && !has_prefix(source.located(index).path, source.located(first).path)) break;
    last = index;
  }
  while (source.statement(last).container != no_statement) --last;
  return last;
}

/// All of the list's text as one piece.
Piece list_at(const EditSource& source, std::uint32_t first, std::uint32_t last, std::uint32_t from) {
  Piece piece = piece_at(source, first, from);
  const auto begin = source.line_begin(source.statement(first).value.begin);
  const auto end = source.line_end(source.statement(last).value.end);
  piece.head.clear();
  piece.value = source.text().substr(begin, end - 1 - begin);
  piece.tail.clear();
  return piece;
}

// --- the order -------------------------------------------------------------------------------------------------------

using Names = std::vector<std::string>;
using NameSet = std::unordered_set<std::string_view>;

NameSet set_of(const Names& names) { return {names.begin(), names.end()}; }

/// True when the names that both have stand in one order.
bool are_in_one_order(const Names& a, const Names& b) {
  const NameSet in_a = set_of(a), in_b = set_of(b);
  auto next = b.begin();
  for (const std::string& name : a) {
    if (!in_b.contains(name)) continue;
    while (next != b.end() && !in_a.contains(*next)) ++next;
    if (next == b.end() || *next != name) return false;
    ++next;
  }
  return true;
}

/// The names of one side in its order, into which those of the other are put.
class Order {
 public:
  Order(const Names& first, const Names& second) : names_(first.begin(), first.end()), second_(set_of(second)) {
    for (auto place = names_.begin(); place != names_.end(); ++place) places_.emplace(*place, place);
  }

  bool has(std::string_view name) const { return places_.contains(name); }

  /// Behind another name and what only the first side has there; at the front where there is none before it.
  void put_behind(const std::string* before, const std::string& name) {
    auto place = before == nullptr ? names_.begin() : std::next(places_.at(*before));
    while (place != names_.end() && !second_.contains(*place)) ++place;
    insert(place, name);
  }

  /// Behind the last name of an earlier day (or the same one), in front of the first day where there is none.
  void put_by_day(const std::string& name, Date day, const DayOf& day_of) {
    auto first_dated = names_.end();
    for (auto place = names_.end(); place != names_.begin();) {
      const auto behind = place--;
      const auto other = day_of(*place);
      if (other && *other <= day) return insert(behind, name);
      if (other) first_dated = place;
    }
    insert(first_dated, name);
  }

  Names names() const { return {names_.begin(), names_.end()}; }

 private:
  void insert(std::list<std::string>::iterator place, const std::string& name) {
    const auto here = names_.insert(place, name);
    places_.emplace(*here, here);
  }

  std::list<std::string> names_;
  std::unordered_map<std::string_view, std::list<std::string>::iterator> places_;
  NameSet second_;
};

bool are_by_day(const Names& names, const DayOf& day_of) {
  std::optional<Date> last;
  for (const std::string& name : names) {
    const auto day = day_of(name);
    if (!day || (last && *day < *last)) return false;
    last = day;
  }
  return true;
}

/// Two sorted sides in one go: a history of years may be new on both.
Names zipped_by_day(const Names& first, const Names& second, const DayOf& day_of) {
  const NameSet known = set_of(first);
  Names added, all;
  for (const std::string& name : second)
    if (!known.contains(name)) added.push_back(name);
  std::merge(first.begin(), first.end(), added.begin(), added.end(), std::back_inserter(all),
             [&day_of](const std::string& a, const std::string& b) { return *day_of(a) < *day_of(b); });
  return all;
}

}  // namespace

Result<Sheet> sheet_of(const std::string& text) {
  TRY_ASSIGN(auto source, EditSource::open(text));
  std::vector<Block> blocks(1);
  std::uint32_t from = mark_length(text);
  for (std::uint32_t index = 0; index < source.count(); ++index) {
    const Statement& statement = source.statement(index);
    if (statement.container != no_statement) continue;
    if (statement.kind == StatementKind::array_header) {
      const auto last = end_of_list(source, index);
      blocks.push_back({list_at(source, index, last, from), {}, true});
      from = source.line_end(source.statement(last).value.end);
      index = last;
      continue;
    }
    Piece piece = piece_at(source, index, from);
    from = source.line_end(statement.value.end);
    if (statement.kind == StatementKind::header)
      blocks.push_back({std::move(piece)});
    else
      blocks.back().pieces.push_back(std::move(piece));
  }
  std::unordered_set<std::string_view> names;
  for (const Block& block : blocks)
    if (!names.insert(block.heading.name).second) return data_failure("the headings of a list ([[...]]) stand apart");
  TextLines end = lines_without_ends(source.text().substr(from));
  return Sheet{std::move(source), std::move(blocks), std::move(end)};
}

std::vector<std::string> joined_order(const Names& base, const Names& ours, const Names& theirs, const DayOf& day_of) {
  const bool theirs_leads = are_in_one_order(base, ours) && !are_in_one_order(base, theirs);
  const Names& first = theirs_leads ? theirs : ours;
  const Names& second = theirs_leads ? ours : theirs;
  if (day_of != nullptr && are_by_day(first, day_of) && are_by_day(second, day_of))
    return zipped_by_day(first, second, day_of);
  Order order(first, second);
  const std::string* before = nullptr;
  for (const std::string& name : second) {
    if (const auto day = order.has(name) || day_of == nullptr ? std::nullopt : day_of(name))
      order.put_by_day(name, *day, day_of);
    else if (!order.has(name))
      order.put_behind(before, name);
    before = &name;
  }
  return order.names();
}

}  // namespace okr::store
