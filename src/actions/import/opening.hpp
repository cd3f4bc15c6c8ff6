// SPDX-License-Identifier: MIT
// What every import of OKRs opens: the whole workspace, the file, and the cycle that --cycle means, which need not be
// there yet.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "actions/import/options.hpp"
#include "okr/model/workspace.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// All cycles and KPIs, whatever --cycle says. Environment errors.
Result<Workspace> open_everything(const Context& context);

/// The id of --cycle: a cycle that is there, a word for one (current), or one that says its dates; nothing where it was not
/// given. A usage error for any other text.
Result<std::optional<std::string>> cycle_to_import(const Context& context, const Workspace& workspace);

/// Carriage returns that end a line alone, as old machines wrote them, become line feeds: every reader counts the same lines.
std::string with_line_feeds(std::string text);

/// Usage error for a text that is no text in UTF-8 and says so at its front: a workbook, UTF-16, a mark that --encoding broke.
Status check_encoding_marks(std::string_view text, const std::string& name);

/// The same for a page, and for one that holds other bytes: which line is the first.
Status check_page_encoding(std::string_view text, const std::string& name);

/// How a text in another encoding is read.
inline constexpr std::string_view encoding_hint = "say its encoding: --encoding windows-1252 or --encoding latin1";

/// The whole file, or stdin, in UTF-8, with_line_feeds. Environment errors.
Result<std::string> text_to_import(const Context& context, const ImportOptions& options);

}  // namespace okr::cli
