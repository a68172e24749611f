#include "base/outcome.hpp"
#include "catalog/catalog.hpp"
#include "serve/operations/tool_lines.hpp"
#include "serve/operations/tool_spread.hpp"
#include "serve/operations/tools.hpp"
#include "serve/operations/views.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace parlance::serve {

namespace {

using catalog::Relation;

/// Of so many tables the values are looked at; those of the others by describing fewer at a time.
constexpr std::size_t measured_tables = 3;
constexpr std::size_t joins_max = 20;

/// All that is known of a table that somebody asks about.
struct Knowledge {
    const catalog::View& view;
    const Table& table;
    std::optional<catalog::AtlasTable> told = {};
    std::vector<Relation> relations = {};  ///< at the table, but those that people said no to
    std::optional<catalog::TableProfile> profile = {};
};

/// The table that a name means: as it stands, or the only one that is called so.
const Table* table_called(const Schema& schema, std::string_view name) {
    const std::size_t dot = name.find('.');
    if (dot == name.npos) {
        if (const Table* home = schema.table("", name)) return home;
    } else if (const Table* exact = schema.table(name.substr(0, dot), name.substr(dot + 1))) {
        return exact;
    }
    const Table* only = nullptr;
    for (const Table& each : schema.tables) {
        if (each.name != name) continue;
        if (only != nullptr) return nullptr;
        only = &each;
    }
    return only;
}

bool is_at(const catalog::RelationEnd& end, const Table& table) {
    return end.schema == table.schema && end.table == table.name;
}

/// `customers.id`, `stock.(shop, item)`.
std::string told_end(const Schema& schema, const catalog::RelationEnd& end) {
    const std::string table = name_in(schema, end.schema, end.table) + ".";
    if (end.columns.size() == 1) return table + end.columns.front();
    return fmt::format("{}({})", table, fmt::join(end.columns, ", "));
}

/// What nobody but Parlance says of a relation: how sure it is.
std::string how_sure(const Relation& relation) {
    if (relation.state != catalog::RelationState::inferred) return {};
    return fmt::format(" (inferred, {:g})", relation.confidence);
}

/// What the column points at though no key of the database says so.
std::string points_at(const Knowledge& known, const Column& column) {
    std::string told;
    for (const Relation& each : known.relations) {
        const bool of_column = is_at(each.from, known.table) && each.from.columns.size() == 1 &&
                               each.from.columns.front() == column.name;
        if (!of_column || each.state == catalog::RelationState::declared) continue;
        told += " →" + told_end(*known.view.schema, each.to) + how_sure(each);
    }
    return told;
}

/// What points at the table.
std::optional<std::vector<std::string>> joins_of(const Knowledge& known) {
    const Schema& schema = *known.view.schema;
    std::vector<std::string> made;
    for (const Relation& each : known.relations) {
        if (!is_at(each.to, known.table) || made.size() == joins_max) continue;
        made.push_back(fmt::format(
            "{} → {}{}", told_end(schema, each.from), told_end(schema, each.to), how_sure(each)
        ));
    }
    if (made.empty()) return std::nullopt;
    return made;
}

/// What a column means, unless its type, its keys or its name say so already.
std::string_view
meaning_of(const catalog::AtlasColumn& told, bool is_key, std::string_view points_at) {
    using enum catalog::Meaning;
    const catalog::Meaning meaning = told.meaning.value_or(other);
    const bool time =
        told.type == Type::date || told.type == Type::timestamp || told.type == Type::timestamptz;
    const bool said = meaning == other || (meaning == identifier && is_key) ||
                      (meaning == reference && (is_key || !points_at.empty())) ||
                      (meaning == event_time && time) ||
                      (meaning == flag && told.type == Type::boolean);
    const std::string_view word = boost::describe::enum_to_string(meaning, "");
    return said || word == told.name ? std::string_view() : word;
}

bool is_in_key(const Table& table, const std::string& column) {
    const auto holds = [&](const ForeignKey& key) {
        return std::ranges::find(key.columns, column) != key.columns.end();
    };
    return std::ranges::find(table.primary_key, column) != table.primary_key.end() ||
           std::ranges::any_of(table.foreign_keys, holds);
}

std::string told_column(const Knowledge& known, const Column& column, bool full) {
    ColumnWords words{.points_at = points_at(known, column)};
    words.nullable = full && column.nullable;
    if (full) words.comment = column.comment;
    const auto at = [&](const auto& columns) {
        using Item = typename std::remove_cvref_t<decltype(columns)>::value_type;
        return std::ranges::find(columns, column.name, &Item::name);
    };
    if (known.told) {
        const auto told = at(known.told->columns);
        if (told != known.told->columns.end()) {
            words.meaning = meaning_of(*told, is_in_key(known.table, column.name), words.points_at);
            const bool written =
                told->description && told->description->origin == catalog::Origin::person;
            if (full && written) words.comment = told->description->text;
        }
    }
    if (known.profile) {
        const auto counted = at(known.profile->columns);
        if (counted != known.profile->columns.end())
            words.spread = spread_of(*counted, known.profile->rows_looked_at);
    }
    return column_line(known.view, known.table, column, words);
}

/// What the table is for, in the words of people, or else in those of rules.
void add_sense(DescribedTable& made, const catalog::AtlasTable& told) {
    if (told.role && *told.role != catalog::TableRole::other)
        made.role = boost::describe::enum_to_string(*told.role, "");
    if (!told.description || told.description->text.empty()) return;
    const bool rules = told.description->origin == catalog::Origin::rules;
    (rules ? made.description : made.comment) = short_comment(told.description->text);
}

DescribedTable described(const Knowledge& known, ToolDetail detail) {
    const Table& table = known.table;
    DescribedTable made{name_in(*known.view.schema, table.schema, table.name)};
    if (table.kind != TableKind::table)
        made.kind = boost::describe::enum_to_string(table.kind, "table");
    if (!table.comment.empty()) made.comment = short_comment(table.comment);
    if (known.view.policy.every_row(table)) made.rows = table.row_estimate;
    if (known.profile && known.profile->rows && known.profile->rows_exact)
        made.rows = known.profile->rows;
    if (known.told) add_sense(made, *known.told);
    const bool full = detail == ToolDetail::full;
    for (const Column& each : table.columns)
        made.columns.push_back(
            detail == ToolDetail::names ? each.name : told_column(known, each, full)
        );
    if (full) made.joins = joins_of(known);
    return made;
}

/// Leaves out the last columns of what does not fit.
void shorten(DescribedTable& table, std::size_t room) {
    std::int64_t left_out = 0;
    while (!table.columns.empty() && bytes_of(table) > room) {
        const std::size_t half = (table.columns.size() + 1) / 2;
        left_out += static_cast<std::int64_t>(half);
        table.columns.resize(table.columns.size() - half);
        table.columns_left_out = left_out;
    }
}

/// Adds what values tell. Where that is not to be had, or just being counted for somebody, the
/// table is told without.
Task<void> measure(Services& with, Call& call, const std::string& source, Knowledge& known) {
    auto counted = co_await outcome_of(profile_of(with, call, source, known.view, known.table));
    if (counted && !counted->withheld) known.profile = std::move(*counted);
    if (with.local) co_return;
    auto related =
        co_await outcome_of(with.catalog->relations(call.who(), source, known.table.name));
    if (related) known.relations = std::move(related->relations);
}

/// Which tables a call asks for, and how.
struct Wanted {
    std::string source;
    ToolDetail detail;
    bool measured;
};

Task<Knowledge> knowledge_of(
    Services& with,
    Call& call,
    const catalog::View& view,
    const Table& table,
    const Wanted& wanted
) {
    Knowledge known{.view = view, .table = table};
    if (wanted.detail == ToolDetail::names) co_return known;
    const auto atlas = co_await atlas_of(with, call, wanted.source);
    known.told = atlas->describe(table.schema, table.name, catalog::Detail::full);
    if (wanted.measured) co_await measure(with, call, wanted.source, known);
    const auto elsewhere = [&](const Relation& each) {
        return each.state == catalog::RelationState::rejected ||
               (!is_at(each.from, table) && !is_at(each.to, table));
    };
    std::erase_if(known.relations, elsewhere);
    if (known.relations.empty())
        std::ranges::remove_copy_if(
            atlas->relations(), std::back_inserter(known.relations), elsewhere
        );
    co_return known;
}

}  // namespace

Task<DescribeTablesReply>
describe_tables_tool(Services& with, Call& call, DescribeTablesRequest request) {
    const ToolDetail detail = request.detail.value_or(ToolDetail::full);
    const bool measured = detail == ToolDetail::full && request.tables.size() <= measured_tables;
    const Wanted wanted{request.source.value_or(""), detail, measured};
    const catalog::View view = co_await view_of(with, call, wanted.source);
    DescribeTablesReply reply;
    std::vector<std::string> unknown;
    std::vector<std::string> left_out;
    std::size_t room = tables_bytes;
    for (const std::string& name : request.tables) {
        const Table* table = table_called(*view.schema, name);
        if (table == nullptr) {
            unknown.push_back(name);
            continue;
        }
        DescribedTable made =
            described(co_await knowledge_of(with, call, view, *table, wanted), detail);
        if (reply.tables.empty()) shorten(made, room);
        const std::size_t bytes = bytes_of(made);
        if (bytes > room) {
            left_out.push_back(name);
            continue;
        }
        room -= bytes;
        reply.tables.push_back(std::move(made));
    }
    if (!unknown.empty()) reply.unknown = std::move(unknown);
    if (!left_out.empty()) reply.left_out = std::move(left_out);
    co_return reply;
}

}  // namespace parlance::serve
