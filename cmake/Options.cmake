# INTERFACE targets, linked PRIVATE, so that third-party units never see our warnings.
add_library(okr_options INTERFACE)
target_include_directories(okr_options INTERFACE "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}/src")
target_compile_options(okr_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual -Wimplicit-fallthrough)
if(OKR_WERROR)
  target_compile_options(okr_options INTERFACE -Werror)
endif()

# Two types of one name are told apart nowhere but here, where all units are seen at once.
if(CMAKE_INTERPROCEDURAL_OPTIMIZATION AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-Werror=odr)
endif()

# Several sources compiled as one share what their headers cost. What is local to a file then stands beside the next file's,
# where a name may hide another and an anonymous namespace seems to be a header's; builds of a file each (preset dev) warn.
if(CMAKE_UNITY_BUILD)
  target_compile_options(okr_options INTERFACE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()

# A null pointer ends the program under the address sanitizer too, and nothing is cast to another alignment: these two checks
# would be half of the code, at each use of a member.
if(OKR_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=null,alignment -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# All that the fuzz targets reach has to tell libFuzzer where it went.
if(OKR_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# Which lines and branches the tests reach.
if(OKR_COVERAGE)
  add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
  add_link_options(-fprofile-instr-generate)
endif()

# Hardened, wherever it is optimised: buffers, the stack and the library's bounds are checked, and a jump lands only where a
# function begins.
set(OKR_OPTIMISED ON)
if(OKR_SANITIZE OR OKR_FUZZ OR CMAKE_BUILD_TYPE STREQUAL "Debug")
  set(OKR_OPTIMISED OFF)
endif()
if(OKR_HARDEN AND OKR_OPTIMISED)
  # Distributions set a level of fortification of their own: ours in its place, once.
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong)
  if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    add_compile_options(-fstack-clash-protection)
    add_link_options(-Wl,-z,relro,-z,now,-z,noexecstack)
    if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
      add_compile_options(-fcf-protection=full)
    elseif(CMAKE_SYSTEM_PROCESSOR STREQUAL "aarch64")
      add_compile_options(-mbranch-protection=standard)
    endif()
  endif()
endif()

# At another address each time it is started, also where the compiler does not do so by itself.
if(OKR_OPTIMISED OR OKR_STATIC)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  add_compile_options(-fno-semantic-interposition)
endif()
if(OKR_STATIC)
  add_link_options(-static-pie)
  # What has to be moved to that address is listed in a tenth of the room, a third of a megabyte less; a loader that is no
  # part of the file may not know such lists.
  include(CheckLinkerFlag)
  check_linker_flag(CXX "LINKER:--fatal-warnings,-z,pack-relative-relocs" OKR_PACKS_RELOCATIONS)
  if(OKR_PACKS_RELOCATIONS)
    add_link_options("LINKER:-z,pack-relative-relocs")
  endif()
else()
  include(CheckPIESupported)
  check_pie_supported()
endif()

# What nothing calls is left out: half a megabyte of the standard libraries.
if(OKR_OPTIMISED AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
  add_compile_options(-ffunction-sections -fdata-sections)
  add_link_options(-Wl,--gc-sections)
endif()

# The same numbers on every machine: where a processor multiplies and adds in one step (ARM, or x86-64 by -march), it would
# round once instead of twice, and the last digit of a forecast differ.
add_compile_options(-ffp-contract=off)

# The same bytes from any folder.
add_compile_options("-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")

# What a compiler cache keeps is found by the bytes of every file that was read, never by what the preprocessor makes of
# them: a precompiled header remembers what its headers were to the byte, and where a comment alone has changed the kept one
# no longer knows them and they are read twice. The time stamp of one means nothing.
find_program(OKR_CCACHE ccache)
if(OKR_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros
    "${OKR_CCACHE}")
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
  endif()
endif()
