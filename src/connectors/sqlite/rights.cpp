#include "connectors/sqlite/rights.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cctype>

namespace parlance::connectors::sqlite {
namespace {

std::string lower(std::string_view text) {
    std::string made(text);
    std::ranges::transform(made, made.begin(), [](unsigned char c) { return std::tolower(c); });
    return made;
}

std::string_view seen(const char* text) {
    return text == nullptr ? std::string_view() : std::string_view(text);
}

}  // namespace

Rights::Rights(const guard::ApprovedQuery& query) {
    for (const guard::ReadTable& one : query.tables())
        if (!one.fenced) tables_.insert(lower(one.table));
    for (const guard::PreambleView& one : query.preamble())
        views_.insert(lower(one.name));
}

bool Rights::may_read(
    std::string_view table,
    std::string_view column,
    std::string_view database,
    std::string_view accessor
) const {
    const std::string name = lower(table);
    const std::string reader = lower(accessor);
    if (name.empty() || name.starts_with("sqlite_")) return false;
    // A common table expression of which no column is used; the guard qualifies every table.
    if (column.empty() && database.empty()) return true;
    if (views_.contains(name) || views_.contains(reader)) return true;
    // A view of the file itself reads its tables; table-valued functions read themselves.
    return tables_.contains(name) || tables_.contains(reader) || is_allowed_function(name);
}

bool Rights::allow(
    int action,
    const char* first,
    const char* second,
    const char* database,
    const char* accessor
) const {
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_RECURSIVE:
            return true;
        case SQLITE_READ:
            return may_read(seen(first), seen(second), seen(database), seen(accessor));
        case SQLITE_FUNCTION:
            if (seen(second) == "parlance_pseudonym") return views_.contains(lower(seen(accessor)));
            return is_allowed_function(seen(second));
        default:
            return false;
    }
}

}  // namespace parlance::connectors::sqlite
