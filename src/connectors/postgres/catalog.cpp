#include "connectors/postgres/catalog.hpp"

#include "connectors/failures.hpp"
#include "connectors/postgres/shape.hpp"
#include "connectors/utf8.hpp"

#include <boost/asio/this_coro.hpp>

#include <charconv>
#include <cstdlib>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace parlance::connectors::postgres {

namespace {

constexpr std::chrono::milliseconds read_time_max{30'000};

// Only what the account may read: a table with a grant on some of its columns shows those.
constexpr const char* relations_query = R"(
SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition, c.reltuples::bigint, d.description,
       has_table_privilege(c.oid, 'SELECT')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d
       ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
  AND c.relpersistence <> 't'
  AND has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT')
ORDER BY n.nspname, c.relname)";

constexpr const char* columns_query = R"(
SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       d.description, CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END, t.typcategory,
       has_column_privilege(a.attrelid, a.attnum, 'SELECT'), a.attgenerated <> ''
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_description d
       ON d.objoid = a.attrelid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
ORDER BY a.attrelid, a.attnum)";

constexpr const char* keys_query = R"(
SELECT k.conrelid, k.contype, k.conkey, k.confrelid, k.confkey
FROM pg_constraint k
JOIN pg_namespace n ON n.oid = k.connamespace
WHERE k.contype IN ('p', 'f') AND n.nspname NOT LIKE 'pg\_%'
ORDER BY k.conrelid, k.contype DESC, k.oid)";

// What views are made from, and whose partitions and heirs tables are. pg_depend keeps silent about
// PostgreSQL's own tables (pg_stats would tell of values), so the views' trees are read. A view
// that calls a function which could look elsewhere may show anything: the last column says so.
constexpr const char* bases_query = R"(
WITH tree AS (
  SELECT r.oid, r.ev_class, r.ev_action::text AS nodes
  FROM pg_rewrite r
  JOIN pg_class v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
  JOIN pg_namespace w ON w.oid = v.relnamespace
   AND w.nspname NOT IN ('pg_catalog', 'information_schema') AND w.nspname NOT LIKE 'pg\_%'
  WHERE r.rulename = '_RETURN'
)
SELECT t.ev_class, n.nspname, b.relname, false
FROM tree t
CROSS JOIN LATERAL (
  SELECT DISTINCT m[1]::oid AS base FROM regexp_matches(t.nodes, ':relid (\d+)', 'g') m) x
JOIN pg_class b ON b.oid = x.base AND b.oid <> t.ev_class
JOIN pg_namespace n ON n.oid = b.relnamespace
UNION ALL
SELECT DISTINCT t.ev_class, ''::name, ''::name, true
FROM tree t
CROSS JOIN LATERAL (
  SELECT DISTINCT m[1]::oid AS function
  FROM regexp_matches(t.nodes, ':(?:funcid|opfuncid|aggfnoid|winfnoid) (\d+)', 'g') m) x
LEFT JOIN pg_proc p ON p.oid = x.function
WHERE x.function <> 0
  AND (p.oid IS NULL OR p.pronamespace <> 'pg_catalog'::regnamespace OR p.provolatile = 'v'
       OR p.proname ~ '_to_xml|^pg_|^lo_|^has_')
UNION ALL
SELECT DISTINCT t.ev_class, ''::name, ''::name, true
FROM tree t
JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = t.oid
 AND d.refclassid = 'pg_proc'::regclass
UNION ALL
SELECT i.inhrelid, n.nspname, p.relname, false
FROM pg_inherits i
JOIN pg_class p ON p.oid = i.inhparent AND p.relkind IN ('r', 'p', 'f')
JOIN pg_namespace n ON n.oid = p.relnamespace
ORDER BY 1, 2, 3)";

class Rows {
public:
    explicit Rows(const Result& result) : result_(result.get()) {}

    [[nodiscard]] int count() const { return PQntuples(result_); }
    [[nodiscard]] std::string text(int row, int column) const {
        return repaired_utf8(PQgetvalue(result_, row, column));
    }
    [[nodiscard]] char letter(int row, int column) const {
        return *PQgetvalue(result_, row, column);
    }
    [[nodiscard]] bool truth(int row, int column) const { return letter(row, column) == 't'; }
    [[nodiscard]] std::int64_t number(int row, int column) const {
        return std::strtoll(PQgetvalue(result_, row, column), nullptr, 10);
    }
    /// PostgreSQL's `{1,2}`.
    [[nodiscard]] std::vector<std::int64_t> numbers(int row, int column) const {
        std::vector<std::int64_t> all;
        const char* at = PQgetvalue(result_, row, column);
        while (*at == '{' || *at == ',') {
            char* end = nullptr;
            all.push_back(std::strtoll(at + 1, &end, 10));
            at = end;
        }
        return all;
    }

private:
    const PGresult* result_;
};

TableKind kind_of(char relkind, bool is_partition) {
    if (is_partition) return TableKind::partition;
    switch (relkind) {
        case 'v':
            return TableKind::view;
        case 'm':
            return TableKind::materialized_view;
        case 'p':
            return TableKind::partitioned;
        case 'f':
            return TableKind::foreign;
        default:
            return TableKind::table;
    }
}

/// Joins the three results in memory, by object id.
class Builder {
public:
    void add_relations(const Rows& rows) {
        for (int row = 0; row < rows.count(); ++row) {
            Table table;
            table.schema = rows.text(row, 1);
            table.name = rows.text(row, 2);
            table.kind = kind_of(rows.letter(row, 3), rows.truth(row, 4));
            const bool counted = table.kind != TableKind::view && rows.number(row, 5) >= 0;
            if (counted) table.row_estimate = rows.number(row, 5);
            table.comment = rows.text(row, 6);
            relations_[rows.number(row, 0)] = {schema_.tables.size(), rows.truth(row, 7), {}};
            schema_.tables.push_back(std::move(table));
        }
    }

    void add_columns(const Rows& rows) {
        for (int row = 0; row < rows.count(); ++row) {
            const auto found = relations_.find(rows.number(row, 0));
            if (found == relations_.end()) continue;
            if (!found->second.whole && !rows.truth(row, 8)) continue;
            Column column;
            column.name = rows.text(row, 2);
            column.native_type = rows.text(row, 3);
            column.nullable = !rows.truth(row, 4);
            column.comment = rows.text(row, 5);
            column.generated = rows.truth(row, 9);
            const Type type = type_of_oid(static_cast<unsigned>(rows.number(row, 6)));
            column.type = rows.letter(row, 7) == 'A' ? Type::array : type;
            found->second.names[rows.number(row, 1)] = column.name;
            schema_.tables[found->second.place].columns.push_back(std::move(column));
        }
    }

    void add_keys(const Rows& rows) {
        for (int row = 0; row < rows.count(); ++row) {
            const auto owner = relations_.find(rows.number(row, 0));
            if (owner == relations_.end()) continue;
            Table& table = schema_.tables[owner->second.place];
            const auto columns = names(owner->second, rows.numbers(row, 2));
            if (!columns) continue;
            if (rows.letter(row, 1) == 'p') {
                table.primary_key = *columns;
            } else {
                add_foreign_key(table, *columns, rows, row);
            }
        }
    }

    void add_bases(const Rows& rows) {
        std::unordered_set<std::size_t> unknown;
        for (int row = 0; row < rows.count(); ++row) {
            const auto found = relations_.find(rows.number(row, 0));
            if (found == relations_.end()) continue;
            Table& table = schema_.tables[found->second.place];
            if (rows.truth(row, 3)) {
                unknown.insert(found->second.place);
                continue;
            }
            if (!table.based_on) table.based_on.emplace();
            table.based_on->push_back({rows.text(row, 1), rows.text(row, 2)});
        }
        for (const std::size_t place : unknown)
            schema_.tables[place].based_on.reset();
    }

    Schema take() {
        std::erase_if(schema_.tables, [](const Table& table) { return table.columns.empty(); });
        return std::move(schema_);
    }

private:
    struct Relation {
        std::size_t place = 0;
        bool whole = false;  ///< all columns may be read
        std::unordered_map<std::int64_t, std::string> names;
    };

    /// None when one of the columns may not be seen.
    static std::optional<std::vector<std::string>>
    names(const Relation& relation, const std::vector<std::int64_t>& numbers) {
        std::vector<std::string> all;
        for (const std::int64_t number : numbers) {
            const auto found = relation.names.find(number);
            if (found == relation.names.end()) return std::nullopt;
            all.push_back(found->second);
        }
        return all;
    }

    void add_foreign_key(
        Table& table,
        const std::vector<std::string>& columns,
        const Rows& rows,
        int row
    ) {
        const auto target = relations_.find(rows.number(row, 3));
        if (target == relations_.end()) return;
        const auto target_columns = names(target->second, rows.numbers(row, 4));
        if (!target_columns) return;
        ForeignKey key;
        key.columns = columns;
        key.target_schema = schema_.tables[target->second.place].schema;
        key.target_table = schema_.tables[target->second.place].name;
        key.target_columns = *target_columns;
        table.foreign_keys.push_back(std::move(key));
    }

    Schema schema_;
    std::unordered_map<std::int64_t, Relation> relations_;
};

}  // namespace

Task<Result> ask(Session& session, const char* text) {
    PGconn* connection = session.raw();
    const bool sent =
        PQsendQueryParams(connection, text, 0, nullptr, nullptr, nullptr, nullptr, 0) != 0 &&
        PQpipelineSync(connection) != 0;
    if (!sent) throw gone();
    co_return co_await session.settle();
}

Task<Schema> read_schema(Session& session) {
    const auto executor = co_await boost::asio::this_coro::executor;
    session.attach(executor);
    const Alarm alarm(executor, session.socket(), read_time_max);
    const Result relations = co_await ask(session, relations_query);
    const Result columns = co_await ask(session, columns_query);
    const Result keys = co_await ask(session, keys_query);
    const Result bases = co_await ask(session, bases_query);
    session.detach();
    Builder builder;
    builder.add_relations(Rows(relations));
    builder.add_columns(Rows(columns));
    builder.add_keys(Rows(keys));
    builder.add_bases(Rows(bases));
    co_return builder.take();
}

}  // namespace parlance::connectors::postgres
