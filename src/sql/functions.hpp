#pragma once

#include "base/schema.hpp"
#include "base/types.hpp"

#include <cstdint>
#include <string_view>

namespace parlance::sql {

enum class FunctionKind : std::uint8_t { scalar, aggregate, window, set };

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
};

/// A function that may be called. What is not listed is refused: nothing here takes SQL text,
/// touches files, network, settings, sequences, locks, large objects, catalogs or statistics, or
/// waits.
struct Function {
    std::string_view name;
    FunctionKind kind = FunctionKind::scalar;
    Returns returns = Returns::fixed;
    Type type = Type::unknown;
    std::uint8_t dialects = 0;  ///< bit per Dialect: where authors may use it

    [[nodiscard]] bool allowed_on(Dialect dialect) const noexcept {
        return (dialects & (1U << static_cast<unsigned>(dialect))) != 0;
    }
};

/// The function of this name, or none when it is not listed for any dialect.
[[nodiscard]] const Function* find_function(std::string_view name) noexcept;

/// Whether authors may cast to this type (PostgreSQL's internal name).
[[nodiscard]] bool type_allowed(std::string_view name) noexcept;

}  // namespace parlance::sql
