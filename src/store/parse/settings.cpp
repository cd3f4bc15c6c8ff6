// SPDX-License-Identifier: MIT
// okr.toml and the user's config.toml.
#include <algorithm>
#include <array>
#include <cmath>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "store/parse/record.hpp"

namespace okr::store {
namespace {

/// The keys that run something: refused in a workspace with a word on where they belong.
bool is_user_key(std::string_view key) { return find_field<UserSettings>(key) != nullptr; }

void report_user_key(Source& source, const Node& node) {
  source.report(Code::E116, node.key_span(), fmt::format("'{}' cannot stand in okr.toml", node.key()),
                "it belongs to your own config.toml, so that a cloned repository starts nothing: see `okr config`");
}

void read_format(Source& source, const Node& node, Settings& settings) {
  const auto number = number_of(source, node, "'format'");
  if (!number) return;
  if (*number == known_format) {
    settings.format = known_format;
    return;
  }
  source.report(
      Code::E107, node.value_span(),
      fmt::format("format {} is not known to this okr, which reads format {}", shortest(*number), known_format),
      *number > known_format && std::floor(*number) == *number ? "a newer okr reads it" : "write format = 1");
}

void read_away(Source& source, const Node& list, WorkspaceSettings& workspace) {
  constexpr std::string_view name = "'away' of [workspace]";
  if (!list.is_array()) return report_type(source, list, name, to_string(Shape::periods));
  for (const Node& pair : source.document().children(list)) {
    const auto days = source.document().children(pair);
    if (!pair.is_array() || days.size() != 2) {
      report_type(source, pair, name, "a pair [first day, last day]");
      continue;
    }
    const auto first = date_of(source, days[0], name);
    const auto last = date_of(source, days[1], name);
    if (!first || !last) continue;
    if (*last < *first) {
      source.report(Code::E112, pair.value_span(), "a pair of 'away' ends before it begins", "swap the two days");
      continue;
    }
    workspace.away.push_back({*first, *last});
  }
}

void read_words(Source& source, const Node& table, CheckSettings& check) {
  constexpr std::string_view name = "'words' of [check]";
  if (!table.is_table()) return report_type(source, table, name, to_string(Shape::word_lists));
  std::vector<std::string_view> known;
  for (const Code code : rules_of_words) known.push_back(to_string(code));
  for (const Node& list : source.document().children(table)) {
    if (!contains(known, list.key())) {
      report_unknown_key(source, list, name, known);
      continue;
    }
    if (auto words = texts_of(source, list, Mention(list.key(), name)))
      check.words.push_back({*parse_code(list.key()), std::move(*words)});
  }
}

void check_bands(Source& source, const Node& table, Scoring& scoring) {
  const Node* node = source.document().find(table, "bands");
  if (!node) return;
  const auto& bands = scoring.bands;
  if (bands.size() == 2 && 0 <= bands[0] && bands[0] < bands[1] && bands[1] <= 1) return;
  source.report(Code::E107, node->value_span(), "'bands' of [scoring] are not two rising numbers from 0 to 1",
                "for example [0.40, 0.70]");
  scoring.bands = Scoring{}.bands;
}

/// Behind begins where on track ends: with the two in the other order nothing could ever be behind.
void check_gaps(Source& source, const Node& table, Scoring& scoring) {
  if (scoring.on_track_gap <= scoring.behind_gap) return;
  const Node* said = source.document().find(table, "behind-gap");
  const Node* other = source.document().find(table, "on-track-gap");
  const Node* const at = said ? said : other;
  if (!at) return;
  source.report(Code::E114, at->value_span(),
                fmt::format("'behind-gap' {} of [scoring] is below 'on-track-gap' {}", shortest(scoring.behind_gap),
                            shortest(scoring.on_track_gap)),
                said && other ? "give it the greater of the two"
                              : fmt::format("give '{}' too", said ? "on-track-gap" : "behind-gap"));
  scoring.on_track_gap = Scoring{}.on_track_gap;
  scoring.behind_gap = Scoring{}.behind_gap;
}

template <class Record>
bool read_section(Source& source, const Node& node, Record& record) {
  const std::string name = fmt::format("[{}]", node.key());
  if (!node.is_table()) {
    report_type(source, node, name, "a table");
    return false;
  }
  record.place = source.key_place(node);
  for (const Node& child : source.document().children(node)) {
    if (is_own_key(child.key()) || read_key(source, child, record, name)) continue;
    if (is_user_key(child.key()))
      report_user_key(source, child);
    else
      report_unknown_key(source, child, name, known_keys<Record>());
  }
  return true;
}

void report_unknown_section(Source& source, const Node& node) {
  if (is_user_key(node.key())) return report_user_key(source, node);
  if (const auto home = home_of_table(node.key()); node.is_table() && !home.empty())
    return report_wrong_file(source, node, home);
  report_unknown_key(source, node, settings_file, {"format", "workspace", "scoring", "check"});
}

// --- [pull] of a person's own file -----------------------------------------------------------------------------------

constexpr std::string_view sample_command = "write it as [\"count-users\", \"--weekly\"]";

/// The program and its words; a script that a shell is given may have several lines.
std::vector<std::string> words_to_run(Source& source, const Node& list, const Mention& name) {
  if (!list.is_array()) {
    report_type(source, list, name, "a list of texts");
    source.last()->mend = sample_command;
    return {};
  }
  std::vector<std::string> words;
  for (const Node& node : source.document().children(list)) {
    const auto word = text_of(source, node, name.item(), false);
    if (!word) return {};
    if (word->find('\0') != std::string_view::npos) {
      source.report(Code::E107, node.value_span(), fmt::format("{} holds a zero byte", name), "leave it out");
      return {};
    }
    words.emplace_back(*word);
  }
  if (words.empty() || words.front().empty()) {
    source.report(Code::E107, list.value_span(), fmt::format("{} names no program", name), std::string(sample_command));
    return {};
  }
  return words;
}

constexpr int longest_timeout = 3600;

/// "30s", "2m" in seconds.
std::optional<int> seconds_of(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const int factor = text.back() == 's' ? 1 : text.back() == 'm' ? 60 : 0;
  const auto number = parse_number(trim(text.substr(0, text.size() - 1)));
  if (factor == 0 || !number || std::floor(*number) != *number) return std::nullopt;
  const double seconds = *number * factor;
  if (seconds < 1 || seconds > longest_timeout) return std::nullopt;
  return static_cast<int>(seconds);
}

void read_timeout(Source& source, const Node& table, PullCommand& command) {
  const Node* node = source.document().find(table, "timeout");
  if (!node || command.timeout.empty()) return;
  if (const auto seconds = seconds_of(command.timeout)) {
    command.seconds = *seconds;
    return;
  }
  source.report(Code::E107, node->value_span(), fmt::format("'timeout' of {} in [pull] is no time", command.id),
                "from \"1s\" to \"60m\"");
  command.faulty = true;
}

void read_command(Source& source, const Node& node, UserSettings& settings) {
  const std::string name = fmt::format("'{}' in [pull]", node.key());
  PullCommand command;
  command.id = node.key();
  const Node* list = &node;
  if (node.is_table()) {
    list = source.document().find(node, "run");
    if (!list && source.document().children(node).size() == 1 && source.document().children(node)[0].is_array()) {
      const std::string_view inner = source.document().children(node)[0].key();
      source.report(Code::E107, node.key_span(), fmt::format("{} is no command", name),
                    fmt::format("a name with a dot stands in quotes: \"{}.{}\" = [...]", node.key(), inner));
      return;
    }
    read_record(source, node, command, name);
    read_timeout(source, node, command);
  }
  command.place = source.key_place(node);
  if (list) command.run = words_to_run(source, *list, name);
  if (!command.faulty && !command.run.empty()) settings.pull.push_back(std::move(command));
}

void read_pull(Source& source, const Node& table, UserSettings& settings) {
  if (!table.is_table()) return report_type(source, table, "'pull' of config.toml", to_string(Shape::commands));
  for (const Node& node : source.document().children(table)) read_command(source, node, settings);
}

}  // namespace

bool is_of_another_program(const Document& document) {
  constexpr std::array<std::string_view, 4> ours = {"format", "workspace", "scoring", "check"};
  for (const Node& node : document.children(document.root())) {
    const bool is_format = node.key() == "format";
    const bool is_number_of_ours = node.is_numeric() || (node.is(NodeKind::string) && is_number(node.string()));
    if (is_format ? is_number_of_ours : is_own_key(node.key()) || is_user_key(node.key())) return false;
    if (!home_of_table(node.key()).empty()) return false;       // ours, in the wrong file
    if (!is_format && nearest(node.key(), ours)) return false;  // itself, or a slip
  }
  return document.root().child_count() > 0;
}

void parse_settings(Source& source, Settings& settings) {
  const Document& document = source.document();
  for (const Node& node : document.children(document.root())) {
    if (is_own_key(node.key())) continue;
    if (node.key() == "format") {
      read_format(source, node, settings);
    } else if (node.key() == "workspace") {
      if (!read_section(source, node, settings.workspace)) continue;
      if (const Node* away = document.find(node, "away")) read_away(source, *away, settings.workspace);
    } else if (node.key() == "scoring") {
      if (!read_section(source, node, settings.scoring)) continue;
      check_bands(source, node, settings.scoring);
      check_gaps(source, node, settings.scoring);
    } else if (node.key() == "check") {
      if (!read_section(source, node, settings.check)) continue;
      if (const Node* words = document.find(node, "words")) read_words(source, *words, settings.check);
    } else {
      report_unknown_section(source, node);
    }
  }
}

void parse_user_settings(Source& source, UserSettings& settings) {
  read_record(source, source.document().root(), settings, "config.toml");
  if (const Node* pull = source.document().find(source.document().root(), "pull")) read_pull(source, *pull, settings);
}

}  // namespace okr::store
