#pragma once

#include "base/schema.hpp"
#include "proof/copy.hpp"
#include "sql/random/aimed.hpp"
#include "sql/random/dice.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace parlance::proof {

/// Makes statements about the tables and columns that a policy restricts, beside a few others.
class Aim {
public:
    Aim(const Copy& copy, sql::Secrets secrets, std::uint64_t seed);

    /// The same one for the same number.
    [[nodiscard]] std::string statement(std::size_t number) const;

private:
    [[nodiscard]] Table narrowed(const Facet& facet, bool all, sql::Dice& dice) const;
    [[nodiscard]] const Facet* pick(std::size_t number, bool all) const;

    const Copy& copy_;
    sql::Secrets secrets_;
    std::uint64_t seed_;
    std::vector<const Facet*> restricted_;  ///< seen, and not as they are
    std::vector<const Facet*> seen_;
    std::vector<const Facet*> hiding_;  ///< hidden, or with hidden columns
};

}  // namespace parlance::proof
