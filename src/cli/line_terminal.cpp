// SPDX-License-Identifier: MIT

#include "cli/line_terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <array>
#include <cerrno>

#include "cli/system.hpp"

namespace okr::cli {
using namespace session;

namespace {

// Text that is pasted then comes between marks, and its line ends are no Enter.
constexpr std::string_view mark_pastes = "\x1b[?2004h";
constexpr std::string_view mark_no_pastes = "\x1b[?2004l";

}  // namespace

/// While it lives the terminal hands over every key and shows none by itself. Ctrl-C and Ctrl-Z are signals, as always.
class LineTerminal::RawMode {
 public:
  RawMode(int input, int output) : input_(input), output_(output) {
    ::tcgetattr(input_, &before_);
    enter();
  }
  RawMode(const RawMode&) = delete;
  RawMode& operator=(const RawMode&) = delete;
  ~RawMode() { leave(); }

  void enter() const {
    termios raw = before_;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | IEXTEN);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    raw.c_cc[VQUIT] = _POSIX_VDISABLE;
    ::tcsetattr(input_, TCSADRAIN, &raw);
    static_cast<void>(write_all(output_, mark_pastes));
  }

  void leave() const {
    static_cast<void>(write_all(output_, mark_no_pastes));
    ::tcsetattr(input_, TCSADRAIN, &before_);
  }

 private:
  int input_, output_;
  termios before_{};
};

namespace {

/// More bytes; false at the end of the input.
bool read_more(int descriptor, std::string& pending) {
  std::array<char, 4096> block;
  ssize_t count = 0;
  do {
    count = ::read(descriptor, block.data(), block.size());
  } while (count < 0 && errno == EINTR);
  if (count <= 0) return false;
  pending.append(block.data(), static_cast<std::size_t>(count));
  return true;
}

}  // namespace

Reply LineTerminal::read(std::string& pending, std::string_view prompt, const LineHelp& help) {
  static_cast<void>(catch_interruptions());
  const EditSignals signals;
  const RawMode raw(input_, output_);
  KeyReader keys;
  editor_.begin(help);
  put(view_.begin(prompt, columns()));
  while (true) {
    const LineEditor::Outcome outcome = take_keys(keys, pending);
    show(outcome);
    if (outcome == LineEditor::Outcome::line) return {Reply::Kind::line, editor_.text()};
    if (outcome == LineEditor::Outcome::end) return {};
    if (outcome != LineEditor::Outcome::going_on) continue;
    const Woken woken = wait_for_input(input_);
    if (woken.is_interrupted) break;
    if (woken.any())
      go_on_after(woken, raw);
    else if (!read_more(input_, pending))
      return {};
  }
  pending.clear();
  return {Reply::Kind::interrupted};
}

/// As long as there are whole keys, and they only change the line.
LineEditor::Outcome LineTerminal::take_keys(KeyReader& keys, std::string& pending) {
  while (const auto press = keys.next(pending)) {
    const LineEditor::Outcome outcome = editor_.take(*press);
    if (outcome != LineEditor::Outcome::going_on) return outcome;
  }
  return LineEditor::Outcome::going_on;
}

/// Stops or ends the program with the terminal as it was; from then on, or with another width, the line is drawn anew.
void LineTerminal::go_on_after(const Woken& woken, const RawMode& raw) {
  if (woken.is_stopping || woken.is_quitting) {
    raw.leave();
    obey(woken.is_quitting ? SIGQUIT : SIGTSTP);
  }
  if (woken.is_stopping || woken.is_continued) raw.enter();
  put(view_.draw_anew(editor_.text(), editor_.cursor(), columns()));
}

void LineTerminal::show(LineEditor::Outcome outcome) {
  const std::string& text = editor_.text();
  switch (outcome) {
    case LineEditor::Outcome::going_on: return put(view_.draw(text, editor_.cursor()));
    case LineEditor::Outcome::line: put(view_.draw(text, editor_.cursor())); return put(view_.finish(text));
    case LineEditor::Outcome::end: return;
    case LineEditor::Outcome::choice: return put(view_.draw_choices(editor_.choices(), text, editor_.cursor()));
    case LineEditor::Outcome::clear: return put(view_.draw_cleared(text, editor_.cursor()));
  }
}

void LineTerminal::put(std::string_view text) const {
  if (!text.empty()) static_cast<void>(write_all(output_, text));
}

std::size_t LineTerminal::columns() const {
  winsize size{};
  return ::ioctl(output_, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

// --- signals as something to read: what a handler notes is told to whoever waits for input ---------------------------

namespace {

/// The way from a signal handler, which may do next to nothing, to whoever waits for input: it writes a byte into a
/// pipe. The one thing here that lives as long as the process: a handler can be given nothing else.
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
