// SPDX-License-Identifier: MIT
#include "reports/check/screen.hpp"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "reports/check/formats.hpp"

namespace okr::reports {
namespace {

constexpr std::size_t rows_around = 5;  // an empty line, the sum, the hints, what is left out, the prompt

/// A finding as a line, or with the line of its file.
struct Item {
  std::string line;
  std::string block;
  std::size_t line_rows = 0;   ///< on the screen
  std::size_t block_rows = 0;  ///< the same
  bool is_open = false;

  const std::string& text() const { return is_open ? block : line; }
};

class Layout {
 public:
  Layout(const Findings& findings, const CheckScreen& screen) : findings_(findings), screen_(screen) {}

  std::string text() {
    for (const Finding* finding : by_severity(findings_)) add(*finding);
    if (screen_.whole)
      open_all();
    else
      fit();
    std::string text = items();
    if (!text.empty()) text += "\n";
    return text + sum();
  }

 private:
  void add(const Finding& finding) {
    const Diagnostic& what = finding.what;
    ++found_[static_cast<std::size_t>(what.severity)];
    if (what.severity == Severity::info && !screen_.whole) return;
    const std::string place = linked(what);
    Item& item = items_.emplace_back();
    item.line = finding_line(what, place, told(what), screen_.style.colour);
    item.line_rows = rows_of(finding_line(what, plain_place(what), told(what), false));
    shown_.push_back(what);
    if (screen_.plain || (what.severity != Severity::error && !screen_.whole)) return;
    item.block = finding_block(what, place, screen_.style);
    FindingsOptions uncoloured = screen_.style;
    uncoloured.colour = false;
    item.block_rows = rows_of(finding_block(what, plain_place(what), uncoloured));
  }

  std::string plain_place(const Diagnostic& what) const {
    return what.place.known() ? place_text(what, findings_.files[what.place.file].shown) : std::string();
  }

  /// The place, as a link where the terminal takes one: the escapes take no room.
  std::string linked(const Diagnostic& what) const {
    const std::string place = plain_place(what);
    if (screen_.link_host.empty() || !what.place.known()) return place;
    const CheckedFile& file = findings_.files[what.place.file];
    if (file.absolute.empty()) return place;
    const std::string line = what.place.line == 0 ? std::string() : fmt::format("#{}", what.place.line);
    return fmt::format("\x1b]8;;file://{}{}{}\x1b\\{}\x1b]8;;\x1b\\", uri_path(screen_.link_host),
                       uri_path(file.absolute), line, place);
  }

  /// `text` ends with a newline and holds no escapes.
  std::size_t rows_of(std::string_view text) const {
    const std::size_t width = std::max<std::size_t>(screen_.style.width, 1);
    std::size_t rows = 0;
    for (const std::string_view line : split(text.substr(0, text.size() - 1), '\n'))
      rows += std::max<std::size_t>(1, (display_width(line) + width - 1) / width);
    return rows;
  }

  void open_all() {
    for (Item& item : items_) item.is_open = !item.block.empty();
  }

  /// Every finding gets its line, the worst first; what room is left shows the lines of the errors.
  void fit() {
    std::size_t room = screen_.rows > rows_around ? screen_.rows - rows_around : 1;
    std::size_t fitting = 0;
    for (; fitting < items_.size() && items_[fitting].line_rows <= room; ++fitting) room -= items_[fitting].line_rows;
    if (fitting < items_.size()) {
      left_out_ = items_.size() - std::max<std::size_t>(fitting, 1);
      items_.resize(items_.size() - left_out_);
      return;
    }
    for (Item& item : items_) {
      if (item.block.empty() || item.block_rows - item.line_rows + 1 > room) return;
      room -= item.block_rows - item.line_rows + 1;
      item.is_open = true;
    }
  }

  std::string items() const {
    std::string text;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (i > 0 && (items_[i].is_open || items_[i - 1].is_open)) text += "\n";
      text += items_[i].text();
    }
    if (left_out_ > 0) text += fmt::format("and {} more: {} --rule all\n", left_out_, screen_.command);
    return text;
  }

  std::string sum() const {
    std::string text = shown_.empty() ? fmt::format("{} in {}.\n", screen_.nothing,
                                                    counted(static_cast<long long>(findings_.files.size()), "file"))
                                      : findings_summary(shown_, findings_.files.size()) + "\n";
    const std::size_t hints = screen_.whole ? 0 : found_[static_cast<std::size_t>(Severity::info)];
    if (hints > 0)
      text += fmt::format("{}: {} --rule info\n", counted(static_cast<long long>(hints), "hint"), screen_.command);
    return text;
  }

  const Findings& findings_;
  const CheckScreen& screen_;
  std::vector<Item> items_;
  Diagnostics shown_;
  std::size_t found_[3] = {};
  std::size_t left_out_ = 0;
};

}  // namespace

std::string check_screen(const Findings& findings, const CheckScreen& screen) {
  return Layout(findings, screen).text();
}

}  // namespace okr::reports
