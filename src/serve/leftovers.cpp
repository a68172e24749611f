#include "serve/leftovers.hpp"

#include "store/database.hpp"
#include "store/tenant_deletion.hpp"

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

void remove_folders_of_deleted(store::Database& store, const std::filesystem::path& tenants) {
    const auto gone = store.read([](store::Reader& reader) {
        return store::folders_to_remove(reader, System{});
    });
    for (const std::string& tenant_id : gone) {
        std::error_code failed;
        std::filesystem::remove_all(tenants / tenant_id, failed);
        if (failed) continue;
        store.write([&](store::Writer& writer) {
            store::note_folder_removed(writer, System{}, tenant_id);
        });
    }
}

}  // namespace parlance::serve
