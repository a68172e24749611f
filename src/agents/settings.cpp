#include "agents/settings.hpp"

#include "agents/data.hpp"
#include "base/json.hpp"

#include <algorithm>
#include <cmath>

namespace parlance::agents {

namespace {

struct PriceList {
    std::string as_of;
    std::vector<Price> prices;
};
BOOST_DESCRIBE_STRUCT(PriceList, (), (as_of, prices))

const std::vector<Price>& shipped_prices() {
    static const std::vector<Price> prices = json::read<PriceList>(data::prices).prices;
    return prices;
}

bool fits(std::string_view pattern, std::string_view model) {
    if (!pattern.ends_with('*')) return pattern == model;
    pattern.remove_suffix(1);
    return model.starts_with(pattern);
}

/// The one whose pattern says most; of equal ones the first.
const Price* closest(const std::vector<Price>& prices, std::string_view model) {
    const Price* best = nullptr;
    for (const Price& price : prices) {
        const bool closer = best == nullptr || price.model.size() > best->model.size();
        if (closer && fits(price.model, model)) best = &price;
    }
    return best;
}

}  // namespace

bool is_ready(const Provider& provider) {
    const Endpoint& endpoint = provider.endpoint;
    const auto has_value = [](const Header& header) { return !header.value.empty(); };
    return endpoint.inside || !endpoint.key.empty() ||
           std::ranges::any_of(endpoint.headers, has_value);
}

bool Settings::plays(Role role) const {
    return std::ranges::any_of(of(role).models, [&](const ModelName& model) {
        const Provider* found = provider(model.provider);
        return found != nullptr && is_ready(*found);
    });
}

const Provider* Settings::provider(std::string_view name) const {
    const auto found = std::ranges::find(providers, name, &Provider::name);
    return found == providers.end() ? nullptr : &*found;
}

const Price* price_of(const Settings& settings, std::string_view model) {
    if (const Price* own = closest(settings.prices, model)) return own;
    return closest(shipped_prices(), model);
}

std::int64_t cost_of(const Usage& usage, const Price& price) {
    // A dollar for a million tokens is a millionth of a dollar for each.
    const auto fresh = static_cast<double>(std::max<std::int64_t>(usage.input - usage.cached, 0));
    const double cost = fresh * price.input + static_cast<double>(usage.cached) * price.cached +
                        static_cast<double>(usage.output) * price.output;
    constexpr double noise = 1e-6;  // 3 * 0.1 is a little more than 0.3
    return static_cast<std::int64_t>(std::ceil(cost - noise));
}

}  // namespace parlance::agents
