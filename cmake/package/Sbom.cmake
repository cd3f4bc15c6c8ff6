# SPDX-License-Identifier: MIT
# Writes okr.spdx.json into the build folder: what the program holds, with versions and licences, as SPDX 2.3. Needs
# OKR_LIBRARIES of LibraryVersions.cmake. The same for the same sources: its time is SOURCE_DATE_EPOCH where that is set.

# okr_sbom_package(name version licence repository): one more package that okr contains. `repository` is the path on
# GitHub by which scanners find what is known of it, or empty.
function(okr_sbom_package name version licence repository)
  string(REGEX REPLACE "[^A-Za-z0-9.]" "-" id "SPDXRef-${name}")
  set(location NOASSERTION)
  set(reference "")
  if(repository)
    set(location "https://github.com/${repository}")
    string(TOLOWER "pkg:github/${repository}@${version}" purl)
    set(reference ",
      \"externalRefs\": [{\"referenceCategory\": \"PACKAGE-MANAGER\", \"referenceType\": \"purl\", \"referenceLocator\": \"${purl}\"}]")
  endif()
  string(APPEND okr_sbom_packages ",
    {
      \"SPDXID\": \"${id}\",
      \"name\": \"${name}\",
      \"versionInfo\": \"${version}\",
      \"downloadLocation\": \"${location}\",
      \"filesAnalyzed\": false,
      \"licenseConcluded\": \"${licence}\",
      \"licenseDeclared\": \"${licence}\",
      \"copyrightText\": \"NOASSERTION\"${reference}
    }")
  string(APPEND okr_sbom_relations ",
    {\"spdxElementId\": \"SPDXRef-okr\", \"relationshipType\": \"CONTAINS\", \"relatedSpdxElement\": \"${id}\"}")
  set(okr_sbom_packages "${okr_sbom_packages}" PARENT_SCOPE)
  set(okr_sbom_relations "${okr_sbom_relations}" PARENT_SCOPE)
endfunction()

# Licence and repository of each library that LibraryVersions.cmake names; one that is missing here ends the configuration.
set(okr_sbom_CLI11 BSD-3-Clause CLIUtils/CLI11)
set(okr_sbom_toml++ MIT marzer/tomlplusplus)
set(okr_sbom_fmt MIT fmtlib/fmt)
set(okr_sbom_json MIT nlohmann/json)
set(okr_sbom_utf8proc "MIT AND Unicode-DFS-2015" JuliaStrings/utf8proc)
set(okr_sbom_expected CC0-1.0 TartanLlama/expected)
set(okr_sbom_cmark "BSD-2-Clause AND MIT" commonmark/cmark)

string(REPLACE ", " ";" okr_sbom_libraries "${OKR_LIBRARIES}")
foreach(library IN LISTS okr_sbom_libraries)
  string(REGEX MATCH "^([^ ]+) ?(.*)$" library "${library}")
  set(name "${CMAKE_MATCH_1}")
  set(version "${CMAKE_MATCH_2}")
  if(NOT okr_sbom_${name})
    message(FATAL_ERROR "cmake/package/Sbom.cmake says nothing of the library ${name}: add its licence and repository")
  endif()
  if(NOT version)
    set(version NOASSERTION)
  endif()
  list(GET okr_sbom_${name} 0 licence)
  list(GET okr_sbom_${name} 1 repository)
  okr_sbom_package(${name} "${version}" "${licence}" ${repository})
endforeach()
if(OKR_STATIC)  # the static program holds the run-time libraries too
  set(version NOASSERTION)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(version "${CMAKE_CXX_COMPILER_VERSION}")
  endif()
  okr_sbom_package(libstdc++ "${version}" "GPL-3.0-or-later WITH GCC-exception-3.1" "")
  execute_process(COMMAND "${CMAKE_CXX_COMPILER}" -E -dM -include features.h -x c++ /dev/null OUTPUT_VARIABLE macros
    ERROR_QUIET)
  if(macros MATCHES "define __GLIBC__ ([0-9]+)")
    set(version "${CMAKE_MATCH_1}")
    string(REGEX MATCH "define __GLIBC_MINOR__ ([0-9]+)" ignored "${macros}")
    okr_sbom_package(glibc "${version}.${CMAKE_MATCH_1}" LGPL-2.1-or-later "")
  endif()
endif()

string(TIMESTAMP created "%Y-%m-%dT%H:%M:%SZ" UTC)
set(system "${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}")
string(TOLOWER "${system}" system)
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/okr.spdx.json" @ONLY CONTENT [=[{
  "spdxVersion": "SPDX-2.3",
  "dataLicense": "CC0-1.0",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "okr-@PROJECT_VERSION@-@system@",
  "documentNamespace": "https://spdx.org/spdxdocs/okr-@PROJECT_VERSION@-@system@-@created@",
  "creationInfo": {"created": "@created@", "creators": ["Organization: okr authors", "Tool: cmake/package/Sbom.cmake"]},
  "packages": [
    {
      "SPDXID": "SPDXRef-okr",
      "name": "okr",
      "versionInfo": "@PROJECT_VERSION@",
      "downloadLocation": "NOASSERTION",
      "filesAnalyzed": false,
      "licenseConcluded": "MIT",
      "licenseDeclared": "MIT",
      "copyrightText": "Copyright (c) 2026 The okr authors",
      "primaryPackagePurpose": "APPLICATION"
    }@okr_sbom_packages@
  ],
  "relationships": [
    {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-okr"}@okr_sbom_relations@
  ]
}
]=])
