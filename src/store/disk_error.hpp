// SPDX-License-Identifier: MIT
// What a failed system call means to a person, for disk.cpp and disk_write.cpp; and descriptors that close themselves.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "okr/base/result.hpp"

namespace okr::store {

/// "cannot read goals/okr.toml: permission denied", with a hint for the errors that have one.
Error disk_error(std::string_view verb, const std::string& path, int error_number);

/// The folder part of a path: "." when there is none.
std::string folder_of(const std::string& path);

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor();

  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  /// Gives the number away; the caller closes it.
  int release() { return std::exchange(number_, -1); }
  /// Closes now and says whether that went well: the last moment a full disk may speak.
  bool close();

 private:
  int number_;
};

}  // namespace okr::store
