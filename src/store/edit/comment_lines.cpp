// SPDX-License-Identifier: MIT
#include "store/edit/comment_lines.hpp"

#include <algorithm>
#include <unordered_map>

#include "okr/base/text.hpp"
#include "store/edit/proof.hpp"

namespace okr::store {
namespace {

/// True with a letter or a digit of any script. Frames are drawn with ASCII, or with what UTF-8 begins with E2.
bool has_words(std::string_view line) {
  return std::ranges::any_of(line, [](char letter) {
    constexpr unsigned char first_letters = 0xC3, signs = 0xE2;
    const auto byte = static_cast<unsigned char>(letter);
    return is_alphanumeric(letter) || (byte >= first_letters && byte != signs);
  });
}

class LineMatching {
 public:
  LineMatching(const LedLines& before, const LedLines& now)
      : before_(before), now_(now), known_(now.size()), is_taken_(before.size()) {
    for (std::size_t place = 0; place < before.size(); ++place)
      if (has_words(before[place].text)) places_[trim(before[place].text)].push_back(place);
    match_words();
    for (const int step : {1, -1})
      for (std::size_t line = 0; line < now.size(); ++line) match_signs_at(line, static_cast<std::size_t>(step));
    match_signs();
    match_moved();
  }

  std::vector<KnownLine> take() { return std::move(known_); }

 private:
  void know(std::size_t line, std::size_t place, bool is_moved = false) {
    known_[line] = {place, is_moved};
    is_taken_[place] = true;
  }

  const std::vector<std::size_t>& places_of(std::size_t line) const {
    static const std::vector<std::size_t> none;
    const auto found = places_.find(trim(now_[line].text));
    return found == places_.end() ? none : found->second;
  }

  /// As many as stand in one order in both texts.
  void match_words() {
    std::vector<std::size_t> lines, places;
    for (std::size_t line = 0; line < now_.size(); ++line) {
      const auto& alike = places_of(line);
      lines.insert(lines.end(), alike.size(), line);
      places.insert(places.end(), alike.rbegin(), alike.rend());
    }
    for (const std::size_t at : rising(places)) know(lines[at], places[at]);
  }

  bool are_one_sign(std::size_t line, std::size_t place) const {
    return !known_[line].place && !is_taken_[place] && !has_words(now_[line].text) &&
           trim(now_[line].text) == trim(before_[place].text);
  }

  /// Those that touch a line with words on the same side of it in both texts.
  void match_signs_at(std::size_t line, std::size_t step) {
    if (!known_[line].place || !has_words(now_[line].text)) return;
    const std::string_view item = now_[line].item, item_before = before_[*known_[line].place].item;
    std::size_t place = *known_[line].place + step;
    for (line += step; line < now_.size() && place < before_.size(); line += step, place += step) {
      if (now_[line].item != item || before_[place].item != item_before || !are_one_sign(line, place)) return;
      know(line, place);
    }
  }

  /// Between two lines that are known the first that is alike, in front of the same item.
  void match_signs() {
    std::vector<std::size_t> ends(now_.size() + 1, before_.size());
    for (std::size_t line = now_.size(); line-- > 0;) ends[line] = known_[line].place.value_or(ends[line + 1]);
    std::size_t from = 0;
    for (std::size_t line = 0; line < now_.size(); ++line) {
      const bool is_free = !known_[line].place && !has_words(now_[line].text);
      for (std::size_t place = from; is_free && !known_[line].place && place < ends[line]; ++place)
        if (before_[place].item == now_[line].item && are_one_sign(line, place)) know(line, place);
      from = known_[line].place ? *known_[line].place + 1 : from;
    }
  }

  /// What stands in another order.
  void match_moved() {
    for (std::size_t line = 0; line < now_.size(); ++line) {
      if (known_[line].place) continue;
      const auto& places = places_of(line);
      const auto free = std::ranges::find_if(places, [this](std::size_t place) { return !is_taken_[place]; });
      if (free != places.end()) know(line, *free, true);
    }
  }

  const LedLines& before_;
  const LedLines& now_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> places_;  ///< of lines with words
  std::vector<KnownLine> known_;
  std::vector<bool> is_taken_;
};

/// In front of one item.
LedLines led(const TextLines& texts) {
  LedLines lines;
  for (const std::string& text : texts) lines.push_back({text, {}});
  return lines;
}

}  // namespace

std::vector<Span> comment_spans(std::string_view text) {
  std::vector<Span> spans;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"' || text[at] == '\'') {
      at = end_of_string(text, at);
    } else if (text[at] == '#') {
      const auto end = std::min(text.find('\n', at), text.size());
      spans.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
      at = end;
    } else {
      ++at;
    }
  }
  return spans;
}

TextLines comments_in(std::string_view text) {
  TextLines comments;
  for (const Span& span : comment_spans(text))
    comments.emplace_back(trim(text.substr(span.begin, span.end - span.begin)));
  return comments;
}

bool is_comment(const std::string& line) { return !trim(line).empty(); }

bool is_sign(const std::string& line) { return !has_words(line); }

std::vector<KnownLine> known_lines(const LedLines& before, const LedLines& now) {
  return LineMatching(before, now).take();
}

std::vector<KnownLine> known_lines(const TextLines& before, const TextLines& now) {
  return known_lines(led(before), led(now));
}

TextLines added_comments(const TextLines& before, const TextLines& now) {
  TextLines added;
  const auto known = known_lines(before, now);
  for (std::size_t line = 0; line < now.size(); ++line)
    if (!known[line].place && is_comment(now[line])) added.push_back(now[line]);
  return added;
}

}  // namespace okr::store
