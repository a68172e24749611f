#include "serve/llm/agency.hpp"

#include "serve/llm/model_settings.hpp"
#include "serve/llm/models.hpp"
#include "serve/llm/purse.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace parlance::serve {

namespace {

bool somebody_plays(const agents::Settings& settings) {
    using enum agents::Role;
    return std::ranges::any_of(std::array{schema, sql, refinement, dashboard}, [&](auto role) {
        return settings.plays(role);
    });
}

std::shared_ptr<agents::Purse>
purse_of(Services& with, const Call& call, const agents::Settings& settings) {
    return std::make_shared<StoredPurse>(StoredPurse::Parts{
        .store = *with.store,
        .ledger = *with.ledger,
        .counts = with.models->counts(),
        .who = call.who(),
        .request_id = call.request_id,
        .bounds = bounds_of(settings.budgets),
        .now = with.now,
    });
}

}  // namespace

Task<std::optional<agents::Agency>> agency_for(Services& with, const Call& call) {
    if (!with.models) co_return std::nullopt;
    const ModelsInForce held = co_await with.models->in_force(call.who());
    if (!somebody_plays(*held.settings)) co_return std::nullopt;
    co_return agents::Agency{
        .client = &with.models->client(),
        .settings = held.settings,
        .purse = purse_of(with, call, *held.settings),
        .scope = call.who().tenant_id,
    };
}

Task<std::optional<agents::Agency>>
agency_for(Services& with, const Call& call, const catalog::View& view) {
    std::optional<agents::Agency> agency = co_await agency_for(with, call);
    if (!agency) co_return std::nullopt;
    agency->cache =
        std::make_shared<agents::MemoryReplyCache>(with.models->replies(), call.who().tenant_id);
    for (const std::string& part :
         {view.connection_id, view.policy.identity, view.version, view.knowledge_version})
        agency->scope += '\n' + part;
    co_return agency;
}

}  // namespace parlance::serve
