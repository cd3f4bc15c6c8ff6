// SPDX-License-Identifier: MIT
#include "store/parse/record.hpp"

#include "okr/base/text.hpp"

namespace okr::store {
namespace {

std::string first_keys(const std::vector<std::string_view>& known) {
  std::string text;
  for (const std::string_view key : known) {
    if (text.size() > 60) return text + ", ... (man 5 okr)";
    if (!text.empty()) text += ", ";
    text += key;
  }
  return text;
}

/// Where to point for a record as a whole: its heading or key; the first line for a file.
Span head_of(const Node& table) { return table.key().empty() ? Span{0, 0} : table.key_span(); }

}  // namespace

void report_unknown_key(Source& source, const Node& node, std::string_view own_name,
                        const std::vector<std::string_view>& known) {
  const auto near = nearest(node.key(), known);
  Diagnostic& diagnostic = source.report(
      Code::E116, node.key_span(), fmt::format("unknown key '{}' in {}", safe_for_terminal(node.key()), own_name),
      near ? fmt::format("did you mean '{}'?", *near) : "keys of your own begin with x-");
  if (!near) diagnostic.help = fmt::format("known keys: {}", first_keys(known));
}

void report_missing_key(Source& source, const Node& table, std::string_view own_name, std::string_view key) {
  source.report(Code::E118, head_of(table), fmt::format("{} has no '{}'", own_name, key), fmt::format("add {} = ...", key));
}

void report_key_of_other_kind(Source& source, const Node& node, std::string_view own_name, const FieldInfo& field, Kind kind) {
  std::string takers;
  for (std::size_t i = 0; i < words_of<Kind>().size(); ++i)
    if (field.kinds & kind_bit(static_cast<Kind>(i))) takers += fmt::format("{}{}", takers.empty() ? "" : ", ", words_of<Kind>()[i]);
  source.report(Code::E116, node.key_span(), fmt::format("'{}' is no key of {}, whose kind is {}", node.key(), own_name, word(kind)),
                fmt::format("only for: {}", takers));
}

}  // namespace okr::store
