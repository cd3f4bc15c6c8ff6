// SPDX-License-Identifier: MIT
// A check-in that was begun and not written, kept in the person's state folder: one for each workspace, as it was
// typed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "actions/checkin/dialogue.hpp"
#include "session/context.hpp"

namespace okr::cli {

struct CheckinDraft {
  Date date;
  DialogueDraft dialogue;
};

/// The draft's file and back: a word a line (root, date, answer, journal), then what was typed. Nothing where the text
/// is none, or another workspace's.
std::string draft_text(const CheckinDraft& draft, std::string_view root);
std::optional<CheckinDraft> read_draft(std::string_view text, std::string_view root);

/// Where the draft of that workspace lies; absolute.
std::string draft_path(const Context& context, std::string_view root);

std::optional<CheckinDraft> kept_draft(const Context& context, std::string_view root);
Status keep_draft(const Context& context, std::string_view root, const CheckinDraft& draft);

/// It has been written, or is wanted no more.
void drop_draft(const Context& context, std::string_view root);

}  // namespace okr::cli
