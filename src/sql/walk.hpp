#pragma once

#include "sql/ast.hpp"

#include <cstddef>

namespace parlance::sql {

/// Goes through a whole tree, every subquery included, and calls for each node once what it holds
/// has been visited. A visitor may replace the node that it is given.
class Walker {
public:
    virtual ~Walker() = default;

    void walk(Query& query);
    void walk(Expr& expr);

protected:
    virtual void visit(Expr&) {}
    virtual void visit(Query&) {}
    virtual void visit(From&) {}
    virtual void visit(TableRef&) {}
    virtual void visit(FunctionRef&) {}
    /// Before anything below it is visited.
    virtual void enter(Query&) {}

private:
    void walk(From& from);
    void walk(GroupItem& item);
    void walk(Window& window);
    void walk(Call& call);
    void walk(Select& select);
    template <class T>
    void each(std::vector<T>& list);
    template <class T>
    void maybe(Box<T>& held);
    template <class Node>
    void parts(Node& node);
    void order(std::vector<OrderItem>& items);
};

/// How many expressions there are in this one, itself included.
[[nodiscard]] std::size_t nodes_in(Expr& expr);

}  // namespace parlance::sql
