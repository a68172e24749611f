#include "store/private_file.hpp"

#include "base/error.hpp"
#include "base/ids.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace parlance::store {

namespace {

constexpr std::size_t size_max = std::size_t{64} << 10;

/// An open file that closes itself.
class Descriptor {
public:
    Descriptor(const std::filesystem::path& path, int flags)
        : number_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const noexcept { return number_; }
    [[nodiscard]] bool good() const noexcept { return number_ >= 0; }

private:
    int number_;
};

[[noreturn]] void unusable(const std::filesystem::path& path) {
    throw Error(
        Failure::internal,
        "key_file_unusable",
        "The key file " + path.filename().string() + " cannot be read or written."
    );
}

void check_owner(const std::filesystem::path& path, const Descriptor& file) {
    struct stat state{};
    if (::fstat(file.number(), &state) != 0 || !S_ISREG(state.st_mode)) unusable(path);
    if ((state.st_mode & 077) == 0 && state.st_uid == ::geteuid()) return;
    throw Error(
        Failure::internal,
        "key_file_exposed",
        "The key file " + path.filename().string() +
            " can be read by others, or belongs to another account. Give it to Parlance's account "
            "and set its mode to 0600; if others may have read it, rotate the key as well."
    );
}

void write_all(const std::filesystem::path& path, const Descriptor& file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t size = ::write(file.number(), text.data(), text.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) unusable(path);
        text.remove_prefix(static_cast<std::size_t>(size));
    }
    if (::fsync(file.number()) != 0) unusable(path);
}

void make_folder(const std::filesystem::path& folder) {
    std::error_code failed;
    if (!std::filesystem::create_directories(folder, failed)) return;
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
}

/// A finished file under a name of its own, beside the one that it is for.
std::filesystem::path write_beside(const std::filesystem::path& path, std::string_view content) {
    make_folder(path.parent_path());
    const std::filesystem::path beside = path.string() + "." + random_token(8);
    const Descriptor file(beside, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.good()) unusable(path);
    write_all(path, file, content);
    return beside;
}

void flush_folder(const std::filesystem::path& path) {
    const Descriptor folder(path.parent_path(), O_RDONLY | O_DIRECTORY);
    if (!folder.good() || ::fsync(folder.number()) != 0) unusable(path);
}

}  // namespace

Secret read_private_file(const std::filesystem::path& path) {
    const Descriptor file(path, O_RDONLY);
    if (!file.good()) unusable(path);
    check_owner(path, file);
    std::string text(size_max, '\0');
    const ssize_t size = ::read(file.number(), text.data(), text.size());
    if (size < 0) unusable(path);
    Secret content(std::string_view(text).substr(0, static_cast<std::size_t>(size)));
    wipe(text);
    return content;
}

void create_private_file(const std::filesystem::path& path, std::string_view content) {
    const std::filesystem::path beside = write_beside(path, content);
    const bool taken = ::link(beside.c_str(), path.c_str()) == 0 || errno == EEXIST;
    ::unlink(beside.c_str());
    if (!taken) unusable(path);
    flush_folder(path);
}

void replace_private_file(const std::filesystem::path& path, std::string_view content) {
    const std::filesystem::path beside = write_beside(path, content);
    if (std::rename(beside.c_str(), path.c_str()) != 0) unusable(path);
    flush_folder(path);
}

}  // namespace parlance::store
