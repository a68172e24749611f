#include "sql/render.hpp"

#include "base/error.hpp"
#include "sql/writer.hpp"

#include <fmt/format.h>

#include <utility>

namespace parlance::sql {
namespace {

std::string written(const Query& query, const Style& style, bool pretty) {
    Writer writer(style, pretty);
    if (style.rewrite == nullptr) {
        writer.write(query);
    } else {
        Query own = query;
        style.rewrite(own);
        writer.write(own);
    }
    return std::move(writer).take();
}

}  // namespace

const Style& style_of(Dialect dialect) {
    switch (dialect) {
        case Dialect::postgres:
            return postgres_style();
        case Dialect::sqlite:
            return sqlite_style();
        case Dialect::duckdb:
            return duckdb_style();
    }
    std::unreachable();
}

void not_expressible(std::string_view what, Dialect dialect, Position at) {
    Error error(
        Failure::refused,
        "sql_not_expressible",
        fmt::format("{} has no equivalent on {}.", what, name_of(dialect))
    );
    if (at.offset) throw std::move(error).at(*at.offset);
    throw error;
}

std::string render(const Query& query, Dialect dialect) {
    return written(query, style_of(dialect), false);
}

std::string render(const Expr& expr, Dialect dialect) {
    const Style& style = style_of(dialect);
    Writer writer(style, false);
    if (style.rewrite == nullptr) {
        writer.write(expr);
        return std::move(writer).take();
    }
    Query holder{.body = Select{.items = {SelectItem{.expr = expr}}}};
    style.rewrite(holder);
    writer.write(*std::get<Select>(holder.body).items[0].expr);
    return std::move(writer).take();
}

std::string quoted(std::string_view name, Dialect dialect) {
    if (!style_of(dialect).needs_quotes(name)) return std::string(name);
    return in_quotes(name);
}

std::string in_quotes(std::string_view name) {
    std::string text = "\"";
    for (const char letter : name) {
        text += letter;
        if (letter == '"') text += letter;
    }
    return text + '"';
}

std::string pretty(const Query& query, Dialect dialect) {
    return written(query, style_of(dialect), true);
}

}  // namespace parlance::sql
