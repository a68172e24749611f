#include "base/threads.hpp"
#include "catalog/catalog.hpp"
#include "engine/context.hpp"
#include "serve/operations/tool_lines.hpp"
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

double rounded(double score) {
    return std::round(score * 100) / 100;
}

std::vector<std::string> all_lines(const catalog::View& view, const Table& table) {
    std::vector<std::string> made;
    for (const Column& each : table.columns)
        made.push_back(
            column_line(view, table, each, {.nullable = each.nullable, .comment = each.comment})
        );
    return made;
}

/// The columns that were meant, and keys, up to some.
std::vector<std::string>
meant_columns(const catalog::View& view, const Table& table, const engine::SchemaContext& found) {
    std::vector<std::string> made;
    const auto take = [&](const Column& column) {
        std::string told = column_line(view, table, column);
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
    match.columns = full ? all_lines(view, *table) : meant_columns(view, *table, found);
    if (!table->comment.empty()) match.comment = short_comment(table->comment);
    return match;
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
            name_in(schema, each.schema, each.table) + "." + column_line(view, *table, *column)
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

Task<AnalyzeReply> analyze_question_tool(Services& with, Call& call, AnalyzeRequest request) {
    const catalog::View view =
        co_await view_with_values_of(with, call, request.source.value_or(""));
    const auto work = [&] {
        return engine::context_of(request.question, *view.pack, analyzed_tables);
    };
    co_return reply_to(view, co_await blocking(*with.blocking, work));
}

}  // namespace parlance::serve
