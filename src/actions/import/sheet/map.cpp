// SPDX-License-Identifier: MIT
// Maps from the columns of another tool to okr's words, built in or from a file; and the import of a whole sheet.
#include "actions/import/sheet/sheet.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <tuple>
#include <variant>

#include "actions/import/draft.hpp"
#include "actions/import/opening.hpp"
#include "draw/embedded.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "okr/store/toml_text.hpp"
#include "session/present.hpp"

namespace okr::actions {
using namespace session;

namespace {

/// One of our words for a column.
struct SheetColumn {
  std::string_view word;  ///< "key-result"
  std::string_view doc;
};

/// All columns that a map may name, in the order of the manual.
constexpr auto columns = std::to_array<SheetColumn>({
    {"cycle", "which cycle the row is of"},
    {"year", "the year of a cycle that does not say it: Q3"},
    {"row-type", "whether the row is an objective or a key result"},
    {"row-id", "the row's number, which others name as their parent"},
    {"parent", "row-id or title of the objective that a row is below"},
    {"title", "the title of the row's record, where row-type is given"},
    {"objective", "the title of the objective"},
    {"key-result", "the title of the key result; {n}: a column for each"},
    {"owner", "who answers for the record of the row"},
    {"objective-owner", "who answers for the objective, in a key result's row"},
    {"team", "the objective's team"},
    {"level", "individual, team, department or company"},
    {"type", "the objective's type: committed, aspirational, learning"},
    {"why", "what the record of the row is for"},
    {"kind", "the kind of the key result"},
    {"baseline", "the value at the start"},
    {"target", "the value to reach"},
    {"stretch", "the value beyond the target"},
    {"min", "the least value to hold"},
    {"max", "the greatest value to hold"},
    {"value", "the value so far"},
    {"progress", "how much of it is done, of a key result without values"},
    {"date", "the day of the value; else that of the import"},
    {"confidence", "how sure one is"},
    {"note", "what was said with the value"},
    {"unit", "the unit of its values"},
    {"weight", "the weight of the record of the row"},
    {"state", "what became of the record of the row"},
    {"start", "the first day"},
    {"due", "the last day"},
    {"tags", "its tags"},
    {"links", "its links"},
    {"score", "the score by hand, 0 to 1, of a cycle that is over"},
});

using store::PlainValue;

std::string text_of(const PlainValue& value) {
  if (const auto* text = std::get_if<std::string>(&value.of)) return *text;
  if (const auto* number = std::get_if<double>(&value.of)) return shortest(*number);
  if (const auto* truth = std::get_if<bool>(&value.of)) return *truth ? "true" : "false";
  return {};
}

std::vector<std::string> texts_of(const PlainValue& value) {
  std::vector<std::string> texts;
  if (const auto* list = std::get_if<std::vector<PlainValue>>(&value.of))
    for (const PlainValue& element : *list) texts.push_back(text_of(element));
  else
    texts.push_back(text_of(value));
  std::erase(texts, std::string());
  return texts;
}

std::vector<std::string> lower_texts_of(const PlainValue& value) {
  std::vector<std::string> texts = texts_of(value);
  for (std::string& text : texts) text = to_lower_ascii(trim(text));
  return texts;
}

std::vector<std::string_view> column_words() {
  std::vector<std::string_view> words;
  for (const SheetColumn& column : columns) words.push_back(column.word);
  return words;
}

using Text = std::string SheetMap::*;
using Words = std::vector<std::string> SheetMap::*;
using Truth = bool SheetMap::*;

/// A key of a map, and where its value goes; of `progress` nowhere, it is one of two numbers.
struct MapKey {
  std::string_view section, key, doc;
  std::variant<std::monostate, Text, Words, Truth> place;
};

constexpr auto map_keys = std::to_array<MapKey>({
    {"cells", "delimiter", "what parts them", &SheetMap::delimiter},
    {"cells", "decimal", "the decimal mark", &SheetMap::decimal},
    {"cells", "thousands", "what groups thousands", &SheetMap::thousands},
    {"cells", "date-format", "how days are written: %d.%m.%Y", &SheetMap::date_format},
    {"cells", "lists", "each of these characters parts the names of a cell", &SheetMap::lists},
    {"cells", "empty", "words that stand for nothing", &SheetMap::empty},
    {"cells", "progress", "what all of it is: 100 or 1", {}},
    {"rows", "objective", "row-type of an objective", &SheetMap::objective_rows},
    {"rows", "key-result", "row-type of a key result", &SheetMap::key_result_rows},
    {"rows", "left-out", "row-type of what is left out", &SheetMap::left_out_rows},
    {"rows", "above", "a row that names no objective is of the one above", &SheetMap::above},
    {"rows", "by-parent", "a row that others name as parent, or without one, is an objective", &SheetMap::by_parent},
    {"rows", "alone", "an objective that nothing stands below is its own key result", &SheetMap::alone},
    {"json", "records", "where the list of records is: data.items", &SheetMap::json_records},
    {"json", "key-results", "where each record has the list of its key results", &SheetMap::json_key_results},
});

std::vector<std::string_view> keys_of(std::string_view section) {
  std::vector<std::string_view> keys;
  for (const MapKey& key : map_keys)
    if (key.section == section) keys.push_back(key.key);
  return keys;
}

/// How the lines of a section are written whose keys are free.
struct SectionForm {
  std::string_view section;
  std::size_t depth;  ///< of the path to a value
  bool takes_lists;
  std::string_view heading, line;
};

constexpr auto section_forms = std::to_array<SectionForm>({
    {"columns", 2, true, "columns", "our word and the header: objective = \"Goal\""},
    {"cells", 2, true, "cells", "how cells are written: decimal = \",\""},
    {"rows", 2, true, "rows", "which rows are what: above = true"},
    {"words", 3, false, "words.state", "the sheet's word and ours: \"late\" = \"active\""},
    {"units", 2, false, "units", "the sheet's word and the unit: \"euro\" = \"€\""},
    {"cycles", 2, false, "cycles", "the sheet's name and the cycle: \"Spring\" = \"2026-Q2\""},
    {"always", 2, false, "always", "our word and what holds: type = \"committed\""},
    {"json", 2, false, "json", "where the lists are: records = \"data\""},
});

/// Puts the keys of a map into it, one after the other.
class MapReader {
 public:
  MapReader(const std::string& name, std::string_view text) : text_(text) { map_.name = name; }

  Result<SheetMap> whole() {
    for (const store::ValueChange& value : store::changed_values("", text_))
      if (value.after) TRY(take(value.path, *value.after));
    TRY(check_cells());
    if (map_.columns.empty())
      return usage_failure(fmt::format("{} names no column", shown()),
                           "below [columns] write our word and the header: objective = \"Goal\"");
    return std::move(map_);
  }

 private:
  using Path = std::vector<std::string>;

  std::string shown() const { return safe_for_terminal(map_.name); }

  tl::unexpected<Error> fault(const Path& path, std::string what, std::string hint) const {
    const store::TextPlace place = store::place_of_key(text_, path);
    return tl::unexpected(
        error_in(map_.name, {place.line, place.column}, {ErrorKind::usage, std::move(what), std::move(hint)}));
  }

  Status take(const Path& path, const PlainValue& value) {
    if (path.size() == 1 && path[0] == "title") {
      map_.title = text_of(value);
      return {};
    }
    TRY(check_form(path, value));
    const std::string section = path.size() == 2 ? path[0] : std::string();
    if (section == "columns") return take_column(path, value);
    if (section == "cycles") return take_cycle(path, value);
    if (section == "units") return put(map_.units, path[1], value);
    if (section == "always") {
      TRY(check_column(path));
      TRY(check_word(path, text_of(value)));
      map_.always[path[1]] = text_of(value);
      return {};
    }
    if (!keys_of(section).empty()) return take_key(path, value);
    if (path.size() == 3 && path[0] == "words") {
      TRY(check_column(path));
      TRY(check_word(path, text_of(value)));
      return put(map_.words[path[1]], path[2], value);
    }
    return unknown(path, 1, {"title", "columns", "cells", "rows", "words", "units", "cycles", "always", "json"});
  }

  /// Each section is a table as its line in the manual shows it.
  Status check_form(const Path& path, const PlainValue& value) const {
    const auto form = std::ranges::find(section_forms, path[0], &SectionForm::section);
    if (form == section_forms.end()) return {};
    const bool is_list = std::holds_alternative<std::vector<PlainValue>>(value.of);
    if (path.size() == form->depth && (form->takes_lists || !is_list)) return {};
    return fault(path, fmt::format("'{}' is not written so in a map", safe_for_terminal(join(path, "."))),
                 fmt::format("below [{}] write {}", form->heading, form->line));
  }

  /// Whether there is such a cycle shows with the workspace; then the place is said.
  Status take_cycle(const Path& path, const PlainValue& value) {
    if (trim(text_of(value)).empty() || std::holds_alternative<bool>(value.of))
      return fault(path, fmt::format("'{}' below [cycles] names no cycle", safe_for_terminal(path[1])),
                   fmt::format("\"{}\" = \"2026-Q3\" says which it is", safe_for_terminal(path[1])));
    const store::TextPlace place = store::place_of_key(text_, path);
    map_.cycle_lines[to_lower_ascii(trim(path[1]))] = place.line;
    return put(map_.cycles, path[1], value);
  }

  /// `said` are the first keys of the path, the last of which is not known.
  tl::unexpected<Error> unknown(const Path& path, std::size_t said, std::vector<std::string_view> known) const {
    const Path front(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(said));
    const auto near = nearest(front.back(), known);
    std::vector<std::string> names(known.begin(), known.end());
    return fault(path, fmt::format("a map has no '{}'", safe_for_terminal(join(front, "."))),
                 did_you_mean(near, fmt::format("it has {}", listed(names))));
  }

  Status check_column(const Path& path) const {
    if (contains(columns, path[1], &SheetColumn::word)) return {};
    return unknown(path, 2, column_words());
  }

  /// What a cell stands for is one of our words, where there are such; empty: nothing.
  Status check_word(const Path& path, const std::string& value) const {
    const auto known = own_words(path[1]);
    if (value.empty() || known.empty() || contains(known, value)) return {};
    return fault(path, fmt::format("'{}' is no {}", safe_for_terminal(value), path[1]),
                 fmt::format("it is one of {}", listed(std::vector<std::string>(known.begin(), known.end()))));
  }

  /// How cells are written, key by key.
  Status check_cells() const {
    if (const std::string decimal = map_.decimal.empty() ? "." : map_.decimal; map_.thousands == decimal)
      return fault({"cells", "thousands"},
                   fmt::format("thousands and decimal are both '{}'{}", decimal,
                               map_.decimal.empty() ? ", which decimal is where it is not said" : ""),
                   fmt::format("decimal = \"{}\" is what goes with it", decimal == "," ? '.' : ','));
    CellForm form;
    const auto cells = std::to_array<std::tuple<std::string, std::string, std::optional<std::string> CellForm::*>>(
        {{"delimiter", map_.delimiter, &CellForm::delimiter},
         {"decimal", map_.decimal, &CellForm::decimal},
         {"thousands", map_.thousands, &CellForm::thousands},
         {"date-format", map_.date_format, &CellForm::date_format}});
    for (const auto& [key, value, place] : cells) {
      if (value.empty()) continue;
      form.*place = value;
      if (const auto read = csv_form(form, {}, ""); !read)
        return fault({"cells", key}, read.error().what, read.error().hint);
    }
    return {};
  }

  static Status put(CellWords& words, const std::string& word, const PlainValue& value) {
    words[to_lower_ascii(trim(word))] = text_of(value);
    return {};
  }

  Status take_column(const Path& path, const PlainValue& value) {
    TRY(check_column(path));
    map_.columns[path[1]] = texts_of(value);
    return {};
  }

  Status take_key(const Path& path, const PlainValue& value) {
    const auto known =
        std::ranges::find_if(map_keys, [&](const MapKey& key) { return key.section == path[0] && key.key == path[1]; });
    if (known == map_keys.end()) return unknown(path, 2, keys_of(path[0]));
    if (const auto* text = std::get_if<Text>(&known->place))
      map_.** text = text_of(value);
    else if (const auto* words = std::get_if<Words>(&known->place))
      map_.** words = lower_texts_of(value);
    else if (const auto* truth = std::get_if<Truth>(&known->place))
      return take_truth(path, value, map_.**truth);
    else
      return take_whole_progress(path, text_of(value));
    return {};
  }

  Status take_truth(const Path& path, const PlainValue& value, bool& place) const {
    const auto* truth = std::get_if<bool>(&value.of);
    if (!truth) return fault(path, fmt::format("{} is true or false", path[1]), fmt::format("{} = true", path[1]));
    place = *truth;
    return {};
  }

  Status take_whole_progress(const Path& path, const std::string& text) {
    if (text != "1" && text != "100")
      return fault(path, fmt::format("progress of all of it is 1 or 100, not {}", safe_for_terminal(text)), "");
    map_.whole_progress = text == "1" ? 1 : 100;
    return {};
  }

  SheetMap map_;
  std::string text_;
};

constexpr std::string_view folder = "text/maps/", ending = ".toml";

}  // namespace

std::span<const std::string> SheetMap::headers(std::string_view word) const {
  const auto found = columns.find(word);
  return found == columns.end() ? std::span<const std::string>() : std::span<const std::string>(found->second);
}

Result<SheetMap> read_sheet_map(const std::string& name, std::string_view text) {
  for (const Diagnostic& fault : store::check_text(std::string(text)))
    if (is_unreadable(fault.code))
      return tl::unexpected(
          error_in(name, {fault.place.line, fault.place.column}, {ErrorKind::usage, fault.message, fault.mend}));
  return MapReader(name, text).whole();
}

std::vector<std::string_view> own_sheet_maps() {
  std::vector<std::string_view> names;
  for (const draw::EmbeddedFile& file : draw::embedded_files())
    if (file.path.starts_with(folder) && file.path.ends_with(ending))
      names.push_back(file.path.substr(folder.size(), file.path.size() - folder.size() - ending.size()));
  return names;
}

Result<std::string_view> own_sheet_map(std::string_view name) {
  const std::vector<std::string_view> names = own_sheet_maps();
  if (contains(names, name)) return draw::embedded_text(fmt::format("maps/{}{}", name, ending));
  return usage_failure(fmt::format("no map '{}'", safe_for_terminal(name)),
                       did_you_mean(nearest(name, names),
                                    "`okr import --show-map` lists them; a file of your own is named "
                                    "with its ending: ./my.toml"));
}

// --- the whole sheet -------------------------------------------------------------------------------------------------

namespace {

std::optional<std::string> said(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

/// What the options say, else the map.
Result<CsvForm> form_of(const ImportOptions& options, const SheetMap& map, FiscalYear fiscal_year) {
  const CellForm by_map{said(map.delimiter), said(map.decimal), said(map.thousands), said(map.date_format)};
  CellForm form = cell_form(options);
  const bool marks_are_said = form.decimal || form.thousands;  // those of the map go together
  if (!form.delimiter) form.delimiter = by_map.delimiter;
  if (!form.date_format) form.date_format = by_map.date_format;
  if (!marks_are_said) {
    form.decimal = by_map.decimal;
    form.thousands = by_map.thousands;
  }
  return csv_form(form, fiscal_year, "--");
}

/// A sheet has no columns to be named: its map does that.
Status check_options(const ImportOptions& options) {
  if (options.markdown)
    return usage_failure("--map and --markdown contradict each other", "Markdown has no columns to be named");
  const auto option = option_of_readings(options);
  if (!option) return {};
  return usage_failure(
      fmt::format("--map and {} contradict each other", *option),
      fmt::format("{} is for the readings of a KPI; the map names the columns of a sheet of OKRs", *option));
}

bool is_json(const ImportOptions& options, std::string_view text) {
  if (options.file && options.file->ends_with(".json")) return true;
  const std::string_view begin = trim(text);
  return begin.starts_with('{') || begin.starts_with("[{");
}

Result<SheetTable> table_of(const ImportOptions& options, const SheetMap& map, const CsvForm& form,
                            const std::string& text) {
  if (!is_json(options, text)) return table_of_csv(options.name(), text, csv_layout(options, form));
  if (options.delimiter || options.skip > 0)
    return usage_failure(fmt::format("import of JSON takes no {}", options.skip > 0 ? "--skip" : "--delimiter"),
                         "it is for the lines of a CSV; leave it out");
  return table_of_json(options.name(), text, map.json_records, map.json_key_results);
}

std::string maps_text(const Context& context) {
  draw::Table table = draw::list_table("map", {{.name = "name"}, {.name = "title"}});
  for (const std::string_view name : own_sheet_maps()) {
    const auto text = own_sheet_map(name);
    const auto map = text ? read_sheet_map(std::string(name), *text) : Result<SheetMap>(SheetMap{});
    table.add_record(std::string(name),
                     {draw::Cell(std::string(name), draw::Style::id), draw::Cell(map ? map->title : std::string())});
  }
  draw::Document document;
  document.add(std::move(table));
  return drawn(context, document);
}

/// What --map says: the name of an own map, or a file (with a point or a slash in its name). Errors: usage,
/// environment.
Result<SheetMap> sheet_map_called(const Context& context, const std::string& typed) {
  if (typed.find_first_of("./") == std::string::npos) {
    TRY_ASSIGN(const auto text, own_sheet_map(typed));
    return read_sheet_map(typed, text);
  }
  TRY_ASSIGN(const auto text, store::read_named_file(context.path(typed)));
  return read_sheet_map(typed, text);
}

/// Words of a map and what they mean, below a line that says of what part of it they are.
std::string words_text(const Context& context, std::string_view heading, const std::vector<SheetColumn>& words) {
  draw::Table table = draw::list_table("word", {{.name = "word"}, {.name = "doc"}}, 2);
  for (const auto& [word, doc] : words)
    table.add_record(std::string(word), {draw::Cell(std::string(word), draw::Style::id), draw::Cell(std::string(doc))});
  draw::Document document;
  document.add(std::move(table));
  return fmt::format("\n{}:\n{}", heading, drawn(context, document));
}

std::string map_words_text(const Context& context) {
  std::string text =
      words_text(context, "What [columns] of a map can name", std::vector(columns.begin(), columns.end()));
  std::vector<SheetColumn> others;
  for (const SectionForm& form : section_forms) {
    std::vector<SheetColumn> keys;
    for (const MapKey& key : map_keys)
      if (key.section == form.section) keys.push_back({key.key, key.doc});
    if (!keys.empty()) text += words_text(context, fmt::format("What [{}] can say", form.section), keys);
    if (keys.empty() && form.section != "columns") others.push_back({form.heading, form.line});
  }
  return text + words_text(context, "What the others say, a line a word", others);
}

}  // namespace

Result<int> import_sheet(Context& context, const ImportOptions& options) {
  TRY(check_options(options));
  TRY_ASSIGN(const auto map, sheet_map_called(context, *options.map));
  TRY_ASSIGN(const auto workspace, open_everything(context));
  TRY_ASSIGN(auto cycle, cycle_to_import(context, workspace));
  TRY_ASSIGN(const auto form, form_of(options, map, workspace.fiscal_start()));
  Draft draft;
  draft.is_sheet = true;
  draft.name = options.name();
  TRY_ASSIGN(auto text, text_to_import(context, options));
  draft.text = LinedText(std::move(text));
  TRY_ASSIGN(const auto table, table_of(options, map, form, draft.text.whole()));
  TRY_ASSIGN(const auto read, draft_of_sheet({workspace, std::move(cycle)}, map, form, table, std::move(draft)));
  TRY(write_draft(context, read, {options.source, options.skip_bad, options.replace, options.git_commit}));
  return 0;
}

Result<int> show_map(Context& context, const ImportOptions& options) {
  if (options.map)
    return usage_failure("--map and --show-map exclude each other",
                         fmt::format("okr import --show-map {}", shell_word(*options.map)));
  if (context.speaks_json()) return usage_failure("--show-map takes no --json", "a map is TOML, and so it is printed");
  if (!options.file) {
    context.print(maps_text(context) + map_words_text(context));
    return 0;
  }
  if (options.file->find_first_of("./") == std::string::npos) {
    TRY_ASSIGN(const auto text, own_sheet_map(*options.file));
    context.print(text);
    return 0;
  }
  TRY_ASSIGN([[maybe_unused]] const auto checked, sheet_map_called(context, *options.file));
  TRY_ASSIGN(const auto text, store::read_named_file(context.path(*options.file)));
  context.print(text);
  return 0;
}

}  // namespace okr::actions
