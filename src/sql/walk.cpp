#include "sql/walk.hpp"

namespace parlance::sql {
namespace {

class Counter : public Walker {
public:
    std::size_t count = 0;

protected:
    void visit(Expr&) override { ++count; }
};

}  // namespace

std::size_t nodes_in(Expr& expr) {
    Counter counter;
    counter.walk(expr);
    return counter.count;
}

template <class T>
void Walker::each(std::vector<T>& list) {
    for (T& one : list)
        walk(one);
}

template <class T>
void Walker::maybe(Box<T>& held) {
    if (held) walk(*held);
}

void Walker::order(std::vector<OrderItem>& items) {
    for (OrderItem& item : items)
        maybe(item.expr);
}

void Walker::walk(Window& window) {
    each(window.partition_by);
    order(window.order_by);
    if (!window.frame) return;
    maybe(window.frame->start.offset);
    if (window.frame->end) maybe(window.frame->end->offset);
}

void Walker::walk(Call& call) {
    each(call.arguments);
    order(call.order_by);
    maybe(call.filter);
    if (call.over) walk(*call.over);
}

/// The parts of an expression, by the names that the kinds share.
template <class Node>
void Walker::parts(Node& node) {
    if constexpr (requires { node.arguments; })
        walk(static_cast<Call&>(node));
    else if constexpr (requires { node.whens; }) {
        maybe(node.operand);
        for (When& when : node.whens) {
            maybe(when.condition);
            maybe(when.result);
        }
        maybe(node.otherwise);
    } else {
        if constexpr (requires { node.operand; }) maybe(node.operand);
        if constexpr (requires { node.left; }) maybe(node.left);
        if constexpr (requires { node.right; }) maybe(node.right);
        if constexpr (requires { node.operands; }) each(node.operands);
        if constexpr (requires { node.pattern; }) maybe(node.pattern);
        if constexpr (requires { node.escape; }) maybe(node.escape);
        if constexpr (requires { node.low; }) maybe(node.low);
        if constexpr (requires { node.slice; }) maybe(node.index);
        if constexpr (requires { node.high; }) maybe(node.high);
        if constexpr (requires { node.array; }) maybe(node.array);
        if constexpr (requires { node.items; }) each(node.items);
        if constexpr (requires { node.query; }) maybe(node.query);
    }
}

void Walker::walk(Expr& expr) {
    std::visit([this](auto& node) { parts(node); }, expr.node);
    visit(expr);
}

void Walker::walk(GroupItem& item) {
    maybe(item.expr);
    each(item.items);
}

void Walker::walk(From& from) {
    if (auto* table = std::get_if<TableRef>(&from.node); table != nullptr) {
        visit(*table);
    } else if (auto* derived = std::get_if<Derived>(&from.node); derived != nullptr) {
        walk(*derived->query);
    } else if (auto* function = std::get_if<FunctionRef>(&from.node); function != nullptr) {
        walk(function->call);
        visit(*function);
    } else {
        auto& join = std::get<Join>(from.node);
        maybe(join.left);
        maybe(join.right);
        maybe(join.on);
    }
    visit(from);
}

void Walker::walk(Select& select) {
    each(select.from);
    maybe(select.where);
    for (SelectItem& item : select.items)
        maybe(item.expr);
    each(select.distinct_on);
    each(select.group_by);
    maybe(select.having);
    for (NamedWindow& one : select.windows)
        walk(one.window);
}

void Walker::walk(Query& query) {
    enter(query);
    for (Cte& cte : query.with)
        maybe(cte.query);
    if (auto* select = std::get_if<Select>(&query.body); select != nullptr) {
        walk(*select);
    } else if (auto* values = std::get_if<Values>(&query.body); values != nullptr) {
        for (std::vector<Expr>& row : values->rows)
            each(row);
    } else {
        auto& operation = std::get<SetOperation>(query.body);
        maybe(operation.left);
        maybe(operation.right);
    }
    order(query.order_by);
    maybe(query.limit);
    maybe(query.offset);
    visit(query);
}

}  // namespace parlance::sql
