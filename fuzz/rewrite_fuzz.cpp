#include "base/error.hpp"
#include "guard/approve.hpp"
#include "guard/relation.hpp"
#include "guard/toy_schema.hpp"
#include "sql/build.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"
#include "sql/testing/fuzzed.hpp"
#include "sql/walk.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace parlance;

constexpr std::array<std::string_view, 3> policies = {
    guard::toy_policy,
    R"({"default": "allow", "tables": {
        "customers": {"columns": {"ssn": {"mask": "hidden"}, "email": {"mask": "constant"},
                                  "created_at": {"mask": "month"}}},
        "employees": {"columns": {"salary": {"mask": "bucket"}}, "rows": "manager_id IS NULL"}}})",
    R"({"default": "deny", "tables": {"orders": {
        "columns": {"id": {}, "amount": {"mask": "bucket", "size": 100}, "status": {}},
        "rows": "status IN ('paid') OR customer_id = 1"}}})",
};

/// What may stand in place of each table that a policy restricts, as it parses.
std::vector<sql::Query> stand_ins(const guard::Sight& sight) {
    std::vector<sql::Query> made;
    if (!sight.policy.relations) return made;
    for (const auto& [name, relation] : *sight.policy.relations) {
        for (const bool only : {false, true}) {
            for (const bool fenced : {false, true}) {
                sql::Query query = relation.query;
                auto& table = std::get<sql::Select>(query.body).from[0];
                std::get<sql::TableRef>(table.node).only = only;
                if (fenced) query.offset = sql::build::integer(0);
                made.push_back(sql::parse(sql::render(query, Dialect::postgres)));
            }
        }
    }
    return made;
}

std::vector<sql::Expr> conjuncts(const sql::Select& select) {
    if (!select.where) return {};
    const auto* logic = std::get_if<sql::Logic>(&select.where->node);
    if (logic != nullptr && logic->conjunction) return logic->operands;
    return {*select.where};
}

void hold(sql::Select& select, std::vector<sql::Expr> conditions) {
    select.where = {};
    if (conditions.size() == 1) select.where = std::move(conditions[0]);
    if (conditions.size() > 1) select.where = sql::Expr{sql::Logic{true, std::move(conditions)}};
}

/// Finds what a condition that may stand behind a fence must not have, masked columns among it.
class MoreThanConstants : public sql::Walker {
public:
    explicit MoreThanConstants(const guard::Policy& policy) : policy_(policy) {}

    std::size_t columns = 0;
    bool more = false;

protected:
    void visit(sql::Expr& expr) override {
        if (const auto* column = std::get_if<sql::ColumnRef>(&expr.node)) {
            ++columns;
            more = more || is_masked(column->name);
        }
        more = more || std::holds_alternative<sql::Call>(expr.node) ||
               std::holds_alternative<sql::Collate>(expr.node) ||
               std::holds_alternative<sql::Like>(expr.node) ||
               std::holds_alternative<sql::Unary>(expr.node) ||
               std::holds_alternative<sql::Logic>(expr.node) ||
               std::holds_alternative<sql::ScalarQuery>(expr.node) ||
               std::holds_alternative<sql::WholeRow>(expr.node);
    }

private:
    [[nodiscard]] bool is_masked(const sql::Name& name) const {
        return std::ranges::any_of(*policy_.relations, [&](const auto& one) {
            return name.size() != 2 || (one.first.name == name[0] && one.second.masks(name[1]));
        });
    }

    const guard::Policy& policy_;
};

/// Whether a query is a stand-in, with or without conditions of the author behind its fence: each
/// compares one column with constants.
bool is_stand_in(
    const sql::Query& query,
    const std::vector<sql::Query>& known,
    const guard::Policy& policy
) {
    if (std::ranges::find(known, query) != known.end()) return true;
    const auto* select = std::get_if<sql::Select>(&query.body);
    if (select == nullptr) return false;
    std::vector<sql::Expr> conditions = conjuncts(*select);
    while (!conditions.empty()) {
        MoreThanConstants sunk(policy);
        sunk.walk(conditions.back());
        if (sunk.more || sunk.columns != 1) return false;
        conditions.pop_back();
        sql::Query without = query;
        hold(std::get<sql::Select>(without.body), conditions);
        if (std::ranges::find(known, without) != known.end()) return true;
    }
    return false;
}

/// Takes every stand-in out of a statement.
class TakeOut : public sql::Walker {
public:
    TakeOut(const std::vector<sql::Query>& known, const guard::Policy& policy)
        : known_(known), policy_(policy) {}

protected:
    void visit(sql::From& from) override {
        const auto* derived = std::get_if<sql::Derived>(&from.node);
        if (derived == nullptr) return;
        if (!is_stand_in(*derived->query, known_, policy_)) return;
        from.node = sql::TableRef{.name = {"stand_in"}};
    }

private:
    const std::vector<sql::Query>& known_;
    const guard::Policy& policy_;
};

/// What is read beside stand-ins must be a table that is seen as it is.
class Inspection : public sql::Walker {
public:
    explicit Inspection(const guard::Sight& sight) : sight_(sight) {}

protected:
    void visit(sql::TableRef& reference) override {
        if (reference.name.size() == 1) return;  // a CTE, or a stand-in
        const Table* table = sight_.schema->table(reference.name[0], reference.name[1]);
        if (table == nullptr || sight_.policy.relation(*table) != nullptr) std::abort();
    }

private:
    const guard::Sight& sight_;
};

}  // namespace

/// The first byte picks a policy, the rest is a statement: whatever the guard approves reads no
/// table that the policy restricts but through what stands in place of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto prepared = [] {
        std::vector<std::pair<guard::Sight, std::vector<sql::Query>>> made;
        for (const std::string_view policy : policies) {
            guard::Sight sight = guard::toy_sight(Dialect::postgres, policy);
            std::vector<sql::Query> known = stand_ins(sight);
            made.emplace_back(std::move(sight), std::move(known));
        }
        return made;
    }();
    if (size == 0) return 0;
    const auto& [sight, known] = prepared[data[0] % prepared.size()];
    const std::string text =
        sql::testing::fuzzed({reinterpret_cast<const char*>(data) + 1, size - 1}, *sight.schema);
    try {
        const guard::ApprovedQuery query = guard::approve(text, *sight.schema, sight.policy);
        sql::Query approved = sql::parse(query.text());
        TakeOut(known, sight.policy).walk(approved);
        Inspection(sight).walk(approved);
    } catch (const Error&) {
        return 0;  // a refusal is an answer
    }
    return 0;
}
