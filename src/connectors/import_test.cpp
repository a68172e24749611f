#include "connectors/import.hpp"

#include "base/testing/temporary_folder.hpp"
#include "connectors/testing/run.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/mount.h>

namespace parlance::connectors {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class Import : public ::testing::Test {
protected:
    ImportReport import(const std::string& name, std::string_view content) {
        ImportRequest request;
        request.path = folder.file("uploads/" + name, content);
        request.file_name = name;
        request.target = folder.at("target.duckdb");
        return import_file(request);
    }

    std::string failure(const std::string& name, std::string_view content) {
        const std::string code = code_of([&] { static_cast<void>(import(name, content)); });
        EXPECT_THAT(folder.names(), ElementsAre("uploads")) << "nothing is left behind";
        return code;
    }

    std::unique_ptr<Source> target() {
        Connection connection;
        connection.kind = Kind::duckdb;
        connection.path = folder.at("target.duckdb");
        connection.folder = folder.path();
        connection.trusted_file = true;
        return open(connection, environment);
    }

    TemporaryFolder folder;
    BlockingPool blocking{"blocking", 2};
    Environment environment{.blocking = blocking};
};

std::string types_of(const ImportedTable& table) {
    std::string text;
    for (const ResultColumn& column : table.columns)
        text += fmt::format("{} {}, ", column.name, name_of(column.type));
    return text;
}

TEST_F(Import, FindsGoodTypesInCsv) {
    const ImportReport report = import(
        "My Orders (2024).csv",
        "\xEF\xBB\xBFid,zip,price,ordered at,paid,note,account\r\n"
        "1,01234,9.90,2024-01-02,true,\"a, \"\"b\"\"\",12345678901234567890\r\n"
        "2,99999,10,2024-02-29,false,,2\r\n"
    );
    EXPECT_EQ(report.format, "csv");
    ASSERT_THAT(report.tables, SizeIs(1));
    EXPECT_EQ(report.tables[0].name, "my_orders_2024");
    EXPECT_EQ(report.tables[0].rows, 2);
    EXPECT_EQ(
        types_of(report.tables[0]),
        "id integer, zip text, price decimal, ordered at date, paid boolean, note text, account "
        "text, "
    );
    EXPECT_EQ(
        table_of(run(*target(), "SELECT * FROM my_orders_2024 ORDER BY id")),
        "1|01234|9.90|2024-01-02|true|a, \"b\"|12345678901234567890\n"
        "2|99999|10.00|2024-02-29|false|∅|2"
    );
}

TEST_F(Import, ReadsOtherDelimitersAndDecimalCommas) {
    const ImportReport report = import("a.csv", "name;amount\nx;1,50\ny;22,25\n");
    EXPECT_EQ(types_of(report.tables[0]), "name text, amount decimal, ");
    EXPECT_EQ(table_of(run(*target(), "SELECT sum(amount) FROM a")), "23.75");
    EXPECT_EQ(types_of(import("b.tsv", "x\ty\n1\t2\n").tables[0]), "x integer, y integer, ");
}

TEST_F(Import, KeepsAddingTablesToTheSameFile) {
    import("a.csv", "x\n1\n");
    import("b.ndjson", "{\"y\": {\"z\": [1, 2]}, \"n\": 1.5}\n{\"y\": {\"z\": []}, \"n\": 2}\n");
    auto source = target();
    EXPECT_EQ(table_of(run(*source, "SELECT * FROM a")), "1");
    const ResultSet nested = run(*source, "SELECT * FROM b ORDER BY n");
    EXPECT_EQ(table_of(nested), "{\"z\":[1,2]}|1.5\n{\"z\":[]}|2");
    EXPECT_EQ(nested.rows.row(0)[0].kind, CellKind::json);

    EXPECT_EQ(code_of([&] { import("a.csv", "x\n2\n"); }), "table_exists");
    EXPECT_EQ(table_of(run(*source, "SELECT * FROM a")), "1") << "as it was";
    EXPECT_THAT(folder.names(), SizeIs(2)) << "the target and the uploads";
}

TEST_F(Import, AnOpenSourceSeesWhatWasAdded) {
    import("a.csv", "x\n1\n");
    auto source = target();
    EXPECT_EQ(table_of(run(*source, "SELECT x FROM a")), "1");
    import("b.csv", "x\n2\n");
    EXPECT_EQ(table_of(run(*source, "SELECT x FROM b")), "2");
}

TEST_F(Import, RenamesDuplicateHeadersAndSaysSo) {
    const ImportReport report = import("a.csv", "x,X,,x\n1,2,3,4\n");
    EXPECT_EQ(types_of(report.tables[0]), "x integer, X_2 integer, column3 integer, x_3 integer, ");
    EXPECT_THAT(report.warnings, Contains(HasSubstr("stands twice")));
}

TEST_F(Import, NumbersColumnsWithoutHeader) {
    const ImportReport report = import("a.csv", "1,a\n2,b\n");
    EXPECT_EQ(types_of(report.tables[0]), "column1 integer, column2 text, ");
    EXPECT_EQ(report.tables[0].rows, 2);
}

TEST_F(Import, ReadsLatin1AndWarns) {
    const ImportReport report = import(
        "a.csv",
        "stra\xDF"
        "e,n\nK\xF6ln,1\n"
    );
    EXPECT_THAT(report.warnings, Contains(HasSubstr("Latin-1")));
    EXPECT_EQ(table_of(run(*target(), "SELECT * FROM a")), "Köln|1");
    EXPECT_EQ(report.tables[0].columns[0].name, "straße");
}

TEST_F(Import, WarnsOfAnExtensionThatDoesNotFit) {
    const ImportReport report = import("a.json", "x,y\n1,2\n");
    EXPECT_EQ(report.format, "csv");
    EXPECT_THAT(report.warnings, Contains(HasSubstr(".json")));
}

TEST_F(Import, RefusesBadFilesAndLeavesNothing) {
    EXPECT_EQ(failure("a.csv", ""), "file_empty");
    EXPECT_EQ(failure("a.csv", "  \n\n"), "file_empty");
    EXPECT_EQ(failure("a.csv", "x,y\n"), "file_no_rows");
    EXPECT_EQ(failure("a.csv", "x,y\n1,2\n3\n"), "file_ragged");
    EXPECT_EQ(failure("a.csv", "x,y\n1,\"2\n3,4\n"), "file_ragged");
    EXPECT_EQ(
        failure("a.csv", std::string_view("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)),
        "file_not_recognised"
    );
    EXPECT_EQ(failure("a.csv", std::string_view("\xFF\xFEx\0,\0", 6)), "file_not_recognised");
    EXPECT_EQ(failure("a.json", "{\"a\": 1}\n{\"a\": tru}\n"), "file_broken");
    EXPECT_EQ(failure("a.parquet", "PAR1 and then junk PAR1"), "file_broken");
    EXPECT_EQ(
        failure("a.db", std::string("SQLite format 3\0", 16) + std::string(4096, 'x')),
        "file_broken"
    );
    EXPECT_EQ(
        failure("a.duckdb", std::string(8, '\0') + "DUCK" + std::string(9000, 'x')), "file_broken"
    );
}

TEST_F(Import, TellsTheLineOfARaggedRow) {
    try {
        import("a.csv", "x,y\n\"two\nlines\",2\n3,4,5\n");
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.message(), HasSubstr("Line 4 has 3 values"));
    }
}

TEST_F(Import, ChecksSqliteFilesAndLeavesThemAsTheyAre) {
    const std::string path = folder.at("made.db");
    sqlite3* database = nullptr;
    sqlite3_open(path.c_str(), &database);
    sqlite3_exec(
        database,
        "PRAGMA journal_mode=WAL; CREATE TABLE t(x); INSERT INTO t VALUES (1)",
        nullptr,
        nullptr,
        nullptr
    );
    sqlite3_close(database);
    ImportRequest request;
    request.path = path;
    request.file_name = "made.db";
    request.target = folder.at("target.duckdb");
    EXPECT_EQ(import_file(request).format, "sqlite");
    EXPECT_THAT(folder.names(), ElementsAre("made.db"));
}

TEST_F(Import, TakesTheTablesOfADuckdbFile) {
    import("a.csv", "x\n1\n");
    std::filesystem::rename(folder.at("target.duckdb"), folder.at("other.duckdb"));
    ImportRequest request;
    request.path = folder.at("other.duckdb");
    request.file_name = "other.duckdb";
    request.target = folder.at("target.duckdb");
    const ImportReport report = import_file(request);
    EXPECT_EQ(report.format, "duckdb");
    ASSERT_THAT(report.tables, SizeIs(1));
    EXPECT_EQ(table_of(run(*target(), "SELECT * FROM a")), "1");
}

TEST_F(Import, StopsAtItsLimits) {
    std::string rows = "x\n";
    for (int row = 0; row < 200'000; ++row)
        rows += fmt::format("{}\n", (row * 7919LL) % 1'000'003);
    ImportRequest request;
    request.path = folder.file("uploads/big.csv", rows);
    request.file_name = "big.csv";
    request.target = folder.at("target.duckdb");
    request.limits.input_bytes_max = 1000;
    EXPECT_EQ(code_of([&] { static_cast<void>(import_file(request)); }), "file_too_large");
    request.limits.input_bytes_max = 1 << 30;
    request.limits.output_bytes_max = 100'000;
    EXPECT_EQ(code_of([&] { static_cast<void>(import_file(request)); }), "file_too_large");
    EXPECT_THAT(folder.names(), ElementsAre("uploads"));
    std::stop_source stopped;
    stopped.request_stop();
    request.limits = {};
    const auto stop = stopped.get_token();
    EXPECT_EQ(code_of([&] { static_cast<void>(import_file(request, stop)); }), "import_cancelled");
}

TEST_F(Import, SaysWhenTheDiskIsFull) {
    const std::string disk = folder.at("disk");
    std::filesystem::create_directory(disk);
    // Only root may make a disk that is small enough to fill; CI is root.
    if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=300k") != 0) GTEST_SKIP() << "not root";
    std::string rows = "x\n";
    for (int row = 0; row < 300'000; ++row)
        rows += fmt::format("{}\n", (row * 7919LL) % 1'000'003);
    ImportRequest request;
    request.path = folder.file("uploads/big.csv", rows);
    request.file_name = "big.csv";
    request.target = disk + "/target.duckdb";
    EXPECT_EQ(code_of([&] { static_cast<void>(import_file(request)); }), "storage_full");
    EXPECT_TRUE(std::filesystem::is_empty(disk)) << "nothing is left behind";
    ::umount(disk.c_str());
}

TEST(TableName, ComesFromTheFileName) {
    EXPECT_EQ(table_name_for("Sales Q1 (final).csv"), "sales_q1_final");
    EXPECT_EQ(table_name_for("2024.csv"), "t_2024");
    EXPECT_EQ(table_name_for("../../etc/passwd"), "passwd");
    EXPECT_EQ(table_name_for("日本.csv"), "data");
}

}  // namespace
}  // namespace parlance::connectors
