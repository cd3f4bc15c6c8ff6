// SPDX-License-Identifier: MIT
// A fresh folder for a test of the command line, removed with everything in it.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "okr/store/disk.hpp"
#include "print.hpp"

namespace okr::cli::test {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = "/tmp/okr-cli-test-XXXXXX";
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~ScratchFolder() {
    const std::string command = "rm -rf '" + path_ + "'";
    CHECK(std::system(command.c_str()) == 0);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::string& path() const { return path_; }

  void make_folder(const std::string& name) const { REQUIRE(store::make_folders(path_ + "/" + name)); }

  /// A new file; the folders above it are made.
  void write(const std::string& name, std::string_view text) const {
    if (const auto slash = name.rfind('/'); slash != std::string::npos) make_folder(name.substr(0, slash));
    REQUIRE(store::create_file(path_ + "/" + name, text));
  }

  std::string read(const std::string& name) const {
    const auto text = store::read_file(path_ + "/" + name);
    REQUIRE_MESSAGE(text.has_value(), name);
    return *text;
  }

 private:
  std::string path_;
};

}  // namespace okr::cli::test
