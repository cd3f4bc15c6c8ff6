// SPDX-License-Identifier: MIT
// `okr diff` loads what differs: whatever was edited, it says what it says where all is loaded.
#include "session/history/comparing.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "cli_fixture.hpp"
#include "corpus.hpp"
#include "folder.hpp"
#include "okr/base/text.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/store/disk.hpp"
#include "okr/vcs/git.hpp"
#include "print.hpp"
#include "reports/diff/diff.hpp"

namespace comparing_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;
using okr::cli::test::Stage;
using okr_test::Folder;

namespace {

/// The personal example in a repository, with what else leans on something: a formula, a CSV, a KPI in a folder, one
/// with another name, a cycle that nobody speaks of.
class Repository {
 public:
  Repository() {
    const std::string example = std::string(OKR_TESTS_DIR) + "/../examples/personal";
    for (const std::string& file : files_of(example)) folder_.write(file.substr(example.size() + 1), text_of(file));
    folder_.write("kpi/rest.toml",
                  "title = \"Rest\"\nevery = \"week\"\ngood = \"up\"\nwas = [\"calm\"]\nformula = \"sleep * 2\"\n");
    folder_.write("kpi/walks.toml",
                  "title = \"Walks\"\nevery = \"day\"\ngood = \"up\"\ntarget = 9\nvalues = \"walks.csv\"\n");
    folder_.write("kpi/walks.csv", "date,value\n2026-08-01,7\n2026-08-02,8\n");
    folder_.write("kpi/tea/kpi.toml", "title = \"Tea\"\nevery = \"day\"\ngood = \"down\"\ntarget = 2\n");
    folder_.write("kpi/tea/2026.toml", "[readings]\n2026-08-01 = 3\n2026-08-02 = 4\n");
    folder_.write("spare/cycle.toml",
                  "[cycle]\ntitle = \"Spare\"\nstart = 2026-07-01\nend = 2026-09-30\n\n[calm]\ntitle = \"Be calm\"\n\n"
                  "[calm.tea]\ntitle = \"Less tea\"\nbaseline = 6\ntarget = 2\nkpi = \"tea\"\n\n"
                  "[calm.rest]\ntitle = \"More rest\"\ntarget = 20\nkpi = \"calm\"\n\n"
                  "[calm.books]\ntitle = \"Books\"\ntarget = 20\n");
    folder_.write("spare/checkins/2026-08-03-ana.toml", "date = 2026-08-03\nby = \"ana\"\ncalm.books = 4\n");
    git({"init", "-q"});
    commit();
  }

  const std::string& path() const { return folder_.path(); }
  std::string read(const std::string& name) const { return folder_.read(name); }

  std::vector<std::string> names() const {
    std::vector<std::string> names{"kpi/walks.csv"};
    for (const std::string& file : files_of(path())) names.push_back(file.substr(path().size() + 1));
    return names;
  }

  void put(const std::string& name, const std::string& text) const {
    REQUIRE(store::replace_file(path() + "/" + name, text));
  }
  void remove(const std::string& name) const { REQUIRE(store::remove_file(path() + "/" + name)); }
  void add(const std::string& name, const std::string& text) const { folder_.write(name, text); }

  void commit() const {
    git({"add", "-A"});
    git({"-c", "user.name=ana", "-c", "user.email=a@x", "commit", "-q", "--allow-empty", "-m", "x"});
  }
  void restore() const {
    git({"reset", "-q", "--hard"});
    git({"clean", "-q", "-f", "-d"});
  }

 private:
  static std::vector<std::string> files_of(const std::string& root) {
    std::vector<std::string> files;
    okr_test::list_toml_files(root, files);
    std::ranges::sort(files);
    return files;
  }
  static std::string text_of(const std::string& path) { return okr_test::file_content(path); }

  void git(std::vector<std::string> words) const {
    words.insert(words.begin(), "git");
    const auto finished = vcs::run(words, path());
    REQUIRE(finished);
    REQUIRE_MESSAGE(finished->exit_code == 0, finished->errors);
  }

  Folder folder_;
};

using Open = Result<TwoStates> (*)(Context&, const std::optional<std::string>&);

struct Said {
  std::string json;
  std::string faults;
};

Said said_by(Open open, const Repository& repository, const std::optional<std::string>& range) {
  Stage stage({});
  stage.world.directory = repository.path();
  stage.world.clock = make_date(2026, 8, 24);
  auto context = Context::create(stage.world, {});
  REQUIRE(context);
  const auto states = open(*context, range);
  if (!states) return {states.error().what, {}};
  const reports::DiffSides sides{states->before, states->after, states->from, states->to, std::nullopt};
  const auto differences = reports::differences_of(sides, context->today());
  Said said{reports::json_of(differences).dump(1), {}};
  for (const Diagnostic& fault : states->after.diagnostics) said.faults += fault.message + "\n";
  return said;
}

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t count) {
  return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

/// Another digit, or a line less.
std::string edited(const std::string& text, Random& random) {
  if (text.empty()) return text;
  if (below(random, 6) == 0) {
    const auto begin = text.rfind('\n', below(random, text.size()));
    const auto end = begin == std::string::npos ? begin : text.find('\n', begin + 1);
    return end == std::string::npos ? text : text.substr(0, begin) + text.substr(end);
  }
  std::vector<std::size_t> digits;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] >= '0' && text[i] <= '9') digits.push_back(i);
  if (digits.empty()) return text;
  std::string other = text;
  other[digits[below(random, digits.size())]] = static_cast<char>('0' + below(random, 10));
  return other;
}

void edit(const Repository& repository, Random& random) {
  const auto names = repository.names();
  const std::string& name = names[below(random, names.size())];
  const std::string text = repository.read(name);
  switch (below(random, 8)) {
    case 0:
      if (name != "okr.toml") return repository.remove(name);
      break;
    case 1:
      repository.remove("kpi/sleep.toml");
      return repository.add("kpi/nights.toml", "was = [\"sleep\"]\n" + edited(text, random));
    case 2: return repository.add("2026-Q4/cycle.toml", "[a]\ntitle = \"A\"\n[a.b]\ntitle = \"B\"\nkpi = \"tea\"\n");
    default: repository.put(name, edited(text, random));
  }
}

}  // namespace

TEST_CASE("comparing: what differs is said as where all is loaded") {
  Repository repository;
  Random random(20260824);
  int loaded_less = 0;
  for (int round = 0; round < 40; ++round) {
    for (std::size_t edits = 1 + below(random, 2); edits > 0; --edits)
      if (store::is_file(repository.path() + "/kpi/sleep.toml")) edit(repository, random);
    const bool is_committed = below(random, 2) == 0;
    if (is_committed) repository.commit();
    const std::optional<std::string> range = is_committed ? std::optional<std::string>("HEAD~1..HEAD") : std::nullopt;
    const Said whole = said_by(open_two_whole_states, repository, range);
    const Said less = said_by(open_two_states, repository, range);
    CHECK(less.json == whole.json);
    if (!less.faults.empty()) CHECK(less.faults == whole.faults);
    loaded_less += less.faults.empty() ? 1 : 0;
    if (!is_committed || !whole.faults.empty() || below(random, 4) == 0) {
      if (is_committed) CHECK(vcs::run({"git", "reset", "-q", "--hard", "HEAD~1"}, repository.path()));
      repository.restore();
    }
  }
  CHECK(loaded_less > 10);
}

TEST_CASE("comparing: only what differs is loaded, and what leans on it") {
  const Repository repository;
  Stage stage({});
  stage.world.directory = repository.path();
  stage.world.clock = make_date(2026, 8, 24);
  const auto opened = [&] {
    auto context = Context::create(stage.world, {});
    REQUIRE(context);
    const auto states = open_two_states(*context, std::nullopt);
    REQUIRE(states);
    std::string names;
    for (const Cycle& cycle : states->after.cycles) names += cycle.id.text + " ";
    for (const Kpi& kpi : states->after.kpis) names += "kpi/" + kpi.id.text + " ";
    return names;
  };
  CHECK(opened() == "kpi/rest kpi/sleep kpi/walks ");  // its CSV may lie anywhere, and who was renamed may be anybody
  repository.put("spare/checkins/2026-08-03-ana.toml", "date = 2026-08-03\nby = \"ana\"\ncalm.books = 5\n");
  CHECK(opened() == "spare kpi/rest kpi/sleep kpi/tea kpi/walks ");
  repository.restore();
  repository.put("2026-Q2/cycle.toml", repository.read("2026-Q2/cycle.toml") + "\n# a word\n");
  CHECK(opened() == "2026 2026-Q1 2026-Q2 2026-Q3 kpi/rest kpi/resting-hr kpi/savings kpi/sleep kpi/walks ");
}

}  // namespace comparing_test
