// SPDX-License-Identifier: MIT
#include "store/edit/elements.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include <fmt/core.h>

#include "okr/store/edit.hpp"
#include "store/edit/proof.hpp"

namespace okr::store {
namespace {

/// What elements say, each with how often.
using Counts = std::unordered_map<std::string_view, std::size_t>;

Counts counts_of(const std::vector<Element>& elements) {
  Counts counts;
  for (const Element& element : elements) ++counts[element.meaning];
  return counts;
}

/// True where one that says the same was left; it is one fewer then.
bool take(Counts& counts, const Element& element) {
  const auto left = counts.find(element.meaning);
  if (left == counts.end() || left->second == 0) return false;
  --left->second;
  return true;
}

/// By what an element is known though the rest of it changes: its id, its title (steps, initiatives), its name
/// (benchmarks). A text is its own title.
std::vector<std::string> names_of(const Element& element) {
  std::vector<std::string> names;
  const auto read = read_value(element.text);
  if (!read) return names;
  const auto add = [&](std::string_view key, const Node* said) {
    if (said && said->is(NodeKind::string)) names.push_back(fmt::format("{} {}", key, said->string()));
  };
  if (!read->node().is_table()) add("title", &read->node());
  for (const char* key : {"id", "title", "name"})
    if (read->node().is_table()) add(key, read->document.find(read->node(), key));
  return names;
}

/// Whether a table in a list is what the text stands for: it bears it as its title (steps, initiatives), its id, or as
/// all that it says of it (blockers).
bool is_called(const Element& table, const Element& text) {
  const auto name = read_value(text.text);
  const auto read = read_value(table.text);
  if (!name || !read || !name->node().is(NodeKind::string)) return false;
  const auto says = [&](const char* key) {
    const Node* said = read->document.find(read->node(), key);
    return said && said->is(NodeKind::string) && said->string() == name->node().string();
  };
  return says("title") || says("id") || (says("text") && read->document.find(read->node(), "id") == nullptr);
}

}  // namespace

std::vector<std::optional<std::size_t>> earlier_ones(const std::vector<Element>& there,
                                                     const std::vector<Element>& wanted) {
  Counts stay = counts_of(wanted), known = counts_of(there);
  std::unordered_map<std::string, std::vector<std::size_t>> named;
  std::vector<bool> is_free(there.size()), is_nameless(there.size());
  for (std::size_t at = 0; at < there.size(); ++at) {
    is_free[at] = !take(stay, there[at]);
    if (!is_free[at]) continue;
    const std::vector<std::string> names = names_of(there[at]);
    is_nameless[at] = names.empty() && there[at].is_table();
    for (const std::string& name : names) named[name].push_back(at);
  }
  std::vector<std::optional<std::size_t>> earlier(wanted.size());
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    if (!wanted[at].is_table() || take(known, wanted[at])) continue;
    const std::vector<std::string> names = names_of(wanted[at]);
    if (names.empty() && at < there.size() && is_nameless[at]) earlier[at] = at;
    for (const std::string& name : names)
      for (const std::size_t one : named[name])
        if (!earlier[at] && is_free[one]) earlier[at] = one;
    if (earlier[at]) is_free[*earlier[at]] = false;
  }
  return earlier;
}

std::string rewritten(const Element& there, const Element& wanted) {
  const auto table = read_value(wanted.text);
  if (!there.is_table() || !table) return wanted.text;
  const auto text = with_keys_of("k = " + there.text + "\n", {"k"}, *table);
  return text ? value_text(*text, {"k"}).value_or(wanted.text) : wanted.text;
}

std::vector<Element> with_tables_kept(const std::vector<Element>& there, std::vector<Element> wanted) {
  Counts left = counts_of(wanted);
  std::vector<Element> tables;
  for (const Element& element : there)
    if (!take(left, element) && element.is_table()) tables.push_back(element);
  const auto is_there = counts_of(there);
  for (Element& element : wanted) {
    if (tables.empty()) break;
    if (element.is_table() || is_there.contains(element.meaning)) continue;
    const auto same = std::ranges::find_if(tables, [&](const Element& table) { return is_called(table, element); });
    if (same == tables.end()) continue;
    element = *same;
    tables.erase(same);
  }
  return wanted;
}

std::vector<bool> kept_of(const std::vector<Element>& before, const std::vector<Element>& after) {
  const std::size_t last = before.size() - 1;
  std::unordered_map<std::string_view, std::vector<std::size_t>> places;
  for (std::size_t at = 0; at < before.size(); ++at) places[before[at].meaning].push_back(last - at);
  std::vector<std::size_t> alike;
  for (auto element = after.rbegin(); element != after.rend(); ++element)
    if (const auto found = places.find(element->meaning); found != places.end())
      alike.insert(alike.end(), found->second.begin(), found->second.end());
  std::vector<bool> kept(before.size());
  if (alike.empty()) return kept;
  for (const std::size_t at : rising(alike)) kept[last - alike[at]] = true;
  return kept;
}

void keep_spelling(const std::vector<Element>& there, std::vector<Element>& wanted) {
  std::unordered_map<std::string_view, const Element*> known;
  for (const Element& element : there) known.emplace(element.meaning, &element);
  for (Element& element : wanted)
    if (const auto same = known.find(element.meaning); same != known.end()) element = *same->second;
}

}  // namespace okr::store
