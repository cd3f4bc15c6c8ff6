// SPDX-License-Identifier: MIT
#include "cli/manual_files.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/core.h>

#include "cli/mdoc.hpp"
#include "cli/version.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/rule.hpp"

namespace okr::cli {
namespace {

constexpr std::string_view fields_mark = "@fields ";

std::string joined_words(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) text += fmt::format("{}\"{}\"", text.empty() ? "" : ", ", word);
  return text;
}

/// What the value looks like, as a sentence; empty where the doc says it.
std::string shape_sentence(const FieldInfo& field) {
  if (!field.words.empty()) return fmt::format(" One of {}.", joined_words(field.words));
  if (field.shape == Shape::entries || field.shape == Shape::table) return {};
  std::string text = fmt::format(" {}", to_string(field.shape));
  if (text[1] >= 'a' && text[1] <= 'z') text[1] = static_cast<char>(text[1] - 'a' + 'A');
  const Domain& domain = field.domain;
  if (std::isfinite(domain.greatest))
    text += fmt::format(" from {} to {}", shortest(domain.least), shortest(domain.greatest));
  else if (std::isfinite(domain.least))
    text += fmt::format(" from {} on", shortest(domain.least));
  return text + ".";
}

std::string kinds_sentence(const FieldInfo& field) {
  if (field.kinds == every_kind) return {};
  std::string takers;
  for (std::size_t i = 0; i < words_of<Kind>().size(); ++i)
    if ((field.kinds & kind_bit(static_cast<Kind>(i))) != 0)
      takers += fmt::format("{}{}", takers.empty() ? "" : ", ", words_of<Kind>()[i]);
  return fmt::format(" Only for {}.", takers);
}

std::string field_text(const FieldInfo& field) {
  return fmt::format("{}.{}{}{}", field.doc, shape_sentence(field), kinds_sentence(field),
                     field.required ? " Required." : "");
}

std::string longest_key(const RecordInfo& record) {
  const auto longest =
      std::ranges::max_element(record.fields, {}, [](const FieldInfo& field) { return field.key.size(); });
  return std::string(longest->key);
}

std::string field_table(const RecordInfo& record) {
  Mdoc page;
  page.begin_list({longest_key(record), true});
  for (const FieldInfo& field : record.fields)
    page.item_of_macros("Cm " + mdoc_argument(field.key)).text(field_text(field));
  page.end_list();
  return page.done();
}

std::string code_table() {
  Mdoc page;
  page.begin_list({"E1000", true});
  for (const Rule& rule : rules())
    page.item_of_macros("Er " + std::string(rule.name))
        .text(fmt::format("({}) {}.", to_string(rule.severity), rule.title));
  page.end_list();
  return page.done();
}

std::string filled_in(std::string_view line) {
  std::string text(line);
  for (const auto& [mark, value] : {std::pair{"@version@", version}, std::pair{"@date@", release_date}})
    if (const std::size_t at = text.find(mark); at != std::string::npos)
      text.replace(at, std::string_view(mark).size(), value);
  return text + "\n";
}

}  // namespace

Result<std::string> files_manual_page(std::string_view prose) {
  const std::vector<RecordInfo> all = records();
  std::set<std::string_view> left_out;
  for (const RecordInfo& record : all) left_out.insert(record.name);
  std::string page;
  if (prose.ends_with('\n')) prose.remove_suffix(1);
  for (const std::string_view line : split(prose, '\n')) {
    if (line == "@codes@") {
      page += code_table();
    } else if (line.starts_with(fields_mark) && line.ends_with('@')) {
      const std::string_view name = line.substr(fields_mark.size(), line.size() - fields_mark.size() - 1);
      const auto record = std::ranges::find(all, name, &RecordInfo::name);
      if (record == all.end()) return failure(ErrorKind::data, fmt::format("no record is called '{}'", name));
      left_out.erase(name);
      page += field_table(*record);
    } else {
      page += filled_in(line);
    }
  }
  if (left_out.empty()) return page;
  return failure(ErrorKind::data, fmt::format("the page leaves out the keys of '{}'", *left_out.begin()),
                 fmt::format("add the line @fields {}@", *left_out.begin()));
}

}  // namespace okr::cli
