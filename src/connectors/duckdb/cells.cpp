#include "connectors/duckdb/cells.hpp"

#include "connectors/utf8.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <string>

namespace parlance::connectors::duckdb {

namespace {

using Int128 = __int128;

/// `digits` with a decimal point `scale` places from the right.
std::string decimal_text(Int128 value, unsigned scale) {
    std::string text = fmt::format("{}", value < 0 ? -value : value);
    if (scale > 0) {
        if (text.size() <= scale) text.insert(0, scale + 1 - text.size(), '0');
        text.insert(text.size() - scale, 1, '.');
    }
    if (value < 0) text.insert(0, 1, '-');
    return text;
}

Int128 wide(duckdb_hugeint value) {
    return static_cast<Int128>((static_cast<unsigned __int128>(value.upper) << 64U) | value.lower);
}

using Buffer = fmt::basic_memory_buffer<char, 64>;

void append_date(Buffer& text, duckdb_date_struct date) {
    // Years before 1 are written as PostgreSQL does.
    const int year = date.year > 0 ? date.year : 1 - date.year;
    fmt::format_to(
        std::back_inserter(text), FMT_COMPILE("{:04}-{:02}-{:02}"), year, date.month, date.day
    );
}

void append_time(Buffer& text, duckdb_time_struct time) {
    auto out = std::back_inserter(text);
    fmt::format_to(out, FMT_COMPILE("{:02}:{:02}:{:02}"), time.hour, time.min, time.sec);
    if (time.micros == 0) return;
    fmt::format_to(out, FMT_COMPILE(".{:06}"), time.micros);
    while (text[text.size() - 1] == '0')
        text.resize(text.size() - 1);
}

std::string_view view(const Buffer& text) {
    return {text.data(), text.size()};
}

std::string_view text_at(const void* data, idx_t row) {
    auto* text = static_cast<duckdb_string_t*>(const_cast<void*>(data)) + row;
    return {duckdb_string_t_data(text), duckdb_string_t_length(*text)};
}

void write_float(RowWriter& rows, float value) {
    // The shortest text that reads back as the same float, not the double's long tail.
    if (value != value || value - value != 0) return rows.real(value);
    rows.number(fmt::format(FMT_COMPILE("{}"), value));
}

}  // namespace

Type type_of(duckdb_type type) noexcept {
    switch (type) {
        case DUCKDB_TYPE_BOOLEAN:
            return Type::boolean;
        case DUCKDB_TYPE_TINYINT:
        case DUCKDB_TYPE_SMALLINT:
        case DUCKDB_TYPE_INTEGER:
        case DUCKDB_TYPE_BIGINT:
        case DUCKDB_TYPE_UTINYINT:
        case DUCKDB_TYPE_USMALLINT:
        case DUCKDB_TYPE_UINTEGER:
        case DUCKDB_TYPE_UBIGINT:
        case DUCKDB_TYPE_HUGEINT:
        case DUCKDB_TYPE_UHUGEINT:
        case DUCKDB_TYPE_BIGNUM:
            return Type::integer;
        case DUCKDB_TYPE_DECIMAL:
            return Type::decimal;
        case DUCKDB_TYPE_FLOAT:
        case DUCKDB_TYPE_DOUBLE:
            return Type::real;
        case DUCKDB_TYPE_DATE:
            return Type::date;
        case DUCKDB_TYPE_TIME:
        case DUCKDB_TYPE_TIME_TZ:
        case DUCKDB_TYPE_TIME_NS:
            return Type::time;
        case DUCKDB_TYPE_TIMESTAMP:
        case DUCKDB_TYPE_TIMESTAMP_S:
        case DUCKDB_TYPE_TIMESTAMP_MS:
        case DUCKDB_TYPE_TIMESTAMP_NS:
            return Type::timestamp;
        case DUCKDB_TYPE_TIMESTAMP_TZ:
            return Type::timestamptz;
        case DUCKDB_TYPE_INTERVAL:
            return Type::interval;
        case DUCKDB_TYPE_BLOB:
            return Type::bytes;
        case DUCKDB_TYPE_UUID:
            return Type::uuid;
        case DUCKDB_TYPE_LIST:
        case DUCKDB_TYPE_ARRAY:
        case DUCKDB_TYPE_STRUCT:
        case DUCKDB_TYPE_MAP:
        case DUCKDB_TYPE_UNION:
            return Type::json;
        default:
            return Type::text;
    }
}

std::string_view reading_of(duckdb_type type) noexcept {
    switch (type) {
        case DUCKDB_TYPE_LIST:
        case DUCKDB_TYPE_ARRAY:
        case DUCKDB_TYPE_STRUCT:
        case DUCKDB_TYPE_MAP:
        case DUCKDB_TYPE_UNION:
            return "to_json(%)::VARCHAR";
        case DUCKDB_TYPE_BOOLEAN:
        case DUCKDB_TYPE_TINYINT:
        case DUCKDB_TYPE_SMALLINT:
        case DUCKDB_TYPE_INTEGER:
        case DUCKDB_TYPE_BIGINT:
        case DUCKDB_TYPE_UTINYINT:
        case DUCKDB_TYPE_USMALLINT:
        case DUCKDB_TYPE_UINTEGER:
        case DUCKDB_TYPE_UBIGINT:
        case DUCKDB_TYPE_HUGEINT:
        case DUCKDB_TYPE_DECIMAL:
        case DUCKDB_TYPE_FLOAT:
        case DUCKDB_TYPE_DOUBLE:
        case DUCKDB_TYPE_DATE:
        case DUCKDB_TYPE_TIME:
        case DUCKDB_TYPE_TIMESTAMP:
        case DUCKDB_TYPE_TIMESTAMP_TZ:
        case DUCKDB_TYPE_VARCHAR:
        case DUCKDB_TYPE_BLOB:
        case DUCKDB_TYPE_ENUM:
        case DUCKDB_TYPE_SQLNULL:
            return "%";
        default:
            return "%::VARCHAR";
    }
}

std::string text_cell(duckdb_data_chunk chunk, idx_t column, idx_t row) {
    const duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, column);
    std::uint64_t* validity = duckdb_vector_get_validity(vector);
    if (validity != nullptr && !duckdb_validity_row_is_valid(validity, row)) return {};
    return repaired_utf8(text_at(duckdb_vector_get_data(vector), row));
}

ColumnReader::ColumnReader(duckdb_data_chunk chunk, idx_t column)
    : vector_(duckdb_data_chunk_get_vector(chunk, column)) {
    *logical_.out() = duckdb_vector_get_column_type(vector_);
    type_ = duckdb_get_type_id(logical_.get());
    data_ = duckdb_vector_get_data(vector_);
    validity_ = duckdb_vector_get_validity(vector_);
}

void ColumnReader::write(RowWriter& rows, idx_t row, bool as_json) const {
    if (validity_ != nullptr && !duckdb_validity_row_is_valid(validity_, row)) return rows.null();
    switch (type_) {
        case DUCKDB_TYPE_BOOLEAN:
            return rows.boolean(at<bool>(row));
        case DUCKDB_TYPE_TINYINT:
            return rows.integer(at<std::int8_t>(row));
        case DUCKDB_TYPE_SMALLINT:
            return rows.integer(at<std::int16_t>(row));
        case DUCKDB_TYPE_INTEGER:
            return rows.integer(at<std::int32_t>(row));
        case DUCKDB_TYPE_BIGINT:
            return rows.integer(at<std::int64_t>(row));
        case DUCKDB_TYPE_UTINYINT:
            return rows.integer(at<std::uint8_t>(row));
        case DUCKDB_TYPE_USMALLINT:
            return rows.integer(at<std::uint16_t>(row));
        case DUCKDB_TYPE_UINTEGER:
            return rows.integer(at<std::uint32_t>(row));
        case DUCKDB_TYPE_UBIGINT:
            return rows.number(fmt::format(FMT_COMPILE("{}"), at<std::uint64_t>(row)));
        case DUCKDB_TYPE_HUGEINT:
            return rows.number(decimal_text(wide(at<duckdb_hugeint>(row)), 0));
        case DUCKDB_TYPE_FLOAT:
            return write_float(rows, at<float>(row));
        case DUCKDB_TYPE_DOUBLE:
            return rows.real(at<double>(row));
        case DUCKDB_TYPE_DECIMAL:
            return write_decimal(rows, row);
        case DUCKDB_TYPE_ENUM:
            return write_enum(rows, row);
        case DUCKDB_TYPE_VARCHAR:
            return as_json ? rows.json(text_at(data_, row)) : rows.text(text_at(data_, row));
        case DUCKDB_TYPE_BLOB:
            return rows.bytes(text_at(data_, row));
        case DUCKDB_TYPE_DATE:
        case DUCKDB_TYPE_TIME:
        case DUCKDB_TYPE_TIMESTAMP:
        case DUCKDB_TYPE_TIMESTAMP_TZ:
            return write_moment(rows, row);
        default:
            return rows.null();
    }
}

void ColumnReader::write_decimal(RowWriter& rows, idx_t row) const {
    const unsigned scale = duckdb_decimal_scale(logical_.get());
    switch (duckdb_decimal_internal_type(logical_.get())) {
        case DUCKDB_TYPE_SMALLINT:
            return rows.number(decimal_text(at<std::int16_t>(row), scale));
        case DUCKDB_TYPE_INTEGER:
            return rows.number(decimal_text(at<std::int32_t>(row), scale));
        case DUCKDB_TYPE_BIGINT:
            return rows.number(decimal_text(at<std::int64_t>(row), scale));
        default:
            return rows.number(decimal_text(wide(at<duckdb_hugeint>(row)), scale));
    }
}

void ColumnReader::write_enum(RowWriter& rows, idx_t row) const {
    idx_t index = 0;
    switch (duckdb_enum_internal_type(logical_.get())) {
        case DUCKDB_TYPE_UTINYINT:
            index = at<std::uint8_t>(row);
            break;
        case DUCKDB_TYPE_USMALLINT:
            index = at<std::uint16_t>(row);
            break;
        default:
            index = at<std::uint32_t>(row);
    }
    char* word = duckdb_enum_dictionary_value(logical_.get(), index);
    rows.text(word != nullptr ? word : "");
    duckdb_free(word);
}

void ColumnReader::write_moment(RowWriter& rows, idx_t row) const {
    Buffer text;
    if (type_ == DUCKDB_TYPE_TIME) {
        append_time(text, duckdb_from_time(at<duckdb_time>(row)));
        return rows.text(view(text));
    }
    if (type_ == DUCKDB_TYPE_DATE) {
        const auto date = at<duckdb_date>(row);
        if (!duckdb_is_finite_date(date))
            return rows.text(date.days < 0 ? "-infinity" : "infinity");
        const auto parts = duckdb_from_date(date);
        append_date(text, parts);
        if (parts.year <= 0) text.append(std::string_view(" BC"));
        return rows.text(view(text));
    }
    const auto moment = at<duckdb_timestamp>(row);
    if (!duckdb_is_finite_timestamp(moment)) {
        return rows.text(moment.micros < 0 ? "-infinity" : "infinity");
    }
    const auto parts = duckdb_from_timestamp(moment);
    append_date(text, parts.date);
    text.push_back(' ');
    append_time(text, parts.time);
    if (type_ == DUCKDB_TYPE_TIMESTAMP_TZ) text.append(std::string_view("+00"));
    if (parts.date.year <= 0) text.append(std::string_view(" BC"));
    rows.text(view(text));
}

}  // namespace parlance::connectors::duckdb
