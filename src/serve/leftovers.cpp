#include "serve/leftovers.hpp"

#include <string>
#include <system_error>
#include <vector>

namespace parlance::serve {

namespace {

/// As `ReceivedFile`, the connectors' import and checks of policies name what is not finished.
bool is_unfinished(const std::string& name) {
    return (name.starts_with("upload-") && name.ends_with(".part")) ||
           (name.starts_with("world-") && name.contains(".part")) || name.contains(".import-");
}

}  // namespace

void remove_leftovers(const std::filesystem::path& tenants) {
    namespace fs = std::filesystem;
    std::vector<fs::path> unfinished;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(tenants, ignored)) {
        if (entry.is_regular_file(ignored) && is_unfinished(entry.path().filename().string()))
            unfinished.push_back(entry.path());
    }
    for (const fs::path& path : unfinished)
        fs::remove(path, ignored);
}

}  // namespace parlance::serve
