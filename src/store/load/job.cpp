// SPDX-License-Identifier: MIT
#include "store/load/job.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>

#include "okr/base/text.hpp"

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
    while (begin < line.size() && (static_cast<unsigned char>(line[begin]) & 0xc0) == 0x80);
  const auto covered = count_characters(line.substr(begin, fault.span.end - fault.span.begin));
  return static_cast<std::uint32_t>(std::max<std::size_t>(1, covered));
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

}  // namespace okr::store
