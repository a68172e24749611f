#include "serve/llm/model_settings.hpp"

#include "agents/settings_text.hpp"
#include "base/json.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace parlance::serve {

namespace {

using agents::Endpoint;
using agents::Inside;
using agents::Provider;

constexpr std::size_t file_bytes_max = std::size_t{1} << 20;

store::LlmKeyPlace place_of(const Provider& provider, std::string header = {}) {
    return {provider.name, provider.endpoint.base_url, std::move(header)};
}

Inside both(Inside left, Inside right) {
    return {left.machine && right.machine, left.networks && right.networks};
}

/// The address that stands in the URL itself; a name is only known when it is resolved.
std::optional<boost::asio::ip::address> literal_address(const Endpoint& endpoint) {
    const auto url = boost::urls::parse_uri(endpoint.base_url);
    if (!url) return std::nullopt;
    if (url->host() == "localhost") return boost::asio::ip::address_v4::loopback();
    boost::system::error_code none;
    auto address = boost::asio::ip::make_address(url->host_address(), none);
    if (none) return std::nullopt;
    return address;
}

std::string text_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (!file || text.empty() || text.size() > file_bytes_max)
        throw Error(Failure::invalid, "bad_setting", "cannot be read");
    return text;
}

/// The first thing that is wrong; people mend one at a time.
std::string first_trouble(const Error& error) {
    std::string text = error.message();
    if (!error.faults().empty()) {
        const Fault& first = error.faults().front();
        text = first.pointer + " " + first.detail;
    }
    while (text.ends_with('.'))
        text.pop_back();
    return text;
}

}  // namespace

agents::Settings open_settings(
    store::Reader& reader,
    store::Vault& vault,
    const Principal& who,
    std::string_view document
) {
    agents::Settings settings = agents::read_settings(document, {.inside = true});
    for (Provider& provider : settings.providers) {
        if (auto key = store::llm_key(reader, vault, who, place_of(provider)))
            provider.endpoint.key = std::move(*key);
        for (agents::Header& header : provider.endpoint.headers) {
            if (auto value = store::llm_key(reader, vault, who, place_of(provider, header.name)))
                header.value = std::move(*value);
        }
    }
    return settings;
}

std::vector<store::LlmKey> keys_of(const agents::Settings& settings) {
    std::vector<store::LlmKey> keys;
    for (const Provider& provider : settings.providers) {
        const Endpoint& endpoint = provider.endpoint;
        if (!endpoint.key.empty()) keys.push_back({place_of(provider), endpoint.key});
        for (const agents::Header& header : endpoint.headers) {
            if (!header.value.empty())
                keys.push_back({place_of(provider, header.name), header.value});
        }
    }
    return keys;
}

agents::Settings within(agents::Settings settings, Inside allowed) {
    std::erase_if(settings.providers, [&](const Provider& provider) {
        return provider.endpoint.inside && !both(provider.endpoint.inside, allowed);
    });
    for (Provider& provider : settings.providers)
        provider.endpoint.inside = both(provider.endpoint.inside, allowed);
    return settings;
}

std::vector<Fault> faults_of_addresses(const agents::Settings& settings, Inside allowed) {
    std::vector<Fault> faults;
    for (std::size_t i = 0; i < settings.providers.size(); ++i) {
        const Endpoint& endpoint = settings.providers[i].endpoint;
        const auto address = literal_address(endpoint);
        const Inside reach = both(endpoint.inside, allowed);
        if (!address || net::may_connect(*address, reach, false)) continue;
        const bool unsaid = !endpoint.inside && net::may_connect(*address, allowed, false);
        faults.push_back(
            {fmt::format("/providers/{}/base_url", i),
             unsaid ? "lies inside: set `inside` to say that this is meant"
                    : "lies where this server lets nobody connect"}
        );
    }
    return faults;
}

agents::Settings settings_in_file(const std::string& path) {
    try {
        return agents::read_settings(text_of(path), {.environment = true, .inside = true});
    } catch (const Error& error) {
        throw Error(
            Failure::invalid,
            "bad_setting",
            fmt::format("The models file {}: {}.", path, first_trouble(error))
        );
    }
}

store::LlmBounds bounds_of(const agents::Budgets& budgets) {
    const auto bound = [](const agents::Bound& from) {
        return store::LlmBound{from.soft, from.hard};
    };
    return {
        {bound(budgets.tokens_day),
         bound(budgets.tokens_month),
         bound(budgets.money_day),
         bound(budgets.money_month)}
    };
}

}  // namespace parlance::serve
