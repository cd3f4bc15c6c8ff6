// SPDX-License-Identifier: MIT
#include "folder.hpp"

#include <fmt/core.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "print.hpp"

namespace {

int& failures() {
  static int count = 0;
  return count;
}

/// Counts failed checks, which doctest tells to nobody else.
struct FailureCounter : doctest::IReporter {
  explicit FailureCounter(const doctest::ContextOptions&) {}
  void log_assert(const doctest::AssertData& data) override { failures() += data.m_failed ? 1 : 0; }
  void report_query(const doctest::QueryData&) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats&) override {}
  void test_case_start(const doctest::TestCaseData&) override {}
  void test_case_reenter(const doctest::TestCaseData&) override {}
  void test_case_end(const doctest::CurrentTestCaseStats&) override {}
  void test_case_exception(const doctest::TestCaseException&) override { ++failures(); }
  void subcase_start(const doctest::SubcaseSignature&) override {}
  void subcase_end() override {}
  void log_message(const doctest::MessageData&) override {}
  void test_case_skipped(const doctest::TestCaseData&) override {}
};

REGISTER_LISTENER("failure-counter", 1, FailureCounter);

/// What a test closed to its owner can be removed all the same.
int open_folder(const char* path, const struct stat*, int kind, FTW*) {
  if (kind == FTW_D || kind == FTW_DNR) ::chmod(path, S_IRWXU);
  return kind == FTW_DNR ? ::nftw(path, open_folder, 16, FTW_PHYS) : 0;
}

int remove_entry(const char* path, const struct stat*, int, FTW*) { return ::remove(path); }

}  // namespace

namespace okr_test {

Folder::Folder(const std::vector<File>& files) : failures_before_(failures()) {
  std::string name = "/tmp/okr-test-XXXXXX";
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  path_ = *okr::store::real_path(name);
  for (const File& file : files) write(file.name, file.text);
}

Folder::~Folder() {
  if (failures() != failures_before_) {
    fmt::print(stderr, "the files of this test are in {}\n", path_);
    return;
  }
  ::nftw(path_.c_str(), open_folder, 16, FTW_PHYS);
  ::nftw(path_.c_str(), remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

void Folder::write(const std::string& name, std::string_view text) const {
  const std::string path = *this / name;
  REQUIRE(okr::store::make_folders(path.substr(0, path.rfind('/'))).has_value());
  REQUIRE(okr::store::remove_file(path).has_value());
  const auto written = okr::store::create_file(path, text);
  REQUIRE_MESSAGE(written.has_value(), written.error().what);
}

std::string Folder::read(const std::string& name) const {
  return okr::store::read_file(*this / name).value_or("(none)");
}

bool Folder::has(const std::string& name) const {
  return okr::store::presence(*this / name) != okr::store::Presence::absent;
}

okr::Workspace loaded(const std::string& root) {
  okr::store::Wanted wanted;
  wanted.cycles = okr::store::Wanted::Cycles::all;
  wanted.as_of = okr::make_date(2026, 8, 17);
  auto workspace = okr::store::load(root, wanted);
  REQUIRE_MESSAGE(workspace.has_value(), workspace.error().what);
  return std::move(*workspace);
}

std::string reports_of(const okr::Workspace& workspace) {
  std::string text;
  for (const okr::Diagnostic& d : workspace.diagnostics) {
    const std::string columns = d.place.line == 0 ? std::string() : fmt::format("-{}", d.place.column + d.length - 1);
    text += fmt::format("{}{} {}{} {} | {}", text.empty() ? "" : "\n", okr::to_string(d.code),
                        okr::to_string(d.place, workspace), columns, d.message, d.mend);
  }
  return text;
}

void check_cases(const std::vector<File>& others, const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    CAPTURE(std::string(one.title));
    std::vector<File> files = others;
    files.push_back({one.name, one.text});
    if (std::ranges::none_of(files, [](const File& file) { return file.name == "okr.toml"; }))
      files.push_back({"okr.toml", "format = 1\n"});
    const Folder folder(files);
    CHECK(reports_of(loaded(folder.path())) == std::string(one.expected));
  }
}

}  // namespace okr_test
