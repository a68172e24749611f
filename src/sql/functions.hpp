#pragma once

#include "base/schema.hpp"
#include "base/types.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace parlance::sql {

struct Call;

enum class FunctionKind : std::uint8_t { aggregate, window, set, scalar };

/// How the type of a call follows from its arguments.
enum class Returns : std::uint8_t {
    fixed,      ///< always `Function::type`
    first,      ///< the type of the first argument
    second,     ///< the type of the second argument
    common,     ///< the type that all arguments have together
    sum,        ///< as sum(): integers stay whole, the rest as they are
    average,    ///< as avg(): integers become exact fractions
    rounded,    ///< as round(): integers and decimals become decimal, real stays
    truncated,  ///< as date_trunc(): a date becomes timestamptz
    ordered,    ///< the type of what WITHIN GROUP orders by
    pairs,      ///< rows of a key and a value, as json_each() gives
};

inline constexpr std::size_t dialect_count = 3;

/// A function that may be called. The lists are data: `data/functions.txt` says what each is,
/// `data/<dialect>.txt` which of them authors may use there. What is not listed is refused.
struct Function {
    std::string_view name;
    FunctionKind kind = FunctionKind::scalar;
    Returns returns = Returns::fixed;
    Type type = Type::unknown;
    /// The argument (from 1; 0 for none) that decides how large the result is: at most `most`, or a
    /// constant pattern without wide fields when `most` is 0.
    std::uint8_t bounded = 0;
    std::uint16_t most = 0;
    /// What each dialect calls it: empty where it may not be called, `*` where it has no name and
    /// the rewriter puts it in other words.
    std::array<std::string_view, dialect_count> spellings;

    [[nodiscard]] std::string_view spelled_on(Dialect dialect) const noexcept {
        return spellings[static_cast<std::size_t>(dialect)];
    }
    [[nodiscard]] bool allowed_on(Dialect dialect) const noexcept {
        return !spelled_on(dialect).empty();
    }
};

/// The function of this name, or none when it is not listed for any dialect.
[[nodiscard]] const Function* find_function(std::string_view name);

/// Whether the argument that decides how large the result of this call is, stays in its bound, or
/// may do so when it runs.
[[nodiscard]] bool within_bounds(const Function& function, const Call& call);

/// Whether authors may cast to this type (PostgreSQL's internal name) on sources of the dialect.
[[nodiscard]] bool type_allowed(std::string_view name, Dialect dialect);

/// Whether authors may order and compare by this collation on sources of the dialect. PostgreSQL
/// tells upper from lower case in their names.
[[nodiscard]] bool collation_allowed(std::string_view name, Dialect dialect);

}  // namespace parlance::sql
