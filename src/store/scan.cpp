// SPDX-License-Identifier: MIT
// One pass over TOML that finds where statements, keys and values stand, and the first place that is no TOML.
#include "store/toml.hpp"

#include <algorithm>
#include <cstring>

#include "okr/base/text.hpp"

namespace okr::store {
namespace {

/// The walk itself; every step returns false once a fault is set.
class Scanner {
 public:
  Scanner(std::string_view text, Outline* outline)
      : text_(text), at_(mark_length(text)), size_(static_cast<std::uint32_t>(text.size())), outline_(outline) {}

  std::optional<SyntaxFault> run() {
    while (at_ < size_ && statement()) {
    }
    return std::move(fault_);
  }

 private:
  struct Open {
    char bracket;
    std::uint32_t at;
    std::uint32_t container;
    std::uint32_t depth;
  };

  bool fail(SyntaxFault fault) {
    fault_ = std::move(fault);
    return false;
  }
  bool fail(Expectation wanted) { return fail(surprise(text_, at_, wanted)); }
  char here() const { return at_ < size_ ? text_[at_] : '\0'; }

  void skip_blank() {
    while (at_ < size_ && is(blank, text_[at_])) ++at_;
  }

  void skip_comment() {
    const void* end = std::memchr(text_.data() + at_, '\n', size_ - at_);
    at_ = end == nullptr ? size_ : static_cast<std::uint32_t>(static_cast<const char*>(end) - text_.data());
  }

  /// Blanks, comments and line ends, as between the elements of a list.
  void skip_space() {
    for (;;) {
      skip_blank();
      if (here() == '\n' && at_ < size_)
        ++at_;
      else if (here() == '\r' && at_ + 1 < size_ && text_[at_ + 1] == '\n')
        at_ += 2;
      else if (here() == '#')
        skip_comment();
      else
        return;
    }
  }

  bool line_end() {
    skip_blank();
    if (here() == '#') skip_comment();
    if (at_ == size_) return true;
    if (here() == '\r' && at_ + 1 < size_ && text_[at_ + 1] == '\n') ++at_;
    if (here() != '\n') return fail(Expectation::line_end);
    ++at_;
    return true;
  }

  bool statement() {
    skip_blank();
    const char byte = here();
    if (at_ == size_ || byte == '\n' || byte == '\r' || byte == '#') return line_end();
    if (byte == '[') return header() && line_end();
    return key_value(no_statement) && value() && line_end();
  }

  bool header() {
    Statement statement;
    const auto begin = at_++;
    const bool doubled = here() == '[';
    if (doubled) ++at_;
    statement.kind = doubled ? StatementKind::array_header : StatementKind::header;
    skip_blank();
    if (!key(statement)) return false;
    for (int bracket = doubled ? 2 : 1; bracket > 0; --bracket, ++at_) {
      if (here() != ']') return fail(Expectation::heading_end);
    }
    statement.value = Span{begin, at_};
    record(statement);
    return true;
  }

  void record(const Statement& statement) {
    if (outline_ != nullptr) outline_->statements.push_back(statement);
  }

  /// The key and its `=`; the walk then stands on the value.
  bool key_value(std::uint32_t container) {
    Statement statement;
    statement.container = container;
    statement.in_array = !open_.empty() && below_list();
    if (!key(statement)) return false;
    if (here() != '=') return fail(Expectation::equals);
    ++at_;
    skip_blank();
    current_ = outline_ == nullptr ? no_statement : static_cast<std::uint32_t>(outline_->statements.size());
    statement.value = Span{at_, at_};
    record(statement);
    return true;
  }

  bool below_list() const {
    return std::any_of(open_.begin(), open_.end(), [](const Open& open) { return open.bracket == '['; });
  }

  /// A key of one or more parts; `part_count` and `key` of the statement, blanks behind it skipped.
  bool key(Statement& statement) {
    statement.key = Span{at_, at_};
    statement.first_part = outline_ == nullptr ? 0 : static_cast<std::uint32_t>(outline_->parts.size());
    for (;;) {
      const auto begin = at_;
      if (!key_part()) return false;
      if (outline_ != nullptr) outline_->parts.push_back(Span{begin, at_});
      statement.key.end = at_;
      if (++statement.part_count > most_key_parts) return too_deep(statement.key, "a key has more than 128 parts");
      skip_blank();
      if (here() != '.') break;
      ++at_;
      skip_blank();
    }
    last_part_count_ = statement.part_count;
    return true;
  }

  bool key_part() {
    const char byte = here();
    if (byte == '"' || byte == '\'') {
      const auto end = end_of_string(text_, at_);
      if (end == std::string_view::npos) return fail(never_closed(text_, at_));
      if (end - at_ > 2 && text_[at_ + 1] == byte && text_[at_ + 2] == byte) return fail(Expectation::key);
      at_ = static_cast<std::uint32_t>(end);
      return true;
    }
    const auto begin = at_;
    while (at_ < size_ && is(bare_key, text_[at_])) ++at_;
    return at_ > begin || fail(Expectation::key);
  }

  bool too_deep(Span span, const char* message) {
    SyntaxFault fault;
    fault.code = SyntaxCode::limit;
    fault.span = span;
    fault.message = message;
    fault.hint = "no okr file needs this; is it the right file?";
    return fail(std::move(fault));
  }

  /// The value at the walk's place, with all it holds.
  bool value() {
    open_.clear();
    for (;;) {
      const auto owner = current_;
      if (here() == '[' || here() == '{') {
        if (!open(owner)) return false;
      } else {
        if (!scalar()) return false;
        close_statement(owner);
        if (open_.empty()) return true;
      }
      if (!next_item()) return false;
      if (open_.empty()) return true;
    }
  }

  bool open(std::uint32_t owner) {
    const std::uint32_t outer = open_.empty() ? 0 : open_.back().depth;
    const std::uint32_t extra = open_.empty() || open_.back().bracket == '[' ? 0 : last_part_count_ - 1;
    if (outer + extra + 1 > deepest_nesting) return too_deep(Span{at_, at_ + 1}, "brackets nested more than 128 deep");
    open_.push_back(Open{text_[at_], at_, owner, outer + extra + 1});
    ++at_;
    first_item_ = true;
    return true;
  }

  /// Behind an opening bracket or an item: closes what closes, then stands on the next value (or nothing is open).
  bool next_item() {
    while (!open_.empty()) {
      skip_space();
      const Open top = open_.back();
      if (at_ == size_) return fail(never_closed(text_, top.at));
      if (!first_item_ && here() == ',') {
        ++at_;
        skip_space();
        first_item_ = true;
        if (at_ == size_) return fail(never_closed(text_, top.at));
      }
      if (here() == (top.bracket == '[' ? ']' : '}')) {
        ++at_;
        open_.pop_back();
        close_array_or_table(top);
        continue;
      }
      if (!first_item_) return fail(top.bracket == '[' ? Expectation::list_comma : Expectation::table_comma);
      first_item_ = false;
      if (top.bracket == '{') return key_value(top.container);
      current_ = top.container;
      return true;
    }
    return true;
  }

  void close_array_or_table(const Open& closed) {
    first_item_ = false;
    const bool is_element = !open_.empty() && open_.back().bracket == '[';
    if (!is_element) close_statement(closed.container);
  }

  /// Writes down where the value of a statement ends; elements of lists have no statement of their own.
  void close_statement(std::uint32_t owner) {
    const bool is_element = !open_.empty() && open_.back().bracket == '[';
    first_item_ = false;
    if (outline_ != nullptr && owner != no_statement && !is_element) outline_->statements[owner].value.end = at_;
  }

  bool scalar() {
    if (here() == '"' || here() == '\'') {
      const auto end = end_of_string(text_, at_);
      if (end == std::string_view::npos) return fail(never_closed(text_, at_));
      at_ = static_cast<std::uint32_t>(end);
      return true;
    }
    const auto begin = at_;
    bare_run();
    if (at_ == begin) return fail(Expectation::value);
    return plausible(Span{begin, at_}) || fail(bad_word(text_, Span{begin, at_}));
  }

  void bare_run() {
    const auto begin = at_;
    while (at_ < size_ && is(bare_value, text_[at_])) ++at_;
    const bool date_then_time =
        at_ - begin == 10 && text_[begin + 4] == '-' && here() == ' ' && at_ + 1 < size_ && is_digit(text_[at_ + 1]);
    if (!date_then_time) return;
    ++at_;
    while (at_ < size_ && is(bare_value, text_[at_])) ++at_;
  }

  /// 2026-08-17T:00, on which the parser stops without a place.
  bool has_broken_time(Span word) const {
    const auto written = text_.substr(word.begin, word.end - word.begin);
    if (written.size() < 11 || written[4] != '-' || written[7] != '-' || (written[10] | 0x20) != 't') return false;
    return written.size() < 13 || !is_digit(written[11]) || !is_digit(written[12]);
  }

  bool plausible(Span word) const {
    const char first = text_[word.begin];
    if (is_digit(first)) return !has_broken_time(word);
    if (first == '+' || first == '-' || first == '.') return true;
    const auto written = text_.substr(word.begin, word.end - word.begin);
    return written == "true" || written == "false" || written == "inf" || written == "nan";
  }

  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t size_;
  Outline* outline_;
  std::optional<SyntaxFault> fault_;
  std::vector<Open> open_;
  std::uint32_t current_ = no_statement;
  std::uint32_t last_part_count_ = 0;
  bool first_item_ = false;
};

}  // namespace

std::optional<SyntaxFault> scan(std::string_view text, Outline* outline) { return Scanner(text, outline).run(); }

}  // namespace okr::store
