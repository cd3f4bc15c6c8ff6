// SPDX-License-Identifier: MIT
// First byte: which edit; second: of what; third: with which value; the rest is the file. The edit changes only its
// leaf, and its inverse gives the bytes back (tests/unit/edit_property_test.cpp has the same for generated files).
#include "okr/store/edit.hpp"

#include <string>
#include <vector>

#include "edit_places.hpp"
#include "ensure.hpp"
#include "okr/store/facts.hpp"
#include "store/toml.hpp"
#include "targets.hpp"

using namespace okr;
using namespace okr::store;
using namespace okr_test;

namespace {

constexpr std::string_view values[] = {"1",        "-2.5", "true",         "2026-08-17",   "\"text # no comment\"",
                                       "'[x]'",    "[]",   "[1, [2, 3]]",  "{ a = 1 }",    "\"\"\"\ntwo\nlines\"\"\"",
                                       "18:40:00", "{}",   "\"\xC3\xA4\"", "[ # c\n 1,\n]"};

/// Everything below a node but what stands at `path`, so that two texts can be compared whatever their layout.
void tell(const Document& document, const Node& node, std::span<const std::string> path, std::string& out) {
  if (!node.is_table() && !node.is_array()) {
    out += document.text(node.value_span());
    return;
  }
  out += node.is_table() ? '{' : '[';
  for (const Node& child : document.children(node)) {
    const bool on_path = !path.empty() && child.key() == path.front() && node.is_table();
    if (on_path && path.size() == 1) continue;
    std::string inner;
    tell(document, child, on_path ? path.subspan(1) : std::span<const std::string>(), inner);
    const bool is_named_by_keys = child.form() == TableForm::dotted || child.form() == TableForm::implicit;
    if (child.is_table() && is_named_by_keys && inner == "{}") continue;  // it is there as long as a key names it
    out += std::string(child.key()) + '=' + inner + ';';
  }
  out += node.is_table() ? '}' : ']';
}

std::string told_without(const std::string& text, const KeyPath& path) {
  const auto document = Document::parse(text);
  okr_fuzz::ensure(document.has_value(), "an edited file is TOML", text);
  std::string out;
  tell(*document, document->root(), path, out);
  return out;
}

/// The same with lines that end in LF alone, as a value of TOML has them whatever its file's are.
std::string told_by_value(const std::string& text) {
  std::string told = told_without(text, {});
  for (auto at = told.find("\r\n"); at != std::string::npos; at = told.find("\r\n", at)) told.erase(at, 1);
  return told;
}

class Edits {
 public:
  Edits(std::string text, Places places) : text_(std::move(text)), places_(std::move(places)) {}

  void run(unsigned which, std::size_t of, std::string_view value) const {
    switch (which % 6) {
      case 0: return set(pick(places_.values, of), value);
      case 1: return add(pick(places_.tables, of), value);
      case 2: return append(pick(places_.lists, of), value);
      case 3: return add_heading();
      case 4: return rename(pick(places_.values, of));
      default: return remove(pick(places_.values, of));
    }
  }

 private:
  static const KeyPath* pick(const std::vector<KeyPath>& paths, std::size_t of) {
    return paths.empty() ? nullptr : &paths[of % paths.size()];
  }

  std::string done(const Result<std::string>& result, std::string_view what, const std::string& before) const {
    okr_fuzz::ensure(result.has_value(), std::string(what) + (result ? "" : ": " + result.error().what), before);
    return *result;
  }

  void same_beside(const std::string& changed, const KeyPath& path) const {
    okr_fuzz::ensure(told_without(text_, path) == told_without(changed, path), "only the leaf changes",
                     text_ + "\n--\n" + changed);
  }

  void back(const std::string& again, const std::string& changed) const {
    okr_fuzz::ensure(again == text_, "the inverse restores the bytes",
                     text_ + "\n-- changed\n" + changed + "\n-- back\n" + again);
  }

  void set(const KeyPath* path, std::string_view value) const {
    if (!path) return;
    const auto old_value = done(value_text(text_, *path), "a value has a text", text_);
    const auto changed = done(set_value(text_, *path, value), "a value can be set", text_);
    same_beside(changed, *path);
    const std::string again = done(set_value(changed, *path, old_value), "a value can be set back", changed);
    const bool is_crlf_alone = old_value.find('\n') != std::string::npos &&
                               old_value.find("\r\n") == std::string::npos && changed.find("\r\n") != std::string::npos;
    if (!is_crlf_alone) return back(again, changed);
    okr_fuzz::ensure(told_by_value(again) == told_by_value(text_), "the old value brings the old file",
                     text_ + "\n--\n" + again);
  }

  void add(const KeyPath* table, std::string_view value) const {
    auto path = *table;  // the top is always there
    path.emplace_back("okr-new");
    const auto changed = done(add_key(text_, *table, "okr-new", value), "a key can be added", text_);
    same_beside(changed, path);
    back(done(remove_key(changed, path), "an added key can be removed", changed), changed);
  }

  void append(const KeyPath* path, std::string_view value) const {
    if (!path) return;
    const auto changed = done(append_to_array(text_, *path, value), "a list can grow", text_);
    same_beside(changed, *path);
    back(done(drop_last_of_array(changed, *path), "a list can shrink", changed), changed);
  }

  void add_heading() const {
    const auto changed = done(add_table(text_, {"okr-new"}, "x = 1"), "a table can be added", text_);
    same_beside(changed, {"okr-new"});
    back(done(remove_table(changed, {"okr-new"}), "an added table can be removed", changed), changed);
  }

  void rename(const KeyPath* path) const {
    if (!path) return;
    auto renamed_path = *path;
    renamed_path.back() = "okr-new";
    const auto changed = done(rename_key(text_, *path, "okr-new"), "a key can be renamed", text_);
    okr_fuzz::ensure(told_without(text_, *path) == told_without(changed, renamed_path), "only the name changes",
                     text_ + "\n--\n" + changed);
    const auto again = done(rename_key(changed, renamed_path, path->back()), "a key can be named as before", changed);
    okr_fuzz::ensure(told_without(again, {}) == told_without(text_, {}), "the old name brings the old file",
                     text_ + "\n--\n" + again);
  }

  void remove(const KeyPath* path) const {
    if (!path) return;
    const auto changed = done(remove_key(text_, *path), "a key can be removed", text_);
    okr_fuzz::ensure(changed.size() < text_.size(), "a removed key is gone", changed);
    same_beside(changed, *path);
  }

  std::string text_;
  Places places_;
};

bool holds_new_name(std::string_view text) { return text.find("okr-new") != std::string_view::npos; }

}  // namespace

void okr_fuzz::edit(std::string_view bytes) {
  if (bytes.size() < 3) return;
  const auto choice = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  const std::string text(bytes.substr(3));
  const auto document = Document::parse(text);
  static_cast<void>(facts_of(text));
  if (!document || holds_new_name(text)) return;
  Places places;
  collect(*document, document->root(), {}, places);
  Edits(text, std::move(places)).run(choice(0), choice(1), values[choice(2) % std::size(values)]);
}
