// SPDX-License-Identifier: MIT
// What was written, kept as text: any bytes come back, and no text that is damaged is taken for one.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

#include "session/past_writes.hpp"

namespace past_writes_test {

using namespace okr;
using namespace okr::session;

namespace {

std::string any_bytes() { return *rc::gen::container<std::string>(rc::gen::inRange<char>(-128, 127)); }

PastWrite any_write() {
  PastWrite past{{}, any_bytes(), any_bytes(), any_bytes(), {any_bytes()}};
  const auto some = [] { return *rc::gen::inRange(0, 4); };
  for (int i = some(); i > 0; --i)
    past.transaction.files.push_back(
        {any_bytes(), *rc::gen::arbitrary<bool>() ? std::optional(any_bytes()) : std::nullopt, any_bytes()});
  for (int i = some(); i > 0; --i) past.transaction.moves.push_back({any_bytes(), any_bytes()});
  for (int i = some(); i > 0; --i) past.transaction.removals.push_back({any_bytes(), any_bytes()});
  past.taken_back = *rc::gen::arbitrary<bool>();
  past.uncommitted = *rc::gen::arbitrary<bool>();
  past.words = any_bytes();
  return past;
}

}  // namespace

TEST_CASE("past writes: any bytes come back as they were") {
  CHECK(rc::check([] {
    const PastWrite past = any_write();
    const auto read = read_past_write(past_write_text(past));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->transaction == past.transaction);
    RC_ASSERT(read->when == past.when);
    RC_ASSERT(read->command == past.command);
    RC_ASSERT(read->summary == past.summary);
    RC_ASSERT(read->taken_back == past.taken_back);
    RC_ASSERT(read->uncommitted == past.uncommitted);
    RC_ASSERT(read->words == past.words);
  }));
}

TEST_CASE("past writes: a text that ends too early is none") {
  CHECK(rc::check([] {
    const std::string text = past_write_text(any_write());
    const auto end = *rc::gen::inRange<std::size_t>(0, text.size());
    RC_ASSERT(!read_past_write(std::string_view(text).substr(0, end)).has_value());
  }));
  CHECK_FALSE(read_past_write("okr wrote 1\nroot 99\n/goals\n"));
  CHECK_FALSE(read_past_write("okr wrote 1\nroot -1\n\n"));
  CHECK_FALSE(read_past_write("okr wrote 1\nroot 18446744073709551615\n/goals\n"));
  CHECK_FALSE(read_past_write("okr wrote 2\n"));
}

TEST_CASE("past writes: one that is not there cannot be noted as taken back") {
  const auto noted = note_taken_back("/no/such/journal");
  REQUIRE_FALSE(noted);
  CHECK(noted.error().kind != ErrorKind::usage);
}

TEST_CASE("past writes: the way back names each file where it lies after the write") {
  Transaction rename{"/goals"};
  rename.files = {{"kpi/sleep/kpi.toml", "a", "b"}, {"2026/cycle.toml", std::nullopt, "c"}};
  rename.moves = {{"kpi/sleep", "kpi/nights"}};
  const Transaction back = inverse(rename);
  CHECK(back.files == std::vector<FileChange>{{"kpi/nights/kpi.toml", "b", "a"}});
  CHECK(back.moves == std::vector<FileMove>{{"kpi/nights", "kpi/sleep"}});
  CHECK(back.removals == std::vector<FileRemoval>{{"2026/cycle.toml", "c"}});
}

}  // namespace past_writes_test
