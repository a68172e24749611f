#include "store/folder_lock.hpp"

#include "base/error.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace parlance::store {

FolderLock::FolderLock(const std::filesystem::path& folder)
    : file_(::open((folder / "server.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ >= 0 && ::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    if (file_ >= 0) ::close(file_);
    throw Error(
        Failure::conflict,
        "data_folder_in_use",
        "Another Parlance server uses the data folder " + folder.string() +
            ". Stop it, or give this one a folder of its own with --data."
    );
}

FolderLock::~FolderLock() {
    ::close(file_);
}

}  // namespace parlance::store
