// SPDX-License-Identifier: MIT
// The drawing library as reports speak of it: what documents, charts and records are made of.
#pragma once

#include "draw/chart.hpp"
#include "draw/document.hpp"
#include "draw/json.hpp"
#include "draw/numbers.hpp"

namespace okr::reports {

using draw::Align;
using draw::Bar;
using draw::Beside;
using draw::Bullet;
using draw::Cell;
using draw::Chart;
using draw::ChartBand;
using draw::ChartLine;
using draw::ChartPoint;
using draw::ChartRole;
using draw::Column;
using draw::described;
using draw::display_computed;
using draw::display_computed_together;
using draw::display_together;
using draw::display_value;
using draw::Divider;
using draw::Document;
using draw::Dot;
using draw::Dots;
using draw::fixed;
using draw::Heading;
using draw::HeatMap;
using draw::HeatUnit;
using draw::KeyValue;
using draw::KeyValues;
using draw::List;
using draw::MarkerPlace;
using draw::Note;
using draw::Paragraph;
using draw::Records;
using draw::rounded;
using draw::Row;
using draw::RowKind;
using draw::shortest;
using draw::Space;
using draw::Sparkline;
using draw::Style;
using draw::SvgFigure;
using draw::Table;
using draw::Text;

}  // namespace okr::reports
