#pragma once

#include "base/task.hpp"
#include "serve/call.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace parlance::serve {

/// An upload on the disk, under a name of our own; removed again unless somebody moves it away.
class ReceivedFile {
public:
    explicit ReceivedFile(const std::filesystem::path& folder);
    ReceivedFile(const ReceivedFile&) = delete;
    ReceivedFile& operator=(const ReceivedFile&) = delete;
    ~ReceivedFile();

    /// Writes the whole upload. Throws `Error`: `file_empty`, `storage_full`, and what the upload
    /// throws.
    Task<void> receive(Upload& upload);

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] std::int64_t size() const noexcept { return size_; }
    /// SHA-256 of the content, hexadecimal.
    [[nodiscard]] const std::string& sha256() const noexcept { return sha256_; }

private:
    void write(std::string_view piece);

    std::filesystem::path path_;
    int descriptor_ = -1;
    std::int64_t size_ = 0;
    std::string sha256_;
};

}  // namespace parlance::serve
