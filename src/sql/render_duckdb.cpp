#include "sql/keywords.hpp"
#include "sql/rewrite.hpp"
#include "sql/writer.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace parlance::sql {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> words{{
    {"bool", "BOOLEAN"},
    {"int2", "SMALLINT"},
    {"int4", "INTEGER"},
    {"int8", "BIGINT"},
    {"float4", "REAL"},
    {"float8", "DOUBLE"},
    {"text", "VARCHAR"},
    {"varchar", "VARCHAR"},
    {"date", "DATE"},
    {"time", "TIME"},
    {"timestamp", "TIMESTAMP"},
    {"timestamptz", "TIMESTAMPTZ"},
    {"interval", "INTERVAL"},
    {"json", "JSON"},
    {"jsonb", "JSON"},
    {"uuid", "UUID"},
    {"bytea", "BLOB"},
}};

std::string plain_type(const TypeName& type) {
    // A bare NUMERIC is (18, 3) there and would cut digits off.
    if (type.name == "numeric" && type.modifiers.empty()) return "DOUBLE";
    if (type.name == "numeric") {
        const std::int64_t scale = type.modifiers.size() > 1 ? type.modifiers[1] : 0;
        if (type.modifiers[0] > 38 || scale < 0)
            not_expressible("A numeric type of this size", Dialect::duckdb);
        return fmt::format("DECIMAL({}, {})", type.modifiers[0], scale);
    }
    if (type.modifiers.empty() && type.interval_fields.empty())
        for (const auto& [name, word] : words)
            if (name == type.name) return std::string(word);
    not_expressible("The type " + type.name, Dialect::duckdb);
}

std::string type_text(const TypeName& type) {
    return plain_type(type) + (type.array ? "[]" : "");
}

std::string placeholder(std::size_t index) {
    return fmt::format("${}", index + 1);
}

}  // namespace

const Style& duckdb_style() {
    static constexpr Style style{
        .dialect = Dialect::duckdb,
        .needs_quotes = duckdb_needs_quotes,
        .type = type_text,
        .placeholder = placeholder,
        .rewrite = rewrite_for_duckdb
    };
    return style;
}

}  // namespace parlance::sql
