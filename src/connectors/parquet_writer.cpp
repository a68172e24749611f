#include "connectors/parquet_writer.hpp"

#include "connectors/duckdb/api.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>

namespace parlance::connectors {

namespace {

using Appender = duckdb::Owned<duckdb_appender, duckdb_appender_destroy>;

constexpr std::array settings = {
    std::pair{"autoinstall_known_extensions", "false"},
    std::pair{"autoload_known_extensions", "false"},
    std::pair{"allow_community_extensions", "false"},
    std::pair{"memory_limit", "256MB"},
    std::pair{"max_temp_directory_size", "4GB"},
    std::pair{"threads", "1"},
};

void must(duckdb_state state) {
    if (state == DuckDBSuccess) return;
    throw Error(
        Failure::internal,
        "storage_failed",
        "The file could not be written. Is the disk full, or the folder not writable?"
    );
}

std::string doubled(std::string_view text, char quote) {
    std::string made(1, quote);
    for (const char letter : text)
        made += letter == quote ? std::string(2, quote) : std::string(1, letter);
    return made + quote;
}

/// The type that a column of ours has in the file; none where text says it best.
std::string_view plain_type(Type type) {
    switch (type) {
        case Type::boolean:
            return "BOOLEAN";
        case Type::integer:
            return "BIGINT";
        case Type::real:
            return "DOUBLE";
        case Type::date:
            return "DATE";
        case Type::time:
            return "TIME";
        case Type::timestamp:
            return "TIMESTAMP";
        case Type::timestamptz:
            return "TIMESTAMPTZ";
        case Type::uuid:
            return "UUID";
        default:
            return "";
    }
}

}  // namespace

struct ParquetWriter::Impl {
    std::filesystem::path folder;
    std::vector<ResultColumn> columns;
    duckdb_database database = nullptr;
    duckdb_connection link = nullptr;
    std::optional<Appender> appender;

    ~Impl() {
        appender.reset();
        duckdb_disconnect(&link);
        duckdb_close(&database);
    }

    void open() {
        duckdb::Config config;
        must(duckdb_create_config(config.out()));
        for (const auto& [name, value] : settings)
            must(duckdb_set_config(config.get(), name, value));
        char* message = nullptr;
        const std::string file = folder / "rows.duckdb";
        const auto state = duckdb_open_ext(file.c_str(), &database, config.get(), &message);
        duckdb_free(message);
        must(state);
        must(duckdb_connect(database, &link));
        run(fmt::format("SET allowed_directories=[{}]", doubled(folder.string(), '\'')));
        run("SET GLOBAL TimeZone='UTC'");
        run("SET enable_external_access=false");
        run("SET lock_configuration=true");
    }

    void run(const std::string& sql) { must(duckdb_query(link, sql.c_str(), nullptr)); }

    [[nodiscard]] std::string one(const std::string& sql) {
        duckdb::Result result;
        must(duckdb_query(link, sql.c_str(), result.out()));
        char* held = duckdb_value_varchar(result.out(), 0, 0);
        std::string text = held == nullptr ? "" : held;
        duckdb_free(held);
        return text;
    }

    void make_table() {
        std::string sql = "CREATE TABLE gathered (";
        for (std::size_t at = 0; at < columns.size(); ++at)
            sql += fmt::format("{}c{} VARCHAR", at == 0 ? "" : ", ", at);
        run(sql + ")");
        must(duckdb_appender_create(link, nullptr, "gathered", appender.emplace().out()));
    }

    [[nodiscard]] bool all_are(std::size_t at, std::string_view type) {
        return one(fmt::format(
                   "SELECT count(*) FROM gathered WHERE c{0} IS NOT NULL AND TRY_CAST(c{0} AS {1}) "
                   "IS NULL",
                   at,
                   type
               )) == "0";
    }

    /// The narrowest DECIMAL that holds all digits of the column; none when there is no such.
    [[nodiscard]] std::string decimal_of(std::size_t at) {
        const std::string whole = fmt::format(
            "SELECT max(length(split_part(ltrim(c{0}, '-'), '.', 1))) FROM gathered", at
        );
        const std::string fraction =
            fmt::format("SELECT max(length(split_part(c{0}, '.', 2))) FROM gathered", at);
        const std::string other = fmt::format(
            "SELECT count(*) FROM gathered WHERE NOT regexp_full_match(c{0}, "
            "'-?[0-9]+(\\.[0-9]+)?')",
            at
        );
        const std::string digits = one(whole);
        if (one(other) != "0" || digits.empty()) return "";
        const int before = std::stoi(digits);
        const int behind = std::stoi(one(fraction));
        constexpr int digits_max = 38;
        if (before + behind > digits_max) return "";
        return fmt::format("DECIMAL({}, {})", before + behind, behind);
    }

    [[nodiscard]] std::string type_of(std::size_t at) {
        const Type type = columns[at].type;
        const std::string plain(plain_type(type));
        if (!plain.empty() && all_are(at, plain)) return plain;
        if (type == Type::decimal || type == Type::integer) return decimal_of(at);
        return "";
    }

    [[nodiscard]] std::string selected(std::size_t at) {
        const std::string name = doubled(name_apart(at), '"');
        if (columns[at].type == Type::bytes)
            return fmt::format(
                "CASE WHEN c{0} LIKE '\\x%' THEN unhex(c{0}[3:]) ELSE encode(c{0}) END AS {1}",
                at,
                name
            );
        const std::string type = type_of(at);
        if (type.empty()) return fmt::format("c{} AS {}", at, name);
        return fmt::format("CAST(c{} AS {}) AS {}", at, type, name);
    }

    /// Readers of Parquet find columns by their names, whatever the case of their letters.
    [[nodiscard]] std::string name_apart(std::size_t at) const {
        const auto lower = [](std::string name) {
            for (char& each : name)
                each = static_cast<char>(each >= 'A' && each <= 'Z' ? each + ('a' - 'A') : each);
            return name;
        };
        const std::string wanted = columns[at].name.empty() ? "column" : columns[at].name;
        int same = 0;
        for (std::size_t before = 0; before < at; ++before)
            same += lower(columns[before].name) == lower(columns[at].name) ? 1 : 0;
        return same == 0 ? wanted : fmt::format("{}_{}", wanted, same + 1);
    }
};

ParquetWriter::ParquetWriter(const std::filesystem::path& folder, std::vector<ResultColumn> columns)
    : impl_(std::make_unique<Impl>()) {
    impl_->folder = folder;
    impl_->columns = std::move(columns);
    impl_->open();
    impl_->make_table();
}

ParquetWriter::~ParquetWriter() = default;

void ParquetWriter::rows(const Batch& batch) {
    duckdb_appender to = impl_->appender->get();
    for (std::size_t index = 0; index < batch.rows(); ++index) {
        for (const Batch::Cell& cell : batch.row(index)) {
            const std::string_view text = batch.text(cell);
            must(
                cell.kind == CellKind::null
                    ? duckdb_append_null(to)
                    : duckdb_append_varchar_length(to, text.data(), text.size())
            );
        }
        must(duckdb_appender_end_row(to));
    }
}

std::filesystem::path ParquetWriter::finish() {
    must(duckdb_appender_close(impl_->appender->get()));
    std::filesystem::path file = impl_->folder / "result.parquet";
    std::string columns;
    for (std::size_t at = 0; at < impl_->columns.size(); ++at)
        columns += (at == 0 ? "" : ", ") + impl_->selected(at);
    impl_->run(fmt::format(
        "COPY (SELECT {} FROM gathered) TO {} (FORMAT parquet, COMPRESSION zstd)",
        columns,
        doubled(file.string(), '\'')
    ));
    return file;
}

}  // namespace parlance::connectors
