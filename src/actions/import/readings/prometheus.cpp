// SPDX-License-Identifier: MIT
// Samples of Prometheus, in its text format or its JSON, as readings of KPIs: one for each day.
#include "actions/import/readings/import.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/core.h>

#include "actions/import/draft.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::actions {
namespace {

using draw::Json;

constexpr std::string_view name_label = "__name__";
constexpr double seconds_of_day = 86400, milliseconds = 1000;
constexpr std::size_t most_series_named = 5;

bool is_name_character(char c) { return is_alphanumeric(c) || c == '_' || c == ':' || c == '.'; }

std::string shown(const Labels& labels) {
  const auto name = labels.find(name_label);
  std::vector<std::string> others;
  for (const auto& [label, value] : labels)
    if (label != name_label) others.push_back(fmt::format("{}=\"{}\"", label, value));
  std::string text = name == labels.end() ? "" : name->second;
  if (!others.empty() || text.empty()) text += "{" + join(others, ",") + "}";
  return safe_for_terminal(text);
}

// --- text ------------------------------------------------------------------------------------------------------------

/// Takes a series apart, character by character, from the front of a text.
class SeriesReader {
 public:
  explicit SeriesReader(std::string_view text) : text_(text) {}

  std::optional<Labels> labels() {
    Labels labels;
    const std::string name = take_name();
    if (!name.empty()) labels.emplace(name_label, name);
    if (!take('{')) return name.empty() ? std::nullopt : std::optional(std::move(labels));
    while (true) {
      skip_blanks();
      if (take('}')) return labels;
      const std::string label = take_name();
      skip_blanks();
      if (label.empty() || !take('=')) return std::nullopt;
      skip_blanks();
      auto value = take_quoted();
      if (!value) return std::nullopt;
      labels[label] = std::move(*value);
      skip_blanks();
      if (!take(',') && !text_.starts_with('}')) return std::nullopt;
    }
  }

  std::string_view rest() const { return text_; }

 private:
  void skip_blanks() { text_ = text_.substr(std::min(text_.find_first_not_of(" \t"), text_.size())); }

  bool take(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }

  std::string take_name() {
    std::size_t length = 0;
    while (length < text_.size() && is_name_character(text_[length])) ++length;
    std::string name(text_.substr(0, length));
    text_.remove_prefix(length);
    return name;
  }

  std::optional<std::string> take_quoted() {
    if (!take('"')) return std::nullopt;
    std::string value;
    while (!text_.empty()) {
      char c = text_.front();
      text_.remove_prefix(1);
      if (c == '"') return value;
      if (c == '\\' && !text_.empty()) {
        c = text_.front() == 'n' ? '\n' : text_.front();
        text_.remove_prefix(1);
      }
      value += c;
    }
    return std::nullopt;
  }

  std::string_view text_;
};

/// The lines of an exporter, of a file that it writes, or of promtool.
class TextReader {
 public:
  explicit TextReader(std::string_view text) : text_(text), is_open_metrics_(trim(text).ends_with("# EOF")) {}

  Samples whole() {
    std::size_t number = 0;
    for (const std::string_view line : split(text_, '\n')) {
      ++number;
      const std::string_view plain = trim(line);
      if (plain.empty() || plain.starts_with('#')) continue;
      take(plain, {number, 1});
    }
    return std::move(samples_);
  }

 private:
  void take(std::string_view line, CsvPlace place) {
    if (const auto at = line.find(" @["); at != std::string_view::npos && line.ends_with(']')) {
      const std::string_view time = line.substr(at + 3, line.size() - at - 4);
      return take_of_promtool(line.substr(0, at), time, place);
    }
    SeriesReader reader(line);
    auto labels = reader.labels();
    if (!labels) return fault(place, "this line names no series");
    std::string_view rest = trim(reader.rest());
    if (rest == "=>") {
      series_ = std::move(*labels);
      return;
    }
    const auto comment = rest.find(" #");  // an exemplar
    rest = trim(rest.substr(0, comment));
    const auto blank = rest.find_first_of(" \t");
    const std::string_view time = blank == std::string_view::npos ? "" : trim(rest.substr(blank));
    const auto seconds = time.empty() ? Result<double>(0.0) : parse_number(time);
    if (rest.empty() || !seconds) return fault(place, "this line is no sample");
    Sample sample{std::move(*labels), {}, std::string(rest.substr(0, blank)), place};
    if (!time.empty()) sample.seconds = is_open_metrics_ ? *seconds : *seconds / milliseconds;
    samples_.samples.push_back(std::move(sample));
  }

  /// "3.5 @[1435781430.781]" below its series, or behind it and an arrow.
  void take_of_promtool(std::string_view before, std::string_view time, CsvPlace place) {
    const auto seconds = parse_number(time);
    if (!seconds) return fault(place, "this line says no time");
    const auto arrow = before.find("=>");
    if (arrow != std::string_view::npos) {
      const auto labels = SeriesReader(before.substr(0, arrow)).labels();
      if (!labels) return fault(place, "this line names no series");
      series_ = *labels;
      before = before.substr(arrow + 2);
    }
    if (!series_) return fault(place, "no series stands in front of this sample");
    samples_.samples.push_back({*series_, *seconds, std::string(trim(before)), place});
  }

  void fault(CsvPlace place, std::string what) {
    samples_.faults.push_back({place, std::move(what), "NAME{LABEL=\"VALUE\"} NUMBER [TIME], as exporters write it"});
  }

  std::string_view text_;
  bool is_open_metrics_;
  std::optional<Labels> series_;
  Samples samples_;
};

// --- JSON ------------------------------------------------------------------------------------------------------------

std::string member(const Json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// [TIME, "NUMBER"]
bool is_point(const Json& point) {
  return point.is_array() && point.size() == 2 && point[0].is_number() && point[1].is_string();
}

void add_point(const Json& point, const Labels& labels, CsvPlace place, Samples& samples) {
  if (is_point(point))
    samples.samples.push_back({labels, point[0].get<double>(), point[1].get<std::string>(), place});
  else
    samples.faults.push_back({place, "this series holds what is no sample", "[TIME, \"NUMBER\"]"});
}

Result<Samples> samples_of_json(const std::string& name, const std::string& text) {
  TRY_ASSIGN(const Json root, read_json(name, text));
  if (const std::string error = member(root, "error"); !error.empty())
    return usage_failure(fmt::format("{}: Prometheus says: {}", safe_for_terminal(name), safe_for_terminal(error)));
  const Json* data = root.is_object() && root.contains("data") ? &root["data"] : &root;
  const Json* result = data->is_object() && data->contains("result") ? &(*data)["result"] : data;
  if (is_point(*result)) {  // of a scalar, which has no labels
    Samples one;
    add_point(*result, {}, JsonPlaces(root, text).place_of(root), one);
    return one;
  }
  if (!result->is_array())
    return usage_failure(fmt::format("{} is no answer of Prometheus", safe_for_terminal(name)),
                         "data.result is a list of series: /api/v1/query_range gives one");
  const JsonPlaces places(root, text);
  Samples samples;
  for (const Json& series : *result) {
    if (!series.is_object()) continue;
    Labels labels;
    if (series.contains("metric") && series["metric"].is_object())
      for (const auto& [label, value] : series["metric"].items())
        if (value.is_string()) labels[label] = value.get<std::string>();
    const CsvPlace place = places.place_of(series);
    if (series.contains("value")) add_point(series["value"], labels, place, samples);
    if (series.contains("values"))
      for (const Json& point : series["values"]) add_point(point, labels, place, samples);
  }
  return samples;
}

// --- readings --------------------------------------------------------------------------------------------------------

bool fits(const Labels& labels, const Labels& selector) {
  return std::ranges::all_of(selector, [&](const auto& wanted) {
    const auto found = labels.find(wanted.first);
    return found != labels.end() && found->second == wanted.second;
  });
}

Date day_of(double seconds) {
  const auto days = static_cast<int>(std::floor(seconds / seconds_of_day));
  return Date{std::chrono::sys_days{std::chrono::days{days}}};
}

/// Of which series the samples are taken.
struct Selector {
  Labels labels;
  bool has_any = false;
};

class SampleReader {
 public:
  SampleReader(const ImportRequest& request, std::string text)
      : request_(request),
        text_(std::move(text)),
        collector_(request.name, request.form, request.today, [this](std::size_t line) { return text_.line(line); }) {}

  Result<ImportedFile> whole(const Samples& samples) {
    for (const CsvFault& fault : samples.faults) collector_.note(Code::E107, fault);
    TRY(read_selectors());
    for (const Sample& sample : samples.samples) {
      take(sample);
      collector_.count_row();
    }
    TRY(check_series());
    return collector_.finish();
  }

 private:
  Status read_selectors() {
    for (const ImportTarget& target : request_.targets) {
      auto selector = target.column.empty() ? std::optional(Labels()) : parse_labels(target.column);
      if (!selector)
        return usage_failure(fmt::format("--value: '{}' names no series", safe_for_terminal(target.column)),
                             fmt::format("--value {}", wanted_series("KPI")));
      selectors_.push_back({std::move(*selector)});
      if (target.kpi) collector_.target(*target.kpi);
    }
    return {};
  }

  void take(const Sample& sample) {
    row_ = {CsvCell{sample.value, sample.place, false}};
    collector_.begin_sample(row_);
    const auto target = target_of(sample);
    const bool is_number = sample.value != "NaN" && sample.value != "nan";  // nothing was measured
    if (!target || !is_number) return;
    CsvDay day{sample.seconds ? day_of(*sample.seconds) : request_.today};
    if (collector_.check_day(row_.front(), day)) collector_.take(*target, day, row_.front());
  }

  /// How --value names a series; of which KPI it is, where no label says that.
  std::string wanted_series(std::string_view kpi) const {
    return fmt::format("'NAME{{LABEL=\"VALUE\"}}{}'", request_.kpi_column.empty() ? fmt::format("={}", kpi) : "");
  }

  std::optional<std::size_t> target_of(const Sample& sample) {
    const auto fitting =
        std::ranges::find_if(selectors_, [&](const Selector& one) { return fits(sample.labels, one.labels); });
    if (fitting == selectors_.end()) return std::nullopt;
    fitting->has_any = true;
    const Kpi* kpi = request_.targets[static_cast<std::size_t>(fitting - selectors_.begin())].kpi;
    if (kpi == nullptr) kpi = kpi_of(sample);
    if (kpi == nullptr) return std::nullopt;
    series_[kpi->id.text].insert(shown(sample.labels));
    return collector_.target(*kpi);
  }

  /// By its label; null where that names none, which is a fault.
  const Kpi* kpi_of(const Sample& sample) {
    const auto label = sample.labels.find(request_.kpi_column);
    if (label == sample.labels.end()) {
      collector_.note(Code::E110,
                      {sample.place, fmt::format("{} has no label {}", shown(sample.labels), request_.kpi_column),
                       "--kpi-column names the label that says the KPI, --value NAME the series that have it"});
      return nullptr;
    }
    const auto kpi = request_.kpi_of_cell(label->second);
    if (!kpi) collector_.note(Code::E110, {sample.place, kpi.error().what, kpi.error().hint});
    return kpi.value_or(nullptr);
  }

  Status check_series() const {
    for (std::size_t i = 0; i < selectors_.size(); ++i)
      if (const std::string& column = request_.targets[i].column; !selectors_[i].has_any && !column.empty())
        return usage_failure(
            fmt::format("no series of {} is {}", safe_for_terminal(request_.name), safe_for_terminal(column)),
            "nothing was written");
    for (const auto& [kpi, found] : series_) {
      if (found.size() == 1) continue;  // one KPI is one series
      const std::vector<std::string> names(found.begin(), found.end());
      return usage_failure(fmt::format("{} series for {}: {}", names.size(), kpi, listed(names, most_series_named)),
                           fmt::format("--value {} chooses one; a sum is Prometheus's: sum(NAME)", wanted_series(kpi)));
    }
    return {};
  }

  const ImportRequest& request_;
  LinedText text_;
  std::vector<CsvCell> row_;
  ReadingCollector collector_;
  std::vector<Selector> selectors_;                      ///< one a target
  std::map<std::string, std::set<std::string>> series_;  ///< that were found, by KPI
};

}  // namespace

std::optional<Labels> parse_labels(std::string_view text) {
  SeriesReader reader(trim(text));
  auto labels = reader.labels();
  return trim(reader.rest()).empty() ? labels : std::nullopt;
}

Result<Samples> parse_samples(const std::string& name, const std::string& text) {
  const std::string_view begin = trim(text);
  const bool is_object =
      begin.starts_with('{') && trim(begin.substr(1)).starts_with('"');  // a series has no quote there
  const bool is_json = is_object || begin.starts_with('[');
  if (is_json) return samples_of_json(name, text);
  return TextReader(text).whole();
}

Result<ImportedFile> read_prometheus(std::string text, const ImportRequest& request) {
  TRY_ASSIGN(const auto samples, parse_samples(request.name, text));
  return SampleReader(request, std::move(text)).whole(samples);
}

}  // namespace okr::actions
