#pragma once

#include "base/crypto.hpp"
#include "base/schema.hpp"
#include "guard/approved_query.hpp"
#include "guard/policy_document.hpp"
#include "sql/ast.hpp"

#include <string>
#include <vector>

namespace parlance::guard {

/// What makes pseudonyms: 32 bytes of a tenant, and the name of the source, so that the same value
/// has another pseudonym elsewhere.
struct PseudonymKey {
    Secret key;
    std::string source;
};

/// Why this mask does not fit this column, as a sentence; empty when it does.
[[nodiscard]] std::string misfit(const ColumnRule& rule, const Column& column);

/// What a key of pseudonyms is called where it cannot be sent beside the text.
[[nodiscard]] std::string name_of_key(std::string_view hex);

/// The values of `column` as `rule` shows them, over `table.column`, with the type they have then.
/// No mask here can raise an error, whatever it is given: an error would tell of the value. Appends
/// what it sends beside the text to `parameters`.
[[nodiscard]] sql::Expr masked(
    const ColumnRule& rule,
    const Table& table,
    const Column& column,
    Dialect dialect,
    const PseudonymKey& key,
    std::vector<Bound>& parameters
);

}  // namespace parlance::guard
