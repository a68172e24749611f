#include "guard/merge.hpp"

#include "base/error.hpp"
#include "guard/mask.hpp"
#include "guard/row_rule.hpp"
#include "sql/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace parlance::guard {
namespace {

bool same_letters(std::string_view a, std::string_view b) {
    const auto folded = [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    };
    return std::ranges::equal(a, b, [&](char x, char y) { return folded(x) == folded(y); });
}

bool is_about(const PolicyRule& rule, const Asker& who) {
    const Audience& to = rule.to;
    const auto holds = [&](const auto& wanted) {
        const auto found = who.attributes.find(wanted.first);
        return found != who.attributes.end() && found->second == wanted.second;
    };
    if (!std::ranges::all_of(to.attributes, holds)) return false;
    if (to.roles.empty() && to.users.empty()) return true;
    return std::ranges::find(to.roles, who.role) != to.roles.end() ||
           std::ranges::find(to.users, who.username) != to.users.end();
}

/// A piece of a JSON pointer (RFC 6901 §3).
std::string escaped(std::string_view name) {
    std::string made;
    for (const char letter : name)
        made += letter == '~' ? "~0" : letter == '/' ? "~1" : std::string(1, letter);
    return made;
}

/// The stricter of two; of two buckets the wider.
const ColumnRule& stricter(const ColumnRule& a, const ColumnRule& b) {
    if (a.mask != b.mask) return a.mask < b.mask ? b : a;
    return a.size.value_or(10) < b.size.value_or(10) ? b : a;
}

std::optional<sql::Expr> both(std::optional<sql::Expr> a, sql::Expr b, bool conjunction) {
    if (!a) return b;
    return sql::build::both(std::move(*a), std::move(b), conjunction);
}

}  // namespace

Merged::Merged(const PolicyDocument& document, const Schema& schema, const Asker& who)
    : schema_(schema), who_(who) {
    for (std::size_t i = 0; i < document.rules.size(); ++i)
        if (is_about(document.rules[i], who)) applied_.push_back({&document.rules[i], i});
    for (Applied& one : applied_)
        index_tables(one);
    const std::unordered_set<std::string> there = names_there();
    for (const Applied& one : applied_)
        look_for_vanished(one, there);
}

void Merged::report(std::string pointer, std::string detail) {
    problems_.push_back({std::move(pointer), std::move(detail)});
}

bool Merged::is_same(std::string_view a, std::string_view b) const {
    return schema_.dialect == Dialect::postgres ? a == b : same_letters(a, b);
}

/// Names that are the same have the same folded form.
std::string Merged::folded(std::string_view name) const {
    std::string made(name);
    if (schema_.dialect == Dialect::postgres) return made;
    for (char& letter : made)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return made;
}

/// Of two keys that are the same name, the first one counts.
void Merged::index_tables(Applied& one) const {
    for (const Entry& entry : one.rule->tables)
        one.tables.try_emplace(folded(entry.first), &entry);
}

/// Every name that a key may have: `schema.table`, and `table` of the default schema.
std::unordered_set<std::string> Merged::names_there() const {
    std::unordered_set<std::string> names;
    for (const Table& table : schema_.tables) {
        names.insert(folded(fmt::format("{}.{}", table.schema, table.name)));
        if (is_same(table.schema, schema_.default_schema)) names.insert(folded(table.name));
    }
    return names;
}

const ColumnRule* Merged::named(const TableRule* rule, std::string_view column) const {
    if (rule == nullptr) return nullptr;
    for (const auto& [key, held] : rule->columns)
        if (is_same(key, column)) return &held;
    return nullptr;
}

const Merged::Entry* Merged::entry_of(const Applied& one, const Table& table) const {
    const auto find = [&](const std::string& name) -> const Entry* {
        const auto found = one.tables.find(folded(name));
        return found == one.tables.end() ? nullptr : found->second;
    };
    const Entry* full = find(fmt::format("{}.{}", table.schema, table.name));
    const bool home = is_same(table.schema, schema_.default_schema);
    const Entry* brief = home ? find(table.name) : nullptr;
    if (full == nullptr || brief == nullptr) return full == nullptr ? brief : full;
    return full->first < brief->first ? full : brief;
}

const TableRule* Merged::rule_of(const Applied& one, const Table& table) const {
    const Entry* entry = entry_of(one, table);
    return entry == nullptr ? nullptr : &entry->second;
}

bool Merged::names(const Table& table) const {
    return std::ranges::any_of(applied_, [&](const Applied& one) {
        return rule_of(one, table) != nullptr;
    });
}

std::string Merged::pointer_to(const Applied& one, const Table& table) const {
    if (const Entry* entry = entry_of(one, table))
        return fmt::format("/rules/{}/tables/{}", one.index, escaped(entry->first));
    return fmt::format("/rules/{}", one.index);
}

void Merged::look_for_vanished(const Applied& one, const std::unordered_set<std::string>& there) {
    for (const auto& [key, held] : one.rule->tables) {
        if (there.contains(folded(key))) continue;
        vanished_ = vanished_ || !held.columns.empty() || held.rows || held.hidden;
        report(
            fmt::format("/rules/{}/tables/{}", one.index, escaped(key)),
            "There is no such table: until this is mended, tables that no rule names are hidden."
        );
    }
}

/// What all rules say about a column; `broken` when one of them does not fit the table any more.
ColumnRule Merged::column(const Table& table, const Column& column, bool& broken) {
    std::optional<ColumnRule> made;
    for (const Applied& one : applied_) {
        const TableRule* rule = rule_of(one, table);
        Default otherwise = one.rule->default_;
        const auto schema = one.rule->schemas.find(table.schema);
        if (schema != one.rule->schemas.end()) otherwise = schema->second;
        if (rule != nullptr && rule->default_) otherwise = *rule->default_;
        const ColumnRule* own = named(rule, column.name);
        if (own == nullptr && otherwise == Default::deny) continue;
        const ColumnRule said = own != nullptr ? *own : ColumnRule{};
        if (std::string why = misfit(said, column); !why.empty()) {
            broken = true;
            report(pointer_to(one, table) + "/columns/" + escaped(column.name), std::move(why));
        }
        made = made ? stricter(*made, said) : said;
    }
    return made.value_or(ColumnRule{.mask = Mask::hidden});
}

std::string Merged::id_of(const Applied& one) {
    return one.rule->id.empty() ? fmt::format("#{}", one.index + 1) : one.rule->id;
}

bool Merged::add_rows(const Applied& one, const Table& table, TableSight& to) {
    const TableRule* rule = rule_of(one, table);
    if (rule == nullptr || !rule->rows) return true;
    try {
        RowRule read = read_row_rule(*rule->rows, who_.attributes);
        for (const std::string& name : read.missing)
            problems_.push_back(
                {pointer_to(one, table) + "/rows",
                 fmt::format("{} has no attribute {}.", who_.username, name),
                 true}
            );
        to.rows = both(std::move(to.rows), std::move(read.condition), one.rule->mandatory);
        to.row_rules.push_back(id_of(one));
        return true;
    } catch (const Error& error) {
        report(pointer_to(one, table) + "/rows", error.message());
        return false;
    }
}

void Merged::report_missing_columns(
    const TableRule& rule,
    const Table& table,
    TableSight& of,
    bool& broken
) {
    for (const auto& [key, held] : rule.columns) {
        const auto found = [&](const Column& column) { return is_same(key, column.name); };
        if (std::ranges::any_of(table.columns, found)) continue;
        broken = true;
        report(of.pointer + "/columns/" + escaped(key), "There is no such column.");
    }
}

/// What the database computes from other columns would tell of one that is masked. Which those are
/// is not known everywhere, so any will do; a rule that names the column decides itself.
void Merged::mask_generated(const Table& table, TableSight& of) const {
    const auto is_clear = [](const ColumnRule& one) { return one.mask == Mask::none; };
    if (std::ranges::all_of(of.columns, is_clear)) return;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const auto names_it = [&](const Applied& one) {
            return named(rule_of(one, table), column.name) != nullptr;
        };
        if (column.generated && is_clear(of.columns[i]) && std::ranges::none_of(applied_, names_it))
            of.columns[i].mask = Mask::null;
    }
}

TableSight Merged::table(const Table& table) {
    TableSight made;
    made.pointer = "/rules";
    bool broken = vanished_ && !names(table);
    for (const Applied& one : applied_) {
        const TableRule* rule = rule_of(one, table);
        if (rule == nullptr) continue;
        made.pointer = pointer_to(one, table);
        made.hidden = made.hidden || rule->hidden;
        report_missing_columns(*rule, table, made, broken);
    }
    if (made.hidden) return made;
    for (const Column& column : table.columns)
        made.columns.push_back(this->column(table, column, broken));
    mask_generated(table, made);
    for (const bool mandatory : {false, true})
        for (const Applied& one : applied_)
            if (one.rule->mandatory == mandatory && !add_rows(one, table, made)) broken = true;
    const auto is_hidden = [](const ColumnRule& one) { return one.mask == Mask::hidden; };
    const bool bare = std::ranges::all_of(made.columns, is_hidden);
    if (bare && !broken && names(table))
        report(made.pointer, "No column of it is seen: name some, or set its default to allow.");
    made.hidden = broken || bare;
    return made;
}

Limits Merged::limits(Limits most) const {
    const auto lower = [](std::int64_t& limit, const std::optional<std::int64_t>& told) {
        if (told) limit = std::min(limit, *told);
    };
    for (const Applied& one : applied_) {
        const LimitRule& told = one.rule->limits;
        lower(most.rows_max, told.rows);
        lower(most.bytes_max, told.bytes);
        lower(most.time_ms, told.time_ms);
        if (told.concurrent && most.concurrent_max == 0) most.concurrent_max = *told.concurrent;
        lower(most.concurrent_max, told.concurrent);
    }
    return most;
}

std::vector<std::string> Merged::ids() const {
    std::vector<std::string> made;
    for (const Applied& one : applied_)
        made.push_back(id_of(one));
    return made;
}

}  // namespace parlance::guard
