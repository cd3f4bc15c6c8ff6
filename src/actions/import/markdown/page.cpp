// SPDX-License-Identifier: MIT
// A page from its first part to its last: cycles, objectives and key results as they begin.
#include "actions/import/markdown/page.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::actions {
using namespace session;

PageReader::PageReader(const MarkdownScene& scene, Draft draft)
    : PageRecords(scene, std::move(draft)),
      parts_(markdown_parts(draft_.text.whole())),
      above_(scene.fiscal_year),
      last_above_(scene.fiscal_year) {
  if (scene.cycle) above_.add_given(*scene.cycle);
  last_above_ = above_;
}

Draft PageReader::draft() {
  lists_ = kinds_of_lists(parts_, scene_.form);
  is_marked_ = has_marks(parts_, 0, scene_.form);
  begin_cycle_of_properties();
  for (at_ = 0; at_ < parts_.size(); ++at_) {
    const std::size_t first = at_;
    links_ = parts_[first].links;
    read(parts_[first]);
    if (left_out_level_ > 0 && !is_left_out_kept_) continue;
    keep_links(parts_[first]);
    for (std::size_t i = first; i <= at_; ++i)
      for (const std::string& comment : parts_[i].hidden) not_understood(parts_[i], comment);
  }
  end_words_above(0);
  return finished();
}

void PageReader::read(const MarkdownPart& part) {
  if (is_left_out(part)) return is_left_out_kept_ ? not_understood(part) : void();
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

void PageReader::begin_cycle(const MarkdownPart& part, CycleHeading said) {
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
  has_objectives_below_ = false;
  not_understood(part, another);
  not_understood(part, said.aside);
}

std::optional<double> PageReader::score_beside_cycle(std::string_view title, const CsvForm& form) {
  constexpr double all = 100;
  LineFacts facts;
  if (!take_fact(title, form, facts) && !take_measure(title, form, facts)) return std::nullopt;
  if (facts.score) return facts.score;
  return facts.progress ? std::optional(*facts.progress / all) : std::nullopt;
}

bool PageReader::is_how_far(const MarkdownLine& said) {
  LineFacts others = said.facts;
  others.progress.reset();
  return said.facts.progress && !said.has_own_number && !others.says_numbers();
}

void PageReader::begin_objective(const MarkdownPart& part, const MarkdownLine& said, ObjectiveForm form, int level) {
  if (is_empty_label(said)) {
    end_objective();
    return not_understood(part);
  }
  objective_at_ = at_;
  has_marked_key_results_.reset();
  other_level_ = key_results_level_ = 0;
  const bool keeps_section = section_ == Section::objectives;
  const bool has_some = has_some_cycle(part);
  end_objective();
  if (!keeps_section) section_ = Section::none;
  if (!has_some) return;
  std::vector<MarkdownLine> lines{said};
  is_labelled_ = form == ObjectiveForm::heading && title_text(said.title).empty();
  if (title_text(said.title).empty()) take_title_below(lines);
  const MarkdownLine& title = lines.back();
  DraftObjective begun;
  const bool is_all_title = title.facts.says_numbers() && !is_how_far(title) && !share_beside(title);
  begun.title = title_text(is_all_title ? title.whole : title.title);
  if (begun.title.empty()) begun.title = title_text(said.marked_by.empty() ? part.text : said.marked_by);
  begun.place = part.place;
  if (!team_.empty()) set_field(begun.fields, "team", store::toml_string(team_));
  for (const MarkdownLine& line : lines) take_links(line);
  set_links(begun);
  begin_or_name_objective(std::move(begun), said);
  form_ = form;
  level_ = level;
  has_objectives_below_ |= form != ObjectiveForm::heading || level > cycle_level_;
  keep_words_above(*objective());
  for (const MarkdownLine& line : lines) {
    take_objective_facts(line);
    keep_unread(part, line.facts.kept_of_objective());
    keep_unread(part, line.unread);
    read_lines(part, line.below);
  }
}

void PageReader::begin_or_name_objective(DraftObjective begun, const MarkdownLine& said) {
  const auto is_same = [&](const std::pair<std::size_t, std::size_t>& one) {
    const DraftObjective& there = draft_.cycles[one.first].objectives[one.second];
    return one.first == cycle_ && there.title == said.marked_by && there.field("team") == begun.field("team");
  };
  const auto known = std::ranges::find_if(marks_of_rows_, is_same);
  if (known == marks_of_rows_.end()) return PageRecords::begin_objective(std::move(begun), said);
  objective_ = known->second;
  marks_of_rows_.erase(known);
  DraftObjective& there = cycle()->objectives[objective_];
  there.title = std::move(begun.title);
  there.place = begun.place;
  for (DraftField& field : begun.fields) set_field(there.fields, std::move(field.key), std::move(field.toml));
}

void PageReader::take_title_below(std::vector<MarkdownLine>& lines) {
  if (!is_title_below()) return;
  const MarkdownPart& below = parts_[++at_];
  lines.push_back(markdown_line(below.text, scene_.form));
  links_.insert(links_.end(), below.links.begin(), below.links.end());
}

void PageReader::take_objective_facts(const MarkdownLine& said) {
  DraftObjective& of = *objective();
  set_common(of, said.facts);
  if (said.facts.score && !of.score) of.score = said.facts.score;
  constexpr double all = 100;
  if (!of.score && is_how_far(said)) of.score = *said.facts.progress / all;
  if (!of.score) of.score = share_beside(said);
}

void PageReader::begin_key_result(const MarkdownPart& part, MarkdownLine said) {
  if (title_text(said.title).empty()) said.title = said.marked_by;  // "KR1"
  if (!objective() || title_text(said.title).empty()) return not_understood(part);
  DraftKeyResult begun;
  begun.title = title_text(said.title);
  begun.place = part.place;
  take_links(said);
  set_links(begun);
  is_key_result_open_ = false;
  const MarkdownLine line = said;
  PageRecords::begin_key_result(std::move(begun), std::move(said));
  settle_decimals(part.text, part.place);
  keep_group(*key_result());
  keep_unread(part, line.unread);
  read_lines(part, line.below);
}

void PageReader::begin_key_result_of_heading(const MarkdownPart& part, const MarkdownLine& said) {
  std::vector<MarkdownLine> lines{said};
  if (title_text(said.title).empty()) take_title_below(lines);
  if (lines.back().title.empty()) lines.back().title = said.marked_by;
  begin_key_result(part, std::move(lines.back()));
  open_key_result(part.level);
}

void PageReader::open_key_result(int level) {
  is_key_result_open_ = true;
  key_result_level_ = level;
  if (section_ != Section::key_results) section_ = Section::none;
}

void PageReader::hint_at_decimal(std::string_view text, CsvPlace place) {
  if (scene_.says_decimal || hints_at_decimal_) return;
  const std::string number = doubtful_number(text, scene_.form);
  if (number.empty()) return;
  const char mark = scene_.form.decimal, other = mark == ',' ? '.' : ',';
  const bool is_read = number.find(mark) != std::string::npos;
  draft_.remarks.push_back(
      {place, is_read
                  ? fmt::format("'{}' is read with a decimal mark '{}': say --decimal {} if that parts thousands, "
                                "else --decimal {}",
                                number, mark, other, mark)
                  : fmt::format("'{0}' is no number: say --decimal {1} if that is its decimal mark", number, other)});
  hints_at_decimal_ = true;
}

const Tongue& PageReader::tongue() {
  if (!tongue_) tongue_ = tongue_of(text_of_page(parts_));
  return *tongue_;
}

void PageReader::settle_decimals(std::string_view text, CsvPlace place) {
  if (scene_.says_decimal) return;
  for (const GroupedNumber& number : grouped_numbers(text, scene_.form)) {
    if (!says_number(key_result_facts(), number.value)) continue;
    if (!tongue_of(text).has_decimal_commas && !tongue().has_decimal_commas) break;
    const std::string other = store::toml_number(number.other_value), said = store::toml_number(number.value);
    const char mark = scene_.form.decimal, other_mark = mark == ',' ? '.' : ',';
    leave_out_key_result();
    return fault(place, Code::E107, fmt::format("'{}' may be {} or {}", number.text, said, other),
                 fmt::format("say --decimal {} for {}, --decimal {} for {}", other_mark, other, mark, said));
  }
  hint_at_decimal(text, place);
}

Draft draft_of_markdown(const MarkdownScene& scene, Draft draft) { return PageReader(scene, std::move(draft)).draft(); }

bool is_markdown(const ImportOptions& options) {
  const std::string name = to_lower_ascii(options.name());
  return options.markdown || name.ends_with(".md") || name.ends_with(".markdown");
}

Result<int> import_markdown(Context& context, const ImportOptions& options) {
  auto option = option_of_readings(options);
  if (options.delimiter) option = "--delimiter";
  if (options.skip > 0) option = "--skip";
  if (option)
    return usage_failure(fmt::format("import of Markdown takes no {}", *option),
                         "it is for the lines and columns of a table; leave it out");
  TRY_ASSIGN(const auto workspace, open_everything(context));
  TRY_ASSIGN(auto cycle, cycle_to_import(context, workspace));
  CellForm said = cell_form(options);
  if (!said.thousands && said.decimal.value_or(".") == ".") said.thousands = ",";
  if (!said.thousands) said.thousands = ".";
  TRY_ASSIGN(const auto form, csv_form(said, workspace.fiscal_start(), "--"));
  Draft draft;
  draft.name = options.name();
  TRY_ASSIGN(auto text, text_to_import(context, options));
  draft.text = LinedText(std::move(text));
  TRY(check_page_encoding(draft.text.whole(), draft.name));
  const Draft read = draft_of_markdown({std::move(cycle), workspace.fiscal_start(), form, context.today(),
                                        options.decimal.has_value(), says_fiscal_year(workspace)},
                                       std::move(draft));
  if (read.cycles.empty() && read.kpis.empty() && read.faults.empty())
    return usage_failure(fmt::format("{} holds no objective", safe_for_terminal(read.name)),
                         "headings name cycles and objectives, items of lists are key results; nothing was written");
  TRY(write_draft(context, read, {options.source, options.skip_bad, options.replace, options.git_commit}));
  return 0;
}

}  // namespace okr::actions
