// SPDX-License-Identifier: MIT

#include "store/edit/shared_pieces.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <utility>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "store/edit/proof.hpp"
#include "store/toml.hpp"

namespace okr::store {
namespace {

std::size_t line_before_end(std::string_view text, std::size_t end) {
  const auto newline = end < 2 ? std::string_view::npos : text.rfind('\n', end - 2);
  return newline == std::string_view::npos ? 0 : newline + 1;
}

/// Where the comment lines begin that stand directly on what follows the gap.
std::size_t own_comments(std::string_view gap) {
  std::size_t at = gap.size();
  while (at > 0) {
    const std::size_t line = line_before_end(gap, at);
    if (!trim(gap.substr(line, at - line)).starts_with('#')) break;
    at = line;
  }
  return at;
}

/// Where the empty lines begin that end at `at`.
std::size_t empty_lines(std::string_view gap, std::size_t at) {
  while (at > 0) {
    const std::size_t line = line_before_end(gap, at);
    if (!trim(gap.substr(line, at - line)).empty()) break;
    at = line;
  }
  return at;
}

std::string_view without_first_empty_lines(std::string_view text) {
  for (auto end = text.find('\n'); end != std::string_view::npos && trim(text.substr(0, end)).empty();
       end = text.find('\n'))
    text.remove_prefix(end + 1);
  return text;
}

/// Walks over the statements; every byte goes into one piece.
class Taker {
 public:
  Taker(std::string_view name, const EditSource& source, FiscalYear fiscal_year)
      : name_(name), source_(source), fiscal_year_(fiscal_year) {
    pieces_.ending = source.line_ending(0);
  }

  Result<Pieces> all() {
    for (std::uint32_t index = 0; index < source_.count(); ++index)
      if (source_.statement(index).container == no_statement) TRY(take(index));
    const std::string_view left = source_.text().substr(done_);
    if (in_readings_)
      add_below(left);
    else
      pieces_.rest += left;
    if (pieces_.has_table && empty_lines(pieces_.rest, pieces_.rest.size()) > 0)
      pieces_.rest.resize(empty_lines(pieces_.rest, pieces_.rest.size()));
    date_the_undated();
    return std::move(pieces_);
  }

 private:
  Status take(std::uint32_t index) {
    const Statement& statement = source_.statement(index);
    const bool is_heading = statement.kind != StatementKind::key_value;
    const auto begin = source_.line_begin(is_heading ? statement.value.begin : statement.key.begin);
    const auto end = source_.line_end(statement.value.end);
    const std::string_view gap = source_.text().substr(done_, begin - done_);
    const std::string_view lines = source_.text().substr(begin, end - begin);
    done_ = end;
    if (source_.located(index).path.front() != readings_table) {
      take_other(gap, lines, source_.document().place(begin).line);
      return {};
    }
    return take_of_readings(index, lead_of(gap), lines);
  }

  void take_other(std::string_view gap, std::string_view lines, std::uint32_t line) {
    if (!pieces_.foreign_line) pieces_.foreign_line = line;
    if (in_readings_) {
      const std::size_t own = empty_lines(gap, own_comments(gap));
      add_below(gap.substr(0, own));
      gap.remove_prefix(own);
      if (empty_lines(pieces_.rest, pieces_.rest.size()) < pieces_.rest.size()) gap = without_first_empty_lines(gap);
    }
    in_readings_ = false;
    pieces_.rest += gap;
    pieces_.rest += lines;
  }

  /// Between readings all of it belongs to the next one; above the first one only what stands on it.
  std::string lead_of(std::string_view gap) {
    const std::size_t own = in_readings_ ? 0 : own_comments(gap);
    pieces_.rest += gap.substr(0, own);
    in_readings_ = pieces_.has_table = true;
    return std::string(gap.substr(own));
  }

  Status take_of_readings(std::uint32_t index, std::string lead, std::string_view lines) {
    const Statement& statement = source_.statement(index);
    const Located& here = source_.located(index);
    const bool is_heading = statement.kind != StatementKind::key_value;
    if (here.path.size() == 1 && !is_heading) return take_braces(index, lead);
    if (here.path.size() == 1) {
      pieces_.heading.above += lead;
      pieces_.heading.line += lines;
      return {};
    }
    const bool is_below_own_heading = here.heading != no_statement && source_.located(here.heading).path.size() > 1 &&
                                      (!is_heading || here.path.size() > 2);
    if (is_below_own_heading) {
      if (pieces_.items.empty() || pieces_.items.back().key != here.path[1])
        return refused(index, "this reading is spread over the file");
      pieces_.items.back().body += lead;
      pieces_.items.back().body += lines;
      return {};
    }
    add_item(index, std::move(lead), lines);
    return {};
  }

  /// `readings = { 2026-07 = 5 }`: a line each, and what is said of all above them.
  Status take_braces(std::uint32_t index, const std::string& lead) {
    const Span& braces = source_.statement(index).value;
    const std::string_view inside = source_.text().substr(braces.begin, braces.end - braces.begin);
    if (inside.find('\n') != std::string_view::npos && inside.find('#') != std::string_view::npos)
      return refused(index, "comments stand between the braces of these readings");
    pieces_.heading.above += lead;
    if (const std::string_view said = comment_behind(braces); !said.empty())
      pieces_.heading.above += fmt::format("{}{}", said, pieces_.ending);
    for (std::uint32_t inner = index + 1; inner < source_.count(); ++inner) {
      const Statement& one = source_.statement(inner);
      if (one.container != index) continue;
      if (source_.located(inner).path.size() != 2) return refused(inner, "this reading is spread over its braces");
      Item item;
      item.line = source_.document().place(one.key.begin).line;
      item.body =
          fmt::format("{}{}", source_.text().substr(one.key.begin, one.value.end - one.key.begin), pieces_.ending);
      add_dated(std::move(item), inner);
    }
    return {};
  }

  std::string_view comment_behind(const Span& value) const {
    return trim(source_.text().substr(value.end, source_.content_end(value.end) - value.end));
  }

  void add_dated(Item item, std::uint32_t index) {
    item.key = source_.located(index).path[1];
    if (const auto named = parse_period(item.key, fiscal_year_)) {
      item.day = named->period.last;
      item.is_dated = true;
    }
    pieces_.items.push_back(std::move(item));
  }

  void add_item(std::uint32_t index, std::string lead, std::string_view lines) {
    const Statement& statement = source_.statement(index);
    const Located& here = source_.located(index);
    Item item;
    item.is_section = statement.kind != StatementKind::key_value;
    item.line = source_.document().place(statement.value.begin).line;
    item.lead = std::move(lead);
    item.body = lines;
    // `readings.2026-07 = 5` at the top becomes a line below the heading.
    if (!item.is_section && here.own_from == 0)
      item.body = lines.substr(source_.part(index, 1).begin - source_.line_begin(statement.key.begin));
    item.comment = comment_behind(statement.value);
    add_dated(std::move(item), index);
  }

  void add_below(std::string_view text) {
    if (trim(text).empty()) return;
    (pieces_.items.empty() ? pieces_.behind : pieces_.items.back().tail) += text;
  }

  tl::unexpected<Error> refused(std::uint32_t index, std::string_view what) const {
    return usage_failure(  // nothing is broken: it cannot be moved as it stands
        fmt::format("{}:{}: {}", name_, source_.document().place(source_.statement(index).key.begin).line, what),
        "write them as lines below [readings], 2026-08-17 = 5; nothing was written");
  }

  /// A key of somebody's own stays with the reading above it, or with the first.
  void date_the_undated() {
    const auto first = std::ranges::find(pieces_.items, true, &Item::is_dated);
    if (first == pieces_.items.end()) return;
    Date day = first->day;
    for (Item& item : pieces_.items) {
      if (!item.is_dated) item.day = day;
      day = item.day;
    }
  }

  std::string_view name_;
  const EditSource& source_;
  FiscalYear fiscal_year_;
  Pieces pieces_;
  std::uint32_t done_ = 0;
  bool in_readings_ = false;  // the statement before was of them
};

}  // namespace

std::string Heading::comments() const {
  const auto mark = line.find('#');
  return mark == std::string::npos ? above : above + line.substr(mark);
}

Result<Pieces> pieces_of(const NamedText& file, FiscalYear fiscal_year) {
  auto source = EditSource::open(file.text);
  if (source && !file.text.empty() && !file.text.ends_with('\n'))
    source = EditSource::open(file.text + source->line_ending(0));
  if (source) return Taker(file.name, *source, fiscal_year).all();
  Error error = source.error();
  error.what = fmt::format("{}: {}", file.name, error.what);
  return tl::unexpected<Error>(std::move(error));
}

Result<std::optional<Said>> said_by(std::string_view text, std::string_view key) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  const Document& document = source.document();
  const std::string path[] = {std::string(readings_table), std::string(key)};
  const Node* node = document.find(path);
  if (node == nullptr) return std::optional<Said>();
  Said said;
  const Node* value = node;
  if (node->is_table()) {
    value = document.find(*node, "value");
    const Node* note = document.find(*node, "note");
    const std::uint32_t known = (value ? 1U : 0U) + (note ? 1U : 0U);
    if (known != node->child_count() || (note && !note->is(NodeKind::string))) return std::optional<Said>();
    if (note) said.note = note->string();
  }
  auto amounts = value ? amounts_in(document, *value) : std::nullopt;
  if (!amounts) return std::optional<Said>();
  said.amounts = std::move(*amounts);
  return std::optional(std::move(said));
}

}  // namespace okr::store
