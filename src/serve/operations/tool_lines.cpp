#include "serve/operations/tool_lines.hpp"

#include <algorithm>

namespace parlance::serve {

namespace {

constexpr std::size_t comment_bytes = 200;

std::string keys_of(const Schema& schema, const Table& table, const Column& column) {
    std::string told;
    if (std::ranges::find(table.primary_key, column.name) != table.primary_key.end()) told += " pk";
    for (const ForeignKey& key : table.foreign_keys) {
        const auto at = std::ranges::find(key.columns, column.name);
        if (at == key.columns.end()) continue;
        const auto index = static_cast<std::size_t>(at - key.columns.begin());
        told += " →" + name_in(schema, key.target_schema, key.target_table);
        if (index < key.target_columns.size()) told += "." + key.target_columns[index];
    }
    return told;
}

}  // namespace

std::string shortened(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return std::string(text);
    std::size_t end = bytes_max;
    while (end > 0 && (text[end] & 0xC0) == 0x80)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

std::string short_comment(std::string_view text) {
    return shortened(text, comment_bytes);
}

std::string name_in(const Schema& schema, std::string_view home, std::string_view table) {
    if (home == schema.default_schema) return std::string(table);
    return std::string(home) + "." + std::string(table);
}

std::string column_line(
    const catalog::View& view,
    const Table& table,
    const Column& column,
    const ColumnWords& more
) {
    std::string told = column.name + " " + std::string(name_of(column.type));
    if (!more.meaning.empty()) told += "/" + std::string(more.meaning);
    told += keys_of(*view.schema, table, column) + more.points_at;
    if (!view.policy.clear(table, column.name)) told += " masked";
    if (more.nullable) told += " null";
    told += more.spread;
    if (!more.comment.empty()) told += ": " + short_comment(more.comment);
    return told;
}

}  // namespace parlance::serve
