#include "ask/chart_query.hpp"

#include "sql/functions.hpp"
#include "sql/walk.hpp"

#include <algorithm>
#include <string_view>

namespace parlance::ask {

namespace {

/// Derived tables that are looked into, one in another.
constexpr int depth_max = 8;

class FindsAggregate : public sql::Walker {
public:
    bool found = false;

protected:
    void visit(sql::Expr& expr) override {
        const auto* call = std::get_if<sql::Call>(&expr.node);
        if (call == nullptr) return;
        const sql::Function* function = sql::find_function(call->name.back());
        found = found || call->over ||
                (function != nullptr && function->kind == sql::FunctionKind::aggregate);
    }
};

bool aggregates(sql::Expr expr) {
    FindsAggregate finder;
    finder.walk(expr);
    return finder.found;
}

const sql::Select* select_of(const sql::Query& query) {
    return std::get_if<sql::Select>(&query.body);
}

const sql::Expr& uncast(const sql::Expr& expr) {
    const sql::Expr* inner = &expr;
    while (const auto* cast = std::get_if<sql::Cast>(&inner->node))
        inner = &*cast->operand;
    return *inner;
}

const sql::ColumnRef* column_in(const sql::Expr& expr) {
    return std::get_if<sql::ColumnRef>(&uncast(expr).node);
}

/// What a column is called, or nothing.
std::string name_of(const sql::SelectItem& item) {
    if (!item.alias.empty()) return item.alias;
    const auto* column = item.is_star() ? nullptr : std::get_if<sql::ColumnRef>(&item.expr->node);
    return column == nullptr ? "" : column->name.back();
}

const sql::Literal* literal_in(const sql::Expr& expr, sql::LiteralKind kind) {
    const auto* literal = std::get_if<sql::Literal>(&uncast(expr).node);
    return literal != nullptr && literal->kind == kind ? literal : nullptr;
}

/// `key` of GROUP BY or ORDER BY means the item: by its words, its alias or its place.
bool means(const sql::Expr& key, const sql::SelectItem& item, std::size_t place) {
    if (const auto* literal = literal_in(key, sql::LiteralKind::integer))
        return literal->text == std::to_string(place + 1);
    if (key == *item.expr) return true;
    const auto* column = std::get_if<sql::ColumnRef>(&key.node);
    if (column == nullptr) return false;
    const auto* own = std::get_if<sql::ColumnRef>(&item.expr->node);
    if (own != nullptr && own->name.back() == column->name.back())
        return own->name.size() == 1 || column->name.size() == 1;
    return column->name.size() == 1 && column->name.back() == item.alias;
}

class Origins {
public:
    Origins(const sql::Query& query, int depth) : query_(query), depth_(depth) {}

    [[nodiscard]] ColumnOrigin of(const sql::SelectItem& item, std::size_t place) const {
        ColumnOrigin origin = traced(item);
        read_call(uncast(*item.expr), origin);
        origin.aggregate = origin.aggregate || aggregates(*item.expr);
        const auto& groups = select_of(query_)->group_by;
        origin.grouped = origin.grouped || std::ranges::any_of(groups, [&](const auto& group) {
                             return group.expr && means(*group.expr, item, place);
                         });
        origin.descending.reset();
        if (!query_.order_by.empty() && means(*query_.order_by.front().expr, item, place))
            origin.descending = query_.order_by.front().descending;
        return origin;
    }

private:
    /// What the query below says, where the item only passes its column on.
    [[nodiscard]] ColumnOrigin traced(const sql::SelectItem& item) const {
        const sql::ColumnRef* column = column_in(*item.expr);
        if (column == nullptr || depth_ >= depth_max) return {};
        for (const sql::From& from : select_of(query_)->from) {
            const sql::Query* below = query_below(from);
            if (below == nullptr || select_of(*below) == nullptr) continue;
            const auto& items = select_of(*below)->items;
            for (std::size_t place = 0; place < items.size(); ++place) {
                if (!items[place].is_star() && name_of(items[place]) == column->name.back())
                    return Origins(*below, depth_ + 1).of(items[place], place);
            }
        }
        return {};
    }

    [[nodiscard]] const sql::Query* query_below(const sql::From& from) const {
        if (const auto* derived = std::get_if<sql::Derived>(&from.node)) return &*derived->query;
        const auto* table = std::get_if<sql::TableRef>(&from.node);
        if (table == nullptr || table->name.size() != 1) return nullptr;
        const auto found = std::ranges::find(query_.with, table->name.back(), &sql::Cte::name);
        return found == query_.with.end() ? nullptr : &*found->query;
    }

    static void read_call(const sql::Expr& expr, ColumnOrigin& origin) {
        const auto* call = std::get_if<sql::Call>(&expr.node);
        if (call == nullptr) return;
        origin.function = call->name.back();
        const auto& arguments = call->arguments;
        const bool timed = origin.function == "date_trunc" || origin.function == "extract" ||
                           origin.function == "date_part";
        const auto* unit = timed && arguments.size() >= 2
                               ? literal_in(arguments.front(), sql::LiteralKind::text)
                               : nullptr;
        if (unit != nullptr)
            (origin.function == "date_trunc" ? origin.grain : origin.part) = unit->text;
        const std::size_t at = unit != nullptr ? 1 : 0;
        const auto* column = arguments.size() > at ? column_in(arguments[at]) : nullptr;
        if (column != nullptr) origin.argument = column->name.back();
    }

    const sql::Query& query_;
    int depth_;
};

}  // namespace

std::vector<ColumnOrigin> origins_of(const sql::Query& query, std::size_t columns) {
    std::vector<ColumnOrigin> origins(columns);
    const sql::Select* select = select_of(query);
    if (select == nullptr || select->items.size() != columns) return origins;
    if (std::ranges::any_of(select->items, &sql::SelectItem::is_star)) return origins;
    for (std::size_t place = 0; place < columns; ++place)
        origins[place] = Origins(query, 0).of(select->items[place], place);
    return origins;
}

}  // namespace parlance::ask
