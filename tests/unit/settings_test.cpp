// SPDX-License-Identifier: MIT
// A person's settings: options before variables before the file, and faults told with their place.
#include "session/settings.hpp"

#include "cli_fixture.hpp"
#include "folder.hpp"
#include "okr/store/disk.hpp"
#include "print.hpp"

namespace settings_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;
using okr::cli::test::Stage;
using okr::cli::test::Variables;

namespace {

/// A person's file in a folder of its own, and what the settings are with it.
struct Home {
  okr_test::Folder folder;
  Stage stage;

  explicit Home(const std::string& text, Variables variables = {}) : stage({}, with_home(std::move(variables))) {
    if (!text.empty()) folder.write("okr/config.toml", text);
    stage.world.host = "x1.example.org";
  }

  Variables with_home(Variables variables) {
    variables.emplace("XDG_CONFIG_HOME", folder.path());
    variables.emplace("USER", "ana");
    return variables;
  }

  Context context(Globals globals = {}) { return *Context::create(stage.world, std::move(globals)); }
};

}  // namespace

TEST_CASE("settings: without a file and variables the source is person and short host name") {
  Home home("");
  Context context = home.context();
  const OwnSettings own = resolve_settings(context);
  CHECK(own.me.value == "ana");
  CHECK(own.me.origin == "USER");
  CHECK(own.source.value == "ana-x1");
  CHECK(own.source.origin == "default");
  CHECK(own.color.value == When::automatic);
  CHECK(own.pager.value == "less -FRX");
  CHECK(!own.git_commit.value);
  CHECK(!own.faulty);
  CHECK(context.said().empty());
}

TEST_CASE("settings: the file before the default, with its line as the origin") {
  Home home("me = \"Ana López\"\ncolor = \"never\"\npager = \"\"\ngit-commit = true\n", {{"PAGER", "more"}});
  Context context = home.context();
  const OwnSettings own = resolve_settings(context);
  CHECK(own.me.value == "Ana López");
  CHECK(own.me.origin == "config.toml:1");
  CHECK(own.source.value == "ana-lopez-x1");
  CHECK(own.color.value == When::never);
  CHECK(own.pager.value.empty());
  CHECK(own.pager.origin == "config.toml:3");
  CHECK(own.git_commit.value);
  CHECK(own.git_commit.origin == "config.toml:4");
}

TEST_CASE("settings: OKR_* variables before the file, an option before both") {
  const std::string file =
      "me = \"ben\"\nsource = \"laptop\"\ncolor = \"never\"\npager = \"most\"\ngit-commit = true\n";
  Home home(file, {{"OKR_ME", "cy"},
                   {"OKR_SOURCE", "ci"},
                   {"OKR_COLOR", "always"},
                   {"OKR_PAGER", "bat"},
                   {"OKR_GIT_COMMIT", "no"}});
  Context context = home.context();
  const OwnSettings own = resolve_settings(context);
  CHECK(own.me.value == "cy");
  CHECK(own.source.value == "ci");
  CHECK(own.source.origin == "OKR_SOURCE");
  CHECK(own.color.value == When::always);
  CHECK(own.pager.value == "bat");
  CHECK(!own.git_commit.value);
  CHECK(own.git_commit.origin == "OKR_GIT_COMMIT");
  Globals globals;
  globals.color = When::automatic;
  globals.no_pager = true;
  Context flagged = home.context(globals);
  const OwnSettings with_flags = resolve_settings(flagged);
  CHECK(with_flags.color.value == When::automatic);
  CHECK(with_flags.color.origin == "--color");
  CHECK(with_flags.pager.value.empty());
  CHECK(pager_command(flagged).empty());
}

TEST_CASE("settings: a source becomes part of a file's name and can leave no folder") {
  Home home("", {{"OKR_SOURCE", "../../Etc"}});
  Context context = home.context();
  const OwnSettings own = resolve_settings(context);
  CHECK(own.source.value == "etc");
  CHECK(own.faulty);
  CHECK(context.said().find("'etc' is taken") != std::string::npos);
  Home unnamed("source = \"...\"\n");
  Context other = unnamed.context();
  CHECK(resolve_settings(other).source.value == "ana-x1");
  CHECK(other.said().find("ignored") != std::string::npos);
}

TEST_CASE("settings: nobody on no machine still has a source") {
  Home home("", {{"USER", ""}});
  home.stage.world.host.clear();
  Context context = home.context();
  CHECK(resolve_settings(context).me.value.empty());
  CHECK(resolve_settings(context).source.value == "okr");
}

TEST_CASE("settings: faults of the file are said with their place, and the rest of it holds") {
  Home home("me = \"ana\"\ncolour = \"never\"\npager = 7\n");
  Context context = home.context();
  const OwnSettings own = resolve_settings(context);
  CHECK(own.faulty);
  CHECK(own.me.value == "ana");
  CHECK(context.said().find("/okr/config.toml:2:1: ") != std::string::npos);
  CHECK(context.said().find("did you mean 'color'?") != std::string::npos);
  CHECK(context.said().find("E117") != std::string::npos);
}

TEST_CASE("settings: variables that say no known word are said and ignored") {
  Home home("color = \"never\"\n", {{"OKR_COLOR", "yes"}, {"OKR_GIT_COMMIT", "perhaps"}});
  Context context = home.context();
  const OwnSettings own = resolve_settings(context);
  CHECK(own.color.value == When::never);
  CHECK(!own.git_commit.value);
  CHECK(context.said().find("OKR_COLOR is 'yes'") != std::string::npos);
  CHECK(context.said().find("OKR_GIT_COMMIT is 'perhaps'") != std::string::npos);
}

TEST_CASE("settings: a file that cannot be read is a fault, not silence") {
  Home home("");
  REQUIRE(store::make_folders(home.folder / "okr/config.toml"));
  Context context = home.context();
  CHECK(resolve_settings(context).faulty);
  CHECK(context.said().find("E003") != std::string::npos);
}

TEST_CASE("settings: the file is looked for below absolute paths only") {
  const auto path = [](Variables variables) { return own_settings_file(Stage({}, std::move(variables)).world); };
  CHECK(path({{"XDG_CONFIG_HOME", "/x"}, {"HOME", "/home/ana"}}) == "/x/okr/config.toml");
  CHECK(path({{"XDG_CONFIG_HOME", "x"}, {"HOME", "/home/ana"}}) == "/home/ana/.config/okr/config.toml");
  CHECK(path({{"HOME", "/home/ana"}}) == "/home/ana/.config/okr/config.toml");
  CHECK(path({}).empty());
}

TEST_CASE("settings: the person's color decides where no option does") {
  Home home("color = \"always\"\n", {{"NO_COLOR", "1"}});
  CHECK(screen(home.stage.world, {}).color);
  Globals globals;
  globals.color = When::never;
  CHECK(!screen(home.stage.world, globals).color);
}

}  // namespace settings_test
