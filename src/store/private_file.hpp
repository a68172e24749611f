#pragma once

#include "base/crypto.hpp"

#include <filesystem>
#include <string_view>

/// Files that only Parlance's own account may read (0600, in a folder of 0700). Throws `Error`.
namespace parlance::store {

/// Refuses a file that its group or others may read, or that belongs to another account.
[[nodiscard]] Secret read_private_file(const std::filesystem::path& path);

/// Makes the file with all of its content or not at all, on disk when this returns. When another
/// process was faster, its file stays.
void create_private_file(const std::filesystem::path& path, std::string_view content);

/// As `create_private_file`, but takes the place of what stands there.
void replace_private_file(const std::filesystem::path& path, std::string_view content);

}  // namespace parlance::store
