// SPDX-License-Identifier: MIT
// Many edits of one hand-made TOML file: each is made on the lines of the heading that it is about, so that a hundred of
// them do not read the file a hundred times. What comes out is what the same edits of the whole text would give, and is
// proven once more as a whole.
#pragma once

#include <memory>
#include <string>

#include "okr/base/result.hpp"
#include "okr/store/edit.hpp"

namespace okr::store {

class EditedText {
 public:
  /// Errors: of kind data when it is no TOML.
  static Result<EditedText> open(std::string text);

  EditedText(EditedText&&) noexcept;
  EditedText& operator=(EditedText&&) noexcept;
  ~EditedText();

  /// The text in which one key may be read, set, added or removed: the heading that it stands below with its lines, where
  /// nothing else in the file writes that key, else all of it. To be changed by the functions of edit.hpp; good until the
  /// next call.
  std::string& around(const KeyPath& key);

  /// All of it. Errors: of kind data or internal when it is not what the edits meant.
  Result<std::string> whole();

 private:
  struct Inside;
  explicit EditedText(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace okr::store
