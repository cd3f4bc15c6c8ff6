// SPDX-License-Identifier: MIT
// Files read, listed, locked and replaced as a whole: with failing writes, links, full folders and dead writers.
#include "okr/store/disk.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "folder.hpp"
#include "print.hpp"

namespace disk_test {

using namespace okr;
using namespace okr::store;
using okr_test::Folder;

namespace {

std::string content(const std::string& path) {
  const auto read = read_file(path);
  REQUIRE_MESSAGE(read.has_value(), read.error().what);
  return *read;
}

void check_refused(const Status& status, const std::string& words) {
  REQUIRE_FALSE(status.has_value());
  CHECK(status.error().kind == ErrorKind::environment);
  CHECK_MESSAGE(status.error().what.find(words) != std::string::npos, status.error().what);
}

Status without_value(const Result<std::string>& result) {
  if (result) return {};
  return tl::unexpected(result.error());
}

mode_t mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

std::size_t hidden_files(const std::string& folder) {
  const auto command = "test $(ls -A '" + folder + "' | grep -c '^\\.okr-') -eq 0";
  return std::system(command.c_str()) == 0 ? 0 : 1;
}

}  // namespace

TEST_CASE("disk: a created file holds its bytes, and a taken name is refused without a trace") {
  const Folder folder;
  const auto path = folder / "a.toml";
  const std::string bytes("a = 1\r\n\0x", 9);
  REQUIRE(create_file(path, bytes).has_value());
  CHECK(content(path) == bytes);
  check_refused(create_file(path, "other"), "already there");
  CHECK(content(path) == bytes);
  CHECK(hidden_files(folder.path()) == 0);
}

TEST_CASE("disk: replacing keeps the mode, and a link stays a link") {
  const Folder folder;
  const auto path = folder / "a.toml";
  REQUIRE(create_file(path, "old").has_value());
  REQUIRE(::chmod(path.c_str(), 0640) == 0);
  const auto link = folder / "link.toml";
  REQUIRE(::symlink("a.toml", link.c_str()) == 0);
  REQUIRE(replace_file(link, "new").has_value());
  CHECK(content(path) == "new");
  CHECK(mode_of(path) == 0640);
  struct stat status {};
  REQUIRE(::lstat(link.c_str(), &status) == 0);
  CHECK(S_ISLNK(status.st_mode));
  check_refused(replace_file(folder / "none.toml", "x"), "no such file");
  check_refused(replace_file(folder.path(), "x"), "it is a folder");
}

TEST_CASE("disk: a write that fails in the middle leaves the old file and nothing else") {
  const Folder folder;
  const auto path = folder / "a.toml";
  REQUIRE(create_file(path, "old").has_value());
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{1000, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const auto replaced = replace_file(path, std::string(5000, 'x'));
  const auto created = create_file(folder / "b.toml", std::string(5000, 'x'));
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  std::signal(SIGXFSZ, handler);
  check_refused(replaced, "too large");
  check_refused(created, "too large");
  CHECK(content(path) == "old");
  CHECK(presence(folder / "b.toml") == Presence::absent);
  CHECK(hidden_files(folder.path()) == 0);
}

TEST_CASE("disk: what is no file is refused at once, a FIFO too") {
  const Folder folder;
  const auto fifo = folder / "fifo.toml";
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  check_refused(without_value(read_file(fifo)), "FIFO");
  check_refused(without_value(read_file(folder.path())), "it is a folder");
  check_refused(without_value(read_file("/dev/null")), "device");
  check_refused(without_value(read_file(folder / "none")), "no such file");
}

TEST_CASE("disk: 64 MiB are read, one byte more is refused") {
  const Folder folder;
  const auto path = folder / "large";
  REQUIRE(create_file(path, "").has_value());
  REQUIRE(::truncate(path.c_str(), 64L * 1024 * 1024) == 0);
  CHECK(content(path).size() == 64UL * 1024 * 1024);
  REQUIRE(::truncate(path.c_str(), 64L * 1024 * 1024 + 1) == 0);
  check_refused(without_value(read_file(path)), "larger than 64 MiB");
}

TEST_CASE("disk: a link out of the workspace is refused, one inside is followed") {
  const Folder folder;
  const Folder outside;
  REQUIRE(create_file(outside / "secret", "x").has_value());
  REQUIRE(create_file(folder / "here", "y").has_value());
  REQUIRE(::symlink((outside / "secret").c_str(), (folder / "out").c_str()) == 0);
  REQUIRE(::symlink("here", (folder / "in").c_str()) == 0);
  check_refused(without_value(read_file_inside(folder.path(), folder / "out")), "leads out of the workspace");
  CHECK(read_file_inside(folder.path(), folder / "in").value() == "y");
  check_refused(without_value(read_file_inside(folder.path() + "/.", folder / "../etc")), "no such file");
}

TEST_CASE("disk: a folder is listed by name, with kinds, without what is hidden") {
  const Folder folder;
  REQUIRE(create_file(folder / "b.toml", "").has_value());
  REQUIRE(create_file(folder / "a.toml", "").has_value());
  REQUIRE(create_file(folder / ".hidden", "").has_value());
  REQUIRE(make_folders(folder / "c/d/e").has_value());
  REQUIRE(::symlink("a.toml", (folder / "l").c_str()) == 0);
  REQUIRE(::symlink("nowhere", (folder / "z").c_str()) == 0);
  const auto entries = list_folder(folder.path());
  REQUIRE(entries.has_value());
  const std::vector<FolderEntry> expected{{"a.toml", EntryKind::file},
                                          {"b.toml", EntryKind::file},
                                          {"c", EntryKind::folder},
                                          {"l", EntryKind::file},
                                          {"z", EntryKind::broken_link}};
  CHECK((*entries == expected));
  CHECK_FALSE(list_folder(folder / "a.toml").has_value());
}

TEST_CASE("disk: folders are made with all above them, over a file they are not") {
  const Folder folder;
  REQUIRE(make_folders(folder / "x/y").has_value());
  CHECK(make_folders(folder / "x/y").has_value());
  CHECK(is_folder(folder / "x/y"));
  REQUIRE(create_file(folder / "file", "").has_value());
  check_refused(make_folders(folder / "file/y"), "not a folder");
}

TEST_CASE("disk: leftovers of a dead writer are removed, other files are not") {
  const Folder folder;
  REQUIRE(create_file(folder / ".okr-1-0.tmp", "half").has_value());
  REQUIRE(create_file(folder / ".okr-keep", "x").has_value());
  remove_leftovers(folder.path());
  CHECK(presence(folder / ".okr-1-0.tmp") == Presence::absent);
  CHECK(presence(folder / ".okr-keep") == Presence::file);
}

TEST_CASE("disk: without a lock only what no living process writes is a leftover") {
  const Folder folder;
  const std::string living = ".okr-" + std::to_string(::getpid()) + "-7.tmp";
  REQUIRE(create_file(folder / living, "half").has_value());
  REQUIRE(create_file(folder / ".okr-999999999-0.tmp", "half").has_value());
  REQUIRE(create_file(folder / ".okr-someone-0.tmp", "half").has_value());
  remove_orphans(folder.path());
  CHECK(presence(folder / living) == Presence::file);
  CHECK(presence(folder / ".okr-999999999-0.tmp") == Presence::absent);
  CHECK(presence(folder / ".okr-someone-0.tmp") == Presence::file);
}

TEST_CASE("disk: a name is taken by a link that leads nowhere, too") {
  const Folder folder;
  CHECK(is_taken(folder / "a").value() == false);
  REQUIRE(::symlink("nowhere", (folder / "a").c_str()) == 0);
  CHECK(is_taken(folder / "a").value());
}

TEST_CASE("disk: the lock has one holder, and a second one is told") {
  const Folder folder;
  {
    const auto first = WorkspaceLock::take(folder.path());
    REQUIRE(first.has_value());
    const auto second = WorkspaceLock::take(folder.path(), 40);
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().what.find("another okr is writing") == 0);
    CHECK(WorkspaceLock::is_held(folder.path()));
    CHECK(second.error().kind == ErrorKind::environment);
  }
  CHECK_FALSE(WorkspaceLock::is_held(folder.path()));
  CHECK(WorkspaceLock::take(folder.path(), 0).has_value());
}

TEST_CASE("disk: moving takes no taken name") {
  const Folder folder;
  REQUIRE(create_file(folder / "a", "1").has_value());
  REQUIRE(create_file(folder / "b", "2").has_value());
  check_refused(move_file(folder / "a", folder / "b"), "already there");
  REQUIRE(move_file(folder / "a", folder / "c").has_value());
  CHECK(content(folder / "c") == "1");
}

TEST_CASE("disk: a file in pieces is the whole file, and a FIFO has no size") {
  const Folder folder;
  std::string text(700'000, 'x');
  text[500'000] = '\0';
  REQUIRE(create_file(folder / "large.csv", text).has_value());
  auto reader = FileReader::open(folder / "large.csv");
  REQUIRE(reader.has_value());
  CHECK(reader->size() == text.size());
  std::string read;
  for (auto piece = reader->next_piece(); piece && !piece->empty(); piece = reader->next_piece()) read += *piece;
  CHECK((read == text));
  REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
  const int writer = ::open((folder / "fifo").c_str(), O_RDWR);
  REQUIRE(::write(writer, "a,b\n", 4) == 4);
  auto fifo = FileReader::open(folder / "fifo");
  REQUIRE(fifo.has_value());
  CHECK(fifo->size() == 0);
  CHECK(fifo->next_piece() == std::string("a,b\n"));
  ::close(writer);
}

TEST_CASE("disk: what cannot be read in pieces says why") {
  const Folder folder;
  const auto folder_itself = FileReader::open(folder.path());
  REQUIRE(!folder_itself);
  CHECK(folder_itself.error().what.find("it is a folder") != std::string::npos);
  const auto nothing = FileReader::open(folder / "none");
  REQUIRE(!nothing);
  CHECK(nothing.error().kind == ErrorKind::environment);
}

TEST_CASE("disk: what is written stays inside, however it is named") {
  const Folder folder, outside;
  REQUIRE(make_folders(folder / "2026-Q3").has_value());
  REQUIRE(::symlink(outside.path().c_str(), (folder / "2026-Q3/checkins").c_str()) == 0);
  REQUIRE(::symlink("2026-Q3", (folder / "current").c_str()) == 0);
  CHECK(check_inside(folder.path(), folder / "2026-Q3/new/a.toml").has_value());
  CHECK(check_inside(folder.path(), folder / "current/a.toml").has_value());
  check_refused(check_inside(folder.path(), folder / "2026-Q3/checkins/a.toml"), "leads out of the workspace");
  check_refused(check_inside(folder.path(), folder / "current/checkins/deep/a.toml"), "leads out of the workspace");
  check_refused(check_inside(folder / "2026-Q3", folder / "2026-Q3/../a.toml"), "leads out of the workspace");
  check_refused(check_inside(folder.path(), folder / "new/../../a.toml"), "leads back out of a new folder");
  check_refused(check_inside(folder.path(), folder / "2026-Q3/new/.."), "leads back out of a new folder");
  CHECK(check_inside(folder.path(), folder / "2026-Q3/new..dots/a..toml").has_value());
}

TEST_CASE("disk: names of descriptors, and links to them") {
  const Folder folder;
  REQUIRE(::symlink("/dev/stdout", (folder / "out").c_str()) == 0);
  CHECK(descriptor_of("/dev/stdout") == 1);
  CHECK(descriptor_of("/dev/fd/63") == 63);
  CHECK(descriptor_of("/proc/self/fd/2") == 2);
  CHECK(descriptor_of(folder / "out") == 1);
  CHECK(descriptor_of("/dev/null") == std::nullopt);
  CHECK(descriptor_of("/dev/fd/one") == std::nullopt);
  CHECK(descriptor_of(folder / "none") == std::nullopt);
}

TEST_CASE("disk: a device takes bytes, a file is never written in place") {
  const Folder folder;
  CHECK(write_special("/dev/null", "bytes").has_value());
  REQUIRE(create_file(folder / "a", "old").has_value());
  check_refused(write_special(folder / "a", "new"), "permission denied");
  CHECK(read_file(folder / "a").value() == "old");
}

}  // namespace disk_test
