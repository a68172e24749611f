#pragma once

#include "base/schema.hpp"
#include "sql/random/aimed.hpp"
#include "sql/random/dice.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::sql {

/// The expressions of `aimed`, and the tables that they ask. Only `aimed.cpp` includes this.
class AimedExpr {
public:
    AimedExpr(
        const Schema& schema,
        const Secrets& secrets,
        std::uint64_t seed,
        std::size_t conditions
    )
        : schema_(schema), secrets_(secrets), dice_(seed), conditions_(conditions) {}

protected:
    enum class Kind : std::uint8_t { number, text, moment, other };
    struct Known {
        std::string name;  ///< as it is written, with its relation
        Kind kind;
        std::string column;  ///< bare
    };
    using Scope = std::vector<Known>;

    static std::string quoted(std::string_view name);
    static Kind kind_of(Type type);
    std::string fresh();
    std::string table(Scope& scope, std::string* name = nullptr);
    /// A table under a name that may have been used already, in this query or around it.
    std::string table_as(Scope& scope, const std::string& alias);
    std::string some_alias();
    /// What a subquery sees: names of its own hide those around it.
    static Scope seen_from(const Scope& inner, const Scope& outer);
    std::string collated(std::string text);
    std::string called(const std::string& column);
    std::string of_dialect_number(const Scope& scope, std::size_t depth);
    std::string of_dialect_text(const Scope& scope, std::size_t depth);
    std::string column(const Scope& scope, Kind kind);
    std::string constant(Kind kind);
    std::string number(const Scope& scope, std::size_t depth);
    std::string choice(const Scope& scope, std::string yes, std::string no, std::size_t depth);
    std::string counted(const Scope& scope, std::size_t depth);
    std::string text(const Scope& scope, std::size_t depth);
    std::string compared(const Scope& scope, std::size_t depth);
    std::string predicate(const Scope& scope, std::size_t depth);
    std::string any(const Scope& scope, std::size_t depth);
    std::string subquery(const Scope& scope, std::size_t depth);

    const Schema& schema_;
    const Secrets& secrets_;
    Dice dice_;
    std::size_t conditions_;
    int names_ = 0;
    std::vector<std::string> aliases_;  ///< that were used
};

}  // namespace parlance::sql
