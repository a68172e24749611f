#pragma once

#include "connectors/postgres/session.hpp"
#include "connectors/row_writer.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace parlance::connectors::postgres {

/// How a column's text becomes a cell.
enum class Form : std::uint8_t { boolean, number, money, json, text };

/// The columns of a result.
struct Shape {
    std::vector<ResultColumn> columns;
    std::vector<Form> forms;
};

/// Reads the columns from a result of libpq.
[[nodiscard]] Shape shape_of(const PGresult* result);

/// The type that a type's object id means (pg_type.dat); text for what is not built in.
[[nodiscard]] Type type_of_oid(unsigned oid) noexcept;

/// Writes one value in PostgreSQL's text form.
void write_cell(RowWriter& rows, Form form, std::string_view text);

/// Writes a row in COPY's text form (with its line end). False when it has another number of
/// columns than `forms`.
[[nodiscard]] bool
write_copy_row(RowWriter& rows, const std::vector<Form>& forms, std::string_view line);

}  // namespace parlance::connectors::postgres
