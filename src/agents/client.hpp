#pragma once

#include "agents/chat.hpp"
#include "agents/trouble.hpp"
#include "base/task.hpp"
#include "net/transport.hpp"

#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <memory>
#include <stop_token>

namespace parlance::agents {

struct ClientOptions {
    int tries_max = 4;
    std::chrono::milliseconds backoff_first{500};  ///< doubles with each try
    std::chrono::milliseconds backoff_max{20'000};
    std::size_t waiting_max = 256;                  ///< in line for an endpoint
    int failures_max = 6;                           ///< in a row, until an endpoint is left alone
    std::chrono::milliseconds rest{30'000};         ///< for so long
    std::chrono::milliseconds patience_min{5'000};  ///< a timeout after less tells nothing of it
};

/// What tests replace: the time, chance (from 0 to 1) and sleeping until stopped.
struct Surroundings {
    std::function<std::chrono::steady_clock::time_point()> now;
    std::function<double()> random;
    std::function<Task<void>(std::chrono::milliseconds, std::stop_token)> sleep;

    [[nodiscard]] static Surroundings real();
};

/// How a chat went, with what it cost: also what failed may have cost tokens.
struct ChatResult {
    std::expected<ChatReply, Trouble> reply;
    Usage usage;
    int tries = 0;
};

/// The reply. Throws the `Error` of the trouble, and `llm_refused` when the model refused.
[[nodiscard]] ChatReply value_of(ChatResult result);

/// Chats with models: with tries again when a failure may pass, within the time of the request;
/// with a bound on how many use an endpoint at once; and leaving alone what keeps failing. What it
/// knows of an endpoint is known for its key too, so that no tenant feels another. Safe to use from
/// any thread; it and its transport outlive their chats.
class Client {
public:
    explicit Client(
        net::Transport& transport,
        ClientOptions options = {},
        Surroundings surroundings = Surroundings::real()
    );
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client();

    Task<ChatResult> chat(Endpoint endpoint, ChatRequest request, std::stop_token stop);

private:
    struct State;
    class States;
    class Chat;

    net::Transport& transport_;
    const ClientOptions options_;
    const Surroundings around_;
    std::unique_ptr<States> states_;
};

}  // namespace parlance::agents
