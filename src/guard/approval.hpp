#pragma once

#include "guard/approve.hpp"
#include "guard/parametrise.hpp"
#include "guard/rewrite.hpp"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

/// How an `ApprovedQuery` is made. Only `guard/approve.cpp` and `guard/plan_cache.cpp` include
/// this.
namespace parlance::guard {

/// The tree of text that is PostgreSQL's own; none when it may be in another product's spelling.
[[nodiscard]] std::optional<sql::Query> parsed_plainly(std::string_view text);

/// Makes the one thing that may run.
class Approval {
public:
    Approval(const Schema& schema, const Policy& policy) : schema_(schema), policy_(policy) {}

    /// `text` is what `query` was parsed from. With `arguments`, constants of it become parameters.
    [[nodiscard]] ApprovedQuery
    approve(sql::Query query, std::string_view text, Arguments* arguments) const;

    /// A statement that has a plan already.
    [[nodiscard]] static ApprovedQuery assemble(
        std::shared_ptr<const Plan> plan,
        std::string_view text,
        std::vector<Bound> parameters
    );
    [[nodiscard]] static std::shared_ptr<const Plan> plan_of(const ApprovedQuery& query);

private:
    void tell_lineage(Plan& plan, const sql::Resolved& resolved, const Rewritten& rewritten) const;

    const Schema& schema_;
    const Policy& policy_;
};

}  // namespace parlance::guard
