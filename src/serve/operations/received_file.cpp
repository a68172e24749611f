#include "serve/operations/received_file.hpp"

#include "base/crypto.hpp"
#include "base/error.hpp"
#include "base/ids.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace parlance::serve {

namespace {

Error storage_failed() {
    if (errno == ENOSPC || errno == EDQUOT) {
        return {
            Failure::internal,
            "storage_full",
            "The server has no room left for this file. Ask who runs it."
        };
    }
    return {Failure::internal, "storage_failed", "The server could not store the file."};
}

}  // namespace

ReceivedFile::ReceivedFile(const std::filesystem::path& folder)
    : path_(folder / ("upload-" + new_id() + ".part")),
      descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
    if (descriptor_ < 0) throw storage_failed();
}

ReceivedFile::~ReceivedFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    std::error_code moved_away;
    std::filesystem::remove(path_, moved_away);
}

Task<void> ReceivedFile::receive(Upload& upload) {
    Sha256 digest;
    for (std::string_view piece = co_await upload.next(); !piece.empty();
         piece = co_await upload.next()) {
        write(piece);
        digest.add(piece);
        size_ += static_cast<std::int64_t>(piece.size());
    }
    if (size_ == 0) throw Error(Failure::invalid, "file_empty", "The file is empty.");
    if (::close(std::exchange(descriptor_, -1)) != 0) throw storage_failed();
    sha256_ = to_hex(bytes_of(digest.finish()));
}

void ReceivedFile::write(std::string_view piece) {
    while (!piece.empty()) {
        const ssize_t written = ::write(descriptor_, piece.data(), piece.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw storage_failed();
        piece.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace parlance::serve
