#pragma once

#include <filesystem>

namespace parlance::store {

/// Holds a data folder for one server: a second one would not know what the first has in memory.
/// The system lets go of it when the process ends, however it ends. The command line does not take
/// it: what `parlance admin` changes, a running server follows.
class FolderLock {
public:
    /// Throws `Error` (conflict, `data_folder_in_use`).
    explicit FolderLock(const std::filesystem::path& folder);
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

private:
    int file_;
};

}  // namespace parlance::store
