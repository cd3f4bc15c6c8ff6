// SPDX-License-Identifier: MIT
#include "okr/vcs/process.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "vcs/surroundings.hpp"

extern char** environ;  // POSIX leaves it to the program to declare it

namespace okr::vcs {
namespace {

constexpr int cannot_start = 127;

class Pipe {
 public:
  Pipe() {
    valid_ = ::pipe(ends_) == 0;
    // Not pipe2, which not every system has: there is no second thread that could start a program in between.
    for (const int end : ends_) valid_ = valid_ && ::fcntl(end, F_SETFD, FD_CLOEXEC) == 0;
  }
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

/// Whom Ctrl-C and a signal to the group reach.
enum class Company : std::uint8_t {
  ours,  ///< it is in our process group, at our terminal
  own    ///< it has a session of its own, without a terminal, and no signal held back
};

std::vector<char*> argv_of(const std::vector<std::string>& words) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  return argv;
}

/// The words of a program and its environment, made before the fork.
struct Image {
  std::vector<char*> argv, surroundings;
};

/// Between fork and exec only what is safe there; the reason of a failure goes through `report`.
[[noreturn]] void become(Image& image, const char* folder, const Streams& streams, Company company, int report) {
  ::signal(SIGPIPE, SIG_DFL);
  ::signal(SIGXFSZ, SIG_DFL);
  if (company == Company::own) {
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::setsid();
  }
  const bool placed = (streams.input < 0 || ::dup2(streams.input, 0) >= 0) &&
                      (streams.output < 0 || ::dup2(streams.output, 1) >= 0) &&
                      (streams.errors < 0 || ::dup2(streams.errors, 2) >= 0) && ::chdir(folder) == 0;
  ::environ = image.surroundings.data();
  if (placed) ::execvp(image.argv[0], image.argv.data());
  const int reason = errno;
  [[maybe_unused]] const auto written = ::write(report, &reason, sizeof reason);
  ::_exit(cannot_start);
}

tl::unexpected<Error> not_started(const std::vector<std::string>& words, int reason) {
  Error error{ErrorKind::environment, fmt::format("cannot start {}: {}", words.front(), std::strerror(reason)), {}};
  const bool is_missing = reason == ENOENT || reason == ENOTDIR || reason == EACCES || reason == ENOEXEC;
  if (is_missing) error.hint = "is it installed, and on the PATH?";
  error.code = is_missing ? no_program : system_failure;
  return tl::unexpected<Error>(std::move(error));
}

Result<pid_t> start(const std::vector<std::string>& words, const std::string& folder, const Streams& streams,
                    Company company = Company::ours) {
  Pipe report;
  if (!report.valid()) return not_started(words, errno);
  Image image{argv_of(words), surroundings_of(words.front(), folder)};
  const pid_t child = ::fork();
  if (child < 0) return not_started(words, errno);
  if (child == 0) become(image, folder.c_str(), streams, company, report.write_end());
  report.close_end(1);
  int reason = 0;
  if (::read(report.read_end(), &reason, sizeof reason) != static_cast<ssize_t>(sizeof reason)) return child;
  ::waitpid(child, nullptr, 0);
  return not_started(words, reason);
}

/// A child's three streams, which it reads and writes at their other ends.
struct Pipes {
  Pipe in, out, err;

  /// Starts it, and leaves it its ends.
  Result<pid_t> begin(const std::vector<std::string>& words, const std::string& folder,
                      Company company = Company::ours) {
    if (!in.valid() || !out.valid() || !err.valid()) return not_started(words, errno);
    const Streams streams{in.read_end(), out.write_end(), err.write_end()};
    TRY_ASSIGN(const auto child, start(words, folder, streams, company));
    in.close_end(0);
    out.close_end(1);
    err.close_end(1);
    return child;
  }

  /// So that a child that reads or writes on does not wait for us.
  void close() {
    in.close_end(1);
    out.close_end(0);
    err.close_end(0);
  }
};

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return code_of(status);
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

tl::unexpected<Error> not_understood(const std::string& program, int reason) {
  return tl::unexpected<Error>({ErrorKind::environment,
                                fmt::format("cannot read what {} says: {}", program, std::strerror(reason)),
                                "the answer would be another one; run the command again", std::string(system_failure)});
}

enum class Heard : std::uint8_t { more, end, failed };

/// Takes what is there into `text`; where that failed errno says why.
Heard take(int descriptor, std::string& text) {
  char bytes[16384];
  const auto count = ::read(descriptor, bytes, sizeof bytes);
  if (count > 0) text.append(bytes, static_cast<std::size_t>(count));
  if (count > 0 || (count < 0 && errno == EINTR)) return Heard::more;
  return count == 0 ? Heard::end : Heard::failed;
}

/// Writes from the front of `rest`; false when all is written or nobody reads.
bool give(int descriptor, std::string_view& rest) {
  const auto count = ::write(descriptor, rest.data(), rest.size());
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  rest.remove_prefix(static_cast<std::size_t>(count));
  return !rest.empty();
}

/// Feeds and drains the child's pipes together, so that neither side waits for the other. The reason why not all of it
/// was heard; 0 when it was.
int exchange(Pipes& pipes, std::string_view rest, Finished& finished) {
  auto& [input, output, errors] = pipes;
  ::fcntl(input.write_end(), F_SETFL, O_NONBLOCK);
  if (rest.empty()) input.close_end(1);
  while (output.read_end() >= 0 || errors.read_end() >= 0) {
    pollfd watched[] = {
        {output.read_end(), POLLIN, 0}, {errors.read_end(), POLLIN, 0}, {input.write_end(), POLLOUT, 0}};
    if (::poll(watched, 3, -1) < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    const auto drain = [&](Pipe& pipe, bool is_ready, std::string& text) {
      const Heard heard = is_ready ? take(pipe.read_end(), text) : Heard::more;
      const int reason = errno;
      if (heard != Heard::more) pipe.close_end(0);
      return heard == Heard::failed ? reason : 0;
    };
    if (const int reason = drain(output, watched[0].revents != 0, finished.output)) return reason;
    if (const int reason = drain(errors, watched[1].revents != 0, finished.errors)) return reason;
    if (watched[2].revents && !give(input.write_end(), rest)) input.close_end(1);
  }
  return 0;
}

// --- within limits

/// What would end us waits to be asked for, as long as this lives: whom we started is ended first.
class HeldSignals {
 public:
  HeldSignals() {
    ::sigemptyset(&held_);
    for (const int one : ending) ::sigaddset(&held_, one);
    ::sigprocmask(SIG_BLOCK, &held_, &before_);
  }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  ~HeldSignals() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }

  /// Whether one came; takes those that did, so that they do not come again.
  bool take() const {
    bool came = false;
    for (const int one : ending) {
      sigset_t pending;
      if (::sigpending(&pending) != 0 || ::sigismember(&pending, one) != 1) continue;
      sigset_t only;
      ::sigemptyset(&only);
      ::sigaddset(&only, one);
      int taken = 0;
      came = ::sigwait(&only, &taken) == 0 || came;
    }
    return came;
  }

 private:
  static constexpr std::array<int, 4> ending = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

  sigset_t held_{};
  sigset_t before_{};
};

/// A child that is listened to until it ends, says too much, or the time is up.
class BoundedChild {
 public:
  BoundedChild(pid_t child, Pipe& output, Pipe& errors, const Limits& limits)
      : child_(child),
        output_(output),
        errors_(errors),
        limits_(limits),
        until_(Clock::now() + std::chrono::seconds(limits.seconds)) {
    ::fcntl(output.read_end(), F_SETFL, O_NONBLOCK);
    ::fcntl(errors.read_end(), F_SETFL, O_NONBLOCK);
  }

  /// False when we were interrupted. Afterwards the child is gone in every case.
  bool listen(const HeldSignals& signals) {
    while (!has_ended_) {
      pollfd watched[] = {{output_.read_end(), POLLIN, 0}, {errors_.read_end(), POLLIN, 0}};
      // Whoever inherited the pipes may keep them open: that the child itself has ended is looked for in between.
      if (::poll(watched, 2, milliseconds_between_looks) < 0 && errno != EINTR) break;
      if (signals.take()) {
        kill();
        return false;
      }
      has_ended_ = ::waitpid(child_, &status_, WNOHANG) == child_;
      drain();
      if (says_too_much()) finished_.ending = Ending::said_too_much;
      if (Clock::now() >= until_ && !has_ended_) finished_.ending = Ending::timed_out;
      if (finished_.ending != Ending::by_itself) break;
    }
    if (!has_ended_ || finished_.ending != Ending::by_itself) kill();
    finished_.exit_code = code_of(status_);
    return true;
  }

  Bounded& finished() { return finished_; }

  /// Why not all that it said was heard; 0 when it was.
  int reason() const { return reason_; }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr int milliseconds_between_looks = 20;

  void kill() {
    ::kill(-child_, SIGKILL);
    if (has_ended_) return;
    while (::waitpid(child_, &status_, 0) < 0 && errno == EINTR) {
    }
    has_ended_ = true;
  }

  void drain() {
    drain(output_, finished_.output);
    drain(errors_, finished_.errors);
  }

  /// What is there now, a little more than may be said at most.
  void drain(Pipe& pipe, std::string& text) {
    while (pipe.read_end() >= 0 && text.size() <= limits_.most_output) {
      char bytes[4096];
      const auto count = ::read(pipe.read_end(), bytes, sizeof bytes);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0 && errno != EAGAIN) reason_ = errno;
      if (count < 0) return;
      if (count == 0) return pipe.close_end(0);
      text.append(bytes, static_cast<std::size_t>(count));
    }
  }

  bool says_too_much() const {
    return finished_.output.size() > limits_.most_output || finished_.errors.size() > limits_.most_output;
  }

  pid_t child_;
  Pipe& output_;
  Pipe& errors_;
  const Limits& limits_;
  Clock::time_point until_;
  Bounded finished_;
  int status_ = 0;
  int reason_ = 0;
  bool has_ended_ = false;
};

/// A repository's own settings may name a program that git runs when it only looks at files.
std::vector<std::string> running_nothing(std::vector<std::string> words) {
  if (words.front() == "git") words.insert(words.begin() + 1, {"-c", "core.fsmonitor=false"});
  return words;
}

}  // namespace

Result<Finished> run(const std::vector<std::string>& typed, const std::string& folder, std::string_view input) {
  const NoBrokenPipe quiet;
  const std::vector<std::string> words = running_nothing(typed);
  Pipes pipes;
  TRY_ASSIGN(const auto child, pipes.begin(words, folder));
  Finished finished;
  const int reason = exchange(pipes, input, finished);
  pipes.close();
  finished.exit_code = wait_for(child);
  if (reason != 0) return not_understood(words.front(), reason);
  return finished;
}

Result<Bounded> run_bounded(const std::vector<std::string>& words, const std::string& folder, const Limits& limits) {
  const HeldSignals signals;
  Pipes pipes;
  TRY_ASSIGN(const auto child, pipes.begin(words, folder, Company::own));
  pipes.in.close_end(1);
  BoundedChild bounded(child, pipes.out, pipes.err, limits);
  if (!bounded.listen(signals)) return failure(ErrorKind::interrupted, "interrupted: nothing was written");
  if (bounded.reason() != 0) return not_understood(words.front(), bounded.reason());
  return std::move(bounded.finished());
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

// --- a conversation --------------------------------------------------------------------------------------------------

struct Conversation::State {
  std::string program;
  Pipes pipes;
  pid_t child = -1;
  std::string ahead;       ///< read, and not asked for yet
  std::string complaints;  ///< what it said on stderr

  /// More of the answer; an error where there is none. Drains what it complains about, so that it never waits for us.
  Status read_more() {
    const std::size_t before = ahead.size();
    for (Heard heard = Heard::more; heard == Heard::more && ahead.size() == before;) {
      pollfd watched[] = {{pipes.out.read_end(), POLLIN, 0}, {pipes.err.read_end(), POLLIN, 0}};
      if (::poll(watched, 2, -1) < 0 && errno != EINTR) return not_understood(program, errno);
      if (watched[1].revents && take(pipes.err.read_end(), complaints) != Heard::more) pipes.err.close_end(0);
      if (watched[0].revents) heard = take(pipes.out.read_end(), ahead);
      if (heard == Heard::failed) return not_understood(program, errno);
    }
    if (ahead.size() > before) return {};
    pipes.out.close_end(0);  // so that it does not wait for us while we listen to its complaints
    pipes.in.close_end(1);
    while (pipes.err.read_end() >= 0 && take(pipes.err.read_end(), complaints) == Heard::more) {
    }
    return environment_failure(fmt::format("{} ended before it answered", program),
                               safe_for_terminal(trim(complaints), true));
  }
};

Result<Conversation> Conversation::begin(const std::vector<std::string>& typed, const std::string& folder) {
  const std::vector<std::string> words = running_nothing(typed);
  auto state = std::make_unique<State>();
  state->program = words.front();
  TRY_ASSIGN(state->child, state->pipes.begin(words, folder));
  return Conversation(std::move(state));
}

Conversation::Conversation(std::unique_ptr<State> state) : state_(std::move(state)) {}
Conversation::Conversation(Conversation&&) noexcept = default;

Conversation::~Conversation() {
  if (!state_) return;
  state_->pipes.close();
  wait_for(state_->child);
}

Status Conversation::ask(std::string_view text) {
  const NoBrokenPipe quiet;
  while (!text.empty() && give(state_->pipes.in.write_end(), text)) {
  }
  if (text.empty()) return {};
  return environment_failure(fmt::format("{} takes no more questions", state_->program),
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
