#pragma once

#include "agents/desk.hpp"
#include "agents/testing/model_server.hpp"
#include "base/json.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::agents::testing {

/// What a model of Chat Completions says whose answer is this object.
inline std::vector<Step> answers(std::string_view object) {
    std::string quoted;
    json::quote(quoted, object);
    return says(std::string_view(quoted).substr(1, quoted.size() - 2));
}

/// The `number`-th message of a request, from 0: the system text comes first.
inline std::string message_of(const std::string& request, std::size_t number) {
    const auto body = json::parse(request.substr(request.find("\r\n\r\n") + 4));
    return std::string(body.at("messages").as_array().at(number).at("content").as_string());
}

/// Desks whose chain of models are servers on this machine, in their order.
class DeskTest : public ::testing::Test {
protected:
    static std::shared_ptr<Settings> settings(const std::vector<const ModelServer*>& servers) {
        auto settings = std::make_shared<Settings>();
        for (std::size_t i = 0; i < servers.size(); ++i) {
            const std::string name = "p" + std::to_string(i);
            Provider provider{.name = name};
            provider.endpoint.base_url = servers[i]->url();
            provider.endpoint.inside = true;
            provider.endpoint.streams = false;
            settings->providers.push_back(std::move(provider));
            for (RoleSettings& role : settings->roles)
                role.models.push_back({name, "m" + std::to_string(i)});
        }
        settings->prices = {{"m*", 1'000'000, 500'000, 2'000'000}};
        return settings;
    }
    Agency agency(std::shared_ptr<const Settings> settings) {
        return {.client = &client_, .settings = std::move(settings), .scope = "t"};
    }
    Agency agency(const std::vector<const ModelServer*>& servers) {
        return agency(settings(servers));
    }

    net::Transport transport_;
    Client client_{transport_, {.tries_max = 1}};
};

}  // namespace parlance::agents::testing
