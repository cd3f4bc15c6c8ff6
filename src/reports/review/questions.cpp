// SPDX-License-Identifier: MIT
#include "reports/review/questions.hpp"

#include <fmt/core.h>

#include "reports/review/words.hpp"

namespace okr::reports {
namespace {

std::string_view word_of(Question question) {
  switch (question) {
    case Question::intent: return "intent";
    case Question::holds_back: return "holds_back";
    case Question::cannot_end_met: return "cannot_end_met";
    case Question::stop_for: return "stop_for";
    case Question::aim_higher: return "aim_higher";
    case Question::who_knows: return "who_knows";
    case Question::silent: return "silent";
    case Question::nobody_works: return "nobody_works";
    case Question::moved_target: return "moved_target";
    case Question::take_over: return "take_over";
  }
  return "";
}

std::string_view word_of(Reflection reflection) {
  switch (reflection) {
    case Reflection::contributed: return "contributed";
    case Reflection::obstacles: return "obstacles";
    case Reflection::rewrite: return "rewrite";
    case Reflection::learned: return "learned";
  }
  return "";
}

JsonValue object_of(std::string_view question, std::string text, const std::vector<std::string>& ids) {
  JsonValue json = JsonValue::object();
  json.set("question", question).set("text", std::move(text));
  return json.set("ids", JsonValue::array_of(ids, [](const std::string& id) { return JsonValue(id); }));
}

}  // namespace

std::string_view words_of(Advice advice) {
  switch (advice) {
    case Advice::none: return "";
    case Advice::keep: return "keep";
    case Advice::watch: return "watch";
    case Advice::raise: return "raise?";
    case Advice::decide: return "decide";
    case Advice::escalate: return "escalate";
  }
  return "";
}

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

std::string_view machine_word(Advice advice) { return advice == Advice::raise ? "raise" : words_of(advice); }

std::string question_text(const Asked& asked) {
  const std::string names = names_text(asked.ids);
  const bool many = asked.ids.size() > 1;
  switch (asked.question) {
    case Question::intent: return "Is the intent of each objective still right?";
    case Question::holds_back: return fmt::format("What holds back {}, and who decides?", names);
    case Question::cannot_end_met:
      return fmt::format("{} cannot end MET any more: who has to know, and what is still worth doing?", names);
    case Question::stop_for: return fmt::format("What do we stop so that {} {} kept?", names, many ? "are" : "is");
    case Question::aim_higher:
      return fmt::format("{} {} too safe: aim higher, or give the time to something else?", names, many ? "are" : "is");
    case Question::who_knows:
      return fmt::format("Confidence and readings disagree on {}: what does one know that the other does not?", names);
    case Question::silent: return fmt::format("Nobody speaks of {}: does it still matter?", names);
    case Question::nobody_works: return fmt::format("Who works on {}?", names);
    case Question::moved_target: return fmt::format("{} moved: did the world change, or was it hard?", names);
    case Question::take_over: return "What should the next cycle take over?";
  }
  return {};
}

std::string question_text(const Reflecting& asked) {
  const std::string names = names_text(asked.ids);
  switch (asked.reflection) {
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

JsonValue question_object(const Asked& asked) {
  return object_of(word_of(asked.question), question_text(asked), asked.ids);
}

JsonValue question_object(const Reflecting& asked) {
  return object_of(word_of(asked.reflection), question_text(asked), asked.ids);
}

}  // namespace okr::reports
