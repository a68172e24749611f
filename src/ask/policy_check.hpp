#pragma once

#include "ask/policy_desk.hpp"
#include "proof/two_worlds.hpp"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace parlance::ask {

struct PolicyCheck {
    Guise as;
    std::optional<guard::PolicyDocument> draft;  ///< the policy in force when absent
    std::vector<std::string> statements;         ///< to be asked beside those that are made up
    std::uint64_t seed = 1;
    proof::CheckSize size;
};

/// Looks for what a policy lets through: asks two copies of the source, made up and differing only
/// in what is hidden from that person. No row of the tenant's is read. Throws `Error`:
/// `policy_invalid` when the draft does not fit the source, `query_cancelled`.
Task<proof::CheckReport> check_policy(
    Desk desk,
    Principal who,
    std::string connection_id,
    PolicyCheck check,
    std::stop_token stop
);

/// One of each role that a policy restricts: those of its rules, analysts and viewers, with a
/// made-up value of every attribute that row rules ask for.
[[nodiscard]] std::vector<Guise> restricted_guises(const guard::PolicyDocument& document);

/// A short check before a policy comes into force, for everybody whom it restricts. Throws `Error`
/// (conflict, `policy_check_failed`) with the statements that tell what is hidden.
Task<void> require_worlds_alike(
    Desk desk,
    Principal who,
    std::string connection_id,
    const guard::PolicyDocument& document,
    std::stop_token stop
);

}  // namespace parlance::ask
