// SPDX-License-Identifier: MIT
#include "reports/diff/matching.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "okr/base/text.hpp"

namespace okr::reports {
namespace {

/// Two lists of which one is long are other cycles or an import, not records that were given another name.
constexpr std::size_t most_compared = 2500;

class Matcher {
 public:
  Matcher(const std::vector<Nameable>& before, const std::vector<Nameable>& after)
      : before_(before), after_(after), partner_(after.size()), taken_(before.size(), false) {}

  void by_key(const std::function<std::vector<std::string>(const Nameable&)>& key_of_before,
              const std::function<std::vector<std::string>(const Nameable&)>& keys_of_after) {
    std::multimap<std::string, std::size_t> known;
    for (std::size_t i = 0; i < before_.size(); ++i)
      if (!taken_[i])
        for (const std::string& key : key_of_before(before_[i])) known.emplace(key, i);
    for (std::size_t i = 0; i < after_.size(); ++i)
      if (!partner_[i])
        for (const std::string& key : keys_of_after(after_[i])) join_first(i, known, key);
  }

  void by_likeness() {
    const auto old = std::ranges::count(taken_, false);
    const auto fresh = std::ranges::count_if(partner_, [](const auto& partner) { return !partner; });
    if (static_cast<std::size_t>(old * fresh) > most_compared) return;
    for (std::size_t i = 0; i < after_.size(); ++i)
      for (std::size_t j = 0; j < before_.size() && !partner_[i]; ++j)
        if (!taken_[j] && is_alike(before_[j].title, after_[i].title)) join(i, j);
  }

  std::vector<std::optional<std::size_t>> result() && { return std::move(partner_); }

 private:
  void join(std::size_t after, std::size_t before) {
    partner_[after] = before;
    taken_[before] = true;
  }

  void join_first(std::size_t after, const std::multimap<std::string, std::size_t>& known, const std::string& key) {
    const auto range = known.equal_range(key);
    for (auto it = range.first; it != range.second && !partner_[after]; ++it)
      if (!taken_[it->second]) join(after, it->second);
  }

  const std::vector<Nameable>& before_;
  const std::vector<Nameable>& after_;
  std::vector<std::optional<std::size_t>> partner_;
  std::vector<bool> taken_;
};

std::vector<std::string> id_alone(const Nameable& record) { return {record.id}; }
std::vector<std::string> earlier_ids(const Nameable& record) { return record.was; }
std::vector<std::string> title_alone(const Nameable& record) {
  if (record.title.empty()) return {};
  return {record.title};
}

}  // namespace

bool is_alike(const std::string& one, const std::string& other) {
  const std::size_t length = std::max(one.size(), other.size());
  const std::size_t shorter = std::min(one.size(), other.size());
  if (shorter == 0 || (length - shorter) * 4 > length) return false;
  return edit_distance(one, other) * 4 <= length;
}

std::vector<std::optional<std::size_t>> partners(const std::vector<Nameable>& before,
                                                 const std::vector<Nameable>& after) {
  Matcher matcher(before, after);
  matcher.by_key(id_alone, id_alone);
  matcher.by_key(id_alone, earlier_ids);
  matcher.by_key(earlier_ids, id_alone);
  matcher.by_key(title_alone, title_alone);
  matcher.by_likeness();
  return std::move(matcher).result();
}

}  // namespace okr::reports
