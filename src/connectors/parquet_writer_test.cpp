#include "connectors/parquet_writer.hpp"

#include "base/testing/temporary_folder.hpp"
#include "connectors/duckdb/api.hpp"

#include <gtest/gtest.h>

#include <map>

namespace parlance::connectors {
namespace {

using Cells = std::vector<std::string>;

Batch batch_of(const std::vector<Cells>& rows) {
    Batch batch(rows.front().size());
    for (const Cells& row : rows) {
        for (const std::string& text : row) {
            if (text == "NULL")
                batch.add_null();
            else
                batch.add(CellKind::text, text);
        }
    }
    return batch;
}

/// What DuckDB itself reads from the file: names with their types, and the rows as text.
struct Read {
    std::map<std::string, std::string> types;
    std::vector<Cells> rows;
};

Read read_back(const std::filesystem::path& file) {
    duckdb_database database = nullptr;
    duckdb_connection link = nullptr;
    duckdb_open(nullptr, &database);
    duckdb_connect(database, &link);
    const auto all = [&](const std::string& sql) {
        std::vector<Cells> rows;
        duckdb::Result result;
        EXPECT_EQ(duckdb_query(link, sql.c_str(), result.out()), DuckDBSuccess) << sql;
        for (idx_t row = 0; row < duckdb_row_count(result.out()); ++row) {
            Cells& cells = rows.emplace_back();
            for (idx_t column = 0; column < duckdb_column_count(result.out()); ++column) {
                char* text = duckdb_value_varchar(result.out(), column, row);
                cells.emplace_back(text == nullptr ? "NULL" : text);
                duckdb_free(text);
            }
        }
        return rows;
    };
    Read read;
    const std::string from = "'" + file.string() + "'";
    for (const Cells& column : all("DESCRIBE SELECT * FROM " + from))
        read.types[column[0]] = column[1];
    read.rows = all("SELECT COLUMNS(*)::VARCHAR FROM " + from);
    duckdb_disconnect(&link);
    duckdb_close(&database);
    return read;
}

TEST(ParquetWriter, KeepsTypesAndEveryDigit) {
    const TemporaryFolder folder;
    ParquetWriter writer(
        folder.path(),
        {{"id", Type::integer},
         {"big", Type::integer},
         {"price", Type::decimal},
         {"day", Type::date},
         {"at", Type::timestamptz},
         {"flag", Type::boolean},
         {"x", Type::real},
         {"word", Type::text},
         {"raw", Type::bytes}}
    );
    writer.rows(batch_of(
        {{"1",
          "9223372036854775808",
          "12.50",
          "1815-12-10",
          "2024-05-01 10:00:00+00",
          "true",
          "NaN",
          "=1+1",
          "\\x00ff"},
         {"-2", "-1", "-123456.125", "2024-02-29", "NULL", "false", "1e300", "", "NULL"}}
    ));
    const Read read = read_back(writer.finish());
    EXPECT_EQ(read.types.at("id"), "BIGINT");
    EXPECT_EQ(read.types.at("big"), "DECIMAL(19,0)");
    EXPECT_EQ(read.types.at("price"), "DECIMAL(9,3)");
    EXPECT_EQ(read.types.at("day"), "DATE");
    EXPECT_EQ(read.types.at("at"), "TIMESTAMP WITH TIME ZONE");
    EXPECT_EQ(read.types.at("flag"), "BOOLEAN");
    EXPECT_EQ(read.types.at("x"), "DOUBLE");
    EXPECT_EQ(read.types.at("raw"), "BLOB");
    ASSERT_EQ(read.rows.size(), 2U);
    EXPECT_EQ(read.rows[0][1], "9223372036854775808");
    EXPECT_EQ(read.rows[0][2], "12.500");
    EXPECT_EQ(read.rows[0][3], "1815-12-10");
    EXPECT_EQ(read.rows[0][7], "=1+1");
    EXPECT_EQ(read.rows[0][8], "\\x00\\xFF");
    EXPECT_EQ(read.rows[1][2], "-123456.125");
    EXPECT_EQ(read.rows[1][7], "");
}

TEST(ParquetWriter, AValueThatIsNoneOfItsTypeMakesTheColumnText) {
    const TemporaryFolder folder;
    ParquetWriter writer(
        folder.path(), {{"day", Type::date}, {"Day", Type::decimal}, {"", Type::text}}
    );
    writer.rows(batch_of({{"2024-01-01", "1.5", "a"}, {"not a day", "1e5", "NULL"}}));
    const Read read = read_back(writer.finish());
    EXPECT_EQ(read.types.at("day"), "VARCHAR");
    EXPECT_EQ(read.types.at("Day_2"), "VARCHAR");
    EXPECT_EQ(read.rows[1], (Cells{"not a day", "1e5", "NULL"}));
}

TEST(ParquetWriter, AResultWithoutRowsIsAFileToo) {
    const TemporaryFolder folder;
    ParquetWriter writer(folder.path(), {{"id", Type::integer}, {"price", Type::decimal}});
    EXPECT_TRUE(read_back(writer.finish()).rows.empty());
}

}  // namespace
}  // namespace parlance::connectors
