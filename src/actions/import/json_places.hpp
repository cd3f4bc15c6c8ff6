// SPDX-License-Identifier: MIT
// Where the objects of a JSON text begin: the parser keeps no places, and every message about a file names one.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "draw/json.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/result.hpp"

namespace okr::cli {

/// A text read as JSON. Usage errors: no JSON (with its place), or nested too deep.
Result<draw::Json> read_json(const std::string& name, const std::string& text);

class JsonPlaces {
 public:
  /// `root` is what `text` was read as, and must stay where it is.
  JsonPlaces(const draw::Json& root, std::string_view text);

  /// Of an object below the root; 1:1 for what is none.
  CsvPlace place_of(const draw::Json& object) const;

 private:
  void number(const draw::Json& value);

  std::vector<CsvPlace> places_;
  std::map<const draw::Json*, std::size_t> numbers_;  ///< in the order of the text
};

}  // namespace okr::cli
