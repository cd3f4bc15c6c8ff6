// SPDX-License-Identifier: MIT
// Many edits of one text, each made on the lines of the heading it is about, and the whole proven once at the end.
#include "okr/store/edit.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "store/edit/proof.hpp"

namespace okr::store {
namespace {

constexpr std::size_t longest_key = 3;  // ship.users.target; for longer ones all of the text is read

/// A heading with its lines and the comments right above it; the first piece is what stands above all headings.
struct TablePiece {
  KeyPath heading;  ///< empty of the first, and of what begins with [[ ]]
  std::string before, after;

  bool is_edited() const { return before != after; }
};

bool is_heading(const EditSource& source, std::uint32_t index) {
  return source.statement(index).kind != StatementKind::key_value;
}

/// Where the pieces begin, and which of them writes something of a key.
class Cut {
 public:
  explicit Cut(const EditSource& source) {
    std::uint32_t begin = 0;
    KeyPath heading;
    for (std::uint32_t index = 0; index < source.count(); ++index) {
      if (is_heading(source, index)) {
        const std::uint32_t next = begin_with_comments(source, index);
        end(source, heading, begin, next);
        begin = next;
        const bool is_plain = source.statement(index).kind == StatementKind::header;
        heading = is_plain ? source.located(index).path : KeyPath();
      }
      note(source.located(index).path);
    }
    end(source, heading, begin, static_cast<std::uint32_t>(source.text().size()));
  }

  /// The only piece that has the heading and may write the key.
  std::optional<std::size_t> only_piece(const KeyPath& key) const {
    const auto home = headed_.find(KeyPath(key.begin(), key.end() - 1));
    if (home == headed_.end()) return std::nullopt;
    const auto [first, last] = writers_.equal_range(key);
    const bool is_alone = std::all_of(first, last, [&](const auto& writer) { return writer.second == home->second; });
    return is_alone ? std::optional(home->second) : std::nullopt;
  }

  std::vector<TablePiece> pieces;

 private:
  void end(const EditSource& source, const KeyPath& heading, std::uint32_t begin, std::uint32_t end) {
    std::string text(source.text().substr(begin, end - begin));
    if (!heading.empty()) headed_.emplace(heading, pieces.size());
    pieces.push_back({heading, text, std::move(text)});
  }

  void note(KeyPath path) {
    if (path.size() > longest_key) path.resize(longest_key);
    for (; path.size() > 1; path.pop_back()) {
      const auto [first, last] = writers_.equal_range(path);
      if (first != last && std::prev(last)->second == pieces.size()) return;  // and so all above it
      writers_.emplace(path, pieces.size());
    }
  }

  std::map<KeyPath, std::size_t> headed_;
  std::multimap<KeyPath, std::size_t> writers_;
};

std::string joined(const std::vector<TablePiece>& pieces) {
  std::string text;
  for (const TablePiece& piece : pieces) text += piece.after;
  return text;
}

/// Carriage returns and last lines without an end look at the whole text.
bool can_be_cut(const std::string& text) { return text.find('\r') == std::string::npos && text.ends_with('\n'); }

// --- the proof -------------------------------------------------------------------------------------------------------

/// What the edited pieces say now and said before, by the keys of their headings.
struct EditedTables {
  const Document* before = nullptr;
  const Document* after = nullptr;
  std::map<std::string_view, EditedTables> below;
};

/// The whole text before and after: the tables of edited pieces hold what these say, all else is as it was.
class PiecesProof {
 public:
  PiecesProof(const Document& before, const Document& after) : before_(before), after_(after) {}

  bool agrees(const Node& before, const Node& after, const EditedTables& edited, const KeyPath& path = {}) const {
    if (!before.is_table() || !after.is_table()) return false;
    const ByKey news = children_by_key(after_, &after);
    const ByKey said = edited.after ? children_by_key(*edited.after, edited.after->find(path)) : ByKey();
    const ByKey unsaid = edited.before ? children_by_key(*edited.before, edited.before->find(path)) : ByKey();
    std::size_t kept = 0;
    for (const Node& old : before_.children(before)) {
      if (unsaid.contains(old.key())) continue;
      ++kept;
      const auto now = news.find(old.key());
      if (now == news.end() || !is_kept(old, *now->second, edited, path)) return false;
    }
    const auto is_said = [&](const ByKey::value_type& one) {
      const auto now = news.find(one.first);
      return now != news.end() && same_content(*edited.after, *one.second, after_, *now->second);
    };
    return news.size() == kept + said.size() && std::ranges::all_of(said, is_said);
  }

 private:
  bool is_kept(const Node& old, const Node& now, const EditedTables& edited, KeyPath path) const {
    const auto below = edited.below.find(old.key());
    if (below == edited.below.end()) return same_content(before_, old, after_, now);
    path.emplace_back(old.key());
    return agrees(old, now, below->second, path);
  }

  const Document& before_;
  const Document& after_;
};

bool proves_pieces(const Document& before, const Document& after, const std::vector<TablePiece>& pieces) {
  std::vector<std::unique_ptr<Document>> read;
  const auto parsed = [&](const std::string& text) -> const Document* {
    auto document = Document::parse(text);
    if (!document) return nullptr;
    return read.emplace_back(std::make_unique<Document>(std::move(*document))).get();
  };
  EditedTables top;
  for (const TablePiece& piece : pieces) {
    if (!piece.is_edited()) continue;
    EditedTables* at = &top;
    for (const std::string& key : piece.heading) at = &at->below[key];
    at->before = parsed(piece.before);
    at->after = parsed(piece.after);
    if (!at->before || !at->after) return false;
  }
  return PiecesProof(before, after).agrees(before.root(), after.root(), top);
}

}  // namespace

struct EditedText::Inside {
  std::optional<Cut> cut;          ///< while no edit needed all of the text
  std::optional<Document> before;  ///< what was cut
  std::string text;                ///< without `cut`
  Status proof = {};               ///< of what was put together

  std::string put_together() {
    std::string whole = joined(cut->pieces);
    proof = proven(whole);
    return whole;
  }

 private:
  Status proven(const std::string& whole) const {
    const auto after = Document::parse(whole);
    if (!after) return cannot_hold("these changes", after.error());
    if (proves_pieces(*before, *after, cut->pieces)) return {};
    return changes_more("these changes");
  }
};

EditedText::EditedText(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
EditedText::EditedText(EditedText&&) noexcept = default;
EditedText& EditedText::operator=(EditedText&&) noexcept = default;
EditedText::~EditedText() = default;

Result<EditedText> EditedText::open(std::string text) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  auto inside = std::make_unique<Inside>();
  auto document = Document::parse(text);
  if (document && can_be_cut(text)) {
    inside->cut.emplace(source);
    inside->before.emplace(std::move(*document));
  }
  inside->text = std::move(text);
  return EditedText(std::move(inside));
}

std::string& EditedText::around(const KeyPath& key) {
  Inside& in = *inside_;
  const bool is_short = key.size() > 1 && key.size() <= longest_key;
  if (in.cut && is_short)
    if (const auto piece = in.cut->only_piece(key)) return in.cut->pieces[*piece].after;
  if (in.cut) {
    in.text = in.put_together();
    in.cut.reset();
  }
  return in.text;
}

Result<std::string> EditedText::whole() {
  std::string text = inside_->cut ? inside_->put_together() : inside_->text;
  if (!inside_->proof) return tl::unexpected(inside_->proof.error());
  return text;
}

}  // namespace okr::store
