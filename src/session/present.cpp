// SPDX-License-Identifier: MIT
#include "session/present.hpp"

#include <fmt/core.h>

#include "draw/html.hpp"
#include "draw/markdown.hpp"
#include "draw/terminal.hpp"

namespace okr::session {

std::string drawn(const Context& context, const draw::Document& document, bool titles) {
  const Screen& screen = context.screen();
  return draw::terminal_text(document,
                             {screen.width, !screen.utf8, screen.color, screen.plain, titles, context.digits()});
}

Status take_format(Context& context, const std::optional<Format>& format) {
  if (!format) return {};
  if (context.globals().json && *format != Format::json)
    return usage_failure("--json and another --format exclude each other", "give one of them");
  context.set_format(*format);
  return {};
}

namespace {

/// What is kept or printed can be dated.
std::string day_of_page(const Context& context) { return fmt::format("As of {}.", long_date(context.today())); }

}  // namespace

void present(Context& context, const Presentation& presentation) {
  const bool is_asked_for = context.globals().format || context.globals().output;
  if (context.globals().quiet && !is_asked_for) return;
  present(context, context.format(), presentation);
}

void present(Context& context, Format format, const Presentation& presentation) {
  switch (format) {
    case Format::table: return context.print(drawn(context, presentation.document(), presentation.titles));
    case Format::tsv: return context.print(draw::tsv_text(presentation.records()));
    case Format::csv: return context.print(draw::csv_text(presentation.records()));
    case Format::json: return context.print(draw::json_text(presentation.json()));
    case Format::jsonl: return context.print(presentation.lines());
    case Format::svg: return context.print(presentation.picture());
    case Format::md: {
      draw::Document document = presentation.document();
      if (presentation.is_dated) document.add(draw::Paragraph{.text = day_of_page(context)});
      return context.print(draw::markdown_text(document, context.digits()));
    }
    case Format::html:
      return context.print(draw::html_page(presentation.document(),
                                           {.title = presentation.title,
                                            .digits = context.digits(),
                                            .links = {},
                                            .footer = presentation.is_dated ? day_of_page(context) : std::string()}));
  }
}

}  // namespace okr::session
