#include "agents/client.hpp"

#include "agents/endpoint_states.hpp"
#include "agents/wire.hpp"
#include "base/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <utility>

namespace parlance::agents {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using Moment = std::chrono::steady_clock::time_point;

namespace {

Task<void> sleep_until_stopped(milliseconds pause, std::stop_token stop) {
    const auto timer =
        std::make_shared<asio::steady_timer>(co_await asio::this_coro::executor, pause);
    const std::stop_callback on_stop(stop, [timer] {
        asio::post(timer->get_executor(), [timer] { timer->cancel(); });
    });
    co_await timer->async_wait(asio::as_tuple(asio::use_awaitable));
}

double random_share() {
    thread_local std::mt19937 engine(std::random_device{}());
    return std::uniform_real_distribution<double>(0, 1)(engine);
}

std::expected<net::Request, Trouble> written(const Endpoint& endpoint, const ChatRequest& request) {
    try {
        return write_request(endpoint, request);
    } catch (const Error&) {
        return std::unexpected(Trouble{.reason = Reason::endpoint_invalid});
    }
}

}  // namespace

Surroundings Surroundings::real() {
    return {
        .now = [] { return std::chrono::steady_clock::now(); },
        .random = random_share,
        .sleep = sleep_until_stopped,
    };
}

ChatReply value_of(ChatResult result) {
    if (!result.reply) throw error_of(result.reply.error());
    if (result.reply->finish == Finish::refused) throw error_of({.reason = Reason::refused});
    return std::move(*result.reply);
}

/// One chat: its tries and what has become of them.
class Client::Chat {
public:
    Chat(Client& client, Endpoint endpoint, ChatRequest request, std::stop_token stop)
        : client_(client),
          endpoint_(std::move(endpoint)),
          request_(std::move(request)),
          stop_(std::move(stop)),
          state_(client.states_->of(endpoint_)),
          deadline_(client.around_.now() + request_.time_max) {
        if (state_->lacks_schemas) endpoint_.knows_schemas = false;
        if (state_->lacks_temperature) request_.temperature.reset();
    }

    Task<ChatResult> run() {
        const auto turn = co_await state_->turns->take(time_left(), stop_);
        if (turn) {
            co_await try_until_settled();
        } else {
            result_.reply = std::unexpected(turn.error());
        }
        note();
        co_return std::move(result_);
    }

private:
    Task<void> try_until_settled() {
        while (may_try()) {
            co_await try_once();
            if (do_without_schema() || do_without_temperature()) continue;
            const auto pause = pause_before_next();
            if (!pause) co_return;
            co_await client_.around_.sleep(*pause, stop_);
            if (stop_.stop_requested()) fail({.reason = Reason::cancelled});
            if (stop_.stop_requested()) co_return;
        }
    }

    /// Whether the endpoint is not left alone just now. After a failed try its trouble stands.
    bool may_try() {
        const std::scoped_lock lock(state_->mutex);
        const auto rest = state_->breaker.rests(client_.around_.now());
        if (rest && result_.tries == 0) fail({.reason = Reason::resting, .retry_after = rest});
        return !rest;
    }

    Task<void> try_once() {
        ++result_.tries;
        const milliseconds time = time_left();
        std::expected<ChatReply, Trouble> reply = co_await ask(time);
        result_.usage += reply ? reply->usage : reply.error().usage;
        tell_breaker(reply ? std::nullopt : std::optional(reply.error().reason), time);
        result_.reply = std::move(reply);
    }

    Task<std::expected<ChatReply, Trouble>> ask(milliseconds time) {
        auto request = written(endpoint_, request_);
        if (!request) co_return std::unexpected(request.error());
        net::Outgoing outgoing{std::move(*request), endpoint_.inside, time};
        const auto reply = co_await client_.transport_.send(std::move(outgoing), stop_);
        if (!reply) co_return std::unexpected(Trouble{.reason = reason_of(reply.error())});
        co_return read_reply(endpoint_.protocol, request_, *reply);
    }

    void tell_breaker(std::optional<Reason> reason, milliseconds time) {
        const bool hasty = reason == Reason::timeout && time < client_.options_.patience_min;
        const std::scoped_lock lock(state_->mutex);
        switch (hasty ? Reason::cancelled : reason.value_or(Reason::bad_reply)) {
            case Reason::unreachable:
            case Reason::timeout:
                return state_->breaker.failed(client_.around_.now());
            case Reason::cancelled:  // these tell nothing of the server
            case Reason::endpoint_invalid:
            case Reason::address_refused:
            case Reason::certificate:
                return;
            default:  // it has answered
                state_->breaker.succeeded();
        }
    }

    [[nodiscard]] bool failed_by(Reason reason) const {
        return !result_.reply && result_.reply.error().reason == reason;
    }

    /// Asks the same again in words when the server takes no schema, and remembers that.
    bool do_without_schema() {
        const bool lacks =
            failed_by(Reason::schema_unsupported) && request_.answer && endpoint_.knows_schemas;
        if (!lacks) return false;
        log::warning("llm_without_schemas", {{"model", endpoint_.model}});
        state_->lacks_schemas = true;
        endpoint_.knows_schemas = false;
        return true;
    }

    /// The same for models that choose their temperature themselves.
    bool do_without_temperature() {
        const bool lacks = failed_by(Reason::temperature_unsupported) && request_.temperature;
        if (!lacks) return false;
        log::warning("llm_without_temperature", {{"model", endpoint_.model}});
        state_->lacks_temperature = true;
        request_.temperature.reset();
        return true;
    }

    /// How long to wait for the next try; none when this one settles it.
    std::optional<milliseconds> pause_before_next() {
        if (result_.reply || !may_pass(result_.reply.error().reason)) return std::nullopt;
        if (result_.tries >= client_.options_.tries_max) return std::nullopt;
        if (!request_.repeat_paid && result_.usage != Usage{}) return std::nullopt;
        const auto wished = result_.reply.error().retry_after.value_or(milliseconds(0));
        const milliseconds pause = wished + backoff();
        constexpr milliseconds worth_a_try{250};
        if (pause + worth_a_try > time_left()) return std::nullopt;
        return pause;
    }

    /// From half of it to all, so that those who failed together do not come back together.
    milliseconds backoff() {
        const auto first = static_cast<double>(client_.options_.backoff_first.count());
        const auto most = static_cast<double>(client_.options_.backoff_max.count());
        const double whole = std::min(first * std::exp2(result_.tries - 1), most);
        return milliseconds(std::llround(whole * (0.5 + client_.around_.random() / 2)));
    }

    [[nodiscard]] milliseconds time_left() const {
        const auto left = std::chrono::ceil<milliseconds>(deadline_ - client_.around_.now());
        return std::max(left, milliseconds(0));
    }

    void fail(Trouble trouble) { result_.reply = std::unexpected(trouble); }

    void note() const {
        log::debug(
            "llm_chat",
            {{"model", endpoint_.model},
             {"outcome", result_.reply ? "reply" : name_of(result_.reply.error().reason)},
             {"tries", result_.tries},
             {"input_tokens", result_.usage.input},
             {"output_tokens", result_.usage.output}}
        );
    }

    Client& client_;
    Endpoint endpoint_;
    ChatRequest request_;
    const std::stop_token stop_;
    const std::shared_ptr<State> state_;
    const Moment deadline_;
    ChatResult result_;
};

Client::Client(net::Transport& transport, ClientOptions options, Surroundings surroundings)
    : transport_(transport),
      options_(options),
      around_(std::move(surroundings)),
      states_(std::make_unique<States>(options_)) {}

Client::~Client() = default;

Task<ChatResult> Client::chat(Endpoint endpoint, ChatRequest request, std::stop_token stop) {
    Chat chat(*this, std::move(endpoint), std::move(request), std::move(stop));
    co_return co_await chat.run();
}

}  // namespace parlance::agents
