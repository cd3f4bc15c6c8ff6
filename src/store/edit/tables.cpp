// SPDX-License-Identifier: MIT
// Headings with their lines: adding, many with one splice and one proof, and removing.
#include "okr/store/edit.hpp"

#include <algorithm>
#include <iterator>
#include <list>
#include <map>
#include <optional>
#include <vector>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"
#include "store/edit/proof.hpp"

namespace okr::store {
namespace {

std::string table_text(const KeyPath& path, std::string_view lines) {
  std::string text = "[" + toml_key(path) + "]";
  while (!lines.empty() && lines.back() == '\n') lines.remove_suffix(1);
  if (!lines.empty()) text += "\n" + std::string(lines);
  return text;
}

/// Where the comments end that stand right below a statement and in front of an empty line or the end of the text: they
/// speak of what stands above. Comments in front of another statement are of that one.
std::uint32_t behind_comments(const EditSource& source, std::uint32_t at) {
  std::uint32_t end = at;
  for (std::uint32_t line = source.line_end(at); line < source.text().size(); line = source.line_end(line)) {
    const std::string_view content = trim(source.text().substr(line, source.content_end(line) - line));
    if (content.empty()) return end;
    if (!content.starts_with('#')) return at;
    end = source.content_end(line);
  }
  return end;
}

/// An empty line and the lines; a missing last newline stays missing.
std::string put(const std::string& lines, const std::string& ending, bool ended) {
  return ended ? ending + lines + ending : ending + ending + lines;
}

/// Headings with their lines behind a statement and its comments, indented as the heading that it stands under.
Splice blocks_behind(const EditSource& source, std::uint32_t statement, const std::vector<std::string>& blocks) {
  const auto heading = source.statement(source.located(statement).heading).value.begin;
  const auto at = behind_comments(source, source.statement(statement).value.end);
  const auto end = source.line_end(at);
  const bool ended = end > at && end > 0 && source.text()[end - 1] == '\n';
  std::string blanks = source.indentation(heading);
  std::string text;
  for (const std::string& block : blocks) {
    text += put(indented(block, blanks), source.line_ending(at), ended);
    if (is_fragile(block)) blanks.clear();
  }
  return {Span{end, end}, std::move(text)};
}

/// A heading and its lines on the way into the text.
struct TableLines {
  const NewTable* table = nullptr;
  std::string lines;  ///< with the endings of the file
};

/// What goes behind one statement and its comments, or to the end of the text.
struct Group {
  std::uint32_t behind = no_statement;
  std::list<TableLines> blocks;
};

/// The last statement of each family: of all whose heading begins with a path.
using Families = std::map<KeyPath, std::uint32_t>;

Families families_of(const EditSource& source) {
  Families last;
  for (std::uint32_t index = 0; index < source.count(); ++index) {
    const auto heading = source.located(index).heading;
    if (source.statement(index).container != no_statement || heading == no_statement) continue;
    const auto& family = source.located(heading);
    KeyPath path = family.path;
    path.resize(std::min(path.size(), family.reach));
    for (; !path.empty(); path.pop_back()) last[path] = index;
  }
  return last;
}

/// Tables behind the last one of their parent, those before them in the list included.
class Places {
 public:
  explicit Places(const EditSource& source) : source_(source), families_(families_of(source)) {}

  void add(const NewTable& table) {
    KeyPath parent(table.path.begin(), table.path.end() - 1);
    TableLines block{&table, source_.with_file_endings(table_text(table.path, table.lines))};
    if (const auto kin = last_.find(parent); kin != last_.end())
      note(table.path, kin->second.group,
           kin->second.group->blocks.insert(std::next(kin->second.block), std::move(block)));
    else
      add_to(group_behind(parent), std::move(block));
  }

  std::vector<Splice> splices() const {
    std::vector<Splice> all;
    for (const auto& [behind, group] : groups_)
      if (behind != no_statement) all.push_back(behind_statement(group));
    if (const auto end = groups_.find(no_statement); end != groups_.end()) all.push_back(at_end(end->second));
    return all;
  }

 private:
  struct Spot {
    Group* group;
    std::list<TableLines>::iterator block;
  };

  Group& group_behind(const KeyPath& parent) {
    const auto family = parent.empty() ? families_.end() : families_.find(parent);
    const auto behind = family == families_.end() ? no_statement : family->second;
    Group& group = groups_[behind];
    group.behind = behind;
    return group;
  }

  void add_to(Group& group, TableLines block) {
    const KeyPath& path = block.table->path;
    const auto at = group.behind == no_statement ? group.blocks.end() : group.blocks.begin();
    note(path, &group, group.blocks.insert(at, std::move(block)));
  }

  /// From now on it is the last of its family, and of each above that ended in front of it.
  void note(KeyPath path, Group* group, std::list<TableLines>::iterator block) {
    for (; !path.empty(); path.pop_back()) {
      if (const auto there = families_.find(path); there != families_.end() && there->second > group->behind) continue;
      const auto known = last_.find(path);
      if (known == last_.end())
        last_.emplace(path, Spot{group, block});
      else if (std::next(known->second.block) == block)
        known->second = {group, block};
    }
  }

  Splice behind_statement(const Group& group) const {
    std::vector<std::string> blocks;
    for (const TableLines& block : group.blocks) blocks.push_back(block.lines);
    return blocks_behind(source_, group.behind, blocks);
  }

  Splice at_end(const Group& group) const {
    const auto size = static_cast<std::uint32_t>(source_.text().size());
    const bool is_empty = size == source_.line_begin(0);
    const bool ended = is_empty || source_.text().back() == '\n';
    const auto ending = source_.line_ending(0);
    std::string text;
    for (const TableLines& block : group.blocks)
      text += is_empty && text.empty() ? block.lines + ending : put(block.lines, ending, ended);
    return {Span{size, size}, std::move(text)};
  }

  const EditSource& source_;
  Families families_;
  std::map<std::uint32_t, Group> groups_;
  std::map<KeyPath, Spot> last_;
};

/// The texts below the new headings, each read on its own.
Result<std::vector<Document>> read_alone(std::span<const NewTable> tables) {
  std::vector<Document> documents;
  for (const NewTable& table : tables) {
    auto read = Document::parse(table.lines);
    if (!read)
      return usage_failure(fmt::format("the lines below [{}]: {}", toml_key(table.path), read.error().message));
    documents.push_back(std::move(*read));
  }
  return documents;
}

Status check_free(const EditSource& source, const NewTable& table) {
  if (table.path.empty()) return usage_failure("a table needs a name");
  const Node* node = source.document().find(table.path);
  if (node != nullptr && !(node->is_table() && node->form() == TableForm::implicit)) return there_already(table.path);
  return {};
}

/// The lines, and the empty one in front.
Span piece_at(const EditSource& source, std::uint32_t first, std::uint32_t end) {
  const auto begin = source.line_begin(first);
  if (begin == source.line_begin(0)) return {first, end};
  const auto above = source.line_begin(begin - 1);
  const bool empty_above = source.content_end(above) == above;
  return {empty_above ? above : first, end};
}

/// A heading with the keys directly under it, and the empty line in front; of a list the comments on it too.
Span block_at(const EditSource& source, std::uint32_t heading) {
  const auto last = source.last_key_under(heading);
  const bool is_of_list = source.statement(heading).kind == StatementKind::array_header;
  return piece_at(source, is_of_list ? begin_with_comments(source, heading) : source.statement(heading).value.begin,
                  source.statement(last == no_statement ? heading : last).value.end);
}

/// The removal of all lines of the pieces, which stand in the order of the text. Those that follow each other are one:
/// where the last line has no newline, the one in front of all of them goes.
std::vector<Splice> without_pieces(const EditSource& source, const std::vector<Span>& pieces) {
  std::vector<Span> runs;
  for (const Span& piece : pieces) {
    if (!runs.empty() && source.line_end(runs.back().end) >= source.line_begin(piece.begin))
      runs.back().end = piece.end;
    else
      runs.push_back(piece);
  }
  std::vector<Splice> splices;
  for (const Span& run : runs) splices.push_back(without_lines(source, run.begin, run.end));
  return splices;
}

/// One after the other: who is at fault is told as if there were no others.
Result<std::string> added_in_turn(std::string text, std::span<const NewTable> tables) {
  for (const NewTable& table : tables) {
    TRY_ASSIGN(text, add_tables(text, std::span(&table, 1)));
  }
  return text;
}

Result<std::string> added_together(const EditSource& source, std::span<const NewTable> tables) {
  for (const NewTable& table : tables) TRY(check_free(source, table));
  TRY_ASSIGN(const auto alone, read_alone(tables));
  Places places(source);
  for (const NewTable& table : tables) places.add(table);
  std::vector<AddedTable> added;
  for (std::size_t index = 0; index < tables.size(); ++index) added.push_back({&tables[index].path, &alone[index]});
  return proven_tables(source, with_endings(source, places.splices()), added);
}

/// The last block of a list of [[headings]]: its heading, and the last statement of it and of what stands below it.
struct LastBlock {
  std::uint32_t heading = no_statement;
  std::uint32_t end = no_statement;
};

LastBlock last_block(const EditSource& source, const KeyPath& path) {
  LastBlock last;
  for (std::uint32_t index = 0; index < source.count(); ++index) {
    const auto heading = source.located(index).heading;
    if (heading == no_statement || !has_prefix(source.located(heading).path, path)) continue;
    if (index == heading && source.located(index).path.size() == path.size()) last.heading = index;
    if (source.statement(index).container == no_statement) last.end = index;
  }
  return last;
}

/// The heading, and a line for each key of the table.
std::string block_like(const EditSource& source, std::uint32_t heading, const ReadValue& table) {
  std::string block(source.document().text(source.statement(heading).value));
  for (const Node& child : table.document.children(table.node()))
    block += fmt::format("\n{} = {}", toml_key(child.key()), table.document.text(child.value_span()));
  return block;
}

/// A block of a list of [[headings]] with all below it, from the comments on its heading to those right below its last
/// line, whose newline is not in it.
struct HeadingBlock {
  std::uint32_t heading = no_statement;
  Span span;
};

/// A block that says what a table says, with its comments and the lines that say it already. Read as a [heading], whose
/// keys have a path.
Result<std::string> block_saying(std::string_view block, const KeyPath& path, const ReadValue& table) {
  TRY_ASSIGN(const auto source, EditSource::open(block));
  const Span heading = source.statement(0).value;
  const std::string written(source.document().text(heading));
  TRY_ASSIGN(const auto text,
             with_keys_of(spliced(block, {{heading, written.substr(1, written.size() - 2)}}), path, table));
  TRY_ASSIGN(const auto edited, EditSource::open(text));
  return spliced(text, {{edited.statement(0).value, written}});
}

/// Nothing where something else stands between the lines of one.
std::optional<std::vector<HeadingBlock>> heading_blocks(const EditSource& source, const KeyPath& path) {
  std::vector<HeadingBlock> blocks;
  bool is_inside = false;
  for (std::uint32_t index = 0; index < source.count(); ++index) {
    if (source.statement(index).container != no_statement) continue;
    const auto heading = source.located(index).heading;
    const bool is_of_list = heading != no_statement && has_prefix(source.located(heading).path, path);
    const bool is_first = is_of_list && index == heading && source.located(index).path.size() == path.size();
    if (is_first) blocks.push_back({index, {begin_with_comments(source, index), 0}});
    if (is_of_list && !is_first && !is_inside) return std::nullopt;
    is_inside = is_of_list;
    if (is_of_list)
      blocks.back().span.end = source.content_end(behind_comments(source, source.statement(index).value.end));
  }
  return blocks;
}

/// What stands between two blocks, as between the first two.
std::string gap_between(const EditSource& source, const std::vector<HeadingBlock>& blocks) {
  const std::string ending = source.line_ending(blocks.front().span.begin);
  const bool is_tight = blocks.size() > 1 && source.line_end(blocks[0].span.end) == blocks[1].span.begin;
  return is_tight ? ending : ending + ending;
}

/// Nothing where the parent of the new table does not stand between braces.
std::optional<Result<std::string>> added_between_braces(std::string_view text, const NewTable& table) {
  const auto document = Document::parse(std::string(text));
  if (!document || table.path.empty()) return std::nullopt;
  const KeyPath parent(table.path.begin(), table.path.end() - 1);
  const Node* node = document->find(parent);
  if (node == nullptr || !node->is_table() || node->form() != TableForm::inline_table) return std::nullopt;
  const auto lines = read_alone(std::span(&table, 1));
  if (!lines) return tl::unexpected(lines.error());
  return add_key(text, parent, table.path.back(), on_one_line(lines->front(), lines->front().root()));
}

}  // namespace

Result<std::vector<Splice>> with_block(const EditSource& source, const KeyPath& path, const ReadValue& value) {
  if (!value.node().is_table()) return data_failure(fmt::format("{} is no list", shown_path(path)));
  const LastBlock last = last_block(source, path);
  return std::vector{blocks_behind(source, last.end, {block_like(source, last.heading, value)})};
}

std::optional<std::vector<Splice>> with_blocks(const EditSource& source, const KeyPath& path,
                                               const std::vector<WantedBlock>& wanted) {
  const auto blocks = heading_blocks(source, path);
  if (!blocks) return std::nullopt;
  const std::uint32_t first = blocks->front().heading;
  const std::string blanks = source.indentation(source.statement(first).value.begin);
  const auto stays = std::ranges::find(wanted, true, &WantedBlock::stays);
  std::size_t place = stays == wanted.end() ? 0 : *stays->there;
  std::vector<std::vector<std::string>> texts(blocks->size());  // what comes to stand where each block is now
  for (const WantedBlock& one : wanted) {
    if (one.stays) place = *one.there;
    const auto table = read_value(one.table);
    if (!table) return std::nullopt;
    std::string text = indented(block_like(source, first, *table), blanks);
    if (one.there) text = block_saying(source.document().text((*blocks)[*one.there].span), path, *table).value_or(text);
    texts[place].push_back(std::move(text));
  }
  std::vector<Splice> splices;
  std::vector<Span> gone;
  for (place = 0; place < texts.size(); ++place) {
    const Span& span = (*blocks)[place].span;
    if (texts[place].empty())
      gone.push_back(piece_at(source, span.begin, span.end));
    else
      splices.push_back({span, join(texts[place], gap_between(source, *blocks))});
  }
  std::ranges::move(without_pieces(source, gone), std::back_inserter(splices));
  return splices;
}

std::vector<Splice> without_last_block(const EditSource& source, const KeyPath& path) {
  const LastBlock last = last_block(source, path);
  std::vector<Span> blocks;
  for (auto index = last.heading; index <= last.end; ++index)
    if (source.statement(index).kind != StatementKind::key_value && has_prefix(source.located(index).path, path))
      blocks.push_back(block_at(source, index));
  return without_pieces(source, blocks);
}

Result<std::string> add_table(std::string_view text, const KeyPath& path, std::string_view lines) {
  const NewTable table{path, std::string(lines)};
  return add_tables(text, std::span(&table, 1));
}

Result<std::string> add_tables(std::string_view text, std::span<const NewTable> tables) {
  if (tables.empty()) return std::string(text);
  if (tables.size() == 1)
    if (auto written = added_between_braces(text, tables.front())) return std::move(*written);
  TRY_ASSIGN(const auto source, EditSource::open(text));
  auto written = added_together(source, tables);
  if (written || tables.size() == 1) return written;
  return added_in_turn(std::string(text), tables);
}

Result<std::string> remove_table(std::string_view text, const KeyPath& path) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  std::vector<Span> blocks;
  for (std::uint32_t index = 0; index < source.count() && !path.empty(); ++index) {
    const bool heading = source.statement(index).kind != StatementKind::key_value;
    if (heading && has_prefix(source.located(index).path, path)) blocks.push_back(block_at(source, index));
  }
  if (blocks.empty()) return not_there(path);
  return proven(source, without_pieces(source, blocks), Intent{EditKind::removed, path});
}

}  // namespace okr::store
