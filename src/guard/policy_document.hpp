#pragma once

#include "base/note.hpp"
#include "base/schema.hpp"

#include <boost/describe.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A policy as people write it: one JSON form for the API, for files and for the command line.
/// `docs/policies.md` explains it with examples; `sight.hpp` turns it into what one person sees.
namespace parlance::guard {

/// What a column shows in place of its values. From the mildest to the strictest: where several
/// rules name one column, the strictest wins.
enum class Mask : std::uint8_t {
    none,
    partial,    ///< the first character and, of an e-mail address, the domain
    bucket,     ///< numbers, down to multiples of `size`, towards zero
    month,      ///< dates and times, to the first of the month
    year,       ///< dates and times, to the first of January
    pseudonym,  ///< equal values stay equal, and nothing else is told (RFC 2104, a key per tenant)
    constant,   ///< always `value`
    null,
    hidden,  ///< as if the column did not exist
};
BOOST_DESCRIBE_ENUM(Mask, none, partial, bucket, month, year, pseudonym, constant, null, hidden)

/// What is not named is seen, or is not.
enum class Default : std::uint8_t { allow, deny };
BOOST_DESCRIBE_ENUM(Default, allow, deny)

struct ColumnRule {
    Mask mask = Mask::none;
    std::optional<std::int64_t> size;         ///< of `bucket`
    std::optional<boost::json::value> value;  ///< of `constant`: text, a number or a boolean

    bool operator==(const ColumnRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(ColumnRule, (), (mask, size, value))
constexpr auto notes(const ColumnRule*) {
    return std::array{
        json::note("mask", "What the column shows in place of its values.").optional(),
        json::note("size", "The width of a bucket; only for `bucket`, 10 unless told.")
            .between(1, 1'000'000'000'000),
        json::note("value", "What `constant` shows: text, a number or a boolean."),
    };
}

struct TableRule {
    bool hidden = false;
    std::optional<Default> default_;
    std::map<std::string, ColumnRule> columns;
    std::optional<std::string> rows;

    bool operator==(const TableRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(TableRule, (), (hidden, default_, columns, rows))
constexpr auto notes(const TableRule*) {
    return std::array{
        json::note("hidden", "Whether the table is as if it did not exist.").optional(),
        json::note(
            "default", "What becomes of columns that are not named; as the policy unless told."
        ),
        json::note("columns", "What single columns show, by name.").optional(),
        json::note(
            "rows",
            "Which rows are seen: a condition over the columns of the table, in SQL; "
            "`:user.region` stands for the asker's attribute `region`."
        )
            .length(1, 8192)
            .example(R"("country = :user.country")"),
    };
}

/// Hard stops for a person; what is absent is the installation's.
struct LimitRule {
    std::optional<std::int64_t> rows;
    std::optional<std::int64_t> bytes;
    std::optional<std::int64_t> time_ms;
    std::optional<std::int64_t> concurrent;

    bool operator==(const LimitRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(LimitRule, (), (rows, bytes, time_ms, concurrent))
constexpr auto notes(const LimitRule*) {
    return std::array{
        json::note("rows", "Rows of one result.").between(1, 100'000'000),
        json::note("bytes", "Bytes of one result.").between(1024, std::int64_t{1} << 40),
        json::note("time_ms", "Time of one statement, in milliseconds.").between(1, 86'400'000),
        json::note("concurrent", "Statements of one person at a time.").between(1, 10'000),
    };
}

/// Whom a rule is about: a person who has one of the roles or names, and all of the attributes.
/// Roles and names both empty: everybody.
struct Audience {
    std::vector<std::string> roles;
    std::vector<std::string> users;
    std::map<std::string, std::string> attributes;

    bool operator==(const Audience&) const = default;
};
BOOST_DESCRIBE_STRUCT(Audience, (), (roles, users, attributes))
constexpr auto notes(const Audience*) {
    return std::array{
        json::note("roles", "Roles, such as `analyst`.").optional(),
        json::note("users", "User names.").optional(),
        json::note("attributes", "Attributes that the person must have, all of them.").optional(),
    };
}

/// What some people may see. Of several that are about one person: what any of them hides is
/// hidden, the strictest mask wins, rows need one of the row rules (OR) and all of those of
/// mandatory rules (AND), limits are the smallest.
struct PolicyRule {
    std::string id;
    Audience to;
    bool mandatory = false;
    Default default_ = Default::deny;
    std::map<std::string, Default> schemas;
    std::map<std::string, TableRule> tables;
    LimitRule limits;

    bool operator==(const PolicyRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(PolicyRule, (), (id, to, mandatory, default_, schemas, tables, limits))
constexpr auto notes(const PolicyRule*) {
    return std::array{
        json::note("id", "A name for the rule, for people and for the audit.")
            .length(0, 100)
            .optional(),
        json::note("to", "Whom the rule is about; everybody unless told.").optional(),
        json::note("mandatory", "Whether its row rules hold beside those of every other rule.")
            .optional(),
        json::note("default", "What becomes of tables that are not named.").optional(),
        json::note("schemas", "What becomes of the tables of a schema that are not named.")
            .optional(),
        json::note("tables", "Rules by table: `name`, or `schema.name`.").optional(),
        json::note("limits", "Hard stops.").optional(),
    };
}

/// A whole policy of a connection. Who is in no rule's audience sees nothing, but those whose role
/// stands in `unrestricted`.
struct PolicyDocument {
    std::vector<std::string> unrestricted;
    std::vector<PolicyRule> rules;

    bool operator==(const PolicyDocument&) const = default;
};
BOOST_DESCRIBE_STRUCT(PolicyDocument, (), (unrestricted, rules))
constexpr auto notes(const PolicyDocument*) {
    return std::array{
        json::note("unrestricted", "Roles that see everything.").optional(),
        json::note("rules", "Who may see what.").items(0, 500),
    };
}

/// Reads a policy; a lone rule, as in `{"default": "allow", "tables": {…}}`, is a policy of that
/// rule for everybody. Throws `Error` (invalid) with all that is wrong and where.
[[nodiscard]] PolicyDocument read_policy(std::string_view text);
[[nodiscard]] PolicyDocument read_policy(const boost::json::value& value);

/// The JSON Schema (2020-12) of the whole form.
[[nodiscard]] boost::json::object policy_schema();

}  // namespace parlance::guard
