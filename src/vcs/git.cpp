// SPDX-License-Identifier: MIT
#include "okr/vcs/git.hpp"

#include <algorithm>
#include <set>

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "okr/base/number.hpp"
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

std::optional<std::string> first_line(const Result<Finished>& finished) {
  if (!finished || finished->exit_code != 0) return std::nullopt;
  const std::string_view line = trim(std::string_view(finished->output).substr(0, finished->output.find('\n')));
  return line.empty() ? std::nullopt : std::optional(std::string(line));
}

Status checked(const Result<Finished>& finished, std::string_view doing) {
  if (!finished) return tl::unexpected<Error>(finished.error());
  if (finished->exit_code == 0) return {};
  const std::string_view said = trim(finished->errors.empty() ? finished->output : finished->errors);
  return failure(ErrorKind::environment, fmt::format("git could not {} (exit {})", doing, finished->exit_code),
                 said.empty() ? std::string("see `git status`") : safe_for_terminal(said, true));
}

std::vector<std::string> with_paths(std::vector<std::string> words, const std::vector<std::string>& paths) {
  words.push_back("--");
  words.insert(words.end(), paths.begin(), paths.end());
  return words;
}

/// File names are no patterns.
constexpr const char* literal = "--literal-pathspecs";

/// Once more for a while where another program is at the index; one that died leaves its lock for good.
Result<Finished> run_in_turn(const std::vector<std::string>& words, const std::string& folder,
                             std::string_view input = {}) {
  constexpr int attempts = 20;
  constexpr std::chrono::milliseconds pause{100};
  auto finished = run(words, folder, input);
  for (int attempt = 1; attempt < attempts; ++attempt) {
    const bool is_locked =
        finished && finished->exit_code != 0 && finished->errors.find("index.lock") < std::string::npos;
    if (!is_locked) break;
    std::this_thread::sleep_for(pause);
    finished = run(words, folder, input);
  }
  return finished;
}

/// Named from the repository's root.
struct ChangedFiles {
  std::vector<std::string> all;
  std::vector<std::string> untracked;  ///< of these: ignored ones too, which `git add` then refuses with its reason
};

Result<ChangedFiles> changed_files(const Repository& repository, const std::vector<std::string>& paths) {
  const auto asked = run(with_paths({"git", "--no-optional-locks", literal, "status", "--porcelain", "-z",
                                     "--no-renames", "--untracked-files=all", "--ignored"},
                                    paths),
                         repository.folder);
  if (auto status = checked(asked, "say what is uncommitted"); !status) return tl::unexpected(status.error());
  constexpr std::size_t state_width = 3;  // "?? ", " M "
  ChangedFiles changed;
  for (const std::string_view line : split(asked->output, '\0')) {
    if (line.size() <= state_width) continue;
    std::string name(line.substr(state_width));
    if (line.starts_with("??") || line.starts_with("!!")) changed.untracked.push_back(name);
    changed.all.push_back(std::move(name));
  }
  return changed;
}

/// Of names below the repository's root those below its folder, seen from there.
std::vector<std::string> named_from_folder(const Repository& repository, const std::vector<std::string>& names) {
  const std::string prefix = first_line(run({"git", "rev-parse", "--show-prefix"}, repository.folder)).value_or("");
  std::vector<std::string> seen;
  for (const std::string& name : names) seen.push_back(name.starts_with(prefix) ? name.substr(prefix.size()) : name);
  return seen;
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

std::optional<std::string> git_setting(const std::string& folder, std::string_view name) {
  return first_line(run({"git", "config", "--get", std::string(name)}, folder));
}

Result<Repository> repository_of(const std::string& folder) {
  const auto asked = run({"git", "rev-parse", "--show-toplevel", "--absolute-git-dir"}, folder);
  if (auto status = checked(asked, "find the repository"); !status) return tl::unexpected(status.error());
  const std::vector<std::string_view> lines = split(asked->output, '\n');
  if (lines.size() < 2)
    return failure(ErrorKind::environment, "git does not say where the repository is", "see `git rev-parse`");
  return Repository{std::string(lines[0]), folder, std::string(lines[1])};
}

Status check_identity(const std::string& folder) {
  for (const char* who : {"GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"})
    TRY(checked(run({"git", "var", who}, folder), "tell who commits"));
  return {};
}

Result<std::vector<std::string>> commit_files(const Repository& repository, const std::vector<std::string>& paths,
                                              std::string_view message) {
  TRY_ASSIGN(const auto changes, changed_files(repository, paths));
  if (changes.all.empty()) return std::vector<std::string>();
  const std::string& root = repository.root;
  // New files must be known to git before `commit --only` can name them; an intent to add stages no content.
  if (!changes.untracked.empty()) {
    const auto added = run_in_turn(with_paths({"git", literal, "add", "--intent-to-add"}, changes.untracked), root);
    if (auto status = checked(added, "add the files"); !status) return tl::unexpected(status.error());
  }
  const auto committed =
      run_in_turn(with_paths({"git", literal, "commit", "--quiet", "--only", "--file=-"}, changes.all), root, message);
  auto status = checked(committed, "commit");
  if (status) return named_from_folder(repository, changes.all);
  if (!changes.untracked.empty())
    static_cast<void>(run_in_turn(with_paths({"git", literal, "reset", "--quiet"}, changes.untracked), root));
  return tl::unexpected(status.error());
}

namespace {

/// What ends with a zero byte each, as git's -z writes it.
std::vector<std::string> zero_ended(std::string_view text) {
  std::vector<std::string> parts;
  for (auto end = text.find('\0'); end != std::string_view::npos; end = text.find('\0')) {
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return parts;
}

struct StoredFile {
  std::string object;
  std::string path;
};

/// "100644 OBJECT STAGE\tPATH"; nothing for a link, a submodule, one side of a conflict.
std::optional<StoredFile> staged_file(std::string_view line) {
  const auto tab = line.find('\t');
  const std::vector<std::string_view> words = split(line.substr(0, tab), ' ');
  const bool is_whole = tab != std::string_view::npos && words.size() == 3 && words[2] == "0";
  if (!is_whole || !words[0].starts_with("100")) return std::nullopt;
  return StoredFile{std::string(words[1]), std::string(line.substr(tab + 1))};
}

/// "100644 blob OBJECT\tPATH"; nothing for a link, a submodule.
std::optional<StoredFile> committed_file(std::string_view line) {
  const auto tab = line.find('\t');
  const std::vector<std::string_view> words = split(line.substr(0, tab), ' ');
  const bool is_whole = tab != std::string_view::npos && words.size() == 3 && words[1] == "blob";
  if (!is_whole || !words[0].starts_with("100")) return std::nullopt;
  return StoredFile{std::string(words[2]), std::string(line.substr(tab + 1))};
}

/// The next "OBJECT blob SIZE\nTEXT\n" of `git cat-file --batch`, taken from the front; nothing where it is another.
std::optional<std::string> next_object(std::string_view& output) {
  const auto end = output.find('\n');
  const std::vector<std::string_view> words = split(output.substr(0, end), ' ');
  const auto size = words.size() == 3 ? parse_number(words[2]) : Result<double>(0.0);
  if (end == std::string_view::npos || words.size() != 3 || words[1] != "blob" || !size) return std::nullopt;
  const auto length = static_cast<std::size_t>(*size);
  if (output.size() < end + 1 + length) return std::nullopt;
  std::string text(output.substr(end + 1, length));
  output.remove_prefix(std::min(output.size(), end + 2 + length));
  return text;
}

/// All with one process.
Result<std::map<std::string, std::string>> texts_of(const std::vector<StoredFile>& files, const std::string& folder) {
  std::map<std::string, std::string> texts;
  if (files.empty()) return texts;
  std::string objects;
  for (const StoredFile& file : files) objects += file.object + "\n";
  const auto read = run({"git", "cat-file", "--batch"}, folder, objects);
  TRY(checked(read, "read the files"));
  std::string_view output = read->output;
  for (const StoredFile& file : files) {
    auto text = next_object(output);
    if (!text)
      return failure(ErrorKind::environment, fmt::format("git could not read {}", safe_for_terminal(file.path)),
                     "see `git fsck`; in a partial clone: git fetch --refetch");
    texts.emplace(file.path, std::move(*text));
  }
  return texts;
}

}  // namespace

Result<std::vector<std::string>> staged_changes(const std::string& folder) {
  const auto finished = run({"git", "diff", "--cached", "--name-only", "--no-renames", "-z"}, folder);
  TRY(checked(finished, "tell what is staged"));
  return zero_ended(finished->output);
}

Result<std::map<std::string, std::string>> staged_texts(const std::string& folder,
                                                        const std::vector<std::string>& patterns) {
  const auto listed = run(with_paths({"git", "ls-files", "--stage", "-z"}, patterns), folder);
  TRY(checked(listed, "list what is staged"));
  std::vector<StoredFile> files;
  for (const std::string& line : zero_ended(listed->output))
    if (auto file = staged_file(line)) files.push_back(std::move(*file));
  return texts_of(files, folder);
}

bool is_shallow(const std::string& folder) {
  return first_line(run({"git", "rev-parse", "--is-shallow-repository"}, folder)) == "true";
}

Result<Commit> commit_of(const std::string& folder, std::string_view rev) {
  TRY_ASSIGN([[maybe_unused]] const auto repository, repository_of(folder));
  const std::string named = fmt::format("{}^{{commit}}", rev);
  const auto found = run({"git", "rev-parse", "--quiet", "--verify", "--end-of-options", named}, folder);
  if (!found) return tl::unexpected(found.error());
  if (rev == "HEAD" && found->exit_code != 0)
    return failure(ErrorKind::usage, "nothing is committed yet: there is no revision 'HEAD'",
                   "`git add . && git commit` begins the history");
  if (rev.empty() || found->exit_code != 0)
    return failure(ErrorKind::usage, fmt::format("git knows no revision '{}'", safe_for_terminal(rev)),
                   is_shallow(folder) ? "this clone has only the newest commits: git fetch --unshallow"
                                      : "a commit, a tag, HEAD~7 or @{2026-08-01}; `git log --oneline` lists commits");
  const std::string hash(trim(found->output));
  const auto shown =
      run({"git", "show", "--no-patch", "--no-show-signature", "--format=%h%x00%cs%x00%an%x00%s", hash, "--"}, folder);
  TRY(checked(shown, "show the commit"));
  std::vector<std::string> parts = zero_ended(std::string(trim(shown->output)) + '\0');
  if (parts.size() != 4)
    return failure(ErrorKind::environment, "git showed the commit in another form", "see `git show`");
  return Commit{hash, std::move(parts[0]), std::move(parts[1]), std::move(parts[2]), std::move(parts[3])};
}

Result<Commit> fork_of(const std::string& folder, const Commit& one, const Commit& other) {
  const auto base = first_line(run({"git", "merge-base", one.hash, other.hash}, folder));
  if (base) return commit_of(folder, *base);
  return failure(ErrorKind::usage, fmt::format("{} and {} have no commit in common", one.short_hash, other.short_hash),
                 is_shallow(folder) ? "this clone has only the newest commits: git fetch --unshallow"
                                    : "name them with two dots: A..B");
}

Result<std::map<std::string, std::string>> committed_texts(const std::string& folder, const std::string& hash,
                                                           const std::function<bool(const std::string&)>& wanted) {
  const auto listed = run({"git", "ls-tree", "-r", "-z", hash}, folder);
  TRY(checked(listed, "list the files of the commit"));
  std::vector<StoredFile> files;
  for (const std::string& line : zero_ended(listed->output)) {
    auto file = committed_file(line);
    if (file && wanted(file->path)) files.push_back(std::move(*file));
  }
  return texts_of(files, folder);
}

Result<std::map<std::string, std::string>> committed_texts(const std::string& folder, const Commit& commit,
                                                           const std::vector<std::string>& ends) {
  return committed_texts(folder, commit.hash, [&](const std::string& path) {
    return std::ranges::any_of(ends, [&](const std::string& end) { return path.ends_with(end); });
  });
}

namespace {

std::vector<std::string> hashes_in(std::string_view text) {
  std::vector<std::string> hashes;
  for (const std::string_view hash : split(text, ' '))
    if (!hash.empty()) hashes.emplace_back(hash);
  return hashes;
}

/// What `git log --stdin` takes for the commits that have happened since the day: HEAD, and without what was before.
Result<std::string> range_since(const std::string& folder, const std::string& day) {
  const auto listed = run({"git", "log", "--no-show-signature", "--topo-order", "--reverse",
                           "--format=%H%x00%P%x00%as%x00%cs", "HEAD", "--"},
                          folder);
  TRY(checked(listed, "list the commits"));
  std::set<std::string> since, before;
  std::string last;
  for (const std::string_view line : split(listed->output, '\n')) {
    const std::vector<std::string_view> parts = split(line, '\0');
    if (parts.size() != 4) continue;
    const auto parents = hashes_in(parts[1]);
    last = parts[0];
    const bool follows = std::ranges::any_of(parents, [&](const auto& parent) { return since.contains(parent); });
    if (!follows && parts[2] < day && parts[3] < day) continue;
    since.insert(last);
    for (const std::string& parent : parents)
      if (!since.contains(parent)) before.insert(parent);
  }
  if (!since.contains(last)) before.insert(last);
  std::string range = "HEAD\n";
  for (const std::string& hash : before) range += "^" + hash + "\n";
  return range;
}

std::optional<HistoricCommit> historic_commit(std::string_view line) {
  const std::vector<std::string_view> parts = split(line, '\0');
  if (parts.size() != 6) return std::nullopt;
  return HistoricCommit{{std::string(parts[0]), std::string(parts[2]), std::string(parts[3]), std::string(parts[4]),
                         std::string(parts[5])},
                        hashes_in(parts[1])};
}

}  // namespace

Result<std::vector<HistoricCommit>> commits_since(const std::string& folder, const HistoryQuery& query) {
  TRY_ASSIGN(const auto range, range_since(folder, query.day));
  std::vector<std::string> words{"git",
                                 "log",
                                 "--stdin",
                                 "--no-show-signature",
                                 "--topo-order",
                                 "--reverse",
                                 "--full-history",
                                 "--no-textconv",
                                 "--no-ext-diff",
                                 "--format=%H%x00%P%x00%h%x00%cs%x00%an%x00%s"};
  if (!query.line.empty()) words.push_back("-G" + query.line);
  const auto listed = run(with_paths(std::move(words), query.paths), folder, range);
  TRY(checked(listed, "list the commits"));
  std::vector<HistoricCommit> commits;
  for (const std::string_view line : split(listed->output, '\n'))
    if (auto commit = historic_commit(line)) commits.push_back(std::move(*commit));
  return commits;
}

bool is_in_last_commit(const std::string& folder, const std::string& name) {
  const auto found = run({"git", "rev-parse", "--quiet", "--verify", "HEAD:./" + name}, folder);
  return found && found->exit_code == 0;
}

std::optional<std::string> editor(const std::string& folder) {
  return first_line(run({"git", "var", "GIT_EDITOR"}, folder));
}

}  // namespace okr::vcs
