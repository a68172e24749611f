#pragma once

#include "ask/policy_trial.hpp"
#include "base/clock.hpp"
#include "base/principal.hpp"
#include "base/task.hpp"
#include "base/threads.hpp"
#include "catalog/catalog.hpp"
#include "store/audit.hpp"
#include "store/ledger.hpp"
#include "store/policies.hpp"
#include "store/store.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// Where policies are looked at, tried and put in force: the same for the API and the command line.
namespace parlance::ask {

/// What a change of policy needs to reach.
struct Desk {
    store::Store& store;
    store::Ledger& ledger;
    catalog::Catalog& catalog;
    BlockingPool& blocking;
    Clock now = system_now;
};

/// The policy of a connection as an administrator sees it.
struct PolicyOnDesk {
    std::string connection_id;
    store::StoredPolicy policy;
    guard::PolicyDocument document;
    std::vector<PolicyTest> tests;
};

/// Throws `Error` (busy, `connection_not_ready`) while suggestions are being made.
Task<PolicyOnDesk> policy_in_force(Desk desk, Principal who, std::string connection_id);

struct PolicyChange {
    std::string connection_id;
    std::int64_t based_on = 0;  ///< the version that the author has seen
    guard::PolicyDocument document;
    std::optional<std::vector<PolicyTest>> tests;  ///< those of the version before when absent
    std::string note;
    bool force = false;  ///< even when a test or the check fails
    std::string door = "http";
    std::string request_id;
};

struct PolicyPut {
    std::int64_t version = 0;
    std::vector<PolicyTestResult> tests;
};

/// Puts a policy in force at once. Throws `Error`: `policy_invalid` with what is wrong and where,
/// `policy_test_failed` and `policy_check_failed` (conflict) with what failed, `policy_changed`
/// (conflict).
Task<PolicyPut> put_policy(Desk desk, Principal who, PolicyChange change, std::stop_token stop);

/// Throws `Error` (invalid, `policy_invalid`) when the document does not fit the source.
void require_sound(const guard::PolicyDocument& document, const Schema& schema);

/// Runs the tests under `draft`, or under the policy in force.
Task<std::vector<PolicyTestResult>> run_policy_tests(
    Desk desk,
    Principal who,
    std::string connection_id,
    std::vector<PolicyTest> tests,
    std::optional<guard::PolicyDocument> draft,
    std::stop_token stop
);

/// Whom a guise means. Throws `Error` (not_found, `member_not_found`).
Task<guard::Asker> asker_of(store::Store& store, Principal who, Guise guise);

}  // namespace parlance::ask
