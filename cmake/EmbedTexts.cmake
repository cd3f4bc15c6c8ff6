# SPDX-License-Identifier: MIT
# Writes files, and those of folders, as one C++ source: cmake -DFOLDERS=src/text,examples,LICENSE -DOUTPUT=embedded_files.cpp -P this
# A raw string per file, called by its path with the folder's own name in front; none may hold the delimiter or be longer
# than compilers promise to take. They are `sv`: to count the letters of all texts is more than Clang does in a constant.
file(WRITE "${OUTPUT}.new" "// Written by cmake/EmbedTexts.cmake.\n#include \"draw/embedded.hpp\"\n\n"
  "namespace okr::draw {\n\nnamespace {\n\nusing std::string_view_literals::operator\"\"sv;\n\nconstexpr EmbeddedFile files[] = {\n")
string(REPLACE "," ";" FOLDERS "${FOLDERS}")
foreach(folder IN LISTS FOLDERS)
  get_filename_component(above "${folder}" DIRECTORY)
  if(IS_DIRECTORY "${folder}")
    file(GLOB_RECURSE files RELATIVE "${above}" "${folder}/*")
  else()
    file(RELATIVE_PATH files "${above}" "${folder}")
  endif()
  list(SORT files)
  foreach(file IN LISTS files)
    file(READ "${above}/${file}" text)
    file(SIZE "${above}/${file}" size)
    string(FIND "${text}" ")okr-text\"" clash)
    if(NOT clash EQUAL -1 OR size GREATER 65000)
      message(FATAL_ERROR "${file} cannot be embedded: it is over 65000 bytes or holds the delimiter")
    endif()
    file(APPEND "${OUTPUT}.new" "    {\"${file}\", R\"okr-text(${text})okr-text\"sv},\n")
  endforeach()
endforeach()
file(APPEND "${OUTPUT}.new" "};\n\n}  // namespace\n\nstd::span<const EmbeddedFile> embedded_files() { return files; }\n\n"
  "}  // namespace okr::draw\n")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
