// SPDX-License-Identifier: MIT
#include "actions/checkin/update.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/checkin/values.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/text.hpp"
#include "okr/store/checkin_text.hpp"
#include "reports/check/findings.hpp"

namespace okr::cli {
namespace {

// --- arguments
// --------------------------------------------------------------------------------------------------------

void add_fault(CheckinInput& input, std::string what, std::string hint) {
  input.faults.push_back({Code::E117, Error{ErrorKind::usage, std::move(what), std::move(hint)}, {}});
}

Remark& remark_of(CheckinInput& input, const std::string& id) {
  const auto known = std::ranges::find(input.remarks, id, &Remark::id);
  if (known != input.remarks.end()) return *known;
  Remark remark;
  remark.id = id;
  return input.remarks.emplace_back(std::move(remark));
}

void read_value_word(const std::string& word, CheckinInput& input) {
  const auto equals = word.find('=');
  if (equals == std::string::npos || equals == 0) {
    add_fault(input, fmt::format("'{}' says no value", safe_for_terminal(word)), "write ID=VALUE, as users=131");
    return;
  }
  const std::string id = word.substr(0, equals);
  Remark& remark = remark_of(input, id);
  if (remark.typed) {
    add_fault(input, fmt::format("{} is given twice", safe_for_terminal(id)), "say it once");
    return;
  }
  remark.typed = word.substr(equals + 1);
}

/// Only a confidence that can be used makes a remark: what is wrong with the other one is said already.
void set_confidence(CheckinInput& input, const std::string& id, std::string_view text) {
  const auto confidence = typed_confidence(text);
  if (!confidence) {
    add_fault(input, fmt::format("{}: {}", safe_for_terminal(id), confidence.error().what), confidence.error().hint);
    return;
  }
  Remark& remark = remark_of(input, id);
  if (remark.confidence)
    add_fault(input, fmt::format("{}: its confidence is given twice", safe_for_terminal(id)), "say it once");
  remark.confidence = *confidence;
}

void read_confidence_word(const std::string& word, CheckinInput& input) {
  const auto equals = word.find('=');
  if (equals != std::string::npos) {
    set_confidence(input, word.substr(0, equals), std::string_view(word).substr(equals + 1));
  } else if (input.remarks.size() == 1) {
    set_confidence(input, std::string(input.remarks.front().id), word);
  } else {
    add_fault(input, fmt::format("--confidence {}: of which key result?", safe_for_terminal(word)),
              "write --confidence ID=6");
  }
}

// --- CSV
// --------------------------------------------------------------------------------------------------------------

struct Columns {
  std::optional<std::size_t> id, value, confidence, note;
};

Place place_of(const CsvPlace& place) {
  return {0, static_cast<std::uint32_t>(place.line), static_cast<std::uint32_t>(place.column)};
}

void add_fault_at(CheckinInput& input, Code code, Place where, Error error) {
  input.faults.push_back({code, std::move(error), where});
}

std::string_view first_line(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
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

Columns columns_of(const std::vector<CsvCell>& header, CheckinInput& input) {
  constexpr std::string_view names[] = {"id", "value", "confidence", "note"};
  Columns columns;
  std::optional<std::size_t>* const slots[] = {&columns.id, &columns.value, &columns.confidence, &columns.note};
  for (std::size_t at = 0; at < header.size(); ++at) {
    const std::string name = to_lower_ascii(trim(header[at].text));
    const auto known = std::ranges::find(names, name);
    if (known == std::end(names)) {
      const auto near = nearest(name, names);
      add_fault_at(input, Code::E116, place_of(header[at].place),
                   {ErrorKind::usage, fmt::format("unknown column '{}'", safe_for_terminal(name)),
                    near ? fmt::format("did you mean '{}'?", *near) : "the columns are id, value, confidence, note"});
      continue;
    }
    std::optional<std::size_t>& slot = *slots[known - std::begin(names)];
    if (slot)
      add_fault_at(input, Code::E101, place_of(header[at].place),
                   {ErrorKind::usage, fmt::format("column '{}' is there twice", name), "leave one out"});
    slot = at;
  }
  return columns;
}

const CsvCell* cell_in(const std::vector<CsvCell>& row, const std::optional<std::size_t>& column) {
  if (!column || *column >= row.size() || trim(row[*column].text).empty()) return nullptr;
  return &row[*column];
}

void read_csv_row(const std::vector<CsvCell>& row, const Columns& columns, CheckinInput& input) {
  const CsvCell* id = cell_in(row, columns.id);
  if (!id) {
    add_fault_at(input, Code::E118, place_of(row.front().place),
                 {ErrorKind::usage, "this line names no key result", "fill the column id"});
    return;
  }
  Remark remark;
  remark.id = std::string(trim(id->text));
  remark.where = remark.value_where = place_of(id->place);
  if (const CsvCell* value = cell_in(row, columns.value)) {
    remark.typed = std::string(trim(value->text));
    remark.value_where = place_of(value->place);
  }
  if (const CsvCell* confidence = cell_in(row, columns.confidence)) {
    const auto number = typed_confidence(trim(confidence->text));
    if (number)
      remark.confidence = *number;
    else
      add_fault_at(input, Code::E107, place_of(confidence->place), number.error());
  }
  if (const CsvCell* note = cell_in(row, columns.note)) remark.note = note->text;
  input.remarks.push_back(std::move(remark));
}

void read_csv(char delimiter, CheckinInput& input) {
  CsvReader reader(input.text, delimiter);
  std::vector<CsvCell> row;
  Columns columns;
  bool is_header = true;
  while (true) {
    const auto read = reader.read(row);
    if (!read) {
      add_fault_at(input, Code::E001, place_of(read.error().place),
                   {ErrorKind::usage, read.error().what, read.error().hint});
      return;
    }
    if (!*read) return;
    if (is_header)
      columns = columns_of(row, input);
    else
      read_csv_row(row, columns, input);
    is_header = false;
  }
}

// --- TOML
// -------------------------------------------------------------------------------------------------------------

void read_toml(Date date, CheckinInput& input) {
  store::CheckinReading reading = store::read_checkin_text(input.text, date);
  input.diagnostics = std::move(reading.diagnostics);
  if (reading.has_date) input.date = reading.sheet.head.date;
  input.head = std::move(reading.sheet.head);
  for (SheetEntry& said : reading.sheet.entries) {
    Remark remark;
    remark.id = to_string(said.id);
    remark.value = std::move(said.entry.value);
    remark.confidence = said.entry.confidence;
    remark.note = std::move(said.entry.note);
    remark.where = said.entry.place;
    remark.value_where = said.entry.value_place;
    input.remarks.push_back(std::move(remark));
  }
}

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
  for (const std::string& word : words) read_value_word(word, input);
  for (const std::string& word : confidences) read_confidence_word(word, input);
}

CheckinInput read_given_text(std::string name, std::string text, Date date) {
  CheckinInput input;
  input.name = std::move(name);
  input.text = std::move(text);
  if (const auto delimiter = csv_delimiter(input.text))
    read_csv(*delimiter, input);
  else
    read_toml(date, input);
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
  reports::FindingsOptions options;
  options.width = context.screen().width;
  options.ascii = !context.screen().utf8;
  options.colour = context.screen().color_errors;
  const std::string names[] = {input.name};
  context.say(reports::findings_text(found, names, options));
}

}  // namespace okr::cli
