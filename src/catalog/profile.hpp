#pragma once

#include "base/clock.hpp"
#include "base/schema.hpp"
#include "base/task.hpp"
#include "base/types.hpp"
#include "connectors/source.hpp"
#include "guard/policy.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

/// How the values of a table are spread.
namespace parlance::catalog {

struct ValueCount {
    std::string value;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(ValueCount, (), (value, count))

/// Values from `from` on, below `to` (the last one includes it).
struct HistogramBar {
    std::string from;
    std::string to;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(HistogramBar, (), (from, to, count))

/// Why a column is not counted.
enum class Withheld : std::uint8_t {
    policy,       ///< its values, or rows of its table, are hidden from the one who asks
    sensitive,    ///< it seems sensitive, and the tenant does not want that counted
    type,         ///< documents, bytes and lists
    long_values,  ///< prose: nothing but how many are empty is told
};
BOOST_DESCRIBE_ENUM(Withheld, policy, sensitive, type, long_values)

struct ColumnProfile {
    std::string name;
    Type type = Type::unknown;
    std::optional<Withheld> withheld;
    std::optional<std::int64_t> nulls;
    std::optional<std::int64_t> distinct;
    std::optional<std::string> minimum;
    std::optional<std::string> maximum;
    std::vector<ValueCount> top;  ///< most frequent first
    std::vector<HistogramBar> histogram;
};
BOOST_DESCRIBE_STRUCT(
    ColumnProfile,
    (),
    (name, type, withheld, nulls, distinct, minimum, maximum, top, histogram)
)

/// All figures are of the rows that were looked at.
struct TableProfile {
    std::string schema;
    std::string table;
    std::optional<Withheld> withheld;  ///< of the table as a whole
    std::optional<std::int64_t> rows;  ///< how many there are
    bool rows_exact = false;           ///< otherwise the database's estimate
    std::int64_t rows_looked_at = 0;
    bool sampled = false;  ///< there are more rows than were looked at
    std::vector<ColumnProfile> columns;
};
BOOST_DESCRIBE_STRUCT(
    TableProfile,
    (),
    (schema, table, withheld, rows, rows_exact, rows_looked_at, sampled, columns)
)

/// What one table may cost.
struct ProfileLimits {
    std::int64_t rows = 20'000;
    std::int64_t time_ms = 3'000;   ///< of reading the rows
    std::int64_t count_ms = 1'500;  ///< of counting them all
    std::int64_t bytes = 32LL << 20;
    std::size_t distinct_max = 20'000;  ///< values kept of each column
    std::size_t value_bytes = 200;      ///< longer ones are prose
    std::size_t top = 10;
    std::size_t bars = 20;
};

/// Reads rows of the table through the guard, as Parlance itself, without the columns in
/// `sensitive`. Throws `Error` when the database will not have it.
Task<TableProfile> profile_table(
    connectors::Source& source,
    std::shared_ptr<const Schema> schema,
    Table table,
    std::set<std::string> sensitive,
    ProfileLimits limits,
    std::stop_token stop
);

/// The same without what seems sensitive by its name or by values of it that are looked at first.
Task<TableProfile> profile_without_sensitive(
    connectors::Source& source,
    std::shared_ptr<const Schema> schema,
    Table table,
    std::set<std::string> sensitive,
    std::stop_token stop
);

/// What of it somebody may see who sees the table as `visible` under `policy`. Nothing of it
/// depends on values that they may not see.
[[nodiscard]] TableProfile
shown_to(const TableProfile& whole, const Table& visible, const guard::Policy& policy);

/// As `shown_to` of a table of which they may see no figure: nothing has to be computed for it.
[[nodiscard]] bool shows_anything(const Table& visible, const guard::Policy& policy);

}  // namespace parlance::catalog
