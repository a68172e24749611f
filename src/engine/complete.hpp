#pragma once

#include "engine/schema_pack.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a question that is being typed may go on with. Works on names, values and what was taught,
/// as the asker may see them: the pack holds nothing else.
namespace parlance::engine {

enum class CompletionKind : std::uint8_t {
    table,
    column,
    value,     ///< of a column
    term,      ///< a figure or a filter with a name
    question,  ///< whose SQL somebody has confirmed
};
BOOST_DESCRIBE_ENUM(CompletionKind, table, column, value, term, question)

struct Completion {
    CompletionKind kind = CompletionKind::table;
    std::string text;       ///< stands in the place of what was typed
    std::string detail;     ///< where it is from, in a few words
    std::size_t begin = 0;  ///< bytes of what was typed
    std::size_t end = 0;
    bool operator==(const Completion&) const = default;
};

/// What the last words in front of `cursor` may become, best first; nothing behind a blank.
[[nodiscard]] std::vector<Completion>
completions(std::string_view text, std::size_t cursor, const SchemaPack& pack, std::size_t most);

/// The questions that are verified, with their queries, the oldest first.
[[nodiscard]] const std::vector<VerifiedQuestion>& verified_queries(const SchemaPack& pack);

}  // namespace parlance::engine
