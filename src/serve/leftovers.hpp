#pragma once

#include <filesystem>

namespace parlance::serve {

/// Removes what uploads left behind in the tenants' folders when the process was killed: files that
/// were being received or imported, and whose senders have had no answer. To be called before the
/// doors open, by the one server of the data folder.
void remove_leftovers(const std::filesystem::path& tenants);

}  // namespace parlance::serve
