#pragma once

#include "base/principal.hpp"
#include "store/paging.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace parlance::store {

/// A query that somebody keeps for the tenant under a name. It is checked by the guard each time it
/// runs, never trusted for having been saved.
struct SavedQuery {
    std::string id;       ///< given by the store
    std::string user_id;  ///< who saved it
    std::string name;
    std::string description;
    std::optional<std::string> connection_id;
    std::optional<std::string> question;
    std::string sql;
    Instant created_at;
    Instant updated_at;
};

/// Returns its id. Throws `Error` (`connection_not_found`) when the connection is not the tenant's,
/// and (conflict, `saved_query_name_taken`).
std::string save_query(Writer& writer, const Principal& who, const SavedQuery& query);
[[nodiscard]] Page<SavedQuery>
saved_queries(Reader& reader, const Principal& who, const PageRequest& page);
/// Throws `Error` (not_found, `saved_query_not_found`).
[[nodiscard]] SavedQuery saved_query(Reader& reader, const Principal& who, std::string_view id);
void remove_saved_query(Writer& writer, const Principal& who, std::string_view id);

}  // namespace parlance::store
