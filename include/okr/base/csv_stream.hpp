// SPDX-License-Identifier: MIT
// A CSV read row by row while it arrives in pieces, so that a file of any size takes the memory of one piece. It opens
// nothing: the pieces come from a function.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/csv.hpp"
#include "okr/base/result.hpp"

namespace okr {

/// The longest row: one that is longer is most often a quote that is never closed.
inline constexpr std::size_t longest_csv_row = std::size_t{1} << 20;

class CsvStream {
 public:
  /// The next bytes of the text, UTF-8; empty at its end.
  using NextPiece = std::function<Result<std::string>()>;

  CsvStream(NextPiece next_piece, char delimiter) : next_piece_(std::move(next_piece)), delimiter_(delimiter) {}

  /// As CsvReader::read, with a fault for a row that is too long too. Errors are those of the pieces. After a fault, an
  /// error or the end every call gives false.
  Result<tl::expected<bool, CsvFault>> read(std::vector<CsvCell>& row);

  /// A line of the row that was read last, without its end; empty for other lines. For the excerpt of a message.
  std::string_view line_of_row(std::size_t line) const;

 private:
  Status more();
  std::string_view rest() const { return std::string_view(text_).substr(done_); }

  NextPiece next_piece_;
  char delimiter_;
  std::string text_;
  std::size_t row_begin_ = 0, done_ = 0;  // in text_
  CsvPlace row_place_, place_;            // of row_begin_ and done_
  bool at_end_ = false;                   // no piece is left
  bool stopped_ = false;                  // after a fault or an error
};

}  // namespace okr
