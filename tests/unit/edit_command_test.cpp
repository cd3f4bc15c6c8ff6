// SPDX-License-Identifier: MIT
// okr edit: how editors are told the line, and what is said afterwards.
#include "session/editor.hpp"

#include <cstdlib>

#include "writing_fixture.hpp"

namespace edit_command_test {

using namespace okr::cli;
using namespace okr::cli::test;
using Words = std::vector<std::string>;

namespace {

/// Sets what git asks first for the editor, as long as it lives.
class Editor {
 public:
  explicit Editor(const char* command) { ::setenv("GIT_EDITOR", command, 1); }
  Editor(const Editor&) = delete;
  Editor& operator=(const Editor&) = delete;
  ~Editor() { ::unsetenv("GIT_EDITOR"); }
};

}  // namespace

TEST_CASE("edit: each editor hears of the line in its own way, a strange one not at all") {
  CHECK(editor_words("vi", "/g/a.toml", 7) == Words{"sh", "-c", "vi \"$@\"", "vi", "+7", "/g/a.toml"});
  CHECK(editor_words("/usr/bin/nano -w", "/g/a.toml", 7) ==
        Words{"sh", "-c", "/usr/bin/nano -w \"$@\"", "/usr/bin/nano -w", "+7", "/g/a.toml"});
  CHECK(editor_words("code --wait", "/g/a.toml", 7) ==
        Words{"sh", "-c", "code --wait \"$@\"", "code --wait", "--goto", "/g/a.toml:7"});
  CHECK(editor_words("subl -w", "a.toml", 7).back() == "a.toml:7");
  CHECK(editor_words("mine", "a.toml", 7) == Words{"sh", "-c", "mine \"$@\"", "mine", "a.toml"});
}

TEST_CASE("edit: the file is checked afterwards") {
  const Workplace place;
  {
    const Editor editor("sed -i s/400/300/");
    CHECK(place.run({"edit", "ship.users"}).code == 0);
    CHECK(has(place.cycle_text(), "target = 300"));
  }
  const Editor editor("sed -i s/300/nan/");
  const Ran ran = place.run({"edit", "ship.users"});
  CHECK(ran.code == 3);
  CHECK(has(ran.errors, "2026-Q3/cycle.toml:10:10: error: "));
}

TEST_CASE("edit: an editor that fails, an unknown id, a file by its name") {
  const Workplace place;
  {
    const Editor editor("false");
    const Ran ran = place.run({"edit", "ship"});
    CHECK(ran.code == 4);
    CHECK(has(ran.errors, "the editor 'false' ended with 1"));
  }
  const Editor editor("sed -i s/Ship/Skip/");
  CHECK(place.run({"edit", "shipp"}).code == 2);
  CHECK(place.run({"edit", "ship", "--no-input"}).code == 2);
  CHECK(place.run({"edit", "2026-Q3/cycle.toml"}).code == 0);
  CHECK(has(place.cycle_text(), "Skip it"));
  CHECK(place.run({"edit", "../etc.toml"}).code == 2);
}

}  // namespace edit_command_test
