#pragma once

#include <filesystem>

namespace parlance::store {
class Database;
}
namespace parlance::serve {

/// Removes what uploads left behind in the tenants' folders when the process was killed: files that
/// were being received or imported, and whose senders have had no answer. To be called before the
/// doors open, by the one server of the data folder.
void remove_leftovers(const std::filesystem::path& tenants);

/// Removes the folders of tenants that were deleted; what cannot be removed is tried again at the
/// next start. Blocks.
void remove_folders_of_deleted(store::Database& store, const std::filesystem::path& tenants);

}  // namespace parlance::serve
