#include "connectors/duckdb/cursor.hpp"

#include "connectors/duckdb/binding.hpp"
#include "connectors/failures.hpp"
#include "connectors/utf8.hpp"

#include <fmt/format.h>

#include <utility>

namespace parlance::connectors::duckdb {

namespace {

std::string alias_of(duckdb_logical_type type) {
    char* alias = duckdb_logical_type_get_alias(type);
    std::string name = alias != nullptr ? alias : "";
    duckdb_free(alias);
    return name;
}

}  // namespace

double Cursor::elapsed_ms() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun_)
        .count();
}

bool Cursor::fill() {
    if (!rows_) start();
    while (!rows_->full()) {
        if (chunk_row_ == chunk_rows_) fetch();
        if (chunk_rows_ == 0 || !rows_->begin_row()) return false;
        write_row(chunk_row_++);
    }
    return true;
}

void Cursor::start() {
    prepare(query_.text());
    const std::string wrapped = name_columns();
    if (!wrapped.empty()) prepare(wrapped);
    bind(prepared_.get(), query_);
    Pending pending;
    if (duckdb_pending_prepared_streaming(prepared_.get(), pending.out()) == DuckDBError) {
        throw failure_of_message(duckdb_pending_error(pending.get()));
    }
    if (duckdb_execute_pending(pending.get(), result_.out()) == DuckDBError) {
        throw failure_of(duckdb_result_error_type(result_.out()));
    }
    rows_.emplace(columns_.size(), query_.limits());
}

void Cursor::prepare(const std::string& text) {
    Prepared made;
    if (duckdb_prepare(link_.raw(), text.c_str(), made.out()) == DuckDBError) {
        throw failure_of_message(duckdb_prepare_error(made.get()));
    }
    if (duckdb_prepared_statement_type(made.get()) != DUCKDB_STATEMENT_TYPE_SELECT) {
        throw Error(Failure::refused, "sql_refused_by_engine", "Only SELECT statements run here.");
    }
    prepared_ = std::move(made);
}

/// Finds the columns; returns the statement that reads them when some need a conversion.
std::string Cursor::name_columns() {
    std::string selected;
    std::string aliases;
    bool converts = false;
    const idx_t count = duckdb_prepared_statement_column_count(prepared_.get());
    for (idx_t at = 0; at < count; ++at) {
        LogicalType logical;
        *logical.out() = duckdb_prepared_statement_column_logical_type(prepared_.get(), at);
        const duckdb_type id = duckdb_get_type_id(logical.get());
        const Type type = alias_of(logical.get()) == "JSON" ? Type::json : type_of(id);
        const char* name = duckdb_prepared_statement_column_name(prepared_.get(), at);
        columns_.push_back({.name = repaired_utf8(name != nullptr ? name : ""), .type = type});
        duckdb_free(const_cast<char*>(name));

        std::string reading(reading_of(id));
        converts = converts || reading != "%";
        reading.replace(reading.find('%'), 1, fmt::format("q.c{}", at));
        selected += fmt::format("{}{}", at == 0 ? "" : ", ", reading);
        aliases += fmt::format("{}c{}", at == 0 ? "" : ", ", at);
    }
    if (!converts) return {};
    return fmt::format("SELECT {} FROM ({}) AS q({})", selected, query_.text(), aliases);
}

void Cursor::fetch() {
    readers_.clear();
    chunk_ = Chunk();
    chunk_row_ = chunk_rows_ = 0;
    do {
        *chunk_.out() = duckdb_fetch_chunk(*result_.out());
        if (chunk_.get() == nullptr) {
            const auto kind = duckdb_result_error_type(result_.out());
            if (kind != DUCKDB_ERROR_INVALID) throw failure_of(kind);
            return;
        }
        chunk_rows_ = duckdb_data_chunk_get_size(chunk_.get());
    } while (chunk_rows_ == 0 && (chunk_ = Chunk(), true));
    for (idx_t column = 0; column < columns_.size(); ++column)
        readers_.emplace_back(chunk_.get(), column);
}

void Cursor::write_row(idx_t row) {
    for (std::size_t column = 0; column < readers_.size(); ++column)
        readers_[column].write(*rows_, row, columns_[column].type == Type::json);
}

}  // namespace parlance::connectors::duckdb
