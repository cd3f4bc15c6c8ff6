// SPDX-License-Identifier: MIT
// How doctest shows our types when a check fails.
#pragma once

#include <ostream>  // doctest prints a compared string through it

#include <doctest/doctest.h>

#include "okr/base/date.hpp"

namespace doctest {

template <>
struct StringMaker<okr::Date> {
  static String convert(const okr::Date& date) { return okr::to_string(date).c_str(); }
};

template <>
struct StringMaker<okr::Period> {
  static String convert(const okr::Period& period) {
    return (okr::to_string(period.first) + ".." + okr::to_string(period.last)).c_str();
  }
};

}  // namespace doctest
