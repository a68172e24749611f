#include "sql/keywords.hpp"
#include "sql/rewrite.hpp"
#include "sql/writer.hpp"

#include <fmt/format.h>

namespace parlance::sql {
namespace {

/// The rewriter leaves only casts to storage classes.
std::string type_text(const TypeName& type) {
    if (type.name == "int8") return "INTEGER";
    if (type.name == "float8") return "REAL";
    if (type.name == "bytea") return "BLOB";
    if (type.name == "text") return "TEXT";
    not_expressible("The type " + type.name, Dialect::sqlite);
}

std::string placeholder(std::size_t index) {
    return fmt::format("?{}", index + 1);
}

}  // namespace

const Style& sqlite_style() {
    static constexpr Style style{
        .dialect = Dialect::sqlite,
        .needs_quotes = sqlite_needs_quotes,
        .type = type_text,
        .placeholder = placeholder,
        .rewrite = rewrite_for_sqlite,
        .distinct_is = true,
        .nested_sets = false,
        .typed_literals = false,
        .limit_before_offset = true,
        .commas_join = true
    };
    return style;
}

}  // namespace parlance::sql
