// SPDX-License-Identifier: MIT
// Text on a terminal and words near to other words: width, cutting, wrapping, spelling, safety; names in a row, and how
// many there are, as a sentence says them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace okr {

/// Columns the text takes on a terminal: wide characters 2, combining marks and controls 0 (utf8proc, no locale). The
/// sum over characters, as most terminals count, so that a family of joined emoji takes the columns of its members;
/// a byte that is not UTF-8 takes 1, as its stand-in does.
std::size_t display_width(std::string_view text);

/// At most `width` columns, the last one an ellipsis (or `~` when `ascii`) where something was cut. Never cuts a
/// character with its combining marks apart.
std::string cut_to_width(std::string_view text, std::size_t width, bool ascii);

/// The text with spaces behind it to fill `width` columns; unchanged when it is as wide already.
std::string pad_right(std::string_view text, std::size_t width);
/// The text with spaces in front of it to fill `width` columns; unchanged when it is as wide already.
std::string pad_left(std::string_view text, std::size_t width);

/// Lines of at most `width` columns, broken at spaces and at newlines; runs of spaces become one; a longer word stands
/// alone. At least one line.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The text without anything a terminal would obey. C0 controls and DEL become their pictures (U+2400 + c, ESC is
/// U+241B); C1 controls, bidirectional marks and overrides, U+2028, U+2029 and each byte that is not UTF-8 become
/// U+FFFD; a tab becomes a space. With `keep_newlines` newlines stay and CR LF becomes one.
std::string safe_for_terminal(std::string_view text, bool keep_newlines = false);

/// What of it safe_for_terminal would replace behind ASCII's printable part (DEL, C1 controls, bidirectional marks and
/// overrides, U+2028, U+2029) as the escapes of JSON and TOML, "\u009b"; the rest byte for byte.
std::string with_controls_escaped(std::string_view text);

/// True when the text holds a control character (C0 except tab and newline, C1 as UTF-8 or as a bare byte, DEL).
bool has_control_character(std::string_view text);

/// Bytes of the longest file that is read into memory as a whole, from the disk or from git: 64 MiB.
inline constexpr std::size_t largest_file = std::size_t{64} * 1024 * 1024;

/// Characters (code points) of the text; each byte that is not UTF-8 counts as one.
std::size_t count_characters(std::string_view text);

/// All bytes of the character that begins at `at`; one byte where they are no UTF-8, none behind the end.
std::string_view character_at(std::string_view text, std::size_t at);

/// Bytes of the character that begins at byte `at`, which lies inside the text, with the marks and joiners that belong
/// to it: what a cursor steps over at once.
std::size_t character_bytes(std::string_view text, std::size_t at);

/// Insertions, deletions, replacements and swaps of neighbours between the two, in characters, case-insensitive for
/// ASCII (Damerau-Levenshtein in the form that edits no place twice).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to the word, when it is near enough to be meant (distance at most 2, or a third of the
/// word's length rounded up, whichever is smaller, and less than its length; a shared prefix of 3 breaks ties, then the
/// order of the candidates). Empty when none is.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates);

/// The nearest, else the longest candidate of three letters or more with which the word begins ("monday": "mon").
std::optional<std::string> meant_word(std::string_view word, std::span<const std::string_view> candidates);

/// "did you mean 'target'?" of what nearest found, safe for a terminal, else what is said instead.
std::string did_you_mean(const std::optional<std::string>& near, std::string_view otherwise = {});
/// The same question where there is one, on a line of its own, and below it what is said in any case.
std::string did_you_mean_first(const std::optional<std::string>& near, std::string_view always);

/// What some programs write in front of UTF-8; it is no part of the text.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// For how many unknown names of one reading the nearest name is looked for: for more it would take longer than to read
/// them.
inline constexpr std::size_t most_suggestions = 50;

/// Where the first byte stands that is no UTF-8, counted from 0; nothing where all are. Strict: no overlong forms, no
/// surrogates, nothing past U+10FFFF.
std::optional<std::size_t> first_byte_not_utf8(std::string_view text);
inline bool is_valid_utf8(std::string_view text) { return !first_byte_not_utf8(text); }

/// True for a byte inside a character of UTF-8, behind its first.
constexpr bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// True for 0 to 9, in every locale.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// True for a to z, in every locale.
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
/// True for A to Z, in every locale.
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
/// True for a letter or a digit of ASCII, in every locale.
constexpr bool is_alphanumeric(char c) { return is_lower(c) || is_upper(c) || is_digit(c); }

/// A to Z become a to z, every other byte stays.
constexpr char to_lower_ascii(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
/// a to z become A to Z, every other byte stays.
constexpr char to_upper_ascii(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
std::string to_lower_ascii(std::string_view text);
std::string to_upper_ascii(std::string_view text);

/// The text with a capital as its first letter, where that is one of ASCII, as a sentence begins.
std::string capitalised(std::string text);

/// The text with the marks taken off its letters: "Zoë" -> "Zoe"; unchanged when it is not UTF-8.
std::string without_accents(std::string_view text);

/// The parts between the separators, empty ones too; an empty text is one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The words between the blanks; none of an empty text.
std::vector<std::string_view> words_in(std::string_view text);

/// The text without ASCII blanks and line ends at both ends.
std::string_view trim(std::string_view text);

/// The text with its lines ended by a line feed alone, whatever system wrote it.
std::string with_plain_ends(std::string_view text);

/// The parts behind each other, the separator between them; empty for no parts.
std::string join(std::span<const std::string> parts, std::string_view separator);
std::string join(std::span<const std::string_view> parts, std::string_view separator);

/// The words, each in double quotes, with commas between them.
std::string quoted_words(std::span<const std::string_view> words);

/// The lines of a text behind each other, with a blank between them; empty ones left out.
std::string on_one_line(std::string_view text);

/// A short name for a text, the same on every machine: FNV-1a, 64 bits.
std::uint64_t fingerprint(std::string_view text);

/// "a", "a and b", "a, b and c"; of more than `most` + 1 names the first `most`: "a, b and 3 more". Empty for none.
std::string listed(std::span<const std::string> names, std::size_t most = std::numeric_limits<std::size_t>::max());

/// "1 day", "2 days", "0 days"; "1 entry", "2 entries" with both words said.
std::string counted(long long count, std::string_view one);
std::string counted(long long count, std::string_view one, std::string_view many);

}  // namespace okr
