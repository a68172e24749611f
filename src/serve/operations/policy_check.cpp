#include "serve/operations/policy_check.hpp"

#include "ask/policy_check.hpp"
#include "serve/operations/policy_shapes.hpp"
#include "serve/operations/written_policy.hpp"

#include <utility>

namespace parlance::serve {

namespace {

Task<PolicyCheckShape> check_policy(Services& with, Call& call, PolicyCheckRequest request) {
    ask::PolicyCheck check{.as = std::move(request.as), .draft = draft_of(request.document)};
    check.statements = std::move(request.statements);
    check.seed = static_cast<std::uint64_t>(request.seed.value_or(1));
    if (request.count) check.size.statements = static_cast<std::size_t>(*request.count);
    proof::CheckReport report = co_await ask::check_policy(
        desk_of(with), call.who(), request.connection_id.value_or(""), std::move(check), call.stop
    );
    PolicyCheckShape shape{.passed = report.differences.empty()};
    shape.hides_anything = report.hides_anything;
    shape.complete = report.complete;
    shape.asked = report.asked;
    shape.accepted = report.accepted;
    shape.would_differ = report.would_differ;
    shape.reordered = report.reordered;
    shape.unsettled = report.unsettled;
    shape.differences = std::move(report.differences);
    shape.not_proven = std::move(report.not_proven);
    co_return shape;
}

}  // namespace

Operation policy_check_operation() {
    const Facts facts{
        .method = Method::post,
        .path = "/api/v1/policies/check",
        .id = "check_policy",
        .summary = "Looks for what a policy lets through, in two made-up copies of the source.",
        .tag = "policies",
        .access = Access::admin,
    };
    return operation(facts, &check_policy);
}

}  // namespace parlance::serve
