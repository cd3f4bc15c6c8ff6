// SPDX-License-Identifier: MIT
// A fresh folder for tests that read and write files, removed with everything in it.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "okr/store/disk.hpp"
#include "print.hpp"

namespace okr::test {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = "/tmp/okr-test-XXXXXX";
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~TemporaryFolder() {
    const std::string command = "chmod -R u+rwx '" + path + "'; rm -rf '" + path + "'";
    CHECK(std::system(command.c_str()) == 0);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string operator/(const std::string& name) const { return path + "/" + name; }

  void write(const std::string& name, std::string_view text) const {
    const std::string full = *this / name;
    REQUIRE(store::make_folders(full.substr(0, full.rfind('/'))).has_value());
    REQUIRE(store::remove_file(full).has_value());
    REQUIRE(store::create_file(full, text).has_value());
  }

  /// The file's text; "(none)" when it is not there.
  std::string read(const std::string& name) const { return store::read_file(*this / name).value_or("(none)"); }

  bool has(const std::string& name) const { return store::presence(*this / name) != store::Presence::absent; }

  std::string path;
};

}  // namespace okr::test
