// SPDX-License-Identifier: MIT
#include "cli_fixture.hpp"

#include "okr/base/text.hpp"

namespace okr::cli::test {

namespace {

enum class Sort { risk, file };
constexpr EnumChoice<Sort> sorts[] = {{"risk", Sort::risk, "the worst first"}, {"file", Sort::file}};

struct SayOptions {
  std::string id;
  std::vector<std::string> rest;
  bool loud = false;
  std::optional<std::string> note;
  std::vector<std::string> tags;
  std::optional<int> last;
  std::optional<double> height;
  Sort sort = Sort::risk;
  std::string format = "human";
};

void declare_say(Syntax& syntax, SayOptions& options) {
  syntax.argument(options.id, "ID", "what to say").completes(Completes::objective);
  syntax.argument(options.rest, "MORE", "and more").completes(Completes::kpi).assigns();
  syntax.flag(options.loud, "loud", "say it loud").letter('l');
  syntax.value(options.note, "note", "TEXT", "a note").letter('m');
  syntax.value(options.tags, "tag", "TAG", "a tag");
  syntax.value(options.last, "last", "N", "how many");
  syntax.value(options.height, "height", "H", "how high");
  syntax.choice(options.sort, "sort", sorts, "in which order");
  syntax.value(options.format, "format", "", "how to write").one_of({{"human"}, {"sarif"}}).replaces_global();
}

int run_say(session::Context& context, const SayOptions& options) {
  context.print("id=" + options.id + " rest=" + join(options.rest, ",") + " tags=" + join(options.tags, ","));
  if (options.loud) context.print(" loud");
  if (options.note) context.print(" note=" + *options.note);
  if (options.last) context.print(" last=" + std::to_string(*options.last));
  if (options.height) context.print(" high");
  if (options.sort == Sort::file) context.print(" by-file");
  context.print(" " + options.format + (context.globals().dry_run ? " dry" : "") + "\n");
  return options.loud ? 1 : 0;
}

struct NoOptions {};
void declare_none(Syntax&, NoOptions&) {}
Result<int> run_fail(session::Context& context, const NoOptions&) {
  context.print("half\n");
  return failure(ErrorKind::data, "the file is broken", "mend it");
}

constexpr Example say_examples[] = {{"okr say ship", "say ship"}};

}  // namespace

constinit const Command say_command{.name = "say",
                                    .alias = "sy",
                                    .group = Group::look,
                                    .summary = "say something",
                                    .examples = say_examples,
                                    .exit_1 = "with --loud",
                                    .prepare = prepared<SayOptions, declare_say, run_say>};
constinit const Command fail_command{.name = "fail",
                                     .group = Group::more,
                                     .formats = Formats::all,
                                     .summary = "fail",
                                     .prepare = prepared<NoOptions, declare_none, run_fail>};

CommandTable small_table() {
  static constexpr const Command* table[] = {&say_command, &fail_command};
  return table;
}

}  // namespace okr::cli::test
