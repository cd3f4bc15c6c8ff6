// SPDX-License-Identifier: MIT
#include "cli/system.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "cli/line_terminal.hpp"
#include "okr/vcs/process.hpp"

namespace okr::cli {
using namespace session;

namespace {

/// While it lives a closed pipe is an error and no signal; programs started later get the usual signal again.
class PipeSignalOff {
 public:
  PipeSignalOff() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
  PipeSignalOff(const PipeSignalOff&) = delete;
  PipeSignalOff& operator=(const PipeSignalOff&) = delete;
  ~PipeSignalOff() {
    if (before_ != SIG_ERR) std::signal(SIGPIPE, before_);
  }

 private:
  void (*before_)(int);
};

Terminal terminal() {
  Terminal found;
  found.input = ::isatty(STDIN_FILENO) == 1;
  found.output = ::isatty(STDOUT_FILENO) == 1;
  found.errors = ::isatty(STDERR_FILENO) == 1;
  winsize size{};
  if (found.output && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
    found.columns = size.ws_col;
    found.rows = size.ws_row;
  }
  return found;
}

std::string current_directory() {
  const std::unique_ptr<char, void (*)(void*)> path(::getcwd(nullptr, 0), std::free);
  return path ? path.get() : std::string();
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string();
}

std::optional<std::string> variable(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
}

}  // namespace

Status write_all(int descriptor, std::string_view bytes) {
  const PipeSignalOff off;
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      return failure(ErrorKind::interrupted, "the reader has gone");
    } else if (errno != EINTR) {
      return environment_failure(std::string("cannot write the output: ") + std::strerror(errno));
    }
  }
  return {};
}

bool Input::fill() {
  std::array<char, 65536> block;
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, block.data(), block.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0) error_ = errno;
  if (count <= 0) return false;
  buffer_.append(block.data(), static_cast<std::size_t>(count));
  return true;
}

std::optional<std::string> Input::line() {
  while (buffer_.find('\n') == std::string::npos && fill()) {
  }
  return line_in_buffer();
}

std::optional<std::string> Input::line_in_buffer() {
  const std::size_t end = buffer_.find('\n');
  if (end == std::string::npos && buffer_.empty()) return std::nullopt;
  std::string text = buffer_.substr(0, end);
  buffer_.erase(0, end == std::string::npos ? end : end + 1);
  if (text.ends_with('\r')) text.pop_back();
  return text;
}

Reply Input::reply() {
  const bool is_caught = catch_interruptions();
  while (buffer_.find('\n') == std::string::npos) {
    if (is_caught && wait_for_input(descriptor_).any()) {
      buffer_.clear();
      return {Reply::Kind::interrupted};
    }
    if (!fill()) break;
  }
  auto text = line_in_buffer();
  return text ? Reply{Reply::Kind::line, std::move(*text)} : Reply{};
}

Result<std::string> Input::rest() {
  while (fill()) {
  }
  return piece();
}

Result<std::string> Input::piece() {
  if (buffer_.empty()) fill();
  if (error_ != 0) {
    return environment_failure(std::string("cannot read the standard input: ") + std::strerror(error_));
  }
  return std::exchange(buffer_, {});
}

namespace {

/// A terminal that obeys control sequences.
bool can_edit_lines(const World& world) {
  const std::string kind = world.variable("TERM");
  return world.terminal.input && world.terminal.output && !kind.empty() && kind != "dumb";
}

constexpr int no_such_command = 127;  // what sh says of a program that is not there

bool show_in_pager(const std::string& pager, std::string_view text) {
  // F: no pager for what fits; R: colours; X: the text stays on the screen afterwards.
  const std::string line = "LESS=${LESS-FRX}; export LESS; exec " + pager;
  const auto code = vcs::feed_in_foreground({"sh", "-c", line}, "/", text);
  return code && *code != no_such_command;
}

/// With man, which reads a file or stdin (man-db), or with mandoc.
bool show_with_man(std::string_view page) {
  const std::string line = "if man --version > /dev/null 2>&1; then exec man -l -; else exec mandoc -a; fi";
  const auto code = vcs::feed_in_foreground({"sh", "-c", line}, "/", page);
  return code && *code != no_such_command;
}

}  // namespace

World surroundings() {
  const auto input = std::make_shared<Input>(STDIN_FILENO);
  World world;
  world.directory = current_directory();
  world.host = host_name();
  world.terminal = terminal();
  world.environment = variable;
  world.read_line = [input] { return input->line(); };
  world.read_reply = [input] { return input->reply(); };
  world.read_input = [input] { return input->rest(); };
  world.read_piece = [input] { return input->piece(); };
  world.write = [](Stream stream, std::string_view bytes) {
    return write_all(stream == Stream::output ? STDOUT_FILENO : STDERR_FILENO, bytes);
  };
  if (can_edit_lines(world))
    world.edit_line = [input, terminal = std::make_shared<LineTerminal>(STDIN_FILENO, STDOUT_FILENO)](
                          std::string_view prompt, const LineHelp& help) {
      return terminal->read(input->pending(), prompt, help);
    };
  world.page = show_in_pager;
  world.manual = show_with_man;
  return world;
}

}  // namespace okr::cli
