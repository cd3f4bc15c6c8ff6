// SPDX-License-Identifier: MIT
// Walks a page and decides what each heading, item, paragraph and table is: cycle, objective, key result, comment.
#include "actions/import/markdown.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "actions/import/markdown_line.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::actions {
namespace {

/// What an item of a list is, for those in it.
enum class Role : std::uint8_t { objective, key_result, initiative, section, other };

struct ItemRole {
  int level = 0;
  Role role = Role::other;
  Section section = Section::none;
};

class PageReader : private PageRecords {
 public:
  PageReader(const MarkdownScene& scene, Draft draft)
      : PageRecords(scene, std::move(draft)),
        parts_(markdown_parts(draft_.text.whole())),
        above_(scene.fiscal_year),
        last_above_(scene.fiscal_year) {}

  Draft draft() {
    is_marked_ = has_marks(parts_, 0, scene_.form);
    for (at_ = 0; at_ < parts_.size(); ++at_) {
      const std::size_t first = at_;
      links_ = parts_[first].links;
      read(parts_[first]);
      if (left_out_level_ > 0) continue;
      keep_links(parts_[first]);
      for (std::size_t i = first; i <= at_; ++i)
        for (const std::string& comment : parts_[i].hidden) not_understood(parts_[i], comment);
    }
    return finished();
  }

 private:
  void read(const MarkdownPart& part) {
    if (is_left_out(part)) return;
    for (const std::string& note : part.notes) {
      const auto fields = note_fields(note);
      if (fields.empty() || !read_noted(part, fields)) continue;
      links_.clear();  // the note says them
      const bool is_key_result = fields.front().key == "id" && part.sort == MarkdownSort::item;
      if (is_key_result) roles_ = {{part.level, Role::other, Section::none}};
      return;
    }
    switch (part.sort) {
      case MarkdownSort::heading: return read_heading(part);
      case MarkdownSort::paragraph: return read_paragraph(part);
      case MarkdownSort::item: return read_item(part);
      case MarkdownSort::header: return read_header(part);
      case MarkdownSort::row: return read_row(part);
      case MarkdownSort::other: return not_understood(part);
      case MarkdownSort::too_deep:
        return fault(part.place, Code::E107, "the list or quote is nested too deep", "at most 100 in each other");
    }
  }

  // --- records -------------------------------------------------------------------------------------------------------

  /// A section that is none of OKRs.
  bool is_passed_over() const { return section_ == Section::notes && form_ == ObjectiveForm::none; }

  void begin_cycle(const MarkdownPart& part, CycleHeading said) {
    DraftCycle begun;
    begun.id = said.cycle.id;
    begun.score = score_beside_cycle(said.title, scene_.form);
    if (!begun.score) begun.title = said.title;
    begun.place = part.place;
    if (!said.cycle.says_dates) {
      set_field(begun.fields, "start", to_string(said.cycle.period.first));
      set_field(begun.fields, "end", to_string(said.cycle.period.last));
    }
    const auto is_called_another = [&](const DraftCycle& known) {
      return known.id == begun.id && !known.title.empty() && known.title != begun.title;
    };
    std::string another;
    if (std::ranges::any_of(draft_.cycles, is_called_another)) another = std::exchange(begun.title, {});
    PageRecords::begin_cycle(std::move(begun));
    cycle_level_ = 0;
    not_understood(part, another);
    not_understood(part, said.aside);
  }

  /// "Q1 2026 (0.63)", "Q1 2026 - final score 0.63"
  static std::optional<double> score_beside_cycle(std::string_view title, const CsvForm& form) {
    constexpr double all = 100;
    LineFacts facts;
    if (!take_fact(title, form, facts) && !take_measure(title, form, facts)) return std::nullopt;
    if (facts.score) return facts.score;
    return facts.progress ? std::optional(*facts.progress / all) : std::nullopt;
  }

  /// "Hire [70 %]": nothing else beside the title of an objective is a percentage.
  static bool is_how_far(const MarkdownLine& said) {
    LineFacts others = said.facts;
    others.progress.reset();
    return said.facts.progress && !said.has_own_number && !others.says_numbers();
  }

  void begin_objective(const MarkdownPart& part, const MarkdownLine& said, ObjectiveForm form, int level) {
    const bool keeps_section = section_ == Section::objectives;
    const bool has_some = has_some_cycle(part);
    end_objective();
    if (!keeps_section) section_ = Section::none;
    if (!has_some) return;
    std::vector<MarkdownLine> lines{said};
    if (title_text(said.title).empty()) take_title_below(lines);
    const MarkdownLine& title = lines.back();
    DraftObjective begun;
    begun.title = title_text(title.facts.says_numbers() && !is_how_far(title) ? title.whole : title.title);
    if (begun.title.empty()) begun.title = title_text(said.marked_by.empty() ? part.text : said.marked_by);
    begun.place = part.place;
    if (!team_.empty()) set_field(begun.fields, "team", store::toml_string(team_));
    for (const MarkdownLine& line : lines) take_links(line);
    set_links(begun);
    PageRecords::begin_objective(std::move(begun), said);
    form_ = form;
    level_ = level;
    for (const MarkdownLine& line : lines) {
      take_objective_facts(line);
      keep_unread(part, line.unread);
      read_lines(part, line.below);
    }
  }

  /// "Objective" as a heading, and its title in the paragraph below.
  void take_title_below(std::vector<MarkdownLine>& lines) {
    if (at_ + 1 == parts_.size() || parts_[at_ + 1].sort != MarkdownSort::paragraph) return;
    const MarkdownPart& below = parts_[++at_];
    lines.push_back(markdown_line(below.text, scene_.form));
    links_.insert(links_.end(), below.links.begin(), below.links.end());
  }

  void take_objective_facts(const MarkdownLine& said) {
    DraftObjective& of = *objective();
    set_common(of, said.facts);
    if (said.facts.score && !of.score) of.score = said.facts.score;
    constexpr double all = 100;
    if (!of.score && is_how_far(said)) of.score = *said.facts.progress / all;
  }

  // --- key results ---------------------------------------------------------------------------------------------------

  void begin_key_result(const MarkdownPart& part, MarkdownLine said) {
    if (title_text(said.title).empty()) said.title = said.marked_by;  // "KR1"
    if (!objective() || title_text(said.title).empty()) return not_understood(part);
    hint_at_decimal(part);
    DraftKeyResult begun;
    begun.title = title_text(said.title);
    begun.place = part.place;
    take_links(said);
    set_links(begun);
    is_key_result_open_ = false;
    const MarkdownLine line = said;
    PageRecords::begin_key_result(std::move(begun), std::move(said));
    keep_unread(part, line.unread);
    read_lines(part, line.below);
  }

  /// "KR1" may have its title in the paragraph below.
  void begin_key_result_of_heading(const MarkdownPart& part, const MarkdownLine& said) {
    std::vector<MarkdownLine> lines{said};
    if (title_text(said.title).empty()) take_title_below(lines);
    if (lines.back().title.empty()) lines.back().title = said.marked_by;
    begin_key_result(part, std::move(lines.back()));
    is_key_result_open_ = true;
  }

  /// "1.000" that is read as 1, and "2,5" that is not read, once.
  void hint_at_decimal(const MarkdownPart& part) {
    if (scene_.says_decimal || hints_at_decimal_) return;
    const std::string number = doubtful_number(part.text, scene_.form);
    if (number.empty()) return;
    const char mark = scene_.form.decimal, other = mark == ',' ? '.' : ',';
    const bool is_read = number.find(mark) != std::string::npos;
    draft_.remarks.push_back(
        {part.place,
         is_read ? fmt::format("'{}' is read with a decimal mark '{}': say --decimal {} if that parts thousands, "
                               "else --decimal {}",
                               number, mark, other, mark)
                 : fmt::format("'{0}' is no number: say --decimal {1} if that is its decimal mark", number, other)});
    hints_at_decimal_ = true;
  }

  // --- headings ------------------------------------------------------------------------------------------------------

  void read_heading(const MarkdownPart& part) {
    roles_.clear();
    columns_ = {};
    has_key_result_ = false;
    if (part.level <= team_level_) team_.clear();
    const MarkdownLine said = line_of(part, scene_.form);
    if (said.mark == LineMark::objective) return begin_objective(part, said, ObjectiveForm::heading, part.level);
    if (said.mark == LineMark::key_result && objective()) return begin_key_result_of_heading(part, said);
    above_.end(part.level);
    auto heading = cycle_heading(part.text, scene_.fiscal_year);
    if (!heading) heading = above_.part(part.text, may_be_part_of_cycle(part));
    if (heading) {
      above_.add(part.level, heading->cycle);
      last_above_ = above_;
      team_.clear();
      begin_cycle(part, std::move(*heading));
      cycle_level_ = part.level;
      is_marked_ = has_marks(parts_, at_, scene_.form);
      return;
    }
    if (const auto section = section_called(part.text)) {
      if (*section == Section::objectives || (form_ == ObjectiveForm::heading && part.level <= level_)) end_objective();
      section_ = *section;
      if (*section == Section::notes) not_understood(part);
      return;
    }
    if (stands_for_a_cycle(part)) {
      if (has_cycle_ || !scene_.cycle) return leave_out(part);
      cycle_level_ = part.level;  // what it calls its own way is the cycle of --cycle
    }
    if (!is_marked_ && may_hold_key_results()) return begin_objective(part, said, ObjectiveForm::heading, part.level);
    end_objective();
    const bool holds_some = holds_objectives(parts_, at_, scene_.form);
    section_ = is_marked_ && !holds_some ? Section::notes : Section::none;
    const bool may_be_objective =
        is_marked_ && !holds_some && may_hold_key_results() && !to_lower_ascii(part.text).starts_with("team:");
    team_ = may_be_objective ? std::string() : team_called(part.text);
    team_level_ = !team_.empty() && holds_some ? part.level : 0;
    if (!team_.empty() || (says_only_okrs(part.text) && says_okrs(part.text))) return;
    not_understood(part);
    if (may_be_objective && holds_measures(parts_, at_, scene_.form))
      draft_.remarks.push_back(
          {part.place,
           fmt::format("'{}' is no objective, for others of its cycle are marked: write O1: in front if it is one",
                       cut_to_width(safe_for_terminal(part.text), longest_quote, true))});
    if (!has_cycle_) readable_ = readable_heading(part.text, scene_.fiscal_year);
  }

  /// A heading with objectives of its own, where that of a cycle stands, must not leave them in the cycle above: it
  /// names another one in words that are not known.
  bool stands_for_a_cycle(const MarkdownPart& part) const {
    if (!team_called(part.text).empty() || says_only_okrs(part.text)) return false;
    const bool is_first = !has_cycle_ && cycle_level_ == 0;
    if (!is_first && part.level > cycle_level_) return false;
    if (!is_first && is_marked_) return holds_objectives(parts_, at_, scene_.form);
    return looks_like_period(part.text) && holds_items(parts_, at_, scene_.form);
  }

  void leave_out(const MarkdownPart& part) {
    end_objective();
    left_out_level_ = part.level;
    const std::string readable = readable_heading(part.text, scene_.fiscal_year);
    const std::string way = readable.empty() ? "as Q3 2026, or 2026-Q3" : fmt::format("write it as '{}'", readable);
    fault(part.place, Code::E107,
          fmt::format("'{}' names {}", safe_for_terminal(part.text),
                      readable.empty() ? "no cycle" : "a cycle among other words"),
          safe_for_terminal(way) + "; a section of the cycle above stands one level deeper");
  }

  /// What stands below a heading that was refused, up to the next one of its level or of a cycle.
  bool is_left_out(const MarkdownPart& part) {
    if (left_out_level_ == 0) return false;
    const bool is_next =
        part.sort == MarkdownSort::heading && (part.level <= left_out_level_ || is_cycle_heading(part, scene_.form));
    if (is_next) left_out_level_ = 0;
    return !is_next;
  }

  /// Whether a heading such as "July" has objectives of its own, and is no section of one that stands above, nor one
  /// itself.
  bool may_be_part_of_cycle(const MarkdownPart& part) {
    if (is_marked_) return holds_objectives(parts_, at_, scene_.form);
    const bool may_be_objective = is_item_next(parts_, at_) && !has_items_in_it(parts_, at_ + 1);
    if (may_be_objective && month_named(part.text)) return false;
    const bool is_in_objective = objective() && form_ == ObjectiveForm::heading && level_ <= part.level;
    return !is_in_objective && holds_items(parts_, at_, scene_.form);
  }

  bool may_hold_key_results() const {
    const bool is_preface = section_ == Section::notes && form_ == ObjectiveForm::none && !has_cycle_;
    return !is_preface && holds_key_results(parts_, at_);
  }

  // --- paragraphs ----------------------------------------------------------------------------------------------------

  void read_paragraph(const MarkdownPart& part) {
    if (part.text.empty() || (is_noted_ && part.text.starts_with("Score "))) return;  // of the export
    if (part.level > 0) return read_text(part);
    for (const MarkdownPart& one : marked_lines(part, scene_.form)) {
      roles_.clear();
      if (!is_key_result_open_) has_key_result_ = false;
      links_ = one.links;
      if (!opens_something(one)) read_text(one);
      keep_links(one);
    }
  }

  void read_text(const MarkdownPart& part) {
    const auto lines = split(part.text, '\n');
    read_lines(part, std::vector<std::string>(lines.begin(), lines.end()));
  }

  /// The last lines of a part.
  void read_lines(const MarkdownPart& part, const std::vector<std::string>& lines) {
    std::string rest;
    const auto all = static_cast<std::size_t>(std::ranges::count(part.text, '\n')) + 1;
    const bool has_lines = part.sort != MarkdownSort::row && lines.size() <= all;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::size_t below = has_lines ? all - lines.size() + i : 0;
      const CsvPlace place = below > 0 ? CsvPlace{part.place.line + below, 1} : part.place;
      if (const std::string other = without_facts(lines[i], place); !other.empty())
        rest += (rest.empty() ? "" : "\n") + other;
    }
    not_understood(part, rest);
  }

  /// What of a line is no fact that what stands above can take; empty where all of it is.
  std::string without_facts(std::string_view line, CsvPlace place) {
    if (takes_address(line) || takes_day(line)) return {};
    const std::string score = key_result() ? std::string() : overall_score(line);
    const auto facts = facts_in(score.empty() ? line : score, scene_.form);
    if (facts.empty()) return std::string(line);
    std::vector<std::string> others;
    for (const std::string_view fact : facts)
      if (!takes_fact(fact, place)) others.emplace_back(fact);
    return others.empty() || score.empty() ? join(others, ", ") : std::string(line);
  }

  /// A paragraph that stands for a heading.
  bool opens_something(const MarkdownPart& part) {
    MarkdownLine said = line_of(part, scene_.form);
    if (said.mark == LineMark::objective) {
      begin_objective(part, said, ObjectiveForm::paragraph, 0);
      return true;
    }
    if (said.mark == LineMark::key_result && objective()) {
      begin_key_result(part, std::move(said));
      is_key_result_open_ = true;
      return true;
    }
    if (const auto section = section_called(part.text)) {
      has_key_result_ = false;
      section_ = *section;
      if (*section == Section::notes) not_understood(part);
      return true;
    }
    if (!part.is_strong || !is_item_next(parts_, at_)) return false;
    if (auto heading = cycle_named(part.text, has_items_in_it(parts_, at_ + 1))) {
      begin_cycle(part, std::move(*heading));
      is_marked_ = has_marks(parts_, at_, scene_.form);
      return true;
    }
    if (is_marked_ || form_ == ObjectiveForm::heading || section_ == Section::notes) return false;
    begin_objective(part, said, ObjectiveForm::paragraph, 0);
    return true;
  }

  /// Alone, or as a part of the one that the last heading names.
  std::optional<CycleHeading> cycle_named(std::string_view text, bool may_be_short) const {
    auto heading = cycle_heading(text, scene_.fiscal_year);
    return heading ? heading : last_above_.part(text, may_be_short);
  }

  static bool says_another(const std::optional<double>& there, const std::optional<double>& said) {
    return there && said && *there != *said;
  }

  /// A fact of what stands above: of a key result, of an objective, the score of a cycle.
  bool takes_fact(std::string_view line, CsvPlace place) {
    if (key_result()) return takes_fact_of_key_result(line, place);
    LineFacts facts;
    if (!take_fact(line, scene_.form, facts)) return false;
    if (DraftObjective* of = objective()) {
      if (facts.says_numbers() || says_another(of->score, facts.score)) return false;
      set_common(*of, facts);
      if (facts.score) of->score = facts.score;
      return true;
    }
    if (!has_cycle_ || !facts.score || says_another(cycle()->score, facts.score)) return false;
    cycle()->score = facts.score;
    return true;
  }

  bool takes_fact_of_key_result(std::string_view line, CsvPlace place) {
    LineFacts& facts = key_result_facts();
    const LineFacts before = facts;
    if (!take_fact(line, scene_.form, facts)) return false;
    if (facts.dated.size() > before.dated.size()) facts.dated.back().place = place;
    if (facts.value != before.value || facts.as_of != before.as_of) facts.said_at = place;
    return true;
  }

  /// A whole day alone is that of the value above it.
  bool takes_day(std::string_view line) {
    if (!key_result() || !day_said(line)) return false;
    LineFacts& facts = key_result_facts();
    if ((!facts.value && !facts.progress && !facts.score) || facts.as_of) return false;
    std::vector<std::string_view> days{line};
    take_days(days, scene_.form, facts);
    return days.empty();
  }

  // --- lists ---------------------------------------------------------------------------------------------------------

  void read_item(const MarkdownPart& part) {
    while (!roles_.empty() && roles_.back().level >= part.level) roles_.pop_back();
    MarkdownLine said = line_of(part, scene_.form);
    ItemRole role{part.level, role_of(part, said), Section::none};
    if (role.role == Role::section) role.section = section_called(part.text).value_or(Section::none);
    switch (role.role) {
      case Role::objective: begin_objective(part, said, ObjectiveForm::item, part.level); break;
      case Role::key_result: begin_key_result(part, std::move(said)); break;
      case Role::initiative:
        take_links(said);
        add_initiative(part, std::move(said));
        break;
      case Role::section: break;
      case Role::other: not_understood(part); break;
    }
    roles_.push_back(role);
  }

  Role role_of(const MarkdownPart& part, const MarkdownLine& said) {
    if (said.mark == LineMark::objective) return Role::objective;
    if (section_called(part.text) && has_items_in_it(parts_, at_)) return Role::section;
    if (said.mark == LineMark::key_result && objective()) return Role::key_result;
    if (!roles_.empty()) return role_inside(roles_.back(), part, said);
    if (is_passed_over()) return Role::other;
    const bool is_below = objective() && form_ != ObjectiveForm::item;
    if (!is_below) end_objective();
    if (section_ == Section::initiatives) return objective() ? Role::initiative : Role::other;
    if (section_ == Section::notes) return Role::other;
    if (is_below && !is_fact(part, said, false))
      return said.mark == LineMark::initiative ? Role::initiative : Role::key_result;
    if (is_below) return Role::section;  // taken by is_fact
    return !is_marked_ && has_items_in_it(parts_, at_) ? Role::objective : Role::other;
  }

  /// Items in an item: what they are follows from it.
  Role role_inside(const ItemRole& outer, const MarkdownPart& part, const MarkdownLine& said) {
    if (outer.role == Role::section && outer.section == Section::initiatives) return Role::initiative;
    if (outer.role == Role::section && outer.section == Section::notes) return Role::other;
    if (outer.role == Role::other) return Role::other;
    if (said.mark == LineMark::initiative) return Role::initiative;
    if (is_fact(part, said, outer.role == Role::key_result)) return Role::section;
    if (outer.role == Role::objective || outer.role == Role::section) return Role::key_result;
    return Role::initiative;
  }

  /// Takes "Owner: ana, due 30 Sep 2026" where a record stands above. What of it cannot be used is kept as a comment,
  /// as is what else a key result may say of itself ("Stretch: 500"); but "Goal: be loved" may be the title of one.
  bool is_fact(const MarkdownPart& part, const MarkdownLine& said, bool is_in_key_result) {
    if (is_in_key_result && takes_day(part.text)) return true;
    if (!is_in_key_result && !address_said(part.text).empty()) has_key_result_ = false;  // it is of the objective
    if (takes_address(part.text)) return true;
    const auto facts = facts_in(std::string_view(part.text).substr(0, part.text.find('\n')), scene_.form);
    if (facts.empty() && (!is_in_key_result || !names_field(part.text, scene_.form))) return false;
    LineFacts usable;
    const bool is_usable = !facts.empty() && take_fact(facts.front(), scene_.form, usable);
    if (!is_in_key_result && !is_usable && may_be_title(part.text, said)) return false;
    read_text(part);
    return true;
  }

  static bool may_be_title(std::string_view text, const MarkdownLine& said) {
    return said.facts.has_measure() ||
           is_one_of("current|baseline|target|unit", fact_called(text.substr(0, text.find(':'))));
  }

  // --- tables --------------------------------------------------------------------------------------------------------

  void read_header(const MarkdownPart& part) {
    columns_ = table_columns(part.cells);
    if (!columns_.is_usable()) not_understood(part);
  }

  void read_row(const MarkdownPart& part) {
    if (!columns_.is_usable()) return not_understood(part);
    if (is_total(columns_, part.cells)) {
      draft_.remarks.push_back(
          {part.place, fmt::format("left out, it says only something of the rows above: {}",
                                   cut_to_width(safe_for_terminal(part.text), longest_quote, true))});
      return;
    }
    std::vector<TableRow> rows = table_rows(columns_, part.cells, scene_.form);
    for (TableRow& row : rows) read_row(part, std::move(row), rows.size() > 1);
  }

  void read_row(const MarkdownPart& part, TableRow row, bool is_one_of_several) {
    if (!row.cycle.empty()) {
      auto heading = cycle_named(row.cycle, true);
      if (!heading)
        return fault(part.place, Code::E107, fmt::format("'{}' names no cycle", safe_for_terminal(row.cycle)),
                     "as Q3 2026, or 2026-Q3");
      if (!select_cycle(heading->cycle.id)) begin_cycle(part, std::move(*heading));
    }
    if (!row.objective.empty()) begin_objective_of_row(part, markdown_line(row.objective, scene_.form));
    if (row.key_result.title.empty() && objective()) return add_to_objective(part, row);
    if (!objective() && has_cycle_) return not_understood(part);
    std::vector<std::string> unread = std::move(row.unread);
    if (is_one_of_several) {
      has_key_result_ = false;  // what is unread is of all of them
      for (const std::string& text : std::exchange(unread, {})) not_understood(part, text);
      keep_links(part);
    }
    begin_key_result(part, std::move(row.key_result));
    keep_unread(part, unread);
  }

  /// A row without a key result is the objective's own.
  void add_to_objective(const MarkdownPart& part, const TableRow& row) {
    const LineFacts& facts = row.key_result.facts;
    if (facts.says_numbers() || says_another(objective()->score, facts.score)) return not_understood(part);
    take_objective_facts(row.key_result);
    keep_unread(part, row.unread);
  }

  void begin_objective_of_row(const MarkdownPart& part, const MarkdownLine& said) {
    if (const auto known = objective_called(said, team_)) {
      select_objective(*known);
      const std::string title = title_text(said.title);
      if (objective()->title == said.marked_by && !title.empty()) objective()->title = title;  // it was "O1" so far
      return;
    }
    const auto is_its_own = [&](const MarkdownLink& link) { return columns_.is_objective(link.at); };
    std::vector<MarkdownLink> others = links_;
    std::erase_if(others, is_its_own);
    std::erase_if(links_, std::not_fn(is_its_own));
    begin_objective(part, said, ObjectiveForm::paragraph, 0);
    links_ = std::move(others);
  }

  std::vector<MarkdownPart> parts_;
  std::size_t at_ = 0;
  bool is_marked_ = false;           ///< objectives of this cycle are written as such: "O1:"
  bool is_key_result_open_ = false;  ///< it began as a heading or paragraph: what stands below it is of it
  std::string team_;
  CyclesAbove above_;       ///< the heading that is read
  CyclesAbove last_above_;  ///< as they stood behind the last heading that named a cycle: for tables and paragraphs
  int team_level_ = 0;      ///< of the heading of a team whose objectives stand deeper; 0 where they do not
  bool hints_at_decimal_ = false;
  int cycle_level_ = 0;     ///< of the heading of the cycle; 0 where it has none
  int left_out_level_ = 0;  ///< of a heading that was refused; 0 for none
  std::vector<ItemRole> roles_;
  TableColumns columns_;
};

}  // namespace

Draft draft_of_markdown(const MarkdownScene& scene, Draft draft) { return PageReader(scene, std::move(draft)).draft(); }

}  // namespace okr::actions
