#pragma once

#include "agents/breaker.hpp"
#include "agents/client.hpp"
#include "agents/turns.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace parlance::agents {

/// What a client remembers of an endpoint.
struct Client::State {
    State(std::size_t at_once_max, const ClientOptions& options)
        : turns(std::make_shared<Turns>(std::max<std::size_t>(at_once_max, 1), options.waiting_max)
          ),
          breaker(options.failures_max, options.rest) {}

    const std::shared_ptr<Turns> turns;
    std::atomic<bool> lacks_schemas{false};  ///< it has said so
    std::atomic<bool> lacks_temperature{false};
    std::mutex mutex;
    Breaker breaker;  ///< under the mutex
};

/// The states by endpoint. Those that nobody uses are forgotten when there are too many.
class Client::States {
public:
    explicit States(const ClientOptions& options) : options_(options) {}

    [[nodiscard]] std::shared_ptr<State> of(const Endpoint& endpoint);

private:
    void forget_idle();

    static constexpr std::size_t most = 1024;

    const ClientOptions& options_;
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<State>> states_;
};

}  // namespace parlance::agents
