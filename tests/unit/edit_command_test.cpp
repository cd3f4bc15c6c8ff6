// SPDX-License-Identifier: MIT
// okr edit: how editors are told the line, and what is said afterwards.
#include "session/writing/editor.hpp"

#include "writing_fixture.hpp"

namespace edit_command_test {

using namespace okr::cli;
using namespace okr::session;
using namespace okr::cli::test;
using Words = std::vector<std::string>;

TEST_CASE("edit: each editor hears of the line in its own way, a strange one not at all") {
  CHECK(editor_words("vi", "/g/a.toml", 7) == Words{"sh", "-c", "vi \"$@\"", "vi", "+7", "/g/a.toml"});
  CHECK(editor_words("/usr/bin/nano -w", "/g/a.toml", 7) ==
        Words{"sh", "-c", "/usr/bin/nano -w \"$@\"", "/usr/bin/nano -w", "+7", "/g/a.toml"});
  CHECK(editor_words("code --wait", "/g/a.toml", 7) ==
        Words{"sh", "-c", "code --wait \"$@\"", "code --wait", "--goto", "/g/a.toml:7"});
  CHECK(editor_words("subl -w", "a.toml", 7).back() == "a.toml:7");
  CHECK(editor_words("mine", "a.toml", 7) == Words{"sh", "-c", "mine \"$@\"", "mine", "a.toml"});
}

}  // namespace edit_command_test
