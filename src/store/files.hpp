#pragma once

#include "base/principal.hpp"
#include "store/paging.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace parlance::store {

/// A file that somebody uploaded, and the table that it became.
struct StoredFile {
    std::string id;  ///< given by the store
    std::string user_id;
    std::optional<std::string> connection_id;
    std::string name;
    std::string table;
    std::string format;
    std::int64_t size_bytes = 0;
    std::string sha256;  ///< hexadecimal
    Instant created_at;
};

/// Throws `Error` (`connection_not_found`) when the connection is not the tenant's.
std::string add_file(Writer& writer, const Principal& who, const StoredFile& file);
[[nodiscard]] Page<StoredFile> files(Reader& reader, const Principal& who, const PageRequest& page);

}  // namespace parlance::store
