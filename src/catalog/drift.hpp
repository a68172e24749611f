#pragma once

#include "base/schema.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlance::catalog {

/// What became of a source's schema between two looks: names as `schema.table` and
/// `schema.table.column`.
struct Drift {
    std::vector<std::string> added;
    std::vector<std::string> removed;
    std::vector<std::string> changed;  ///< of another type, nullability, key or comment

    [[nodiscard]] bool empty() const { return added.empty() && removed.empty() && changed.empty(); }
};

/// Compares by name. A new or vanished table stands for all its columns; row estimates do not
/// count.
[[nodiscard]] Drift drift(const Schema& before, const Schema& after);

enum class ChangeKind : std::uint8_t {
    table_added,
    table_removed,
    table_renamed,  ///< suspected: the columns are the same
    table_kind_changed,
    column_added,
    column_removed,
    column_renamed,  ///< suspected: type and place are the same
    column_type_changed,
    column_nullability_changed,
    primary_key_changed,
    foreign_key_added,
    foreign_key_removed,
    comment_changed,
};
BOOST_DESCRIBE_ENUM(
    ChangeKind,
    table_added,
    table_removed,
    table_renamed,
    table_kind_changed,
    column_added,
    column_removed,
    column_renamed,
    column_type_changed,
    column_nullability_changed,
    primary_key_changed,
    foreign_key_added,
    foreign_key_removed,
    comment_changed
)

/// One thing that changed. `before` and `after` are names, types or keys; what was renamed stands
/// under its new name, and is told instead of what was removed and added.
struct SchemaChange {
    ChangeKind kind = ChangeKind::table_added;
    std::string schema;
    std::string table;
    std::optional<std::string> column;
    std::optional<std::string> before;
    std::optional<std::string> after;

    bool operator==(const SchemaChange&) const = default;
};
BOOST_DESCRIBE_STRUCT(SchemaChange, (), (kind, schema, table, column, before, after))

/// All that changed, table by table in the order of the schemas.
[[nodiscard]] std::vector<SchemaChange> changes_between(const Schema& before, const Schema& after);

}  // namespace parlance::catalog
