// SPDX-License-Identifier: MIT
#include "store/edit_source.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "okr/store/toml_text.hpp"
#include "store/lines.hpp"

namespace okr::store {

namespace {

/// A part of a key as the parser reads it; only quoted ones with escapes need the parser.
std::string decoded(std::string_view part) {
  const char first = part.front();
  if (first != '"' && first != '\'') return std::string(part);
  const auto inside = part.substr(1, part.size() - 2);
  if (first == '\'' || inside.find('\\') == std::string_view::npos) return std::string(inside);
  const auto document = Document::parse(std::string(part) + " = 1");
  if (!document || document->root().child_count() != 1) return std::string(inside);
  return std::string(document->children(document->root()).front().key());
}

/// How many parts of a path can be followed without entering a list.
std::size_t reach_of(const Document& document, const KeyPath& path) {
  const Node* node = &document.root();
  std::size_t reached = 0;
  for (; reached < path.size(); ++reached) {
    node = document.find(*node, path[reached]);
    if (node == nullptr) return reached;
  }
  return reached;
}

}  // namespace

std::string shown_path(const KeyPath& path) { return path.empty() ? "the top of the file" : toml_key(path); }

bool has_prefix(const KeyPath& path, const KeyPath& prefix) {
  return path.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), path.begin());
}

Result<EditSource> EditSource::open(std::string_view text) {
  auto document = Document::parse(std::string(text));
  if (!document) {
    const auto& fault = document.error();
    return failure(ErrorKind::data, fmt::format("line {}: {}", fault.place.line, fault.message), fault.hint);
  }
  Outline outline;
  if (const auto fault = scan(text, &outline)) return failure(ErrorKind::internal, fault->message);
  return EditSource(std::move(*document), std::move(outline));
}

EditSource::EditSource(Document document, Outline outline)
    : document_(std::move(document)), outline_(std::move(outline)) {
  const auto all = text();
  const auto feeds = std::count(all.begin(), all.end(), '\n');
  std::ptrdiff_t pairs = 0;
  for (auto at = all.find("\r\n"); at != std::string_view::npos; at = all.find("\r\n", at + 2)) ++pairs;
  only_crlf_ = feeds > 0 && feeds == pairs;
  locate();
}

void EditSource::locate() {
  located_.reserve(outline_.statements.size());
  std::uint32_t heading = no_statement;
  for (std::uint32_t index = 0; index < count(); ++index) {
    if (statement(index).kind != StatementKind::key_value) heading = index;
    located_.push_back(located_statement(index, heading));
  }
}

Located EditSource::located_statement(std::uint32_t index, std::uint32_t heading) const {
  const Statement& here = statement(index);
  const bool is_heading = here.kind != StatementKind::key_value;
  const auto above = is_heading ? no_statement : here.container != no_statement ? here.container : heading;
  Located found;
  if (above != no_statement) found = located_[above];
  found.heading = heading;
  found.own_from = found.path.size();
  for (std::size_t own = 0; own < here.part_count; ++own)
    found.path.push_back(decoded(document_.text(part(index, own))));
  if (is_heading) {
    found.reach = reach_of(document_, found.path);
  } else if (!here.in_array && found.reach == found.own_from) {
    // Under [[a]] a key's path would lead through the list a.
    const bool in_list = above != no_statement && statement(above).kind == StatementKind::array_header;
    if (!in_list) found.reach = found.path.size();
  }
  return found;
}

Span EditSource::part(std::uint32_t statement_index, std::size_t part_index) const {
  return outline_.parts[statement(statement_index).first_part + part_index];
}

bool EditSource::defines(std::uint32_t index, const KeyPath& path) const {
  const Located& here = located(index);
  return path.size() <= here.reach && has_prefix(here.path, path);
}

std::uint32_t EditSource::key_value(const KeyPath& path) const {
  for (std::uint32_t index = 0; index < count(); ++index) {
    if (statement(index).kind != StatementKind::key_value) continue;
    if (located(index).path.size() == path.size() && defines(index, path)) return index;
  }
  return no_statement;
}

std::uint32_t EditSource::heading(const KeyPath& path) const {
  for (std::uint32_t index = 0; index < count(); ++index) {
    if (statement(index).kind != StatementKind::header) continue;
    if (located(index).path.size() == path.size() && defines(index, path)) return index;
  }
  return no_statement;
}

std::uint32_t EditSource::last_key_under(std::uint32_t heading) const {
  std::uint32_t last = no_statement;
  for (auto index = heading == no_statement ? 0 : heading + 1; index < count(); ++index) {
    if (statement(index).kind != StatementKind::key_value) break;
    if (statement(index).container == no_statement) last = index;
  }
  return last;
}

std::vector<std::uint32_t> EditSource::items_of(std::uint32_t container) const {
  std::vector<std::uint32_t> items;
  for (auto index = container + 1; index < count(); ++index) {
    if (statement(index).kind != StatementKind::key_value || statement(index).container == no_statement) break;
    if (statement(index).container == container) items.push_back(index);
  }
  return items;
}

std::uint32_t EditSource::line_begin(std::uint32_t offset) const {
  const auto mark = mark_length(text());
  while (offset > mark && text()[offset - 1] != '\n') --offset;
  return std::max(offset, mark);
}

std::uint32_t EditSource::line_end(std::uint32_t offset) const {
  const auto feed = text().find('\n', offset);
  return static_cast<std::uint32_t>(feed == std::string_view::npos ? text().size() : feed + 1);
}

std::uint32_t EditSource::content_end(std::uint32_t offset) const {
  auto end = line_end(offset);
  if (end > offset && text()[end - 1] == '\n') --end;
  if (end > offset && end < text().size() && text()[end - 1] == '\r') --end;
  return end;
}

std::string EditSource::indentation(std::uint32_t offset) const {
  const auto begin = line_begin(offset);
  auto end = begin;
  while (end < text().size() && (text()[end] == ' ' || text()[end] == '\t')) ++end;
  return std::string(text().substr(begin, end - begin));
}

bool EditSource::begins_line(std::uint32_t offset) const {
  return line_begin(offset) + indentation(offset).size() == offset;
}

std::string EditSource::line_ending(std::uint32_t near) const {
  auto feed = text().find('\n', near);
  if (feed == std::string_view::npos) feed = text().rfind('\n');
  if (feed == std::string_view::npos) return "\n";
  return feed > 0 && text()[feed - 1] == '\r' ? "\r\n" : "\n";
}

std::string EditSource::with_file_endings(std::string_view inserted) const {
  if (!only_crlf_) return std::string(inserted);
  std::string written;
  for (const char byte : inserted) {
    const bool is_bare = byte == '\n' && !written.ends_with('\r');
    if (is_bare) written += '\r';
    written += byte;
  }
  return written;
}

std::string spliced(std::string_view text, std::vector<Splice> splices) {
  std::stable_sort(splices.begin(), splices.end(),
                   [](const Splice& a, const Splice& b) { return a.span.begin < b.span.begin; });
  std::string result;
  std::uint32_t done = 0;
  for (const auto& splice : splices) {
    result += text.substr(done, splice.span.begin - done);
    result += splice.text;
    done = splice.span.end;
  }
  return result + std::string(text.substr(done));
}

}  // namespace okr::store
