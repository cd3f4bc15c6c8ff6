// SPDX-License-Identifier: MIT
#include "reports/review/questions.hpp"

#include <fmt/core.h>

#include "reports/review/words.hpp"

namespace okr::reports {
namespace {}  // namespace

std::string_view meaning_of(Advice advice) {
  switch (advice) {
    case Advice::none: return "";
    case Advice::keep: return "go on";
    case Advice::watch: return "ask again in a week";
    case Advice::raise: return "too safe";
    case Advice::decide: return "help, adjust or drop";
    case Advice::escalate: return "who was promised has to know";
  }
  return "";
}

Style style_of(Advice advice) {
  switch (advice) {
    case Advice::none:
    case Advice::keep: return Style::normal;
    case Advice::watch:
    case Advice::raise: return Style::warn;
    case Advice::decide:
    case Advice::escalate: return Style::bad;
  }
  return Style::normal;
}

std::string_view machine_word(Advice advice) { return advice == Advice::raise ? "raise" : word(advice); }

std::string question_text(const MidQuestion& asked) {
  const std::string names = names_text(asked.ids);
  const bool many = asked.ids.size() > 1;
  switch (asked.topic) {
    case MidTopic::intent: return "Is the intent of each objective still right?";
    case MidTopic::holds_back: return fmt::format("What holds back {}, and who decides?", names);
    case MidTopic::cannot_end_met:
      return fmt::format("{} cannot end MET any more: who has to know, and what is still worth doing?", names);
    case MidTopic::stop_for: return fmt::format("What do we stop so that {} {} kept?", names, many ? "are" : "is");
    case MidTopic::aim_higher:
      return fmt::format("{} {} too safe: aim higher, or give the time to something else?", names, many ? "are" : "is");
    case MidTopic::who_knows:
      return fmt::format("Confidence and readings disagree on {}: what does one know that the other does not?", names);
    case MidTopic::silent: return fmt::format("Nobody speaks of {}: does it still matter?", names);
    case MidTopic::nobody_works: return fmt::format("Who works on {}?", names);
    case MidTopic::moved_target: return fmt::format("{} moved: did the world change, or was it hard?", names);
    case MidTopic::take_over: return "What should the next cycle take over?";
  }
  return {};
}

std::string question_text(const FinalQuestion& asked) {
  const std::string names = names_text(asked.ids);
  switch (asked.topic) {
    case Reflection::contributed:
      return names.empty() ? "What contributed to what we reached?" : fmt::format("What contributed to {}?", names);
    case Reflection::obstacles:
      return names.empty() ? "Which obstacles did we meet?" : fmt::format("Which obstacles held back {}?", names);
    case Reflection::rewrite:
      return names.empty() ? "Which goal would we write differently?"
                           : fmt::format("How would we write {} today?", names);
    case Reflection::learned: return "What have we learned that changes the next cycle?";
  }
  return {};
}

}  // namespace okr::reports
