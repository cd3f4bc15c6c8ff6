// SPDX-License-Identifier: MIT
// The board of commands.md, "Screen", as a document: what the tests of several outputs draw.
#pragma once

#include "draw/document.hpp"

namespace okr::draw {

inline Table board_table() {
  Table table;
  table.header = false;
  table.record_indent = 2;
  table.record_name = "key_result";
  table.group_name = "objective";
  table.columns = {
      {.name = "id", .min_width = 10},
      {.name = "now", .min_width = 18},
      {.name = "pace", .gap = 1, .min_width = 10, .shrink = 1, .drop = 1},
      {.name = "progress", .align = Align::right, .min_width = 4},
      {.name = "status", .min_width = 8},
      {.name = "confidence", .align = Align::right},
      {.name = "confidence_change", .align = Align::right, .gap = 1},
  };
  table.group_columns = {
      {.name = "id", .min_width = 4},
      {.name = "title", .min_width = 20, .shrink = 1, .grow = true, .spill = true},
      {.name = "type", .align = Align::right},
      {.name = "status"},
  };
  return table;
}

inline Table board_of_the_quarter() {
  Table table = board_table();
  table.add_group("ship", {Cell("ship", Style::id), Cell("People use the tool every week", Style::strong),
                           "aspirational", Text("ahead", Style::good) + Text(", 1 ") + Text("behind", Style::warn)});
  table.add_record("ship.users", {"users", "131 of 400 users", Bar{.share = 0.3275, .marker = 48.0 / 92}, "33 %",
                                  Cell("behind", Style::warn), "6/10", "+1"});
  table.add_record("ship.startup", {"startup", "40 → 11 → 10 ms", Bar{.share = 29.0 / 30, .marker = 11.0 / 30}, "97 %",
                                    Cell("ahead", Style::good), "7/10", "="});
  table.add_record("ship.release",
                   {"release", "2 of 4 steps", Bar{.share = 0.5, .marker = 0.5}, "50 %", "on track", "7/10", "="});
  table.add_group("fit", {Cell("fit", Style::id), Cell("Run the October half marathon in good health", Style::strong),
                          "committed", Cell("behind", Style::warn)});
  table.add_record("fit.km", {"km", "143 of 300 km", Bar{.share = 143.0 / 300, .marker = 48.0 / 92}, "48 %", "on track",
                              "6/10", "="});
  std::vector<Dot> weeks(14, Dot::open);
  for (std::size_t i = 0; i < 7; ++i) weeks[i] = i < 4 ? Dot::missed : Dot::met;
  table.add_record("fit.rest-hr",
                   {"rest-hr", "57, at most 58 bpm", Dots{weeks}, Cell("3/7").aligned(Align::left), "on track"});
  table.add_record("fit.doctor", {"doctor", "no, due 31 Aug", {}, "0 %", Cell("behind", Style::warn), "4/10", "="});
  return table;
}

inline Document board() {
  Document page;
  page.add(Heading{.level = 1, .text = "2026-Q3  Ship it, stay healthy", .right = "Mon 17 Aug · day 48 of 92 · 52 %"});
  page.add(Space{});
  page.add(Heading{.text = "LOOK HERE", .alert = true});
  page.add(KeyValues{{
      {Text("ship.users", Style::id), "19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %"},
      {Text("fit", Style::id), "cannot end MET: rest-hr was above 58 in 4 of 7 weeks"},
      {Text("sleep", Style::id), "6.1 h, under its natural limit 6.5; no objective works on it"},
  }});
  page.add(Space{});
  page.add(board_of_the_quarter());
  page.add(Space{});
  page.add(Paragraph{.text = "KPIs: 2 green, 1 amber, 1 red, 1 signal (okr kpi)",
                     .right = "│ where you should be",
                     .right_is_legend = true});
  page.add(Paragraph{"Nothing stale. Next check-in Mon 24 Aug."});
  return page;
}

}  // namespace okr::draw
