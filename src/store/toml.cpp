// SPDX-License-Identifier: MIT
// The one unit that includes toml++: its exceptions and assertions end here, its tables are copied into ours in the
// order of the text. Everything else about documents is in document.cpp.
#undef NDEBUG  // with it toml++ drops its assertions and assumes what they say

namespace okr::store {
[[noreturn]] void stop_parser();
}
#define TOML_ASSERT(expr) (static_cast<bool>(expr) ? static_cast<void>(0) : ::okr::store::stop_parser())
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_UNRELEASED_FEATURES 1
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include <toml++/toml.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "store/lexis.hpp"
#include "store/toml_tree.hpp"

namespace okr::store {

namespace {

struct ParserStopped : std::exception {};

Place place_of(const toml::source_position& position) { return Place{position.line, position.column}; }

using Entry = std::pair<const toml::key*, const toml::node*>;

bool begins_earlier(const Entry& a, const Entry& b) { return a.first->source().begin < b.first->source().begin; }

Date date_of(const toml::date& date) { return make_date(date.year, date.month, date.day); }

std::int32_t seconds_of(const toml::time& time) { return time.hour * 3600 + time.minute * 60 + time.second; }

}  // namespace

void stop_parser() { throw ParserStopped{}; }

/// Copies toml++'s tables, depth first; the children of one node stand together.
class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, const LineIndex& lines, Tree& tree)
      : text_(text), cursor_(text, lines), tree_(tree) {
    tree_.nodes.reserve(lines.count() + lines.count() / 4 + 1);
    tree_.nodes.emplace_back();
  }

  void build(const toml::table& root) {
    tree_.nodes[0].value_span_ = Span{0, static_cast<std::uint32_t>(text_.size())};
    fill_table(0, root, 0);
  }

 private:
  std::uint32_t reserve_children(std::uint32_t parent, std::size_t count) {
    const auto first = static_cast<std::uint32_t>(tree_.nodes.size());
    tree_.nodes.resize(first + count);
    tree_.nodes[parent].first_child_ = first;
    tree_.nodes[parent].child_count_ = static_cast<std::uint32_t>(count);
    return first;
  }

  void fill_table(std::uint32_t parent, const toml::table& table, std::uint32_t depth) {
    const auto first = reserve_children(parent, table.size());
    const auto base = entries_.size();
    for (auto&& [key, value] : table) entries_.emplace_back(&key, &value);
    const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(base);
    if (!std::is_sorted(begin, entries_.end(), begins_earlier)) std::sort(begin, entries_.end(), begins_earlier);
    for (std::size_t child = 0; child < table.size(); ++child) {
      const auto [key, value] = entries_[base + child];
      const auto index = first + static_cast<std::uint32_t>(child);
      fill_key(tree_.nodes[index], *key);
      fill(index, *value, depth + 1);
    }
    entries_.resize(base);
  }

  void fill_array(std::uint32_t parent, const toml::array& array, std::uint32_t depth) {
    const auto first = reserve_children(parent, array.size());
    for (std::size_t child = 0; child < array.size(); ++child) {
      fill(first + static_cast<std::uint32_t>(child), array[child], depth);
    }
    if (array.empty() || tree_.nodes[first].kind_ != NodeKind::table) return;
    if (tree_.nodes[first].form_ != TableForm::header) return;
    for (std::size_t child = 0; child < array.size(); ++child) {
      tree_.nodes[first + child].form_ = TableForm::array_element;
    }
    tree_.nodes[parent].form_ = TableForm::header;
    tree_.nodes[parent].value_span_ = tree_.nodes[first].value_span_;
  }

  Span span_of(const toml::source_region& region) {
    const auto begin = cursor_.offset(place_of(region.begin));
    return Span{begin, cursor_.offset(place_of(region.end))};
  }

  std::string_view kept(std::string_view decoded, std::string_view written) {
    if (decoded == written) return written;
    if (written.size() >= 2) {
      const auto inside = written.substr(1, written.size() - 2);
      if (decoded == inside) return inside;
    }
    return tree_.decoded.emplace_back(decoded);
  }

  std::string_view written(Span span) const { return text_.substr(span.begin, span.end - span.begin); }

  void fill_key(Node& node, const toml::key& key) {
    node.key_span_ = span_of(key.source());
    node.key_ = kept(key.str(), written(node.key_span_));
  }

  void fill(std::uint32_t index, const toml::node& value, std::uint32_t depth) {
    Node& node = tree_.nodes[index];
    node.value_span_ = span_of(value.source());
    switch (value.type()) {
      case toml::node_type::table:
        fill_form(node, *value.as_table(), depth);
        return fill_table(index, *value.as_table(), depth);
      case toml::node_type::array:
        node.kind_ = NodeKind::array;
        return fill_array(index, *value.as_array(), depth);
      default:
        return fill_scalar(node, value);
    }
  }

  void fill_form(Node& node, const toml::table& table, std::uint32_t depth) {
    node.kind_ = NodeKind::table;
    node.form_ = TableForm::dotted;
    if (table.is_inline())
      node.form_ = TableForm::inline_table;
    else if (text_[node.value_span_.begin] == '[') {
      const auto shape = header_shape(text_, node.value_span_.begin);
      node.form_ = shape.part_count == depth ? TableForm::header : TableForm::implicit;
      if (node.form_ == TableForm::header) node.key_span_ = shape.last_part;
    }
  }

  void fill_scalar(Node& node, const toml::node& value) {
    switch (value.type()) {
      case toml::node_type::string:
        node.kind_ = NodeKind::string;
        node.payload_.text = kept(value.as_string()->get(), written(node.value_span_));
        return;
      case toml::node_type::integer:
        node.kind_ = NodeKind::integer;
        node.payload_.integer = value.as_integer()->get();
        return;
      case toml::node_type::floating_point:
        node.kind_ = NodeKind::number;
        node.payload_.number = value.as_floating_point()->get();
        return;
      case toml::node_type::boolean:
        node.kind_ = NodeKind::boolean;
        node.payload_.boolean = value.as_boolean()->get();
        return;
      default:
        return fill_moment(node, value);
    }
  }

  void fill_moment(Node& node, const toml::node& value) {
    node.payload_.moment = Node::Moment{Date{}, 0};
    if (const auto* date = value.as_date()) {
      node.kind_ = NodeKind::date;
      node.payload_.moment.date = date_of(date->get());
    } else if (const auto* time = value.as_time()) {
      node.kind_ = NodeKind::time;
      node.payload_.moment.second_of_day = seconds_of(time->get());
    } else if (const auto* both = value.as_date_time()) {
      node.kind_ = NodeKind::date_time;
      node.payload_.moment = Node::Moment{date_of(both->get().date), seconds_of(both->get().time)};
    }
  }

  std::string_view text_;
  OffsetCursor cursor_;
  Tree& tree_;
  std::vector<Entry> entries_;
};

std::optional<ParserComplaint> build_tree(std::string_view text, const LineIndex& lines, Tree& tree) {
  try {
    const toml::table root = toml::parse(text);
    TreeBuilder(text, lines, tree).build(root);
    return std::nullopt;
  } catch (const toml::parse_error& error) {
    return ParserComplaint{place_of(error.source().begin), std::string(error.description())};
  } catch (const ParserStopped&) {
    return ParserComplaint{Place{1, 1}, "the parser stopped"};
  }
}

}  // namespace okr::store
