// SPDX-License-Identifier: MIT
#include "okr/vcs/process.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::vcs {
namespace {

constexpr int cannot_start = 127;

class Pipe {
 public:
  Pipe() { valid_ = ::pipe2(ends_, O_CLOEXEC) == 0; }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  bool valid() const { return valid_; }
  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void close_end(int end) {
    if (ends_[end] >= 0) ::close(ends_[end]);
    ends_[end] = -1;
  }

 private:
  int ends_[2] = {-1, -1};
  bool valid_ = false;
};

/// What the child's three streams are; -1 keeps ours.
struct Streams {
  int input = -1, output = -1, errors = -1;
};

std::vector<char*> argv_of(const std::vector<std::string>& words) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  return argv;
}

/// Between fork and exec only what is safe there; the reason of a failure goes through `report`.
[[noreturn]] void become(char* const* argv, const char* folder, const Streams& streams, int report) {
  ::signal(SIGPIPE, SIG_DFL);
  const bool placed = (streams.input < 0 || ::dup2(streams.input, 0) >= 0) &&
                      (streams.output < 0 || ::dup2(streams.output, 1) >= 0) &&
                      (streams.errors < 0 || ::dup2(streams.errors, 2) >= 0) && ::chdir(folder) == 0;
  if (placed) ::execvp(argv[0], argv);
  const int reason = errno;
  [[maybe_unused]] const auto written = ::write(report, &reason, sizeof reason);
  ::_exit(cannot_start);
}

tl::unexpected<Error> not_started(const std::vector<std::string>& words, int reason) {
  return failure(ErrorKind::environment, fmt::format("cannot start {}: {}", words.front(), std::strerror(reason)),
                 "is it installed, and on the PATH?");
}

Result<pid_t> start(const std::vector<std::string>& words, const std::string& folder, const Streams& streams) {
  Pipe report;
  if (!report.valid()) return not_started(words, errno);
  const auto argv = argv_of(words);
  const pid_t child = ::fork();
  if (child < 0) return not_started(words, errno);
  if (child == 0) become(argv.data(), folder.c_str(), streams, report.write_end());
  report.close_end(1);
  int reason = 0;
  if (::read(report.read_end(), &reason, sizeof reason) != static_cast<ssize_t>(sizeof reason)) return child;
  ::waitpid(child, nullptr, 0);
  return not_started(words, reason);
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// A writer whose reader is gone gets an error instead of a signal, for as long as this lives.
class NoBrokenPipe {
 public:
  NoBrokenPipe() : before_(::signal(SIGPIPE, SIG_IGN)) {}
  NoBrokenPipe(const NoBrokenPipe&) = delete;
  NoBrokenPipe& operator=(const NoBrokenPipe&) = delete;
  ~NoBrokenPipe() { ::signal(SIGPIPE, before_); }

 private:
  void (*before_)(int);
};

/// Ctrl-C is meant for the program in the foreground, not for us, for as long as this lives.
class NoInterrupt {
 public:
  NoInterrupt() {
    struct sigaction ignored {};
    ignored.sa_handler = SIG_IGN;
    ::sigaction(SIGINT, &ignored, &interrupt_);
    ::sigaction(SIGQUIT, &ignored, &quit_);
  }
  NoInterrupt(const NoInterrupt&) = delete;
  NoInterrupt& operator=(const NoInterrupt&) = delete;
  ~NoInterrupt() {
    ::sigaction(SIGINT, &interrupt_, nullptr);
    ::sigaction(SIGQUIT, &quit_, nullptr);
  }

 private:
  struct sigaction interrupt_ {
  }, quit_{};
};

/// Takes what is there into `text`; false at the end.
bool take(int descriptor, std::string& text) {
  char bytes[16384];
  const auto count = ::read(descriptor, bytes, sizeof bytes);
  if (count > 0) text.append(bytes, static_cast<std::size_t>(count));
  return count > 0 || (count < 0 && errno == EINTR);
}

/// Writes from the front of `rest`; false when all is written or nobody reads.
bool give(int descriptor, std::string_view& rest) {
  const auto count = ::write(descriptor, rest.data(), rest.size());
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  rest.remove_prefix(static_cast<std::size_t>(count));
  return !rest.empty();
}

/// Feeds and drains the child's pipes together, so that neither side waits for the other.
void exchange(Pipe& input, Pipe& output, Pipe& errors, std::string_view rest, Finished& finished) {
  ::fcntl(input.write_end(), F_SETFL, O_NONBLOCK);
  if (rest.empty()) input.close_end(1);
  while (output.read_end() >= 0 || errors.read_end() >= 0) {
    pollfd watched[] = {
        {output.read_end(), POLLIN, 0}, {errors.read_end(), POLLIN, 0}, {input.write_end(), POLLOUT, 0}};
    if (::poll(watched, 3, -1) < 0) {
      if (errno == EINTR) continue;
      return;
    }
    if (watched[0].revents && !take(output.read_end(), finished.output)) output.close_end(0);
    if (watched[1].revents && !take(errors.read_end(), finished.errors)) errors.close_end(0);
    if (watched[2].revents && !give(input.write_end(), rest)) input.close_end(1);
  }
}

/// A repository's own settings may name a program that git runs when it only looks at files.
std::vector<std::string> running_nothing(std::vector<std::string> words) {
  if (words.front() == "git") words.insert(words.begin() + 1, {"-c", "core.fsmonitor=false"});
  return words;
}

}  // namespace

Result<Finished> run(const std::vector<std::string>& typed, const std::string& folder, std::string_view input) {
  const NoBrokenPipe quiet;
  const std::vector<std::string> words = running_nothing(typed);
  Pipe in, out, err;
  if (!in.valid() || !out.valid() || !err.valid()) return not_started(words, errno);
  TRY_ASSIGN(const auto child, start(words, folder, {in.read_end(), out.write_end(), err.write_end()}));
  in.close_end(0);
  out.close_end(1);
  err.close_end(1);
  Finished finished;
  exchange(in, out, err, input, finished);
  finished.exit_code = wait_for(child);
  return finished;
}

Result<int> run_in_foreground(const std::vector<std::string>& words, const std::string& folder) {
  TRY_ASSIGN(const auto child, start(words, folder, {}));
  const NoInterrupt ours;  // behind the start, so that the program gets the usual signals
  return wait_for(child);
}

Result<int> feed_in_foreground(const std::vector<std::string>& words, const std::string& folder,
                               std::string_view input) {
  const NoBrokenPipe quiet;
  Pipe in;
  if (!in.valid()) return not_started(words, errno);
  TRY_ASSIGN(const auto child, start(words, folder, {in.read_end(), -1, -1}));
  in.close_end(0);
  while (!input.empty() && give(in.write_end(), input)) {
  }
  in.close_end(1);
  return wait_for(child);
}

// --- a conversation ---------------------------------------------------------------------------------------------------

struct Conversation::State {
  std::string program;
  Pipe in, out, err;
  pid_t child = -1;
  std::string ahead;       ///< read, and not asked for yet
  std::string complaints;  ///< what it said on stderr

  /// More of the answer; an error where there is none. Drains what it complains about, so that it never waits for us.
  Status read_more() {
    const std::size_t before = ahead.size();
    while (ahead.size() == before) {
      pollfd watched[] = {{out.read_end(), POLLIN, 0}, {err.read_end(), POLLIN, 0}};
      if (::poll(watched, 2, -1) < 0 && errno != EINTR) break;
      if (watched[1].revents && !take(err.read_end(), complaints)) err.close_end(0);
      if (watched[0].revents && !take(out.read_end(), ahead)) break;
    }
    if (ahead.size() > before) return {};
    while (err.read_end() >= 0 && take(err.read_end(), complaints)) {
    }
    return failure(ErrorKind::environment, fmt::format("{} ended before it answered", program),
                   safe_for_terminal(trim(complaints), true));
  }
};

Result<Conversation> Conversation::begin(const std::vector<std::string>& typed, const std::string& folder) {
  const std::vector<std::string> words = running_nothing(typed);
  auto state = std::make_unique<State>();
  state->program = words.front();
  if (!state->in.valid() || !state->out.valid() || !state->err.valid()) return not_started(words, errno);
  const Streams streams{state->in.read_end(), state->out.write_end(), state->err.write_end()};
  TRY_ASSIGN(state->child, start(words, folder, streams));
  state->in.close_end(0);
  state->out.close_end(1);
  state->err.close_end(1);
  return Conversation(std::move(state));
}

Conversation::Conversation(std::unique_ptr<State> state) : state_(std::move(state)) {}
Conversation::Conversation(Conversation&&) noexcept = default;
Conversation& Conversation::operator=(Conversation&&) noexcept = default;

Conversation::~Conversation() {
  if (!state_) return;
  state_->in.close_end(1);
  state_->out.close_end(0);
  state_->err.close_end(0);
  wait_for(state_->child);
}

Status Conversation::ask(std::string_view text) {
  const NoBrokenPipe quiet;
  while (!text.empty() && give(state_->in.write_end(), text)) {
  }
  if (text.empty()) return {};
  return failure(ErrorKind::environment, fmt::format("{} takes no more questions", state_->program),
                 safe_for_terminal(trim(state_->complaints), true));
}

Result<std::string> Conversation::line() {
  auto end = state_->ahead.find('\n');
  while (end == std::string::npos) {
    TRY(state_->read_more());
    end = state_->ahead.find('\n');
  }
  std::string answer = state_->ahead.substr(0, end);
  state_->ahead.erase(0, end + 1);
  return answer;
}

Result<std::string> Conversation::bytes(std::size_t count) {
  while (state_->ahead.size() < count) TRY(state_->read_more());
  std::string answer = state_->ahead.substr(0, count);
  state_->ahead.erase(0, count);
  return answer;
}

}  // namespace okr::vcs
