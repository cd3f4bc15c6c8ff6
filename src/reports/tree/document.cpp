// SPDX-License-Identifier: MIT
// `okr tree`: branches with names and titles in the first column; a title is cut before a name.
#include <fmt/core.h>

#include "reports/show/words.hpp"
#include "reports/status/words.hpp"
#include "reports/views.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

std::string title_of(const TreeNode& node) {
  if (node.missing) return "not found";
  if (node.found.kpi) return node.found.kpi->title;
  if (node.found.key_result) return node.found.key_result->title;
  return node.found.objective ? node.found.objective->title : std::string();
}

/// A key result below its objective by its own name, everything else in full.
std::string name_of(const TreeNode& node) {
  if (node.key_result && !node.bond) return node.key_result->id.name;
  return node.id;
}

/// "fed by", "depends on"; nothing where the branch says it.
std::string bond_text(const TreeNode& node) {
  if (!node.bond || *node.bond == Bond::child) return {};
  return std::string(words_of(*node.bond)) + " ";
}

Text value_of(const TreeNode& node, int scale) {
  if (node.objective) return Text(node.objective->score ? score_text(node.objective->shown, scale) : std::string("-"));
  if (node.key_result) return Text(percent_text(node.key_result->progress));
  if (node.kpi && node.kpi->value()) return Text(with_unit(*node.kpi->value(), node.found.kpi->unit));
  return {};
}

Text status_of(const TreeNode& node) {
  if (node.objective) return standing_text(node.objective->status, node.objective->verdict);
  if (node.key_result) return standing_text(node.key_result->status(), node.key_result->verdict);
  if (node.kpi) return Text(std::string(words_of(node.kpi->status)), style_of(node.kpi->status));
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
    table_.record_name = "id";
    table_.caption = "who is aligned to whom";
    table_.columns = {
        {.name = "branch", .min_width = 30, .shrink = 1}, {.name = "value", .align = Align::right}, {.name = "status"}};
  }

  /// `above`: the lines that run past this node on its left.
  void add(const TreeNode& node, const std::string& above, const std::string& branch) {
    Text first(above + branch, Style::dim);
    first += Text(bond_text(node), Style::dim) + Text(name_of(node), Style::id);
    if (const std::string remark = remark_of(node); !remark.empty()) first += Text("  " + remark);
    if (const std::string title = title_of(node); !title.empty()) first += Text("  " + title);
    table_.add_record(node.id, {Cell(std::move(first)), Cell(value_of(node, scale_)), Cell(status_of(node))});
    const bool is_root = branch.empty();
    const std::string beside = is_root ? above : above + (branch == last_branch ? "   " : "│  ");
    for (std::size_t i = 0; i < node.branches.size(); ++i)
      add(node.branches[i], beside, i + 1 == node.branches.size() ? last_branch : inner_branch);
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
  for (const TreeNode& node : nodes) drawing.add(node, "", "");
  return std::move(drawing).table();
}

std::string kind_of(const TreeNode& node) {
  if (node.found.kpi) return "kpi";
  return node.found.key_result ? "key_result" : node.found.objective ? "objective" : "missing";
}

void add_rows(Records& records, const TreeNode& node, const std::string& parent, std::int64_t depth) {
  const auto number = [&]() -> Value {
    if (node.objective) return node.objective->score ? Value(node.objective->score->value()) : Value();
    if (node.key_result) return node.key_result->progress ? Value(node.key_result->progress->value()) : Value();
    return node.kpi && node.kpi->value() ? Value(*node.kpi->value()) : Value();
  };
  records.rows.push_back({node.id, parent, depth,
                          node.bond ? machine_word(words_of(*node.bond)) : std::string(depth == 0 ? "" : "key_result"),
                          kind_of(node), title_of(node), number(), machine_word(status_of(node).letters()),
                          node.risky});
  for (const TreeNode& branch : node.branches) add_rows(records, branch, node.id, depth + 1);
}

JsonValue node_object(const Workspace& workspace, const TreeNode& node) {
  JsonValue json = JsonValue::object();
  json.set("id", node.id)
      .set("record", kind_of(node))
      .set("title", node.missing ? JsonValue() : JsonValue(title_of(node)));
  json.set("bond", node.bond ? JsonValue(machine_word(words_of(*node.bond))) : JsonValue());
  json.set("score", node.objective && node.objective->score ? JsonValue(node.objective->score->value()) : JsonValue());
  json.set("progress",
           node.key_result && node.key_result->progress ? JsonValue(node.key_result->progress->value()) : JsonValue());
  json.set("value", node.kpi          ? JsonValue(node.kpi->value())
                    : node.key_result ? JsonValue(node.key_result->value())
                                      : JsonValue());
  json.set("status", node.missing ? JsonValue() : JsonValue(machine_word(status_of(node).letters())));
  json.set("shown_above", node.shown_above).set("risky", node.risky);
  return json.set("branches", JsonValue::array_of(node.branches, [&](const TreeNode& branch) {
                    return node_object(workspace, branch);
                  }));
}

}  // namespace

Document tree_document(const Tree& tree) {
  const int scale = tree.workspace->settings.scoring.scale;
  Document document;
  bool complete = true;
  for (const Cycle& cycle : tree.workspace->cycles) {
    add_unread(document, cycle);
    complete = complete && !cycle.incomplete;
  }
  if (reports::is_bare_cycle(tree))
    document.add(Paragraph{.text = Text(no_objective_text(*tree.cycle, scale))});
  else if (complete && tree.roots.empty() && tree.orphans.empty())
    document.add(Paragraph{.text = Text("No objective runs.")});
  if (!tree.roots.empty()) document.add(drawn(tree.roots, scale));
  if (!tree.orphans.empty()) {
    document.add(Space{});
    document.add(Heading{.text = Text("ALIGNED TO NOTHING")});
    document.add(drawn(tree.orphans, scale));
  }
  if (!tree.loose_kpis.empty()) {
    document.add(Space{});
    document.add(Heading{.text = Text("KPIs THAT NO OBJECTIVE USES")});
    document.add(drawn(tree.loose_kpis, scale));
  }
  return document;
}

Records tree_records(const Tree& tree) {
  Records records{{"id", "parent", "depth", "bond", "record", "title", "number", "status", "risky"}, {}};
  for (const auto* nodes : {&tree.roots, &tree.orphans, &tree.loose_kpis})
    for (const TreeNode& node : *nodes) add_rows(records, node, "", 0);
  if (tree.cycle && is_bare_score(*tree.cycle))
    records.rows.push_back({tree.cycle->cycle->id.text, std::string(), std::int64_t{0}, std::string(),
                            std::string("cycle"), tree.cycle->cycle->title, tree.cycle->score->value(),
                            machine_word(words_of(PaceStatus::ended)), false});
  return records;
}

JsonValue tree_json(const Tree& tree) {
  const auto nodes = [&](const std::vector<TreeNode>& list) {
    return JsonValue::array_of(list, [&](const TreeNode& node) { return node_object(*tree.workspace, node); });
  };
  JsonValue json = report_object("tree", tree.as_of);
  json.set("roots", nodes(tree.roots)).set("orphans", nodes(tree.orphans)).set("loose_kpis", nodes(tree.loose_kpis));
  return json.set("diagnostics", diagnostics_array(*tree.workspace));
}

}  // namespace okr::reports
