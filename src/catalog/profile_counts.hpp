#pragma once

#include "base/rows.hpp"
#include "catalog/profile.hpp"

#include <string>
#include <unordered_map>
#include <vector>

/// Counting the values of one column; only `profile_table` uses it.
namespace parlance::catalog {

class ColumnCounts {
public:
    ColumnCounts(const Column& column, const ProfileLimits& limits)
        : name_(column.name), type_(column.type), limits_(limits) {}

    void add(CellKind kind, std::string_view text);
    [[nodiscard]] ColumnProfile made() const;

private:
    void add_top(ColumnProfile& made) const;
    void add_bounds(ColumnProfile& made) const;

    const std::string name_;
    const Type type_;
    const ProfileLimits& limits_;
    std::int64_t nulls_ = 0;
    bool long_ = false;
    bool too_many_ = false;
    std::unordered_map<std::string, std::int64_t> counts_;
};

}  // namespace parlance::catalog
