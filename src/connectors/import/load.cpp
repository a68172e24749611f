#include "connectors/duckdb/api.hpp"
#include "connectors/import/check_sqlite.hpp"
#include "connectors/import/csv_scan.hpp"
#include "connectors/import/format.hpp"
#include "connectors/import/wire.hpp"
#include "connectors/utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace parlance::connectors::import {

namespace {

std::string literal(std::string_view text) {
    std::string quoted = "'";
    for (const char each : text) {
        if (each == '\'') quoted += '\'';
        quoted += each;
    }
    return quoted + '\'';
}

std::string identifier(std::string_view text) {
    std::string quoted = "\"";
    for (const char each : text) {
        if (each == '"') quoted += '"';
        quoted += each;
    }
    return quoted + '"';
}

/// The number after the last ` line ` or `Line: ` of DuckDB's message.
std::optional<int> line_in(std::string_view message) {
    for (const std::string_view sign : {"Line: ", "in line ", "at line "}) {
        const auto at = message.find(sign);
        if (at == std::string_view::npos) continue;
        int line = 0;
        const char* begin = message.data() + at + sign.size();
        const auto read = std::from_chars(begin, message.data() + message.size(), line);
        if (read.ec == std::errc{}) return line;
    }
    return std::nullopt;
}

[[noreturn]] void fail(duckdb_error_type kind, std::string_view message) {
    const auto says = [&](const char* words) { return message.find(words) != message.npos; };
    if (says("No space left")) {
        throw Error(
            Failure::internal,
            "storage_full",
            "The server has no room left for this file. Ask who runs it."
        );
    }
    if (says("File too large") || kind == DUCKDB_ERROR_OUT_OF_MEMORY) {
        throw Error(
            Failure::too_large,
            "file_too_large",
            "The file needs more space than an import may take."
        );
    }
    if (kind == DUCKDB_ERROR_CATALOG && says("already exists")) {
        throw Error(Failure::conflict, "table_exists", "There is a table of this name already.");
    }
    const auto line = line_in(message);
    const std::string where = line ? fmt::format(" Look at line {}.", *line) : "";
    throw Error(Failure::invalid, "file_broken", "The file cannot be read: it is damaged." + where);
}

/// The target, open for writing, with access to the input file and nothing else.
class Target {
public:
    explicit Target(const Job& job) {
        duckdb::Config config;
        duckdb_create_config(config.out());
        const std::string memory = fmt::format("{}MB", job.memory_bytes >> 20);
        const std::string threads = std::to_string(job.threads);
        const std::array settings = {
            std::pair{"memory_limit", memory.c_str()},
            std::pair{"threads", threads.c_str()},
            std::pair{"max_temp_directory_size", "1GB"},
            std::pair{"autoinstall_known_extensions", "false"},
            std::pair{"autoload_known_extensions", "false"},
            std::pair{"allow_community_extensions", "false"},
            std::pair{"preserve_insertion_order", "true"},
        };
        for (const auto& [name, value] : settings)
            duckdb_set_config(config.get(), name, value);
        char* message = nullptr;
        const auto state = duckdb_open_ext(job.target.c_str(), &database_, config.get(), &message);
        const std::string said = message != nullptr ? message : "";
        duckdb_free(message);
        if (state == DuckDBError) fail(DUCKDB_ERROR_IO, said);
        duckdb_connect(database_, &connection_);
        run(fmt::format("SET allowed_paths=[{}, {}]", literal(job.path), literal(job.path + ".wal"))
        );
        run("SET enable_external_access=false");
        run("SET lock_configuration=true");
    }
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;
    ~Target() {
        duckdb_disconnect(&connection_);
        duckdb_close(&database_);
    }

    duckdb::Result run(const std::string& text) {
        duckdb::Result result;
        if (duckdb_query(connection_, text.c_str(), result.out()) == DuckDBError) {
            fail(duckdb_result_error_type(result.out()), duckdb_result_error(result.out()));
        }
        return result;
    }

    std::vector<std::vector<std::string>> rows(const std::string& text) {
        duckdb::Result result = run(text);
        std::vector<std::vector<std::string>> all;
        for (idx_t row = 0; row < duckdb_row_count(result.out()); ++row) {
            auto& cells = all.emplace_back();
            for (idx_t column = 0; column < duckdb_column_count(result.out()); ++column) {
                char* cell = duckdb_value_varchar(result.out(), column, row);
                cells.emplace_back(cell != nullptr ? cell : "");
                duckdb_free(cell);
            }
        }
        return all;
    }

private:
    duckdb_database database_ = nullptr;
    duckdb_connection connection_ = nullptr;
};

std::string csv_reading(const Job& job, Reply& reply) {
    const CsvScan scan = scan_csv(job.path, job.extension == "tsv" || job.extension == "tab");
    reply.warnings.insert(reply.warnings.end(), scan.warnings.begin(), scan.warnings.end());
    std::string names;
    std::string types;
    for (const CsvColumn& column : scan.columns) {
        names += (names.empty() ? "" : ", ") + literal(column.name);
        if (column.type.empty()) continue;
        types += fmt::format(
            "{}{}: {}", types.empty() ? "" : ", ", literal(column.name), literal(column.type)
        );
    }
    return fmt::format(
        "read_csv({}, delim={}, quote='\"', escape='\"', header={}, names=[{}], sample_size=-1, "
        "auto_detect=true, max_line_size=33554432{}{}{})",
        literal(job.path),
        literal({&scan.delimiter, 1}),
        scan.header,
        names,
        types.empty() ? "" : ", types={" + types + "}",
        scan.latin1 ? ", encoding='latin-1'" : "",
        scan.decimal_comma ? ", decimal_separator=','" : ""
    );
}

std::string reading(const Job& job, Format format, Reply& reply) {
    if (format == Format::csv) return csv_reading(job, reply);
    if (format == Format::parquet) return fmt::format("read_parquet({})", literal(job.path));
    return fmt::format(
        "read_json_auto({}, sample_size=-1, maximum_object_size=33554432)", literal(job.path)
    );
}

void describe(Target& target, const std::string& table, Reply& reply) {
    DoneTable done;
    done.name = table;
    for (const auto& row : target.rows("DESCRIBE " + identifier(table)))
        done.columns.push_back({repaired_utf8(row[0]), row[1]});
    done.rows = std::stoll(target.rows("SELECT count(*) FROM " + identifier(table))[0][0]);
    reply.tables.push_back(std::move(done));
}

void make_table(Target& target, const Job& job, const std::string& table, const std::string& from) {
    const char* create = job.replace ? "CREATE OR REPLACE TABLE" : "CREATE TABLE";
    target.run(fmt::format("{} {} AS SELECT * FROM {}", create, identifier(table), from));
}

/// Only tables: a view of a foreign file could hold any text.
void copy_tables(Target& target, const Job& job, Reply& reply) {
    target.run(fmt::format("ATTACH {} AS uploaded (READ_ONLY)", literal(job.path)));
    const auto tables = target.rows(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'uploaded' AND "
        "NOT internal ORDER BY 1, 2"
    );
    for (const auto& row : tables) {
        const bool plain = row[0] == "main";
        const std::string name = plain ? row[1] : row[0] + "_" + row[1];
        make_table(target, job, name, "uploaded." + identifier(row[0]) + "." + identifier(row[1]));
        describe(target, name, reply);
    }
    target.run("DETACH uploaded");
}

void warn_of_extension(const Job& job, Format format, Reply& reply) {
    const bool fits = job.extension.empty() || job.extension == "txt" ||
                      (format == Format::csv && (job.extension == "csv" || job.extension == "tsv" ||
                                                 job.extension == "tab")) ||
                      (format == Format::json && job.extension.find("json") != std::string::npos) ||
                      (format == Format::json && job.extension == "jsonl") ||
                      (format == Format::parquet && job.extension.starts_with("parq")) ||
                      format == Format::duckdb || format == Format::sqlite;
    if (fits) return;
    reply.warnings.push_back(
        fmt::format("The file's name ends in .{}, but it is {}.", job.extension, name_of(format))
    );
}

void fill(const Job& job, Format format, Reply& reply) {
    Target target(job);
    if (format == Format::duckdb) {
        copy_tables(target, job, reply);
    } else {
        make_table(target, job, job.table, reading(job, format, reply));
        describe(target, job.table, reply);
        if (reply.tables.back().rows == 0) {
            throw Error(Failure::invalid, "file_no_rows", "The file has no rows.");
        }
    }
    if (reply.tables.empty()) {
        throw Error(Failure::invalid, "file_no_rows", "The file has no tables.");
    }
    target.run("CHECKPOINT");
}

}  // namespace

Reply load(const Job& job) {
    Reply reply;
    try {
        const Format format = format_of(job.path, job.extension);
        reply.format = name_of(format);
        warn_of_extension(job, format, reply);
        if (format == Format::sqlite) {
            check_sqlite(job.path);
        } else {
            fill(job, format, reply);
        }
    } catch (const Error& error) {
        reply = {.code = error.code(), .message = error.message()};
    }
    return reply;
}

}  // namespace parlance::connectors::import
