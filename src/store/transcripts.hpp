#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/query.hpp"

#include <string>
#include <string_view>

namespace parlance::store {

/// Keeps what was said to models for a query, as JSON, sealed. It is forgotten with the history.
/// Meant for `Store::write_later`. Throws `ConstraintError` when the query has one.
void keep_transcript(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view query_id,
    std::string_view text
);

/// The transcript of any query of the tenant: for its admins, who answer for what leaves the house.
/// Throws `Error` (not_found, `transcript_not_found`).
[[nodiscard]] std::string
transcript(Reader& reader, Ledger& ledger, const Principal& who, std::string_view query_id);
/// That of a query of any tenant, for the command line.
[[nodiscard]] std::string
transcript(Reader& reader, Ledger& ledger, System, std::string_view query_id);

}  // namespace parlance::store
