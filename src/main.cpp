// SPDX-License-Identifier: MIT
// The program: the clock is read here and nowhere else, the words go to cli::run, its number comes back.
#include <csignal>
#include <ctime>
#include <exception>

#include "cli/program.hpp"
#include "cli/system.hpp"

namespace {

/// The local date and time. With a broken clock the day the epoch began, and no time.
void read_clock(okr::session::World& world) {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  world.clock = okr::make_date(1970, 1, 1);
  if (::localtime_r(&now, &parts) == nullptr) return;
  world.clock = okr::make_date(parts.tm_year + 1900, static_cast<unsigned>(parts.tm_mon + 1),
                               static_cast<unsigned>(parts.tm_mday));
  world.time_of_day = (parts.tm_hour * 60 + parts.tm_min) * 60 + (parts.tm_sec < 60 ? parts.tm_sec : 59);
}

}  // namespace

int main(int count, char** words) {
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is an error like a full disk, and no end on the spot
  try {
    okr::session::World world = okr::cli::surroundings();
    read_clock(world);
    if (count > 0) world.program = words[0];
    for (int at = 1; at < count; ++at) world.words.emplace_back(words[at]);
    return okr::cli::run(world, okr::cli::commands());
  } catch (const std::exception& bug) {
    const okr::Error error{okr::ErrorKind::internal, std::string("internal error: ") + bug.what(),
                           "this is a bug of okr; nothing was left half written"};
    static_cast<void>(okr::cli::write_all(2, okr::session::error_text(error)));
    return okr::session::exit_code(error.kind);
  }
}
