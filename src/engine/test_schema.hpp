#pragma once

#include "base/clock.hpp"
#include "engine/bind.hpp"
#include "engine/schema_pack.hpp"
#include "engine/text.hpp"
#include "sql/parse.hpp"

#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

/// Schemas written as text, for tests only:
///
///     table orders
///       id integer key
///       customer_id integer null -> customers.id
///       status text = pending | shipped
///     synonym clients = customers
///     metric net sales = orders: sum(total) - sum(discount)
///     filter big orders = orders: total > 100
///     columns orders = status, total
///     verified open orders = SELECT * FROM orders WHERE status = 'open'
namespace parlance::engine::test {

inline Type type_named(std::string_view name) {
    for (int i = 0; i <= static_cast<int>(Type::array); ++i) {
        if (name_of(static_cast<Type>(i)) == name) return static_cast<Type>(i);
    }
    throw std::runtime_error("no such type: " + std::string(name));
}

class SchemaReader {
public:
    std::shared_ptr<const SchemaPack> read(const std::string& path) {
        std::ifstream in(path);
        if (!in) throw std::runtime_error("no schema file " + path);
        for (std::string line; std::getline(in, line);) {
            const std::string_view text = trimmed(line);
            if (text.empty() || text.starts_with('#')) continue;
            if (text.starts_with("table ")) {
                schema_.tables.push_back({.schema = "public", .name = std::string(text.substr(6))});
            } else if (!teach(text)) {
                add_column(text);
            }
        }
        return SchemaPack::build(std::move(schema_), std::move(values_), std::move(knowledge_));
    }

private:
    void add_column(std::string_view text) {
        Table& table = schema_.tables.back();
        const std::size_t equals = text.find(" = ");
        const std::string_view head = text.substr(0, equals);
        const auto words = split(head, ' ');
        Column column{
            .name = std::string(words.at(0)), .type = type_named(words.at(1)), .nullable = false
        };
        for (std::size_t i = 2; i < words.size(); ++i) {
            if (words[i] == "key") table.primary_key.push_back(column.name);
            if (words[i] == "null") column.nullable = true;
            if (words[i] == "->") add_key(table, column.name, words.at(i + 1));
        }
        if (equals != std::string_view::npos)
            add_values(table, column.name, text.substr(equals + 3));
        table.columns.push_back(std::move(column));
    }

    static void add_key(Table& table, const std::string& column, std::string_view target) {
        const std::size_t dot = target.find('.');
        table.foreign_keys.push_back(
            {.columns = {column},
             .target_schema = "public",
             .target_table = std::string(target.substr(0, dot)),
             .target_columns = {std::string(target.substr(dot + 1))}}
        );
    }

    void add_values(const Table& table, const std::string& column, std::string_view list) {
        ColumnValues known{
            .schema = "public", .table = table.name, .column = column, .complete = true
        };
        for (const std::string_view value : split(list, '|'))
            known.values.emplace_back(value);
        values_.push_back(std::move(known));
    }

    bool teach(std::string_view line) {
        const std::size_t blank = line.find(' ');
        const std::string_view kind = line.substr(0, blank);
        const std::size_t equals = line.find(" = ");
        if (equals == line.npos || blank > equals) return false;
        const std::string phrase(line.substr(blank + 1, equals - blank - 1));
        const std::string_view means = line.substr(equals + 3);
        const std::size_t colon = std::min(means.find(": "), means.size());
        const std::string table(means.substr(0, colon));
        const std::string_view rest = means.substr(std::min(colon + 2, means.size()));
        const auto bound = [&] {
            return bind_expression(rest, schema_, *schema_.table("public", table)).expr;
        };
        if (kind == "synonym") {
            const std::size_t dot = table.find('.');
            const std::string column(dot == table.npos ? "" : table.substr(dot + 1));
            knowledge_.synonyms.push_back(
                {phrase, "public", table.substr(0, dot), column, std::string(rest)}
            );
        } else if (kind == "metric") {
            knowledge_.metrics.push_back({phrase, "public", table, bound(), phrase});
        } else if (kind == "filter") {
            knowledge_.filters.push_back({phrase, "public", table, bound()});
        } else if (kind == "columns") {
            DefaultColumns columns{"public", phrase, {}};
            for (const std::string_view one : split(means, ','))
                columns.columns.emplace_back(trimmed(one));
            knowledge_.columns.push_back(std::move(columns));
        } else if (kind == "verified") {
            knowledge_.verified.push_back({phrase, sql::parse(means), "ada"});
        } else {
            return false;
        }
        return true;
    }

    Schema schema_;
    std::vector<ColumnValues> values_;
    Knowledge knowledge_;
};

inline std::shared_ptr<const SchemaPack> pack(const std::string& name) {
    const std::string tests = std::string(PARLANCE_SOURCE_DIR) + "/tests/";
    const std::string own = tests + "cases/engine/" + name + ".schema";
    const bool business = !std::ifstream(own);
    return SchemaReader().read(business ? tests + "business/" + name + ".schema" : own);
}

/// The day on which all tests ask.
inline Instant today() {
    return std::chrono::sys_days{std::chrono::year{2025} / 6 / 30} + std::chrono::hours{12};
}

}  // namespace parlance::engine::test
