#pragma once

#include "base/schema.hpp"
#include "guard/policy_document.hpp"

#include <boost/describe.hpp>

#include <compare>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

/// Which columns hold what people would not want others to see: told by names in several languages,
/// by types and by sampled values. What is found is a suggestion that administrators review.
namespace parlance::catalog {

enum class Sensitive : std::uint8_t {
    email,
    phone,
    card_number,
    national_id,
    iban,
    ip_address,
    secret,  ///< passwords, keys and tokens
    person_name,
    address,
    birth_date,
    salary,
    health,  ///< and what else the law calls special, such as religion
};
BOOST_DESCRIBE_ENUM(
    Sensitive,
    email,
    phone,
    card_number,
    national_id,
    iban,
    ip_address,
    secret,
    person_name,
    address,
    birth_date,
    salary,
    health
)

/// What one column is called in the database.
struct ColumnName {
    std::string schema;
    std::string table;
    std::string column;

    auto operator<=>(const ColumnName&) const = default;
};
BOOST_DESCRIBE_STRUCT(ColumnName, (), (schema, table, column))

/// Where a sign was seen.
enum class Sign : std::uint8_t { name, comment, type, values, table };
BOOST_DESCRIBE_ENUM(Sign, name, comment, type, values, table)

/// A sign and what it says; never a value.
struct Evidence {
    Sign sign = Sign::name;
    std::string says;

    bool operator==(const Evidence&) const = default;
};
BOOST_DESCRIBE_STRUCT(Evidence, (), (sign, says))

struct SensitiveColumn {
    ColumnName column;
    Sensitive kind = Sensitive::email;
    double confidence = 0;  ///< 0 to 1
    guard::ColumnRule mask;
    std::vector<Evidence> evidence;
};

/// Some values of each column, as text.
using Samples = std::map<ColumnName, std::vector<std::string>>;

/// Below this, a finding is not worth a mask.
inline constexpr double sensitive_enough = 0.5;

/// The columns that seem sensitive, each once, with its likeliest kind.
[[nodiscard]] std::vector<SensitiveColumn>
find_sensitive(const Schema& schema, const Samples& samples);

/// A policy that hides what was found behind masks from everybody but owners and administrators. It
/// names every table and column there is, so that what comes later stays hidden until somebody has
/// looked at it; a view over something masked is not named, and so stays hidden too.
[[nodiscard]] guard::PolicyDocument
suggested_policy(const Schema& schema, std::span<const SensitiveColumn> found);

}  // namespace parlance::catalog
