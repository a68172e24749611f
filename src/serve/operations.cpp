#include "serve/operations.hpp"

#include "serve/oauth/operations.hpp"
#include "serve/operations/api_keys.hpp"
#include "serve/operations/audit.hpp"
#include "serve/operations/auth.hpp"
#include "serve/operations/catalog.hpp"
#include "serve/operations/connections.hpp"
#include "serve/operations/context.hpp"
#include "serve/operations/dashboards.hpp"
#include "serve/operations/evaluations.hpp"
#include "serve/operations/knowledge.hpp"
#include "serve/operations/llm.hpp"
#include "serve/operations/policies.hpp"
#include "serve/operations/queries.hpp"
#include "serve/operations/results.hpp"
#include "serve/operations/sign_in.hpp"
#include "serve/operations/system.hpp"
#include "serve/operations/tenant.hpp"
#include "serve/operations/threads.hpp"
#include "serve/operations/tools.hpp"

namespace parlance::serve {

namespace {

std::vector<Operation> all_operations() {
    std::vector<Operation> all;
    for (const auto& of_room : {
             system_operations(),    auth_operations(),       api_key_operations(),
             oauth_operations(),     connection_operations(), file_operations(),
             catalog_operations(),   drift_operations(),      policy_operations(),
             query_operations(),     result_operations(),     context_operations(),
             knowledge_operations(), llm_operations(),        evaluation_operations(),
             history_operations(),   cache_operations(),      log_operations(),
             overview_operations(),  proposal_operations(),   dashboard_operations(),
             tool_operations(),      thread_operations(),     feedback_operations(),
             sign_in_operations(),   tenant_operations(),     audit_operations(),
         }) {
        all.insert(all.end(), of_room.begin(), of_room.end());
    }
    return all;
}

}  // namespace

std::span<const Operation> operations() {
    static const std::vector<Operation> all = all_operations();
    return all;
}

const Operation* find_operation(std::string_view id) {
    const auto all = operations();
    const auto found =
        std::ranges::find_if(all, [&](const Operation& each) { return each.facts.id == id; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace parlance::serve
