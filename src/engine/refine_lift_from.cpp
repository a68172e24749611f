#include "engine/refine_lift.hpp"

#include <algorithm>

namespace parlance::engine {
namespace {

const sql::Binary* equality(const sql::Expr& expr) {
    const auto* binary = std::get_if<sql::Binary>(&expr.node);
    return binary != nullptr && binary->op == sql::BinaryOp::equal ? binary : nullptr;
}

}  // namespace

void conjuncts(const sql::Expr& expr, std::vector<const sql::Expr*>& into) {
    const auto* logic = std::get_if<sql::Logic>(&expr.node);
    if (logic == nullptr || !logic->conjunction) return into.push_back(&expr);
    for (const sql::Expr& operand : logic->operands)
        conjuncts(operand, into);
}

TableId Lifter::table_named(const sql::Name& name) const {
    for (std::size_t id = 0; id < model_.tables().size(); ++id) {
        const TableModel& table = model_.tables()[id];
        const std::string& schema = name.size() > 1 ? name.front() : model_.schema().default_schema;
        const bool here = table.schema == schema || (name.size() == 1 && table.schema.empty());
        if (here && table.name == name.back()) return static_cast<TableId>(id);
    }
    return nothing;
}

bool Lifter::add(const sql::From& from, bool optional) {
    if (const auto* ref = std::get_if<sql::TableRef>(&from.node)) {
        const TableId table = ref->name.size() > 2 ? nothing : table_named(ref->name);
        if (table == nothing || ref->only || !ref->alias.columns.empty()) return false;
        relations_.push_back(
            {.name = ref->alias.name.empty() ? ref->name.back() : ref->alias.name,
             .table = table,
             .optional = optional}
        );
        return true;
    }
    const auto* join = std::get_if<sql::Join>(&from.node);
    if (join == nullptr || join->natural || !join->using_columns.empty() ||
        !join->alias.name.empty())
        return false;
    const bool left = join->kind == sql::JoinKind::left;
    if (join->kind != sql::JoinKind::inner && join->kind != sql::JoinKind::cross && !left)
        return false;
    if (left && !std::holds_alternative<sql::TableRef>(join->right->node)) return false;
    if (!add(*join->left, false) || !add(*join->right, left)) return false;
    if (join->on) conjuncts(*join->on, open_);
    return true;
}

/// Whether the condition says that row `from` points at row `to` by the key.
bool Lifter::joins(const sql::Expr& expr, const Key& key, std::size_t from, std::size_t to) const {
    const sql::Binary* equal = equality(expr);
    if (equal == nullptr || key.columns.size() != 1) return false;
    const auto* left = std::get_if<sql::ColumnRef>(&equal->left->node);
    const auto* right = std::get_if<sql::ColumnRef>(&equal->right->node);
    if (left == nullptr || right == nullptr) return false;
    const auto one = find(*left);
    const auto other = find(*right);
    if (!one || !other) return false;
    const std::pair pointing{from, key.columns[0].first};
    const std::pair pointed{to, key.columns[0].second};
    return (*one == pointing && *other == pointed) || (*one == pointed && *other == pointing);
}

bool Lifter::parallel(std::int32_t key) const {
    return model_.parallels(key).size() > 1;
}

/// The key joins two relations. The second instance of a table is reached by it.
bool Lifter::follow(std::int32_t key, std::size_t from, std::size_t to, Qir& made) {
    const auto first = std::ranges::find(relations_, relations_[to].table, &Relation::table);
    const bool second = static_cast<std::size_t>(first - relations_.begin()) != to;
    if (second) {
        if (relations_[to].via != nothing || relations_[from].via != nothing) return false;
        relations_[to].via = key;
        return true;
    }
    if (relations_[from].optional || relations_[to].optional) return false;
    if (parallel(key)) made.prefer.push_back(key);
    return true;
}

/// Finds the keys that join the relations, and takes their conditions away.
bool Lifter::link(Qir& made) {
    std::size_t linked = 0;
    for (std::size_t at = 0; at < open_.size();) {
        bool taken = false;
        for (std::size_t id = 0; id < model_.keys().size() && !taken; ++id) {
            const Key& key = model_.keys()[id];
            for (std::size_t from = 0; from < relations_.size() && !taken; ++from) {
                for (std::size_t to = 0; to < relations_.size() && !taken; ++to) {
                    const bool tables = from != to && relations_[from].table == key.from &&
                                        relations_[to].table == key.to;
                    if (!tables || !joins(*open_[at], key, from, to)) continue;
                    if (!follow(static_cast<std::int32_t>(id), from, to, made)) return false;
                    taken = true;
                }
            }
        }
        if (taken) {
            ++linked;
            open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(at));
        } else {
            ++at;
        }
    }
    return linked + 1 >= relations_.size();
}

bool Lifter::from(const sql::Select& select, Qir& made) {
    for (const sql::From& one : select.from) {
        if (!add(one, false)) return false;
    }
    if (relations_.empty()) return false;
    if (select.where) conjuncts(*select.where, open_);
    if (!link(made)) return false;
    std::vector<TableId> tables;
    for (const Relation& relation : relations_) {
        if (relation.via != nothing) continue;
        if (relation.optional || std::ranges::find(tables, relation.table) != tables.end())
            return false;
        tables.push_back(relation.table);
    }
    counted_ = finest(tables, model_);
    made.subject = counted_;
    return counted_ != nothing;
}

/// Tables that take part without a column of theirs.
void Lifter::touch_unread(Qir& made) const {
    std::vector<Attr> attrs;
    std::vector<TableId> read{made.subject};
    for (const Item& item : made.select)
        collect(item.term, attrs, read);
    for (const Pred& pred : made.where)
        collect(pred, attrs, read);
    attrs.insert(attrs.end(), made.group.begin(), made.group.end());
    for (const Attr& attr : attrs) {
        if (attr.via == nothing && attr.column >= 0)
            read.push_back(model_.column(attr.column).table);
    }
    for (const Relation& relation : relations_) {
        if (relation.via == nothing && std::ranges::find(read, relation.table) == read.end())
            made.touch.push_back(relation.table);
    }
}

/// What ties an EXISTS to the row outside: a key, or the same row again.
bool Lifter::tie(Pred& made) {
    for (std::size_t at = 0; at < open_.size(); ++at) {
        const sql::Binary* equal = equality(*open_[at]);
        if (equal == nullptr) continue;
        const auto* left = std::get_if<sql::ColumnRef>(&equal->left->node);
        const auto* right = std::get_if<sql::ColumnRef>(&equal->right->node);
        if (left == nullptr || right == nullptr) continue;
        auto inner = find(*left);
        auto outer = inner ? outer_->find(*right) : outer_->find(*left);
        if (!inner) inner = find(*right);
        if (!inner || !outer || outer_->relations_[outer->first].via != nothing) continue;
        const TableId own = relations_[inner->first].table;
        const TableId anchor = outer_->relations_[outer->first].table;
        for (const std::int32_t id : model_.keys_at(own)) {
            const Key& key = model_.key(id);
            const std::pair way{inner->second, outer->second};
            const std::pair back{outer->second, inner->second};
            const bool points = key.from == own && key.to == anchor && key.columns.front() == way;
            const bool pointed = key.to == own && key.from == anchor && key.columns.front() == back;
            if (key.columns.size() != 1 || (!points && !pointed)) continue;
            made.table = own;
            made.anchor = anchor;
            if (own == anchor || parallel(id)) made.via = id;
            open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(at));
            return true;
        }
        const bool same_row = own == anchor && inner->second == outer->second;
        if (!same_row || relations_.size() < 2) continue;
        made.anchor = anchor;
        for (const Relation& relation : relations_) {
            if (relation.table != anchor) made.table = relation.table;
        }
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(at));
        return true;
    }
    return false;
}

std::optional<Pred> Lifter::exists(const sql::Query& query, bool negated) {
    Lifter inner(model_, this);
    const auto* select = std::get_if<sql::Select>(&query.body);
    if (select == nullptr || !query.with.empty() || query.limit || query.offset ||
        !select->group_by.empty() || select->having)
        return std::nullopt;
    Qir made;
    if (!inner.from(*select, made)) return std::nullopt;
    Pred pred{.kind = PredKind::exists, .negated = negated};
    if (!inner.tie(pred)) return std::nullopt;
    if (!inner.conditions(*select, made)) return std::nullopt;
    pred.parts = std::move(made.where);
    std::vector<Attr> attrs;
    std::vector<TableId> read{pred.table, pred.anchor};
    for (const Pred& part : pred.parts)
        collect(part, attrs, read);
    for (const Attr& attr : attrs)
        read.push_back(model_.column(attr.column).table);
    for (const Relation& relation : inner.relations_) {
        if (std::ranges::find(read, relation.table) == read.end())
            pred.parts.push_back(engine::exists(relation.table, {}));
    }
    return pred;
}

}  // namespace parlance::engine
