#pragma once

#include "base/schema.hpp"
#include "connectors/sqlite/language.hpp"

#include <duckdb.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

/// Plain sessions with the shop's tables in the three engines, and their rows in one spelling, to
/// compare what they answer.
namespace parlance::connectors::testing {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

inline std::string file_text(const char* path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Engines spell the same value differently: numbers by their digits that count (sums of floating
/// point depend on the order of addition), truth as 0 and 1, midnight as its day.
inline std::string same_spelling(std::string text) {
    if (text == "t" || text == "true") return "1";
    if (text == "f" || text == "false") return "0";
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    if (!text.empty() && *end == '\0') return fmt::format("{:.9g}", number == 0 ? 0.0 : number);
    for (const std::string_view rest : {"+00", ".000", " 00:00:00"})
        if (text.size() > 10 && text.ends_with(rest)) text.resize(text.size() - rest.size());
    return text;
}

/// A database asked directly, without the guard: what texts mean to it.
class BareEngine {
public:
    virtual ~BareEngine() = default;
    /// None when the engine refuses the text.
    virtual std::optional<Rows> rows(const std::string& text) = 0;
    [[nodiscard]] const std::string& failure() const { return failure_; }

protected:
    std::string failure_;
};

class Postgres : public BareEngine {
public:
    explicit Postgres(std::uint16_t port)
        : session_(
              PQconnectdb(
                  fmt::format("host=127.0.0.1 port={} user=postgres dbname=postgres", port).c_str()
              ),
              PQfinish
          ) {
        PQclear(PQexec(session_.get(), "SET TimeZone = 'UTC'"));
    }

    std::optional<Rows> rows(const std::string& text) override {
        PGresult* result = PQexec(session_.get(), text.c_str());
        failure_ = PQresultErrorMessage(result);
        std::optional<Rows> made;
        if (PQresultStatus(result) == PGRES_TUPLES_OK) made.emplace();
        for (int r = 0; made && r < PQntuples(result); ++r) {
            Row row;
            for (int c = 0; c < PQnfields(result); ++c)
                row.push_back(
                    PQgetisnull(result, r, c) != 0 ? "NULL"
                                                   : same_spelling(PQgetvalue(result, r, c))
                );
            made->push_back(std::move(row));
        }
        PQclear(result);
        return made;
    }

private:
    std::unique_ptr<PGconn, void (*)(PGconn*)> session_;
};

class Sqlite : public BareEngine {
public:
    /// A file, only to be read.
    explicit Sqlite(const std::string& path) {
        sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr);
    }
    Sqlite() {
        sqlite3_open(":memory:", &database_);
        sqlite::add_language(database_);
        const std::string script = file_text(PARLANCE_SOURCE_DIR "/tests/data/shop_sqlite.sql");
        EXPECT_EQ(sqlite3_exec(database_, script.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    }
    void add_language() { sqlite::add_language(database_); }
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;
    ~Sqlite() override { sqlite3_close(database_); }

    std::optional<Rows> rows(const std::string& text) override {
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v2(database_, text.c_str(), -1, &statement, nullptr);
        failure_ = sqlite3_errmsg(database_);
        if (code != SQLITE_OK) return std::nullopt;
        Rows made;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            Row row;
            for (int c = 0; c < sqlite3_column_count(statement); ++c) {
                const auto* cell = sqlite3_column_text(statement, c);
                row.push_back(
                    cell == nullptr ? "NULL" : same_spelling(reinterpret_cast<const char*>(cell))
                );
            }
            made.push_back(std::move(row));
        }
        sqlite3_finalize(statement);
        return made;
    }

private:
    sqlite3* database_ = nullptr;
};

class Duckdb : public BareEngine {
public:
    Duckdb() {
        duckdb_open(nullptr, &database_);
        duckdb_connect(database_, &session_);
        // It checks keys row by row, so that a table cannot be filled in one statement.
        const std::string script = std::regex_replace(
            file_text(PARLANCE_SOURCE_DIR "/tests/data/shop_postgres.sql"),
            std::regex(R"( REFERENCES \w+\(id\))"),
            ""
        );
        const std::size_t last = script.rfind("ANALYZE");
        for (std::size_t at = script.find("CREATE TABLE"); at < last;) {
            const std::size_t end = std::min(script.find(";\n", at), last);
            EXPECT_TRUE(rows(script.substr(at, end - at))) << failure_;
            at = end + 2;
        }
    }
    Duckdb(const Duckdb&) = delete;
    Duckdb& operator=(const Duckdb&) = delete;
    ~Duckdb() override {
        duckdb_disconnect(&session_);
        duckdb_close(&database_);
    }

    std::optional<Rows> rows(const std::string& text) override {
        duckdb_result result;
        std::optional<Rows> made;
        if (duckdb_query(session_, text.c_str(), &result) == DuckDBSuccess) made.emplace();
        const char* error = duckdb_result_error(&result);
        failure_ = error == nullptr ? "" : error;
        for (idx_t r = 0; made && r < duckdb_row_count(&result); ++r) {
            Row row;
            for (idx_t c = 0; c < duckdb_column_count(&result); ++c) {
                char* cell = duckdb_value_varchar(&result, c, r);
                row.push_back(cell == nullptr ? "NULL" : same_spelling(cell));
                duckdb_free(cell);
            }
            made->push_back(std::move(row));
        }
        duckdb_destroy_result(&result);
        return made;
    }

private:
    duckdb_database database_ = nullptr;
    duckdb_connection session_ = nullptr;
};

inline Type type_of(std::string native) {
    std::ranges::transform(native, native.begin(), [](unsigned char c) { return std::tolower(c); });
    if (native.find("int") != std::string::npos && native != "interval") return Type::integer;
    if (native == "real" || native == "double" || native == "float") return Type::real;
    if (native.starts_with("numeric") || native.starts_with("decimal")) return Type::decimal;
    if (native == "date") return Type::date;
    if (native.starts_with("timestamp") || native == "datetime") return Type::timestamp;
    return native.starts_with("bool") ? Type::boolean : Type::text;
}

/// The shop's tables as PostgreSQL has them, with SQLite's types where those are asked for.
inline Schema schema_of(BareEngine& engine, Dialect dialect) {
    const bool lite = dialect == Dialect::sqlite;
    Schema schema{
        .dialect = dialect, .default_schema = dialect == Dialect::postgres ? "public" : "main"
    };
    const std::string query =
        lite ? "SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c "
               "WHERE m.type = 'table' ORDER BY m.name, c.cid"
             : "SELECT table_name, column_name, data_type FROM information_schema.columns "
               "WHERE table_schema = 'public' ORDER BY table_name, ordinal_position";
    const auto answer = engine.rows(query);
    for (const Row& row : answer.value()) {
        if (schema.tables.empty() || schema.tables.back().name != row[0])
            schema.tables.push_back({.schema = schema.default_schema, .name = row[0]});
        schema.tables.back().columns.push_back({.name = row[1], .type = type_of(row[2])});
    }
    return schema;
}

}  // namespace parlance::connectors::testing
