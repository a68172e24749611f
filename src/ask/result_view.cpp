#include "ask/result_view.hpp"

#include "ask/result_filter.hpp"
#include "sql/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace parlance::ask {

namespace {

namespace build = sql::build;

bool is_column(const sql::SelectItem& item) {
    return item.is_star() || std::holds_alternative<sql::ColumnRef>(item.expr->node);
}

/// The one table that a SELECT of nothing but columns reads: then each row of the result is one of
/// the table.
const sql::TableRef* only_table(const sql::Query& query) {
    const auto* select = std::get_if<sql::Select>(&query.body);
    if (select == nullptr || !query.with.empty() || select->from.size() != 1) return nullptr;
    const bool plain = !select->distinct && select->distinct_on.empty() &&
                       select->group_by.empty() && !select->having;
    if (!plain || !std::ranges::all_of(select->items, is_column)) return nullptr;
    return std::get_if<sql::TableRef>(&select->from.front().node);
}

/// DuckDB keeps the order of a table, and SQLite reads one in the same order every time.
bool keeps_order(const Viewed& of) {
    return of.dialect != Dialect::postgres && of.query.order_by.empty() &&
           only_table(of.query) != nullptr;
}

/// The columns that decide where nothing else does.
std::vector<std::size_t> deciding(const Viewed& of) {
    constexpr std::size_t most = 64;
    if (!of.key.empty()) return of.key;
    std::vector<std::size_t> all;
    for (std::size_t at = 0; at < of.columns.size() && all.size() < most; ++at)
        if (can_be_ordered(of.columns[at].type)) all.push_back(at);
    return all;
}

std::optional<std::int64_t> whole_number(const sql::Box<sql::Expr>& expr) {
    const sql::Literal* literal = expr ? build::integer_literal(*expr) : nullptr;
    if (literal == nullptr) return std::nullopt;
    std::int64_t number = 0;
    const char* const end = literal->text.data() + literal->text.size();
    const auto read = std::from_chars(literal->text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || number < 0) return std::nullopt;
    return number;
}

/// Whether a page can be cut out of the query as it stands.
bool can_be_cut(const sql::Query& query) {
    return !query.with_ties && (!query.limit || whole_number(query.limit)) &&
           (!query.offset || whole_number(query.offset));
}

/// The query itself, from a later row on: its own order stays as it is.
sql::Query cut(Viewed of, std::int64_t offset) {
    if (!keeps_order(of)) {
        for (const std::size_t at : deciding(of))
            of.query.order_by.push_back({build::integer(static_cast<std::int64_t>(at) + 1)});
    }
    if (const auto limit = whole_number(of.query.limit))
        of.query.limit = build::integer(std::max<std::int64_t>(0, *limit - offset));
    const std::int64_t from = whole_number(of.query.offset).value_or(0) + offset;
    if (from > 0) of.query.offset = build::integer(from);
    return std::move(of.query);
}

std::optional<std::size_t> place_of(const Viewed& of, const sql::Expr& ordered) {
    if (const sql::Literal* literal = build::integer_literal(ordered)) {
        std::size_t number = 0;
        const std::string& text = literal->text;
        std::from_chars(text.data(), text.data() + text.size(), number);
        if (number >= 1 && number <= of.columns.size()) return number - 1;
    }
    const auto* column = std::get_if<sql::ColumnRef>(&ordered.node);
    if (column == nullptr) return std::nullopt;
    const auto same = [&](const guard::OutputColumn& each) {
        return each.name == column->name.back();
    };
    const auto found = std::ranges::find_if(of.columns, same);
    if (found == of.columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - of.columns.begin());
}

bool orders_by_columns(const Viewed& of) {
    return std::ranges::all_of(of.query.order_by, [&](const sql::OrderItem& each) {
        return place_of(of, *each.expr).has_value();
    });
}

/// An order by columns, each of which decides once.
class Order {
public:
    explicit Order(const Viewed& of) : of_(of) {}

    void by(std::size_t column, bool descending, sql::NullsOrder nulls = sql::NullsOrder::last) {
        if (!taken_.insert(column).second) return;
        items.push_back({orderable(of_, column), descending, nulls});
    }

    std::vector<sql::OrderItem> items;

private:
    const Viewed& of_;
    std::set<std::size_t> taken_;
};

/// What was wished for, then the query's own order as far as it is one of its columns, then what
/// decides.
std::vector<sql::OrderItem> order_of(const Viewed& of, const std::vector<ColumnSort>& sort) {
    Order order(of);
    for (const ColumnSort& each : sort)
        order.by(checked_column(of, each.column, "/sort"), each.descending);
    if (sort.empty() && keeps_order(of)) return {};
    for (const sql::OrderItem& own : of.query.order_by) {
        if (const auto place = place_of(of, *own.expr)) order.by(*place, own.descending, own.nulls);
    }
    for (const std::size_t at : deciding(of))
        order.by(at, false);
    return std::move(order.items);
}

std::vector<std::size_t> shown(const Viewed& of, const std::vector<std::int64_t>& columns) {
    std::vector<std::size_t> places;
    for (const std::int64_t each : columns)
        places.push_back(checked_column(of, each, "/columns"));
    for (std::size_t at = 0; columns.empty() && at < of.columns.size(); ++at)
        places.push_back(at);
    return places;
}

/// From here on, DuckDB is quicker when it numbers all rows than when it keeps the first so many.
constexpr std::int64_t deep = 5'000;

bool is_deep(const Viewed& of, std::int64_t offset) {
    return of.dialect == Dialect::duckdb && offset >= deep;
}

/// The rows with their numbers in this order, as `place`.
sql::Derived numbered(const Viewed& of, const RowsWish& wish, std::vector<sql::OrderItem> order) {
    sql::Select select;
    for (std::size_t at = 0; at < of.columns.size(); ++at)
        select.items.push_back({column_of_result(at), {}, {}, {}});
    sql::Call number{.name = {"row_number"}};
    number.over = sql::Window{.order_by = std::move(order)};
    select.items.push_back({sql::Expr{std::move(number), {}, Type::integer}, {}, "place", {}});
    select.where = matching(of, wish.filters);
    select.from.push_back(rows_of_result());
    sql::Query query;
    query.body = std::move(select);
    return {.query = std::move(query), .alias = {.name = "numbered", .columns = {}}};
}

sql::Query far_in(Viewed of, const RowsWish& wish, std::vector<sql::OrderItem> order) {
    const auto place = [] { return sql::Expr{sql::ColumnRef{{"place"}}, {}, Type::integer}; };
    sql::Select select;
    for (const std::size_t at : shown(of, wish.columns))
        select.items.push_back({column_of_result(at), {}, of.columns[at].name, {}});
    select.from.push_back({numbered(of, wish, std::move(order))});
    select.where =
        build::binary(sql::BinaryOp::greater, place(), build::integer(wish.offset), Type::boolean);
    sql::Query made = with_rows(std::move(of), std::move(select));
    made.order_by.push_back({place()});
    return made;
}

sql::Query wrapped(Viewed of, const RowsWish& wish) {
    std::vector<sql::OrderItem> order = order_of(of, wish.sort);
    if (is_deep(of, wish.offset) && !order.empty())
        return far_in(std::move(of), wish, std::move(order));
    sql::Select select;
    for (const std::size_t at : shown(of, wish.columns))
        select.items.push_back({column_of_result(at), {}, of.columns[at].name, {}});
    select.where = matching(of, wish.filters);
    sql::Query made = over(std::move(of), std::move(select));
    made.order_by = std::move(order);
    if (wish.offset > 0) made.offset = build::integer(wish.offset);
    return made;
}

std::vector<std::size_t> key_of(
    const sql::Query& query,
    const std::vector<guard::OutputColumn>& columns,
    const Schema& schema
) {
    const sql::TableRef* from = only_table(query);
    if (from == nullptr) return {};
    const std::string home = from->name.size() > 1 ? from->name[from->name.size() - 2] : "";
    const Table* table = schema.table(home, from->name.back());
    if (table == nullptr) return {};
    std::vector<std::size_t> key;
    for (const std::string& part : table->primary_key) {
        const auto is_part = [&](const guard::OutputColumn& each) {
            return !each.masked && each.sources.size() == 1 && each.sources[0].column == part;
        };
        const auto found = std::ranges::find_if(columns, is_part);
        if (found == columns.end()) return {};
        key.push_back(static_cast<std::size_t>(found - columns.begin()));
    }
    return key;
}

}  // namespace

Viewed viewed(sql::Query query, const guard::ApprovedQuery& approved, const Schema& schema) {
    Viewed of{.dialect = schema.dialect};
    of.columns.assign(approved.lineage().begin(), approved.lineage().end());
    of.key = key_of(query, of.columns, schema);
    of.query = std::move(query);
    return of;
}

sql::Query rows_query(Viewed of, const RowsWish& wish) {
    const bool as_it_is = wish.filters.empty() && wish.sort.empty() && wish.columns.empty();
    const bool numbers = is_deep(of, wish.offset) && !keeps_order(of) && orders_by_columns(of);
    if (as_it_is && !numbers && can_be_cut(of.query)) return cut(std::move(of), wish.offset);
    return wrapped(std::move(of), wish);
}

sql::Query count_query(Viewed of, const std::vector<ColumnFilter>& filters, std::int64_t most) {
    sql::Select matches;
    matches.items.push_back({build::integer(1), {}, "one", {}});
    matches.where = matching(of, filters);
    sql::Derived some;
    sql::Query rows = over(std::move(of), std::move(matches));
    rows.limit = build::integer(most);
    some.query = std::move(rows);
    some.alias.name = "matches";
    sql::Select select;
    sql::Call count{.name = {"count"}, .star = true};
    select.items.push_back({sql::Expr{std::move(count), {}, Type::integer}, {}, "row_count", {}});
    select.from.push_back({std::move(some)});
    sql::Query made;
    made.body = std::move(select);
    return made;
}

}  // namespace parlance::ask
