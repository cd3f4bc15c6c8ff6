# SPDX-License-Identifier: MIT
# Run by cpack between installing and packing: what Debian's and Red Hat's rules want to be otherwise in the tree.
#
# Man pages are compressed. Debian's zsh looks in vendor-completions, Red Hat's in site-functions. Debian wants the
# licences as one file `copyright` and the changes compressed.
set(share "${CPACK_TEMPORARY_DIRECTORY}${CPACK_PACKAGING_INSTALL_PREFIX}/share")
set(doc "${share}/doc/okr")

# compressed(file): as gzip -9n leaves it: no name and no time in it.
function(compressed file)
  execute_process(COMMAND gzip -9nf "${file}" COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(GLOB_RECURSE pages "${share}/man/*")
foreach(page IN LISTS pages)
  compressed("${page}")
endforeach()

if(CPACK_GENERATOR STREQUAL "RPM")
  file(REMOVE_RECURSE "${share}/zsh/vendor-completions")
elseif(CPACK_GENERATOR STREQUAL "DEB")
  file(REMOVE_RECURSE "${share}/zsh/site-functions")
  file(READ "${doc}/LICENSE" licence)
  file(READ "${doc}/THIRD-PARTY-NOTICES" notices)
  file(WRITE "${doc}/copyright" "okr: ${CPACK_PACKAGE_HOMEPAGE_URL}\n\n${licence}\n${notices}
On Debian systems the texts of the GPL, version 3, of the LGPL, version 2.1, and of CC0, version 1.0, are in
/usr/share/common-licenses/GPL-3, /usr/share/common-licenses/LGPL-2.1 and /usr/share/common-licenses/CC0-1.0.\n")
  file(REMOVE "${doc}/LICENSE" "${doc}/THIRD-PARTY-NOTICES")

  file(COPY_FILE "${CPACK_OKR_SOURCE}/CHANGELOG.md" "${doc}/changelog")
  compressed("${doc}/changelog")
  string(TIMESTAMP day "%a, %d %b %Y %H:%M:%S +0000" UTC)  # that of SOURCE_DATE_EPOCH
  file(WRITE "${doc}/changelog.Debian" "okr (${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) stable; urgency=medium

  * Version ${CPACK_PACKAGE_VERSION}; what is new stands in changelog.gz.

 -- ${CPACK_PACKAGE_CONTACT}  ${day}\n")
  compressed("${doc}/changelog.Debian")

  file(WRITE "${share}/lintian/overrides/okr" "# The project's own package: nobody asked Debian for it, so there is no bug to close.
okr: initial-upload-closes-no-bugs\n")
endif()

file(GLOB_RECURSE files "${share}/*")
file(CHMOD ${files} FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
