// SPDX-License-Identifier: MIT
// An English title word by word, as the rules about words read it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace okr {

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

  /// As phrase, of words of pay; not in a name ("the European Commission") and not of things ("bonus miles").
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
