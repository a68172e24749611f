#include "agents/prompt.hpp"

#include "agents/roles.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parlance::agents {

namespace {

constexpr std::size_t comment_max = 200;
constexpr std::size_t value_max = 80;
constexpr std::size_t samples_max = 5;
constexpr std::size_t joins_max = 100;
constexpr std::size_t hints_max = 30;
constexpr std::size_t words_max = 300;

std::string identifier(std::string_view name) {
    std::string text = "\"";
    for (const char letter : name) {
        if (letter == '"') text += '"';
        text += letter;
    }
    return text + "\"";
}

std::string identifier_of(const SheetTable& table) {
    const std::string name = identifier(table.name);
    return table.schema.empty() ? name : identifier(table.schema) + "." + name;
}

bool has_tellable_name(const SheetTable& table) {
    return is_tellable(table.name) && (table.schema.empty() || is_tellable(table.schema));
}

/// A type is words, numbers and brackets; what is anything else is no type.
std::string_view type_of(const SheetColumn& column) {
    constexpr std::string_view letters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ (),[]";
    const bool plain = !column.type.empty() && column.type.size() <= 64 &&
                       column.type.find_first_not_of(letters) == std::string::npos;
    return plain ? std::string_view(column.type) : "text";
}

std::string samples_text(const SheetColumn& column) {
    std::string text;
    for (std::size_t i = 0; i < std::min(column.samples.size(), samples_max); ++i)
        text += (i == 0 ? " e.g. " : ", ") + quoted(column.samples[i], value_max);
    return text;
}

std::string remark_of(const SheetColumn& column, const Told& told) {
    std::string text;
    if (!column.comment.empty()) text += " " + quoted(column.comment, comment_max);
    if (column.masked) text += " (masked: do not filter or compute by its values)";
    const bool shows = !column.masked && told.sends != Sends::names;
    if (shows) text += samples_text(column);
    return text.empty() ? text : " --" + text;
}

std::string line_of(const SheetColumn& column, const Told& told) {
    return fmt::format(
        "  {} {}{},{}\n",
        identifier(column.name),
        type_of(column),
        column.nullable ? "" : " NOT NULL",
        remark_of(column, told)
    );
}

std::string key_line(const SheetTable& table) {
    std::string names;
    for (const std::string& name : table.primary_key) {
        if (!is_tellable(name)) return {};
        names += (names.empty() ? "" : ", ") + identifier(name);
    }
    return names.empty() ? names : "  PRIMARY KEY (" + names + ")\n";
}

std::string text_of(const SheetTable& table, const Told& told) {
    const std::string comment =
        table.comment.empty() ? "" : " -- " + quoted(table.comment, comment_max);
    std::string text = fmt::format("CREATE TABLE {} ({}\n", identifier_of(table), comment);
    for (const SheetColumn& column : table.columns) {
        if (text.size() > told.bytes_max / 2) break;  // one table leaves room for others
        if (is_tellable(column.name)) text += line_of(column, told);
    }
    return text + key_line(table) + ");\n";
}

/// The tables that there is room for, the most relevant first.
std::string tables_text(const Sheet& sheet, const Told& told) {
    std::string all;
    for (const SheetTable& table : sheet.tables) {
        if (!has_tellable_name(table)) continue;
        const std::string text = text_of(table, told);
        if (all.size() + text.size() > told.bytes_max) break;  // smaller ones are less relevant
        all += text;
    }
    return all;
}

std::string joins_text(const Sheet& sheet) {
    std::string text;
    for (std::size_t i = 0; i < std::min(sheet.joins.size(), joins_max); ++i)
        if (is_tellable(sheet.joins[i])) text += quoted(sheet.joins[i], words_max) + "\n";
    return text;
}

/// At most `hints_max` lines, one for each item.
template <class Items, class Line>
std::string lines_of(const Items& items, Line line) {
    std::string text;
    for (std::size_t i = 0; i < std::min(items.size(), hints_max); ++i)
        text += line(items[i]);
    return text;
}

std::string line_of_value(const SheetValue& value) {
    // It is compared with in SQL: a changed one would find nothing.
    if (!is_tellable(value.value) || !is_tellable(value.column)) return {};
    return fmt::format(
        "{} is {} in {}\n",
        quoted(value.words, value_max),
        quoted(value.value, words_max),
        quoted(value.column, words_max)
    );
}

}  // namespace

std::string name_of(const SheetTable& table) {
    return table.schema.empty() ? table.name : table.schema + "." + table.name;
}

std::string schema_text(const Sheet& sheet, const Told& told) {
    return block("tables", tables_text(sheet, told)) + block("joins", joins_text(sheet));
}

std::string hints_text(const Sheet& sheet, const Told& told) {
    const auto term = [](const SheetTerm& one) {
        return quoted(one.phrase, words_max) + " means " + quoted(one.meaning, words_max) + "\n";
    };
    const auto example = [](const SheetExample& one) {
        return quoted(one.question, words_max) + " is answered by " + quoted_sql(one.sql) + "\n";
    };
    std::string text = block("glossary", lines_of(sheet.terms, term));
    text += block("verified answers", lines_of(sheet.examples, example));
    if (told.sends == Sends::names) return text;
    return text + block("values", lines_of(sheet.values, line_of_value));
}

}  // namespace parlance::agents
