// SPDX-License-Identifier: MIT
#include "store/parse/record.hpp"

#include <algorithm>

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

/// What a key is followed by, as a pattern.
std::string_view pattern(Shape shape) {
  switch (shape) {
    case Shape::text:
    case Shape::long_text:
    case Shape::word:
    case Shape::reference:
    case Shape::references:
    case Shape::names:
    case Shape::relative:
    case Shape::rhythm:
    case Shape::weekday: return "\"...\"";
    case Shape::date: return "YYYY-MM-DD, without quotes";
    case Shape::time: return "HH:MM:SS, without quotes";
    case Shape::number:
    case Shape::integer:
    case Shape::amounts: return "a number";
    case Shape::boolean: return "true or false";
    case Shape::text_list:
    case Shape::number_list:
    case Shape::date_list:
    case Shape::truth_list:
    case Shape::periods:
    case Shape::plan:
    case Shape::steps:
    case Shape::initiatives:
    case Shape::changes:
    case Shape::benchmarks: return "[...]";
    case Shape::entries:
    case Shape::table: return "...";
  }
  return "";
}

}  // namespace

Span head_of(const Source& source, const Node& table) {
  if (&table == &source.document().root()) return {0, 0};
  return table.key().empty() ? table.value_span() : table.key_span();
}

void report_unknown_key(Source& source, const Node& node, std::string_view own_name,
                        const std::vector<std::string_view>& known) {
  const auto near = nearest(node.key(), known);
  Diagnostic& diagnostic = source.report(
      Code::E116, node.key_span(), fmt::format("unknown key '{}' in {}", safe_for_terminal(node.key()), own_name),
      near ? fmt::format("did you mean '{}'?", *near) : "keys of your own begin with x-");
  if (!near) diagnostic.help = fmt::format("known keys: {}", first_keys(known));
}

bool is_misspelt(const Source& source, const Node& table, std::string_view key,
                 const std::vector<std::string_view>& known) {
  constexpr std::uint32_t most_searched = 1000;  // a series of readings is no misspelt title
  if (table.child_count() > most_searched) return false;
  for (const Node& node : source.document().children(table)) {
    if (is_own_key(node.key()) || std::ranges::find(known, node.key()) != known.end()) continue;
    if (nearest(node.key(), known) == key) return true;
  }
  return false;
}

void report_missing_key(Source& source, const Node& table, std::string_view own_name, const FieldInfo& field) {
  source.report(Code::E118, head_of(source, table), fmt::format("{} has no '{}'", own_name, field.key),
                fmt::format("add {} = {}", field.key, pattern(field.shape)));
}

void report_key_of_other_kind(Source& source, const Node& node, std::string_view own_name, const FieldInfo& field,
                              Kind kind) {
  std::string takers;
  for (std::size_t i = 0; i < words_of<Kind>().size(); ++i)
    if (field.kinds & kind_bit(static_cast<Kind>(i)))
      takers += fmt::format("{}{}", takers.empty() ? "" : ", ", words_of<Kind>()[i]);
  source.report(Code::E116, node.key_span(),
                fmt::format("'{}' is no key of {}, whose kind is {}", node.key(), own_name, word(kind)),
                fmt::format("only for: {}", takers));
}

}  // namespace okr::store
