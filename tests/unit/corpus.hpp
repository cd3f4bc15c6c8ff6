// SPDX-License-Identifier: MIT
// The files of toml-test for the tests that run over all of them.
#pragma once

#include <dirent.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace okr_test {

inline void list_toml_files(const std::string& folder, std::vector<std::string>& files) {
  DIR* const open = ::opendir(folder.c_str());
  if (open == nullptr) return;
  while (const dirent* entry = ::readdir(open)) {
    const std::string name = entry->d_name;
    if (name.front() == '.') continue;
    if (name.ends_with(".toml"))
      files.push_back(folder + "/" + name);
    else if (entry->d_type == DT_DIR)
      list_toml_files(folder + "/" + name, files);
  }
  ::closedir(open);
}

/// "valid" or "invalid": the paths of the corpus's files, sorted.
inline std::vector<std::string> corpus_files(const std::string& part) {
  std::vector<std::string> files;
  list_toml_files(std::string(OKR_TESTS_DIR) + "/corpora/toml-test/" + part, files);
  std::sort(files.begin(), files.end());
  return files;
}

inline std::string file_content(const std::string& path) {
  std::string content;
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return content;
  char block[4096];
  for (std::size_t got = 0; (got = std::fread(block, 1, sizeof block, file)) > 0;) content.append(block, got);
  std::fclose(file);
  return content;
}

}  // namespace okr_test
