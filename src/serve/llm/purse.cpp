#include "serve/llm/purse.hpp"

#include "store/audit.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>
#include <utility>

namespace parlance::serve {

namespace {

store::LlmSpending stored_form(const agents::Spending& took) {
    return {
        .role = boost::describe::enum_to_string(took.role, ""),
        .provider = took.provider,
        .model = took.model,
        .input_tokens = took.usage.input,
        .cached_tokens = took.usage.cached,
        .output_tokens = took.usage.output,
        .cost = took.cost,
        .duration_ms = took.ms,
        .failed = took.failed,
    };
}

agents::Trouble trouble_of(const store::LlmBoundReached& reached, Instant now) {
    agents::Trouble trouble{agents::Reason::budget};
    trouble.retry_after = std::chrono::ceil<std::chrono::milliseconds>(reached.resets_at - now);
    return trouble;
}

store::AuditEntry
warning_of(store::LlmBudget budget, const std::string& door, const std::string& request_id) {
    store::AuditEntry entry;
    entry.door = door;
    entry.action = std::string("llm_budget_") + boost::describe::enum_to_string(budget, "");
    entry.outcome = "warned";
    entry.request_id = request_id;
    return entry;
}

bool is_hard(const store::LlmBound& bound) {
    return bound.hard.has_value();
}

bool is_there(const store::LlmBound& bound) {
    return bound.hard || bound.soft;
}

}  // namespace

StoredPurse::StoredPurse(Parts parts)
    : parts_(std::move(parts)),
      stops_(std::ranges::any_of(parts_.bounds.each, is_hard)),
      counts_(std::ranges::any_of(parts_.bounds.each, is_there)) {}

Task<std::expected<std::string, agents::Trouble>> StoredPurse::reserve(agents::Spending most) {
    if (!stops_) co_return std::string();
    const Instant now = parts_.now();
    const store::LlmAmounts amounts{most.usage.input + most.usage.output, most.cost};
    const auto work = [&](store::Writer& writer) {
        return store::reserve_llm_spending(writer, parts_.who, amounts, parts_.bounds, now);
    };
    auto reserved = co_await parts_.store.write(work);
    if (!reserved) co_return std::unexpected(trouble_of(reserved.error(), now));
    co_return std::move(*reserved);
}

store::Database::Job StoredPurse::job_of(const std::string& reserved, const agents::Spending& took)
    const {
    return [&ledger = parts_.ledger,
            who = parts_.who,
            request_id = parts_.request_id,
            door = parts_.door,
            bounds = parts_.bounds,
            now = parts_.now(),
            took = stored_form(took),
            reserved](store::Writer& writer) {
        const auto reached = store::settle_llm_spending(writer, who, reserved, took, bounds, now);
        for (const store::LlmBudget budget : reached)
            store::append_audit(writer, ledger, who, warning_of(budget, door, request_id));
    };
}

/// Where nothing is bounded, nobody waits for the account.
Task<void> StoredPurse::settle(std::string reserved, agents::Spending took) {
    parts_.counts.add(took);
    auto job = job_of(reserved, took);
    if (!counts_) {
        parts_.store.write_later(std::move(job));
        co_return;
    }
    co_await parts_.store.write(std::move(job));
}

}  // namespace parlance::serve
