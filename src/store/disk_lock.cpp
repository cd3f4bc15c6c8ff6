// SPDX-License-Identifier: MIT
// The lock of a workspace, and who holds it: Linux tells in /proc, other systems do not.

#include <dirent.h>
#include <fcntl.h>
#include <fmt/core.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include <cerrno>
#include <charconv>
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "okr/base/text.hpp"
#include "okr/store/disk.hpp"

namespace okr::store {
namespace {

/// A small file of /proc, whose size nobody can tell before; empty where it cannot be read.
std::string system_text(const std::string& path) {
  auto file = FileReader::open(path);
  std::string text;
  while (file) {
    const auto piece = file->next_piece();
    if (!piece || piece->empty()) break;
    text += *piece;
  }
  return text;
}

std::optional<double> number_in(std::string_view word) {
  double value = 0;
  const auto [stop, code] = std::from_chars(word.data(), word.data() + word.size(), value);
  return code == std::errc() ? std::optional(value) : std::nullopt;
}

/// "4711" of the line of /proc/locks that speaks of this file: "1: FLOCK  ADVISORY  WRITE 4711 fe:00:131090 0 EOF".
std::optional<std::string> holder_of(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return std::nullopt;
  const std::string file = fmt::format("{:02x}:{:02x}:{}", major(status.st_dev), minor(status.st_dev), status.st_ino);
  const std::string locks = system_text("/proc/locks");
  for (const std::string_view line : split(locks, '\n')) {
    const auto words = words_in(line);
    // One that waits has an arrow in front; 0 is a process that this container does not see.
    if (words.size() > 5 && words[1] == "FLOCK" && words[5] == file && words[4] != "0") return std::string(words[4]);
  }
  return std::nullopt;
}

std::string duration_text(long long seconds) {
  if (seconds < 120) return counted(seconds, "second");
  return seconds < 7200 ? counted(seconds / 60, "minute") : counted(seconds / 3600, "hour");
}

struct Holder {
  std::string process;
  std::string since;        ///< "40 seconds"; empty where nobody can tell
  bool is_stopped = false;  ///< by Ctrl-Z or a debugger
};

/// What /proc/PID/stat says behind the name, which may hold anything: the state first, the start as the twentieth word,
/// in ticks since the machine started.
Holder about(std::string process) {
  Holder holder{std::move(process), {}};
  const std::string text = system_text(fmt::format("/proc/{}/stat", holder.process));
  const auto name_end = text.rfind(')');
  if (name_end == std::string::npos) return holder;
  const auto words = words_in(std::string_view(text).substr(name_end + 1));
  if (words.size() < 20) return holder;
  holder.is_stopped = words[0] == "T" || words[0] == "t";
  const std::string uptime = system_text("/proc/uptime");
  const auto now = number_in(uptime);
  const auto start = number_in(words[19]);
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  if (now && start && ticks > 0 && *now >= *start / ticks)
    holder.since = duration_text(static_cast<long long>(*now - *start / ticks));
  return holder;
}

tl::unexpected<Error> held(const std::string& folder, int descriptor) {
  const auto process = holder_of(descriptor);
  if (!process)
    return environment_failure(fmt::format("another okr is writing in {}", folder),
                               "wait until it is done and run the command again; nothing was written");
  const Holder holder = about(*process);
  std::string who = fmt::format("process {}", holder.process);
  if (!holder.since.empty()) who += fmt::format(", for {}", holder.since);
  if (holder.is_stopped) who += ", stopped";
  const std::string hint =
      holder.is_stopped
          ? fmt::format("`kill -CONT {0}` lets it go on, `kill {0}` ends it; nothing was written", *process)
          : "wait until it is done and run the command again; nothing was written";
  return environment_failure(fmt::format("another okr is writing in {} ({})", folder, who), hint);
}

tl::unexpected<Error> cannot_lock(const std::string& folder, int reason) {
  const bool has_none = reason == ENOLCK || reason == ENOSYS || reason == ENOTSUP || reason == EINVAL;
  if (has_none)
    return environment_failure(
        fmt::format("cannot lock {}: its file system has no locks", folder),
        "two writers could lose each other's changes there: keep the workspace on a disk of this machine; "
        "nothing was written");
  return environment_failure(fmt::format("cannot lock {}: the system reports error {}", folder, reason),
                             "nothing was written");
}

}  // namespace

Result<WorkspaceLock> WorkspaceLock::take(const std::string& folder, int patience_ms) {
  Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!open.is_open()) return cannot_lock(folder, errno == EINVAL ? EIO : errno);
  constexpr int step_ms = 20;
  for (int waited = 0; ::flock(open.number(), LOCK_EX | LOCK_NB) != 0; waited += step_ms) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return cannot_lock(folder, errno);
    if (waited >= patience_ms) return held(folder, open.number());
    const timespec pause{0, step_ms * 1000000L};
    ::nanosleep(&pause, nullptr);
  }
  return WorkspaceLock(std::move(open));
}

bool WorkspaceLock::is_held(const std::string& folder) {
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return open.is_open() && ::flock(open.number(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

// --- the temporary files of writers that were killed, taken away -----------------------------------------------------

namespace {

constexpr std::string_view temporary_front = ".okr-";
constexpr std::string_view temporary_end = ".tmp";

bool is_temporary(std::string_view name) { return name.starts_with(temporary_front) && name.ends_with(temporary_end); }

/// True where the process that the name speaks of runs on this machine, or may do so.
bool has_a_living_writer(std::string_view name) {
  name.remove_prefix(temporary_front.size());
  pid_t process = 0;
  const auto [stop, code] = std::from_chars(name.data(), name.data() + name.size(), process);
  return code != std::errc() || process <= 0 || ::kill(process, 0) == 0 || errno != ESRCH;
}

template <class Predicate>
bool remove_temporaries(const std::string& folder, Predicate is_left) {
  const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(folder.c_str()), [](DIR* dir) { return ::closedir(dir); });
  if (open == nullptr) return false;
  bool found = false;
  while (const dirent* entry = ::readdir(open.get())) {
    if (!is_temporary(entry->d_name) || !is_left(entry->d_name)) continue;
    found |= ::unlink((folder + "/" + entry->d_name).c_str()) == 0;
  }
  return found;
}

}  // namespace

bool remove_leftovers(const std::string& folder) {
  return remove_temporaries(folder, [](std::string_view) { return true; });
}

void remove_orphans(const std::string& folder) {
  remove_temporaries(folder, [](std::string_view name) { return !has_a_living_writer(name); });
}

}  // namespace okr::store
