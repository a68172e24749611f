#pragma once

#include "agents/desk.hpp"
#include "base/clock.hpp"
#include "base/principal.hpp"
#include "serve/llm/counts.hpp"
#include "store/ledger.hpp"
#include "store/llm_spending.hpp"
#include "store/store.hpp"

#include <expected>
#include <string>

namespace parlance::serve {

/// A tenant's budgets, and its account of what was spent, in the store. What it refers to outlives
/// it.
class StoredPurse final : public agents::Purse {
public:
    struct Parts {
        store::Store& store;
        store::Ledger& ledger;
        ModelCounts& counts;
        Principal who;
        std::string request_id;
        std::string door;  ///< through which the call came, as the audit tells it
        store::LlmBounds bounds;
        Clock now;
    };

    explicit StoredPurse(Parts parts);

    Task<std::expected<std::string, agents::Trouble>> reserve(agents::Spending most) override;
    Task<void> settle(std::string reserved, agents::Spending took) override;

private:
    /// What runs in the store; it holds all that it needs.
    [[nodiscard]] store::Database::Job
    job_of(const std::string& reserved, const agents::Spending& took) const;

    const Parts parts_;
    bool stops_;   ///< some bound is hard
    bool counts_;  ///< some bound is there
};

}  // namespace parlance::serve
