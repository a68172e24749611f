#include "base/error.hpp"
#include "base/json.hpp"
#include "serve/operations/dashboard_filters.hpp"
#include "sql/build.hpp"
#include "sql/narrow.hpp"
#include "sql/read.hpp"
#include "sql/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

namespace parlance::serve {

namespace {

namespace build = sql::build;
using sql::BinaryOp;

[[noreturn]] void throw_value(const std::string& filter, const char* member, std::string detail) {
    throw Error(Failure::invalid, "invalid_fields", "Some fields are not right.")
        .with_faults({{fmt::format("/filters/{}/{}", filter, member), std::move(detail)}});
}

bool is_number_text(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t dot = text.find('.');
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.size() <= 30 &&
               part.find_first_not_of("0123456789") == part.npos;
    };
    if (dot == text.npos) return digits(text);
    return digits(text.substr(0, dot)) && digits(text.substr(dot + 1));
}

sql::Expr number_literal(std::string_view text) {
    const bool minus = text.starts_with('-');
    std::string digits(minus ? text.substr(1) : text);
    const auto kind = digits.contains('.') ? sql::LiteralKind::decimal : sql::LiteralKind::integer;
    sql::Expr literal{sql::Literal{kind, std::move(digits)}};
    if (!minus) return literal;
    return {sql::Unary{sql::UnaryOp::minus, std::move(literal)}};
}

std::optional<std::chrono::sys_days> day_of(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    int parts[3] = {0, 0, 0};
    const std::pair<std::size_t, std::size_t> places[] = {{0, 4}, {5, 2}, {8, 2}};
    for (std::size_t at = 0; at < 3; ++at) {
        const std::string_view part = text.substr(places[at].first, places[at].second);
        const auto read = std::from_chars(part.begin(), part.end(), parts[at]);
        if (read.ec != std::errc{} || read.ptr != part.end()) return std::nullopt;
    }
    const std::chrono::year_month_day date{
        std::chrono::year(parts[0]),
        std::chrono::month(static_cast<unsigned>(parts[1])),
        std::chrono::day(static_cast<unsigned>(parts[2]))
    };
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date);
}

std::string text_of(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
}

/// The value as a constant of the kind that the column holds.
sql::Expr value_literal(const std::string& text, Type type) {
    if (is_number(type) && is_number_text(text)) return number_literal(text);
    if (type == Type::boolean && (text == "true" || text == "false"))
        return build::boolean(text == "true");
    return build::text(text);
}

std::string escaped(std::string_view text) {
    std::string made;
    for (const char letter : text) {
        if (letter == '%' || letter == '_' || letter == '\\') made += '\\';
        made += letter;
    }
    return made;
}

sql::Expr reference(const Column& column) {
    return {sql::ColumnRef{{column.name}}, {}, column.type};
}

sql::Expr compared(BinaryOp op, const Column& column, sql::Expr value) {
    return build::binary(op, reference(column), std::move(value), Type::boolean);
}

/// Conditions that hold together; none when nothing was chosen.
class Conditions {
public:
    Conditions(const Column& column, const std::string& filter)
        : column_(column), filter_(filter) {}

    void add_choice(const FilterValue& chosen) {
        if (!chosen.values || chosen.values->empty()) return;
        sql::InList list{.operand = reference(column_)};
        for (const std::string& each : *chosen.values)
            list.items.push_back(value_literal(each, column_.type));
        all_.push_back({std::move(list), {}, Type::boolean});
    }

    void add_text(const FilterValue& chosen) {
        if (!chosen.text || chosen.text->empty()) return;
        all_.push_back(contains(column_, *chosen.text));
    }

    static sql::Expr contains(const Column& column, std::string_view text) {
        sql::Expr operand = reference(column);
        if (column.type != Type::text)
            operand = build::cast(std::move(operand), "text", Type::text);
        sql::Like like{
            .kind = sql::LikeKind::ilike,
            .operand = std::move(operand),
            .pattern = build::text("%" + escaped(text) + "%")
        };
        return {std::move(like), {}, Type::boolean};
    }

    void add_numbers(const FilterValue& chosen) {
        const auto bound = [&](const auto& text, const char* member, BinaryOp op) {
            if (!text || text->empty()) return;
            if (!is_number_text(*text)) throw_value(filter_, member, "must be a number");
            all_.push_back(compared(op, column_, number_literal(*text)));
        };
        bound(chosen.from, "from", BinaryOp::greater_equal);
        bound(chosen.to, "to", BinaryOp::less_equal);
    }

    /// Moments of the last day count, so the end is the day behind it.
    void add_days(const FilterValue& chosen) {
        const auto bound = [&](const auto& text, const char* member, BinaryOp op, int later) {
            if (!text || text->empty()) return;
            const auto day = day_of(*text);
            if (!day) throw_value(filter_, member, "must be a day such as 2026-01-31");
            const std::string limit = text_of(*day + std::chrono::days(later));
            all_.push_back(compared(op, column_, build::text(limit)));
        };
        bound(chosen.from, "from", BinaryOp::greater_equal, 0);
        bound(chosen.to, "to", BinaryOp::less, 1);
    }

    [[nodiscard]] std::optional<sql::Expr> take() {
        if (all_.empty()) return std::nullopt;
        if (all_.size() == 1) return std::move(all_.front());
        return sql::Expr{sql::Logic{true, std::move(all_)}, {}, Type::boolean};
    }

private:
    const Column& column_;
    const std::string& filter_;
    std::vector<sql::Expr> all_;
};

std::optional<sql::Expr> condition_of(
    const store::DashboardFilter& filter,
    const FilterValue& chosen,
    const Column& column
) {
    Conditions all(column, filter.id);
    if (filter.kind == "choice") all.add_choice(chosen);
    if (filter.kind == "text") all.add_text(chosen);
    if (filter.kind == "number") all.add_numbers(chosen);
    if (filter.kind == "date") all.add_days(chosen);
    return all.take();
}

bool is_chosen(const FilterValue& chosen) {
    const auto has = [](const auto& held) { return held && !held->empty(); };
    return has(chosen.values) || has(chosen.text) || has(chosen.from) || has(chosen.to);
}

}  // namespace

FilteredSql filtered_sql(
    const std::string& sql,
    const std::string& connection_id,
    const Schema& schema,
    const std::vector<store::DashboardFilter>& filters,
    const FilterValues& values
) {
    FilteredSql made{.sql = sql};
    std::vector<sql::Narrowing> narrowings;
    std::vector<std::string> of;  // the filter of each
    for (const store::DashboardFilter& filter : filters) {
        const auto chosen = values.find(filter.id);
        if (chosen == values.end() || !is_chosen(chosen->second)) continue;
        made.untouched.push_back(filter.id);
        for (const store::FilterColumn& at : filter.columns) {
            const Table* table = schema.table(at.schema, at.table);
            const Column* column = table == nullptr ? nullptr : table->column(at.column);
            if (at.connection_id != connection_id || column == nullptr) continue;
            auto condition = condition_of(filter, chosen->second, *column);
            if (!condition) continue;
            narrowings.push_back({{at.schema, at.table}, std::move(*condition)});
            of.push_back(filter.id);
        }
    }
    if (narrowings.empty()) return made;
    sql::Query query = sql::read(sql, schema.dialect);
    const std::vector<bool> applied = sql::narrow(query, schema, narrowings);
    for (std::size_t at = 0; at < applied.size(); ++at) {
        if (!applied[at] || std::erase(made.untouched, of[at]) == 0) continue;
        made.applied.push_back(of[at]);
    }
    if (!made.applied.empty()) made.sql = sql::render(query, Dialect::postgres);
    return made;
}

FilterValues
checked_filter_values(FilterValues values, const std::vector<store::DashboardFilter>& filters) {
    for (const auto& [id, chosen] : values) {
        const auto filter = std::ranges::find(filters, id, &store::DashboardFilter::id);
        if (filter == filters.end())
            throw Error(Failure::invalid, "invalid_fields", "Some fields are not right.")
                .with_faults({{"/filters", "The dashboard has no such filter any more."}});
        const Column any{.name = "any"};
        (void)condition_of(*filter, chosen, any);  // throws for what cannot be read
    }
    return values;
}

FilterValues
read_filter_values(const std::string& text, const std::vector<store::DashboardFilter>& filters) {
    if (text.empty()) return {};
    return checked_filter_values(json::read<FilterValues>(text), filters);
}

}  // namespace parlance::serve
