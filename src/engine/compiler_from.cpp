#include "engine/compiler.hpp"
#include "engine/order.hpp"
#include "engine/tree.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

void add_once(std::vector<TableId>& list, TableId table) {
    if (table != nothing && std::ranges::find(list, table) == list.end()) list.push_back(table);
}

void measured_tables(const Term& term, const Model& model, std::vector<TableId>& into) {
    if (term.kind == TermKind::aggregate || term.aggregated) {
        std::vector<Attr> attrs;
        collect(term, attrs, into);
        for (const Attr& attr : attrs) {
            if (attr.via == nothing) add_once(into, model.column(attr.column).table);
        }
        return;
    }
    for (const Term& arg : term.args)
        measured_tables(arg, model, into);
}

}  // namespace

std::string Names::fresh(const std::string& wanted) {
    const std::string base = wanted.empty() ? "part" : wanted;
    std::string name = base;
    for (int i = 2; !used_.insert(name).second; ++i)
        name = base + "_" + std::to_string(i);
    return name;
}

void Compiler::collect_tables(const Qir& query) {
    std::vector<Attr> attrs;
    std::vector<TableId> tables;
    for (const Item& item : query.select)
        measured_tables(item.term, model_, measured_);
    for (const Sort& sort : query.order)
        measured_tables(sort.term, model_, measured_);
    for (const Pred& pred : query.where) {
        if (!has_aggregate(pred)) continue;
        collect(pred, attrs, tables);
        for (const Term& term : pred.terms)
            measured_tables(term, model_, measured_);
    }
    for (const Item& item : query.select)
        collect(item.term, attrs, tables);
    for (const Sort& sort : query.order)
        collect(sort.term, attrs, tables);
    attrs.insert(attrs.end(), query.group.begin(), query.group.end());
    attrs.insert(attrs.end(), query.limit_per.begin(), query.limit_per.end());
    // Rows that are counted are the root: whatever fans out from them must not be joined.
    sort_by(measured_, [&](TableId id) {
        return -model_.distance(query.subject == nothing ? id : query.subject, id);
    });
    for (const TableId table : measured_)
        add_once(hard_, table);
    add_once(hard_, query.subject);
    for (const TableId table : tables)
        add_once(hard_, table);
    for (const Pred& pred : query.where)
        if (pred.kind == PredKind::exists) add_once(hard_, pred.anchor);
    std::vector<Attr> roles = attrs;
    for (const Pred& pred : query.where)
        collect(pred, roles, tables);
    for (const Attr& attr : roles) {
        if (attr.via < 0) continue;
        add_once(hard_, model_.key(attr.via).from);
        const Instance instance{model_.column(attr.column).table, attr.via};
        if (std::ranges::find(roles_, instance) == roles_.end()) roles_.push_back(instance);
    }
    for (const Attr& attr : attrs) {
        if (attr.via == nothing) add_once(hard_, model_.column(attr.column).table);
    }
}

std::vector<TableId> Compiler::tables_of(const Pred& pred) const {
    std::vector<Attr> attrs;
    std::vector<TableId> tables;
    collect(pred, attrs, tables);
    for (const Attr& attr : attrs) {
        if (attr.via == nothing) add_once(tables, model_.column(attr.column).table);
    }
    return tables;
}

/// Joins what only conditions need, as far as that doubles no rows. Gives for each other table the
/// joined one that it hangs on.
std::map<TableId, TableId> Compiler::grow_tree(const Qir& query) {
    std::map<TableId, TableId> outside;
    std::vector<TableId> soft = query.touch;
    for (const Pred& pred : query.where) {
        for (const TableId table : tables_of(pred))
            add_once(soft, table);
    }
    std::erase_if(soft, [&](TableId table) { return tree_.has(table); });
    if (hard_.empty() && !soft.empty()) hard_.push_back(soft.front());
    const auto joined_steps = tree_.steps.size();
    const auto full = join_tree(hard_, soft, model_, prefer_);
    failed_ |= !full;
    if (!full) return outside;
    for (std::size_t i = joined_steps; i < full->steps.size(); ++i) {
        const JoinTree::Step& step = full->steps[i];
        const auto parent = outside.find(step.from);
        if (parent != outside.end())
            outside[step.table] = parent->second;
        else if (step.fans_out)
            outside[step.table] = step.from;
        else
            tree_.steps.push_back(step);
    }
    tree_.cost = full->cost;
    tree_.root = full->root;
    return outside;
}

/// Conditions on tables that would double the rows leave the join and become EXISTS.
void Compiler::split_conditions(const Qir& query) {
    const std::map<TableId, TableId> outside = grow_tree(query);
    if (failed_) return;
    const auto moved_to = [&](TableId table) -> Pred& {
        return moved_.try_emplace(outside.at(table), exists(table, {})).first->second;
    };
    for (const TableId table : query.touch) {
        if (!outside.contains(table)) continue;
        Pred& moved = moved_to(table);
        if (moved.table != table) moved.parts.push_back(exists(table, {}));
    }
    for (const Pred& pred : query.where) {
        if (has_aggregate(pred)) {
            having_.push_back(pred);
            continue;
        }
        const std::vector<TableId> tables = tables_of(pred);
        const auto away =
            std::ranges::find_if(tables, [&](TableId id) { return outside.contains(id); });
        if (away == tables.end())
            conditions_.push_back(pred);
        else
            moved_to(*away).parts.push_back(pred);
    }
}

bool Compiler::plan(const Qir& query) {
    prefer_ = query.prefer;
    collect_tables(query);
    auto tree = join_tree(hard_, {}, model_, prefer_);
    if (!tree) return false;
    tree_ = std::move(*tree);
    split_conditions(query);
    if (failed_) return false;
    name_tables();
    return true;
}

void Compiler::note_key(std::int32_t key) {
    facts_.inferred_keys |= model_.key(key).inferred;
    const std::vector<std::int32_t> same = model_.parallels(key);
    const bool decided = std::ranges::any_of(same, [&](std::int32_t each) {
        return std::ranges::find(prefer_, each) != prefer_.end() ||
               model_.plainly_named(model_.key(each));
    });
    if (same.size() > 1 && !decided && facts_.open_keys.empty()) facts_.open_keys = same;
}

void Compiler::name_tables() {
    const auto add = [&](const Instance& instance, const std::string& wanted) {
        aliases_[instance] = names_.fresh(wanted);
        add_once(facts_.tables, instance.table);
    };
    if (tree_.root != nothing) add({tree_.root, nothing}, model_.table(tree_.root).name);
    for (const JoinTree::Step& step : tree_.steps)
        add({step.table, nothing}, model_.table(step.table).name);
    for (const Instance& role : roles_) {
        const Key& key = model_.key(role.via);
        add(role, key.role.empty() ? model_.table(role.table).name : key.role);
    }
    for (const JoinTree::Step& step : tree_.steps)
        note_key(step.key);
    facts_.join_cost += tree_.cost + static_cast<double>(roles_.size());
    for (const TableId table : measured_) {
        facts_.double_counts |= tree_.doubles(table, model_);
    }
    qualified_ = aliases_.size() > 1 || outer_ != nullptr || !moved_.empty();
}

sql::From Compiler::relation(const Instance& instance) {
    const TableModel& table = model_.table(instance.table);
    sql::TableRef ref;
    if (table.schema != model_.schema().default_schema && !table.schema.empty())
        ref.name.push_back(table.schema);
    ref.name.push_back(table.name);
    const std::string& alias = aliases_.at(instance);
    if (alias != table.name) ref.alias.name = alias;
    return {.node = std::move(ref)};
}

sql::Expr Compiler::join_condition(const Key& key, const std::string& from, const std::string& to) {
    std::vector<sql::Expr> pairs;
    for (const auto& [pointing, pointed] : key.columns) {
        pairs.push_back(tree::equal(
            tree::column({from, model_.column(pointing).name}),
            tree::column({to, model_.column(pointed).name})
        ));
    }
    return tree::logic(true, std::move(pairs));
}

std::vector<sql::From> Compiler::from_clause() {
    if (tree_.root == nothing) return {};
    sql::From from = relation({tree_.root, nothing});
    const auto join = [&](const Instance& instance,
                          const Key& key,
                          const std::string& source,
                          const std::string& target,
                          bool optional) {
        from = {
            .node =
                sql::Join{
                    .kind = optional ? sql::JoinKind::left : sql::JoinKind::inner,
                    .left = std::move(from),
                    .right = relation(instance),
                    .on = join_condition(key, source, target)
                }
        };
    };
    for (const JoinTree::Step& step : tree_.steps) {
        const Key& key = model_.key(step.key);
        join(
            {step.table, nothing},
            key,
            aliases_.at({key.from, nothing}),
            aliases_.at({key.to, nothing}),
            false
        );
    }
    for (const Instance& role : roles_) {
        const Key& key = model_.key(role.via);
        join(role, key, aliases_.at({key.from, nothing}), aliases_.at(role), key.nullable);
    }
    std::vector<sql::From> all;
    all.push_back(std::move(from));
    return all;
}

bool Compiler::plan_exists(const Pred& pred, TableId anchor, const std::string& anchor_alias) {
    std::vector<Attr> attrs;
    std::vector<TableId> tables;
    for (const Pred& part : pred.parts)
        collect(part, attrs, tables);
    for (const Attr& attr : attrs) {
        if (attr.via == nothing) add_once(tables, model_.column(attr.column).table);
    }
    for (const Pred& part : pred.parts) {
        if (part.kind == PredKind::exists && part.parts.empty() && !part.negated)
            add_once(tables, part.table);
    }
    std::erase(tables, anchor);
    hard_ = {pred.table};
    if (pred.table == anchor || pred.via != nothing) {
        auto tree = join_tree(hard_, tables, model_, prefer_);
        if (!tree || pred.via == nothing) return false;
        tree_ = std::move(*tree);
        name_tables();
        const Key& key = model_.key(pred.via);
        const bool pointing = key.from == pred.table;
        const std::string& own = aliases_.at({pred.table, nothing});
        links_.push_back(
            join_condition(key, pointing ? own : anchor_alias, pointing ? anchor_alias : own)
        );
        return true;
    }
    const TableId start[] = {anchor};
    add_once(tables, pred.table);
    auto tree = join_tree(start, tables, model_, prefer_);
    if (!tree) return false;
    const auto leaving = std::ranges::count(tree->steps, anchor, &JoinTree::Step::from);
    tree_ = std::move(*tree);
    if (leaving == 1) {
        const JoinTree::Step first = tree_.steps.front();
        tree_.steps.erase(tree_.steps.begin());
        tree_.root = first.table;
        shadow_ = anchor;
        name_tables();
        note_key(first.key);
        const Key& key = model_.key(first.key);
        const std::string& own = aliases_.at({first.table, nothing});
        links_.push_back(join_condition(
            key, key.from == anchor ? anchor_alias : own, key.from == anchor ? own : anchor_alias
        ));
        return true;
    }
    name_tables();
    const std::vector<ColumnId>& key = model_.table(anchor).primary_key;
    if (key.empty()) return false;
    for (const ColumnId id : key) {
        links_.push_back(tree::equal(
            tree::column({aliases_.at({anchor, nothing}), model_.column(id).name}),
            tree::column({anchor_alias, model_.column(id).name})
        ));
    }
    return true;
}

std::optional<sql::Expr> Compiler::exists_query(const Pred& pred, TableId anchor) {
    Compiler inner(model_, names_, this);
    inner.prefer_ = prefer_;
    const auto alias = aliases_.find({anchor, nothing});
    if (alias == aliases_.end() || !inner.plan_exists(pred, anchor, alias->second))
        return std::nullopt;
    sql::Select select;
    select.items.push_back({.expr = tree::number("1")});
    select.from = inner.from_clause();
    std::vector<sql::Expr> parts = std::move(inner.links_);
    for (const Pred& part : pred.parts) {
        const bool joined = part.kind == PredKind::exists && part.parts.empty() && !part.negated;
        if (!joined) parts.push_back(inner.condition(part));
    }
    failed_ |= inner.failed_;
    select.where = tree::logic(true, std::move(parts));
    sql::Query query{.body = std::move(select)};
    facts_.inferred_keys |= inner.facts_.inferred_keys;
    if (facts_.open_keys.empty()) facts_.open_keys = inner.facts_.open_keys;
    facts_.join_cost += inner.facts_.join_cost;
    for (const TableId table : inner.facts_.tables)
        add_once(facts_.tables, table);
    sql::Expr made = tree::expr(sql::Exists{std::move(query)});
    return pred.negated ? tree::negated(std::move(made)) : std::move(made);
}

}  // namespace parlance::engine
