// SPDX-License-Identifier: MIT
#include "cli/completion.hpp"

#include <algorithm>

#include "actions/import/sheet/sheet.hpp"
#include "cli/help.hpp"
#include "cli/words.hpp"
#include "okr/base/ranges.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/rule.hpp"
#include "reports/check/findings.hpp"
#include "reports/keys.hpp"

namespace okr::cli {
using namespace session;

namespace {

std::vector<Completion> command_words(CommandTable table) {
  std::vector<Completion> words;
  for (const Command* command : table) {
    if (command->group == Group::plumbing || is_hidden(*command)) continue;
    words.push_back({std::string(command->name), std::string(command->summary)});
  }
  return words;
}

std::vector<Completion> date_words() {
  return {{"today", ""}, {"yesterday", ""}, {"mon", "the last Monday"}, {"-7d", "a week ago"}};
}

std::vector<Completion> command_and_topic_words(CommandTable table) {
  std::vector<Completion> words = command_words(table);
  for (const Topic& topic : topics()) words.push_back({std::string(topic.name), std::string(topic.summary)});
  return words;
}

void add_codes(std::vector<Completion>& words) {
  for (const Rule& rule : rules()) words.push_back({std::string(rule.name), std::string(rule.title)});
}

std::vector<Completion> explained_words() {
  std::vector<Completion> words;
  for (const reports::Explanation& one : reports::explanations())
    words.push_back({std::string(one.name), std::string(one.title)});
  add_codes(words);
  return words;
}

std::vector<Completion> json_report_words() {
  std::vector<Completion> words;
  for (const reports::JsonObject& object : reports::json_objects())
    if (object.is_report) words.push_back({std::string(object.name), {}});
  return words;
}

/// Behind the last comma; what stands before it stays.
std::vector<Completion> rule_list_words(std::string_view word) {
  const auto comma = word.rfind(',');
  const std::string front(comma == std::string_view::npos ? std::string_view() : word.substr(0, comma + 1));
  std::vector<Completion> words;
  for (const std::string_view severity : words_of<Severity>()) words.push_back({std::string(severity), {}});
  words.push_back({"all", {}});
  add_codes(words);
  for (Completion& one : words) one.word.insert(0, front);
  return words;
}

struct Request {
  const World& world;
  CommandTable table;
  const TypedLine& line;

  const TypedWord& word() const { return line.words().back(); }  ///< the one under the cursor
};

std::vector<Completion> words_of_workspace(const Request& request, Completes kind, std::string_view word) {
  const Result<Context> context = Context::create(request.world, request.line.globals());
  return context ? workspace_words(*context, kind, word) : std::vector<Completion>();
}

std::vector<Completion> value_words_of(const Request& request, const FieldInfo& field) {
  const Result<Context> context = Context::create(request.world, request.line.globals());
  return context ? field_values(*context, field) : std::vector<Completion>();
}

bool is_typed(const TypedLine& line, std::string_view option) {
  return contains(line.words(), option, &TypedWord::text);
}

/// What is closed can be opened again, and nothing else.
Completes closing_kind(const Request& request) {
  return is_typed(request.line, "--undo") ? Completes::closed_cycle : Completes::open_cycle;
}

/// The first plain word behind the command: what `okr new` adds.
std::string_view kind_on(const TypedLine& line) {
  const auto typed = std::ranges::find(line.words(), TypedWord::Kind::argument, &TypedWord::kind);
  return typed == line.words().end() ? std::string_view() : std::string_view(typed->text);
}

/// Fields of the record whose kind stands on the line: `okr new kr ...`; behind FIELD= its values.
std::vector<Completion> new_field_words(const Request& request, std::string_view word) {
  struct Kind {
    std::string_view word, record;
  };
  constexpr Kind kinds[] = {{"cycle", "cycle"}, {"objective", "objective"}, {"kr", "key result"}, {"kpi", "KPI"}};
  std::vector<Completion> words;
  const auto kind = std::ranges::find(kinds, kind_on(request.line), &Kind::word);
  if (kind == std::end(kinds)) return words;
  const bool wants_value = word.find('=') != std::string_view::npos;
  for (const FieldInfo& field : typed_fields_of(kind->record)) {
    const std::string key(field.key);
    if (!wants_value) words.push_back({key, std::string(field.doc)});
    if (!wants_value || word.substr(0, word.find('=')) != key) continue;
    for (Completion& value : value_words_of(request, field)) words.push_back({key + "=" + value.word, value.help});
  }
  return words;
}

/// A key result begins with its objective; every other id is new.
std::vector<Completion> new_id_words(const Request& request, std::string_view word) {
  if (kind_on(request.line) != "kr" || word.find('.') != std::string_view::npos) return {};
  return words_of_workspace(request, Completes::new_id, word);
}

std::vector<Completion> map_words() {
  std::vector<Completion> words;
  for (const std::string_view name : actions::own_sheet_maps()) words.push_back({std::string(name), {}});
  return words;
}

/// What is imported is a file; --show-map prints one of our own.
std::vector<Completion> imported_words(const Request& request) {
  return is_typed(request.line, "--show-map") ? map_words() : std::vector<Completion>{{":file", ""}};
}

std::vector<Completion> with_files(std::vector<Completion> words) {
  words.push_back({":file", ""});
  return words;
}

/// False for a --format that the command refuses.
bool is_taken(const Request& request, const ParameterDoc& doc, std::string_view choice) {
  if (doc.name != "format" || doc.replaces_global || request.line.command() == nullptr) return true;
  const Formats formats = request.line.command()->formats;
  return formats == Formats::all || (formats == Formats::json && (choice == "table" || choice == "json"));
}

std::vector<Completion> value_words(const Request& request, const ParameterDoc& doc, std::string_view word) {
  if (!doc.choices.empty()) {
    std::vector<Completion> words;
    for (const Choice& choice : doc.choices)
      if (is_taken(request, doc, choice.word)) words.push_back({std::string(choice.word), std::string(choice.help)});
    return words;
  }
  switch (doc.completes) {
    case Completes::nothing: return {};
    case Completes::file: return {{":file", ""}};
    case Completes::folder: return {{":folder", ""}};
    case Completes::date: return date_words();
    case Completes::new_id: return new_id_words(request, word);
    case Completes::new_field: return new_field_words(request, word);
    case Completes::command: return command_and_topic_words(request.table);
    case Completes::explained: return explained_words();
    case Completes::json_report: return json_report_words();
    case Completes::closing: return words_of_workspace(request, closing_kind(request), word);
    case Completes::rules: return rule_list_words(word);
    case Completes::editable: return with_files(words_of_workspace(request, Completes::any_id, word));
    case Completes::map: return with_files(map_words());
    case Completes::imported: return imported_words(request);
    case Completes::cycle:
    case Completes::open_cycle:
    case Completes::closed_cycle:
    case Completes::objective:
    case Completes::kpi:
    case Completes::recorded_kpi:
    case Completes::pulled:
    case Completes::value:
    case Completes::judged:
    case Completes::any_id:
    case Completes::record:
    case Completes::person:
    case Completes::team:
    case Completes::tag:
    case Completes::revision:
    case Completes::example:
    case Completes::field: return words_of_workspace(request, doc.completes, word);
  }
  return {};
}

/// Those that are taken beside the first argument, where one is typed.
std::vector<Completion> option_words(const TypedLine& line) {
  std::vector<Completion> words;
  const std::string_view kind = kind_on(line);
  for (const Parameter* option : line.options()) {
    const std::vector<std::string_view>& kinds = option->doc().goes_with;
    if (!kinds.empty() && !kind.empty() && !contains(kinds, kind)) continue;
    const std::string end = option->doc().flag ? "" : "=";
    words.push_back({option->label() + end, std::string(option->doc().help)});
  }
  return words;
}

/// Behind ID= of an argument what may stand there; an id alone goes on with it.
std::vector<Completion> assigning_words(const Request& request, const ParameterDoc& doc, std::string_view word) {
  std::vector<Completion> words = value_words(request, doc, word);
  if (word.find('=') != std::string_view::npos) return words;
  for (Completion& completion : words) completion.word += '=';
  return words;
}

/// What a plain word behind the command may be, by the number of those in front of it.
std::vector<Completion> argument_words(const Request& request) {
  if (request.line.command() == nullptr) return {};
  const std::deque<Parameter>& arguments = request.line.invocation()->syntax().arguments();
  if (arguments.empty()) return {};
  const auto plain = std::ranges::count(request.line.words(), TypedWord::Kind::argument, &TypedWord::kind);
  const std::size_t before = static_cast<std::size_t>(plain) - 1;
  const bool beyond = before >= arguments.size();
  if (beyond && !arguments.back().doc().repeats) return {};
  const ParameterDoc& doc = (beyond ? arguments.back() : arguments[before]).doc();
  const std::string_view word = request.word().text;
  return doc.assigns ? assigning_words(request, doc, word) : value_words(request, doc, word);
}

/// Of `--confidence ID=6` the id.
std::vector<Completion> option_value_words(const Request& request, const ParameterDoc& doc, std::string_view word) {
  if (!doc.assigns) return value_words(request, doc, word);
  if (word.find('=') != std::string_view::npos) return {};
  return assigning_words(request, doc, word);
}

/// The words for `--by=te`: with the option in front of each.
std::vector<Completion> attached_value_words(const Request& request) {
  const TypedWord& word = request.word();
  if (word.option == nullptr) return {};
  std::vector<Completion> words = option_value_words(request, word.option->doc(), *word.value);
  const std::string_view front = word.text.substr(0, word.text.size() - word.value->size());
  for (Completion& completion : words) {
    if (completion.word.front() != ':') completion.word.insert(0, front);
  }
  return words;
}

/// A hyphen alone is a plain word, and the beginning of every option.
bool begins_option(const Request& request) {
  const auto ends = std::ranges::count(request.line.words(), TypedWord::Kind::separator, &TypedWord::kind);
  return request.word().text == "-" && ends == 0;
}

std::vector<Completion> all_words(const Request& request) {
  const TypedWord& word = request.word();
  const bool is_attached = word.value && word.text.starts_with("--");
  if (word.kind != TypedWord::Kind::value && begins_option(request)) return option_words(request.line);
  switch (word.kind) {
    case TypedWord::Kind::value: return option_value_words(request, word.option->doc(), word.text);
    case TypedWord::Kind::option: return is_attached ? attached_value_words(request) : option_words(request.line);
    case TypedWord::Kind::separator: return option_words(request.line);
    case TypedWord::Kind::command: return command_words(request.table);
    case TypedWord::Kind::argument: return argument_words(request);
  }
  return {};
}

}  // namespace

std::vector<Completion> completions(const World& world, CommandTable table, std::span<const std::string> words) {
  if (words.empty()) return command_words(table);
  const TypedLine line(table, words);
  // Values are kept for the workspace's sake (-C, --cycle); one that does not fit is nobody's concern here.
  for (const TypedWord& word : line.words().first(words.size() - 1)) {
    if (word.option != nullptr && word.value) static_cast<void>(word.option->store(*word.value));
  }
  const std::string& last = words.back();
  std::vector<Completion> fitting;
  for (Completion& completion : all_words({world, table, line})) {
    if (completion.word.front() == ':' || completion.word.starts_with(last)) fitting.push_back(std::move(completion));
  }
  return fitting;
}

}  // namespace okr::cli
