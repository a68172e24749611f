#pragma once

#include "base/task.hpp"
#include "base/threads.hpp"
#include "connectors/made_database.hpp"
#include "proof/copy.hpp"
#include "sql/random/aimed.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

/// Two copies of a source with made-up rows, equal in all that the person of the copy may see and
/// different in what the policy hides from them.
namespace parlance::proof {

/// Where the copies stand while they are asked.
struct Place {
    std::filesystem::path folder;  ///< exists
    std::string stem;              ///< their files begin with it, and end with `.part`
    BlockingPool& blocking;
};

struct Worlds {
    std::unique_ptr<connectors::MadeDatabase> a;
    std::unique_ptr<connectors::MadeDatabase> b;
    std::vector<Unproven> not_proven;  ///< what could not be made to differ
    sql::Secrets secrets;              ///< what one would guess at: values that differ
};

/// The same worlds for the same seed. Which rows a rule shows is found out by asking the engine for
/// the condition alone, without what the guard makes of it. Throws `Error` (cancelled, internal).
Task<Worlds> make_worlds(const Copy& copy, std::uint64_t seed, Place place, std::stop_token stop);

}  // namespace parlance::proof
