#include "sql/random/aimed_expr.hpp"

#include "sql/keywords.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parlance::sql {

std::string AimedExpr::quoted(std::string_view name) {
    if (!postgres_needs_quotes(name)) return std::string(name);
    std::string made = "\"";
    for (const char letter : name)
        made += letter == '"' ? "\"\"" : std::string(1, letter);
    return made + '"';
}

AimedExpr::Kind AimedExpr::kind_of(Type type) {
    switch (type) {
        case Type::integer:
        case Type::decimal:
        case Type::real:
            return Kind::number;
        case Type::text:
            return Kind::text;
        case Type::date:
        case Type::timestamp:
        case Type::timestamptz:
            return Kind::moment;
        default:
            return Kind::other;
    }
}

std::string AimedExpr::fresh() {
    return fmt::format("r{}", ++names_);
}

std::string AimedExpr::table(Scope& scope, std::string* name) {
    const std::string alias = some_alias();
    if (name != nullptr) *name = alias;
    return table_as(scope, alias);
}

std::string AimedExpr::table_as(Scope& scope, const std::string& alias) {
    const Table& picked = dice_.pick(schema_.tables);
    for (const Column& column : picked.columns)
        scope.push_back({alias + "." + quoted(column.name), kind_of(column.type), column.name});
    const bool home = picked.schema == schema_.default_schema;
    const std::string schema = home ? "" : quoted(picked.schema) + ".";
    return schema + quoted(picked.name) + " " + alias;
}

/// Mostly a new name; else one of another query of the statement, or of a table.
std::string AimedExpr::some_alias() {
    if (!aliases_.empty() && dice_.chance(15)) return dice_.pick(aliases_);
    const std::string& table = dice_.pick(schema_.tables).name;
    aliases_.push_back(dice_.chance(8) ? quoted(table) : fresh());
    return aliases_.back();
}

AimedExpr::Scope AimedExpr::seen_from(const Scope& inner, const Scope& outer) {
    const auto relation = [](const Known& one) { return one.name.substr(0, one.name.find('.')); };
    Scope seen = inner;
    for (const Known& one : outer) {
        const auto hides = [&](const Known& own) { return relation(own) == relation(one); };
        if (std::ranges::none_of(inner, hides)) seen.push_back(one);
    }
    return seen;
}

std::string AimedExpr::collated(std::string text) {
    const std::string collation =
        schema_.dialect == Dialect::postgres ? dice_.word({"\"C\"", "\"POSIX\""})
        : schema_.dialect == Dialect::sqlite ? dice_.word({"NOCASE", "RTRIM"})
                                             : dice_.word({"NOCASE", "NOACCENT"});
    return fmt::format("({} COLLATE {})", text, collation);
}

/// `r1.ssn` as `ssn(r1)`, where the name of the column needs no quotes.
std::string AimedExpr::called(const std::string& column) {
    const std::size_t point = column.find('.');
    if (point == column.npos || column[point + 1] == '"') return column;
    return fmt::format("{}({})", column.substr(point + 1), column.substr(0, point));
}

std::string AimedExpr::column(const Scope& scope, Kind kind) {
    std::vector<std::string> fitting;
    for (const Known& one : scope)
        if (one.kind == kind) fitting.push_back(one.name);
    if (fitting.empty()) return constant(kind);
    const std::string& one = dice_.pick(fitting);
    return schema_.dialect == Dialect::postgres && dice_.chance(4) ? called(one) : one;
}

/// What fails from some number on, and says so by a size.
std::string AimedExpr::of_dialect_number(const Scope& scope, std::size_t depth) {
    const std::string many = number(scope, depth - 1);
    if (schema_.dialect == Dialect::sqlite) return fmt::format("length(zeroblob({}))", many);
    return fmt::format("length(repeat({}, CAST({} AS integer)))", text(scope, 0), many);
}

std::string AimedExpr::of_dialect_text(const Scope& scope, std::size_t depth) {
    const std::string one = text(scope, depth - 1);
    if (schema_.dialect != Dialect::postgres || dice_.chance(40)) return collated(one);
    if (dice_.chance(50)) return fmt::format("CAST(xmlforest({} AS a) AS text)", one);
    return fmt::format(
        "CAST((xpath('/a/text()', CAST('<a>' || {} || '</a>' AS xml)))[1] AS text)", one
    );
}

std::string AimedExpr::constant(Kind kind) {
    if (kind == Kind::text) return dice_.pick(secrets_.texts);
    if (kind == Kind::moment) return secrets_.moment;
    return dice_.pick(secrets_.numbers);
}

std::string AimedExpr::number(const Scope& scope, std::size_t depth) {
    if (depth == 0) return dice_.chance(70) ? column(scope, Kind::number) : constant(Kind::number);
    const auto one = [&] { return number(scope, depth - 1); };
    switch (dice_.below(17)) {
        case 0:
            return fmt::format("({} + {})", one(), one());
        case 1:
            return fmt::format("(1 / ({} - {}))", one(), constant(Kind::number));
        case 2:
            return fmt::format("({} * {})", one(), dice_.word({"2", "100000", "1000000000000"}));
        case 3:
            return fmt::format("CAST({} AS integer)", text(scope, depth - 1));
        case 4:
            return fmt::format("length({})", text(scope, depth - 1));
        case 5:
            return choice(scope, one(), one(), depth);
        case 6:
            return fmt::format("coalesce({}, {})", one(), one());
        case 7:
            return fmt::format("nullif({}, {})", one(), constant(Kind::number));
        case 8:
            return counted(scope, depth);
        case 9:
            return fmt::format("({} - {})", one(), constant(Kind::number));
        case 10:
            return fmt::format("abs({})", one());
        case 11:
            return fmt::format("sqrt({} - {})", one(), constant(Kind::number));
        case 12:
            return of_dialect_number(scope, depth);
        default:
            return column(scope, Kind::number);
    }
}

std::string
AimedExpr::choice(const Scope& scope, std::string yes, std::string no, std::size_t depth) {
    return fmt::format("CASE WHEN {} THEN {} ELSE {} END", predicate(scope, depth - 1), yes, no);
}

std::string AimedExpr::counted(const Scope& scope, std::size_t depth) {
    Scope inner;
    const std::string from = table(inner);
    const Scope seen = dice_.chance(60) ? seen_from(inner, scope) : inner;
    const std::string what = dice_.chance(50) ? std::string("count(*)")
                                              : fmt::format("max({})", number(inner, depth - 1));
    return fmt::format("(SELECT {} FROM {} WHERE {})", what, from, predicate(seen, depth - 1));
}

std::string AimedExpr::text(const Scope& scope, std::size_t depth) {
    if (depth == 0) return dice_.chance(75) ? column(scope, Kind::text) : constant(Kind::text);
    const auto one = [&] { return text(scope, depth - 1); };
    switch (dice_.below(12)) {
        case 0:
            return fmt::format("({} || {})", one(), one());
        case 1:
            return fmt::format("{}({})", dice_.word({"upper", "lower"}), one());
        case 2:
            return fmt::format("substr({}, {}, 1)", one(), 1 + dice_.below(6));
        case 3:
            return fmt::format("replace({}, {}, {})", one(), constant(Kind::text), one());
        case 4:
            return choice(scope, one(), one(), depth);
        case 5:
            return fmt::format("coalesce({}, {})", one(), one());
        case 6:  // what fails on SQLite, where hardly anything does
            if (schema_.dialect == Dialect::sqlite) return fmt::format("json({})", one());
            [[fallthrough]];
        case 7: {
            const Kind kind = dice_.chance(50) ? Kind::moment : Kind::other;
            return fmt::format("CAST({} AS text)", column(scope, kind));
        }
        case 8:
            return of_dialect_text(scope, depth);
        default:
            return column(scope, Kind::text);
    }
}

std::string AimedExpr::compared(const Scope& scope, std::size_t depth) {
    const std::string op = dice_.word({"=", "<>", "<", "<=", ">", ">="});
    switch (dice_.below(5)) {
        case 0:
        case 1:
            return fmt::format("{} {} {}", text(scope, depth), op, text(scope, 0));
        case 2:
            return fmt::format("{} {} {}", column(scope, Kind::moment), op, constant(Kind::moment));
        default:
            return fmt::format("{} {} {}", number(scope, depth), op, number(scope, 0));
    }
}

std::string AimedExpr::predicate(const Scope& scope, std::size_t depth) {
    switch (dice_.below(depth == 0 ? 6 : 12)) {
        case 0:
            if (schema_.dialect != Dialect::postgres && dice_.chance(40))
                return fmt::format(
                    "{} {}GLOB {}",
                    column(scope, Kind::text),
                    dice_.word({"", "NOT "}),
                    dice_.word({"'*1*'", "'a*'", "'?b*'", "'[0-9]*'", "'DE'"})
                );
            return fmt::format(
                "{} {}LIKE {}",
                column(scope, Kind::text),
                dice_.word({"", "NOT "}),
                dice_.word({"'%1%'", "'a%'", "'_b%'", "'%@example.%'", "'DE'"})
            );
        case 1:
            return fmt::format(
                "{} {}IN ({}, {})",
                column(scope, Kind::text),
                dice_.word({"", "NOT "}),
                constant(Kind::text),
                constant(Kind::text)
            );
        case 2:
            return fmt::format("{} IS {}NULL", any(scope, depth), dice_.word({"", "NOT "}));
        case 3:
            return fmt::format(
                "{} BETWEEN {} AND {}",
                column(scope, Kind::number),
                constant(Kind::number),
                constant(Kind::number)
            );
        case 6:
        case 7:
            return fmt::format(
                "({} {} {})",
                predicate(scope, depth - 1),
                dice_.word({"AND", "OR"}),
                predicate(scope, depth - 1)
            );
        case 8:
            return fmt::format("NOT ({})", predicate(scope, depth - 1));
        case 9:
            return subquery(scope, depth);
        default:
            return compared(scope, depth == 0 ? 0 : depth - 1);
    }
}

std::string AimedExpr::any(const Scope& scope, std::size_t depth) {
    return dice_.chance(50) ? text(scope, depth) : number(scope, depth);
}

std::string AimedExpr::subquery(const Scope& scope, std::size_t depth) {
    Scope inner;
    const std::string from = table(inner);
    const Scope seen = seen_from(inner, scope);
    const std::string where = predicate(seen, depth - 1);
    if (dice_.chance(50)) return fmt::format("EXISTS (SELECT 1 FROM {} WHERE {})", from, where);
    return fmt::format(
        "{} {}IN (SELECT {} FROM {} WHERE {})",
        number(scope, 0),
        dice_.word({"", "NOT "}),
        number(inner, depth - 1),
        from,
        where
    );
}

}  // namespace parlance::sql
