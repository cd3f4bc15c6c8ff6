// SPDX-License-Identifier: MIT
// What rules find, on its way to the list of diagnostics; and what `allow` keeps out of it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "okr/model/workspace.hpp"

namespace okr {

/// One finding on its way into the list.
struct Finding {
  Code code;
  Place place;
  std::string message, mend = {}, help = {};
  Repair repair = {};
};

/// A rule may be allowed by the record, by the objective for its key results, by `[defaults]` for the file and by
/// `[check]` for the workspace. An error is never kept out: the number cannot be trusted, whatever is allowed.
class Findings {
 public:
  Findings(const Workspace& workspace, Date as_of);

  /// `allow` is the list of the record that the finding is about, itself: by it the record is known. What a draft does
  /// not say yet is a warning. Nothing is noted, and false returned, of what is allowed, or what a personal workspace is
  /// not asked for.
  bool note(const std::vector<std::string>& allow, Finding finding, bool is_unfinished = false);

  /// The same of a record that has no list of its own: a cycle's in one of its files, or the workspace.
  void note_of_file(Finding finding);

  /// I304 for every code in a list that keeps nothing out, of records that can still be set. To be called when all rules
  /// were asked.
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

}  // namespace okr
