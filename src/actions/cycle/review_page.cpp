// SPDX-License-Identifier: MIT
// A review as a saved page: what is computed, and between two marks under each question what people answer. The last
// line holds a sum of everything but the answers, so that a page can be written anew without losing a word: the answers
// stay, and a page that was edited elsewhere is left alone.
#include "actions/cycle/review.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "draw/markdown.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"

namespace okr::cli {
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

std::string with_line_feeds(std::string_view text) {
  std::string result(text);
  std::erase(result, '\r');
  return result;
}

std::string checksum_of(const Page& page) { return fmt::format("{:016x}", fingerprint(with_line_feeds(page.rest))); }

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

}  // namespace okr::cli
