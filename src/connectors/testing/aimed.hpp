#pragma once

#include "base/schema.hpp"
#include "sql/testing/dice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parlance::connectors::testing {

/// What the statements of `Aimed` try to find out.
struct Secrets {
    std::vector<std::string> texts;    ///< as literals, quotes and all
    std::vector<std::string> numbers;  ///< as literals
    std::string moment;                ///< a literal
};

/// Writes SELECTs as somebody would who is after what a policy hides: predicates, joins, order,
/// groups, windows, set operations and subqueries over masked and filtered columns, whole rows, and
/// above all what fails for some values only: casts, divisions, overflows, roots. The same ones for
/// the same seed. Texts in PostgreSQL's dialect, without what the other dialects cannot say.
class Aimed {
public:
    /// `conditions` is how many of a hundred queries have a WHERE.
    Aimed(
        const Schema& schema,
        const Secrets& secrets,
        std::uint64_t seed,
        std::size_t conditions = 60
    )
        : schema_(schema), secrets_(secrets), dice_(seed), conditions_(conditions) {}

    std::string statement() {
        names_ = 0;
        switch (dice_.below(12)) {
            case 0:
                return set_operation();
            case 1:
                return with();
            case 2:
                return schema_.dialect == Dialect::postgres ? rows() : select(2);
            case 3:
            case 4:
                return grouped();
            case 5:
                return windowed();
            default:
                return select(2);
        }
    }

private:
    enum class Kind : std::uint8_t { number, text, moment, other };
    struct Known {
        std::string name;
        Kind kind;
    };
    using Scope = std::vector<Known>;

    static Kind kind_of(Type type) {
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

    std::string fresh() { return fmt::format("r{}", ++names_); }

    // ---- FROM ----

    std::string table(Scope& scope, std::string* name = nullptr) {
        const Table& picked = dice_.pick(schema_.tables);
        const std::string alias = fresh();
        for (const Column& column : picked.columns)
            scope.push_back({alias + "." + column.name, kind_of(column.type)});
        if (name != nullptr) *name = alias;
        return picked.name + " " + alias;
    }

    std::string source(Scope& scope, std::size_t depth) {
        if (depth == 0 || dice_.chance(80)) return table(scope);
        const std::string alias = fresh();
        Scope inner;
        const std::string from = table(inner);
        std::string where = dice_.chance(60) ? " WHERE " + predicate(inner, depth - 1) : "";
        std::string text = fmt::format(
            "(SELECT {} AS a, {} AS b FROM {}{}) {}",
            number(inner, 1),
            this->text(inner, 1),
            from,
            where,
            alias
        );
        scope.push_back({alias + ".a", Kind::number});
        scope.push_back({alias + ".b", Kind::text});
        return text;
    }

    std::string from(Scope& scope, std::size_t depth) {
        std::string text = source(scope, depth);
        if (depth == 0 || dice_.chance(55)) return text;
        Scope right;
        const std::string other = source(right, depth - 1);
        const auto both = [&] { scope.insert(scope.end(), right.begin(), right.end()); };
        switch (dice_.below(7)) {
            case 0:
                both();
                return text + ", " + other;
            case 1:
                both();
                return fmt::format("{} NATURAL JOIN {}", text, other);
            case 2:
                both();
                return fmt::format(
                    "{} {} JOIN {} USING (id)", text, dice_.word({"", "LEFT", "FULL"}), other
                );
            case 3: {
                const std::string on = fmt::format(
                    "{} = {}", column(scope, Kind::number), column(right, Kind::number)
                );
                both();
                return fmt::format("{} FULL JOIN {} ON {}", text, other, on);
            }
            default:
                both();
                return fmt::format(
                    "{} {} JOIN {} ON {}",
                    text,
                    dice_.word({"", "", "LEFT", "RIGHT"}),
                    other,
                    predicate(scope, depth - 1)
                );
        }
    }

    // ---- expressions ----

    std::string column(const Scope& scope, Kind kind) {
        std::vector<std::string> fitting;
        for (const Known& one : scope)
            if (one.kind == kind) fitting.push_back(one.name);
        if (!fitting.empty()) return dice_.pick(fitting);
        return constant(kind);
    }

    std::string constant(Kind kind) {
        if (kind == Kind::text) return dice_.pick(secrets_.texts);
        if (kind == Kind::moment) return secrets_.moment;
        return dice_.pick(secrets_.numbers);
    }

    std::string number(const Scope& scope, std::size_t depth) {
        if (depth == 0)
            return dice_.chance(70) ? column(scope, Kind::number) : constant(Kind::number);
        const auto one = [&] { return number(scope, depth - 1); };
        switch (dice_.below(15)) {
            case 0:
                return fmt::format("({} + {})", one(), one());
            case 1:
                return fmt::format("(1 / ({} - {}))", one(), constant(Kind::number));
            case 2:
                return fmt::format(
                    "({} * {})", one(), dice_.word({"2", "100000", "1000000000000"})
                );
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
            default:
                return column(scope, Kind::number);
        }
    }

    std::string choice(const Scope& scope, std::string yes, std::string no, std::size_t depth) {
        return fmt::format(
            "CASE WHEN {} THEN {} ELSE {} END", predicate(scope, depth - 1), yes, no
        );
    }

    std::string counted(const Scope& scope, std::size_t depth) {
        Scope inner;
        const std::string from = table(inner);
        Scope seen = inner;
        if (dice_.chance(60)) seen.insert(seen.end(), scope.begin(), scope.end());
        const std::string what = dice_.chance(50)
                                     ? std::string("count(*)")
                                     : fmt::format("max({})", number(inner, depth - 1));
        return fmt::format("(SELECT {} FROM {} WHERE {})", what, from, predicate(seen, depth - 1));
    }

    std::string text(const Scope& scope, std::size_t depth) {
        if (depth == 0) return dice_.chance(75) ? column(scope, Kind::text) : constant(Kind::text);
        const auto one = [&] { return text(scope, depth - 1); };
        switch (dice_.below(10)) {
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
            default:
                return column(scope, Kind::text);
        }
    }

    std::string compared(const Scope& scope, std::size_t depth) {
        const std::string op = dice_.word({"=", "<>", "<", "<=", ">", ">="});
        switch (dice_.below(5)) {
            case 0:
            case 1:
                return fmt::format("{} {} {}", text(scope, depth), op, text(scope, 0));
            case 2:
                return fmt::format(
                    "{} {} {}", column(scope, Kind::moment), op, constant(Kind::moment)
                );
            default:
                return fmt::format("{} {} {}", number(scope, depth), op, number(scope, 0));
        }
    }

    std::string predicate(const Scope& scope, std::size_t depth) {
        switch (dice_.below(depth == 0 ? 6 : 12)) {
            case 0:
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

    std::string any(const Scope& scope, std::size_t depth) {
        return dice_.chance(50) ? text(scope, depth) : number(scope, depth);
    }

    std::string subquery(const Scope& scope, std::size_t depth) {
        Scope inner;
        const std::string from = table(inner);
        Scope seen = inner;
        seen.insert(seen.end(), scope.begin(), scope.end());
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

    // ---- queries ----

    std::string tail(std::size_t columns) {
        std::string text;
        if (dice_.chance(60)) {
            text += " ORDER BY ";
            for (std::size_t i = 0; i < columns; ++i)
                text += fmt::format(
                    "{}{}{}", i == 0 ? "" : ", ", i + 1, dice_.word({"", " DESC", " NULLS FIRST"})
                );
        }
        if (dice_.chance(20)) text += fmt::format(" LIMIT {}", 1 + dice_.below(5));
        return text;
    }

    std::string where(const Scope& scope, std::size_t depth) {
        return dice_.chance(conditions_) ? " WHERE " + predicate(scope, depth) : "";
    }

    std::string select(std::size_t depth) {
        Scope scope;
        const std::string from = this->from(scope, depth);
        if (dice_.chance(10)) return fmt::format("SELECT * FROM {}{}", from, where(scope, depth));
        const std::size_t count = 1 + dice_.below(3);
        std::vector<std::string> items;
        for (std::size_t i = 0; i < count; ++i)
            items.push_back(any(scope, depth));
        return fmt::format(
            "SELECT {}{} FROM {}{}{}",
            dice_.chance(10) ? "DISTINCT " : "",
            fmt::join(items, ", "),
            from,
            where(scope, depth),
            tail(count)
        );
    }

    std::string aggregate(const Scope& scope) {
        switch (dice_.below(7)) {
            case 0:
                return "count(*)";
            case 1:
                return fmt::format("count(DISTINCT {})", any(scope, 1));
            case 2:
                return fmt::format("sum({})", number(scope, 1));
            case 3:
                return fmt::format("count(*) FILTER (WHERE {})", predicate(scope, 1));
            case 4:
                return fmt::format("avg({})", column(scope, Kind::number));
            default:
                return fmt::format("{}({})", dice_.word({"min", "max"}), any(scope, 1));
        }
    }

    std::string grouped() {
        Scope scope;
        const std::string from = this->from(scope, 1);
        const std::string key = any(scope, 1);
        std::string having =
            dice_.chance(30)
                ? fmt::format(
                      " HAVING {} > {}", dice_.chance(50) ? "count(*)" : "max(1)", dice_.below(3)
                  )
                : "";
        if (dice_.chance(30))
            return fmt::format(
                "SELECT {}, {} FROM {}{}", aggregate(scope), aggregate(scope), from, where(scope, 1)
            );
        return fmt::format(
            "SELECT {} AS k, {} FROM {}{} GROUP BY 1{}{}",
            key,
            aggregate(scope),
            from,
            where(scope, 1),
            having,
            tail(2)
        );
    }

    std::string windowed() {
        Scope scope;
        const std::string from = this->from(scope, 1);
        const std::string call = dice_.word({"rank()", "row_number()", "count(*)", "ntile(2)"});
        const std::string held =
            dice_.chance(50)
                ? call
                : fmt::format(
                      "{}({})", dice_.word({"lag", "lead", "first_value", "max"}), any(scope, 1)
                  );
        return fmt::format(
            "SELECT {}, {} OVER ({}ORDER BY {}, {}) FROM {}{}",
            any(scope, 0),
            held,
            dice_.chance(40) ? "PARTITION BY " + any(scope, 1) + " " : "",
            any(scope, 1),
            column(scope, Kind::number),
            from,
            where(scope, 1)
        );
    }

    std::string one_column(bool number) {
        Scope scope;
        const std::string from = this->from(scope, 1);
        return fmt::format(
            "SELECT {} AS c FROM {}{}",
            number ? this->number(scope, 1) : text(scope, 1),
            from,
            where(scope, 1)
        );
    }

    std::string set_operation() {
        const bool number = dice_.chance(50);
        const std::string constant = this->constant(number ? Kind::number : Kind::text);
        return fmt::format(
            "{} {} {}{}",
            dice_.chance(30) ? fmt::format("SELECT {} AS c", constant) : one_column(number),
            dice_.word({"UNION", "UNION ALL", "INTERSECT", "EXCEPT"}),
            one_column(number),
            tail(1)
        );
    }

    std::string with() {
        Scope scope;
        const std::string from = table(scope);
        const std::string name = dice_.chance(50) ? fresh() : dice_.pick(schema_.tables).name;
        Scope own{{"w.a", Kind::number}, {"w.b", Kind::text}};
        return fmt::format(
            "WITH {} AS (SELECT {} AS a, {} AS b FROM {}{}) SELECT {}, {} FROM {} w{}{}",
            name,
            number(scope, 1),
            text(scope, 1),
            from,
            where(scope, 1),
            number(own, 1),
            text(own, 1),
            name,
            where(own, 1),
            tail(2)
        );
    }

    /// Rows as values: PostgreSQL only.
    std::string rows() {
        Scope scope;
        std::string row;
        const std::string from = table(scope, &row);
        const std::string plain = scope[dice_.below(scope.size())].name;
        const std::string field = plain.substr(plain.find('.') + 1);
        const std::string shown = [&] {
            switch (dice_.below(7)) {
                case 0:
                    return fmt::format("to_jsonb({})", row);
                case 1:
                    return fmt::format("row_to_json({})", row);
                case 2:
                    return fmt::format("to_jsonb({}) ->> '{}'", row, field);
                case 3:
                    return fmt::format("({}).{}", row, field);
                case 4:
                    return fmt::format("{} IS NULL", row);
                case 5:
                    return fmt::format("length(CAST({} AS text))", row);
                default:
                    return row;
            }
        }();
        if (dice_.chance(20))
            return fmt::format(
                "SELECT json_agg({0} ORDER BY {0}) FROM {1}{2}", row, from, where(scope, 1)
            );
        return fmt::format("SELECT {} FROM {}{} ORDER BY {}", shown, from, where(scope, 1), row);
    }

    const Schema& schema_;
    const Secrets& secrets_;
    sql::testing::Dice dice_;
    std::size_t conditions_;
    int names_ = 0;
};

}  // namespace parlance::connectors::testing
