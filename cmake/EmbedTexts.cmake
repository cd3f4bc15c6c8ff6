# SPDX-License-Identifier: MIT
# Writes the files of some folders as one C++ source: cmake -DFOLDERS=src/text,examples -DOUTPUT=embedded_files.cpp -P this
# A raw string per file, called by its path with the folder's own name in front; none may hold the delimiter or be longer
# than compilers promise to take.
file(WRITE "${OUTPUT}.new" "// Written by cmake/EmbedTexts.cmake.\n#include \"draw/embedded.hpp\"\n\n"
  "namespace okr::draw {\n\nnamespace {\n\nconstexpr EmbeddedFile files[] = {\n")
string(REPLACE "," ";" FOLDERS "${FOLDERS}")
foreach(folder IN LISTS FOLDERS)
  get_filename_component(name "${folder}" NAME)
  file(GLOB_RECURSE files RELATIVE "${folder}" "${folder}/*")
  list(SORT files)
  foreach(file IN LISTS files)
    file(READ "${folder}/${file}" text)
    file(SIZE "${folder}/${file}" size)
    string(FIND "${text}" ")okr-text\"" clash)
    if(NOT clash EQUAL -1 OR size GREATER 65000)
      message(FATAL_ERROR "${name}/${file} cannot be embedded: it is over 65000 bytes or holds the delimiter")
    endif()
    file(APPEND "${OUTPUT}.new" "    {\"${name}/${file}\", R\"okr-text(${text})okr-text\"},\n")
  endforeach()
endforeach()
file(APPEND "${OUTPUT}.new" "};\n\n}  // namespace\n\nstd::span<const EmbeddedFile> embedded_files() { return files; }\n\n"
  "}  // namespace okr::draw\n")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
