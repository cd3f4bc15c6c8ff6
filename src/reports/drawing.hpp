// SPDX-License-Identifier: MIT
// The drawing library as reports speak of it: what documents, charts, records and JSON are made of.
#pragma once

#include "draw/chart.hpp"
#include "draw/document.hpp"
#include "draw/json.hpp"
#include "draw/numbers.hpp"

namespace okr::reports {

using draw::Align, draw::Bar, draw::Beside, draw::Bullet, draw::Cell, draw::Chart, draw::ChartBand, draw::ChartLine,
    draw::ChartPoint, draw::ChartRole, draw::Column, draw::described, draw::display_computed,
    draw::display_computed_together, draw::display_together, draw::display_value, draw::Divider, draw::Document,
    draw::Dot, draw::Dots, draw::fixed, draw::Heading, draw::HeatMap, draw::HeatUnit, draw::in_plain_words, draw::Json,
    draw::json, draw::json_list, draw::json_or_null, draw::KeyValue, draw::KeyValues, draw::List, draw::MarkerPlace,
    draw::Note, draw::on_page, draw::on_terminal, draw::Paragraph, draw::Records, draw::report_object, draw::rounded,
    draw::Row, draw::RowKind, draw::shortest, draw::Space, draw::Sparkline, draw::Style, draw::SvgFigure, draw::Table,
    draw::Text, draw::TimeMarks, draw::where_drawn, draw::where_titles_are;

}  // namespace okr::reports
