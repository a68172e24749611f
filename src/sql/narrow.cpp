#include "sql/narrow.hpp"

#include "base/error.hpp"
#include "sql/build.hpp"
#include "sql/resolve.hpp"
#include "sql/walk.hpp"

#include <utility>

namespace parlance::sql {
namespace {

/// Every query of a tree, those around others first.
class Queries : public Walker {
public:
    std::vector<Query*> found;

protected:
    void enter(Query& query) override { found.push_back(&query); }
};

/// Says of which relation the columns of a condition are.
class Qualify : public Walker {
public:
    explicit Qualify(const std::string& relation) : relation_(relation) {}

protected:
    void visit(Expr& expr) override {
        auto* column = std::get_if<ColumnRef>(&expr.node);
        if (column != nullptr) column->name.insert(column->name.begin(), relation_);
    }

private:
    const std::string& relation_;
};

/// The references to tables that stand directly in a FROM, in their order, as those of the same
/// query once its names are bound.
void collect(From& from, std::vector<TableRef*>& found) {
    if (auto* reference = std::get_if<TableRef>(&from.node)) found.push_back(reference);
    auto* join = std::get_if<Join>(&from.node);
    if (join == nullptr) return;
    collect(*join->left, found);
    collect(*join->right, found);
}

std::vector<TableRef*> references(Query& query) {
    std::vector<TableRef*> found;
    if (auto* select = std::get_if<Select>(&query.body))
        for (From& from : select->from)
            collect(from, found);
    return found;
}

void add_condition(Box<Expr>& where, Expr condition) {
    auto* all = where ? std::get_if<Logic>(&where->node) : nullptr;
    if (all != nullptr && all->conjunction) {
        all->operands.push_back(std::move(condition));
    } else if (where) {
        where = build::both(std::move(*where), std::move(condition), true);
    } else {
        where = std::move(condition);
    }
}

class Narrow {
public:
    explicit Narrow(const std::vector<Narrowing>& narrowings)
        : narrowings_(narrowings), applied_(narrowings.size()) {}

    /// `bound` is the same query with its names bound.
    void run(Query& query, Query& bound) {
        auto* select = std::get_if<Select>(&query.body);
        if (select == nullptr) return;
        bound_ = references(bound);
        next_ = 0;
        if (references(query).size() != bound_.size()) throw not_applicable();
        for (From& from : select->from)
            visit(from, *select, true);
    }

    [[nodiscard]] std::vector<bool> take() { return std::move(applied_); }

    static Error not_applicable() {
        return {
            Failure::refused,
            "filter_not_applicable",
            "The filters cannot be applied to this SQL. Write it in a simpler way."
        };
    }

private:
    /// `kept`: every row of it reaches WHERE, so that a condition there means the same.
    void visit(From& from, Select& select, bool kept) {
        if (auto* join = std::get_if<Join>(&from.node)) {
            kept = kept && join->alias.name.empty();
            const JoinKind kind = join->kind;
            visit(*join->left, select, kept && kind != JoinKind::right && kind != JoinKind::full);
            visit(*join->right, select, kept && kind != JoinKind::left && kind != JoinKind::full);
        } else if (std::holds_alternative<TableRef>(from.node)) {
            const Name& name = bound_[next_++]->name;
            // CTEs have names of one part once a statement is resolved.
            if (name.size() == 2) narrow(from, select, {name[0], name[1]}, kept);
        }
    }

    void narrow(From& from, Select& select, const TableName& table, bool kept) {
        for (std::size_t at = 0; at < narrowings_.size(); ++at) {
            if (narrowings_[at].table != table) continue;
            applied_[at] = true;
            put(from, select, narrowings_[at].condition, kept);
        }
    }

    static void put(From& from, Select& select, Expr condition, bool kept) {
        if (auto* derived = std::get_if<Derived>(&from.node)) {  // of an earlier narrowing
            auto& inner = std::get<Select>(derived->query->body);
            Qualify(std::get<TableRef>(inner.from[0].node).name.back()).walk(condition);
            return add_condition(inner.where, std::move(condition));
        }
        auto& reference = std::get<TableRef>(from.node);
        const std::string& alias = reference.alias.name;
        if (!kept || !reference.alias.columns.empty())
            return put_in_place(from, std::move(condition));
        Qualify(alias.empty() ? reference.name.back() : alias).walk(condition);
        add_condition(select.where, std::move(condition));
    }

    static void put_in_place(From& from, Expr condition) {
        auto reference = std::get<TableRef>(std::move(from.node));
        Derived derived{.alias = std::exchange(reference.alias, {})};
        if (derived.alias.name.empty()) derived.alias.name = reference.name.back();
        Qualify(reference.name.back()).walk(condition);
        Select inner;
        inner.items.emplace_back();  // every column
        inner.from.push_back({std::move(reference)});
        inner.where = std::move(condition);
        Query query;
        query.body = std::move(inner);
        derived.query = std::move(query);
        from.node = std::move(derived);
    }

    const std::vector<Narrowing>& narrowings_;
    std::vector<bool> applied_;
    std::vector<TableRef*> bound_;
    std::size_t next_ = 0;
};

}  // namespace

std::vector<bool>
narrow(Query& query, const Schema& schema, const std::vector<Narrowing>& narrowings) {
    Query bound = query;
    (void)resolve(bound, schema);
    Queries ours;
    ours.walk(query);
    Queries theirs;
    theirs.walk(bound);
    if (ours.found.size() != theirs.found.size()) throw Narrow::not_applicable();
    Narrow work(narrowings);
    for (std::size_t at = 0; at < ours.found.size(); ++at)
        work.run(*ours.found[at], *theirs.found[at]);
    return work.take();
}

}  // namespace parlance::sql
