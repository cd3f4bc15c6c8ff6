// SPDX-License-Identifier: MIT
// A small check that a text is well-formed XML: tags nest, attributes are quoted and unique, no stray markup or
// control.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/text.hpp"

namespace okr::test {

class XmlChecker {
 public:
  explicit XmlChecker(std::string_view text) : text_(text) {}

  std::string fault() {
    if (!is_valid_utf8(text_)) return "not UTF-8";
    while (fault_.empty() && at_ < text_.size()) {
      if (text_[at_] == '<')
        read_tag();
      else
        read_text();
    }
    if (fault_.empty() && !open_.empty()) fault_ = "never closed: " + open_.back();
    if (fault_.empty() && roots_ != 1) fault_ = "not one root";
    return fault_;
  }

 private:
  static bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':';
  }

  std::string name() {
    std::string result;
    while (at_ < text_.size() && is_name(text_[at_])) result += text_[at_++];
    return result;
  }
  bool skip(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }

  void read_text() {
    if (open_.empty() && text_[at_] != '\n' && text_[at_] != ' ') fault_ = "text outside the root";
    read_character();
  }
  void read_character() {
    const char c = text_[at_];
    if (c == '&') return read_entity();
    if (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t') fault_ = "a control character";
    ++at_;
  }
  void read_entity() {
    for (const std::string_view entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})
      if (text_.substr(at_).starts_with(entity)) {
        at_ += entity.size();
        return;
      }
    fault_ = "a bare &";
  }

  void read_tag() {
    ++at_;
    const bool closes = skip('/');
    const std::string tag = name();
    if (tag.empty()) fault_ = "a bare <";
    if (closes) return close(tag);
    roots_ += open_.empty() ? 1 : 0;
    read_attributes();
    const bool is_empty = skip('/');
    if (!skip('>')) fault_ = "a tag without end: " + tag;
    if (!is_empty) open_.push_back(tag);
  }
  void close(const std::string& tag) {
    if (!skip('>') || open_.empty() || open_.back() != tag)
      fault_ = "closed, not open: " + tag;
    else
      open_.pop_back();
  }
  void read_attributes() {
    std::vector<std::string> seen;
    for (blanks(); fault_.empty() && at_ < text_.size() && is_name(text_[at_]); blanks()) {
      seen.push_back(name());
      if (std::ranges::count(seen, seen.back()) > 1) fault_ = "twice: " + seen.back();
      if (!skip('=') || !skip('"')) fault_ = "no value: " + seen.back();
      while (fault_.empty() && at_ < text_.size() && text_[at_] != '"') {
        if (text_[at_] == '<')
          fault_ = "< in a value";
        else
          read_character();
      }
      if (!skip('"')) fault_ = "no end of a value";
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string fault_;
  std::vector<std::string> open_;
  int roots_ = 0;
};

/// What is wrong; empty when the text is well-formed.
inline std::string fault_in_xml(std::string_view text) { return XmlChecker(text).fault(); }

}  // namespace okr::test
