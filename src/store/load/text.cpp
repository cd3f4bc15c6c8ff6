// SPDX-License-Identifier: MIT
// A text without its workspace, as a hook pipes it in.
#include <algorithm>

#include "okr/store/load.hpp"
#include "store/load/job.hpp"
#include "store/parse/files.hpp"
#include "store/parse/record.hpp"

namespace okr::store {
namespace {

bool has(const Document& document, std::string_view key) { return document.find(document.root(), key) != nullptr; }

bool has_value(const Document& document, std::string_view key) {
  const Node* node = document.find(document.root(), key);
  return node && !node->is_table();
}

/// By the keys that only one sort of file has at its top.
FileKind kind_of(const Document& document) {
  if (has(document, "workspace") || has(document, "scoring") || has_value(document, "format"))
    return FileKind::settings;
  if (has_value(document, "date")) return FileKind::checkin;
  if (has(document, "readings") || has_value(document, "title") || has_value(document, "every")) return FileKind::kpi;
  return FileKind::cycle;
}

void parse_as(FileKind kind, Source& source) {
  const Document& document = source.document();
  switch (kind) {
    case FileKind::settings: {
      Settings settings;
      return parse_settings(source, settings);
    }
    case FileKind::cycle: {
      Cycle cycle;
      const Node* table = document.find(document.root(), "cycle");
      const Node* id = table && table->is_table() ? document.find(*table, "id") : nullptr;
      if (id && id->is(NodeKind::string)) cycle.id = CycleId(id->string());
      return parse_cycle_file(source, true, cycle);
    }
    case FileKind::checkin: {
      const Node* date = document.find(document.root(), "date");
      parse_checkin(source, date->is(NodeKind::date) ? to_string(date->date()) + "-stdin.toml" : "stdin.toml");
      return;
    }
    case FileKind::kpi: {
      Kpi kpi;
      return parse_kpi(source, kpi);
    }
    case FileKind::user: return;
  }
}

}  // namespace

Diagnostics check_text(std::string text) {
  Diagnostics diagnostics;
  const auto document = Document::parse(std::move(text));
  if (!document) {
    diagnostics.push_back(diagnostic_of(document.error(), 0));
    make_printable(diagnostics.back());
    return diagnostics;
  }
  Source source(*document, 0, 1, diagnostics);
  parse_as(kind_of(*document), source);
  for (Diagnostic& diagnostic : diagnostics) make_printable(diagnostic);
  sort_and_unify(diagnostics);
  return diagnostics;
}

}  // namespace okr::store
