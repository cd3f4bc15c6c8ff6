# SPDX-License-Identifier: MIT
# Writes the files of the examples as one C++ source: cmake -DFOLDER=examples -DOUTPUT=embedded_files.cpp -P this
# A raw string per file; none may hold the delimiter or be longer than compilers promise to take.
file(GLOB_RECURSE files RELATIVE "${FOLDER}" "${FOLDER}/*/*")
list(SORT files)
file(WRITE "${OUTPUT}.new" "// Written by cmake/EmbedExamples.cmake from examples/.\n#include \"cli/embedded.hpp\"\n\n"
  "namespace okr::cli {\n\nnamespace {\n\nconstexpr EmbeddedFile files[] = {\n")
foreach(file IN LISTS files)
  file(READ "${FOLDER}/${file}" text)
  file(SIZE "${FOLDER}/${file}" size)
  string(FIND "${text}" ")okr-example\"" clash)
  if(NOT clash EQUAL -1 OR size GREATER 65000)
    message(FATAL_ERROR "examples/${file} cannot be embedded: it is over 65000 bytes or holds the delimiter")
  endif()
  file(APPEND "${OUTPUT}.new" "    {\"${file}\", R\"okr-example(${text})okr-example\"},\n")
endforeach()
file(APPEND "${OUTPUT}.new" "};\n\n}  // namespace\n\nstd::span<const EmbeddedFile> embedded_files() { return files; }\n\n"
  "}  // namespace okr::cli\n")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
