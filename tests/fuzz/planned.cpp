// SPDX-License-Identifier: MIT
#include "planned.hpp"

#include <map>
#include <string>

#include "actions/import/draft_plan.hpp"
#include "ensure.hpp"
#include "okr/base/text.hpp"
#include "okr/store/load.hpp"
#include "sound_diagnostic.hpp"
#include "store/toml.hpp"

using namespace okr;

namespace {

const std::string root = "/";

Workspace loaded(std::map<std::string, std::string> texts) {
  texts.emplace("okr.toml", "format = 1\n");
  const store::FileTexts files(std::move(texts));
  auto workspace =
      store::load_texts(root, files, {.cycles = store::Wanted::Cycles::all, .as_of = make_date(2026, 8, 24)});
  okr_fuzz::ensure(workspace.has_value(), "an empty workspace can be read");
  return *std::move(workspace);
}

void check_said(const actions::Draft& draft, const Diagnostics& said) {
  const auto lines = okr_test::lines_of(draft.text.whole());
  for (const Diagnostic& fault : said) {
    const auto wrong = okr_test::unsoundness_of(fault, lines.size());
    okr_fuzz::ensure(wrong.empty(), wrong, fault.message);
  }
}

}  // namespace

void okr_fuzz::check_planned(const actions::Draft& draft) {
  check_said(draft, draft.faults);
  for (const actions::DraftRemark& remark : draft.remarks)
    ensure(!has_control_character(remark.text), "a remark is fit for a terminal", remark.text);
  const auto workspace = loaded({});
  const actions::DraftOptions options{.skip_bad = true};
  const auto plan = actions::plan_draft({workspace, options, {"ana", "sheet"}, make_date(2026, 8, 24)}, draft, {});
  ensure(plan.has_value(), "a draft can be planned", plan ? "" : plan.error().what);
  check_said(draft, plan->faults);
  std::map<std::string, std::string> texts;
  for (const session::FileChange& file : plan->transaction.files) {
    const auto read = store::Document::parse(file.after);
    ensure(read.has_value(), "a file that is made is TOML", file.path + "\n" + file.after);
    ensure(file.path.find("..") == std::string::npos && file.path.front() != '/', "a file stays within", file.path);
    texts[file.path] = file.after;
  }
  loaded(std::move(texts));
}
