#pragma once

#include "guard/approved_query.hpp"
#include "guard/policy.hpp"
#include "guard/shape.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace parlance::guard {

/// Approved statements of one person's sight of one source, by their shape: a statement that
/// differs from an earlier one only in constants that a column is compared with is approved without
/// being parsed. Those constants travel as typed parameters; all others, such as those of LIMIT,
/// positions, intervals and patterns, are part of what must be equal. A new schema or policy means
/// a new cache. Safe from every thread.
class PlanCache {
public:
    PlanCache(std::shared_ptr<const Schema> schema, Policy policy, std::size_t plans_max = 1000);

    /// As `guard::approve`, with these limits in place of the policy's.
    [[nodiscard]] ApprovedQuery approve(std::string_view text, const Limits& limits);

    struct Counts {
        std::size_t hits = 0;
        std::size_t misses = 0;
    };
    [[nodiscard]] Counts counts() const;

private:
    /// A plan for those values of the slots that it does not take as parameters.
    struct Variant {
        std::vector<Slot> fixed;             ///< `at` is the index of the slot
        std::vector<std::size_t> arguments;  ///< the slots that are parameters, in their order
        std::shared_ptr<const Plan> plan;
        std::vector<Bound> rest;  ///< parameters behind those
    };
    using Variants = std::vector<std::shared_ptr<const Variant>>;

    [[nodiscard]] std::shared_ptr<const Variant> find(const Shape& shape);
    void keep(const std::string& key, std::shared_ptr<const Variant> variant);
    static bool fits(const Variant& variant, const Shape& shape);
    [[nodiscard]] ApprovedQuery made_anew(std::string_view text, const Policy& policy, Shape shape);

    std::shared_ptr<const Schema> schema_;
    Policy policy_;
    std::size_t plans_max_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Variants> young_;  ///< by shape, in two generations
    std::unordered_map<std::string, Variants> old_;
    Counts counts_;
};

}  // namespace parlance::guard
