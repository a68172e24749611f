#include "engine/bind.hpp"

#include "base/error.hpp"
#include "engine/join_tree.hpp"
#include "engine/model.hpp"
#include "sql/functions.hpp"
#include "sql/parse.hpp"
#include "sql/resolve.hpp"
#include "sql/walk.hpp"

#include <algorithm>
#include <string>

namespace parlance::engine {
namespace {

constexpr std::string_view before = "SELECT ";

Error not_one_expression() {
    return {
        Failure::invalid,
        "knowledge_formula",
        "Write one expression, such as `sum(quantity * unit_price)` or `status = 'open'`: no "
        "SELECT, FROM or WHERE of its own."
    };
}

/// Where a trouble stands in the expression alone.
Error moved(const Error& error) {
    Error made(error.why(), error.code(), error.message());
    const auto at = error.position();
    if (!at) return made;
    return std::move(made).at(*at - std::min(*at, before.size()));
}

sql::Expr parsed(std::string_view text) {
    sql::Query query;
    try {
        query = sql::parse(std::string(before) + std::string(text));
    } catch (const Error& error) {
        throw moved(error);
    }
    auto* select = std::get_if<sql::Select>(&query.body);
    const bool one = select != nullptr && select->items.size() == 1 &&
                     !select->items.front().is_star() && select->items.front().alias.empty();
    if (!one) throw not_one_expression();
    sql::Query bare;
    sql::Select alone;
    alone.items = select->items;
    bare.body = std::move(alone);
    if (bare != query) throw not_one_expression();
    return std::move(*select->items.front().expr);
}

/// The qualifiers of columns, inside of subqueries too, and the tables that subqueries bring.
class Named final : public sql::Walker {
public:
    std::vector<sql::Name> columns;
    std::vector<std::string> inner;

private:
    void visit(sql::Expr& expr) override {
        const auto* ref = std::get_if<sql::ColumnRef>(&expr.node);
        if (ref != nullptr && ref->name.size() > 1) columns.push_back(ref->name);
    }
    void visit(sql::TableRef& ref) override {
        inner.push_back(ref.alias.name.empty() ? ref.name.back() : ref.alias.name);
    }
};

/// The default schema is left out: where names of schemas mean nothing to people, the guard takes
/// none.
sql::From relation(const Table& table, const Schema& schema) {
    sql::TableRef ref{.name = {table.schema, table.name}};
    if (table.schema == schema.default_schema) ref.name.erase(ref.name.begin());
    return {.node = std::move(ref)};
}

/// The tables outside of subqueries: home, and those that qualify a column.
std::vector<const Table*>
outer_tables(const Named& named, const Schema& schema, const Table& home) {
    std::vector<const Table*> tables{&home};
    const bool hides = std::ranges::find(named.inner, home.name) != named.inner.end();
    if (hides)
        throw Error(
            Failure::invalid,
            "knowledge_formula",
            "Give the table inside of the subquery another name, by an alias."
        );
    for (const sql::Name& column : named.columns) {
        const std::string& name = column[column.size() - 2];
        if (std::ranges::find(named.inner, name) != named.inner.end()) continue;
        const std::string& of = column.size() > 2 ? column[column.size() - 3] : home.schema;
        const Table* table = schema.table(of, name);
        if (table != nullptr && std::ranges::find(tables, table) == tables.end())
            tables.push_back(table);
    }
    return tables;
}

/// Which kinds of calls there are outside of subqueries.
class Calls final : public sql::Walker {
public:
    bool aggregated = false;
    bool windowed = false;

private:
    void enter(sql::Query&) override { ++depth_; }
    void visit(sql::Query&) override { --depth_; }
    void visit(sql::Expr& expr) override {
        const auto* call = std::get_if<sql::Call>(&expr.node);
        if (depth_ > 0 || call == nullptr || call->name.empty()) return;
        const sql::Function* known = sql::find_function(call->name.back());
        windowed |= call->over.has_value();
        aggregated |= known != nullptr && known->kind == sql::FunctionKind::aggregate;
    }

    int depth_ = 0;
};

/// A column that says nothing of its table is one of home, if home has it.
class AtHome final : public sql::Walker {
public:
    explicit AtHome(const Table& home) : home_(home) {}

private:
    void enter(sql::Query&) override { ++depth_; }
    void visit(sql::Query&) override { --depth_; }
    void visit(sql::Expr& expr) override {
        auto* ref = std::get_if<sql::ColumnRef>(&expr.node);
        if (depth_ > 0 || ref == nullptr || ref->name.size() != 1) return;
        if (home_.column(ref->name.front()) != nullptr)
            ref->name.insert(ref->name.begin(), home_.name);
    }

    const Table& home_;
    int depth_ = 0;
};

}  // namespace

BoundExpression bind_expression(std::string_view text, const Schema& schema, const Table& home) {
    BoundExpression made;
    made.expr = parsed(text);
    Named named;
    named.walk(made.expr);
    AtHome(home).walk(made.expr);
    sql::Select select;
    select.items.push_back({.expr = std::move(made.expr)});
    made.outer = outer_tables(named, schema, home);
    for (const Table* table : made.outer)
        select.from.push_back(relation(*table, schema));
    made.trial.body = std::move(select);
    sql::Query bound = made.trial;
    try {
        made.tables = sql::resolve(bound, schema).tables;
    } catch (const Error& error) {
        throw moved(error);
    }
    made.expr = std::move(*std::get<sql::Select>(bound.body).items.front().expr);
    sql::Expr copy = made.expr;
    Calls calls;
    calls.walk(copy);
    made.aggregated = calls.aggregated;
    made.windowed = calls.windowed;
    return made;
}

bool hang_together(const SchemaPack& pack, const std::vector<const Table*>& tables) {
    const auto& model = dynamic_cast<const Model&>(pack);
    std::vector<TableId> ids;
    for (const Table* table : tables)
        ids.push_back(model.table_named(table->schema, table->name));
    if (std::ranges::find(ids, nothing) != ids.end()) return false;
    const auto tree = join_tree(ids, {}, model);
    return tree && std::ranges::none_of(tree->steps, &JoinTree::Step::fans_out);
}

}  // namespace parlance::engine
