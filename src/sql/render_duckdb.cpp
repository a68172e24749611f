#include "sql/keywords.hpp"
#include "sql/render.hpp"
#include "sql/writer.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace parlance::sql {
namespace {

/// Types that the grammar spells in words of its own; all others are plain identifiers.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> words{{
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"bool", "boolean"},
    {"numeric", "numeric"},
    {"varchar", "varchar"},
    {"bpchar", "bpchar"},
    {"time", "time"},
    {"timestamp", "timestamp"},
    {"interval", "interval"},
    {"text", "text"},
}};

std::string type_text(const TypeName& type) {
    std::string text;
    for (const auto& [name, word] : words)
        if (name == type.name) text = word;
    // Without a length the grammar would read BIT as bit(1).
    if (type.name == "bit") text = type.modifiers.empty() ? "\"bit\"" : "bit";
    if (text.empty()) text = quoted(type.name, Dialect::duckdb);
    if (!type.interval_fields.empty()) text += " " + type.interval_fields;
    if (!type.modifiers.empty()) text += fmt::format("({})", fmt::join(type.modifiers, ", "));
    return type.array ? text + "[]" : text;
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
        .rewrite = nullptr
    };
    return style;
}

}  // namespace parlance::sql
