#pragma once

#include "connectors/connection.hpp"

#include <string>
#include <vector>

namespace parlance::connectors {

/// Which file a path really names: changes when another file takes the path over.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t modified_ns = 0;

    bool operator==(const FileIdentity&) const = default;
};

/// The real path of `connection.path`, which must be a regular file inside the tenant's folder or
/// one of `roots`. Links and `..` are resolved before the check, so they lead nowhere else.
///
/// Throws `Error`: `file_path_refused` (forbidden) for URI names, NUL bytes, devices and every
/// place outside; `file_not_found` (not_found) only for paths that lie inside, so that nobody
/// learns what exists elsewhere.
[[nodiscard]] std::string
checked_file(const Connection& connection, const std::vector<std::string>& roots);

/// Throws `file_not_found` when the file has gone.
[[nodiscard]] FileIdentity identity_of(const std::string& path);

}  // namespace parlance::connectors
