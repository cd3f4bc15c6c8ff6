// SPDX-License-Identifier: MIT
// Parameters and the fields they fill: the text a person typed as a value of the field's type, or why it is none.
#include "cli/command.hpp"

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "session/context.hpp"

namespace okr::cli {
using namespace session;

namespace {

bool is_choice(const ParameterDoc& doc, std::string_view text) {
  for (const Choice& choice : doc.choices) {
    if (choice.word == text) return true;
  }
  return doc.choices.empty();
}

Status bad_choice(const Parameter& parameter, std::string_view text) {
  std::vector<std::string_view> words;
  for (const Choice& choice : parameter.doc().choices) words.push_back(choice.word);
  const std::optional<std::string> near = nearest(text, words);
  return usage_failure(parameter.label() + " cannot be '" + std::string(text) + "'",
                       did_you_mean_first(near, "one of " + parameter.choice_words()));
}

}  // namespace

std::string Parameter::label() const {
  return doc_.name.empty() ? std::string(doc_.metavar) : "--" + std::string(doc_.name);
}

std::string Parameter::value_name() const {
  if (doc_.flag) return {};
  return doc_.metavar.empty() ? choice_words() : std::string(doc_.metavar);
}

std::string Parameter::choice_words(std::string_view separator) const {
  std::vector<std::string_view> words;
  for (const Choice& choice : doc_.choices) words.push_back(choice.word);
  return join(words, separator);
}

Status Parameter::store(std::string_view text) const {
  const bool is_folder = doc_.completes == Completes::folder;
  // The names of files are bytes, whatever they mean.
  const bool is_path = is_folder || doc_.completes == Completes::file || doc_.completes == Completes::imported ||
                       doc_.completes == Completes::map;
  if (is_path && text.empty())
    return usage_failure(fmt::format("{} names no {}", label(), is_folder ? "folder" : "file"),
                         "an empty word is most often a variable that is not set");
  if (Status readable = is_path ? Status() : check_utf8(label(), text); !readable) return readable;
  if (!doc_.flag && !is_choice(doc_, text)) return bad_choice(*this, text);
  Status status = store_(text);
  if (status) return status;
  return failure(status.error().kind, label() + ": " + status.error().what, status.error().hint);
}

Status assign(std::string_view text, std::string& field) {
  field = text;
  return {};
}

Status assign(std::string_view text, int& field) {
  const auto value = whole_number<int>(text);
  if (!value) return usage_failure("'" + std::string(text) + "' is not a whole number", "digits alone, as in 80");
  field = *value;
  return {};
}

Status assign(std::string_view text, double& field) {
  const Result<double> value = parse_number(text);
  if (!value) return usage_failure(value.error().what, value.error().hint);
  field = *value;
  return {};
}

Status assign(std::string_view text, std::vector<std::string>& field) {
  field.emplace_back(text);
  return {};
}

Parameter& Syntax::add(ParameterDoc doc, Parameter::Store store) {
  return options_.emplace_back(std::move(doc), std::move(store));
}

Parameter& Syntax::flag(bool& field, std::string_view name, std::string_view help) {
  ParameterDoc doc;
  doc.name = name;
  doc.help = help;
  doc.flag = true;
  return add(std::move(doc), [&field](std::string_view) -> Status {
    field = true;
    return {};
  });
}

namespace {

ParameterDoc argument_doc(std::string_view metavar, std::string_view help) {
  ParameterDoc doc;
  doc.metavar = metavar;
  doc.help = help;
  return doc;
}

}  // namespace

Parameter& Syntax::argument(std::string& field, std::string_view metavar, std::string_view help) {
  Parameter::Store store = [&field](std::string_view text) { return assign(text, field); };
  return arguments_.emplace_back(argument_doc(metavar, help), std::move(store)).required();
}

Parameter& Syntax::argument(std::optional<std::string>& field, std::string_view metavar, std::string_view help) {
  Parameter::Store store = [&field](std::string_view text) { return assign(text, field); };
  return arguments_.emplace_back(argument_doc(metavar, help), std::move(store));
}

Parameter& Syntax::argument(std::vector<std::string>& field, std::string_view metavar, std::string_view help) {
  Parameter::Store store = [&field](std::string_view text) { return assign(text, field); };
  return arguments_.emplace_back(argument_doc(metavar, help), std::move(store)).repeated();
}

const Parameter* Syntax::option(std::string_view name) const {
  for (const Parameter& option : options_) {
    if (option.doc().name == name) return &option;
  }
  return nullptr;
}

const Parameter* Syntax::option(char letter) const {
  for (const Parameter& option : options_) {
    if (option.doc().letter == letter) return &option;
  }
  return nullptr;
}

}  // namespace okr::cli
