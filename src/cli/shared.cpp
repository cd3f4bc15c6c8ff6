// SPDX-License-Identifier: MIT
#include "cli/shared.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "reports/kpi/scorecard.hpp"

namespace okr::cli {
using namespace session;

void say_gate_missed(Context& context, const std::string& what) {
  context.warn({ErrorKind::answer_no, "gate missed: " + what, {}, "gate-missed"});
}

std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most) text += fmt::format(" and {} more", names.size() - most);
  return text;
}

std::string typed_command(const Context& context) {
  const std::vector<std::string>& words = context.world().words;
  std::string command = "okr";
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--format" || word == "-o" || word == "--output")
      ++i;
    else if (word != "--json" && word != "--fix" && word != "--git-commit" && !word.starts_with("--format=") &&
             !word.starts_with("-o") && !word.starts_with("--output="))
      command += " " + shell_word(word);
  }
  return command;
}

namespace {

void say_why(Context& context, const Session& session) {
  if (context.globals().quiet) return;
  context.say(fmt::format("okr: this workspace has KPIs and no cycle yet: these are the KPIs; {}\n",
                          cycle_to_add(session.workspace, session.day)));
}

draw::Document no_cycle_document(const Session& session) {
  draw::Document document;
  document.add(draw::Paragraph{.text = draw::Text("No cycle yet") + reports::on_page(".") +
                                       reports::on_terminal("; " + cycle_to_add(session.workspace, session.day) +
                                                            ", `okr kpi` shows the KPIs")});
  return document;
}

}  // namespace

int present_kpis_alone(Context& context, Session& session) {
  say_why(context, session);
  const auto scorecard = reports::scorecard_of(session.workspace, {}, context.today());
  present(context, presentation("KPIs", *scorecard));
  return report_computed_faults(context, session.workspace);
}

int present_nothing(Context& context, const Session& session, Presentation empty) {
  empty.title = "No cycle yet";
  empty.document = [&] { return no_cycle_document(session); };
  present(context, empty);
  return report_faults(context, session.workspace);
}

namespace {

constexpr std::string_view every_rule = "all";

Error unknown_code(const std::string& typed) {
  const auto near = nearest_code(typed);
  return {ErrorKind::usage, "no code '" + safe_for_terminal(typed) + "'",
          did_you_mean_first(near, "okr help errors lists them all")};
}

/// True where the word stands for rules of one severity, or for all; they are added.
bool add_group(std::string_view word, std::set<Code>& codes) {
  bool is_group = false;
  for (const Rule& rule : rules()) {
    if (word != every_rule && word != to_string(rule.severity)) continue;
    codes.insert(rule.code);
    is_group = true;
  }
  return is_group;
}

}  // namespace

Result<Code> typed_code(const std::string& typed) {
  const std::optional<Code> code = parse_code(to_upper_ascii(typed));
  if (!code) return tl::unexpected(unknown_code(typed));
  return *code;
}

Result<std::set<Code>> typed_rules(const std::vector<std::string>& lists) {
  std::set<Code> codes;
  for (const std::string& list : lists) {
    for (const std::string_view part : split(list, ',')) {
      const std::string word(trim(part));
      if (add_group(to_lower_ascii(word), codes)) continue;
      TRY_ASSIGN(const auto code, typed_code(word));
      codes.insert(code);
    }
  }
  return codes;
}

}  // namespace okr::cli
