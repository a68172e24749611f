#include "base/outcome.hpp"
#include "base/threads.hpp"
#include "catalog/catalog.hpp"
#include "engine/context.hpp"
#include "serve/operations/tool_spread.hpp"
#include "serve/operations/tools.hpp"
#include "serve/operations/views.hpp"
#include "store/connections.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <cmath>

namespace parlance::serve {

namespace {

constexpr std::int64_t matches_usual = 10;
constexpr std::size_t columns_usual = 8;
constexpr std::size_t analyzed_tables = 5;
constexpr std::size_t tables_at_once = 100;
/// How much less a table fits that only its spelling or somebody's words led to.
constexpr double found_later = 0.5;
/// What of an answer tables may take, beside what else stands in it.
constexpr std::size_t tables_bytes = 14 * 1024;
constexpr std::size_t comment_bytes = 200;

double rounded(double score) {
    return std::round(score * 100) / 100;
}

std::string short_comment(std::string_view text) {
    if (text.size() <= comment_bytes) return std::string(text);
    std::size_t end = comment_bytes;
    while (end > 0 && (text[end] & 0xC0) == 0x80)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

/// `orders`, or `sales.orders` where it is not in the schema that names without one mean.
std::string name_in(const Schema& schema, std::string_view home, std::string_view table) {
    if (home == schema.default_schema) return std::string(table);
    return std::string(home) + "." + std::string(table);
}

std::string keys_of(const Schema& schema, const Table& table, const Column& column) {
    std::string told;
    if (std::ranges::find(table.primary_key, column.name) != table.primary_key.end()) told += " pk";
    for (const ForeignKey& key : table.foreign_keys) {
        const auto at = std::ranges::find(key.columns, column.name);
        if (at == key.columns.end()) continue;
        const auto index = static_cast<std::size_t>(at - key.columns.begin());
        told += " →" + name_in(schema, key.target_schema, key.target_table);
        if (index < key.target_columns.size()) told += "." + key.target_columns[index];
    }
    return told;
}

/// `customer_id integer →customers.id`
std::string line(const catalog::View& view, const Table& table, const Column& column, bool full) {
    std::string told = column.name + " " + std::string(name_of(column.type));
    told += keys_of(*view.schema, table, column);
    if (!view.policy.clear(table, column.name)) told += " masked";
    if (full && column.nullable) told += " null";
    if (full && !column.comment.empty()) told += ": " + short_comment(column.comment);
    return told;
}

std::vector<std::string>
lines_of(const catalog::View& view, const Table& table, bool full, std::size_t most) {
    std::vector<std::string> made;
    for (const Column& each : table.columns) {
        if (made.size() == most) break;
        made.push_back(line(view, table, each, full));
    }
    return made;
}

/// The columns that were meant, and keys, up to some.
std::vector<std::string>
meant_columns(const catalog::View& view, const Table& table, const engine::SchemaContext& found) {
    std::vector<std::string> made;
    const auto take = [&](const Column& column) {
        std::string told = line(view, table, column, false);
        const bool fresh = std::ranges::find(made, told) == made.end();
        if (made.size() < columns_usual && fresh) made.push_back(std::move(told));
    };
    for (const engine::ContextColumn& each : found.columns) {
        if (each.schema != table.schema || each.table != table.name) continue;
        if (const Column* column = table.column(each.name)) take(*column);
    }
    for (const Column& each : table.columns)
        take(each);
    return made;
}

SearchMatch match_of(
    const catalog::View& view,
    const engine::ContextTable& each,
    const engine::SchemaContext& found,
    ToolDetail detail
) {
    SearchMatch match{name_in(*view.schema, each.schema, each.name), rounded(each.score)};
    if (!each.because.empty()) match.why = each.because;
    const Table* table = view.schema->table(each.schema, each.name);
    if (table == nullptr || detail == ToolDetail::names) return match;
    const bool full = detail == ToolDetail::full;
    match.columns = full ? lines_of(view, *table, true, table->columns.size())
                         : meant_columns(view, *table, found);
    if (!table->comment.empty()) match.comment = short_comment(table->comment);
    return match;
}

template <class Item>
std::size_t bytes_of(const Item& item) {
    return json::to_text(item).size() + 1;
}

SearchSchemaReply reply_to(
    const SearchSchemaRequest& request,
    const catalog::View& view,
    engine::SchemaContext found
) {
    const auto most = static_cast<std::size_t>(request.limit.value_or(matches_usual));
    const ToolDetail detail = request.detail.value_or(ToolDetail::summary);
    SearchSchemaReply reply;
    std::size_t room = tables_bytes;
    for (const engine::ContextTable& each : found.tables) {
        SearchMatch match = match_of(view, each, found, detail);
        const std::size_t bytes = bytes_of(match);
        reply.truncated = reply.matches.size() == most || bytes > room;
        if (reply.truncated) break;
        room -= bytes;
        reply.matches.push_back(std::move(match));
    }
    std::vector<std::string> joins;
    for (const engine::ContextJoin& each : found.joins) {
        if (each.on.size() + 3 > room) break;
        room -= each.on.size() + 3;
        joins.push_back(each.on);
    }
    if (!joins.empty()) reply.joins = std::move(joins);
    return reply;
}

/// Adds tables that the question's reader did not think of: by beginnings of words, typing errors
/// and what people wrote about them.
void add_found(
    SearchSchemaReply& reply,
    const SearchSchemaRequest& request,
    const catalog::View& view,
    const catalog::Atlas& atlas
) {
    const auto most = static_cast<std::size_t>(request.limit.value_or(matches_usual));
    if (reply.truncated || reply.matches.size() >= most) return;
    std::size_t room = tables_bytes - std::min(tables_bytes, bytes_of(reply));
    for (const auto& each : atlas.search({.words = request.query, .tables_max = most}).tables) {
        const engine::ContextTable table{
            each.schema, each.name, each.score.value_or(0) * found_later, each.because
        };
        SearchMatch match = match_of(view, table, {}, request.detail.value_or(ToolDetail::summary));
        const bool known = std::ranges::find(reply.matches, match.table, &SearchMatch::table) !=
                           reply.matches.end();
        const std::size_t bytes = bytes_of(match);
        if (known) continue;
        reply.truncated = reply.matches.size() == most || bytes > room;
        if (reply.truncated) return;
        room -= bytes;
        reply.matches.push_back(std::move(match));
    }
}

/// What is said of a table beyond its columns: what it is for, and in whose words.
void add_sense(DescribedTable& made, const Table& table, const catalog::Atlas& atlas) {
    const auto told = atlas.describe(table.schema, table.name, catalog::Detail::summary);
    if (!told) return;
    if (told->role && *told->role != catalog::TableRole::other)
        made.role = boost::describe::enum_to_string(*told->role, "");
    const bool says = told->description && told->description->origin == catalog::Origin::person;
    if (says) made.comment = short_comment(told->description->text);
}

/// The figures of so many tables are told; those of the others by describing fewer at a time.
constexpr std::size_t profiled_tables = 3;

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

std::vector<std::string> joins_of(const Schema& schema, const Table& table) {
    std::vector<std::string> made;
    const std::string own = name_in(schema, table.schema, table.name);
    for (const Table& other : schema.tables) {
        for (const ForeignKey& key : other.foreign_keys) {
            if (key.target_table != table.name || key.target_schema != table.schema) continue;
            if (key.columns.empty() || key.target_columns.empty()) continue;
            made.push_back(fmt::format(
                "{}.{} → {}.{}",
                name_in(schema, other.schema, other.name),
                key.columns.front(),
                own,
                key.target_columns.front()
            ));
        }
    }
    constexpr std::size_t most = 20;
    if (made.size() > most) made.resize(most);
    return made;
}

DescribedTable described(const catalog::View& view, const Table& table, ToolDetail detail) {
    DescribedTable made{name_in(*view.schema, table.schema, table.name)};
    if (table.kind != TableKind::table)
        made.kind = boost::describe::enum_to_string(table.kind, "table");
    if (!table.comment.empty()) made.comment = short_comment(table.comment);
    if (view.policy.every_row(table)) made.rows = table.row_estimate;
    if (detail == ToolDetail::names) {
        for (const Column& each : table.columns)
            made.columns.push_back(each.name);
        return made;
    }
    const bool full = detail == ToolDetail::full;
    made.columns = lines_of(view, table, full, table.columns.size());
    auto joins = joins_of(*view.schema, table);
    if (full && !joins.empty()) made.joins = std::move(joins);
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

AnalyzeReply reply_to(const catalog::View& view, const engine::SchemaContext& found) {
    AnalyzeReply reply;
    const Schema& schema = *view.schema;
    for (const auto& each : found.tables)
        reply.tables.push_back(
            {name_in(schema, each.schema, each.name), rounded(each.score), each.because}
        );
    constexpr std::size_t columns_max = 20;
    for (const auto& each : found.columns) {
        if (reply.columns.size() == columns_max) break;
        const Table* table = schema.table(each.schema, each.table);
        const Column* column = table == nullptr ? nullptr : table->column(each.name);
        if (column == nullptr) continue;
        reply.columns.push_back(
            name_in(schema, each.schema, each.table) + "." + line(view, *table, *column, false)
        );
    }
    for (const auto& each : found.joins)
        reply.joins.push_back(each.on);
    for (const auto& each : found.values) {
        const std::string table = name_in(schema, each.schema, each.table);
        reply.values.push_back({each.words, table + "." + each.column, short_comment(each.value)});
    }
    std::vector<MeantTerm> terms;
    for (const auto& each : found.terms)
        terms.push_back({each.phrase, each.meaning});
    if (!terms.empty()) reply.terms = std::move(terms);
    if (!found.unknown.empty()) reply.unknown = found.unknown;
    return reply;
}

}  // namespace

Task<ListSourcesReply> list_sources_tool(Services& with, Call& call) {
    ListSourcesReply reply;
    if (!with.store || with.local) co_return reply;
    const auto work = [&](store::Reader& reader) { return store::connections(reader, call.who()); };
    for (const store::Connection& each : co_await with.store->read(work))
        reply.sources.push_back({each.id, each.name, each.kind, each.is_default});
    co_return reply;
}

/// One table more is looked for than is told, to know whether there are more. A few tables are
/// searched faster than a thread is woken; with many, others would wait for the loop.
Task<SearchSchemaReply>
search_schema_tool(Services& with, Call& call, SearchSchemaRequest request) {
    const catalog::View view =
        co_await view_with_values_of(with, call, request.source.value_or(""));
    const auto most = static_cast<std::size_t>(request.limit.value_or(matches_usual));
    const auto atlas = co_await atlas_of(with, call, request.source.value_or(""));
    const auto work = [&] {
        auto found = engine::context_of(request.query, *view.pack, most + 1);
        SearchSchemaReply reply = reply_to(request, view, std::move(found));
        add_found(reply, request, view, *atlas);
        return reply;
    };
    if (view.schema->tables.size() <= tables_at_once) co_return work();
    co_return co_await blocking(*with.blocking, work);
}

/// A table whose figures are not to be had, or just being counted for somebody, is told without.
Task<void> add_profile(
    Services& with,
    Call& call,
    std::string source,
    const Table& table,
    DescribedTable& made
) {
    if (!with.store || with.local) co_return;
    auto found = co_await outcome_of(
        with.catalog->profile(call.who(), std::move(source), table.schema, table.name)
    );
    if (found && !found->profile.withheld) add_spread(made, table, found->profile);
}

Task<DescribeTablesReply>
describe_tables_tool(Services& with, Call& call, DescribeTablesRequest request) {
    const catalog::View view = co_await view_of(with, call, request.source.value_or(""));
    const auto atlas = co_await atlas_of(with, call, request.source.value_or(""));
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
        DescribedTable made = described(view, *table, request.detail.value_or(ToolDetail::full));
        if (request.detail != ToolDetail::names) add_sense(made, *table, *atlas);
        if (request.detail.value_or(ToolDetail::full) == ToolDetail::full &&
            request.tables.size() <= profiled_tables)
            co_await add_profile(with, call, request.source.value_or(""), *table, made);
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

Task<AnalyzeReply> analyze_question_tool(Services& with, Call& call, AnalyzeRequest request) {
    const catalog::View view =
        co_await view_with_values_of(with, call, request.source.value_or(""));
    const auto work = [&] {
        return engine::context_of(request.question, *view.pack, analyzed_tables);
    };
    co_return reply_to(view, co_await blocking(*with.blocking, work));
}

}  // namespace parlance::serve
