#include "ask/mend.hpp"

#include "base/error.hpp"
#include "engine/text.hpp"
#include "guard/approve.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"
#include "sql/resolver.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parlance::ask {

namespace {

constexpr int rounds_max = 8;

/// A name as it stands in a text.
struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string name;
};

bool part_of_name(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return (byte | 0x20U) - 'a' < 26U || byte - '0' < 10U || letter == '_' || letter == '$' ||
           byte >= 0x80;
}

/// The name that begins at `at`, quoted or not.
std::optional<Place> name_at(std::string_view sql, std::size_t at) {
    if (at >= sql.size()) return std::nullopt;
    if (sql[at] == '"') {
        const std::size_t end = sql.find('"', at + 1);
        if (end == std::string_view::npos) return std::nullopt;
        return Place{at, end + 1, std::string(sql.substr(at + 1, end - at - 1))};
    }
    std::size_t end = at;
    while (end < sql.size() && part_of_name(sql[end]))
        ++end;
    if (end == at) return std::nullopt;
    return Place{at, end, std::string(sql.substr(at, end - at))};
}

/// The last part of `schema.table` or `table.column`.
std::optional<Place> last_part(std::string_view sql, std::size_t at) {
    std::optional<Place> place = name_at(sql, at);
    while (place && place->end < sql.size() && sql[place->end] == '.') {
        const auto next = name_at(sql, place->end + 1);
        if (!next) break;
        place = next;
    }
    return place;
}

std::vector<std::string_view> tables_of(const Schema& schema) {
    std::vector<std::string_view> names;
    for (const Table& each : schema.tables)
        names.push_back(each.name);
    return names;
}

/// Columns of the tables that the statement names.
std::vector<std::string_view> columns_near(const Schema& schema, std::string_view sql) {
    const std::string folded = engine::fold(sql);
    std::vector<std::string_view> names;
    for (const Table& table : schema.tables) {
        if (folded.find(engine::fold(table.name)) == std::string::npos) continue;
        for (const Column& column : table.columns)
            names.push_back(column.name);
    }
    return names;
}

std::optional<Error> trouble_with(const std::string& sql, const catalog::View& view) {
    try {
        (void)guard::approve(sql::parse(sql), *view.schema, view.policy);
        return std::nullopt;
    } catch (const Error& error) {
        return error;
    }
}

/// One name put right; what was changed, or nothing.
std::optional<std::string>
put_right(std::string& sql, const Error& error, const catalog::View& view) {
    const bool table = error.code() == "sql_unknown_table";
    if ((!table && error.code() != "sql_unknown_column") || !error.position()) return std::nullopt;
    const auto place = last_part(sql, *error.position());
    if (!place) return std::nullopt;
    const std::string near = sql::nearest(
        place->name, table ? tables_of(*view.schema) : columns_near(*view.schema, sql)
    );
    if (near.empty() || near == place->name) return std::nullopt;
    sql.replace(place->begin, place->end - place->begin, sql::quoted(near, Dialect::postgres));
    return fmt::format("{} is {}", place->name, near);
}

}  // namespace

std::optional<Mended> mended_names(std::string sql, const catalog::View& view) {
    Mended made{std::move(sql), {}};
    for (int round = 0; round < rounds_max; ++round) {
        const auto trouble = trouble_with(made.sql, view);
        if (!trouble) break;
        auto change = put_right(made.sql, *trouble, view);
        if (!change || std::ranges::find(made.changes, *change) != made.changes.end())
            return std::nullopt;
        made.changes.push_back(std::move(*change));
    }
    if (made.changes.empty() || trouble_with(made.sql, view)) return std::nullopt;
    return made;
}

}  // namespace parlance::ask
