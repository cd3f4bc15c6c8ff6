// SPDX-License-Identifier: MIT
// The list of commands, in the order of the help: a group at a time, the most used first.
#include "cli/commands/table.hpp"

namespace okr::cli {

namespace {

constexpr const Command* table[] = {
    // look
    &status_command,
    &show_command,
    &score_command,
    &forecast_command,
    &next_command,
    &calibration_command,
    &kpi_command,
    &log_command,
    &diff_command,
    &review_command,
    &tree_command,
    &plot_command,
    // write
    &checkin_command,
    &record_command,
    &pull_command,
    &import_command,
    &init_command,
    &new_command,
    &set_command,
    &edit_command,
    &rename_command,
    &undo_command,
    &close_command,
    // keep tidy
    &check_command,
    &explain_command,
    // more
    &export_command,
    &config_command,
    &schema_command,
    &completions_command,
    &help_command,
    &man_command,
    // for programs
    &prompt_command,
    &merge_file_command,
    &textconv_command,
    &complete_command,
    &manual_command,
};

}  // namespace

CommandTable commands() { return table; }

}  // namespace okr::cli
