#include "guard/parametrise.hpp"

#include "sql/build.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace parlance::guard {
namespace {

namespace build = sql::build;

bool compares(sql::BinaryOp op) {
    using enum sql::BinaryOp;
    return op == equal || op == not_equal || op == less || op == less_equal || op == greater ||
           op == greater_equal;
}

/// Finds the constants, in conditions of every query that is not part of an expression.
class Collector {
public:
    Collector(std::span<const Slot> slots, Dialect dialect) : slots_(slots), dialect_(dialect) {}

    std::map<std::size_t, sql::Expr*> found;  ///< by slot

    void query(sql::Query& query) {
        for (sql::Cte& cte : query.with)
            this->query(*cte.query);
        if (auto* select = std::get_if<sql::Select>(&query.body)) {
            for (sql::From& one : select->from)
                from(one);
            if (select->where) condition(*select->where);
        } else if (auto* sets = std::get_if<sql::SetOperation>(&query.body)) {
            this->query(*sets->left);
            this->query(*sets->right);
        }
    }

private:
    void from(sql::From& from) {
        if (auto* derived = std::get_if<sql::Derived>(&from.node)) query(*derived->query);
        auto* join = std::get_if<sql::Join>(&from.node);
        if (join == nullptr) return;
        this->from(*join->left);
        this->from(*join->right);
        if (join->on) condition(*join->on);
    }

    void condition(sql::Expr& expr) {
        if (auto* logic = std::get_if<sql::Logic>(&expr.node)) {
            for (sql::Expr& one : logic->operands)
                condition(one);
        } else if (auto* negation = std::get_if<sql::Not>(&expr.node)) {
            condition(*negation->operand);
        } else if (auto* binary = std::get_if<sql::Binary>(&expr.node)) {
            if (!compares(binary->op)) return;
            constant(*binary->left, *binary->right);
            constant(*binary->right, *binary->left);
        } else if (auto* range = std::get_if<sql::Between>(&expr.node)) {
            constant(*range->operand, *range->low);
            constant(*range->operand, *range->high);
        } else if (auto* list = std::get_if<sql::InList>(&expr.node)) {
            for (sql::Expr& one : list->items)
                constant(*list->operand, one);
        }
    }

    void constant(const sql::Expr& column, sql::Expr& expr) {
        if (!std::holds_alternative<sql::ColumnRef>(column.node)) return;
        if (auto* cast = std::get_if<sql::Cast>(&expr.node)) {
            const bool moment = dialect_ == Dialect::postgres && is_moment(expr.type) &&
                                cast->type.modifiers.empty() && !cast->type.array;
            if (moment) literal(column, *cast->operand);
        } else {
            literal(column, expr);
        }
    }

    void literal(const sql::Expr& column, sql::Expr& expr) {
        const auto* held = build::literal(expr);
        if (held == nullptr || !expr.at.offset) return;
        const bool text = held->kind == sql::LiteralKind::text;
        if (!text && held->kind != sql::LiteralKind::integer) return;
        // SQLite's values carry their types, and dates there are read from their spelling.
        const Type own = text ? Type::text : Type::integer;
        if (dialect_ == Dialect::sqlite && column.type != own) return;
        const auto slot = std::ranges::find(slots_, *expr.at.offset, &Slot::at);
        if (slot == slots_.end() || slot->text != text || slot->value != held->text) return;
        found.emplace(static_cast<std::size_t>(slot - slots_.begin()), &expr);
    }

    std::span<const Slot> slots_;
    Dialect dialect_;
};

}  // namespace

Bound bound_of(const Slot& slot) {
    return {slot.text ? Type::text : Type::integer, slot.value};
}

std::vector<Bound> Arguments::take(sql::Query& query, Dialect dialect) {
    std::vector<Bound> values;
    if (dialect == Dialect::duckdb || slots_.empty()) return values;
    Collector collector(slots_, dialect);
    collector.query(query);
    for (auto& [slot, expr] : collector.found) {
        const Bound value = bound_of(slots_[slot]);
        expr->node = sql::Parameter{values.size(), value.type};
        values.push_back(value);
        taken_.push_back(slot);
    }
    return values;
}

}  // namespace parlance::guard
