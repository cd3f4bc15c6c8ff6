// SPDX-License-Identifier: MIT
// okr help: the pages that a person reads before the manual.
#include "cli/help.hpp"

#include <fmt/core.h>
#include <optional>
#include <string>

#include "cli/commands/table.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/rule.hpp"
#include "reports/keys.hpp"
#include "reports/tables/tables.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct HelpOptions {
  std::optional<std::string> word;
};

void declare_help(Syntax& syntax, HelpOptions& options) {
  syntax.argument(options.word, "COMMAND|TOPIC", "what to explain; without it, everything there is")
      .completes(Completes::command);
}

std::string glossary_page(std::span<const GlossaryEntry> entries, std::size_t column, const HelpStyle& style) {
  Page page(style);
  for (const GlossaryEntry& entry : entries) page.row("  " + std::string(entry.name), entry.text, column);
  return page.done();
}

std::string errors_page() {
  std::string text;
  for (const Rule& rule : rules())
    text += fmt::format("{}  {} {}\n", rule.name, pad_right(to_string(rule.severity), 8), rule.title);
  return text + "\nokr explain CODE says why, with an example that is reported and one that is not.\n";
}

constexpr std::size_t key_column = 26, doc_column = 42;

void add_key(Page& page, const std::string& name, std::string_view type, std::string_view doc) {
  page.row(pad_right("  " + name + " ", key_column) + std::string(type), doc, doc_column);
}

void add_object(Page& page, const reports::JsonObject& object) {
  page.heading(fmt::format("{}: {}", object.name, reports::description_of(object)));
  for (const reports::JsonKey& key : object.keys)
    add_key(page, std::string(key.name), key.type, key.doc + (key.is_always ? "" : " (not always)"));
}

/// The first columns of tsv and csv and every object of the JSON reports, from the tables that the reports are made
/// from.
void add_keys_of_reports(Page& page) {
  add_object(page, reports::row_object());
  for (const reports::JsonObject& object : reports::json_objects()) add_object(page, object);
}

/// The tables of okr export and their columns, from the tables that they are made from.
void add_tables(Page& page) {
  for (const reports::DataTable& table : reports::tables_of({}, Date())) {
    page.heading(fmt::format("{}: {}", table.name, table.doc));
    for (const reports::TableColumn& column : table.columns) {
      const bool is_key = contains(table.key, column.name);
      add_key(page, std::string(column.name) + (is_key ? " *" : ""), column.type, column.doc);
    }
  }
}

/// The text, and what its placeholder stands for.
std::string topic_page(const Topic& topic, const HelpStyle& style) {
  const Prose prose = topic.prose();
  if (prose.placeholder == "errors") return errors_page();
  if (prose.placeholder == "exit-codes") return glossary_page(exit_codes(), 7, style);
  if (prose.placeholder == "environment") return glossary_page(environment_variables(), 31, style);
  Page page(style);
  page.text(prose.text);
  if (prose.placeholder == "keys") add_keys_of_reports(page);
  if (prose.placeholder == "tables") add_tables(page);
  return page.done();
}

Error unknown_word(const std::string& word) {
  std::vector<std::string_view> names;
  for (const Command* command : commands()) {
    if (!is_hidden(*command)) names.push_back(command->name);
  }
  for (const Topic& topic : topics()) names.push_back(topic.name);
  std::optional<std::string> near = nearest(word, names);
  if (near) near->insert(0, "okr help ");
  return {ErrorKind::usage, "no help on '" + word + "'",
          did_you_mean_first(near, "okr help lists commands and topics")};
}

Result<int> run_help(Context& context, const HelpOptions& options) {
  const HelpStyle style{context.screen().width, context.screen().color};
  if (!options.word) {
    context.print(full_page(commands(), style));
  } else if (const Command* command = find_command(commands(), *options.word)) {
    context.print(command_page(*command, style));
  } else if (const Topic* topic = find_topic(*options.word)) {
    context.print(topic_page(*topic, style));
  } else {
    return tl::unexpected(unknown_word(*options.word));
  }
  return 0;
}

constexpr Example help_examples[] = {
    {"okr help", "every command, the global options, the topics"},
    {"okr help checkin", "one command, as okr checkin --help"},
    {"okr help dates", "a topic"},
};

}  // namespace

constinit const Command help_command{
    .name = "help",
    .group = Group::more,
    .summary = "explain a command or a topic",
    .examples = help_examples,
    .prepare = prepared<HelpOptions, declare_help, run_help>,
};

}  // namespace okr::cli
