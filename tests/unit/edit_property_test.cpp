// SPDX-License-Identifier: MIT
// Generated documents in every layout a person may choose: an edit and its inverse restore the bytes, and the edit
// touches only its own lines.
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "edit_places.hpp"
#include "okr/store/diff.hpp"
#include "okr/store/edit.hpp"
#include "print.hpp"
#include "store/toml.hpp"

namespace edit_property_test {

using namespace okr;
using namespace okr::store;
using namespace okr_test;

namespace {

template <class T>
T any_of(const std::vector<T>& choices) {
  return *rc::gen::elementOf(choices);
}

std::string any_value(int depth) {
  const int kind = *rc::gen::inRange(0, depth > 2 ? 6 : 9);
  const std::string space = any_of<std::string>({"", " ", "  "});
  if (kind < 6) {
    return any_of<std::string>({"1", "-2.5", "true", "2026-08-17", "\"text # no comment\"", "'[x]'",
                                "\"\"\"\ntwo\nlines\"\"\"", "18:40:00", "\"\xC3\xA4\""});
  }
  const bool braces = kind == 8;
  const int count = *rc::gen::inRange(0, 4);
  const std::string separator = any_of<std::string>({",", ", ", ",\n    ", ", # c\n\t"});
  std::string text = braces ? "{" + space : "[" + space;
  for (int item = 0; item < count; ++item) {
    if (item > 0) text += separator;
    if (braces) text += "i" + std::to_string(item) + " = ";
    text += any_value(depth + 1);
  }
  if (count > 0 && *rc::gen::inRange(0, 3) == 0) text += ",";
  return text + space + (braces ? "}" : "]");
}

std::string any_line(int number) {
  const int kind = *rc::gen::inRange(0, 10);
  const auto name = std::to_string(number);
  if (kind == 0) return any_of<std::string>({"", "# a comment", "  # indented", "\t"});
  const auto indent = any_of<std::string>({"", "", "  ", "\t"});
  const auto behind = any_of<std::string>({"", "", " # why", "  "});
  if (kind == 1) return indent + "[h" + name + "]" + behind;
  if (kind == 2) return indent + "[h" + name + " . \"sub " + name + "\"]" + behind;
  if (kind == 3) return indent + "[[l" + name + "]]" + behind;
  const auto gap = any_of<std::string>({"", " ", "   "});
  const auto key = any_of<std::string>({"k" + name, "d" + name + ".x", "'q " + name + "'"});
  return indent + key + gap + "=" + any_of<std::string>({"", " "}) + any_value(0) + behind;
}

/// With a list in its first line when one is needed.
std::string any_document(bool with_list = false) {
  const auto ending = any_of<std::string>({"\n", "\r\n"});
  std::string text = with_list ? "first = [" + any_value(2) + ", 2]\n" : "";
  const int lines = *rc::gen::inRange(0, 14);
  for (int line = 0; line < lines; ++line)
    text += any_line(line) + (line + 1 < lines || *rc::gen::arbitrary<bool>() ? "\n" : "");
  if (ending == "\n") return any_of<std::string>({"", "\xEF\xBB\xBF"}) + text;
  std::string converted;
  for (const char byte : text) converted += byte == '\n' ? ending : std::string(1, byte);
  return converted;
}

Places places_of(const std::string& text) {
  const auto document = Document::parse(text);
  if (!document) RC_FAIL("generated text: " + document.error().message + "\n" + text);
  Places places;
  collect(*document, document->root(), {}, places);
  return places;
}

std::string done(const Result<std::string>& result, const std::string& text) {
  if (!result) RC_FAIL(result.error().what + "\n" + text);
  return *result;
}

/// Few names, so that they come twice, stand below each other, and are there already.
NewTable any_new_table() {
  const auto number = std::to_string(*rc::gen::inRange(0, 14));
  const auto path = any_of<KeyPath>({{"new"},
                                     {"other"},
                                     {"h" + number},
                                     {"h" + number, "sub " + number},
                                     {"new", "a"},
                                     {"new", "b"},
                                     {"new", "a", "x"},
                                     {"other", "a"},
                                     {"h" + number, "a"},
                                     {"h" + number, "a", "x"},
                                     {"h" + number, "sub " + number, "x"}});
  return {path, any_of<std::string>({"", "x = 1\n", "y = 2", "z = \"\"\"\ntwo\n\"\"\"\n# a comment\n"})};
}

Result<std::string> in_turn(std::string text, const std::vector<NewTable>& tables) {
  for (const NewTable& table : tables) {
    auto more = add_table(text, table.path, table.lines);
    if (!more) return more;
    text = std::move(*more);
  }
  return text;
}

/// A change of one key, of the text or of what stands around the key.
Result<std::string> changed(const std::string& text, const KeyPath& path, int kind) {
  if (kind == 0) return remove_key(text, path);
  return put_value(text, path, kind == 1 ? "7" : "[ \"seven\" ]");
}

std::size_t removed_lines(const std::string& before, const std::string& after) {
  const auto diff = unified_diff("f", before, after);
  std::size_t count = 0;
  for (auto at = diff.find("\n-"); at != std::string::npos; at = diff.find("\n-", at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("edit property: setting and setting back") {
  CHECK(rc::check("set_value", [] {
    const auto text = any_document(true);
    const auto places = places_of(text);
    const auto path = any_of(places.values);
    const auto old_value = done(value_text(text, path), text);
    const auto changed = done(set_value(text, path, any_value(1)), text);
    RC_ASSERT(done(set_value(changed, path, old_value), changed) == text);
  }));
}

TEST_CASE("edit property: adding a key removes no line but the one it extends, and removing it restores") {
  CHECK(rc::check("add_key", [] {
    const auto text = any_document();
    const auto table = any_of(places_of(text).tables);
    const auto more = done(add_key(text, table, "new", any_value(1)), text);
    RC_ASSERT(removed_lines(text, more) <= 1);
    auto path = table;
    path.emplace_back("new");
    RC_ASSERT(done(remove_key(more, path), more) == text);
  }));
}

TEST_CASE("edit property: appending and dropping") {
  CHECK(rc::check("append_to_array", [] {
    const auto text = any_document(true);
    const auto places = places_of(text);
    const auto path = any_of(places.lists);
    const auto more = done(append_to_array(text, path, any_value(2)), text);
    RC_ASSERT(removed_lines(text, more) <= 1);
    RC_ASSERT(done(drop_last_of_array(more, path), more) == text);
  }));
}

TEST_CASE("edit property: adding and removing a table, renaming there and back") {
  CHECK(rc::check("add_table, rename_key", [] {
    const auto text = any_document(true);
    const auto more = done(add_table(text, {"new"}, "x = 1"), text);
    RC_ASSERT(done(remove_table(more, {"new"}), more) == text);
    const auto places = places_of(text);
    auto path = any_of(places.values);
    const auto old_name = path.back();
    const auto renamed = done(rename_key(text, path, "new"), text);
    path.back() = "new";
    RC_ASSERT(done(rename_key(renamed, path, old_name), renamed) == text);
  }));
}

TEST_CASE("edit property: many tables at once are the same as one after the other") {
  CHECK(rc::check("add_tables", [] {
    const auto text = any_document();
    std::vector<NewTable> tables;
    const int count = *rc::gen::inRange(1, 8);
    for (int i = 0; i < count; ++i) tables.push_back(any_new_table());
    const auto one_by_one = in_turn(text, tables);
    const auto together = add_tables(text, tables);
    RC_ASSERT(together.has_value() == one_by_one.has_value());
    if (together) RC_ASSERT(*together == *one_by_one);
    if (!together) RC_ASSERT(together.error().what == one_by_one.error().what);
  }));
}

TEST_CASE("edit property: edits of what stands around a key are the same as edits of all of the text") {
  CHECK(rc::check("EditedText", [] {
    auto text = any_document();
    const auto places = places_of(text);
    auto edited = EditedText::open(text);
    RC_ASSERT(edited.has_value());
    const int count = *rc::gen::inRange(1, 6);
    for (int i = 0; i < count; ++i) {
      auto path = any_of(places.tables);
      path.push_back(any_of<std::string>({"new", "k1", "k2", "k3", "k4", "d5", "x"}));
      const int kind = *rc::gen::inRange(0, 3);
      const auto whole = changed(text, path, kind);
      std::string& around = edited->around(path);
      const auto part = changed(around, path, kind);
      RC_ASSERT(part.has_value() == whole.has_value());
      if (!whole) continue;
      text = *whole;
      around = *part;
    }
    RC_ASSERT(done(edited->whole(), text) == text);
  }));
}

}  // namespace edit_property_test
