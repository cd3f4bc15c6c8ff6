// SPDX-License-Identifier: MIT
#include "reports/keys.hpp"

#include <algorithm>

namespace okr::reports {

void JsonObject::add(JsonKey key) {
  const auto known = std::ranges::find(keys, key.name, &JsonKey::name);
  if (known != keys.end()) {
    if (known->doc.find(key.doc) == std::string::npos) known->doc += "; " + key.doc;
    return;
  }
  const auto optional = std::ranges::find(keys, false, &JsonKey::is_always);
  keys.insert(key.is_always ? optional : keys.end(), std::move(key));
}

JsonObject report(std::string_view command, std::string_view as_of) {
  JsonObject object{command, {}, {}, true};
  object.add({"format_version", "string", "\"1.0\""});
  object.add({"command", "string", "\"" + std::string(command) + "\""});
  object.add({"as_of", "date", std::string(as_of)});
  return object;
}

}  // namespace okr::reports
