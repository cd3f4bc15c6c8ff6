// SPDX-License-Identifier: MIT
// The words of an enum, said once beside it: OKR_WORDS(Zone, "fail", "commit", "target", "stretch");
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

/// Gives each value of an enum its word. To be used in the namespace of the enum, with the words in the order of its
/// values, which begin at 0 and leave none out.
#define OKR_WORDS(Enum, ...) \
  constexpr auto enum_words(Enum) { return std::to_array<std::string_view>({__VA_ARGS__}); }

namespace okr {

template <class E>
inline constexpr auto word_table = enum_words(E{});

/// All words of the enum, in the order of its values.
template <class E>
constexpr std::span<const std::string_view> words_of() {
  return word_table<E>;
}

/// The word of a value: "at risk" of PaceStatus::at_risk.
template <class E>
constexpr std::string_view word(E value) {
  return words_of<E>()[static_cast<std::size_t>(value)];
}

/// The value of a word; nothing when it is none of them.
template <class E>
constexpr std::optional<E> parse_word(std::string_view text) {
  const std::span<const std::string_view> words = words_of<E>();
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == text) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace okr
