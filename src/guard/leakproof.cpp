#include "guard/leakproof.hpp"

#include "guard/relation.hpp"
#include "sql/build.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace parlance::guard {
namespace {

namespace build = sql::build;

/// The type of a column without its modifiers: `character varying(20)` is `character varying`.
std::string_view family(std::string_view native_type) {
    const std::size_t end = native_type.find('(');
    std::string_view name = native_type.substr(0, end);
    while (name.ends_with(' '))
        name.remove_suffix(1);
    return name;
}

struct Named {
    std::string_view name;
    const Table* table = nullptr;
    const sql::From* from = nullptr;
};

class Proof {
public:
    Proof(const Schema& schema, const Policy& policy) : schema_(schema), policy_(policy) {}

    bool holds(const sql::Query& query) {
        const auto* select = std::get_if<sql::Select>(&query.body);
        if (select == nullptr || !query.with.empty()) return false;
        if (!select->distinct_on.empty() || select->having || !select->windows.empty())
            return false;
        if (!std::ranges::all_of(select->from, [&](const sql::From& one) { return enters(one); }))
            return false;
        return select_holds(*select) && order_holds(query, *select) && constant(query.limit) &&
               constant(query.offset);
    }

    std::vector<Sinking> sinking(const sql::Select& select) {
        for (const sql::From& from : select.from)
            collect(from);
        std::vector<Sinking> all;
        if (select.where) sink(*select.where, all);
        return all;
    }

private:
    /// The tables that WHERE can name, whatever else is in FROM. An alias of a join hides the names
    /// inside, which others may have outside then.
    void collect(const sql::From& from) {
        if (const auto* join = std::get_if<sql::Join>(&from.node)) {
            if (!join->alias.name.empty()) return;
            collect(*join->left);
            collect(*join->right);
        } else if (std::holds_alternative<sql::TableRef>(from.node)) {
            enters(from);
        }
    }

    void sink(const sql::Expr& expr, std::vector<Sinking>& all) const {
        const auto* logic = std::get_if<sql::Logic>(&expr.node);
        if (logic != nullptr && logic->conjunction) {
            for (const sql::Expr& operand : logic->operands)
                sink(operand, all);
        } else if (const sql::Expr* column = compared_with_constants(expr)) {
            all.push_back({named(*column)->from, &expr});
        }
    }

    /// The column, if that is all that `expr` does.
    [[nodiscard]] const sql::Expr* compared_with_constants(const sql::Expr& expr) const {
        const auto with = [&](const sql::Expr& column, const sql::Expr& constant) {
            const Column* safe = safe_column(column);
            return safe != nullptr && constant_of(constant, safe->type);
        };
        if (const auto* binary = std::get_if<sql::Binary>(&expr.node); binary != nullptr) {
            if (!compares(binary->op)) return nullptr;
            if (with(*binary->left, *binary->right)) return &*binary->left;
            return with(*binary->right, *binary->left) ? &*binary->right : nullptr;
        }
        if (const auto* range = std::get_if<sql::Between>(&expr.node)) {
            const bool holds =
                with(*range->operand, *range->low) && with(*range->operand, *range->high);
            return holds ? &*range->operand : nullptr;
        }
        const auto* list = std::get_if<sql::InList>(&expr.node);
        if (list == nullptr) return nullptr;
        const auto fits = [&](const sql::Expr& one) { return with(*list->operand, one); };
        return std::ranges::all_of(list->items, fits) ? &*list->operand : nullptr;
    }

    bool enters(const sql::From& from) {
        if (const auto* reference = std::get_if<sql::TableRef>(&from.node)) {
            if (reference->name.size() != 2) return false;
            const Table* table = schema_.table(reference->name[0], reference->name[1]);
            if (table == nullptr) return false;
            const bool aliased = !reference->alias.name.empty();
            tables_.push_back({aliased ? reference->alias.name : table->name, table, &from});
            return true;
        }
        const auto* join = std::get_if<sql::Join>(&from.node);
        if (join == nullptr || join->kind == sql::JoinKind::full || !join->alias.name.empty())
            return false;
        if (!enters(*join->left) || !enters(*join->right)) return false;
        return join->using_columns.empty() && (!join->on || condition(*join->on));
    }

    bool select_holds(const sql::Select& select) const {
        if (select.where && !condition(*select.where)) return false;
        const auto item = [&](const sql::SelectItem& one) {
            return one.expr && (bare(*one.expr) || aggregate(*one.expr));
        };
        const auto grouped = [&](const sql::GroupItem& one) {
            return one.kind == sql::GroupKind::plain && one.expr && bare(*one.expr);
        };
        return std::ranges::all_of(select.items, item) &&
               std::ranges::all_of(select.group_by, grouped);
    }

    /// The name of an output column stands for one of the items, which hold already.
    bool order_holds(const sql::Query& query, const sql::Select& select) const {
        return std::ranges::all_of(query.order_by, [&](const sql::OrderItem& item) {
            if (bare(*item.expr) || aggregate(*item.expr)) return true;
            const auto* column = std::get_if<sql::ColumnRef>(&item.expr->node);
            return column != nullptr && column->name.size() == 1 &&
                   std::ranges::any_of(select.items, [&](const sql::SelectItem& one) {
                       return one.alias == column->name[0] || one.alias.empty();
                   });
        });
    }

    /// The table that a column is of; none when it is none of them.
    [[nodiscard]] const Named* named(const sql::Expr& expr) const {
        const auto* column = std::get_if<sql::ColumnRef>(&expr.node);
        if (column == nullptr || column->name.size() != 2) return nullptr;
        const auto found = std::ranges::find(tables_, column->name[0], &Named::name);
        return found == tables_.end() ? nullptr : &*found;
    }

    [[nodiscard]] const Column* column_of(const sql::Expr& expr) const {
        const Named* of = named(expr);
        return of == nullptr ? nullptr
                             : of->table->column(std::get<sql::ColumnRef>(expr.node).name[1]);
    }

    [[nodiscard]] bool is_masked(const sql::Expr& expr) const {
        const Relation* relation = policy_.relation(*named(expr)->table);
        return relation != nullptr && relation->masks(std::get<sql::ColumnRef>(expr.node).name[1]);
    }

    [[nodiscard]] bool bare(const sql::Expr& expr) const {
        return column_of(expr) != nullptr || build::literal(expr) != nullptr;
    }

    /// Sums of floats can overflow; those of other numbers would take more rows than there are.
    [[nodiscard]] bool aggregate(const sql::Expr& expr) const {
        const auto* call = std::get_if<sql::Call>(&expr.node);
        if (call == nullptr || call->name.size() != 1 || call->over || call->filter) return false;
        if (call->within_group || !call->order_by.empty()) return false;
        const std::string& name = call->name[0];
        if (name == "count" && call->star) return true;
        if (call->arguments.size() != 1 || !bare(call->arguments[0])) return false;
        if (name == "count" || name == "min" || name == "max") return true;
        const Type type = call->arguments[0].type;
        return (name == "sum" || name == "avg") && (type == Type::integer || type == Type::decimal);
    }

    static bool constant(const sql::Box<sql::Expr>& held) {
        return !held || build::literal(*held) != nullptr;
    }

    /// A text is a constant of whatever it is compared with: it is read before the plan is made.
    static bool constant_of(const sql::Expr& expr, Type type) {
        if (const auto* cast = std::get_if<sql::Cast>(&expr.node)) {
            const bool read = build::text_literal(*cast->operand) != nullptr ||
                              std::holds_alternative<sql::Parameter>(cast->operand->node);
            return read && !cast->type.array && expr.type == type;
        }
        if (const auto* parameter = std::get_if<sql::Parameter>(&expr.node))
            return parameter->type == Type::text || type == Type::real || type == Type::integer;
        const auto* literal = build::literal(expr);
        if (literal == nullptr) return false;
        switch (literal->kind) {
            case sql::LiteralKind::text:
            case sql::LiteralKind::null:
                return true;
            case sql::LiteralKind::boolean:
                return type == Type::boolean;
            case sql::LiteralKind::integer:
                return type == Type::real || (type == Type::integer && literal->text.size() < 19);
            case sql::LiteralKind::decimal:
                return type == Type::real;
        }
        return false;
    }

    [[nodiscard]] const Column* safe_column(const sql::Expr& expr) const {
        const Column* column = column_of(expr);
        const bool safe =
            column != nullptr && !is_masked(expr) && is_leakproof_type(column->native_type);
        return safe ? column : nullptr;
    }

    [[nodiscard]] bool comparison(const sql::Expr& left, const sql::Expr& right) const {
        const Column* a = safe_column(left);
        const Column* b = safe_column(right);
        if (a != nullptr && b != nullptr)
            return a->type == b->type && (a->type == Type::integer || a->type == Type::real ||
                                          family(a->native_type) == family(b->native_type));
        if (a != nullptr) return constant_of(right, a->type);
        return b != nullptr && constant_of(left, b->type);
    }

    static bool compares(sql::BinaryOp op) {
        using enum sql::BinaryOp;
        return op == equal || op == not_equal || op == less || op == less_equal || op == greater ||
               op == greater_equal;
    }

    [[nodiscard]] bool condition(const sql::Expr& expr) const {
        const auto holds = [&](const sql::Expr& one) { return condition(one); };
        if (const auto* logic = std::get_if<sql::Logic>(&expr.node))
            return std::ranges::all_of(logic->operands, holds);
        if (const auto* negation = std::get_if<sql::Not>(&expr.node))
            return condition(*negation->operand);
        if (const auto* test = std::get_if<sql::IsTest>(&expr.node))
            return safe_column(*test->operand) != nullptr;
        if (const auto* binary = std::get_if<sql::Binary>(&expr.node))
            return compares(binary->op) && comparison(*binary->left, *binary->right);
        if (const auto* range = std::get_if<sql::Between>(&expr.node))
            return comparison(*range->operand, *range->low) &&
                   comparison(*range->operand, *range->high);
        if (const auto* list = std::get_if<sql::InList>(&expr.node))
            return std::ranges::all_of(list->items, [&](const sql::Expr& one) {
                return comparison(*list->operand, one);
            });
        if (const Column* column = safe_column(expr)) return column->type == Type::boolean;
        const auto* literal = build::literal(expr);
        return literal != nullptr && literal->kind == sql::LiteralKind::boolean;
    }

    const Schema& schema_;
    const Policy& policy_;
    std::vector<Named> tables_;
};

constexpr auto leakproof_families =
    std::to_array<std::string_view>({"smallint",    "integer",
                                     "bigint",      "int2",
                                     "int4",        "int8",
                                     "real",        "double precision",
                                     "float4",      "float8",
                                     "text",        "character varying",
                                     "varchar",     "character",
                                     "bpchar",      "boolean",
                                     "bool",        "date",
                                     "time",        "time without time zone",
                                     "timestamp",   "timestamp without time zone",
                                     "timestamptz", "timestamp with time zone",
                                     "interval",    "uuid"});

}  // namespace

bool is_leakproof_type(std::string_view native_type) {
    return std::ranges::find(leakproof_families, family(native_type)) != leakproof_families.end();
}

std::vector<Sinking>
sinking_conditions(const sql::Select& select, const Schema& schema, const Policy& policy) {
    if (schema.dialect != Dialect::postgres) return {};
    return Proof(schema, policy).sinking(select);
}

bool leaks_nothing(const sql::Query& query, const Schema& schema, const Policy& policy) {
    return schema.dialect == Dialect::postgres && Proof(schema, policy).holds(query);
}

}  // namespace parlance::guard
