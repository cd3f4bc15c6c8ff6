# SPDX-License-Identifier: MIT
# What `cpack -G DEB` and `cpack -G RPM` make of a build. cmake/package/build.sh makes all packages of a release.
#
# Only the component "program": the library, its headers and its CMake package are for those who build okr.
set(OKR_MAINTAINER "okr authors <okr@example.org>" CACHE STRING "Who packages are from: name and address")
set(okr_home "${OKR_HOMEPAGE}")
if(NOT okr_home)
  set(okr_home "https://github.com/OWNER/okr")
endif()
set(OKR_SUMMARY "OKRs and KPIs in plain TOML, in your own git repository")
file(READ "${CMAKE_CURRENT_LIST_DIR}/description.txt" okr_description)
string(STRIP "${okr_description}" okr_description)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME okr)
set(CPACK_PACKAGE_VENDOR "okr authors")
set(CPACK_PACKAGE_CONTACT "${OKR_MAINTAINER}")
set(CPACK_PACKAGE_HOMEPAGE_URL "${okr_home}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${OKR_SUMMARY}")
set(CPACK_PACKAGE_DESCRIPTION "${okr_description}")
set(CPACK_INSTALL_CMAKE_PROJECTS "${CMAKE_BINARY_DIR};okr;program;/")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
  WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/Staged.cmake")
set(CPACK_OKR_SOURCE "${PROJECT_SOURCE_DIR}")  # for Staged.cmake

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)  # what it is linked against, as dpkg-shlibdeps reads it
set(CPACK_DEBIAN_PACKAGE_SUGGESTS git)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_RELEASE 1)
set(CPACK_RPM_PACKAGE_LICENSE "MIT AND BSD-2-Clause AND BSD-3-Clause AND CC0-1.0 AND Unicode-DFS-2015 AND LGPL-2.1-or-later \
AND GPL-3.0-or-later WITH GCC-exception-3.1")  # THIRD-PARTY-NOTICES
string(REGEX REPLACE "\n[.]\n" "\n\n" CPACK_RPM_PACKAGE_DESCRIPTION "${okr_description}")  # Debian's way of an empty line
set(CPACK_RPM_PACKAGE_GROUP "Applications/Productivity")
set(CPACK_RPM_PACKAGE_SUGGESTS git)
set(CPACK_RPM_PACKAGE_AUTOREQ OFF)  # the one static program: nothing is needed
set(CPACK_RPM_COMPRESSION_TYPE xz)
# The folders of other packages are theirs.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /usr/share/man /usr/share/man/man1 /usr/share/man/man5
  /usr/share/man/man7 /usr/share/bash-completion /usr/share/bash-completion/completions /usr/share/zsh
  /usr/share/zsh/site-functions /usr/share/fish /usr/share/fish/vendor_completions.d)
# The same bytes from any machine; stripped while installing.
set(CPACK_RPM_SPEC_MORE_DEFINE "%define _buildhost okr
%define packager ${OKR_MAINTAINER}
%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1
%define source_date_epoch_from_changelog 0
%define _build_id_links none
%define __os_install_post %{nil}")

include(CPack)
