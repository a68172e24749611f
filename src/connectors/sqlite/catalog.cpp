#include "connectors/sqlite/catalog.hpp"

#include "connectors/failures.hpp"
#include "connectors/sqlite/cursor.hpp"
#include "connectors/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

namespace parlance::connectors::sqlite {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds schema_time_max{20};

// One row per column. `hidden` 1 marks hidden columns of virtual tables, 2 and 3 generated ones.
constexpr const char* table_columns =
    "SELECT l.name, c.name, c.type, c.\"notnull\", c.pk, c.hidden FROM pragma_table_list AS l "
    "JOIN pragma_table_xinfo(l.name) AS c "
    "WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
    "AND c.hidden <> 1 ORDER BY l.name, c.cid";
constexpr const char* view_names =
    "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name";
constexpr const char* view_columns =
    "SELECT ?1, name, type, \"notnull\", 0, 0 FROM pragma_table_xinfo(?1) ORDER BY cid";
constexpr const char* foreign_keys =
    "SELECT l.name, k.id, k.\"table\", k.\"from\", k.\"to\" FROM pragma_table_list AS l "
    "JOIN pragma_foreign_key_list(l.name) AS k "
    "WHERE l.schema = 'main' AND l.type = 'table' ORDER BY l.name, k.id, k.seq";
constexpr const char* pages = "SELECT rootpage, tbl_name FROM sqlite_schema WHERE rootpage > 0";
constexpr const char* statistics = "SELECT tbl, stat FROM sqlite_stat1";

std::string text_of(sqlite3_stmt* row, int column) {
    const auto* text = sqlite3_column_text(row, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
    return text == nullptr ? "" : repaired_utf8({reinterpret_cast<const char*>(text), size});
}

class Reader {
public:
    explicit Reader(Handle& handle) : handle_(handle) {}

    Schema read() {
        schema_.dialect = Dialect::sqlite;
        schema_.default_schema = "main";
        read_tables();
        read_foreign_keys();
        read_estimates();
        read_views();
        return std::move(schema_);
    }

private:
    template <class Each>
    void each_row(sqlite3_stmt* statement, Each each) {
        while (handle_.step(statement))
            each(statement);
    }

    void read_tables() {
        const Statement rows = handle_.prepare(table_columns);
        std::map<std::size_t, std::string> keys;
        const auto finish = [&] {
            for (auto& [_, name] : keys)
                schema_.tables.back().primary_key.push_back(std::move(name));
            keys.clear();
        };
        each_row(rows.get(), [&](sqlite3_stmt* row) {
            std::string name = text_of(row, 0);
            if (schema_.tables.empty() || schema_.tables.back().name != name) {
                finish();
                add_table(std::move(name), TableKind::table);
            }
            add_column(row);
            const int place = sqlite3_column_int(row, 4);
            if (place > 0) keys[static_cast<std::size_t>(place)] = text_of(row, 1);
        });
        finish();
    }

    // A view may be broken (its table is gone): then it alone is left out.
    void read_views() {
        const Statement roots = handle_.prepare(pages);
        each_row(roots.get(), [&](sqlite3_stmt* row) {
            pages_.emplace(sqlite3_column_int64(row, 0), text_of(row, 1));
        });
        std::vector<std::string> names;
        const Statement views = handle_.prepare(view_names);
        each_row(views.get(), [&](sqlite3_stmt* row) { names.push_back(text_of(row, 0)); });
        for (const std::string& name : names) {
            const std::size_t before = schema_.tables.size();
            try {
                read_view(name);
            } catch (const Error& error) {
                if (error.why() != Failure::upstream) throw;
                schema_.tables.resize(before);
            }
        }
    }

    void read_view(const std::string& name) {
        const Statement rows = handle_.prepare(view_columns);
        sqlite3_bind_text(rows.get(), 1, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
        add_table(name, TableKind::view);
        each_row(rows.get(), [&](sqlite3_stmt* row) { add_column(row); });
        if (schema_.tables.back().columns.empty()) {
            schema_.tables.pop_back();
        } else {
            schema_.tables.back().based_on = bases_of(name);
        }
    }

    /// The tables that the view reads, as SQLite's own program for it opens them: views in between
    /// are gone there, and an index stands for its table. None when it opens something else, such
    /// as a virtual table.
    std::optional<std::vector<TableName>> bases_of(const std::string& view) {
        const Statement program = handle_.prepare("EXPLAIN SELECT * FROM " + quoted(view));
        std::set<std::string> names;
        bool known = true;
        each_row(program.get(), [&](sqlite3_stmt* row) {
            const std::string code = text_of(row, 1);
            if (code == "VOpen") known = false;
            if (code != "OpenRead" && code != "ReopenIdx") return;
            const auto page = pages_.find(sqlite3_column_int64(row, 3));
            const bool of_file = sqlite3_column_int(row, 4) == 0 && page != pages_.end();
            if (of_file) {
                names.insert(page->second);
            } else {
                known = false;
            }
        });
        if (!known) return std::nullopt;
        std::vector<TableName> bases;
        for (const std::string& name : names)
            bases.push_back({"main", name});
        return bases;
    }

    static std::string quoted(std::string name) {
        for (std::size_t at = 0; (at = name.find('"', at)) != std::string::npos; at += 2)
            name.insert(at, 1, '"');
        return '"' + name + '"';
    }

    void add_table(std::string name, TableKind kind) {
        Table table;
        table.schema = "main";
        table.name = std::move(name);
        table.kind = kind;
        schema_.tables.push_back(std::move(table));
    }

    void add_column(sqlite3_stmt* row) {
        std::string declared = text_of(row, 2);
        const Type type = type_of_declaration(declared);
        Column column;
        column.name = text_of(row, 1);
        column.type = type;
        column.native_type = std::move(declared);
        column.nullable = sqlite3_column_int(row, 3) == 0;
        column.generated = sqlite3_column_int(row, 5) != 0;
        schema_.tables.back().columns.push_back(std::move(column));
    }

    Table* find(const std::string& name) {
        const auto found = std::ranges::find(schema_.tables, name, &Table::name);
        return found == schema_.tables.end() ? nullptr : &*found;
    }

    // SQLite compares names without case; a missing target column means the target's primary key.
    const Table* find_any_case(const std::string& name) {
        const auto found = std::ranges::find_if(schema_.tables, [&](const Table& table) {
            return sqlite3_stricmp(table.name.c_str(), name.c_str()) == 0;
        });
        return found == schema_.tables.end() ? nullptr : &*found;
    }

    void read_foreign_keys() {
        const Statement rows = handle_.prepare(foreign_keys);
        std::pair<std::string, int> current;
        each_row(rows.get(), [&](sqlite3_stmt* row) {
            std::pair key{text_of(row, 0), sqlite3_column_int(row, 1)};
            Table* table = find(key.first);
            const Table* target = find_any_case(text_of(row, 2));
            if (table == nullptr || target == nullptr) return;
            if (key != current) table->foreign_keys.push_back(key_to(*target));
            current = std::move(key);
            add_pair(table->foreign_keys.back(), *table, *target, row);
        });
        drop_odd_keys();
    }

    static ForeignKey key_to(const Table& target) {
        ForeignKey key;
        key.target_schema = "main";
        key.target_table = target.name;
        return key;
    }

    static void
    add_pair(ForeignKey& key, const Table& table, const Table& target, sqlite3_stmt* row) {
        const std::size_t place = key.columns.size();
        std::string to = text_of(row, 4);
        if (to.empty() && place < target.primary_key.size()) to = target.primary_key[place];
        key.columns.push_back(spelled(table, text_of(row, 3)));
        key.target_columns.push_back(spelled(target, to));
    }

    /// The column's name as its table spells it; empty when it does not exist.
    static std::string spelled(const Table& table, const std::string& name) {
        const auto found = std::ranges::find_if(table.columns, [&](const Column& column) {
            return sqlite3_stricmp(column.name.c_str(), name.c_str()) == 0;
        });
        return found == table.columns.end() ? "" : found->name;
    }

    void drop_odd_keys() {
        const auto odd = [](const ForeignKey& key) {
            return std::ranges::find(key.columns, "") != key.columns.end() ||
                   std::ranges::find(key.target_columns, "") != key.target_columns.end();
        };
        for (Table& table : schema_.tables)
            std::erase_if(table.foreign_keys, odd);
    }

    void read_estimates() {
        read_statistics();
        for (Table& table : schema_.tables) {
            if (!table.row_estimate) table.row_estimate = last_rowid(table.name);
        }
    }

    // The first number of sqlite_stat1 is the number of rows. The table exists after ANALYZE only.
    void read_statistics() {
        try {
            const Statement rows = handle_.prepare(statistics);
            each_row(rows.get(), [&](sqlite3_stmt* row) {
                const std::string counts = text_of(row, 1);
                std::int64_t count = 0;
                const auto end =
                    std::from_chars(counts.data(), counts.data() + counts.size(), count);
                Table* table = find(text_of(row, 0));
                if (table != nullptr && end.ec == std::errc{}) table->row_estimate = count;
            });
        } catch (const Error& error) {
            if (error.why() != Failure::upstream) throw;
        }
    }

    /// Rows are mostly numbered in a row, so the last number is a good guess and costs nothing.
    std::optional<std::int64_t> last_rowid(const std::string& name) {
        try {
            const Statement row = handle_.prepare("SELECT max(rowid) FROM " + quoted(name));
            if (!handle_.step(row.get())) return std::nullopt;
            return sqlite3_column_int64(row.get(), 0);
        } catch (const Error& error) {
            if (error.why() != Failure::upstream) throw;
            return std::nullopt;
        }
    }

    Handle& handle_;
    Schema schema_;
    std::map<std::int64_t, std::string> pages_;  ///< which table the tree on a page belongs to
};

}  // namespace

Schema read_schema(Handle& handle) {
    handle.arm(Clock::now() + schema_time_max, {});
    Schema schema = Reader(handle).read();
    handle.disarm();
    return schema;
}

TestReport test_file(const std::string& path) {
    using Level = Finding::Level;
    TestReport report;
    report.server_version = std::string("SQLite ") + sqlite3_libversion();
    const auto begun = Clock::now();
    try {
        Handle handle(path);
        const std::size_t tables = read_schema(handle).tables.size();
        report.works = true;
        report.findings.push_back({Level::ok, "reachable", "The file opens, read-only."});
        if (tables == 0) {
            report.findings.push_back({Level::warning, "no_tables", "The file holds no tables."});
        }
    } catch (const Error& error) {
        report.findings.push_back({Level::failure, error.code(), error.message()});
    }
    report.latency_ms = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
    return report;
}

}  // namespace parlance::connectors::sqlite
