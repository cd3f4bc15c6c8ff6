// SPDX-License-Identifier: MIT
// Hands an error on to the caller: for sources of functions that return a Result or a Status. Not installed: no header
// of ours needs these macros, and a macro has no namespace.
#pragma once

#include <type_traits>
#include <utility>

#include <tl/expected.hpp>

/// Leaves the function with the error of an expression that failed. Only for what has no value: a lock that nobody
/// holds is none.
#define TRY(...)                                                              \
  do {                                                                        \
    auto tried = __VA_ARGS__;                                                 \
    static_assert(std::is_void_v<typename decltype(tried)::value_type>);      \
    if (!tried) return tl::unexpected(std::move(tried.error())); /* NOLINT */ \
  } while (false)

/// Leaves the function with the error of an expression that failed; otherwise `declaration` (or a variable that is
/// there) becomes the value: TRY_ASSIGN(const auto day, past_date(context, "--date", text));
#define TRY_ASSIGN(declaration, ...) OKR_TRY_ASSIGN(declaration, OKR_TRY_NAME(tried_, __LINE__), __VA_ARGS__)

#define OKR_TRY_ASSIGN(declaration, tried, ...)                \
  auto tried = __VA_ARGS__;                                    \
  if (!tried) return tl::unexpected(std::move(tried.error())); \
  declaration = std::move(*tried)
#define OKR_TRY_NAME(stem, line) OKR_TRY_JOIN(stem, line)
#define OKR_TRY_JOIN(stem, line) stem##line
