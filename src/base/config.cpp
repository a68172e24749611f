#include "base/config.hpp"

#include <unistd.h>

#include <array>
#include <cstdlib>
#include <system_error>

namespace parlance {

namespace fs = std::filesystem;

namespace {

/// An environment variable; empty when it is not set.
std::string variable(const char* name) {
    const char* value =
        std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread starts
    return value == nullptr ? "" : value;
}

fs::path user_data_folder() {
    const std::string data = variable("XDG_DATA_HOME");
    if (!data.empty()) return fs::path(data) / "parlance";
    const std::string home = variable("HOME");
    return home.empty() ? fs::path("/var/lib/parlance") : fs::path(home) / ".local/share/parlance";
}

}  // namespace

bool listens_on_loopback(const Config& config) {
    return config.listen.starts_with("127.") || config.listen == "::1" ||
           config.listen == "localhost";
}

Registration registration_of(const Config& config) {
    if (config.registration) return *config.registration;
    return listens_on_loopback(config) ? Registration::open : Registration::first;
}

std::string node_name(const Config& config) {
    if (!config.node.empty()) return config.node;
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "parlance";
}

fs::path program_folder() {
    std::error_code unknown;
    const fs::path program = fs::read_symlink("/proc/self/exe", unknown);
    return unknown ? fs::current_path() : program.parent_path();
}

fs::path data_folder(const Config& config) {
    if (!config.data.empty()) return config.data;
    return program_folder().filename() == "bin" ? user_data_folder() : fs::path("data");
}

}  // namespace parlance
