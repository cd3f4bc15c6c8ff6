// SPDX-License-Identifier: MIT
// Every command there is; each is defined in the file of its name beside this one.
#pragma once

#include "cli/command.hpp"

namespace okr::cli {

extern const Command calibration_command;
extern const Command check_command;
extern const Command checkin_command;
extern const Command close_command;
extern const Command complete_command;
extern const Command prompt_command;
extern const Command completions_command;
extern const Command config_command;
extern const Command diff_command;
extern const Command edit_command;
extern const Command explain_command;
extern const Command export_command;
extern const Command forecast_command;
extern const Command help_command;
extern const Command import_command;
extern const Command init_command;
extern const Command kpi_command;
extern const Command log_command;
extern const Command man_command;
extern const Command manual_command;
extern const Command merge_file_command;
extern const Command new_command;
extern const Command next_command;
extern const Command plot_command;
extern const Command pull_command;
extern const Command record_command;
extern const Command rename_command;
extern const Command review_command;
extern const Command schema_command;
extern const Command set_command;
extern const Command status_command;
extern const Command score_command;
extern const Command show_command;
extern const Command textconv_command;
extern const Command tree_command;
extern const Command undo_command;

}  // namespace okr::cli
