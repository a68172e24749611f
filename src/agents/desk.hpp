#pragma once

#include "agents/chat.hpp"
#include "agents/client.hpp"
#include "agents/settings.hpp"
#include "agents/trouble.hpp"
#include "base/task.hpp"

#include <boost/json/object.hpp>

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace parlance::agents {

/// Tokens and money that a call takes, or may take at the most.
struct Spending {
    Role role = Role::sql;
    std::string provider;
    std::string model;
    Usage usage;
    std::int64_t cost = 0;  ///< millionths of a US dollar
    double ms = 0;
    bool failed = false;
};

/// Where tokens and money come from: one tenant's budgets.
class Purse {
public:
    Purse() = default;
    Purse(const Purse&) = delete;
    Purse& operator=(const Purse&) = delete;
    virtual ~Purse() = default;

    /// Sets aside what a call may take at the most, before it is made; the value names it. A
    /// trouble (`budget`) when that would pass a hard bound.
    virtual Task<std::expected<std::string, Trouble>> reserve(Spending most) = 0;
    /// What it took; the rest is free again.
    virtual Task<void> settle(std::string reserved, Spending took) = 0;
};

/// Replies that were given before to exactly the same request in the same scope. Safe to use from
/// any thread.
class ReplyCache {
public:
    ReplyCache() = default;
    ReplyCache(const ReplyCache&) = delete;
    ReplyCache& operator=(const ReplyCache&) = delete;
    virtual ~ReplyCache() = default;

    [[nodiscard]] virtual std::optional<ChatReply> find(const std::string& key) = 0;
    virtual void keep(const std::string& key, const ChatReply& reply) = 0;
};

/// All that is needed to have models work for one tenant.
struct Agency {
    Client* client = nullptr;
    std::shared_ptr<const Settings> settings;
    std::shared_ptr<Purse> purse;
    std::shared_ptr<ReplyCache> cache;  ///< may be null
    std::string scope;                  ///< tenant and policy: replies are shared within it only
};

/// One call of a model as it was made: for provenance and for the transcript.
struct Exchange {
    Role role = Role::sql;
    std::string task;  ///< such as `write`, `repair`, `link`
    std::string provider;
    std::string model;
    std::string system;
    std::vector<Message> messages;
    std::string reply;    ///< JSON, as it was read; empty when there is none
    std::string trouble;  ///< stable code; empty when it went well
    Usage usage;
    std::optional<std::int64_t> cost;  ///< millionths of a US dollar; none: the price is unknown
    double ms = 0;
    int tries = 0;
    bool remembered = false;  ///< the reply came from the cache
};

/// What a role is told.
struct Prompt {
    std::string task;
    std::string system;
    std::vector<Message> messages;
    AnswerSchema answer;
    /// Whether the object is what was asked for; one that is not counts as no answer. None: any is.
    std::function<bool(const boost::json::object&)> fits;
};

/// The desk at which the roles work for one question: calls the models of a role in turn until one
/// answers, within budget and time, and keeps what was said. For one executor at a time.
class Desk {
public:
    explicit Desk(Agency agency) : agency_(std::move(agency)) {}

    [[nodiscard]] const Settings& settings() const { return *agency_.settings; }

    /// The object that the role's model answered and that fits. A trouble is that of the last
    /// model; one that no other model could mend (the budget, the person left) ends the chain.
    Task<std::expected<boost::json::object, Trouble>>
    ask(Role role, Prompt prompt, std::stop_token stop);

    /// What was said so far, in the order in which it ended.
    [[nodiscard]] const std::vector<Exchange>& exchanges() const { return exchanges_; }

private:
    using Answer = std::expected<boost::json::object, Trouble>;

    Task<Answer> ask_one(
        const Provider& provider,
        const ModelName& model,
        Role role,
        const Prompt& prompt,
        std::chrono::milliseconds time_max,
        std::stop_token stop
    );
    Task<ChatResult>
    pay_for(const Endpoint& endpoint, ChatRequest request, Spending& took, std::stop_token stop);
    [[nodiscard]] bool recall(const std::string& key, const Prompt& prompt, ChatResult& result)
        const;
    void note(
        const Prompt& prompt,
        const Spending& took,
        const ChatResult& result,
        const Answer& answer,
        bool remembered
    );
    [[nodiscard]] ChatRequest
    request_of(Role role, const Prompt& prompt, std::chrono::milliseconds time_max) const;
    [[nodiscard]] std::string key_of(
        Role role,
        const Provider& provider,
        const Endpoint& endpoint,
        const ChatRequest& request
    ) const;

    Agency agency_;
    std::vector<Exchange> exchanges_;
};

}  // namespace parlance::agents
