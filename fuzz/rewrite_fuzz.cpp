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

/// Takes every stand-in out of a statement.
class TakeOut : public sql::Walker {
public:
    explicit TakeOut(const std::vector<sql::Query>& known) : known_(known) {}

protected:
    void visit(sql::From& from) override {
        const auto* derived = std::get_if<sql::Derived>(&from.node);
        if (derived == nullptr) return;
        if (std::ranges::find(known_, *derived->query) == known_.end()) return;
        from.node = sql::TableRef{.name = {"stand_in"}};
    }

private:
    const std::vector<sql::Query>& known_;
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
        TakeOut(known).walk(approved);
        Inspection(sight).walk(approved);
    } catch (const Error&) {
        return 0;  // a refusal is an answer
    }
    return 0;
}
