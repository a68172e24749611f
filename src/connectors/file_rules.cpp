#include "connectors/file_rules.hpp"

#include "base/error.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace parlance::connectors {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse() {
    throw Error(
        Failure::forbidden,
        "file_path_refused",
        "This file may not be opened: it must be a regular file inside your own folder or a folder "
        "that the administrator has allowed."
    );
}

[[noreturn]] void missing() {
    throw Error(
        Failure::not_found, "file_not_found", "The file of this connection does not exist."
    );
}

/// `file:…`, `http://…`, `:memory:`: SQLite and DuckDB give such names a meaning of their own.
bool is_uri(const std::string& path) {
    const auto colon = path.find(':');
    if (colon == std::string::npos) return false;
    const auto letter = [](unsigned char c) { return std::isalnum(c) != 0; };
    return std::all_of(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(colon), letter);
}

bool inside(const fs::path& file, const std::string& root) {
    if (root.empty()) return false;
    std::error_code error;
    const fs::path real = fs::canonical(root, error);
    if (error || real == real.root_path()) return false;
    const auto [rest, _] = std::ranges::mismatch(real, file);
    return rest == real.end() && file != real;
}

bool inside_any(
    const fs::path& file,
    const Connection& connection,
    const std::vector<std::string>& roots
) {
    return inside(file, connection.folder) ||
           std::ranges::any_of(roots, [&](const auto& root) { return inside(file, root); });
}

}  // namespace

std::string checked_file(const Connection& connection, const std::vector<std::string>& roots) {
    const std::string& path = connection.path;
    if (path.empty() || path.find('\0') != std::string::npos || is_uri(path)) refuse();
    std::error_code error;
    const fs::path given(path);
    const fs::path whole = given.is_absolute() ? given : fs::path(connection.folder) / given;
    if (!whole.is_absolute()) refuse();
    const fs::path real = fs::weakly_canonical(whole, error);
    if (error || !inside_any(real, connection, roots)) refuse();
    struct stat status{};
    if (::lstat(real.c_str(), &status) != 0) missing();
    if (!S_ISREG(status.st_mode)) refuse();
    return real.string();
}

FileIdentity identity_of(const std::string& path) {
    struct stat status{};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) missing();
    constexpr std::int64_t nanoseconds = 1'000'000'000;
    return {
        .device = status.st_dev,
        .inode = status.st_ino,
        .modified_ns = status.st_mtim.tv_sec * nanoseconds + status.st_mtim.tv_nsec,
    };
}

}  // namespace parlance::connectors
