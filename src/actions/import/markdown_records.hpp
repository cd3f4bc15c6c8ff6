// SPDX-License-Identifier: MIT
// The records that a page of Markdown is read into, and which of them what comes next belongs to: the cycle, objective and
// key result that stand last. What a part of the page is, is markdown_page's to tell.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "actions/import/draft.hpp"
#include "actions/import/markdown.hpp"
#include "actions/import/markdown_line.hpp"
#include "actions/import/markdown_tree.hpp"
#include "actions/import/markdown_words.hpp"

namespace okr::cli {

/// What an objective began as: it ends where the next thing of its kind begins.
enum class ObjectiveForm : std::uint8_t { none, heading, paragraph, item };

class PageRecords {
 protected:
  PageRecords(const MarkdownScene& scene, Draft draft) : scene_(scene), draft_(std::move(draft)) {}

  DraftCycle* cycle();
  DraftObjective* objective();
  DraftKeyResult* key_result();

  void fault(CsvPlace place, Code code, std::string what, std::string mend);

  /// Kept as a comment of the record it stands by, and listed; in front of all records of the first cycle.
  void not_understood(const MarkdownPart& part, const std::string& text);
  /// The part as a whole, as it is written.
  void not_understood(const MarkdownPart& part);

  void begin_cycle(DraftCycle begun);

  /// Opens the cycle of --cycle, where no heading named one; a fault, told once, where none is known.
  bool has_some_cycle(const MarkdownPart& part);

  void end_objective();

  /// What is said of a key result may stand in lines below: its kind is known at the end.
  void begin_key_result(DraftKeyResult begun, MarkdownLine said);
  LineFacts& key_result_facts() { return lines_.back().said.facts; }

  /// Of the key result, else the objective that stands above. One that was given up, or has no title, is kept as a comment.
  void add_initiative(const MarkdownPart& part, MarkdownLine said);

  /// Addresses that found no place, from the one with that number on.
  void keep_links(const MarkdownPart& part, std::size_t first);

  /// A record of which a hidden note of `okr export md` says everything but the title; false where the note is none of
  /// these.
  bool read_noted(const MarkdownPart& part, const std::vector<DraftField>& note);

  /// What was read, when the page is at its end.
  Draft finished();

  const MarkdownScene& scene_;
  Draft draft_;
  bool has_cycle_ = false, has_key_result_ = false;
  bool is_noted_ = false;  ///< `okr export md` wrote it
  ObjectiveForm form_ = ObjectiveForm::none;
  int level_ = 0;  ///< of the heading of the objective
  Section section_ = Section::none;
  std::string readable_;  ///< how the last heading would be read that names a cycle among other words

 private:
  struct KeyResultLine {
    std::size_t cycle, objective, key_result;
    MarkdownLine said;
  };

  bool take_owner_of_initiative(std::string_view line, LineFacts& facts) const;
  bool begin_noted_cycle(const MarkdownPart& part, const std::vector<DraftField>& note);
  bool begin_noted_objective(const MarkdownPart& part, const std::vector<DraftField>& note);
  bool add_noted_key_result(const MarkdownPart& part, const std::vector<DraftField>& note);
  bool add_noted_checkin(const MarkdownPart& part, const std::vector<DraftField>& note);
  bool add_noted_kpi(const MarkdownPart& part, const std::vector<DraftField>& note);

  bool is_empty(const DraftCycle& of) const;
  void move_comments_to_cycles();

  std::vector<std::string> waiting_;  ///< what stood in front of all cycles
  std::vector<KeyResultLine> lines_;
  bool says_no_cycle_ = false;
};

}  // namespace okr::cli
