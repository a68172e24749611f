#pragma once

#include "base/schema.hpp"
#include "catalog/watch.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Which tables of a source are taken into the catalog. This is to keep out what nobody asks for;
/// who may see what is taken is for the policy to say.
namespace parlance::catalog {

/// A table of the database.
struct PickedTable {
    std::string schema;
    std::string name;
    TableKind kind = TableKind::table;
    bool taken = true;
};

/// Whether a pattern means the table. `*` stands for any letters and `?` for one, whatever their
/// case; a pattern without a dot means tables of any schema.
[[nodiscard]] bool means(std::string_view pattern, std::string_view schema, std::string_view name);

/// The schema without what the settings do not take, and without keys that point there. Partitions
/// and heirs go where the table goes whose rows they hold.
[[nodiscard]] Schema picked(Schema whole, const SourceSettings& settings);

/// All tables, in the order of the schema.
[[nodiscard]] std::vector<PickedTable> tables_of(Schema whole, const SourceSettings& settings);

/// Throws `Error` (invalid) with the patterns that are empty or too long.
void check_patterns(const SourceSettings& settings);

}  // namespace parlance::catalog
