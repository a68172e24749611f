#include "engine/explain.hpp"
#include "engine/nouns.hpp"
#include "engine/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parlance::engine {

/// `orders`, `loans with their members`, `a and b (matched where …)`. What it names is in sight
/// afterwards.
std::string Explainer::sources(const std::vector<sql::From>& from) {
    Sources found;
    for (const sql::From& one : from)
        add(one, found);
    std::string text = enumerated(found.names);
    if (!found.kin.empty()) text += " with their " + enumerated(found.kin);
    if (!found.notes.empty()) text += " (" + joined(found.notes, "; ") + ")";
    return text;
}

void Explainer::add(const sql::From& from, Sources& found) {
    if (const auto* table = std::get_if<sql::TableRef>(&from.node)) {
        add_table(*table, found);
    } else if (const auto* derived = std::get_if<sql::Derived>(&from.node)) {
        const std::string phrase = spoken(derived->alias.name);
        found.names.push_back(fmt::format("{} (which is {})", phrase, query(*derived->query)));
        scope_.push_back({derived->alias.name, phrase, nullptr});
    } else if (const auto* function = std::get_if<sql::FunctionRef>(&from.node)) {
        found.names.push_back(call(function->call));
        scope_.push_back({function->alias.name, spoken(function->alias.name), nullptr});
    } else {
        add_join(std::get<sql::Join>(from.node), found);
    }
}

void Explainer::add_table(const sql::TableRef& table, Sources& found) {
    const std::string& own = table.name.back();
    const std::string schema = table.name.size() > 1 ? table.name[table.name.size() - 2] : "";
    const std::string& name = table.alias.name.empty() ? own : table.alias.name;
    const Table* known = schema_.table(schema, own);
    std::string phrase = known != nullptr ? plural(spoken(own)) : spoken(own);
    const bool twice =
        name != own && std::ranges::find(scope_, phrase, &Relation::phrase) != scope_.end();
    found.names.push_back(twice ? fmt::format("{} (as {})", phrase, name) : phrase);
    if (twice) phrase = name;
    scope_.push_back({name, std::move(phrase), known});
}

void Explainer::add_join(const sql::Join& join, Sources& found) {
    add(*join.left, found);
    const std::size_t before = scope_.size();
    add(*join.right, found);
    const bool one = scope_.size() == before + 1;
    const bool plain = join.kind == sql::JoinKind::inner || join.kind == sql::JoinKind::left;
    std::string right = found.names.back();
    if (one && plain && join.on && links(*join.on)) {
        found.names.pop_back();
        if (join.kind == sql::JoinKind::left) right += " (if any)";
        return found.kin.push_back(std::move(right));
    }
    switch (join.kind) {
        case sql::JoinKind::inner:
            break;
        case sql::JoinKind::left:
            found.notes.push_back("also without a row of " + right);
            break;
        case sql::JoinKind::right:
            found.notes.push_back("also rows of " + right + " alone");
            break;
        case sql::JoinKind::full:
            found.notes.emplace_back("also without a match on either side");
            break;
        case sql::JoinKind::cross:
            found.notes.emplace_back("every combination");
            break;
    }
    if (join.natural) found.notes.emplace_back("matched by columns of the same name");
    if (!join.using_columns.empty())
        found.notes.push_back("matched by " + enumerated(join.using_columns));
    if (join.on) found.notes.push_back("matched where " + condition(*join.on));
}

/// Inner relations hide outer ones of the same name.
const Explainer::Relation* Explainer::relation_of(const sql::ColumnRef& ref) const {
    const bool qualified = ref.name.size() > 1;
    for (std::size_t at = scope_.size(); at-- > 0;) {
        const Relation& each = scope_[at];
        if (qualified && each.name == ref.name[ref.name.size() - 2]) return &each;
        if (!qualified && each.table != nullptr && each.table->column(ref.name.back()) != nullptr)
            return &each;
    }
    return nullptr;
}

const Column* Explainer::column_of(const sql::Expr& expr) const {
    const auto* ref = std::get_if<sql::ColumnRef>(&expr.node);
    const Relation* owner = ref != nullptr ? relation_of(*ref) : nullptr;
    return owner != nullptr && owner->table != nullptr ? owner->table->column(ref->name.back())
                                                       : nullptr;
}

bool Explainer::is_key(const sql::ColumnRef& ref) const {
    const Relation* owner = relation_of(ref);
    return owner != nullptr && owner->table != nullptr &&
           owner->table->primary_key == std::vector<std::string>{ref.name.back()};
}

/// Whether the column is the only one of its table that points at the other's key.
bool Explainer::points(const sql::ColumnRef& from, const sql::ColumnRef& to) const {
    const Relation* child = relation_of(from);
    const Relation* parent = relation_of(to);
    if (child == nullptr || child->table == nullptr || child == parent || !is_key(to)) return false;
    const auto keys = [&](const ForeignKey& each) {
        return each.target_table == parent->table->name;
    };
    const auto declared = std::ranges::count_if(child->table->foreign_keys, keys);
    if (declared > 1) return false;
    const auto key = std::ranges::find_if(child->table->foreign_keys, keys);
    if (declared == 1) return key->columns == std::vector<std::string>{from.name.back()};
    const std::string own = spoken(from.name.back());
    const std::string wanted = spoken(to.name.back());
    return own == wanted || own == singular(parent->phrase) + " " + wanted;
}

bool Explainer::links(const sql::Expr& expr) const {
    const auto* equal = std::get_if<sql::Binary>(&expr.node);
    if (equal == nullptr || equal->op != sql::BinaryOp::equal) return false;
    const auto* left = std::get_if<sql::ColumnRef>(&equal->left->node);
    const auto* right = std::get_if<sql::ColumnRef>(&equal->right->node);
    return left != nullptr && right != nullptr && (points(*left, *right) || points(*right, *left));
}

/// Its name; whose it is as well, where more than one relation has such a column.
std::string Explainer::column(const sql::ColumnRef& ref) const {
    const std::string& name = ref.name.back();
    std::string own = spoken(name);
    const Relation* owner = ref.name.size() > 1 ? relation_of(ref) : nullptr;
    const auto having = std::ranges::count_if(scope_, [&](const Relation& each) {
        return each.table == nullptr || each.table->column(name) != nullptr;
    });
    if (owner == nullptr || having <= 1) return own;
    const std::string whose = singular(owner->phrase);
    return own.starts_with(whose + " ") ? own : whose + " " + own;
}

bool Explainer::is_moment(const sql::Expr& expr) const {
    if (const auto* cast = std::get_if<sql::Cast>(&expr.node)) return is_moment(*cast->operand);
    if (const auto* call = std::get_if<sql::Call>(&expr.node))
        return call->name == sql::Name{"date_trunc"};
    const Column* column = column_of(expr);
    return column != nullptr && (column->type == Type::date || column->type == Type::timestamp);
}

}  // namespace parlance::engine
