// SPDX-License-Identifier: MIT
// The quick way through TOML as people and okr write it: bare keys, texts without escapes, plain numbers, days and
// times, lists and tables on a line. A general parser takes five times as long, most of a small report's time. At the
// first byte that is anything else the text is the parser's, which would make the same tree of what is read here.

#include <charconv>

#include "okr/base/text.hpp"
#include "store/toml.hpp"

namespace okr::store {
namespace {

constexpr std::size_t most_digits = 18;      // of a whole number that fits 64 bits whatever its digits
constexpr std::size_t longest_number = 100;  // characters; toml++ refuses those of more than 127
constexpr std::size_t bytes_per_node = 16;   // "2026-08-17 = 61\n"
constexpr int deepest = 16;                  // values within values, and parts of a key
constexpr std::uint32_t no_node = 0xFFFFFFFFU;
constexpr std::uint32_t most_unsorted = 64;  // keys of a table that are compared one by one

}  // namespace

class PlainReader {
 public:
  explicit PlainReader(std::string_view text) : text_(text), at_(mark_length(text)) {
    const std::size_t room = text.size() / bytes_per_node + 8;
    nodes_.reserve(room);
    parents_.reserve(room);
    earlier_.reserve(room);
    add_node(no_node);
    nodes_[0].value_span_ = Span{0, static_cast<std::uint32_t>(text.size())};
  }

  /// Nothing where a line is not plain.
  std::optional<Tree> read() {
    while (at_ < text_.size())
      if (!read_line()) return std::nullopt;
    return laid_out();
  }

 private:
  // --- bytes ---------------------------------------------------------------------------------------------------------

  char ahead(std::size_t by) const { return at_ + by < text_.size() ? text_[at_ + by] : '\n'; }
  char here() const { return ahead(0); }

  Span since(std::size_t begin) const {
    return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }

  void skip_blanks() {
    while (is(blank, here())) ++at_;
  }

  bool skip(char byte) {
    if (at_ >= text_.size() || text_[at_] != byte) return false;
    ++at_;
    return true;
  }

  std::size_t skip_digits() {
    const std::size_t begin = at_;
    while (is_digit(here())) ++at_;
    return at_ - begin;
  }

  /// False for what only the parser judges: controls, line separators, a byte order mark in the middle.
  bool skip_character() {
    const auto byte = static_cast<unsigned char>(here());
    const auto next = static_cast<unsigned char>(ahead(1));
    if ((byte < ' ' && byte != '\t') || byte == 0x7F) return false;
    if ((byte == 0xC2 && next < 0xA0) || byte >= 0xEF) return false;
    if (byte == 0xE2 && next == 0x80 && static_cast<unsigned char>(ahead(2)) >= 0xA8) return false;
    ++at_;
    return true;
  }

  bool skip_comment() {
    if (here() != '#') return true;
    while (here() != '\n' && here() != '\r')
      if (!skip_character()) return false;
    return true;
  }

  bool skip_line_end() {
    if (here() == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    if (at_ == text_.size()) return true;
    return skip('\n');
  }

  /// Blanks, comments and line ends between the items of a list.
  bool skip_space() {
    for (skip_blanks(); here() == '#' || here() == '\r' || here() == '\n'; skip_blanks())
      if (at_ >= text_.size() || !skip_comment() || !skip_line_end()) return false;
    return true;
  }

  // --- nodes ---------------------------------------------------------------------------------------------------------

  /// While they are read, `first_child_` of a table is its last child, and its payload says that its keys do not rise.
  std::uint32_t add_node(std::uint32_t parent) {
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    parents_.push_back(parent);
    earlier_.push_back(no_node);
    if (parent == no_node) return index;
    Node& above = nodes_[parent];
    if (above.child_count_++ > 0) earlier_.back() = above.first_child_;
    above.first_child_ = index;
    return index;
  }

  struct Key {
    std::string_view text;
    Span span;
  };

  std::uint32_t add_node(std::uint32_t parent, const Key& key) {
    const std::uint32_t index = add_node(parent);
    nodes_[index].key_ = key.text;
    nodes_[index].key_span_ = key.span;
    return index;
  }

  /// What a table says of a key: a node, or that there is none yet.
  struct Known {
    std::uint32_t node = no_node;
    bool is_certain = true;  ///< false where too many keys in no order would have to be compared
  };

  Known look_for(std::uint32_t table, std::string_view key) {
    Node& node = nodes_[table];
    if (node.child_count_ == 0) return {};
    if (node.payload_.integer == 0 && nodes_[node.first_child_].key_ < key) return {};
    std::uint32_t child = node.first_child_;
    if (node.child_count_ > most_unsorted && nodes_[child].key_ != key) return {no_node, false};
    while (child != no_node && nodes_[child].key_ != key) child = earlier_[child];
    if (child == no_node) node.payload_.integer = 1;
    return {child, true};
  }

  /// The table of that key, made in that form where there is none. Nothing where it is another's.
  std::optional<std::uint32_t> descend(std::uint32_t table, const Key& key, TableForm form, Span value) {
    const Known known = look_for(table, key.text);
    if (!known.is_certain) return std::nullopt;
    if (known.node == no_node) {
      const std::uint32_t index = add_node(table, key);
      nodes_[index].form_ = form;
      nodes_[index].value_span_ = value;
      return index;
    }
    const Node& node = nodes_[known.node];
    const bool is_headed = form == TableForm::implicit && node.form_ == TableForm::header;
    return node.is_table() && (node.form_ == form || is_headed) ? std::optional(known.node) : std::nullopt;
  }

  bool is_new(std::uint32_t table, std::string_view key) {
    const Known known = look_for(table, key);
    return known.is_certain && known.node == no_node;
  }

  // --- lines ---------------------------------------------------------------------------------------------------------

  bool read_line() {
    skip_blanks();
    if (here() == '[') {
      if (!read_heading()) return false;
    } else if (at_ < text_.size() && here() != '#' && here() != '\n' && here() != '\r') {
      if (!read_pair(table_, TableForm::dotted)) return false;
    }
    skip_blanks();
    return skip_comment() && skip_line_end();
  }

  bool read_key(Key& key) {
    const std::size_t begin = at_;
    if (here() == '"') {
      if (!skip_text('"')) return false;
      key = {text_.substr(begin + 1, at_ - begin - 2), since(begin)};
      return true;
    }
    while (at_ < text_.size() && is(bare_key, here())) ++at_;
    key = {text_.substr(begin, at_ - begin), since(begin)};
    return at_ > begin;
  }

  /// a.b.c, without blanks.
  bool read_keys() {
    keys_.clear();
    do {
      Key key;
      if (keys_.size() == deepest || !read_key(key)) return false;
      keys_.push_back(key);
    } while (skip('.'));
    return true;
  }

  bool read_heading() {
    const std::size_t begin = at_++;
    if (!read_keys() || !skip(']')) return false;
    const Span heading = since(begin);
    table_ = 0;
    for (std::size_t part = 0; part + 1 < keys_.size(); ++part) {
      const auto table = descend(table_, keys_[part], TableForm::implicit, heading);
      if (!table) return false;
      table_ = *table;
    }
    if (!is_new(table_, keys_.back().text)) return false;
    table_ = add_node(table_, keys_.back());
    nodes_[table_].form_ = TableForm::header;
    nodes_[table_].value_span_ = heading;
    return true;
  }

  bool read_pair(std::uint32_t table, TableForm form) {
    if (!read_keys()) return false;
    for (std::size_t part = 0; part + 1 < keys_.size(); ++part) {
      const auto below = descend(table, keys_[part], form, keys_[part].span);
      if (!below) return false;
      table = *below;
    }
    if (!is_new(table, keys_.back().text)) return false;
    const std::uint32_t index = add_node(table, keys_.back());
    skip_blanks();
    if (!skip('=')) return false;
    skip_blanks();
    return read_value(index, 0);
  }

  // --- values --------------------------------------------------------------------------------------------------------

  bool read_value(std::uint32_t index, int depth) {
    const std::size_t begin = at_;
    if (depth == deepest || !read_any(index, depth)) return false;
    nodes_[index].value_span_ = since(begin);
    return true;
  }

  bool read_any(std::uint32_t index, int depth) {
    switch (here()) {
      case '"':
      case '\'': return read_text(nodes_[index], here());
      case '[': return read_list(index, depth);
      case '{': return read_table(index, depth);
      case 't': return read_boolean(nodes_[index], "true");
      case 'f': return read_boolean(nodes_[index], "false");
      default: return read_moment_or_number(nodes_[index]);
    }
  }

  /// As far as the closing quote, on one line.
  bool skip_text(char quote) {
    for (++at_; here() != quote;)
      if (at_ >= text_.size() || here() == '\\' || !skip_character()) return false;
    ++at_;
    return true;
  }

  bool read_text(Node& node, char quote) {
    node.kind_ = NodeKind::string;
    if (ahead(1) == quote && ahead(2) == quote) return quote == '"' && read_lines(node);
    const std::size_t begin = at_ + 1;
    if (!skip_text(quote)) return false;
    node.payload_.text = text_.substr(begin, at_ - begin - 1);
    return true;
  }

  /// """ ... """: a line that may be a merge's marker is not plain.
  bool read_lines(Node& node) {
    constexpr std::string_view quotes = "\"\"\"";
    at_ += quotes.size();
    skip('\n');
    const std::size_t begin = at_;
    while (!text_.substr(at_).starts_with(quotes)) {
      if (at_ >= text_.size() || here() == '\\') return false;
      if (!skip('\n')) {
        if (!skip_character()) return false;
      } else if (here() == '<' || here() == '=' || here() == '>' || here() == '|') {
        return false;
      }
    }
    node.payload_.text = text_.substr(begin, at_ - begin);
    at_ += quotes.size();
    return here() != '"' || at_ >= text_.size();
  }

  bool read_boolean(Node& node, std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    node.kind_ = NodeKind::boolean;
    node.payload_.boolean = word == "true";
    return ends_value();
  }

  bool ends_value() const { return at_ >= text_.size() || !is(bare_value, here()); }

  bool read_list(std::uint32_t index, int depth) {
    nodes_[index].kind_ = NodeKind::array;
    ++at_;
    for (bool is_first = true;; is_first = false) {
      if (!skip_space()) return false;
      if (skip(']')) return true;
      if (!is_first && (!skip(',') || !skip_space())) return false;
      if (!is_first && skip(']')) return true;
      if (!read_value(add_node(index), depth + 1)) return false;
    }
  }

  bool read_table(std::uint32_t index, int depth) {
    nodes_[index].form_ = TableForm::inline_table;
    ++at_;
    skip_blanks();
    if (skip('}')) return true;
    do {
      skip_blanks();
      Key key;
      if (!read_key(key) || !is_new(index, key.text)) return false;
      const std::uint32_t child = add_node(index, key);
      skip_blanks();
      if (!skip('=')) return false;
      skip_blanks();
      if (!read_value(child, depth + 1)) return false;
      skip_blanks();
    } while (skip(','));
    return skip('}');
  }

  bool read_moment_or_number(Node& node) {
    if (is_digit(here()) && ahead(2) == ':') return read_time(node);
    if (is_digit(here()) && ahead(4) == '-') return read_date(node);
    return read_number(node) && ends_value();
  }

  bool read_two_digits(int& number) {
    if (!is_digit(here()) || !is_digit(ahead(1))) return false;
    number = (here() - '0') * 10 + (ahead(1) - '0');
    at_ += 2;
    return true;
  }

  /// A day alone: a time behind it is the parser's.
  bool read_date(Node& node) {
    int century = 0, year = 0, month = 0, day = 0;
    if (!read_two_digits(century) || !read_two_digits(year) || !skip('-') || !read_two_digits(month) || !skip('-') ||
        !read_two_digits(day) || !ends_value() || (here() == ' ' && is_digit(ahead(1))))
      return false;
    const Date date = make_date(century * 100 + year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    node.kind_ = NodeKind::date;
    node.payload_.moment = Node::Moment{date, 0};
    return date.ok();
  }

  bool read_time(Node& node) {
    int hour = 0, minute = 0, second = 0;
    if (!read_two_digits(hour) || !skip(':') || !read_two_digits(minute) || !skip(':') || !read_two_digits(second) ||
        !ends_value())
      return false;
    node.kind_ = NodeKind::time;
    node.payload_.moment = Node::Moment{Date{}, hour * 3600 + minute * 60 + second};
    return hour < 24 && minute < 60 && second < 60;
  }

  /// -12 or 61.5: no exponent, no underscores, no leading zeros.
  bool read_number(Node& node) {
    const std::size_t begin = at_;
    if (here() == '-' || here() == '+') ++at_;
    const std::size_t unsigned_begin = at_;
    const std::size_t digits = skip_digits();
    if (digits == 0 || (digits > 1 && text_[unsigned_begin] == '0')) return false;
    node.kind_ = here() == '.' ? NodeKind::number : NodeKind::integer;
    if (node.kind_ == NodeKind::integer && digits > most_digits) return false;
    if (node.kind_ == NodeKind::number && (++at_, skip_digits() == 0)) return false;
    if (at_ - begin > longest_number) return false;
    const char* const first = text_.data() + (text_[begin] == '+' ? unsigned_begin : begin);
    const char* const last = text_.data() + at_;
    const auto read = node.kind_ == NodeKind::integer ? std::from_chars(first, last, node.payload_.integer)
                                                      : std::from_chars(first, last, node.payload_.number);
    return read.ec == std::errc() && read.ptr == last;
  }

  // --- the tree ------------------------------------------------------------------------------------------------------

  /// The nodes moved to where the children of each stand together; `parents_` becomes where each goes.
  Tree laid_out() {
    std::uint32_t next = 1;
    for (Node& node : nodes_) {
      node.first_child_ = next;
      next += node.child_count_;
    }
    for (std::uint32_t index = 1; index < nodes_.size(); ++index)
      parents_[index] = nodes_[parents_[index]].first_child_++;
    parents_[0] = 0;
    for (Node& node : nodes_) node.first_child_ -= node.child_count_;
    for (std::uint32_t index = 0; index < nodes_.size(); ++index)
      while (parents_[index] != index) {
        const std::uint32_t to = parents_[index];
        std::swap(nodes_[index], nodes_[to]);
        std::swap(parents_[index], parents_[to]);
      }
    return Tree{std::move(nodes_), {}};
  }

  std::string_view text_;
  std::size_t at_;
  std::uint32_t table_ = 0;             // whose lines are read
  std::vector<Node> nodes_;             // in the order of the text
  std::vector<std::uint32_t> parents_;  // of each
  std::vector<std::uint32_t> earlier_;  // the child before it, of the same parent
  std::vector<Key> keys_;               // of the line that is read
};

std::optional<Tree> read_plain(std::string_view text) { return PlainReader(text).read(); }

}  // namespace okr::store
