#include "cli/eval_models.hpp"

#include "serve/llm/model_settings.hpp"
#include "serve/operations/llm.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace parlance::cli {

namespace {

std::int64_t tokens_of(const agents::Spending& spending) {
    return spending.usage.input + spending.usage.output;
}

bool passes(std::int64_t sum, const agents::Bound& bound) {
    return bound.hard && sum > *bound.hard;
}

std::shared_ptr<const agents::Settings> settings_for(const std::string& file, bool always) {
    constexpr double never_sure = 2;
    agents::Settings settings = serve::settings_in_file(file);
    if (always) settings.routing.engine_alone_from = never_sure;
    if (!settings.plays(agents::Role::sql)) throw serve::llm_not_configured(agents::Role::sql);
    return std::make_shared<const agents::Settings>(std::move(settings));
}

/// What was set aside, as its own name.
std::string written(std::int64_t tokens, std::int64_t cost) {
    return fmt::format("{} {}", tokens, cost);
}

std::pair<std::int64_t, std::int64_t> read(const std::string& reserved) {
    std::int64_t tokens = 0;
    std::int64_t cost = 0;
    const char* const end = reserved.data() + reserved.size();
    const auto first = std::from_chars(reserved.data(), end, tokens);
    if (first.ptr != end) std::from_chars(first.ptr + 1, end, cost);
    return {tokens, cost};
}

}  // namespace

Task<std::expected<std::string, agents::Trouble>> RunPurse::reserve(agents::Spending most) {
    const std::scoped_lock lock(mutex_);
    const std::int64_t tokens = tokens_of(most);
    if (passes(taken_.tokens + tokens, budgets_.tokens_day) ||
        passes(taken_.cost + most.cost, budgets_.money_day))
        co_return std::unexpected(agents::Trouble{.reason = agents::Reason::budget});
    taken_.tokens += tokens;
    taken_.cost += most.cost;
    co_return written(tokens, most.cost);
}

Task<void> RunPurse::settle(std::string reserved, agents::Spending took) {
    const auto [tokens, cost] = read(reserved);
    const std::scoped_lock lock(mutex_);
    taken_.tokens += tokens_of(took) - tokens;
    taken_.cost += took.cost - cost;
    co_return;
}

LocalModels::LocalModels(const std::string& file, bool always)
    : settings_(settings_for(file, always)),
      purse_(std::make_shared<RunPurse>(settings_->budgets)) {}

agents::Agency LocalModels::agency() {
    return {
        .client = &client_,
        .settings = settings_,
        .purse = purse_,
        .cache = nullptr,
        .scope = "eval",
    };
}

}  // namespace parlance::cli
