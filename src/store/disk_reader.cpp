// SPDX-License-Identifier: MIT
// Files that are read in pieces: what a person imports may be larger than memory.
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "okr/store/disk.hpp"
#include "store/disk_error.hpp"

namespace okr::store {

namespace {

constexpr std::size_t piece_size = std::size_t{256} * 1024;

}  // namespace

Result<FileReader> FileReader::open(const std::string& path) {
  FileReader reader(path, ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (reader.descriptor_ < 0) return tl::unexpected(disk_error("read", path, errno));
  struct stat status {};
  if (::fstat(reader.descriptor_, &status) != 0) return tl::unexpected(disk_error("read", path, errno));
  if (S_ISDIR(status.st_mode))
    return failure(ErrorKind::environment, fmt::format("cannot read {}: it is a folder", path), "name a file in it");
  if (S_ISREG(status.st_mode)) reader.size_ = static_cast<std::uint64_t>(status.st_size);
  return reader;
}

Result<std::string> FileReader::next_piece() {
  std::string piece(piece_size, '\0');
  ssize_t got = 0;
  do {
    got = ::read(descriptor_, piece.data(), piece.size());
  } while (got < 0 && errno == EINTR);
  if (got < 0) return tl::unexpected(disk_error("read", path_, errno));
  piece.resize(static_cast<std::size_t>(got));
  return piece;
}

FileReader& FileReader::operator=(FileReader&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  return *this;
}

FileReader::~FileReader() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace okr::store
