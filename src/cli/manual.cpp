// SPDX-License-Identifier: MIT
// The manual pages okr(1) and okr(5), written from the declarations of commands and fields; and the macros they use.
#include "cli/help.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "cli/version.hpp"
#include "cli/words.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/rule.hpp"
#include "reports/tables/tables.hpp"

namespace okr::cli {
using namespace session;

namespace {

/// "Fl o , Fl Fl output Ar FILE".
std::string option_macros(const Parameter& option) {
  const ParameterDoc& doc = option.doc();
  std::string macros = doc.letter == '\0' ? "" : std::string("Fl ") + doc.letter + " , ";
  macros += "Fl \\-" + std::string(doc.name);
  const std::string value = option.value_name();
  return value.empty() ? macros : macros + " Ar " + mdoc_argument(value);
}

std::string sentence(std::string_view text) {
  const std::string result = capitalised(std::string(text));
  return result.ends_with('.') ? result : result + ".";
}

std::string parameter_text(const Parameter& parameter) {
  const ParameterDoc& doc = parameter.doc();
  std::string text = sentence(doc.help);
  if (!doc.choices.empty() && !doc.metavar.empty()) text += " One of " + parameter.choice_words(", ") + ".";
  if (!doc.goes_with.empty()) text += " With " + join(doc.goes_with, ", ") + ".";
  return doc.repeats && !doc.name.empty() ? text + " May be repeated." : text;
}

void add_options(Mdoc& page, const std::deque<Parameter>& options) {
  for (const Parameter& option : options) {
    page.item_of_macros(option_macros(option)).text(parameter_text(option));
  }
}

void add_parameters(Mdoc& page, const Syntax& syntax) {
  if (syntax.arguments().empty() && syntax.options().empty()) return;
  page.paragraph_break().begin_list();
  for (const Parameter& argument : syntax.arguments()) {
    page.item_of_macros("Ar " + mdoc_argument(argument.label())).text(parameter_text(argument));
  }
  add_options(page, syntax.options());
  page.end_list();
}

std::string example_lines(const Command& command) {
  std::string lines;
  for (const Example& example : command.examples) {
    lines += "# " + std::string(example.what) + "\n" + std::string(example.line) + "\n";
  }
  return lines;
}

void add_command(Mdoc& page, const Command& command) {
  const std::unique_ptr<Invocation> invocation = command.prepare();
  page.subsection(usage_line(command, invocation->syntax()));
  page.text(sentence(command.summary) + (command.alias.empty() ? "" : " Short: " + std::string(command.alias) + "."));
  page.paragraph_break().text(description(command));
  add_parameters(page, invocation->syntax());
  if (!command.exit_1.empty()) page.paragraph_break().text("Exit code 1: " + std::string(command.exit_1) + ".");
  page.paragraph_break().display(example_lines(command));
}

void add_commands(Mdoc& page, CommandTable table) {
  page.section("COMMANDS");
  for (const Command* command : table) {
    if (!is_hidden(*command)) add_command(page, *command);
  }
}

void add_globals(Mdoc& page) {
  Globals globals;
  Syntax syntax;
  declare_globals(syntax, globals);
  page.section("GLOBAL OPTIONS");
  page.text("Every command takes these, before or after its name.");
  page.begin_list();
  add_options(page, syntax.options());
  page.end_list();
}

void add_glossary(Mdoc& page, std::string_view macro, std::span<const GlossaryEntry> entries) {
  page.begin_list();
  for (const GlossaryEntry& entry : entries) {
    page.item_of_macros(std::string(macro) + mdoc_argument(entry.name)).text(sentence(entry.text));
  }
  page.end_list();
}

void add_synopsis(Mdoc& page) {
  page.section("SYNOPSIS");
  page.macros("Nm").macros("Op Ar global options");
  page.macros("Nm").macros("Ar command").macros("Op Ar options").macros("Op Ar arguments");
}

/// The tables of okr export, a list of columns each.
void add_tables(Mdoc& page) {
  for (const reports::DataTable& table : reports::tables_of({}, Date())) {
    page.subsection(fmt::format("{}.csv", table.name));
    page.text(fmt::format("{} Its key: {}.", sentence(table.doc), join(table.key, ", ")));
    page.begin_list({"forecast_high", true});
    for (const reports::TableColumn& column : table.columns)
      page.item_of_macros("Cm " + mdoc_argument(column.name))
          .text(fmt::format("({}) {}", column.type, sentence(column.doc)));
    page.end_list();
  }
}

void add_topic(Mdoc& page, const Topic& topic) {
  const Prose prose = topic.prose();
  if (prose.text.empty()) return;
  page.section(to_upper_ascii(topic.name)).text(prose.text);
  if (prose.placeholder == "tables") add_tables(page);
}

void add_closing(Mdoc& page) {
  add_globals(page);
  page.section("ENVIRONMENT");
  add_glossary(page, "Ev ", environment_variables());
  page.section("FILES");
  add_glossary(page, "Pa ", files());
  page.section("EXIT STATUS");
  add_glossary(page, "", exit_codes());
  page.section("EXAMPLES");
  page.text("A first week:");
  page.display(
      "okr init\nokr new objective ship --title 'People use the tool'\n"
      "okr new kr ship.users --title 'Use it each week' --baseline 0 --target 100\n"
      "okr checkin ship.users=12\nokr status\n");
  for (const Topic& topic : topics()) add_topic(page, topic);
  page.section("SEE ALSO");
  page.reference("git", "1", false).reference("okr", "5", false).reference("okr-tutorial", "7", true);
}

}  // namespace

std::string manual_page(CommandTable table) {
  const std::string os = "okr " + std::string(version);
  Mdoc page({"okr", "1", release_date, os, "objectives, key results and KPIs in plain TOML"});
  add_synopsis(page);
  page.section("DESCRIPTION");
  page.macros("Nm").text(prose("manual.txt").text);
  add_commands(page, table);
  add_closing(page);
  return page.done();
}

// --- okr(5) ----------------------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view fields_mark = "@fields ";

/// What the value looks like, as a sentence; empty where the doc says it.
std::string shape_sentence(const FieldInfo& field) {
  if (!field.words.empty()) return fmt::format(" One of {}.", quoted_words(field.words));
  if (field.shape == Shape::entries || field.shape == Shape::table) return {};
  std::string text = " " + capitalised(std::string(to_string(field.shape)));
  const Domain& domain = field.domain;
  if (domain.only_ends)
    text += ", " + to_string(domain);
  else if (std::isfinite(domain.greatest))
    text += fmt::format(" from {} to {}", shortest(domain.least), shortest(domain.greatest));
  else if (std::isfinite(domain.least))
    text += fmt::format(" from {} on", shortest(domain.least));
  return text + ".";
}

std::string kinds_sentence(const FieldInfo& field) {
  if (field.kinds == every_kind) return {};
  return fmt::format(" Only for {}.", join(words_of_kinds(field.kinds), ", "));
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
      if (record == all.end()) return data_failure(fmt::format("no record is called '{}'", name));
      left_out.erase(name);
      page += field_table(*record);
    } else {
      page += filled_in(line);
    }
  }
  if (left_out.empty()) return page;
  return data_failure(fmt::format("the page leaves out the keys of '{}'", *left_out.begin()),
                      fmt::format("add the line @fields {}@", *left_out.begin()));
}

// --- mdoc ------------------------------------------------------------------------------------------------------------

// Writes mdoc, the macros of manual pages: text goes in as it is, everything that mdoc would obey is escaped here.

namespace {

/// What roff would read becomes the character itself.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '~') {
      result += "\\(ti";
    } else {
      result += c;
    }
  }
  return result;
}

/// Two or three characters that begin with a capital, or punctuation alone, mean something to a macro line.
bool is_callable(std::string_view word) {
  const bool macro =
      word.size() >= 2 && word.size() <= 3 && word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'a' && word[1] <= 'z';
  const bool punctuation = word.size() == 1 && word.find_first_of(".,:;()[]?!|") == 0;
  return macro || punctuation;
}

/// A sentence a line, as manual pages are written, and lines of at most 78 columns.
std::vector<std::string> text_lines(std::string_view text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find_first_of(".!?", begin);
    while (end != std::string_view::npos && text.substr(end + 1, 1) != " ") end = text.find_first_of(".!?", end + 1);
    const std::string_view sentence = text.substr(begin, end == std::string_view::npos ? end : end + 1 - begin);
    for (std::string& part : wrap(trim(sentence), 78)) lines.push_back(std::move(part));
    begin = end == std::string_view::npos ? text.size() : end + 2;
  }
  return lines;
}

}  // namespace

std::string mdoc_text(std::string_view text) {
  std::string result = escaped(text);
  if (!result.empty() && (result.front() == '.' || result.front() == '\'')) result.insert(0, "\\&");
  return result;
}

std::string mdoc_argument(std::string_view text) {
  std::string result;
  for (const char c : escaped(text)) result += c == '"' ? std::string("\\(dq") : std::string(1, c);
  if (is_callable(text)) return "\\&" + result;
  const bool quoted = text.empty() || text.find(' ') != std::string_view::npos;
  return quoted ? '"' + result + '"' : result;
}

Mdoc::Mdoc(const Title& title) {
  line(".Dd " + std::string(title.date));
  line(".Dt " + to_upper_ascii(title.name) + " " + std::string(title.section));
  line(".Os " + std::string(title.os));
  section("NAME");
  line(".Nm " + mdoc_argument(title.name));
  line(".Nd " + mdoc_text(title.about));
}

void Mdoc::line(std::string_view written) {
  text_ += written;
  text_ += '\n';
  after_heading_ = false;
}

void Mdoc::drop_paragraph_break() {
  if (text_.ends_with("\n.Pp\n")) text_.erase(text_.size() - 4);
}

Mdoc& Mdoc::section(std::string_view heading) {
  line(".Sh " + std::string(heading));
  after_heading_ = true;
  return *this;
}

Mdoc& Mdoc::subsection(std::string_view heading) {
  line(".Ss " + std::string(heading));
  after_heading_ = true;
  return *this;
}

Mdoc& Mdoc::paragraph_break() {
  if (!after_heading_) line(".Pp");
  after_heading_ = true;
  return *this;
}

Mdoc& Mdoc::text(std::string_view text) {
  std::string literal;
  const auto end_display = [&] {
    if (!literal.empty()) display(literal);
    literal.clear();
  };
  for (const std::string_view part : split(text, '\n')) {
    if (!part.empty() && part.front() == ' ') {
      literal += std::string(trim(part)) + '\n';
      continue;
    }
    end_display();
    if (part.empty()) paragraph_break();
    for (const std::string& wrapped : text_lines(part)) line(mdoc_text(wrapped));
  }
  end_display();
  return *this;
}

Mdoc& Mdoc::macros(std::string_view line_of_macros) {
  line("." + std::string(line_of_macros));
  return *this;
}

Mdoc& Mdoc::begin_list(const ListStyle& style) {
  drop_paragraph_break();
  line(".Bl -tag -width " + std::string(style.width) + (style.compact ? " -compact" : ""));
  return *this;
}

Mdoc& Mdoc::item(std::string_view plain_tag) {
  line(".It " + mdoc_argument(plain_tag));
  return *this;
}

Mdoc& Mdoc::item_of_macros(std::string_view macros) {
  line(".It " + std::string(macros));
  return *this;
}

Mdoc& Mdoc::end_list() {
  line(".El");
  return *this;
}

Mdoc& Mdoc::display(std::string_view lines) {
  drop_paragraph_break();
  line(".Bd -literal -offset indent");
  for (const std::string_view part : split(lines, '\n')) {
    if (!part.empty()) line(mdoc_text(part));
  }
  line(".Ed");
  return *this;
}

Mdoc& Mdoc::reference(std::string_view name, std::string_view section, bool last) {
  line(".Xr " + std::string(name) + " " + std::string(section) + (last ? "" : " ,"));
  return *this;
}

}  // namespace okr::cli
