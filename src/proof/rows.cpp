#include "proof/rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace parlance::proof {

namespace {

using guard::ColumnRule;
using guard::Mask;

constexpr std::int64_t rows_clear = 10;
constexpr std::int64_t rows_ruled = 30;
constexpr std::int64_t first_added = 1'000;  ///< numbers of rows that only the other world has

bool is_key(const Table& table, const Column& column) {
    return std::ranges::find(table.primary_key, column.name) != table.primary_key.end();
}

bool is_reference(const Table& table, const Column& column) {
    return std::ranges::any_of(table.foreign_keys, [&](const ForeignKey& key) {
        return std::ranges::find(key.columns, column.name) != key.columns.end();
    });
}

/// Keys number the rows, so that others find them; of other types than numbers they are made of the
/// number.
connectors::NewCell key_cell(const Column& column, std::int64_t id) {
    switch (column.type) {
        case Type::integer:
            return id;
        case Type::decimal:
        case Type::real:
            return static_cast<double>(id);
        case Type::uuid:
            return fmt::format("00000000-0000-4000-8000-{:012}", id);
        case Type::date:
        case Type::timestamp:
        case Type::timestamptz:
            return fmt::format("{:04}-{:02}-03", 2000 + id / 12, 1 + id % 12);
        default:
            return fmt::format("k{}", id);
    }
}

bool has_plain_key(const Column& column) {
    return column.type == Type::integer || column.type == Type::text || column.type == Type::uuid ||
           column.type == Type::decimal || column.type == Type::real || is_moment(column.type);
}

class Drafting {
public:
    Drafting(const Copy& copy, const Facet& facet, Values& values)
        : copy_(copy), facet_(facet), values_(values) {}

    MadeRow row(std::int64_t id) {
        MadeRow made{.id = id};
        for (std::size_t i = 0; i < facet_.columns.size(); ++i)
            made.cells.push_back(cell(facet_.table->columns[i], facet_.columns[i], id));
        return made;
    }

private:
    connectors::NewCell cell(const Column& column, const ColumnRule& rule, std::int64_t id) {
        if (is_key(*facet_.table, column) && has_plain_key(column)) return key_cell(column, id);
        const bool links = is_reference(*facet_.table, column) ||
                           (copy_.in_rules(column) && column.type == Type::integer);
        if (links && has_plain_key(column) && values_.dice().chance(85) &&
            rule.mask != Mask::bucket)
            return key_cell(column, 1 + static_cast<std::int64_t>(values_.dice().below(12)));
        return values_.any(column, rule);
    }

    const Copy& copy_;
    const Facet& facet_;
    Values& values_;
};

/// Makes what is hidden of one table something else.
class Altering {
public:
    Altering(const Copy& copy, const Facet& facet, Values& values)
        : copy_(copy), facet_(facet), values_(values) {}

    MadeRows run(const MadeRows& rows, const std::set<std::int64_t>& shown) {
        MadeRows made;
        std::int64_t added = first_added;
        Drafting drafting(copy_, facet_, values_);
        for (const MadeRow& row : rows) {
            const bool held_back = !facet_.seen || !shown.contains(row.id);
            if (!held_back) {
                made.push_back(masked(row));
                continue;
            }
            const std::size_t luck = values_.dice().below(10);
            if (luck >= 3) made.push_back(luck < 9 ? free(row) : row);
            if (luck >= 7) made.push_back(free(moved(row, added++)));
        }
        return made;
    }

private:
    /// A row that is shown: other values behind the masks.
    MadeRow masked(MadeRow row) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const ColumnRule& rule = facet_.columns[i];
            const Column& column = facet_.table->columns[i];
            if (rule.mask == Mask::none) continue;
            if (is_key(*facet_.table, column) && has_plain_key(column)) {
                if (rule.mask == Mask::null || rule.mask == Mask::constant ||
                    rule.mask == Mask::hidden)
                    row.cells[i] = key_cell(column, row.id + 100);
                continue;
            }
            if (auto other = values_.alike(row.cells[i], column, rule))
                row.cells[i] = *std::move(other);
        }
        return row;
    }

    /// A row that is hidden: other values, but for what a rule may ask.
    MadeRow free(MadeRow row) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const Column& column = facet_.table->columns[i];
            const bool key = is_key(*facet_.table, column) && has_plain_key(column);
            const bool asked = facet_.rows && copy_.in_rules(column);
            if (!key && !asked) row.cells[i] = values_.any(column, {.mask = Mask::hidden});
        }
        return row;
    }

    MadeRow moved(MadeRow row, std::int64_t id) {
        row.id = id;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const Column& column = facet_.table->columns[i];
            if (is_key(*facet_.table, column) && has_plain_key(column))
                row.cells[i] = key_cell(column, id);
        }
        return row;
    }

    const Copy& copy_;
    const Facet& facet_;
    Values& values_;
};

const MadeRow* find(const MadeRows& rows, std::int64_t id) {
    const auto found = std::ranges::find(rows, id, &MadeRow::id);
    return found == rows.end() ? nullptr : &*found;
}

MadeRows held_back(MadeRows rows, const std::set<std::int64_t>& shown) {
    std::erase_if(rows, [&](const MadeRow& row) { return shown.contains(row.id); });
    return rows;
}

/// Takes rows back that a rule came to show, or came to hide.
bool take_rows_back(
    const MadeRows& before,
    const std::set<std::int64_t>& wanted,
    MadeRows& after,
    const std::set<std::int64_t>& found
) {
    bool changed = false;
    for (auto row = after.begin(); row != after.end();) {
        if (wanted.contains(row->id) == found.contains(row->id)) {
            ++row;
            continue;
        }
        const MadeRow* old = find(before, row->id);
        changed = changed || old == nullptr || *row != *old;
        if (old == nullptr) {
            row = after.erase(row);
        } else {
            *row++ = *old;
        }
    }
    return changed;
}

/// The rows of `before` and no others, as `after` has them.
MadeRows same_rows(const MadeRows& before, const MadeRows& after) {
    MadeRows made;
    for (const MadeRow& row : before) {
        const MadeRow* now = find(after, row.id);
        made.push_back(now == nullptr ? row : *now);
    }
    return made;
}

/// The rows of `before` with the changes of `after`, but for the columns that rules name.
MadeRows
same_for_rules(const Copy& copy, std::size_t table, const MadeRows& before, MadeRows rows) {
    const std::vector<Column>& columns = copy.facets[table].table->columns;
    for (MadeRow& row : rows)
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (copy.in_rules(columns[i])) row.cells[i] = find(before, row.id)->cells[i];
    return rows;
}

/// What a rule reads comes nearer to what it was, by as little as makes a difference.
void take_reading_back(
    const Copy& copy,
    const Facet& reader,
    const WorldRows& before,
    WorldRows& after
) {
    const auto each = [&](auto nearer) {
        bool changed = false;
        for (std::size_t i = 0; i < copy.facets.size(); ++i) {
            if (!reader.reads.contains(copy.facets[i].name())) continue;
            MadeRows made = nearer(i);
            changed = changed || made != after[i];
            after[i] = std::move(made);
        }
        return changed;
    };
    if (each([&](std::size_t i) { return same_rows(before[i], after[i]); })) return;
    if (each([&](std::size_t i) { return same_for_rules(copy, i, before[i], after[i]); })) return;
    each([&](std::size_t i) { return before[i]; });
}

}  // namespace

WorldRows draft_rows(const Copy& copy, Values& values) {
    WorldRows made;
    for (const Facet& facet : copy.facets) {
        Drafting drafting(copy, facet, values);
        MadeRows& rows = made.emplace_back();
        const std::int64_t count = facet.rows ? rows_ruled : rows_clear;
        for (std::int64_t id = 1; id <= count; ++id)
            rows.push_back(drafting.row(id));
    }
    return made;
}

WorldRows other_rows(const Copy& copy, const WorldRows& rows, const Shown& shown, Values& values) {
    WorldRows made;
    for (std::size_t i = 0; i < rows.size(); ++i)
        made.push_back(Altering(copy, copy.facets[i], values).run(rows[i], shown[i]));
    return made;
}

bool take_back(
    const Copy& copy,
    const WorldRows& before,
    const Shown& wanted,
    WorldRows& after,
    const Shown& found
) {
    bool differs = false;
    for (std::size_t i = 0; i < copy.facets.size(); ++i) {
        const Facet& facet = copy.facets[i];
        if (!facet.rows || wanted[i] == found[i]) continue;
        differs = true;
        if (take_rows_back(before[i], wanted[i], after[i], found[i])) continue;
        take_reading_back(copy, facet, before, after);
    }
    return differs;
}

std::vector<Unproven>
not_different(const Copy& copy, const WorldRows& a, const Shown& shown, const WorldRows& b) {
    std::vector<Unproven> made;
    const auto say = [&](const Facet& facet, std::string column, std::string why) {
        made.push_back({facet.table->schema, facet.table->name, std::move(column), std::move(why)});
    };
    for (std::size_t i = 0; i < copy.facets.size(); ++i) {
        const Facet& facet = copy.facets[i];
        if (!facet.seen && a[i] == b[i])
            say(facet, "", "It is hidden, and no other rows fit what row rules ask of it.");
        if (!facet.seen) continue;
        if (facet.rows && shown[i].empty()) say(facet, "", "No row could be made that is seen.");
        if (facet.rows && shown[i].size() == a[i].size())
            say(facet, "", "No row could be made that the rule hides.");
        else if (facet.rows && held_back(a[i], shown[i]) == held_back(b[i], shown[i]))
            say(facet, "", "The rows that the rule hides could not be made to differ.");
        for (std::size_t at = 0; at < facet.columns.size(); ++at) {
            if (facet.columns[at].mask == Mask::none || (facet.rows && shown[i].empty())) continue;
            const bool differs = std::ranges::any_of(shown[i], [&](std::int64_t id) {
                const MadeRow* one = find(a[i], id);
                const MadeRow* two = find(b[i], id);
                return one != nullptr && two != nullptr && one->cells[at] != two->cells[at];
            });
            if (!differs)
                say(facet,
                    facet.table->columns[at].name,
                    "No two values could be made that its mask shows alike.");
        }
    }
    return made;
}

std::vector<connectors::NewTable> tables_of(const Copy& copy, const WorldRows& rows) {
    std::vector<connectors::NewTable> made;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        connectors::NewTable& table =
            made.emplace_back(new_table(copy.facets[i], copy.schema->dialect));
        for (const MadeRow& row : rows[i]) {
            table.rows.push_back(row.cells);
            table.rows.back().emplace_back(row.id);
        }
    }
    return made;
}

}  // namespace parlance::proof
