// SPDX-License-Identifier: MIT
#include "session/present.hpp"

#include "draw/html.hpp"
#include "draw/markdown.hpp"
#include "draw/terminal.hpp"

namespace okr::cli {

std::string drawn(const Context& context, const render::Document& document) {
  const Screen& screen = context.screen();
  return render::terminal_text(document, {screen.width, !screen.utf8, screen.color, screen.plain, context.digits()});
}

void present(Context& context, const Presentation& presentation) { present(context, context.format(), presentation); }

void present(Context& context, Format format, const Presentation& presentation) {
  switch (format) {
    case Format::table:
      return context.print(drawn(context, presentation.document()));
    case Format::tsv: return context.print(render::tsv_text(presentation.records()));
    case Format::csv: return context.print(render::csv_text(presentation.records()));
    case Format::json: return context.print(render::json_text(presentation.json()));
    case Format::md:
      return context.print(render::markdown_text(presentation.document(), context.digits()));
    case Format::html:
      return context.print(render::html_page(presentation.document(), {presentation.title, "en", context.digits()}));
  }
}

}  // namespace okr::cli
