#include "agents/settings_text.hpp"
#include "base/json.hpp"

#include <algorithm>

namespace parlance::agents {

namespace {

ModelProvider form_of(const Provider& provider) {
    const Endpoint& endpoint = provider.endpoint;
    ModelProvider form{
        .name = provider.name,
        .protocol = endpoint.protocol,
        .base_url = endpoint.base_url,
        .has_key = !endpoint.key.empty(),
        .inside = endpoint.inside,
        .at_once_max = static_cast<std::int32_t>(endpoint.at_once_max),
        .streams = endpoint.streams,
        .knows_schemas = endpoint.knows_schemas,
    };
    for (const Header& header : endpoint.headers)
        form.headers.push_back({header.name, std::nullopt});
    return form;
}

ModelRole form_of(const RoleSettings& role) {
    ModelRole form{
        .temperature = role.temperature,
        .output_tokens_max = role.output_tokens_max,
        .time_max_s = static_cast<std::int32_t>(role.time_max / std::chrono::seconds(1)),
        .sends = role.sends,
    };
    for (const ModelName& model : role.models)
        form.models.push_back(model.provider + "/" + model.model);
    return form;
}

TokenBound tokens(const Bound& bound) {
    return {bound.soft, bound.hard};
}

MoneyBound money(const Bound& bound) {
    const auto dollars = [](std::int64_t millionths) {
        return static_cast<double>(millionths) / 1e6;
    };
    return {bound.soft.transform(dollars), bound.hard.transform(dollars)};
}

ModelBudgets form_of(const Budgets& budgets) {
    return {
        tokens(budgets.tokens_day),
        tokens(budgets.tokens_month),
        money(budgets.money_day),
        money(budgets.money_month)
    };
}

void add_secrets(ModelSettings& form, const Settings& settings) {
    for (std::size_t i = 0; i < form.providers.size(); ++i) {
        const Endpoint& endpoint = settings.providers[i].endpoint;
        ModelProvider& out = form.providers[i];
        if (!endpoint.key.empty()) out.key = std::string(endpoint.key.reveal());
        for (std::size_t header = 0; header < endpoint.headers.size(); ++header)
            out.headers[header].value = std::string(endpoint.headers[header].value.reveal());
    }
}

void wipe_secrets(ModelSettings& form) {
    for (ModelProvider& provider : form.providers) {
        if (provider.key) wipe(*provider.key);
        for (ModelHeader& header : provider.headers)
            if (header.value) wipe(*header.value);
    }
}

void keep_secrets(Provider& now, const Provider& before) {
    const bool same_place = now.endpoint.base_url == before.endpoint.base_url &&
                            now.endpoint.protocol == before.endpoint.protocol;
    if (!same_place) return;
    if (now.endpoint.key.empty() && !now.keyless) now.endpoint.key = before.endpoint.key;
    for (Header& header : now.endpoint.headers) {
        const auto& all = before.endpoint.headers;
        const auto old = std::ranges::find(all, header.name, &Header::name);
        if (header.value.empty() && old != all.end()) header.value = old->value;
    }
}

}  // namespace

ModelSettings form_of(const Settings& settings) {
    ModelSettings form{
        .roles =
            {form_of(settings.of(Role::schema)),
             form_of(settings.of(Role::sql)),
             form_of(settings.of(Role::refinement)),
             form_of(settings.of(Role::dashboard))},
        .routing = settings.routing,
        .budgets = form_of(settings.budgets),
        .prices = settings.prices,
    };
    for (const Provider& provider : settings.providers)
        form.providers.push_back(form_of(provider));
    return form;
}

Secret sealed_text_of(const Settings& settings) {
    ModelSettings form = form_of(settings);
    add_secrets(form, settings);
    std::string text = json::to_text(form);
    wipe_secrets(form);
    return Secret(std::move(text));
}

void keep_secrets(Settings& now, const Settings& before) {
    for (Provider& provider : now.providers) {
        const Provider* old = before.provider(provider.name);
        if (old != nullptr) keep_secrets(provider, *old);
    }
}

}  // namespace parlance::agents
