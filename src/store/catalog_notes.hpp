#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/query.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What people said of the schema of a source. Part of what the source was taught: each change
/// makes another `knowledge_version`.
namespace parlance::store {

enum class NoteKind : std::uint8_t {
    relation,     ///< whether a column points at another
    description,  ///< what a table or a column is
};
BOOST_DESCRIBE_ENUM(NoteKind, relation, description)

struct CatalogNote {
    std::string subject;  ///< one note about each
    std::string content;  ///< JSON of `catalog`; sealed where it lies
    std::string author;
    Instant updated_at;
};

/// What one connection may have of each kind.
inline constexpr std::int64_t catalog_notes_max = 5'000;

/// All of a connection, oldest first. Throws `Error` (not_found, `connection_not_found`).
[[nodiscard]] std::vector<CatalogNote> catalog_notes(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    NoteKind kind
);
/// Puts a note in the name of `who` in place of what was said before. Throws `Error`:
/// `connection_not_found`, `knowledge_full` (too_large).
void put_catalog_note(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    NoteKind kind,
    std::string_view subject,
    std::string_view content
);
/// Takes back what was said, if anything. Throws `Error` (not_found, `connection_not_found`).
void remove_catalog_note(
    Writer& writer,
    const Principal& who,
    std::string_view connection_id,
    NoteKind kind,
    std::string_view subject
);

}  // namespace parlance::store
