#include "connectors/sqlite/cursor.hpp"

#include "connectors/failures.hpp"

#include <charconv>
#include <string>
#include <utility>

namespace parlance::connectors::sqlite {

namespace {

template <class Number>
std::optional<Number> parsed(const std::string& text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

int bind_one(sqlite3_stmt* statement, int at, const guard::Bound& bound) {
    if (!bound.text) return sqlite3_bind_null(statement, at);
    const std::string& text = *bound.text;
    if (bound.type == Type::boolean) {
        return sqlite3_bind_int(statement, at, text.starts_with('t') ? 1 : 0);
    }
    if (is_number(bound.type)) {
        if (const auto whole = parsed<std::int64_t>(text)) {
            return sqlite3_bind_int64(statement, at, *whole);
        }
        if (const auto real = parsed<double>(text)) {
            return sqlite3_bind_double(statement, at, *real);
        }
    }
    const auto size = static_cast<sqlite3_uint64>(text.size());
    return sqlite3_bind_text64(statement, at, text.data(), size, SQLITE_STATIC, SQLITE_UTF8);
}

Type type_of_storage(int storage) {
    switch (storage) {
        case SQLITE_INTEGER:
            return Type::integer;
        case SQLITE_FLOAT:
            return Type::real;
        case SQLITE_TEXT:
            return Type::text;
        case SQLITE_BLOB:
            return Type::bytes;
        default:
            return Type::unknown;
    }
}

}  // namespace

Cursor::Cursor(Handle& handle, const guard::ApprovedQuery& query, std::stop_token stop)
    : handle_(handle), query_(query), stop_(std::move(stop)) {}

Cursor::~Cursor() {
    statement_.reset();
    handle_.disarm();
}

double Cursor::elapsed_ms() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun_)
        .count();
}

bool Cursor::fill() {
    if (!statement_) start();
    while (row_waits_ && !rows_->full()) {
        if (!rows_->begin_row()) return row_waits_ = false;
        for (int column = 0; column < static_cast<int>(columns_.size()); ++column)
            write_cell(column);
        row_waits_ = handle_.step(statement_.get());
    }
    return row_waits_;
}

void Cursor::start() {
    handle_.arm(begun_ + std::chrono::milliseconds(query_.limits().time_ms), stop_);
    handle_.restrict(query_);
    statement_ = handle_.prepare(query_.text());
    bind();
    row_waits_ = handle_.step(statement_.get());
    name_columns(row_waits_);
    rows_.emplace(columns_.size(), query_.limits());
}

void Cursor::bind() {
    int at = 0;
    for (const guard::Bound& bound : query_.parameters()) {
        if (bind_one(statement_.get(), ++at, bound) != SQLITE_OK) throw database_failed();
    }
}

// SQLite types values, not columns: the declaration says most, then what the guard knows, then the
// first row.
void Cursor::name_columns(bool has_row) {
    const int count = sqlite3_column_count(statement_.get());
    for (int at = 0; at < count; ++at) {
        const char* name = sqlite3_column_name(statement_.get(), at);
        const char* declared = sqlite3_column_decltype(statement_.get(), at);
        Type type = declared != nullptr ? type_of_declaration(declared) : Type::unknown;
        const auto lineage = query_.lineage();
        const auto index = static_cast<std::size_t>(at);
        if (type == Type::unknown && index < lineage.size()) type = lineage[index].type;
        if (type == Type::unknown && has_row) {
            type = type_of_storage(sqlite3_column_type(statement_.get(), at));
        }
        columns_.push_back({.name = name != nullptr ? name : "", .type = type});
    }
}

void Cursor::write_cell(int column) {
    sqlite3_stmt* row = statement_.get();
    const Type type = columns_[static_cast<std::size_t>(column)].type;
    const auto raw = [&](const void* data) {
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
        return data != nullptr ? std::string_view(static_cast<const char*>(data), size) : "";
    };
    switch (sqlite3_column_type(row, column)) {
        case SQLITE_INTEGER: {
            const std::int64_t value = sqlite3_column_int64(row, column);
            if (type == Type::boolean && (value == 0 || value == 1))
                return rows_->boolean(value == 1);
            return rows_->integer(value);
        }
        case SQLITE_FLOAT:
            return rows_->real(sqlite3_column_double(row, column));
        case SQLITE_BLOB:
            return rows_->bytes(raw(sqlite3_column_blob(row, column)));
        case SQLITE_TEXT: {
            const std::string_view text = raw(sqlite3_column_text(row, column));
            return type == Type::json ? rows_->json(text) : rows_->text(text);
        }
        default:
            return rows_->null();
    }
}

}  // namespace parlance::connectors::sqlite
