// SPDX-License-Identifier: MIT
// What a command may know of the world: the day, the environment, the terminal, the global options, and where its
// output goes. Nothing here reads a clock or the environment; main does, once, and passes it in as World. Of files only
// the person's own is read, for the color that it may say.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/number.hpp"
#include "okr/base/result.hpp"
#include "okr/model/words.hpp"
#include "okr/store/load.hpp"

namespace okr::session {

/// How a report is written (--format, --json); jsonl and svg only where a command declares them.
enum class Format { table, tsv, csv, json, jsonl, md, html, svg };

using When = ColorWhen;  // --color

/// The options that every command accepts, before or after its name, as typed.
struct Globals {
  std::vector<std::string> directories;  ///< -C, --directory; several for export tables alone
  std::optional<std::string> cycle;
  std::optional<std::string> as_of;
  std::optional<Format> format;       ///< --format, or --json
  std::optional<std::string> output;  ///< -o; "-" is stdout
  bool json = false;
  bool quiet = false;
  bool dry_run = false;
  bool no_input = false;
  std::optional<When> color;  ///< --color; without it the person's setting, else automatic
  bool ascii = false;
  bool utf8 = false;
  bool plain = false;
  std::optional<int> width;
  bool no_pager = false;
  bool help = false;
  bool version = false;
  bool licenses = false;  ///< with version

  /// The last -C; nothing without one.
  std::optional<std::string> directory() const {
    return directories.empty() ? std::nullopt : std::optional(directories.back());
  }
};

/// Facts about the three standard streams.
struct Terminal {
  bool input = false;   ///< stdin is a terminal
  bool output = false;  ///< stdout is one
  bool errors = false;  ///< stderr is one
  int columns = 0;      ///< of stdout; 0 when unknown
  int rows = 0;
};

/// Where bytes go: stdout or stderr.
enum class Stream { output, errors };

/// What came of a question: a line, the end of the input, or Ctrl-C (a hang-up too).
struct Reply {
  enum class Kind { line, end, interrupted };
  Kind kind = Kind::end;
  std::string line = {};
};

/// What helps to type a line on a terminal.
struct LineHelp {
  std::vector<std::string> words = {};  ///< that Tab completes
  bool is_recalled = false;             ///< Up at a later question brings the line back
};

/// What main found when the program started.
struct World {
  std::vector<std::string> words;  ///< argv without argv[0]
  std::string program;             ///< argv[0]
  std::string directory;           ///< the current one, absolute; empty when it is gone
  std::string host;                ///< the machine's name; may be empty
  Date clock;                      ///< the local date
  std::optional<int> time_of_day;  ///< local, in seconds since midnight; nothing when the clock does not tell
  Terminal terminal;
  std::function<std::optional<std::string>(std::string_view)> environment;  ///< a variable; nothing when unset
  std::function<std::optional<std::string>()>
      read_line;                      ///< the next line of stdin without its end; nothing at the end
  std::function<Reply()> read_reply;  ///< the same; from then on Ctrl-C does not end the program
  std::function<Reply(std::string_view, const LineHelp&)>
      edit_line;  ///< the same behind a prompt that it prints, edited; null where the terminal takes no control sequence
  std::function<Result<std::string>()> read_input;        ///< all of stdin that is left
  std::function<Result<std::string>()> read_piece;        ///< the next bytes of stdin; empty at its end
  std::function<Status(Stream, std::string_view)> write;  ///< bytes out; an `interrupted` error when the pipe is closed
  /// Shows the text with that pager; false when it could not be started. Null in tests that need none.
  std::function<bool(const std::string& pager, std::string_view text)> page;
  /// Shows a page of the manual (mdoc) with the program that is there for it; false when there is none. Null in tests
  /// that need none.
  std::function<bool(std::string_view page)> manual;

  /// A variable of the environment; empty when it is unset.
  std::string variable(std::string_view name) const {
    return environment ? environment(name).value_or("") : std::string();
  }
};

/// What is printed, as far as a reader of commands cares (without_commands): words for a person, a notation that has
/// escapes for what must not stand there, data whose bytes stay, or commands for the runner itself.
enum class Notation : std::uint8_t { words, json, markup, data, commands };

/// How to draw on the screen: decided once from flags, environment and terminal.
struct Screen {
  std::size_t width = 80;
  bool utf8 = false;
  bool color = false;         ///< of stdout
  bool color_errors = false;  ///< of stderr
  bool plain = false;         ///< one `key: value` block a record, no bars, boxes or plots
  bool interactive = false;   ///< a person can be asked: stdin and stdout are terminals, no --no-input
};

/// True for the name of a character set that the program can draw with: UTF-8 or ASCII.
bool names_charset(std::string_view text);

/// A word for on or off, in any case: 1, true, yes, on; 0, false, no, off. Nothing for any other.
std::optional<bool> parse_switch(std::string_view text);

/// $XDG_CONFIG_HOME/okr/config.toml, else below ~/.config; empty when neither variable holds an absolute path.
std::string own_settings_file(const World& world);

/// The screen by commands.md "Screen": flag before environment before terminal.
Screen screen(const World& world, const Globals& globals);

/// A workspace as it stood at a commit.
struct PastFiles {
  std::string name;        ///< of the commit, short
  Date day{};              ///< of the commit
  store::FileTexts texts;  ///< of its files, by their names below the root
  std::string root = {};   ///< of the workspace; where none is checked out, the folder that was asked about
};

/// The world as one command sees it: the day, the screen, the options, and what it has printed, said and asked so far.
class Context {
 public:
  /// Usage errors: an --as-of or OKR_TODAY that is no date, an OKR_NOW that is no time.
  static Result<Context> create(const World& world, Globals globals);

  const Globals& globals() const { return globals_; }
  const Screen& screen() const { return screen_; }
  const World& world() const { return *world_; }
  const Terminal& terminal() const { return world_->terminal; }
  Format format() const { return globals_.format.value_or(Format::table); }

  /// A command with formats of its own says which one was meant.
  void set_format(Format format) { globals_.format = format; }

  /// What the result is written in: by the format, unless the command said another.
  Notation notation() const;
  void set_notation(Notation notation) { notation_ = notation; }

  /// With --json what is said on stderr is one JSON document at the end, and nobody is asked.
  bool speaks_json() const { return globals_.format == Format::json; }

  /// False with -q and --json: then nothing is told in words beside the result.
  bool tells() const { return !globals_.quiet && !speaks_json(); }

  /// The command's name, as reports give it.
  const std::string& command() const { return command_; }
  void set_command(std::string_view name) { command_ = name; }

  /// The day every number is seen from: --as-of, else OKR_TODAY, else the clock.
  Date today() const { return today_; }

  /// The time of day that a check-in is stamped with, in seconds since midnight: OKR_NOW, else the clock's; noon when
  /// today was set by OKR_TODAY or --as-of, so that the same words write the same file.
  int now() const { return now_; }

  /// With --at: the files as a commit holds them, which stand for those on the disk; null without it.
  const PastFiles* past() const { return past_.get(); }

  /// From now on `past` is what is read, and today is its day where that is the earlier one and no --as-of says
  /// another.
  void look_back(PastFiles past);

  /// How the workspace that was opened wants thousands grouped on the screen.
  std::optional<DigitStyle> digits() const { return digits_; }
  void set_digits(std::optional<DigitStyle> digits) { digits_ = digits; }

  /// A variable of the environment; nothing when it is unset or empty.
  std::optional<std::string> environment(std::string_view name) const;

  /// Where the search for a workspace starts: -C, else OKR_DIR, else the current directory; absolute.
  std::string start_directory() const;

  /// Where the search starts for each -C, where a command takes several of them; that one folder where there is one or
  /// none. Absolute.
  std::vector<std::string> start_directories() const;

  /// A path as typed, seen from -C (as git and make do), else, and with several of them, from the current directory;
  /// absolute; "-" stays.
  std::string path(std::string_view typed) const;

  /// Text of a result, for stdout (or the file of -o); kept until flush or the end of the command.
  void print(std::string_view text) { output_ += text; }

  /// A message for a person, for stderr.
  void say(std::string_view text);

  /// What a command did or found done already, in words: left out with -q and --json. To stdout; with -n to stderr,
  /// since stdout holds the difference alone.
  void tell(std::string_view text);

  /// Something to be known beside a result that stands: error_text on stderr, a warning in JSON; each once.
  void warn(Error problem);

  /// A hint on what to do next: stderr, only for a terminal and without -q.
  void hint(std::string_view text);

  /// error_text on stderr, an error in JSON.
  void complain(const Error& error);

  /// What was complained of, for a program; empty in words.
  const std::vector<Error>& errors() const { return problems_; }
  /// What was warned of, for a program; empty in words.
  const std::vector<Error>& warnings() const { return warnings_; }

  /// Puts the JSON document of all errors and warnings on stderr.
  void say_document(std::string_view text) { errors_ += text; }

  /// Puts out what has been printed and said so far: before a question, or during long work.
  Status flush();

  /// The answer to a question (already printed; this flushes), edited as it is typed where the terminal can, unless the
  /// screen is plain. An interruption is an answer: there may be something to lose.
  Reply reply(const LineHelp& help = {});

  /// Files of the workspace were written: what goes wrong from now on must not sound as if nothing had been.
  void note_written() { has_written_ = true; }
  bool has_written() const { return has_written_; }

  /// What was printed and not put out yet.
  const std::string& printed() const { return output_; }

  /// What was printed, taken away: it went somewhere else than stdout.
  std::string take_printed() { return std::exchange(output_, {}); }
  /// What was said on stderr and not put out yet.
  const std::string& said() const { return errors_; }

  /// -o as typed, by a command that puts its result there itself: into a folder.
  std::optional<std::string> take_output() { return std::exchange(globals_.output, std::nullopt); }

 private:
  Context(const World& world, Globals globals, Date today, int now);

  /// False where a line is no UTF-8: that has been said, and the question is open still.
  bool is_readable(const std::string& line);
  Reply next_reply(const LineHelp& help);

  const World* world_;
  Globals globals_;
  Screen screen_;
  Date today_;
  int now_;
  std::optional<Notation> notation_;
  std::optional<DigitStyle> digits_;
  std::string output_;
  std::string errors_;
  std::string command_;
  std::vector<Error> problems_, warnings_;
  std::set<std::string> warned_;  ///< of what, and where
  bool has_written_ = false;
  std::shared_ptr<const PastFiles> past_;
};

/// An error for a person: "okr: WHAT" and each line of the hint indented by two; without anything a terminal would
/// obey.
std::string error_text(const Error& error);

/// The error of a command that has complained of all that is wrong. In JSON it is no error of its own, but stands in
/// the hint of the last one.
tl::unexpected<Error> nothing_written(ErrorKind kind, std::string hint = {});

/// The exit code of an error: 1 answer_no, 2 usage, 3 data, 4 environment, 130 interrupted, 70 internal.
int exit_code(ErrorKind kind);

/// A day typed behind `option` ("--date"): a usage error when it is none, or lies after context.today().
/// `fiscal_year` is the workspace's.
Result<Date> past_date(const Context& context, std::string_view option, std::string_view text, FiscalYear fiscal_year);

/// The day typed behind --since, read by past_date; nothing where none was given.
Result<std::optional<Date>> since_day(const Context& context, const std::optional<std::string>& typed,
                                      FiscalYear fiscal_year);

/// A day typed behind `option` for a deadline or a start: later days are fine, and weekdays are the coming ones. A
/// usage error when it is none.
Result<Date> any_date(const Context& context, std::string_view option, std::string_view text, FiscalYear fiscal_year);

/// The word as a shell takes it whole: in single quotes where it would take it for something else.
std::string shell_word(std::string_view word);

/// The text as lines that fit on the screen; those behind the first are set in.
std::string on_lines(const Context& context, const std::string& text);

/// The answer that a line gives: y, n, or Enter for the default; nothing for other words.
std::optional<bool> yes_or_no(std::string_view line, bool by_default);

/// Asks until the answer is y or n; Enter is yes, and ? says `help`. Errors: interrupted, also at the end of the input.
Result<bool> confirmed(Context& context, const std::string& question, std::string_view help = {});

// --- what services obey ----------------------------------------------------------------------------------------------

// The services that run jobs read commands from what a program prints: GitHub's lines that begin with "::", and "##["
// and "##vso[" anywhere in a line (Azure, GitHub's older form). A title or a note must not become one.

/// True where a service runs us: CI, GITHUB_ACTIONS or TF_BUILD is set and does not say no.
bool is_run_by_a_service(const World& world);

/// The text so that no runner finds a command in it: the same for whoever parses JSON, Markdown or HTML, one blank more
/// for people. Data stays byte for byte; of commands for the runner the lines stay, what they tell is made safe.
std::string without_commands(const std::string& text, Notation notation);

// --- what may come in ------------------------------------------------------------------------------------------------

// What comes from outside is UTF-8 before it can reach a file: files of okr are, and one byte that is not makes a file
// that cannot be read again.

/// A usage error that names the byte: "--note: byte 3 (0xfc) is no UTF-8".
Status check_utf8(std::string_view what, std::string_view text);

}  // namespace okr::session
