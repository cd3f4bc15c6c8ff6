// SPDX-License-Identifier: MIT
// Jobs run, and their diagnostics finished: the line one stands on is read again from its file, only when something is
// wrong. Here too everything that came from a file is made harmless, so that whoever prints a diagnostic cannot forget
// it.
#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <thread>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "store/load/gather.hpp"
#include "store/toml.hpp"

namespace okr::store {
namespace {

constexpr std::size_t worth_threads = std::size_t{1} << 20;  // bytes; below, a thread costs more than it saves

Code code_of(SyntaxCode code) {
  switch (code) {
    case SyntaxCode::syntax: return Code::E001;
    case SyntaxCode::conflict: return Code::E002;
    case SyntaxCode::limit: return Code::E003;
  }
  return Code::E001;
}

void run_job(Job& job, FiscalYear fiscal_start) {
  auto document = Document::parse(std::move(job.text));
  if (!document && !job.whole.empty()) document = Document::parse(std::move(job.whole));
  if (!document) {
    job.diagnostics.push_back(diagnostic_of(document.error(), job.file));
    if (job.broken) job.broken();
    return;
  }
  Source source(*document, job.file, fiscal_start, job.diagnostics);
  job.parse(source);
}

void run_on_all_cores(std::vector<Job>& jobs, FiscalYear fiscal_start) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < jobs.size(); i = next++) run_job(jobs[i], fiscal_start);
  };
  const std::size_t count = std::min<std::size_t>(std::max(1u, std::thread::hardware_concurrency()), jobs.size());
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < count; ++i) threads.emplace_back(work);
  work();
}

/// Characters of the line that the fault's bytes cover; at least 1.
std::uint32_t covered_characters(std::string_view line, const SyntaxFault& fault) {
  std::size_t begin = 0;
  for (std::uint32_t column = 1; column < fault.place.column && begin < line.size(); ++column) do
      ++begin;
    while (begin < line.size() && is_continuation(line[begin]));
  const auto covered = count_characters(line.substr(begin, fault.span.end - fault.span.begin));
  return static_cast<std::uint32_t>(std::max<std::size_t>(1, covered));
}

/// A file's text with its lines found once, however many diagnostics stand in it.
struct IndexedText {
  explicit IndexedText(std::string given) : text(std::move(given)), lines(text) {}

  std::string text;
  LineIndex lines;
};

/// The texts that a workspace was read from: as they are about to be written, of these alone, or on the disk. Errors:
/// environment, a file that could be read before cannot be read again.
class TextsAgain {
 public:
  TextsAgain(const Workspace& workspace, const TextSource& source) : workspace_(workspace), source_(source) {}

  Result<std::string_view> line(Place place) {
    TRY_ASSIGN(const IndexedText* indexed, of(place.file));
    return excerpt_of(indexed->lines.line(indexed->text, place.line));
  }

  /// The first line from `line` on that reads so; 0 where none does.
  Result<std::uint32_t> line_that_is(std::string_view wanted, Place from) {
    TRY_ASSIGN(const IndexedText* indexed, of(from.file));
    const std::vector<std::string_view> lines = split(indexed->text, '\n');
    for (std::size_t at = from.line; at < lines.size(); ++at)
      if (trim(lines[at]) == wanted) return static_cast<std::uint32_t>(at) + 1;
    return 0;
  }

 private:
  Result<const IndexedText*> of(std::uint32_t file) {
    auto it = texts_.find(file);
    if (it == texts_.end()) {
      TRY_ASSIGN(auto text, content(workspace_.files[file]));
      it = texts_.try_emplace(file, std::move(text)).first;
    }
    return &it->second;
  }

  Result<std::string> content(const std::string& name) const {
    if (source_.texts) return source_.texts->text(name);
    if (source_.changes)
      if (const auto change = source_.changes->find(name); change != source_.changes->end())
        return change->second.value_or("");
    return read_file(workspace_.root + "/" + name);
  }

  const Workspace& workspace_;
  TextSource source_;
  std::map<std::uint32_t, IndexedText> texts_;
};

/// A name for one more check-in of that day and source which no file has.
std::string free_name_beside(const Workspace& workspace, std::string_view file) {
  std::string_view stem = file.substr(0, file.size() - toml_extension.size());
  constexpr std::size_t day_and_hyphen = 11;  // "2026-08-17-ana.toml"
  const auto [first, number] = place_of_source(stem);
  if (first.size() > file.rfind('/') + 1 + day_and_hyphen) stem = first;  // "web" of "web-2"
  std::string name;
  for (int next = 2; name.empty() || contains(workspace.files, name); ++next)
    name = fmt::format("{}-{}{}", stem, next, toml_extension);
  return name.substr(name.rfind('/') + 1);
}

/// Git tried to make one of what two sides wrote: of one check-in, or of two that were given the same name, which are
/// both to be kept.
Status tell_of_both(const Workspace& workspace, TextsAgain& texts, Diagnostic& conflict) {
  TRY_ASSIGN(const std::uint32_t middle, texts.line_that_is("=======", conflict.place));
  if (middle == 0) return {};
  conflict.message = fmt::format("two versions of this check-in: one goes on in line {}, the other in line {}",
                                 conflict.place.line + 1, middle + 1);
  conflict.mend = fmt::format(
      "keep what is right; of two check-ins that were given one name move the other with its date to {}; delete the "
      "lines that begin with <<<<<<<, ======= and >>>>>>>",
      free_name_beside(workspace, workspace.files[conflict.place.file]));
  return {};
}

std::size_t offset_of_column(std::string_view line, std::uint32_t column) {
  std::size_t offset = 0;
  for (std::uint32_t i = 1; i < column && offset < line.size(); ++i) offset += character_at(line, offset).size();
  return offset;
}

/// Bytes of the key, value or heading that a line or its rest begins with.
std::size_t token_size(std::string_view rest) {
  const char first = rest.front();
  if (first == '"' || first == '\'' || first == '[') {
    const auto end = rest.find(first == '[' ? ']' : first, 1);
    return end == std::string_view::npos ? rest.size() : end + 1;
  }
  return std::min(rest.find_first_of(" \t=,]}#"), rest.size());
}

/// Each byte that is not UTF-8 becomes U+FFFD: one character for one, so that columns stay.
std::string valid_utf8(std::string_view text) {
  if (is_valid_utf8(text)) return std::string(text);
  std::string valid;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view next = character_at(text, i);
    valid += is_valid_utf8(next) ? next : std::string_view("\xEF\xBF\xBD");
    i += next.size();
  }
  return valid;
}

/// The caret stays inside its line; where the line is too long to show as far as that, it is not shown.
void fit_caret(Diagnostic& diagnostic) {
  const std::string_view line = diagnostic.line_text;
  const auto width = static_cast<std::uint32_t>(count_characters(line));
  const std::uint32_t column = diagnostic.place.column;
  if (column > width + 1) {
    diagnostic.line_text.clear();
    diagnostic.length = 1;
    return;
  }
  if (diagnostic.length == 0 && column <= width) {
    const std::string_view rest = line.substr(offset_of_column(line, column));
    diagnostic.length = static_cast<std::uint32_t>(count_characters(rest.substr(0, token_size(rest))));
  }
  diagnostic.length = std::clamp<std::uint32_t>(diagnostic.length, 1, std::max(1u, width + 1 - column));
}

}  // namespace

Diagnostic diagnostic_of(const SyntaxFault& fault, std::uint32_t file) {
  Diagnostic diagnostic;
  diagnostic.code = code_of(fault.code);
  diagnostic.place = {file, fault.place.line, fault.place.column};
  diagnostic.line_text = std::string(excerpt_of(fault.source_line));
  diagnostic.length = covered_characters(diagnostic.line_text, fault);
  diagnostic.message = fault.message;
  diagnostic.mend = fault.hint;
  return diagnostic;
}

void run_jobs(std::vector<Job>& jobs, FiscalYear fiscal_start, Diagnostics& diagnostics) {
  std::size_t bytes = 0;
  for (const Job& job : jobs) bytes += job.text.size();
  if (bytes > worth_threads && jobs.size() > 1) {
    run_on_all_cores(jobs, fiscal_start);
  } else {
    for (Job& job : jobs) run_job(job, fiscal_start);
  }
  for (Job& job : jobs) std::ranges::move(job.diagnostics, std::back_inserter(diagnostics));
  jobs.clear();
}

void make_printable(Diagnostic& diagnostic) {
  diagnostic.message = safe_for_terminal(diagnostic.message);
  diagnostic.mend = safe_for_terminal(diagnostic.mend);
  diagnostic.help = safe_for_terminal(diagnostic.help);
  diagnostic.line_text = valid_utf8(diagnostic.line_text);
  if (diagnostic.place.line == 0)
    diagnostic.length = 1;
  else
    fit_caret(diagnostic);
}

Status finish_diagnostics(Workspace& workspace, const TextSource& source) {
  TextsAgain texts(workspace, source);
  for (Diagnostic& diagnostic : workspace.diagnostics) {
    const Place place = diagnostic.place;
    if (place.known() && place.line > 0 && diagnostic.line_text.empty()) {
      TRY_ASSIGN(const std::string_view line, texts.line(place));
      diagnostic.line_text = std::string(line);
    }
    if (diagnostic.code == Code::E002 && is_checkin_path(workspace.files[place.file]))
      TRY(tell_of_both(workspace, texts, diagnostic));
    make_printable(diagnostic);
  }
  return {};
}

}  // namespace okr::store
