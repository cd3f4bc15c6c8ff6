// SPDX-License-Identifier: MIT
// What rules find, on its way to the list of diagnostics; and what `allow` keeps out of it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/model/rule.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

class ObjectiveTable;

/// One finding on its way into the list.
struct Finding {
  Code code;
  Place place;
  std::string message, mend = {}, help = {};
  Repair repair = {};
};

/// Where the value of a key stands that was in force; the key result's heading where it gives none, as kinds do that are
/// measured without it.
Place place_in_force(const KeyResult& key_result, std::string_view key, Date as_of);

/// A rule may be allowed by the record, by the objective for its key results, by `[defaults]` for the file and by
/// `[check]` for the workspace. An error is never kept out: the number cannot be trusted, whatever is allowed.
class Findings {
 public:
  Findings(const Workspace& workspace, Date as_of);

  /// `allow` is the list of the record that the finding is about, itself: by it the record is known. What a draft does
  /// not say yet is a warning. Nothing is noted, and false returned, of what is allowed, or what a personal workspace
  /// is not asked for.
  bool note(const std::vector<std::string>& allow, Finding finding, bool is_unfinished = false);

  /// Notes a finding about a record that has no list of its own: a cycle's in one of its files, or the workspace.
  void note_of_file(Finding finding);

  /// I304 for every code in a list that keeps nothing out, of records that can still be set. To be called when all
  /// rules were asked.
  void note_needless();

  Diagnostics sorted() &&;

 private:
  /// A place where a code may stand.
  struct Allowance {
    const std::vector<std::string>* codes;
    Place place;
    std::string whose;               ///< "of 'ship.users'", "of this file", "of the workspace"
    bool is_asked;                   ///< every rule about setting goals is asked there
    std::set<std::string> kept_out;  ///< the codes that were of use
  };

  void add(const Objective& objective, bool is_asked);
  void add(const std::vector<std::string>& codes, Place place, std::string whose, bool is_asked);
  Allowance* find(const std::vector<std::string>& codes);
  bool is_allowed_by(const std::vector<std::string>& codes, std::string_view code);
  bool is_allowed(const std::vector<std::string>& allow, const Finding& finding);
  void note_needless(const Allowance& allowance);
  std::optional<Finding> needless(const Allowance& allowance, const std::string& text) const;

  const Workspace& workspace_;
  std::map<const std::vector<std::string>*, Allowance> allowances_;
  std::map<const std::vector<std::string>*, const std::vector<std::string>*>
      above_;  ///< of a key result its objective's
  std::map<const std::vector<std::string>*, std::uint32_t> file_of_;
  std::map<std::uint32_t, std::vector<const std::vector<std::string>*>> of_files_;
  bool is_personal_;
  Diagnostics found_;
};

// --- the parts of the walk that looks for good practice --------------------------------------------------------------

/// What is looked through, and where findings go.
struct Practice {
  const Workspace& workspace;
  Date as_of;
  std::span<const RuleWords> words;
  Findings& findings;
};

// what makes numbers wrong (numbers.cpp)
void check_numbers(const Workspace& workspace, Date as_of, Findings& findings);

/// Of a closed cycle W230 and W243: what was changed, or said, since.
void check_closed(const Workspace& workspace, const Cycle& cycle, ObjectiveTable& table, Findings& findings,
                  Date as_of);

// how a cycle's goals are set, while they can still be set (definitions.cpp)
void check_definitions(const Practice& practice, const Cycle& cycle);
void check_sources_of_kpis(const Practice& practice);

// what their titles say (sentences.cpp)
void check_sentences(const Practice& practice, const Cycle& cycle);
void check_sentences_of_kpis(const Practice& practice);

// --- course ----------------------------------------------------------------------------------------------------------

// The rules about how things go: of key results in a cycle that runs, of what has just ended, and of KPIs.

/// While a cycle runs W213, W215, W217, W222, W231, W238, W244, W245 and W246 of what is active in it; of the cycle of
/// each length that ended last W216, W218 and W231. Nothing of drafts and of earlier cycles.
void check_course(const Practice& practice);

/// W219, W220, W221, W223, W234, W240 and W241 (W224 shows on reading). Nothing of KPIs in error.
void check_kpis(const Practice& practice);

// --- an English title word by word, as the rules about words read it -------------------------------------------------

/// A word, a number or a sign such as %, # and $.
struct TitleWord {
  std::string text;        ///< in small letters: "sign-ups", "10,000", "%"
  bool is_number = false;  ///< in digits; a year, a version or Q4 are none
  bool is_name = false;    ///< begins with a capital letter
  bool is_quoted = false;  ///< somebody else's word; never where all of the title is in quotes
  bool is_brand = false;   ///< begins small and has a capital letter: "iOS"
};

class Title {
 public:
  explicit Title(std::string_view text);

  const std::vector<TitleWord>& words() const { return words_; }

  /// The first of the phrases that stands in it as whole words, not in quotes, and not denied ("no bonus", "without
  /// salary"). `#` in a phrase stands for a number.
  std::optional<std::string> phrase(std::span<const std::string> phrases) const;

  /// The verb that it begins with: one of them as it stands ("launch a"), or as -ing or -ed before an article
  /// ("launching the"). Not where the word names a thing: "release notes", "test coverage", "a launch is".
  std::optional<std::string> leading_verb(std::span<const std::string> verbs) const;

  /// One of them that stands alone: after nothing, an amount, an article or a verb of growth, and before nothing, an
  /// amount or "by 5 %". What is told apart from others ("weekly active users", "users of the beta") is not.
  std::optional<std::string> bare(std::span<const std::string> nouns) const;

  /// The first number that is an amount: with its sign, "15%"; no year, version, rank or part of a name.
  std::optional<std::string> amount() const;

  /// The first of these words of pay that stands in the title, as `phrase` finds it; not in a name ("the European
  /// Commission") and not of things ("bonus miles").
  std::optional<std::string> pay(std::span<const std::string> phrases) const;

  bool has_any(std::span<const std::string_view> words) const;

 private:
  bool matches(std::size_t at, std::string_view phrase) const;
  bool is_denied(std::size_t at) const;
  bool is_counted(std::size_t at) const;
  bool names_a_thing(std::size_t behind, std::string_view verb) const;
  bool is_amount(std::size_t at) const;

  std::vector<TitleWord> words_;
};

/// True where what is counted shall become fewer: "cut the hours", "fewer meetings".
bool is_about_less(const Title& title);

}  // namespace okr
