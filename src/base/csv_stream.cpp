// SPDX-License-Identifier: MIT
// A row that reaches the end of what has arrived may go on: it is read again when there is more.
#include "okr/base/csv_stream.hpp"
#include "okr/base/try.hpp"

namespace okr {

/// What is left of the text moves to the front, and at least as much comes behind it, so that a long row is not read
/// again for every piece.
Status CsvStream::more() {
  text_.erase(0, done_);
  done_ = row_begin_ = 0;
  const std::size_t wanted = 2 * text_.size() + 1;
  while (text_.size() < wanted) {
    TRY_ASSIGN(auto piece, next_piece_());
    at_end_ = piece.empty();
    if (at_end_) return {};
    text_ += piece;
  }
  return {};
}

Result<tl::expected<bool, CsvFault>> CsvStream::read(std::vector<CsvCell>& row) {
  using Row = tl::expected<bool, CsvFault>;
  while (!stopped_) {
    CsvReader reader(rest(), delimiter_, place_);
    Row read = reader.read(row);
    const bool may_go_on = !at_end_ && reader.offset() == rest().size();
    if (may_go_on && rest().size() <= longest_csv_row) {
      stopped_ = true;  // unless there is more
      TRY(more());
      stopped_ = false;
      continue;
    }
    row_begin_ = done_;
    row_place_ = place_;
    if (!read)
      stopped_ = true;
    else if (may_go_on) {
      stopped_ = true;
      return Row(tl::unexpected<CsvFault>({place_, "this row is longer than 1 MiB", "is a quote never closed?"}));
    }
    done_ += reader.offset();
    place_ = reader.place();
    return read;
  }
  row.clear();
  return Row(false);
}

std::string_view CsvStream::line_of_row(std::size_t line) const {
  std::string_view text = std::string_view(text_).substr(row_begin_, done_ - row_begin_);
  std::size_t number = row_place_.line;
  while (!text.empty() && number <= line) {
    const std::size_t end = text.find_first_of("\r\n");
    if (number == line) return text.substr(0, end);
    if (end == std::string_view::npos) break;
    const bool pair = text[end] == '\r' && text.substr(end + 1, 1) == "\n";
    text.remove_prefix(end + (pair ? 2 : 1));
    ++number;
  }
  return {};
}

}  // namespace okr
