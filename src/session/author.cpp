// SPDX-License-Identifier: MIT
#include "session/author.hpp"

#include <fmt/core.h>

#include "okr/base/id.hpp"
#include "okr/base/text.hpp"
#include "session/settings.hpp"

namespace okr::cli {

Result<Author> author_of(Context& context, const std::string& root, const std::optional<std::string>& typed) {
  const OwnSettings own = resolve_settings(context, root);
  const Author author{own.me.value, typed.value_or(own.source.value), own.git_commit.value};
  if (is_valid_id(author.source)) return author;
  const std::string near = slug(author.source);
  return failure(ErrorKind::usage,
                 fmt::format("'{}' is no source: it becomes part of a file's name", safe_for_terminal(author.source)),
                 near.empty() ? std::string("a-z, 0-9 and hyphens, as ana-x1") : fmt::format("use --source {}", near));
}

}  // namespace okr::cli
