// SPDX-License-Identifier: MIT
// Signals as something to read: what a handler notes is told to whoever waits for input.
#include "cli/line_terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace okr::cli {
namespace {

/// The way from a signal handler, which may do next to nothing, to whoever waits for input: it writes a byte into a pipe.
/// The one thing here that lives as long as the process: a handler can be given nothing else.
std::array<int, 2> noted = {-1, -1};

char letter_of(int signal) {
  switch (signal) {
    case SIGTSTP: return 'z';
    case SIGCONT: return 'c';
    case SIGWINCH: return 'w';
    case SIGQUIT: return 'q';
    default: return '!';
  }
}

void note(int signal) {
  const int before = errno;
  const char letter = letter_of(signal);
  [[maybe_unused]] const auto written = ::write(noted[1], &letter, 1);
  errno = before;
}

struct sigaction noting() {
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  return action;
}

void take_letter(char letter, Woken& woken) {
  woken.is_interrupted |= letter == '!';
  woken.is_stopping |= letter == 'z';
  woken.is_continued |= letter == 'c';
  woken.is_resized |= letter == 'w';
  woken.is_quitting |= letter == 'q';
}

}  // namespace

bool catch_interruptions() {
  if (noted[0] >= 0) return true;
  if (::pipe(noted.data()) != 0) return false;
  for (const int end : noted)
    if (::fcntl(end, F_SETFD, FD_CLOEXEC) != 0 || ::fcntl(end, F_SETFL, O_NONBLOCK) != 0) return false;
  const struct sigaction action = noting();
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaction(signal, &action, nullptr);
  return true;
}

Woken wait_for_input(int descriptor) {
  std::array<pollfd, 2> waits = {pollfd{noted[0], POLLIN, 0}, pollfd{descriptor, POLLIN, 0}};
  while (::poll(waits.data(), waits.size(), -1) < 0 && errno == EINTR) {
  }
  Woken woken;
  if ((waits[0].revents & POLLIN) == 0) return woken;
  char letter = 0;
  while (::read(noted[0], &letter, 1) > 0) take_letter(letter, woken);
  return woken;
}

EditSignals::EditSignals() {
  const struct sigaction action = noting();
  for (std::size_t i = 0; i < numbers.size(); ++i) ::sigaction(numbers[i], &action, &before_[i]);
}

EditSignals::~EditSignals() {
  for (std::size_t i = 0; i < numbers.size(); ++i) ::sigaction(numbers[i], &before_[i], nullptr);
}

void obey(int signal) {
  struct sigaction plain {};
  plain.sa_handler = SIG_DFL;
  struct sigaction before {};
  ::sigaction(signal, &plain, &before);
  ::raise(signal);
  ::sigaction(signal, &before, nullptr);
}

}  // namespace okr::cli
