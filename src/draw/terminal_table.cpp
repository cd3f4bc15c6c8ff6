// SPDX-License-Identifier: MIT
// Tables on a terminal: measures every cell, fits the columns, draws row by row.
#include "draw/line.hpp"

#include <algorithm>
#include <string>

namespace okr::draw {

namespace {

constexpr std::size_t narrowest_note = 20;

/// A text that may run over empty cells, up to the column of the next one that is not.
struct Run {
  std::size_t width = 0;
  std::size_t until = 0;
};

/// A column with what its cells need.
struct ColumnNeed {
  std::size_t content = 0;  ///< the widest cell or heading
  std::size_t kept = 0;     ///< of them the widest that is never cut, though the column shrinks
  std::vector<Run> runs = {};
  std::size_t min_width = 0;  ///< as in Column
  std::size_t gap = 0;
  int shrink = 0;
  int drop = 0;
  bool is_extra = false;  ///< goes before anything is said briefly or cut

  void add_run(Run run) {
    const auto it = std::ranges::find(runs, run.until, &Run::until);
    if (it == runs.end())
      runs.push_back(run);
    else
      it->width = std::max(it->width, run.width);
  }
};

/// Where a column stands: `line` counts the lines a row takes.
struct Slot {
  bool is_shown = true;
  std::size_t line = 0;
  std::size_t start = 0;
  std::size_t width = 0;
};

std::size_t wanted_width(const ColumnNeed& need) { return std::max(need.content, need.min_width); }

// A column that is never cut gives up at most the spaces that min_width adds.
std::size_t least_width(const ColumnNeed& need) {
  if (need.shrink == 0) return need.content;
  return std::min(wanted_width(need), std::max({need.min_width, need.kept, std::size_t{1}}));
}

using Needs = std::vector<ColumnNeed>;

/// The state of fitting: which columns are still in, and how wide.
class Fit {
 public:
  Fit(Needs needs, std::size_t width) : needs_(std::move(needs)), width_(width), slots_(needs_.size()) { restore(); }

  bool fits() const { return total() <= width_; }

  // From here on the cells need this much.
  void take(const Needs& needs) {
    needs_ = needs;
    restore();
  }

  // Takes away what is too much, from the columns of the smallest `shrink` first.
  void shrink() {
    take_from(0);
    for (int rank = next_rank(0); rank > 0 && !fits(); rank = next_rank(rank)) take_from(rank);
  }

  // Leaves out the column with the smallest `drop` (only of the extras, when asked for these); false when none
  // may be.
  bool drop_one(bool extras) {
    std::size_t best = needs_.size();
    for (std::size_t i = 0; i < needs_.size(); ++i) {
      if (!slots_[i].is_shown || needs_[i].drop == 0 || (extras && !needs_[i].is_extra)) continue;
      if (best == needs_.size() || needs_[i].drop < needs_[best].drop) best = i;
    }
    if (best == needs_.size()) return false;
    slots_[best].is_shown = false;
    restore();
    return true;
  }

  // Gives every column its place. Where a row takes several lines, there is room again for what was shrunk.
  std::vector<Slot> placed(std::size_t fold_indent) {
    const bool folds = !fits();
    std::size_t at = 0;
    std::size_t line = 0;
    bool first = true;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      Slot& slot = slots_[i];
      if (!slot.is_shown) continue;
      slot.start = first ? 0 : at + needs_[i].gap;
      if (folds) slot.width = least_width(needs_[i]);
      if (folds && !first && slot.start + slot.width > width_) {
        ++line;
        slot.start = fold_indent;
      }
      if (folds) widen(slot, wanted_width(needs_[i]), needs_[i].shrink != 0);
      slot.line = line;
      at = slot.start + slot.width;
      first = false;
    }
    return slots_;
  }

 private:
  void widen(Slot& slot, std::size_t wanted, bool shrinks) const {
    const std::size_t room = width_ - std::min(width_, slot.start);
    if (shrinks) slot.width = std::max(slot.width, std::min(wanted, room));
  }

  void restore() {
    for (std::size_t i = slots_.size(); i-- > 0;) {
      slots_[i].width = wanted_width(needs_[i]);
      for (const Run& run : needs_[i].runs)
        slots_[i].width = std::max(slots_[i].width, run.width - std::min(run.width, room_behind(i, run.until)));
    }
  }

  // What the columns between the two leave to a text that runs over them.
  std::size_t room_behind(std::size_t column, std::size_t until) const {
    std::size_t room = 0;
    for (std::size_t i = column + 1; i < until; ++i)
      if (slots_[i].is_shown) room += needs_[i].gap + slots_[i].width;
    return room;
  }

  std::size_t total() const {
    std::size_t sum = 0;
    bool first = true;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (!slots_[i].is_shown) continue;
      sum += slots_[i].width + (first ? 0 : needs_[i].gap);
      first = false;
    }
    return sum;
  }

  void take_from(int rank) {
    for (std::size_t i = 0; i < slots_.size() && !fits(); ++i) {
      if (!slots_[i].is_shown || needs_[i].shrink != rank) continue;
      const std::size_t spare = slots_[i].width - least_width(needs_[i]);
      slots_[i].width -= std::min(spare, total() - width_);
    }
  }

  int next_rank(int above) const {
    int next = 0;
    for (const ColumnNeed& need : needs_) {
      if (need.shrink > above && (next == 0 || need.shrink < next)) next = need.shrink;
    }
    return next;
  }

  Needs needs_;
  std::size_t width_;
  std::vector<Slot> slots_;
};

/// The first free column behind the slots of the first line.
std::size_t end_of(const std::vector<Slot>& slots) {
  std::size_t end = 0;
  for (const Slot& slot : slots) {
    if (slot.is_shown && slot.line == 0) end = std::max(end, slot.start + slot.width);
  }
  return end;
}

bool is_record(const Row& row) { return row.kind == RowKind::record || row.kind == RowKind::total; }

Line one_span(std::string text, Style style = Style::normal) { return Line(std::move(text), style); }

Bar with_width(Bar bar, std::size_t width) {
  const std::size_t extra = bar_width(bar) - bar.cells;
  bar.cells = std::min(bar.cells, width - std::min(width, extra));
  return bar;
}

Sparkline with_last(Sparkline line, std::size_t count) {
  if (line.values.size() > count) line.values.erase(line.values.begin(), line.values.end() - static_cast<long>(count));
  return line;
}

/// Draws one table.
class TablePainter {
 public:
  TablePainter(Table table, const TerminalOptions& options)
      : table_(std::move(table)), options_(options), width_(options.width - std::min(options.width, table_.indent)) {
    record_slots_ = fitted(table_.columns, false);
    group_slots_ = fitted(table_.group_columns, true);
    grow(record_slots_, table_.columns, width_);
    grow(group_slots_, table_.group_columns, std::min(width_, std::max(end_of(record_slots_), end_of(group_slots_))));
  }

  /// True where a bar of the rows has a mark and stands on the screen.
  bool shows_mark() const {
    return std::ranges::any_of(table_.rows, [&](const Row& row) {
      for (std::size_t i = 0; is_record(row) && i < std::min(row.cells.size(), record_slots_.size()); ++i) {
        const auto* bar = std::get_if<Bar>(&row.cells[i].content);
        if (bar && bar->marker && record_slots_[i].is_shown) return true;
      }
      return false;
    });
  }

  std::vector<std::string> left_out() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < record_slots_.size(); ++i)
      if (!record_slots_[i].is_shown) names.push_back(table_.columns[i].name);
    return names;
  }

  std::vector<Line> lines() {
    if (table_.header) add_header();
    for (const Row& row : table_.rows) add(row);
    return std::move(lines_);
  }

 private:
  // One row: whose columns, where they stand, and how far its first cell is moved in.
  struct Layout {
    const std::vector<Column>& columns;
    const std::vector<Slot>& slots;
    std::size_t indent;
  };

  void add(const Row& row) {
    switch (row.kind) {
      case RowKind::record:
      case RowKind::total: return add_cells(row.cells, Layout{table_.columns, record_slots_, table_.record_indent});
      case RowKind::group: return add_group(row);
      case RowKind::note: return add_note(row);
    }
  }

  void add_header() {
    std::vector<Cell> cells;
    for (const Column& column : table_.columns) cells.emplace_back(column.heading, Style::heading);
    add_cells(cells, Layout{table_.columns, record_slots_, 0});
  }

  void add_group(const Row& row) {
    if (row.cells.size() > 1 && !table_.group_columns.empty())
      return add_cells(row.cells, Layout{table_.group_columns, group_slots_, 0});
    for (const Cell& cell : row.cells) emit(cut(drawn(cell, width_), width_, options_.ascii));
  }

  void add_note(const Row& row) {
    std::size_t start = table_.record_indent + 2;
    if (table_.note_column < record_slots_.size()) {
      const Slot& slot = record_slots_[table_.note_column];
      if (slot.is_shown && slot.line == 0 && slot.start + narrowest_note <= width_) start = slot.start;
    }
    for (const Cell& cell : row.cells) {
      const auto* text = std::get_if<Text>(&cell.content);
      for (Line& part :
           wrapped(text ? shown_lines(*text, options_) : drawn(cell, width_), width_ - std::min(width_, start))) {
        emit(one_span(std::string(start, ' ')) + std::move(part));
      }
    }
  }

  void add_cells(const std::vector<Cell>& cells, const Layout& layout) {
    std::vector<Line> parts(1);
    for (std::size_t i = 0; i < std::min(cells.size(), layout.slots.size()); ++i) {
      const Slot& slot = layout.slots[i];
      if (!slot.is_shown || cells[i].empty()) continue;
      if (parts.size() <= slot.line) parts.resize(slot.line + 1);
      Line text = fitted_cell(cells, i, layout);
      fill_to(parts[slot.line], start_of(cells[i], width_of(text), i, layout));
      parts[slot.line] += std::move(text);
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i == 0 || !parts[i].empty()) emit(std::move(parts[i]));
    }
  }

  // The column where a cell's text begins.
  std::size_t start_of(const Cell& cell, std::size_t text_width, std::size_t i, const Layout& layout) const {
    const Slot& slot = layout.slots[i];
    const std::size_t indent = i == 0 ? layout.indent : 0;
    const std::size_t taken = std::min(slot.width, text_width + indent);
    const std::size_t spare = slot.width - taken;
    switch (cell.align.value_or(layout.columns[i].align)) {
      case Align::left: return slot.start + indent;
      case Align::right: return slot.start + indent + spare;
    }
    return slot.start;
  }

  Line fitted_cell(const std::vector<Cell>& cells, std::size_t i, const Layout& layout) const {
    const std::size_t indent = i == 0 ? layout.indent : 0;
    const std::size_t own = layout.slots[i].width - std::min(layout.slots[i].width, indent);
    Line text = drawn(cells[i], own);
    const Column& column = layout.columns[i];
    if (column.shrink == 0 && !column.spill) return text;
    const std::size_t room = column.spill ? std::max(own, room_to_next(cells, i, layout) - indent) : own;
    return cut(std::move(text), room, options_.ascii);
  }

  // Columns from the start of cell i to the text of the next one that is not empty, its gap left free.
  std::size_t room_to_next(const std::vector<Cell>& cells, std::size_t i, const Layout& layout) const {
    const Slot& slot = layout.slots[i];
    for (std::size_t j = i + 1; j < std::min(cells.size(), layout.slots.size()); ++j) {
      const Slot& next = layout.slots[j];
      if (!next.is_shown || cells[j].empty()) continue;
      if (next.line != slot.line) break;
      const std::size_t start = start_of(cells[j], width_of(drawn(cells[j], next.width)), j, layout);
      return std::max(slot.width, start - std::min(start, slot.start + layout.columns[j].gap));
    }
    return std::max(slot.width, width_ - std::min(width_, slot.start));
  }

  Line drawn(const Cell& cell, std::size_t width) const {
    if (const auto* text = std::get_if<Text>(&cell.content)) {
      Line line = shown(*text, options_);
      return cell.brief && width_of(line) > width ? shown(*cell.brief, options_) : line;
    }
    if (const auto* bar = std::get_if<Bar>(&cell.content))
      return one_span(bar_text(with_width(*bar, width), options_.ascii), bar->style);
    if (const auto* dots = std::get_if<Dots>(&cell.content)) return one_span(dots_text(*dots, options_.ascii, width));
    return one_span(sparkline_text(with_last(std::get<Sparkline>(cell.content), width), options_.ascii));
  }

  std::size_t natural_width(const Cell& cell) const {
    if (const auto* bar = std::get_if<Bar>(&cell.content)) return bar_width(*bar);
    if (const auto* dots = std::get_if<Dots>(&cell.content)) return dots->periods.size();
    if (const auto* line = std::get_if<Sparkline>(&cell.content)) return line->values.size();
    return width_of(shown(std::get<Text>(cell.content), options_));
  }

  // Slots for the columns: as wide as wanted, else shrunk, else with what is said briefly, else with columns left out,
  // else on several lines. A column that may not be cut keeps its content's width always.
  std::vector<Slot> fitted(const std::vector<Column>& columns, bool of_groups) const {
    const Needs full = needs_of(columns, of_groups, false);
    Fit fit(full, width_);
    while (!fit.fits() && fit.drop_one(true)) {
    }
    do {
      fit.take(full);
      fit.shrink();
      if (fit.fits()) break;
      fit.take(needs_of(columns, of_groups, true));
      fit.shrink();
    } while (!fit.fits() && fit.drop_one(false));
    return fit.placed(table_.record_indent + 2);
  }

  static bool stands_in(const Row& row, bool of_groups) {
    return of_groups ? row.kind == RowKind::group && row.cells.size() > 1 : is_record(row);
  }

  Needs needs_of(const std::vector<Column>& columns, bool of_groups, bool briefly) const {
    Needs needs;
    for (const Column& column : columns) {
      const std::size_t heading = table_.header && !of_groups ? width_of(shown(Text(column.heading), options_)) : 0;
      needs.push_back({heading,
                       0,
                       {},
                       column.min_width,
                       column.gap,
                       column.shrink,
                       column.drop,
                       column.shrink == 0 && !column.needed});
    }
    const std::size_t indent = of_groups ? 0 : table_.record_indent;
    for (const Row& row : table_.rows) {
      if (stands_in(row, of_groups)) add_needs(row, columns, indent, briefly, needs);
    }
    return needs;
  }

  void add_needs(const Row& row, const std::vector<Column>& columns, std::size_t indent, bool briefly,
                 Needs& needs) const {
    const std::size_t count = std::min(row.cells.size(), needs.size());
    for (std::size_t i = 0; i < count; ++i) {
      const Cell& cell = row.cells[i];
      const std::size_t brief = cell.brief ? width_of(shown(*cell.brief, options_)) : 0;
      // Where a column may shrink, each cell sees for itself whether it has the room (drawn).
      const bool is_brief = briefly && cell.brief && columns[i].shrink == 0;
      const std::size_t width = (is_brief ? brief : natural_width(cell)) + (i == 0 ? indent : 0);
      std::size_t until = i + 1;
      while (until < needs.size() && (until >= count || row.cells[until].empty())) ++until;
      if (columns[i].spill && until > i + 1) {
        needs[i].add_run({width, until});
        continue;
      }
      needs[i].content = std::max(needs[i].content, width);
      needs[i].kept = std::max(needs[i].kept, brief);
    }
  }

  // Gives the room up to `target` to the first column that grows; not when a row takes several lines.
  static void grow(std::vector<Slot>& slots, const std::vector<Column>& columns, std::size_t target) {
    const std::size_t end = end_of(slots);
    const bool folds = std::any_of(slots.begin(), slots.end(), [](const Slot& slot) { return slot.line > 0; });
    if (folds || end >= target) return;
    std::size_t moved = 0;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      slots[i].start += moved;
      if (moved > 0 || !columns[i].grow || !slots[i].is_shown) continue;
      moved = target - end;
      slots[i].width += moved;
    }
  }

  void emit(Line line) { lines_.push_back(one_span(std::string(table_.indent, ' ')) + std::move(line)); }

  Table table_;
  const TerminalOptions& options_;
  std::size_t width_;
  std::vector<Slot> record_slots_;
  std::vector<Slot> group_slots_;
  std::vector<Line> lines_;
};

}  // namespace

TableLines table_lines(const Table& table, const TerminalOptions& options) {
  TablePainter painter(without_unused_columns(table), options);
  const bool shows_mark = painter.shows_mark();
  std::vector<std::string> left_out = painter.left_out();
  return {painter.lines(), shows_mark, std::move(left_out)};
}

}  // namespace okr::draw
