#pragma once

#include "base/schema.hpp"
#include "connectors/new_table.hpp"
#include "guard/policy_document.hpp"
#include "proof/copy.hpp"
#include "sql/random/dice.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// Values for a copy: made up, or made from the constants of row rules; never a tenant's.
namespace parlance::proof {

class Values {
public:
    Values(Dialect dialect, const RuleLiterals& literals, std::uint64_t seed)
        : dialect_(dialect), literals_(literals), dice_(seed) {}

    /// A value of the column; for one under a mask such a value that others show the same there.
    connectors::NewCell any(const Column& column, const guard::ColumnRule& rule);

    /// Another value that the mask shows as it shows `value`, by what the documentation of masks
    /// says, not by what the guard does. None when the mask tells every value apart.
    std::optional<connectors::NewCell>
    alike(const connectors::NewCell& value, const Column& column, const guard::ColumnRule& rule);

    [[nodiscard]] sql::Dice& dice() { return dice_; }

private:
    connectors::NewCell plain(const Column& column);
    std::optional<connectors::NewCell> from_rules(const Column& column);
    connectors::NewCell number(const Column& column, std::int64_t whole);
    std::string text();
    std::string day(int year, int month);
    std::string moment(const Column& column, int year, int month);

    Dialect dialect_;
    const RuleLiterals& literals_;
    sql::Dice dice_;
};

}  // namespace parlance::proof
