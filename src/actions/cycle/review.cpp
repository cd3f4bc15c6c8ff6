// SPDX-License-Identifier: MIT
// Planning the next cycle from the last one; and reviews saved as pages that keep their answers when made anew.
#include "actions/cycle/closing.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <string_view>
#include <vector>

#include "actions/records/actions.hpp"
#include "draw/markdown.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "reports/plan/plan.hpp"
#include "session/present.hpp"
#include "session/records.hpp"
#include "session/writing/writing.hpp"

namespace okr::actions {
using namespace session;

namespace {

/// The next cycle's files on their way, and the workspace with them.
struct CycleDraft {
  Transaction transaction;
  std::string file;  ///< the main one
  Workspace workspace = {};
  std::vector<std::string> carried = {}, drafted = {};
  std::string updated = {}, left = {};  ///< of what was carried earlier
};

// --- which cycles --------------------------------------------------------------------------------------------------

/// The last cycle as long as the planned one before it, which need not be there.
const Cycle* cycle_before(const Workspace& workspace, const CycleId& next) {
  Cycle planned;
  planned.id = next;
  if (const Cycle* there = workspace.cycle(next))
    planned.period = there->period, planned.dated = there->dated;
  else if (const auto named = parse_period(next.text, workspace.fiscal_start()))
    planned.period = named->period, planned.dated = true;
  const auto before = cycles_before(workspace, planned);
  return before.empty() ? nullptr : workspace.cycle(before.front());
}

/// The current cycle where it ends before the planned one, else the one before that: a quarter that was closed, not the
/// year around it.
const Cycle* current_one(const Workspace& workspace, const CycleId& next, Date as_of) {
  const CurrentCycle current = current_cycle(workspace, as_of);
  if (!current.cycle) return nullptr;
  const Cycle* before = cycle_before(workspace, next);
  const bool is_around = before && before != current.cycle && current.cycle->dated &&
                         before->period.last <= current.cycle->period.last &&
                         current.cycle->period.first <= before->period.first;
  return current.cycle->id == next || is_around ? before : current.cycle;
}

Result<const Cycle*> cycle_from(const Context& context, const Workspace& workspace, const PlanRequest& request) {
  const std::optional<std::string>& named = request.from ? request.from : context.globals().cycle;
  if (named) {
    TRY_ASSIGN(const auto found, look_up(workspace, Scope{{}, context.today()}, *named));
    if (found.cycle && !found.objective) return found.cycle;
    return usage_failure(fmt::format("'{}' is no cycle", safe_for_terminal(*named)));
  }
  if (const Cycle* cycle = current_one(workspace, CycleId(request.next), context.today())) return cycle;
  const std::string next = safe_for_terminal(request.next);
  return usage_failure(fmt::format("there is no cycle before {}: nothing to plan from", next),
                       workspace.cycle(CycleId(request.next))
                           ? fmt::format("{} is there already: `okr new objective`, `okr new kr` add to it", next)
                           : fmt::format("`okr new cycle {}` begins without one", next));
}

/// Final ones, or those it would be closed with today.
CycleNumbers numbers_at_end(Workspace& workspace, const Cycle& from, Date today) {
  const bool can_close = !from.result && !is_draft(from);
  return can_close ? closing_numbers(workspace, from.id, today) : numbers_of(workspace, from, today);
}

// --- the draft -----------------------------------------------------------------------------------------------------

Status reload(CycleDraft& draft) {
  TRY_ASSIGN(const std::string* const text, draft.transaction.draft(draft.file));
  TRY_ASSIGN(draft.workspace, store::load_with_replacement(draft.transaction.root, draft.file, *text));
  return {};
}

/// Of files that cannot be read in full nothing can be drafted; what can be read of them is there to be shown.
CycleDraft as_it_is_read(const Workspace& workspace, const Cycle& next) {
  return {Transaction::of(workspace), cycle_path(next.folder), workspace};
}

Result<CycleDraft> begun_draft(const Workspace& workspace, const CycleNumbers& numbers, const NextCycle& next,
                               Date today) {
  TRY_ASSIGN(auto carry, carry_over(workspace, numbers, next, CycleState::draft));
  const std::string folder = next.cycle ? next.cycle->folder : next.id.text;
  CycleDraft draft{Transaction::of(workspace), cycle_path(folder)};
  draft.transaction.files = std::move(carry.files);
  draft.updated = updated_text(carry, next.id);
  draft.left = left_text(workspace, carry, *numbers.cycle, next.id);
  if (next.cycle) draft.left += late_text(workspace, carry, *numbers.cycle, next, today);
  draft.carried = std::move(carry.carried);
  TRY(reload(draft));
  return draft;
}

bool is_drafted(const KpiNumbers& numbers, const CycleId& next) {
  return std::ranges::any_of(numbers.drafts, [&](const KpiWorker& worker) { return worker.cycle->id == next; });
}

/// An objective for each KPI that calls for one and has none there.
Status add_proposals(const CycleId& next, Date today, CycleDraft& draft) {
  const Cycle* cycle = draft.workspace.cycle(next);
  if (!cycle) return {};
  const auto scorecard = reports::scorecard_of(draft.workspace, {}, today);  // with what was carried
  for (const reports::ScorecardRow& row : scorecard->rows) {
    if (!row.proposal || is_drafted(row.numbers, next)) continue;
    TRY_ASSIGN(std::string* const text, draft.transaction.draft(draft.file));
    TRY_ASSIGN(auto added, with_draft(*text, draft.workspace, *cycle, *row.proposal, today));
    *text = std::move(added.text);
    draft.drafted.push_back(std::move(added.objective));
  }
  return draft.drafted.empty() ? Status() : reload(draft);
}

// --- writing -------------------------------------------------------------------------------------------------------

Action action_of(Session session, const CycleId& next, CycleDraft draft) {
  const bool holds_all =
      std::ranges::all_of(draft.transaction.files, [](const FileChange& file) { return file.before == file.after; });
  if (holds_all) draft.transaction.in_place.push_back(draft.file);
  Action action{std::move(draft.transaction), "Draft " + next.text};
  if (holds_all) action.about = {next.text};
  action.unchanged = fmt::format("Unchanged: {} holds all of it\n", next.text);
  if (!draft.carried.empty()) action.last = "Carried: " + join(draft.carried, ", ") + "\n";
  if (!draft.drafted.empty()) action.last += "Drafted: " + join(draft.drafted, ", ") + "\n";
  if (!draft.updated.empty()) action.last += draft.updated + "\n";
  action.remark = draft.left;
  const Cycle* cycle = draft.workspace.cycle(next);
  if (cycle && cycle->state == CycleState::draft)
    action.next = fmt::format("Next: okr edit {0}, and when it is agreed: okr set {0}.state=active\n", next.text);
  action.no_worse_than = std::move(session.workspace);
  return action;
}

/// Everything that the page and the draft are made from.
struct Planned {
  Session session;
  CycleNumbers numbers = {};
  NextCycle next = {};
  CycleDraft draft = {{}, {}};
};

/// A data error where the numbers that would be carried, or what goes on at all, are not known.
Status check_can_carry(Context& context, Workspace& workspace, const CycleNumbers& numbers) {
  TRY(check_unfinished_known(*numbers.cycle));
  if (!has_fault(numbers)) return {};
  report_computed_faults(context, workspace);
  return data_failure(fmt::format("a record of {} is in error: nothing was written", numbers.cycle->id.text));
}

Result<Planned> planned(Context& context, const PlanRequest& request) {
  TRY_ASSIGN(auto session, open_for_change(context));
  Planned plan{std::move(session)};
  Workspace& workspace = plan.session.workspace;
  TRY_ASSIGN(const auto from, cycle_from(context, workspace, request));
  TRY_ASSIGN(const auto called, request.next == "next" ? cycle_behind(workspace, *from)
                                                       : cycle_called(workspace, request.next, context.today()));
  TRY_ASSIGN(plan.next, next_cycle(workspace, *from, called.text));
  plan.numbers = numbers_at_end(workspace, *from, context.today());
  if (request.write) TRY(check_can_carry(context, workspace, plan.numbers));
  if (!request.write && plan.next.cycle && plan.next.cycle->incomplete) {
    plan.draft = as_it_is_read(workspace, *plan.next.cycle);
    return plan;
  }
  TRY_ASSIGN(plan.draft, begun_draft(workspace, plan.numbers, plan.next, context.today()));
  TRY(add_proposals(plan.next.id, context.today(), plan.draft));
  return plan;
}

Result<int> show(Context& context, Planned& planned) {
  auto& [session, numbers, next, draft] = planned;
  const Cycle* cycle = draft.workspace.cycle(next.id);
  if (!cycle) return failure(ErrorKind::internal, "the planned cycle cannot be read back");
  const reports::Plan plan =
      reports::plan_of(session.workspace, numbers, {draft.workspace, *cycle, next.cycle}, context.today());
  if (has_fault(numbers)) note_computed_faults(context, session.workspace);
  present(context, presentation("Plan of " + next.id.text, plan));
  return report_faults(context, session.workspace);
}

Result<Action> prepare(Context& context, const PlanRequest& request) {
  TRY_ASSIGN(auto plan, planned(context, request));
  return action_of(std::move(plan.session), plan.next.id, std::move(plan.draft));
}

}  // namespace

Result<int> plan_next(Context& context, const PlanRequest& request) {
  if (request.write)
    return write_and_exit(
        context, [&] { return prepare(context, request); }, request.git_commit);
  TRY_ASSIGN(auto plan, planned(context, request));
  return show(context, plan);
}

Result<Action> action_for_review(const Context& context, const Session& session, const std::string& word,
                                 const draw::Document& document) {
  const std::string& root = session.workspace.root;
  const std::string folder = session.cycle->folder + "/reviews";
  const std::string name = fmt::format("{}/{}-{}.md", folder, to_string(context.today()), word);
  const std::string shown = safe_for_terminal(shown_path(context, session.workspace.root, name));
  const std::string fresh = review_page(document, context.digits());
  Action action{{root}, fmt::format("Review {} {}", session.cycle->id.text, to_string(context.today()))};
  action.unchanged = shown + " is unchanged\n";
  const std::string path = root + "/" + name;
  if (store::presence(path) == store::Presence::absent) {
    TRY_ASSIGN(auto begun, with_earlier_answers(root, folder, word, context.today(), fresh));
    if (!begun.from.empty()) {
      const std::string from = shown_path(context, session.workspace.root, begun.from);
      action.last = fmt::format("Answers taken along from {}\n", safe_for_terminal(from));
    }
    action.transaction.create(name, std::move(begun.text));
    return action;
  }
  TRY_ASSIGN(auto there, store::read_file_inside(root, path));
  auto anew = written_anew(there, fresh);
  if (!anew)
    return failure(ErrorKind::answer_no, fmt::format("{} {}", shown, anew.error().what),
                   "it stays as it is; remove or rename it to save this one");
  if (there == *anew) action.about = {name};
  action.transaction.replace(name, std::move(there), std::move(*anew));
  return action;
}

// --- a review as a saved page ----------------------------------------------------------------------------------------

// A review as a saved page: what is computed, and between two marks under each question what people answer. The last
// line holds a sum of everything but the answers, so that a page can be written anew without losing a word: the answers
// stay, and a page that was edited elsewhere is left alone.

namespace {

constexpr std::string_view sum_begin = "<!-- okr review ", sum_end = ": answers between their marks are kept -->";

struct Answer {
  std::string topic;
  std::string text;  ///< from the line below the first mark to the line of the second
};

/// A page taken apart.
struct Page {
  std::vector<Answer> answers;
  std::string rest;  ///< without answers and sum, every line with its end
  std::string sum;   ///< as it stands in the last line; empty where there is none
};

tl::unexpected<Error> refused(std::string why) { return failure(ErrorKind::answer_no, std::move(why)); }

/// With its end, as far as there is one.
std::string_view next_line(std::string_view& text) {
  const auto end = text.find('\n');
  const std::string_view line = text.substr(0, end == std::string_view::npos ? end : end + 1);
  text.remove_prefix(line.size());
  return line;
}

std::string_view between(std::string_view line, std::string_view begin, std::string_view end) {
  line = trim(line);
  const bool fits = line.size() > begin.size() + end.size() && line.starts_with(begin) && line.ends_with(end);
  return fits ? line.substr(begin.size(), line.size() - begin.size() - end.size()) : std::string_view();
}

Result<Page> page_in(std::string_view text) {
  Page page;
  bool is_inside = false;
  while (!text.empty()) {
    const std::string_view line = next_line(text);
    const std::string_view topic = between(line, draw::room_begin, draw::room_begin_end);
    const bool ends = trim(line) == draw::room_end;
    if (is_inside ? !topic.empty() : ends)
      return refused("has lost a mark of an answer: each begins and ends with one");
    if (const auto sum = between(line, sum_begin, sum_end); !is_inside && !sum.empty()) {
      page.sum = std::string(sum);
      continue;
    }
    if (is_inside && !ends) {
      page.answers.back().text += line;
      continue;
    }
    is_inside = !topic.empty();
    if (is_inside) page.answers.push_back({std::string(topic), {}});
    page.rest += line;
  }
  if (is_inside) return refused("has lost a mark of an answer: each begins and ends with one");
  return page;
}

std::string checksum_of(const Page& page) { return fmt::format("{:016x}", fingerprint(with_plain_ends(page.rest))); }

bool says_something(const Answer& answer) { return !trim(answer.text).empty(); }

/// Puts the answers into a page that has room for them; the topics that it has no room for.
std::vector<std::string> put_in(const std::vector<Answer>& answers, std::string& page) {
  std::vector<std::string> homeless;
  for (auto at_last = answers.rbegin(); at_last != answers.rend(); ++at_last) {  // an answer may quote a later mark
    const Answer& answer = *at_last;
    if (!says_something(answer)) continue;
    const std::string mark = std::string(draw::room_begin).append(answer.topic).append(draw::room_begin_end);
    const auto at = page.find(mark);
    if (at == std::string::npos) {
      homeless.push_back(answer.topic);
      continue;
    }
    const auto begin = page.find('\n', at) + 1;
    page.replace(begin, page.find(draw::room_end, begin) - begin, answer.text);
  }
  return homeless;
}

std::string with_ends_of(std::string_view there, const std::string& fresh) {
  if (there.find("\r\n") == std::string_view::npos) return fresh;
  std::string result;
  for (const char c : fresh) result += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return result;
}

/// The last page of the kind before the day; empty where there is none.
Result<std::string> last_page(const std::string& root, const std::string& folder, const std::string& word, Date today) {
  if (store::presence(root + "/" + folder) == store::Presence::absent) return std::string();
  if (!store::check_inside(root, root + "/" + folder)) return std::string();  // said where it is written
  TRY_ASSIGN(const auto entries, store::list_folder(root + "/" + folder));
  const std::string now = to_string(today);
  std::string last;
  for (const store::FolderEntry& entry : entries) {
    const bool is_of_kind = entry.name.size() > now.size() && entry.name.substr(now.size()) == "-" + word + ".md";
    if (is_of_kind && entry.name.substr(0, now.size()) < now && last < entry.name) last = entry.name;
  }
  return last;
}

}  // namespace

std::string review_page(const draw::Document& document, std::optional<DigitStyle> digits) {
  std::string text = draw::markdown_text(document, digits, draw::Rooms::open);
  text += "\n";
  const auto page = page_in(text);
  return text + fmt::format("{}{}{}\n", sum_begin, page ? checksum_of(*page) : std::string("-"), sum_end);
}

Result<std::string> written_anew(const std::string& there, const std::string& fresh) {
  TRY_ASSIGN(const auto page, page_in(there));
  if (page.sum.empty()) return refused("is there already, with another text");
  if (page.sum != checksum_of(page)) return refused("was edited outside the room for answers");
  std::string text = with_ends_of(there, fresh);
  if (const auto homeless = put_in(page.answers, text); !homeless.empty())
    return refused(fmt::format("answers what is no longer asked: {}", listed(homeless)));
  return text;
}

Result<BegunPage> with_earlier_answers(const std::string& root, const std::string& folder, const std::string& word,
                                       Date today, const std::string& fresh) {
  BegunPage begun{fresh, {}};
  TRY_ASSIGN(const auto last, last_page(root, folder, word, today));
  if (last.empty()) return begun;
  TRY_ASSIGN(const auto there, store::read_file_inside(root, fmt::format("{}/{}/{}", root, folder, last)));
  const auto page = page_in(there);
  if (!page) return begun;
  put_in(page->answers, begun.text);
  if (begun.text != fresh) begun.from = folder + "/" + last;
  return begun;
}

}  // namespace okr::actions
