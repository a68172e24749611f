#include "agents/endpoint_states.hpp"

#include "base/crypto.hpp"

#include <fmt/format.h>

namespace parlance::agents {

namespace {

/// Tells endpoints apart without keeping their keys. Lengths stand before the parts, so that no two
/// lists of parts read alike.
std::string name_of(const Endpoint& endpoint) {
    Sha256 hash;
    const auto add = [&hash](std::string_view part) {
        hash.add(fmt::format("{}:", part.size()));
        hash.add(part);
    };
    add(fmt::format(
        "{} {} {} {}",
        static_cast<int>(endpoint.protocol),
        endpoint.inside.machine,
        endpoint.inside.networks,
        endpoint.at_once_max
    ));
    add(endpoint.base_url);
    add(endpoint.model);
    add(endpoint.key.reveal());
    for (const Header& header : endpoint.headers) {
        add(header.name);
        add(header.value.reveal());
    }
    return std::string(bytes_of(hash.finish()));
}

}  // namespace

std::shared_ptr<Client::State> Client::States::of(const Endpoint& endpoint) {
    std::string name = name_of(endpoint);
    const std::scoped_lock lock(mutex_);
    if (const auto found = states_.find(name); found != states_.end()) return found->second;
    if (states_.size() >= most) forget_idle();
    return states_[std::move(name)] = std::make_shared<State>(endpoint.at_once_max, options_);
}

void Client::States::forget_idle() {
    std::erase_if(states_, [](const auto& one) { return one.second.use_count() == 1; });
}

}  // namespace parlance::agents
