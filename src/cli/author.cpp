// SPDX-License-Identifier: MIT
#include "cli/author.hpp"

#include <unistd.h>

#include <array>

#include <fmt/core.h>

#include "okr/base/id.hpp"
#include "okr/base/text.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"

namespace okr::cli {
namespace {

std::string short_host_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return {};
  const std::string_view whole(name.data());
  return std::string(whole.substr(0, whole.find('.')));
}

UserSettings own_settings(const Context& context) {
  const std::string home = context.environment("HOME").value_or("");
  const std::string folder = context.environment("XDG_CONFIG_HOME").value_or(home + "/.config");
  Diagnostics ignored;  // `okr check` and `okr config` speak of the person's file
  return store::load_user_settings(folder + "/okr/config.toml", ignored);
}

std::string first_given(std::string a, const std::optional<std::string>& b) { return a.empty() ? b.value_or("") : a; }

std::string default_source(const std::string& me) {
  const std::string person = slug(me);
  const std::string host = slug(short_host_name());
  if (person.empty() || host.empty()) return person.empty() && host.empty() ? "okr" : person + host;
  return slug(person + "-" + host);
}

}  // namespace

Result<Author> author_of(const Context& context, const std::string& root, const std::optional<std::string>& typed) {
  const UserSettings own = own_settings(context);
  Author author;
  author.git_commit = own.git_commit;
  author.me = first_given(context.environment("OKR_ME").value_or(""), own.me);
  if (author.me.empty()) author.me = vcs::git_setting(root, "user.name").value_or("");
  author.source = typed ? *typed : first_given(context.environment("OKR_SOURCE").value_or(""), own.source);
  if (author.source.empty()) author.source = default_source(author.me);
  if (is_valid_id(author.source)) return author;
  const std::string near = slug(author.source);
  return failure(ErrorKind::usage, fmt::format("'{}' is no source: it becomes part of a file's name", safe_for_terminal(author.source)),
                 near.empty() ? std::string("a-z, 0-9 and hyphens, as ana-x1") : fmt::format("use --source {}", near));
}

}  // namespace okr::cli
