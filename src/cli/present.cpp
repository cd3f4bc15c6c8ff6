// SPDX-License-Identifier: MIT
#include "okr/cli/present.hpp"

#include "okr/render/html.hpp"
#include "okr/render/markdown.hpp"
#include "okr/render/terminal.hpp"

namespace okr::cli {

void present(Context& context, const Presentation& presentation) { present(context, context.format(), presentation); }

void present(Context& context, Format format, const Presentation& presentation) {
  const Screen& screen = context.screen();
  switch (format) {
    case Format::table:
      return context.print(render::terminal_text(presentation.document(), {screen.width, !screen.utf8, screen.color, screen.plain}));
    case Format::tsv: return context.print(render::tsv_text(presentation.records()));
    case Format::csv: return context.print(render::csv_text(presentation.records()));
    case Format::json: return context.print(render::json_text(presentation.json()));
    case Format::md: return context.print(render::markdown_text(presentation.document()));
    case Format::html: return context.print(render::html_page(presentation.document(), {presentation.title, "en"}));
  }
}

}  // namespace okr::cli
