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
        .door = std::string(call.door_name),
        .bounds = bounds_of(settings.budgets),
        .now = with.now,
    });
}

std::optional<agents::Agency> agency_of(
    Services& with,
    const Call& call,
    std::shared_ptr<const agents::Settings> settings,
    const agents::Settings& budgeted
) {
    if (!somebody_plays(*settings)) return std::nullopt;
    return agents::Agency{
        .client = &with.models->client(),
        .settings = std::move(settings),
        .purse = purse_of(with, call, budgeted),
        .scope = call.who().tenant_id,
    };
}

/// On a source: what was replied before to the same rights may be used again.
void put_on(agents::Agency& agency, Services& with, const Call& call, const catalog::View& view) {
    agency.cache =
        std::make_shared<agents::MemoryReplyCache>(with.models->replies(), call.who().tenant_id);
    for (const std::string& part :
         {view.connection_id, view.policy.identity, view.version, view.knowledge_version})
        agency.scope += '\n' + part;
}

}  // namespace

Task<std::optional<agents::Agency>> agency_for(Services& with, const Call& call) {
    if (!with.models) co_return std::nullopt;
    const ModelsInForce held = co_await with.models->in_force(call.who());
    co_return agency_of(with, call, held.settings, *held.settings);
}

Task<std::optional<agents::Agency>>
agency_for(Services& with, const Call& call, const catalog::View& view) {
    std::optional<agents::Agency> agency = co_await agency_for(with, call);
    if (agency) put_on(*agency, with, call, view);
    co_return agency;
}

Task<std::optional<agents::Agency>> agency_with(
    Services& with,
    const Call& call,
    const catalog::View& view,
    std::shared_ptr<const agents::Settings> settings
) {
    if (!with.models) co_return std::nullopt;
    const ModelsInForce held = co_await with.models->in_force(call.who());
    auto agency = agency_of(with, call, std::move(settings), *held.settings);
    if (agency) put_on(*agency, with, call, view);
    co_return agency;
}

}  // namespace parlance::serve
