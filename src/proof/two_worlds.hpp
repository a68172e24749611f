#pragma once

#include "base/task.hpp"
#include "guard/sight.hpp"
#include "proof/copy.hpp"
#include "proof/worlds.hpp"

#include <boost/describe.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

/// Two worlds: the same statements asked of two databases that differ only in what a policy hides
/// from a person. Whatever differs in an answer tells of what is hidden, whatever the statement
/// was.
namespace parlance::proof {

/// How much one check may take.
struct CheckSize {
    std::size_t statements = 300;
    std::int64_t time_ms = 20'000;
    std::size_t tables = 40;
};

struct CheckRequest {
    std::shared_ptr<const Schema> schema;  ///< all of the source
    guard::PolicyDocument document;
    guard::Asker asker;
    std::vector<std::string> statements;  ///< to be asked before those that are made up
    std::uint64_t seed = 1;
    CheckSize size;
};

/// A statement that the worlds answer differently. The values in it are made up.
struct Giveaway {
    std::string sql;
    std::string world_a;  ///< what it gave: rows, or an error
    std::string world_b;
};
BOOST_DESCRIBE_STRUCT(Giveaway, (), (sql, world_a, world_b))

struct CheckReport {
    bool hides_anything = false;
    std::int64_t asked = 0;
    std::int64_t accepted = 0;      ///< by the guard
    std::int64_t would_differ = 0;  ///< of those asked: without the policy, the worlds differ
    std::int64_t reordered = 0;     ///< the same rows in an order that the engine leaves to chance
    std::int64_t unsettled = 0;     ///< what chance or a time limit decides; they prove nothing
    bool complete = false;          ///< false when the time was over before all were asked
    std::vector<Giveaway> differences;
    std::vector<Unproven> not_proven;
};

/// Asks two worlds statements under `sight`, which may be another policy than they were made for.
class Trial {
public:
    Trial(const Copy& copy, Worlds& worlds, guard::Sight sight, std::uint64_t seed);
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;
    ~Trial();

    Task<void> ask(std::string text, std::stop_token stop);
    /// A made-up statement aimed at what is restricted; the same one for the same number.
    [[nodiscard]] std::string statement(std::size_t number) const;
    [[nodiscard]] CheckReport report() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Makes the worlds in `place` and asks them. Throws `Error` (cancelled).
Task<CheckReport> check_two_worlds(CheckRequest request, Place place, std::stop_token stop);

}  // namespace parlance::proof
