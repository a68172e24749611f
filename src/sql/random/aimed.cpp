#include "sql/random/aimed.hpp"

#include "sql/random/aimed_expr.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace parlance::sql {
namespace {

class Aimed : private AimedExpr {
public:
    using AimedExpr::AimedExpr;

    std::string statement() {
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
    // ---- FROM ----

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
        // A list of names after an alias counts by position.
        const bool turned = dice_.chance(30);
        const char* first = turned ? "b" : "a";
        const char* second = turned ? "a" : "b";
        scope.push_back({alias + "." + first, Kind::number, first});
        scope.push_back({alias + "." + second, Kind::text, second});
        return turned ? text + "(b, a)" : text;
    }

    /// A join under an alias, which hides the names within: another table may have them beside it.
    std::string hidden(Scope& scope, std::size_t depth) {
        Scope inner;
        std::string within;
        const std::string left = table(inner, &within);
        const std::string right = table(inner);
        const std::string on = predicate(inner, depth - 1);
        const std::string alias = dice_.chance(85) ? fresh() : within;
        std::vector<std::string> names;
        for (std::size_t i = 0; i < inner.size(); ++i) {
            names.push_back(fmt::format("c{}", inner.size() - i));
            scope.push_back({alias + "." + names.back(), inner[i].kind, names.back()});
        }
        std::string text = fmt::format(
            "({} {} JOIN {} ON {}) AS {}({})",
            left,
            dice_.word({"", "LEFT"}),
            right,
            on,
            alias,
            fmt::join(names, ", ")
        );
        if (dice_.chance(70)) text += ", " + table_as(scope, within);
        return text;
    }

    /// A column that both sides have.
    std::string shared(const Scope& left, const Scope& right) {
        std::vector<std::string> both;
        for (const Known& one : left)
            if (std::ranges::find(right, one.column, &Known::column) != right.end())
                both.push_back(quoted(one.column));
        return both.empty() ? "id" : dice_.pick(both);
    }

    std::string from(Scope& scope, std::size_t depth) {
        const bool joins = schema_.dialect != Dialect::sqlite;  // where they have aliases
        if (depth > 0 && joins && dice_.chance(8)) return hidden(scope, depth);
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
            case 2: {
                const std::string kind = dice_.word({"", "LEFT", "FULL"});
                const std::string name = shared(scope, right);
                both();
                return fmt::format("{} {} JOIN {} USING ({})", text, kind, other, name);
            }
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
        const std::string name =
            dice_.chance(50) ? fresh() : quoted(dice_.pick(schema_.tables).name);
        Scope own{{"w.a", Kind::number, "a"}, {"w.b", Kind::text, "b"}};
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

    static std::string text_literal(const std::string& text) {
        std::string made = "'";
        for (const char letter : text)
            made += letter == '\'' ? "''" : std::string(1, letter);
        return made + "'";
    }

    /// Rows as values: PostgreSQL only.
    std::string rows() {
        Scope scope;
        std::string row;
        const std::string from = table(scope, &row);
        const std::string& plain = dice_.pick(scope).column;
        const std::string field = quoted(plain);
        const std::string shown = [&] {
            switch (dice_.below(7)) {
                case 0:
                    return fmt::format("to_jsonb({})", row);
                case 1:
                    return fmt::format("row_to_json({})", row);
                case 2:
                    return fmt::format("to_jsonb({}) ->> {}", row, text_literal(plain));
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
};

}  // namespace

std::string
aimed(const Schema& schema, const Secrets& secrets, std::uint64_t seed, std::size_t conditions) {
    return Aimed(schema, secrets, seed, conditions).statement();
}

}  // namespace parlance::sql
