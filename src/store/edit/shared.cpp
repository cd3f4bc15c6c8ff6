// SPDX-License-Identifier: MIT
// A KPI's file taken apart and put together, by its pieces; and the proof that nothing of it is lost.
#include "okr/store/shared.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/edit.hpp"
#include "store/edit/proof.hpp"
#include "store/edit/shared_pieces.hpp"
#include "store/toml.hpp"

namespace okr::store {
namespace {

constexpr std::string_view bare_heading = "[readings]";

tl::unexpected<Error> lost_something() { return changes_more("moving these readings"); }

// --- a table of readings --------------------------------------------------------------------------------------------

std::string text_of(const Item& item) { return item.lead + item.body + item.tail; }

/// The heading with what stands on it, the readings that are lines, then those with a heading of their own.
std::string table_of(const Heading& heading, std::span<const Item> items, std::string_view ending) {
  std::string text = heading.above;
  const bool has_lines = std::ranges::any_of(items, [](const Item& item) { return !item.is_section; });
  if (has_lines || !heading.line.empty())
    text += heading.line.empty() ? fmt::format("{}{}", bare_heading, ending) : heading.line;
  for (const bool sections : {false, true})
    for (const Item& item : items)
      if (item.is_section == sections) text += text_of(item);
  return text;
}

// --- the proof ------------------------------------------------------------------------------------------------------

ByKey readings_by_key(const Document& document) { return children_by_key(document, readings_of(document)); }

/// How many readings of `part` are in `whole`, whose are `all`, with the same content; nothing where one is missing or
/// differs. Those of `changed` need only be there.
std::optional<std::size_t> counted_in(const Document& part, const Document& whole, const ByKey& all,
                                      const std::set<std::string, std::less<>>& changed) {
  const ByKey some = readings_by_key(part);
  for (const auto& [key, node] : some) {
    const auto there = all.find(key);
    if (there == all.end()) return std::nullopt;
    if (!changed.contains(key) && !same_content(part, *node, whole, *there->second)) return std::nullopt;
  }
  return some.size();
}

/// How often each line stands there; empty ones do not count.
std::map<std::string, int, std::less<>> line_counts(std::string_view text) {
  std::map<std::string, int, std::less<>> counts;
  for (const std::string_view line : split(text, '\n'))
    if (!trim(line).empty()) ++counts[std::string(trim(line))];
  return counts;
}

/// The lines that are not moved as they are: a bare heading goes where no reading follows, `readings.2026-07 = 5` becomes
/// a line below one, and so does each between braces.
std::set<std::string, std::less<>> lines_written_anew(const EditSource& source) {
  std::set<std::string, std::less<>> lines;
  for (std::uint32_t index = 0; index < source.count(); ++index) {
    const Statement& here = source.statement(index);
    const Located& located = source.located(index);
    const bool is_heading = here.kind != StatementKind::key_value;
    const bool is_all = located.path.size() == 1;  // of the readings, not one
    if (located.path.front() != readings_table || (is_heading ? !is_all : located.own_from > 0)) continue;
    const std::uint32_t first = source.line_begin(is_heading ? here.value.begin : here.key.begin);
    const std::uint32_t end = is_all ? source.content_end(here.value.end) : source.content_end(first);
    const std::string_view text = source.text().substr(first, end - first);
    const bool has_comment = is_heading && text.find('#') != std::string_view::npos;
    if (has_comment) continue;
    for (const std::string_view line : split(text, '\n')) lines.emplace(trim(line));
  }
  return lines;
}

Status prove_apart(std::string_view text, const SharedTexts& apart) {
  const auto before = Document::parse(std::string(text));
  const auto definition = Document::parse(apart.definition);
  if (!before || !definition || !is_same_definition(*before, *definition)) return lost_something();
  const ByKey all = readings_by_key(*before);
  std::size_t count = 0;
  auto lines = line_counts(apart.definition);
  for (const auto& [year, part] : apart.years) {
    const auto after = Document::parse(part);
    const auto counted = after ? counted_in(*after, *before, all, {}) : std::nullopt;
    if (!counted) return lost_something();
    count += *counted;
    for (const auto& [line, times] : line_counts(part)) lines[line] += times;
  }
  if (count != all.size()) return lost_something();
  TRY_ASSIGN(const auto source, EditSource::open(text));
  const auto anew = lines_written_anew(source);
  for (const auto& [line, times] : line_counts(text))
    if (lines[line] < times && !anew.contains(line)) return lost_something();
  return {};
}

// --- together -------------------------------------------------------------------------------------------------------

std::string with_line_endings(std::string_view text, std::string_view ending) {
  std::string written;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_pair = text.substr(at, 2) == "\r\n";
    if (is_pair) ++at;
    if (text[at] == '\n')
      written += ending;
    else
      written += text[at];
  }
  return written;
}

/// What comes to the first file ends its lines as that does, and has no byte order mark.
std::vector<NamedText> as_of_one_file(std::span<const NamedText> files) {
  std::vector<NamedText> texts(files.begin(), files.end());
  const std::string_view first = files.front().text;
  const auto feed = first.find('\n');
  const std::string_view ending = feed != std::string_view::npos && feed > 0 && first[feed - 1] == '\r' ? "\r\n" : "\n";
  for (NamedText& file : std::span(texts).subspan(1))
    file.text = with_line_endings(std::string_view(file.text).substr(mark_length(file.text)), ending);
  return texts;
}

/// A reading of one of the files.
struct Held {
  Item item;
  std::size_t file = 0;
};

class Joiner {
 public:
  Joiner(std::span<const NamedText> files, SameDay same_day, FiscalYear fiscal_year)
      : files_(as_of_one_file(files)), same_day_(same_day), fiscal_year_(fiscal_year) {}

  Result<std::string> all() {
    for (std::size_t file = 0; file < files_.size(); ++file) TRY(take(file));
    settle_headings();
    for (std::size_t file = 0; file < parts_.size(); ++file)
      for (Item& item : parts_[file].items) held_.push_back({std::move(item), file});
    std::ranges::stable_sort(held_, {}, [](const Held& held) { return held.item.day; });
    TRY(unite());
    TRY_ASSIGN(auto text, with_amounts(assembled()));
    TRY(prove(text));
    return text;
  }

 private:
  Status take(std::size_t file) {
    TRY_ASSIGN(auto pieces, pieces_of(files_[file], fiscal_year_));
    if (file > 0 && pieces.foreign_line)
      return data_failure(fmt::format("{}:{}: this is no reading", files_[file].name, *pieces.foreign_line),
                          fmt::format("move it to {}; nothing was written", files_.front().name));
    if (file > 0) pieces.heading.above = std::move(pieces.rest) + pieces.heading.above;
    parts_.push_back(std::move(pieces));
    return {};
  }

  /// What stands on a heading stays there where no other file has such words; else it goes above the first reading of
  /// its file.
  void settle_headings() {
    std::vector<std::size_t> holders;
    for (std::size_t file = 0; file < parts_.size(); ++file)
      if (!parts_[file].heading.comments().empty()) holders.push_back(file);
    if (holders.size() == 1) {
      heading_ = parts_[holders.front()].heading;
      holders.clear();
    }
    for (const std::size_t file : holders) {
      Pieces& part = parts_[file];
      if (part.items.empty())
        part.behind.insert(0, part.heading.comments());
      else
        part.items.front().lead.insert(0, part.heading.comments());
    }
    has_table_ = std::ranges::any_of(parts_, &Pieces::has_table);
  }

  std::string place(const Held& held) const { return fmt::format("{}:{}", files_[held.file].name, held.item.line); }

  tl::unexpected<Error> refused(const Held& one, const Held& other, std::string_view way_out) const {
    return data_failure(
        fmt::format("two files have a reading of {}: {} and {}", one.item.key, place(one), place(other)),
        fmt::format("{}; nothing was written", way_out));
  }

  /// One line a key, and where days do not join one line a day.
  Status unite() {
    std::vector<Held> kept;
    std::unordered_map<std::string, std::size_t> by_key;
    for (Held& held : held_) {
      const bool is_other_file =
          !kept.empty() && kept.back().file != held.file && kept.back().item.day == held.item.day;
      if (same_day_ == SameDay::refused && is_other_file && held.item.is_dated)
        return refused(kept.back(), held, "one value counts a day: take the other line out");
      const auto [there, is_new] = by_key.try_emplace(held.item.key, kept.size());
      if (is_new || kept[there->second].file == held.file)
        kept.push_back(std::move(held));
      else
        TRY(unite(kept[there->second], held));
    }
    held_ = std::move(kept);
    return {};
  }

  /// The other's amounts behind the first one's, its comments above it.
  Status unite(Held& first, const Held& other) {
    TRY_ASSIGN(const auto said, said_by(files_[other.file].text, other.item.key));
    const bool is_one_line = other.item.body.find('\n') + 1 == other.item.body.size();
    if (!said || !is_one_line) return refused(first, other, "bring them together in one line by hand");
    TRY_ASSIGN(const auto before, said_by(files_[first.file].text, first.item.key));
    std::string& note = notes_.try_emplace(first.item.key, before ? before->note : std::string()).first->second;
    const bool says_more = !said->note.empty() && said->note != note;
    if (says_more) note += (note.empty() ? "" : "; ") + said->note;
    for (const double amount : said->amounts)
      more_.push_back({first.item.key, amount, says_more ? note : std::string(), {}, true});
    first.item.lead += other.item.lead;
    if (!other.item.comment.empty()) first.item.lead += other.item.comment + parts_.front().ending;
    first.item.tail += other.item.tail;
    return {};
  }

  std::string assembled() const {
    const std::string& ending = parts_.front().ending;
    std::string text = parts_.front().rest;
    std::vector<Item> items;
    for (const Held& held : held_) items.push_back(held.item);
    Heading heading = heading_;
    if (heading.line.empty() && has_table_) heading.line = fmt::format("{}{}", bare_heading, ending);
    std::string table = table_of(heading, items, ending);
    for (const Pieces& part : parts_) table += part.behind;
    if (table.empty()) return text;
    if (!text.empty() && !text.ends_with('\n')) text += ending;
    return text + ending + table;
  }

  /// put_readings takes a key once: the amounts of one go in turn.
  Result<std::string> with_amounts(std::string text) const {
    std::vector<ReadingEdit> left = more_;
    while (!left.empty()) {
      std::vector<ReadingEdit> now, later;
      std::set<std::string, std::less<>> keys;
      for (ReadingEdit& edit : left) (keys.insert(edit.key).second ? now : later).push_back(std::move(edit));
      TRY_ASSIGN(text, put_readings(text, now, fiscal_year_));
      left = std::move(later);
    }
    return text;
  }

  Status prove(const std::string& text) const {
    const auto whole = Document::parse(text);
    if (!whole) return lost_something();
    const ByKey all = readings_by_key(*whole);
    std::set<std::string, std::less<>> changed;
    for (const ReadingEdit& edit : more_) changed.insert(edit.key);
    auto lines = line_counts(text);
    for (std::size_t file = 0; file < files_.size(); ++file) {
      const auto part = Document::parse(files_[file].text);
      if (!part || !counted_in(*part, *whole, all, changed)) return lost_something();
      if (file == 0 && !is_same_definition(*part, *whole)) return lost_something();
      for (const auto& [line, times] : line_counts(files_[file].text))
        if (line.starts_with('#') && (lines[line] -= times) < 0) return lost_something();
    }
    return {};
  }

  std::vector<NamedText> files_;
  SameDay same_day_;
  FiscalYear fiscal_year_;
  std::vector<Pieces> parts_;  // by file
  Heading heading_;
  bool has_table_ = false;
  std::vector<Held> held_;
  std::vector<ReadingEdit> more_;  // amounts of a key that another file has first
  std::unordered_map<std::string, std::string> notes_;
};

}  // namespace

Result<SharedTexts> take_apart(const NamedText& file, FiscalYear fiscal_year, int this_year) {
  TRY_ASSIGN(const auto pieces, pieces_of(file, fiscal_year));
  if (!pieces.has_table) return SharedTexts{file.text, {}};
  SharedTexts apart{pieces.rest, {}};
  std::map<int, std::vector<Item>> years;
  for (const Item& item : pieces.items) years[static_cast<int>(item.day.year())].push_back(item);
  if (years.empty() && !(pieces.heading.comments() + pieces.behind).empty()) years[this_year];
  Heading heading = pieces.heading;
  for (const auto& [year, items] : years) {
    apart.years[year] = table_of(heading, items, pieces.ending) + (items.empty() ? pieces.behind : "");
    heading = {};
  }
  TRY(prove_apart(file.text, apart));
  return apart;
}

Result<std::string> put_together(std::span<const NamedText> files, SameDay same_day, FiscalYear fiscal_year) {
  return Joiner(files, same_day, fiscal_year).all();
}

}  // namespace okr::store
