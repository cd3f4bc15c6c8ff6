// SPDX-License-Identifier: MIT
// Writes mdoc, the macros of manual pages: text goes in as it is, everything that mdoc would obey is escaped here.
#include "cli/manual.hpp"

#include <algorithm>
#include <vector>

#include "okr/base/text.hpp"

namespace okr::cli {

namespace {

/// What roff would read becomes the character itself.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\') {
      result += "\\e";
    } else if (c == '~') {
      result += "\\(ti";
    } else {
      result += c;
    }
  }
  return result;
}

/// Two or three characters that begin with a capital, or punctuation alone, mean something to a macro line.
bool is_callable(std::string_view word) {
  const bool macro =
      word.size() >= 2 && word.size() <= 3 && word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'a' && word[1] <= 'z';
  const bool punctuation = word.size() == 1 && word.find_first_of(".,:;()[]?!|") == 0;
  return macro || punctuation;
}

/// A sentence a line, as manual pages are written, and lines of at most 78 columns.
std::vector<std::string> text_lines(std::string_view text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find_first_of(".!?", begin);
    while (end != std::string_view::npos && text.substr(end + 1, 1) != " ") end = text.find_first_of(".!?", end + 1);
    const std::string_view sentence = text.substr(begin, end == std::string_view::npos ? end : end + 1 - begin);
    for (std::string& part : wrap(trim(sentence), 78)) lines.push_back(std::move(part));
    begin = end == std::string_view::npos ? text.size() : end + 2;
  }
  return lines;
}

}  // namespace

std::string mdoc_text(std::string_view text) {
  std::string result = escaped(text);
  if (!result.empty() && (result.front() == '.' || result.front() == '\'')) result.insert(0, "\\&");
  return result;
}

std::string mdoc_argument(std::string_view text) {
  std::string result;
  for (const char c : escaped(text)) result += c == '"' ? std::string("\\(dq") : std::string(1, c);
  if (is_callable(text)) return "\\&" + result;
  const bool quoted = text.empty() || text.find(' ') != std::string_view::npos;
  return quoted ? '"' + result + '"' : result;
}

Mdoc::Mdoc(const Title& title) {
  line(".Dd " + std::string(title.date));
  line(".Dt " + to_upper_ascii(title.name) + " " + std::string(title.section));
  line(".Os " + std::string(title.os));
  section("NAME");
  line(".Nm " + mdoc_argument(title.name));
  line(".Nd " + mdoc_text(title.about));
}

void Mdoc::line(std::string_view written) {
  text_ += written;
  text_ += '\n';
  after_heading_ = false;
}

void Mdoc::drop_paragraph_break() {
  if (text_.ends_with("\n.Pp\n")) text_.erase(text_.size() - 4);
}

Mdoc& Mdoc::section(std::string_view heading) {
  line(".Sh " + std::string(heading));
  after_heading_ = true;
  return *this;
}

Mdoc& Mdoc::subsection(std::string_view heading) {
  line(".Ss " + std::string(heading));
  after_heading_ = true;
  return *this;
}

Mdoc& Mdoc::paragraph_break() {
  if (!after_heading_) line(".Pp");
  after_heading_ = true;
  return *this;
}

Mdoc& Mdoc::text(std::string_view text) {
  std::string literal;
  const auto end_display = [&] {
    if (!literal.empty()) display(literal);
    literal.clear();
  };
  for (const std::string_view part : split(text, '\n')) {
    if (!part.empty() && part.front() == ' ') {
      literal += std::string(trim(part)) + '\n';
      continue;
    }
    end_display();
    if (part.empty()) paragraph_break();
    for (const std::string& wrapped : text_lines(part)) line(mdoc_text(wrapped));
  }
  end_display();
  return *this;
}

Mdoc& Mdoc::macros(std::string_view line_of_macros) {
  line("." + std::string(line_of_macros));
  return *this;
}

Mdoc& Mdoc::begin_list(const ListStyle& style) {
  drop_paragraph_break();
  line(".Bl -tag -width " + std::string(style.width) + (style.compact ? " -compact" : ""));
  return *this;
}

Mdoc& Mdoc::item(std::string_view plain_tag) {
  line(".It " + mdoc_argument(plain_tag));
  return *this;
}

Mdoc& Mdoc::item_of_macros(std::string_view macros) {
  line(".It " + std::string(macros));
  return *this;
}

Mdoc& Mdoc::end_list() {
  line(".El");
  return *this;
}

Mdoc& Mdoc::display(std::string_view lines) {
  drop_paragraph_break();
  line(".Bd -literal -offset indent");
  for (const std::string_view part : split(lines, '\n')) {
    if (!part.empty()) line(mdoc_text(part));
  }
  line(".Ed");
  return *this;
}

Mdoc& Mdoc::reference(std::string_view name, std::string_view section, bool last) {
  line(".Xr " + std::string(name) + " " + std::string(section) + (last ? "" : " ,"));
  return *this;
}

}  // namespace okr::cli
