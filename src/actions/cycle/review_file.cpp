// SPDX-License-Identifier: MIT
#include "actions/cycle/review_file.hpp"

#include <fmt/core.h>

#include "draw/markdown.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "session/writing.hpp"

namespace okr::cli {
namespace {

tl::unexpected<Error> taken(const std::string& shown) {
  return failure(
      ErrorKind::answer_no, shown + " is there already, with another text",
      "it stays as it is; remove or rename it to save this one, or see both: okr review --format md | diff " + shown +
          " -");
}

}  // namespace

Result<Action> action_for_review(const Context& context, const Session& session, const std::string& word,
                                 const draw::Document& document) {
  const std::string& root = session.workspace.root;
  const std::string name = fmt::format("{}/reviews/{}-{}.md", session.cycle->folder, to_string(context.today()), word);
  const std::string shown = safe_for_terminal(shown_path(context, session.workspace, name));
  std::string text = draw::markdown_text(document, context.digits());
  Action action{{root}, fmt::format("Review {} {}", session.cycle->id.text, to_string(context.today()))};
  action.unchanged = shown + " is unchanged\n";
  const std::string path = root + "/" + name;
  if (store::presence(path) == store::Presence::absent) {
    action.transaction.create(name, std::move(text));
    return action;
  }
  TRY_ASSIGN(const auto there, store::read_file_inside(root, path));
  if (there != text) return taken(shown);
  return action;
}

}  // namespace okr::cli
