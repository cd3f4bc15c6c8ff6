// SPDX-License-Identifier: MIT
// `okr show` for programs: the record's object, its history, its links and the trace.
#include <span>

#include <fmt/core.h>

#include "reports/kpi/words.hpp"
#include "reports/show/words.hpp"
#include "reports/views.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

JsonValue text_or_null(std::string_view text) { return text.empty() ? JsonValue() : JsonValue(text); }

JsonValue comparison_object(const std::optional<Comparison>& comparison) {
  if (!comparison) return {};
  JsonValue json = JsonValue::object();
  json.set("reference", comparison->reference)
      .set("delta", comparison->delta)
      .set("percent", JsonValue(comparison->percent));
  const char* favour = comparison->favour == Favour::favourable     ? "favourable"
                       : comparison->favour == Favour::unfavourable ? "unfavourable"
                                                                    : "neutral";
  return json.set("favour", favour);
}

JsonValue limits_object(const XmrLimits* limits) {
  if (!limits) return {};
  JsonValue json = JsonValue::object();
  json.set("lower", limits->lower)
      .set("upper", limits->upper)
      .set("mean", limits->mean)
      .set("mean_range", limits->mean_range);
  return json.set("points", static_cast<std::int64_t>(limits->points))
      .set("trial", limits->trial)
      .set("alike", limits->alike);
}

/// The entries of [targets] that had begun, oldest first.
JsonValue targets_array(const KpiNumbers& numbers) {
  return JsonValue::array_of(std::span(numbers.kpi->targets).first(numbers.known_targets), [](const KpiTarget& entry) {
    JsonValue json = JsonValue::object();
    json.set("from", entry.first).set("target", JsonValue(entry.target)).set("warn", JsonValue(entry.warn));
    json.set("min", JsonValue(entry.min)).set("max", JsonValue(entry.max)).set("margin", JsonValue(entry.margin));
    return json.set("why", text_or_null(entry.why));
  });
}

JsonValue growth_word(const Xmr& xmr) {
  switch (xmr.growth) {
    case Growth::none: return {};
    case Growth::trending: return xmr.grows ? "trending_up" : "trending_down";
    case Growth::new_level: return xmr.grows ? "new_level_up" : "new_level_down";
  }
  return {};
}

JsonValue ids_of(const std::vector<KpiWorker>& workers) {
  return JsonValue::array_of(workers, [](const KpiWorker& worker) {
    return JsonValue(worker.key_result ? full_id(*worker.cycle, *worker.key_result)
                                       : full_id(*worker.cycle, *worker.objective));
  });
}

/// The period that still runs, where it has a value.
JsonValue running_object(const Workspace& workspace, const KpiNumbers& numbers) {
  if (running_text(numbers).empty()) return {};
  const std::size_t last = numbers.periods.size() - 1;
  JsonValue json = JsonValue::object();
  json.set("period", period_name_of(workspace, numbers, last)).set("value", JsonValue(numbers.periods[last].value));
  return json.set("covered", numbers.periods[last].covered).set("expected", numbers.periods[last].expected);
}

/// The points that the rules flagged, oldest first.
JsonValue flagged_array(const Workspace& workspace, const KpiNumbers& numbers) {
  JsonValue json = JsonValue::array();
  for (std::size_t i = 0; i < numbers.xmr.points.size(); ++i) {
    const XmrPoint& point = numbers.xmr.points[i];
    if (!point.signal.any()) continue;
    JsonValue one = JsonValue::object();
    one.set("period", period_name_of(workspace, numbers, point.period))
        .set("value", point.value)
        .set("rule", point.signal.rule());
    json.push(one.set("meaning", machine_word(words_of(meaning_of(*numbers.kpi, numbers.xmr, i)))));
  }
  return json;
}

JsonValue place_objects(JsonValue json, const Workspace& workspace, const Place& place, const DetailOptions& options) {
  json.set("file", place.known() ? JsonValue(options.prefix + workspace.files[place.file]) : JsonValue());
  return json.set("line", place.known() ? JsonValue(static_cast<std::int64_t>(place.line)) : JsonValue());
}

JsonValue said(const HistoryItem& item) {
  return item.entry ? reports::said(item.entry->value) : JsonValue(item.value);
}

JsonValue history_array(const Detail& detail, const DetailOptions& options) {
  return JsonValue::array_of(detail.history, [&](const HistoryItem& item) {
    JsonValue json = JsonValue::object();
    json.set("date", item.date).set("value", said(item)).set("sum", item.amount ? JsonValue(item.value) : JsonValue());
    json.set("confidence", JsonValue(item.confidence))
        .set("note", text_or_null(item.note))
        .set("by", text_or_null(item.by));
    return place_objects(std::move(json.set("counted", item.counted)), *detail.workspace, item.place, options);
  });
}

JsonValue links_array(const Detail& detail) {
  return JsonValue::array_of(detail.links, [](const Link& link) {
    JsonValue json = JsonValue::object();
    json.set("bond", machine_word(words_of(link.bond))).set("id", link.id).set("title", text_or_null(link.title));
    const JsonValue status = link.status ? JsonValue(machine_word(words_of(*link.status)))
                             : link.rag  ? JsonValue(machine_word(words_of(*link.rag)))
                                         : JsonValue();
    return json.set("status", status);
  });
}

JsonValue checkins_array(const Detail& detail) {
  return JsonValue::array_of(detail.checkins, [](const Checkin* checkin) {
    JsonValue json = JsonValue::object();
    json.set("date", checkin->date).set("by", text_or_null(checkin->by)).set("source", text_or_null(checkin->source));
    return json.set("note", text_or_null(checkin->note)).set("about", static_cast<std::int64_t>(checkin->about.size()));
  });
}

std::string kind_of(const Detail& detail) {
  if (detail.found.kpi) return "kpi";
  return detail.found.key_result ? "key_result" : detail.found.objective ? "objective" : "cycle";
}

}  // namespace

JsonValue said(const EntryValue& value) {
  if (const double* number = std::get_if<double>(&value)) return *number;
  if (const bool* truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
    return JsonValue::array_of(*texts, [](const std::string& text) { return JsonValue(text); });
  return {};
}

JsonValue kpi_object(const Workspace& workspace, const KpiNumbers& numbers) {
  const Kpi& kpi = *numbers.kpi;
  JsonValue json = JsonValue::object();
  json.set("id", kpi.id.text)
      .set("title", kpi.title)
      .set("what", text_or_null(kpi.what))
      .set("why", text_or_null(kpi.why));
  json.set("how", text_or_null(kpi.how)).set("who", text_or_null(kpi.who)).set("review", text_or_null(kpi.review));
  json.set("team", text_or_null(kpi.team)).set("level", kpi.level ? JsonValue(word(*kpi.level)) : JsonValue());
  json.set("health", kpi.health).set("counter", text_or_null(kpi.counter.text)).set("unit", text_or_null(kpi.unit));
  json.set("every", to_string(kpi.every))
      .set("aggregate", word(kpi.aggregate))
      .set("good", word(kpi.good_or_default()));
  const KpiBounds& bounds = numbers.last_bounds;
  json.set("target", JsonValue(bounds.target)).set("warn", JsonValue(bounds.warn)).set("strict", kpi.strict);
  json.set("min", JsonValue(bounds.min)).set("max", JsonValue(bounds.max)).set("margin", JsonValue(bounds.margin));
  json.set("targets", targets_array(numbers));
  json.set("formula", text_or_null(kpi.formula)).set("value", JsonValue(numbers.value()));
  const KpiPeriod* last = numbers.last ? &numbers.periods[*numbers.last] : nullptr;
  json.set("period_unit", to_string(numbers.unit))
      .set("period", last ? JsonValue(period_name_of(workspace, numbers, *numbers.last)) : JsonValue());
  json.set("covered", last ? JsonValue(last->covered) : JsonValue())
      .set("expected", last ? JsonValue(last->expected) : JsonValue());
  json.set("running", running_object(workspace, numbers));
  json.set("status", machine_word(words_of(numbers.status))).set("red_in_a_row", numbers.red_in_a_row);
  json.set("against_target", comparison_object(numbers.target))
      .set("against_previous", comparison_object(numbers.previous));
  json.set("against_year_ago", comparison_object(numbers.year_ago));
  json.set("benchmarks", JsonValue::array_of(numbers.benchmarks, [](const BenchmarkComparison& benchmark) {
             JsonValue one = comparison_object(benchmark.comparison);
             return one.set("name", benchmark.benchmark->name).set("source", text_or_null(benchmark.benchmark->source));
           }));
  json.set("signal", machine_word(words_of(numbers.signal))).set("flagged", flagged_array(workspace, numbers));
  json.set("growth", growth_word(numbers.xmr)).set("signal_of", word(kpi.signal));
  json.set("natural_limits", limits_object(numbers.xmr.limits()));
  json.set("assurance", numbers.assurance == Assurance::unknown ? JsonValue()
                                                                : JsonValue(machine_word(words_of(numbers.assurance))));
  json.set("age_days", JsonValue(numbers.age)).set("freshness", text_or_null(words_of(numbers.freshness)));
  json.set("gaps", JsonValue::array_of(numbers.gaps, [&](std::size_t gap) {
             return JsonValue(period_name_of(workspace, numbers, gap));
           }));
  json.set("breached", numbers.breached).set("workers", ids_of(numbers.workers));
  return json.set("drafts", ids_of(numbers.drafts));
}

Records detail_records(const Detail& detail) {
  Records records{{"id", "date", "value", "sum", "confidence", "by", "note", "counted"}, {}};
  if (detail.cycle) {
    records.names = {"id", "date", "by", "about", "note"};
    for (const Checkin* checkin : detail.checkins)
      records.rows.push_back({detail.id(), checkin->date, checkin->by.empty() ? checkin->source : checkin->by,
                              static_cast<std::int64_t>(checkin->about.size()), checkin->note});
    return records;
  }
  for (const HistoryItem& item : detail.history) {
    const bool is_number = item.entry ? std::holds_alternative<double>(item.entry->value) : item.value.has_value();
    const auto number = item.amount ? item.amount : item.value;
    records.rows.push_back({detail.id(), item.date, is_number && number ? Value(*number) : Value(value_text(item)),
                            item.amount && item.value ? Value(*item.value) : Value(),
                            item.confidence ? Value(static_cast<std::int64_t>(*item.confidence)) : Value(), item.by,
                            item.note, item.counted});
  }
  return records;
}

JsonValue detail_json(const Detail& detail, const DetailOptions& options) {
  JsonValue json = report_object("show", detail.as_of);
  json.set("record", kind_of(detail)).set("id", detail.id());
  if (detail.cycle) json.set("cycle", cycle_object(*detail.cycle));
  if (detail.cycle)
    json.set("objectives", JsonValue::array_of(detail.cycle->objectives, [&](const ObjectiveNumbers& objective) {
               return objective_object(*detail.workspace, objective, true);
             }));
  if (detail.objective)
    json.set("objective", objective_object(*detail.workspace, *detail.objective, !detail.key_result));
  if (detail.key_result)
    json.set("key_result", key_result_object(*detail.workspace, *detail.objective, *detail.key_result,
                                             detail.forecast ? &*detail.forecast : nullptr));
  if (detail.kpi) json.set("kpi", kpi_object(*detail.workspace, *detail.kpi));
  json.set("sentence", text_or_null(sentence_of(detail)));
  if (detail.cycle)
    json.set("checkins", checkins_array(detail));
  else
    json.set("history", history_array(detail, options));
  json.set("links", links_array(detail)).set("trace", trace_array(*detail.workspace, detail.trace, options));
  return json.set("diagnostics", diagnostics_array(*detail.workspace));
}

}  // namespace okr::reports
