// SPDX-License-Identifier: MIT
// What a person says of key results and KPIs: one type from the word that is typed to the file that holds it; and how
// it is read from arguments, a CSV or the TOML of a check-in. Nothing is looked up here; each update keeps where it
// stood, so that whatever is wrong with it can be shown there.
#include "actions/checkin/understand.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include <fmt/core.h>

#include "draw/json.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/store/checkin_text.hpp"
#include "okr/store/edit.hpp"
#include "session/context.hpp"
#include "session/faults.hpp"

namespace okr::actions {
using namespace session;

namespace {

// --- arguments

void add_fault(CheckinInput& input, std::string what, std::string hint) {
  input.faults.push_back({Code::E117, {ErrorKind::usage, std::move(what), std::move(hint)}, {}});
}

/// The arguments of one command, and which of them is about what.
class Arguments {
 public:
  explicit Arguments(CheckinInput& input) : input(input) {
    for (const Update& update : input.updates) places_.emplace(update.name, places_.size());
  }

  Update& update_of(const std::string& name) {
    const auto [place, is_new] = places_.emplace(name, input.updates.size());
    if (is_new) input.updates.push_back({.name = name});
    return input.updates[place->second];
  }

  CheckinInput& input;

 private:
  std::unordered_map<std::string, std::size_t> places_;
};

/// What may be the name of a key result or a KPI.
bool is_name(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return is_alphanumeric(c) || c == '-' || c == '_' || c == '.' || c == '/';
  });
}

/// Of what was named last, as a confidence is typed.
std::string way_to_confidence(const CheckinInput& input, std::string_view word) {
  return safe_for_terminal(
      fmt::format("--confidence {}={}", input.updates.empty() ? "ID" : input.updates.back().name, word));
}

void read_value_word(const std::string& word, Arguments& arguments) {
  CheckinInput& input = arguments.input;
  const auto equals = word.find('=');
  if (typed_confidence(word))  // the dialogue takes it behind a value
    return add_fault(input, fmt::format("'{}' says nothing by itself", safe_for_terminal(word)),
                     "write ID=VALUE; a confidence: " + way_to_confidence(input, word));
  if (equals == std::string::npos || equals == 0)
    return add_fault(input, fmt::format("'{}' says no value", safe_for_terminal(word)),
                     fmt::format("write {}=VALUE", is_name(word) ? word : "ID"));
  const std::string name = word.substr(0, equals);
  Update& update = arguments.update_of(name);
  if (update.typed || update.entry.has_value())
    return add_fault(input, fmt::format("{} is given twice", safe_for_terminal(name)), "say it once");
  update.typed = word.substr(equals + 1);
  update.is_by_hand = true;
}

/// Only a confidence that can be used makes an update: what is wrong with the other one is said already.
void set_confidence(Arguments& arguments, const std::string& name, std::string_view text) {
  CheckinInput& input = arguments.input;
  const auto confidence = typed_confidence(text);
  if (!confidence)
    return add_fault(input, fmt::format("{}: {}", safe_for_terminal(name), confidence.error().what),
                     confidence.error().hint);
  Update& update = arguments.update_of(name);
  if (update.entry.confidence)
    add_fault(input, fmt::format("{}: its confidence is given twice", safe_for_terminal(name)), "say it once");
  update.entry.confidence = *confidence;
}

void read_confidence_word(const std::string& word, Arguments& arguments) {
  CheckinInput& input = arguments.input;
  const auto equals = word.find('=');
  if (equals != std::string::npos)
    set_confidence(arguments, word.substr(0, equals), std::string_view(word).substr(equals + 1));
  else if (input.updates.size() == 1)
    set_confidence(arguments, std::string(input.updates.front().name), word);
  else if (const auto confidence = typed_confidence(word); !confidence)
    add_fault(input, fmt::format("--confidence: {}", confidence.error().what), confidence.error().hint);
  else
    add_fault(input, fmt::format("--confidence {}: of which key result?", safe_for_terminal(word)),
              "write " + way_to_confidence(input, word));
}

// --- CSV

constexpr std::array<std::string_view, 5> column_names{"id", "value", "confidence", "note", "date"};
enum InputColumn : std::uint8_t { id_column, value_column, confidence_column, note_column, date_column };
constexpr std::string_view column_list = "id, value, confidence, note, date";

/// Where each of the named columns stands in a row, and how many the header names.
struct InputColumns {
  std::array<std::optional<std::size_t>, column_names.size()> at;
  std::size_t named = 0;
};

Place place_of(const CsvPlace& place) {
  return {0, static_cast<std::uint32_t>(place.line), static_cast<std::uint32_t>(place.column)};
}

void add_fault_at(CheckinInput& input, Code code, const CsvPlace& where, std::string what, std::string hint) {
  input.faults.push_back({code, {ErrorKind::usage, std::move(what), std::move(hint)}, place_of(where)});
}

/// The day of a row. A check-in is of one day.
void take_date(std::string_view text, const CsvPlace& where, CheckinInput& input) {
  const auto date = parse_date(text);
  if (!date)
    return add_fault_at(input, Code::E107, where, fmt::format("'{}' is no date", safe_for_terminal(text)),
                        "write it as 2026-08-17");
  if (input.date && *input.date != *date)
    return add_fault_at(input, Code::E107, where,
                        fmt::format("{} here, and {} above", to_string(*date), to_string(*input.date)),
                        "a check-in is of one day: give each day's lines by themselves, in the order of the days");
  input.date = date;
}

std::string_view first_line(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return text.substr(0, text.find_first_of("\r\n"));
}

/// The delimiter of a header line with a column "id"; nothing when it is no such line.
std::optional<char> csv_delimiter(std::string_view text) {
  for (const char delimiter : {',', ';', '\t'})
    for (const std::string_view cell : split(first_line(text), delimiter)) {
      const std::string name = to_lower_ascii(trim(cell));
      if (name == "id" || name == "\"id\"") return delimiter;
    }
  return std::nullopt;
}

InputColumns columns_of(const std::vector<CsvCell>& header, CheckinInput& input) {
  InputColumns columns{{}, header.size()};
  for (std::size_t at = 0; at < header.size(); ++at) {
    const std::string name = to_lower_ascii(trim(header[at].text));
    const auto known = std::ranges::find(column_names, name);
    if (known == column_names.end()) {
      const auto near = nearest(name, column_names);
      add_fault_at(input, Code::E116, header[at].place, fmt::format("unknown column '{}'", safe_for_terminal(name)),
                   did_you_mean(near, fmt::format("the columns are {}", column_list)));
      continue;
    }
    auto& column = columns.at[static_cast<std::size_t>(known - column_names.begin())];
    if (column)
      add_fault_at(input, Code::E101, header[at].place, fmt::format("column '{}' is there twice", name),
                   "leave one out");
    column = at;
  }
  return columns;
}

const CsvCell* cell_in(const std::vector<CsvCell>& row, const std::optional<std::size_t>& column) {
  if (!column || *column >= row.size() || trim(row[*column].text).empty()) return nullptr;
  return &row[*column];
}

void read_csv_row(const std::vector<CsvCell>& row, const InputColumns& columns, const CsvForm& form,
                  CheckinInput& input) {
  if (CsvFault fault = csv_row_fault(row, columns.named, 0, form); !fault.what.empty())
    return add_fault_at(input, Code::E107, fault.place, std::move(fault.what), std::move(fault.hint));
  const CsvCell* id = cell_in(row, columns.at[id_column]);
  if (!id)
    return add_fault_at(input, Code::E118, row.front().place, "this line names no key result", "fill the column id");
  Update update{.name = std::string(trim(id->text))};
  update.entry.place = update.entry.value_place = place_of(id->place);
  if (const CsvCell* value = cell_in(row, columns.at[value_column])) {
    update.typed = std::string(trim(value->text));
    update.entry.value_place = place_of(value->place);
  }
  if (const CsvCell* confidence = cell_in(row, columns.at[confidence_column])) {
    const auto number = typed_confidence(trim(confidence->text));
    if (number)
      update.entry.confidence = *number;
    else
      add_fault_at(input, Code::E107, confidence->place, number.error().what, number.error().hint);
  }
  if (const CsvCell* note = cell_in(row, columns.at[note_column]))
    update.entry.note = with_plain_ends(without_defusing(note->text));
  if (const CsvCell* date = cell_in(row, columns.at[date_column])) take_date(trim(date->text), date->place, input);
  input.updates.push_back(std::move(update));
}

void read_csv(char delimiter, CheckinInput& input) {
  CsvReader reader(input.text, delimiter);
  const CsvForm form{.delimiter = delimiter};
  std::vector<CsvCell> row;
  std::optional<InputColumns> columns;
  while (true) {
    const auto read = reader.read(row);
    if (!read) return add_fault_at(input, Code::E001, read.error().place, read.error().what, read.error().hint);
    if (!*read) return;
    if (columns)
      read_csv_row(row, *columns, form, input);
    else
      columns = columns_of(row, input);
  }
}

// --- JSON lines

bool is_json(std::string_view text) { return trim(first_line(text)).starts_with('{'); }

/// As it would be typed: 131, yes, beta; a list names steps. Nothing for null and for what is none of these.
bool take_value(const draw::Json& value, Update& update) {
  if (value.is_number()) update.typed = value.dump();
  if (value.is_boolean()) update.typed = value.get<bool>() ? "yes" : "no";
  if (value.is_string()) update.typed = value.get<std::string>();
  if (!value.is_array()) return value.is_primitive();
  std::vector<std::string> steps;
  for (const draw::Json& step : value) {
    if (!step.is_string()) return false;
    steps.push_back(step.get<std::string>());
  }
  update.entry.value = std::move(steps);
  return true;
}

void read_json_member(std::string_view key, const draw::Json& value, const CsvPlace& where, Update& update,
                      CheckinInput& input) {
  const auto refuse = [&](std::string_view expected) {
    add_fault_at(input, Code::E107, where, fmt::format("{} is not {}", key, expected), "");
  };
  if (key == "value") {
    if (!take_value(value, update)) refuse("a number, yes or no, a text, or a list of steps");
  } else if (key == "confidence") {
    if (!value.is_number() && !value.is_string()) return refuse("a number from 1 to 10");
    const auto number = typed_confidence(value.is_string() ? value.get<std::string>() : value.dump());
    if (!number) return add_fault_at(input, Code::E107, where, number.error().what, number.error().hint);
    update.entry.confidence = *number;
  } else if (!value.is_string()) {
    refuse("a text");
  } else if (key == "id") {
    update.name = value.get<std::string>();
  } else if (key == "note") {
    update.entry.note = value.get<std::string>();
  } else {
    take_date(value.get<std::string>(), where, input);
  }
}

/// The object of a line; null where the line holds none, which is told.
draw::Json json_object(std::string_view line, const CsvPlace& where, CheckinInput& input) {
  std::set<std::string> keys;
  const auto notice = [&](int depth, draw::Json::parse_event_t event, const draw::Json& key) {
    if (depth == 1 && event == draw::Json::parse_event_t::key && !keys.insert(key.get<std::string>()).second)
      add_fault_at(input, Code::E101, where, fmt::format("key {} is there twice", safe_for_terminal(key.dump())),
                   "leave one out");
    return true;
  };
  try {
    if (draw::Json object = draw::Json::parse(line.begin(), line.end(), notice); object.is_object()) return object;
  } catch (const draw::Json::out_of_range&) {
    add_fault_at(input, Code::E102, where, "a number in it is too large", std::string(value_limit_advice));
    return {};
  } catch (const draw::Json::parse_error&) {
  }
  add_fault_at(input, Code::E001, where, "this line is no JSON object",
               R"(one a line: {"id": "ship.users", "value": 131, "confidence": 6})");
  return {};
}

void read_json_line(std::string_view line, const CsvPlace& where, CheckinInput& input) {
  const draw::Json object = json_object(line, where, input);
  if (object.is_null()) return;
  Update update{.name = {}};
  update.entry.place = update.entry.value_place = place_of(where);
  for (const auto& [key, value] : object.items()) {
    if (!contains(column_names, key)) {
      const auto near = nearest(key, column_names);
      add_fault_at(input, Code::E116, where, fmt::format("unknown key '{}'", safe_for_terminal(key)),
                   did_you_mean(near, fmt::format("the keys are {}", column_list)));
    } else if (!value.is_null()) {
      read_json_member(key, value, where, update, input);
    }
  }
  if (trim(update.name).empty())
    return add_fault_at(input, Code::E118, where, "this line names no key result", "give it an id");
  input.updates.push_back(std::move(update));
}

void read_json_lines(CheckinInput& input) {
  CsvPlace where{.line = 0};
  std::string_view text = input.text;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  for (const std::string_view line : split(text, '\n')) {
    ++where.line;
    if (!trim(line).empty()) read_json_line(trim(line), where, input);
  }
}

// --- TOML

/// +3, or { value = +3 }
bool is_signed(const store::ValueTexts& texts, store::KeyPath path) {
  const auto whole = texts.of(path);
  path.emplace_back("value");
  const auto text = whole && !whole->starts_with('{') ? whole : texts.of(path);
  return text && text->starts_with('+');
}

void read_toml(Date date, CheckinInput& input) {
  store::CheckinReading reading = store::read_checkin_text(input.text, date);
  input.diagnostics = std::move(reading.diagnostics);
  if (reading.has_date) input.date = reading.sheet.head.date;
  input.head = std::move(reading.sheet.head);
  const auto texts = store::ValueTexts::read(input.text);
  for (SheetEntry& said : reading.sheet.entries) {
    const bool has_plus = texts && is_signed(*texts, {said.id.objective.text, said.id.name});
    input.updates.push_back(
        {.name = to_string(said.id), .entry = std::move(said.entry), .is_of_toml = true, .has_plus = has_plus});
  }
  const bool is_toml = std::ranges::none_of(input.diagnostics, [](const auto& d) { return d.code == Code::E001; });
  if (!is_toml)
    add_fault(
        input, fmt::format("{} is no check-in that can be read", safe_for_terminal(input.name)),
        fmt::format("it may be TOML (`okr schema checkin`), CSV with the columns {},\nor JSON lines with these keys",
                    column_list) +
            (trim(input.text).starts_with('[') ? "; of a list of JSON one object a line: jq -c '.[]'" : ""));
}

// --- what is wrong

Diagnostic diagnostic_of(const Fault& fault, const std::vector<std::string_view>& lines) {
  Diagnostic diagnostic;
  diagnostic.code = fault.code;
  diagnostic.place = fault.where;
  diagnostic.message = fault.error.what;
  diagnostic.mend = fault.error.hint;
  const std::size_t line = fault.where.line;
  if (line == 0 || line > lines.size()) return diagnostic;
  std::string_view text = lines[line - 1];
  if (text.ends_with('\r')) text.remove_suffix(1);
  diagnostic.line_text = std::string(text);
  return diagnostic;
}

}  // namespace

void read_arguments(std::span<const std::string> words, std::span<const std::string> confidences, CheckinInput& input) {
  Arguments arguments(input);
  for (const std::string& word : words) read_value_word(word, arguments);
  for (const std::string& word : confidences) read_confidence_word(word, arguments);
}

CheckinInput read_given_text(std::string name, std::string text, Date date) {
  CheckinInput input;
  input.name = std::move(name);
  input.text = std::move(text);
  const auto delimiter = csv_delimiter(input.text);
  if (!delimiter && !is_json(input.text))
    read_toml(date, input);
  else if (const auto byte = first_byte_not_utf8(input.text))
    add_fault_at(input, Code::E001, place_of_byte(input.text, *byte), "a byte that is not UTF-8",
                 "save the file as UTF-8");
  else if (delimiter)
    read_csv(*delimiter, input);
  else
    read_json_lines(input);
  return input;
}

void complain_of(Context& context, const CheckinInput& input) {
  const std::vector<std::string_view> lines = split(input.text, '\n');
  Diagnostics found = input.diagnostics;
  for (const Fault& fault : input.faults) {
    if (fault.where.known())
      found.push_back(diagnostic_of(fault, lines));
    else
      context.complain(fault.error);
  }
  if (found.empty()) return;
  sort_and_unify(found);
  const std::string names[] = {input.name};
  say_findings(context, found, names);
}

}  // namespace okr::actions
