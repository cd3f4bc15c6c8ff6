// SPDX-License-Identifier: MIT
// toml++ alone: reads the named files and parses them, with the same settings as okr; what reading costs at the least.
#include <cstdio>
#include <string>

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 1
#define TOML_ENABLE_UNRELEASED_FEATURES 1
#define TOML_FLOAT_CHARCONV 1
#include <toml++/toml.h>

namespace {

std::string content_of(const char* path) {
  std::string text;
  std::FILE* file = std::fopen(path, "rb");
  if (!file) return text;
  std::fseek(file, 0, SEEK_END);
  text.resize(static_cast<std::size_t>(std::ftell(file)));
  std::rewind(file);
  text.resize(std::fread(text.data(), 1, text.size(), file));
  std::fclose(file);
  return text;
}

}  // namespace

int main(int count, char** names) {
  std::size_t keys = 0;
  for (int i = 1; i < count; ++i) keys += toml::parse(content_of(names[i])).size();
  return keys == 0 ? 1 : 0;
}
