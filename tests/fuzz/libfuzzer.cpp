// SPDX-License-Identifier: MIT
// One target, named OKR_FUZZ_TARGET by the build, as libFuzzer calls it.
#include <cstddef>
#include <cstdint>

#include "targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  okr_fuzz::OKR_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
