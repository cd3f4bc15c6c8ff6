// SPDX-License-Identifier: MIT
// `okr tree`: branches with names and titles in the first column; a title is cut before a name.

#include "reports/cycle_words.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/pages.hpp"
#include "reports/show/detail.hpp"
#include "reports/tree/tree.hpp"
#include "reports/words.hpp"

namespace okr::reports {

std::string title_of(const TreeNode& node) {
  if (node.missing) return "not found";
  if (node.found.kpi) return node.found.kpi->title;
  if (node.found.key_result) return node.found.key_result->title;
  return node.found.objective ? node.found.objective->title : std::string();
}

namespace {

Text status_of(const TreeNode& node) {
  if (node.objective) return standing_text(node.objective->status, node.objective->verdict);
  if (node.key_result) return standing_text(node.key_result->status(), node.key_result->verdict);
  if (node.kpi) return Text(word(node.kpi->status), style_of(node.kpi->status));
  return {};
}

/// A key result below its objective by its own name, everything else in full.
std::string name_of(const TreeNode& node) {
  if (node.key_result && !node.bond) return node.key_result->id.name;
  return node.id;
}

/// "fed by", "depends on"; nothing where the branch says it.
std::string bond_text(const TreeNode& node) {
  if (!node.bond || *node.bond == Bond::child) return {};
  return std::string(word(*node.bond)) + " ";
}

Text value_of(const TreeNode& node, int scale) {
  if (node.objective) return Text(node.objective->score ? score_text(node.objective->shown, scale) : std::string("-"));
  if (node.key_result) return Text(percent_text(node.key_result->progress));
  if (node.kpi && node.kpi->value()) return Text(value_with_unit(*node.kpi));
  return {};
}

std::string remark_of(const TreeNode& node) {
  if (node.shown_above) return "(its branch stands above)";
  return node.risky ? "(risky)" : "";
}

class Drawing {
 public:
  explicit Drawing(int scale) : scale_(scale) {
    table_.header = false;
    table_.nested = true;
    table_.record_name = "id";
    table_.caption = "who is aligned to whom";
    table_.columns = {{.name = "branch", .min_width = 30, .shrink = 1},
                      {.name = "value", .align = Align::right},
                      {.name = "status"},
                      {.name = "below", .drop = 1}};
  }

  struct Parent {
    std::string id;
    std::size_t depth = 0;  ///< of the nodes below it
  };

  /// `above`: the lines that run past this node on its left.
  void add(const TreeNode& node, const std::string& above, const std::string& branch, const Parent& parent) {
    Text first = where_drawn(Text(above + branch, Style::dim));
    std::string words = remark_of(node);
    if (const std::string title = title_of(node); !title.empty()) words += (words.empty() ? "" : "  ") + title;
    first += Text(bond_text(node), Style::dim) + where_drawn(Text(name_of(node), Style::id));
    if (!words.empty()) first += where_drawn("  ") + Text(words);
    table_.add_record(node.id,
                      {std::move(first), value_of(node, scale_), status_of(node), in_plain_words(Text(parent.id))},
                      parent.depth);
    const bool is_root = branch.empty();
    const std::string beside = is_root ? above : above + (branch == last_branch ? "   " : "│  ");
    for (std::size_t i = 0; i < node.branches.size(); ++i)
      add(node.branches[i], beside, i + 1 == node.branches.size() ? last_branch : inner_branch,
          {node.id, parent.depth + 1});
  }

  Table table() && { return std::move(table_); }

 private:
  static constexpr const char* last_branch = "└─ ";
  static constexpr const char* inner_branch = "├─ ";

  int scale_;
  Table table_;
};

Table drawn(const std::vector<TreeNode>& nodes, int scale) {
  Drawing drawing(scale);
  for (const TreeNode& node : nodes) drawing.add(node, "", "", {});
  return std::move(drawing).table();
}

}  // namespace

Document document_of(const Tree& tree) {
  const int scale = tree.workspace->settings.scoring.scale;
  Document document;
  document.add(
      Heading{.level = 1, .text = on_page("Goals and what they serve"), .right = on_page(long_day_text(tree.as_of))});
  bool complete = true;
  for (const Cycle& cycle : tree.workspace->cycles) {
    add_unread(document, cycle);
    complete = complete && !cycle.incomplete;
  }
  if (reports::is_bare_cycle(tree))
    document.add(Paragraph{.text = no_objective_text(*tree.cycle, scale)});
  else if (complete && tree.roots.empty() && tree.orphans.empty())
    document.add(Paragraph{.text = "No objective runs."});
  if (!tree.roots.empty()) document.add(drawn(tree.roots, scale));
  if (!tree.orphans.empty()) {
    document.add(Space{}).add(Heading{.text = "ALIGNED TO NOTHING"});
    document.add(drawn(tree.orphans, scale));
  }
  if (!tree.loose_kpis.empty()) {
    document.add(Space{}).add(Heading{.text = "KPIs THAT NO OBJECTIVE USES"});
    document.add(drawn(tree.loose_kpis, scale));
  }
  if (!tree.roots.empty() || !tree.orphans.empty())
    add_legend(document, {Sign::tree, Sign::score, Sign::status}, tree.workspace->settings.scoring);
  return document;
}

}  // namespace okr::reports
