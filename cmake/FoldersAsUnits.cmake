# Where CMake compiles several sources as one (CMAKE_UNITY_BUILD: presets asan, clang, demo, release), a folder is one unit: the
# same units on every machine, and within a folder a name means one thing. About half of the time of a build from
# nothing; a file that changes is compiled sooner alone, so the preset dev does not.

# okr_compile_folders_as_units(TARGET): sources that are written while building stay units of their own.
function(okr_compile_folders_as_units target)
  if(NOT CMAKE_UNITY_BUILD)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    get_filename_component(folder "${source}" DIRECTORY)
    if(folder AND NOT IS_ABSOLUTE "${source}" AND NOT source MATCHES "\\$<")
      string(REPLACE "/" "_" unit "${folder}")
      set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${unit}")
    endif()
  endforeach()
endfunction()
