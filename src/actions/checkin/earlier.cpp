// SPDX-License-Identifier: MIT
#include "actions/checkin/earlier.hpp"

#include <algorithm>
#include <functional>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/disk.hpp"

namespace okr::actions {
namespace {

constexpr int last_second = 24 * 3600 - 1;
constexpr int most_a_day = 10000;

/// What the key result's entries of those check-ins say, in their order.
std::vector<const Entry*> entries_of(const KeyResult& key_result, std::span<const std::uint32_t> checkins) {
  std::vector<const Entry*> found;
  for (const std::uint32_t checkin : checkins)
    for (const Entry& entry : key_result.entries)
      if (entry.checkin == checkin) found.push_back(&entry);
  return found;
}

/// Whether `later` took the place of the value that `update` gave. Amounts stand beside each other. Of a `+19` the file
/// keeps what it came to: a larger number may be another amount, a smaller one puts it right.
bool takes_place_of_value(const Entry& later, const Update& update) {
  if (update.is_amount()) return false;
  if (!update.typed || !trim(*update.typed).starts_with('+')) return later.value != update.entry.value;
  const double* now = std::get_if<double>(&later.value);
  const double* then = std::get_if<double>(&update.entry.value);
  return now && then && *now < *then;
}

/// "web-2", "ip-10-0-0-7".
bool ends_in_number(std::string_view name) {
  const std::string_view end = name.substr(name.rfind('-') + 1);
  return !end.empty() && end.size() < name.size() && std::ranges::all_of(end, is_digit);
}

/// How the first check-in of a day is called: "web"; "web-2-1" of the source web-2, since "web-2" is the second of web.
std::string first_name(std::string_view source) { return std::string(source) + (ends_in_number(source) ? "-1" : ""); }

}  // namespace

std::vector<std::uint32_t> of_source(const Cycle& cycle, Date date, std::string_view source) {
  std::vector<std::uint32_t> found;
  for (auto i = static_cast<std::uint32_t>(cycle.checkins.size()); i-- > 0;)
    if (cycle.checkins[i].date == date && is_of_source(cycle, i, source)) found.push_back(i);
  return found;
}

std::optional<Update> left_to_say(Update update, std::span<const std::uint32_t> later) {
  const std::vector<const Entry*> entries = entries_of(*update.about.key_result, later);
  const auto latest = [&](auto says) {
    const auto found = std::ranges::find_if(entries, [&](const Entry* one) { return says(*one); });
    return found == entries.end() ? nullptr : *found;
  };
  const Entry* value = latest(std::mem_fn(&Entry::has_value));
  const Entry* confidence = latest([](const Entry& one) { return one.confidence.has_value(); });
  const Entry* note = latest([](const Entry& one) { return !one.note.empty(); });
  const bool is_of_amount = update.says_value() && update.is_amount();  // its note is about the amount
  if (!note || is_of_amount || note->note == update.entry.note) update.entry.note.clear();
  if (!confidence || confidence->confidence == update.entry.confidence) update.entry.confidence.reset();
  if (update.says_value() && !(value && takes_place_of_value(*value, update))) {
    update.typed.reset();
    update.entry.value = {};
  }
  const bool says_nothing = !update.says_value() && !update.entry.confidence && update.entry.note.empty();
  return says_nothing ? std::nullopt : std::optional(std::move(update));
}

namespace {

bool hides(const Cycle& cycle, std::uint32_t checkin, std::span<const Update> updates) {
  return std::ranges::any_of(updates, [&](const Update& update) {
    const KeyResult* key_result = find_key_result(cycle, to_string(update.about.key_result->id));
    if (!key_result) return false;
    return std::ranges::any_of(entries_of(*key_result, {&checkin, 1}), [&](const Entry* entry) {
      const bool hides_value = update.says_value() && !update.is_amount() && entry->has_value();
      return hides_value || (update.entry.confidence && entry->confidence);
    });
  });
}

}  // namespace

std::optional<std::uint32_t> hidden_by(const Cycle& cycle, const Checkin& head, const std::string& source,
                                       std::span<const Update> updates) {
  for (std::uint32_t i = 0; i < cycle.checkins.size(); ++i) {
    const Checkin& other = cycle.checkins[i];
    if (other.date != head.date || other.at != head.at || other.source < source) continue;
    if (!is_of_source(cycle, i, source) && hides(cycle, i, updates)) return i;
  }
  return std::nullopt;
}

Error not_counted(const std::string& file) {
  return {ErrorKind::usage,
          fmt::format("{} is of the same second, and by its name it counts: this would not", safe_for_terminal(file)),
          "give it an earlier `at`, or say this of another day with --date"};
}

int time_behind(const Cycle& cycle, Date date, int now) {
  int time = now;
  for (const Checkin& checkin : cycle.checkins)
    if (checkin.date == date && checkin.at) time = std::max(time, *checkin.at + 1);
  return std::min(time, last_second);
}

std::string free_checkin_path(const std::string& root, const std::string& folder, Date date, std::string_view source) {
  const std::string name = fmt::format("{}-{}", to_string(date), source);
  std::string path = checkin_path(folder, fmt::format("{}-{}", to_string(date), first_name(source)));
  for (int number = 2; number < most_a_day; ++number) {
    if (!store::is_taken(root + "/" + path).value_or(false)) return path;  // who cannot look is told when it is written
    path = checkin_path(folder, fmt::format("{}-{}", name, number));
  }
  return path;
}

bool is_of_source(const Cycle& cycle, std::uint32_t checkin, std::string_view source) {
  const std::string& name = cycle.checkins[checkin].source;
  if (!ends_in_number(name)) return name == source;
  const std::string front = name.substr(0, name.rfind('-'));
  // A file of before such sources had all of theirs numbered: without a first one it is the second of nobody.
  const auto is_first = [&, first = first_name(front)](const Checkin& one) {
    return one.date == cycle.checkins[checkin].date && one.source == first;
  };
  return source == (std::ranges::any_of(cycle.checkins, is_first) ? front : name);
}

std::optional<std::uint32_t> last_of_source(const Cycle& cycle, Date date, std::string_view source) {
  const std::vector<std::uint32_t> all = of_source(cycle, date, source);
  return all.empty() ? std::nullopt : std::optional(all.front());
}

}  // namespace okr::actions
