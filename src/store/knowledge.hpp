#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/query.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::store {

enum class KnowledgeKind : std::uint8_t {
    term,      ///< another word, a figure, a filter, default columns
    verified,  ///< a question with the SQL that answers it
};
BOOST_DESCRIBE_ENUM(KnowledgeKind, term, verified)

/// Something that people taught about a connection.
struct KnowledgeItem {
    std::string id;  ///< given by the store
    std::string connection_id;
    std::string content;  ///< JSON; sealed where it lies
    std::string author;   ///< the name of a person
    Instant created_at;
    Instant updated_at;
};

/// What one connection may have of each kind.
inline constexpr std::int64_t knowledge_max = 1'000;

/// All of a connection, oldest first. Throws `Error` (not_found, `connection_not_found`).
[[nodiscard]] std::vector<KnowledgeItem> knowledge(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    KnowledgeKind kind
);
/// Throws `Error` (not_found, `knowledge_not_found`).
[[nodiscard]] KnowledgeItem knowledge_item(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    KnowledgeKind kind,
    std::string_view id
);
/// The version of what the connection was taught; 0 while that is nothing.
[[nodiscard]] std::int64_t
knowledge_version(Reader& reader, const Principal& who, std::string_view connection_id);

/// Makes the next version: other nodes and remembered results must notice what was taught.
void note_knowledge_change(Writer& writer, const Principal& who, std::string_view connection_id);

/// Adds an item in the name of `who` and returns its id. Throws `Error`: `connection_not_found`,
/// `knowledge_full` (too_large).
std::string add_knowledge(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view connection_id,
    KnowledgeKind kind,
    std::string_view content
);
/// Puts other content in place of the item's. Throws `Error` (not_found, `knowledge_not_found`).
void change_knowledge(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    KnowledgeKind kind,
    std::string_view id,
    std::string_view content
);
/// Throws `Error` (not_found, `knowledge_not_found`).
void remove_knowledge(
    Writer& writer,
    const Principal& who,
    KnowledgeKind kind,
    std::string_view id
);

}  // namespace parlance::store
