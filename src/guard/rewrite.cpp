#include "guard/rewrite.hpp"

#include "guard/leakproof.hpp"
#include "guard/mask.hpp"
#include "guard/relation.hpp"
#include "sql/build.hpp"
#include "sql/render.hpp"
#include "sql/walk.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace parlance::guard {
namespace {

namespace build = sql::build;

/// Counts parameters on, so that those of several relations do not meet.
class Shift : public sql::Walker {
public:
    explicit Shift(std::size_t by) : by_(by) {}

protected:
    void visit(sql::Expr& expr) override {
        if (auto* held = std::get_if<sql::Parameter>(&expr.node)) held->index += by_;
    }

private:
    std::size_t by_;
};

/// Looks for what shows every column of a table, by whatever number it has: a row as a value, and
/// names for the columns of a join.
class FindRows : public sql::Walker {
public:
    bool found = false;

protected:
    void visit(sql::Expr& expr) override {
        found = found || std::holds_alternative<sql::WholeRow>(expr.node);
    }
    void visit(sql::From& from) override {
        const auto* join = std::get_if<sql::Join>(&from.node);
        found = found || (join != nullptr && !join->alias.columns.empty());
    }
};

/// The columns of one relation that a SELECT names anywhere.
class Named : public sql::Walker {
public:
    explicit Named(std::string_view relation) : relation_(relation) {}
    std::set<std::string> columns;

protected:
    void visit(sql::Expr& expr) override {
        const auto* column = std::get_if<sql::ColumnRef>(&expr.node);
        if (column != nullptr && column->name.size() == 2 && column->name[0] == relation_)
            columns.insert(column->name[1]);
    }

private:
    std::string_view relation_;
};

void fence(sql::Query& query, Dialect dialect) {
    switch (dialect) {
        case Dialect::postgres:
            query.offset = build::integer(0);
            break;
        case Dialect::sqlite:
            query.limit = build::integer(-1);
            break;
        case Dialect::duckdb:
            query.limit = build::integer(INT64_MAX);
            query.offset = build::integer(0);
            break;
    }
}

/// Gives every column another relation's name.
class Rename : public sql::Walker {
public:
    explicit Rename(std::string_view relation) : relation_(relation) {}

protected:
    void visit(sql::Expr& expr) override {
        if (auto* column = std::get_if<sql::ColumnRef>(&expr.node)) column->name[0] = relation_;
    }

private:
    std::string_view relation_;
};

/// Every column of the table and nothing else: for rows as values and columns by number, which must
/// not show what the schema does not know.
sql::Query listed(const Table& table) {
    sql::Select select;
    for (const Column& column : table.columns)
        select.items.push_back(
            {.expr = sql::Expr{sql::ColumnRef{{table.name, column.name}}, {}, column.type},
             .alias = column.name}
        );
    select.from.push_back({sql::TableRef{.name = {table.schema, table.name}}});
    sql::Query made;
    made.body = std::move(select);
    return made;
}

class Rewrite : public sql::Walker {
public:
    Rewrite(const Schema& schema, const Policy& policy, bool fenced, bool lists_all)
        : schema_(schema), policy_(policy), fenced_(fenced), lists_all_(lists_all) {}

    Rewritten made;

protected:
    void visit(sql::From& from) override {
        auto* reference = std::get_if<sql::TableRef>(&from.node);
        const Table* table = reference == nullptr ? nullptr : table_of(*reference);
        if (table == nullptr) return;
        const Relation* relation = policy_.relation(*table);
        if (relation == nullptr && !lists_all_) return;
        if (relation != nullptr) made.fenced.insert({table->schema, table->name});
        if (relation != nullptr && schema_.dialect == Dialect::sqlite)
            return use_view(*reference, *table, *relation);
        sql::Derived derived;
        derived.alias.name = reference->alias.name.empty() ? table->name : reference->alias.name;
        derived.query = relation != nullptr ? instance(*relation) : listed(*table);
        if (relation != nullptr) sink(from, *derived.query);
        auto& inner = std::get<sql::Select>(derived.query->body).from[0];
        std::get<sql::TableRef>(inner.node).only = reference->only;
        from.node = std::move(derived);
    }

    void enter(sql::Query& query) override {
        auto* select = std::get_if<sql::Select>(&query.body);
        if (select == nullptr) return;
        if (fenced_) find_sinking(*select);
        if (select->group_by.empty()) return;
        for (const sql::From& from : select->from)
            group(from, *select, query);
    }

private:
    /// CTEs have names of one part once a statement is resolved.
    [[nodiscard]] const Table* table_of(const sql::TableRef& reference) const {
        if (reference.name.size() != 2) return nullptr;
        return schema_.table(reference.name[0], reference.name[1]);
    }

    /// Notes, for each table in FROM, the conditions that may stand behind its fence.
    void find_sinking(const sql::Select& select) {
        for (const Sinking& one : sinking_conditions(select, schema_, policy_))
            sinking_[one.table].push_back(*one.condition);
    }

    /// Puts the conditions for this table behind its fence, where the table has its own name.
    void sink(const sql::From& from, sql::Query& query) {
        const auto found = sinking_.find(&from);
        if (found == sinking_.end()) return;
        auto& inner = std::get<sql::Select>(query.body);
        const std::string& name = std::get<sql::TableRef>(inner.from[0].node).name.back();
        sql::Logic all{.conjunction = true};
        if (inner.where) all.operands.push_back(std::move(*inner.where));
        for (sql::Expr& condition : found->second) {
            Rename(name).walk(condition);
            all.operands.push_back(std::move(condition));
        }
        if (all.operands.size() == 1) {
            inner.where = std::move(all.operands.front());
        } else {
            inner.where = sql::Expr{std::move(all), {}, Type::boolean};
        }
        sinking_.erase(found);
    }

    sql::Query instance(const Relation& relation) {
        sql::Query query = relation.query;
        if (!made.parameters.empty() && !relation.parameters.empty())
            Shift(made.parameters.size()).walk(query);
        made.parameters.insert(
            made.parameters.end(), relation.parameters.begin(), relation.parameters.end()
        );
        if (fenced_) fence(query, schema_.dialect);
        return query;
    }

    void use_view(sql::TableRef& reference, const Table& table, const Relation& relation) {
        if (reference.alias.name.empty()) reference.alias.name = table.name;
        reference.name = {"temp", relation.view};
        const auto known = [&](const PreambleView& one) { return one.name == relation.view; };
        if (std::ranges::any_of(made.preamble, known)) return;
        sql::Query query = relation.query;
        fence(query, schema_.dialect);
        PreambleView view{relation.view, sql::render(query, schema_.dialect), {}};
        for (const Bound& key : relation.parameters)
            view.keys.emplace(name_of_key(*key.text), *key.text);
        made.preamble.push_back(std::move(view));
    }

    void group(const sql::From& from, sql::Select& select, sql::Query& query) const {
        if (const auto* join = std::get_if<sql::Join>(&from.node)) {
            if (!join->alias.name.empty()) return;  // which hides the names within
            group(*join->left, select, query);
            group(*join->right, select, query);
            return;
        }
        const auto* reference = std::get_if<sql::TableRef>(&from.node);
        const Table* table = reference == nullptr ? nullptr : table_of(*reference);
        if (table == nullptr || table->primary_key.empty()) return;
        if (policy_.relation(*table) == nullptr && !lists_all_) return;
        const std::string& name =
            reference->alias.name.empty() ? table->name : reference->alias.name;
        for (const std::string& column : table->primary_key)
            if (!groups_by(select, name, column)) return;
        add_dependents(name, *table, select, query);
    }

    static bool
    groups_by(const sql::Select& select, const std::string& relation, const std::string& column) {
        const sql::Name wanted{relation, column};
        return std::ranges::any_of(select.group_by, [&](const sql::GroupItem& item) {
            if (item.kind != sql::GroupKind::plain || !item.expr) return false;
            const auto* held = std::get_if<sql::ColumnRef>(&expression(item, select)->node);
            return held != nullptr && held->name == wanted;
        });
    }

    /// `GROUP BY 1` means the first item of the select list.
    static const sql::Expr* expression(const sql::GroupItem& item, const sql::Select& select) {
        const auto* ordinal = build::integer_literal(*item.expr);
        if (ordinal == nullptr || ordinal->text.size() > 4) return &*item.expr;
        const auto place = static_cast<std::size_t>(std::stoul(ordinal->text));
        if (place < 1 || place > select.items.size()) return &*item.expr;
        return &*select.items[place - 1].expr;
    }

    static void add_dependents(
        const std::string& relation,
        const Table& table,
        sql::Select& select,
        sql::Query& query
    ) {
        Named named(relation);
        for (sql::SelectItem& item : select.items)
            named.walk(*item.expr);
        if (select.having) named.walk(*select.having);
        for (sql::OrderItem& item : query.order_by)
            named.walk(*item.expr);
        for (const std::string& column : named.columns) {
            if (table.column(column) == nullptr || groups_by(select, relation, column)) continue;
            select.group_by.push_back({.expr = sql::Expr{sql::ColumnRef{{relation, column}}}});
        }
    }

    const Schema& schema_;
    const Policy& policy_;
    std::map<const sql::From*, std::vector<sql::Expr>> sinking_;
    bool fenced_;
    bool lists_all_;
};

}  // namespace

Rewritten
rewrite(sql::Query& query, const Schema& schema, const Policy& policy, std::vector<Bound> before) {
    FindRows rows;
    if (schema.dialect != Dialect::sqlite) rows.walk(query);  // which has neither
    if (!policy.relations && !rows.found) return {.parameters = std::move(before)};
    const bool fenced =
        schema.dialect != Dialect::postgres || !leaks_nothing(query, schema, policy);
    Rewrite work(schema, policy, fenced, rows.found);
    work.made.parameters = std::move(before);
    work.walk(query);
    return std::move(work.made);
}

}  // namespace parlance::guard
