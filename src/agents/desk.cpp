#include "agents/desk.hpp"

#include "base/crypto.hpp"
#include "base/json.hpp"
#include "base/stopwatch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace parlance::agents {

using std::chrono::milliseconds;

namespace {

/// A hash of parts; their lengths stand before them, so that no two lists of parts read alike.
class Parts {
public:
    void add(std::string_view part) {
        hash_.add(fmt::format("{}:", part.size()));
        hash_.add(part);
    }
    void add(const ChatRequest& request) {
        add(request.system);
        for (const Message& message : request.messages) {
            add(message.speaker == Speaker::user ? "user" : "model");
            add(message.text);
        }
        add(fmt::format("{} {}", request.temperature.value_or(-1), request.output_tokens_max));
        if (!request.answer) return;
        add(request.answer->name);
        add(json::to_text(request.answer->schema));
    }
    [[nodiscard]] std::string finish() { return to_hex(bytes_of(hash_.finish())); }

private:
    Sha256 hash_;
};

std::size_t bytes_of(const ChatRequest& request) {
    std::size_t bytes = request.system.size();
    for (const Message& message : request.messages)
        bytes += message.text.size();
    if (request.answer) bytes += json::to_text(request.answer->schema).size();
    return bytes;
}

/// What a chat may take at the most. Tokens of English and SQL have four bytes; three are on the
/// safe side.
Usage most_of(const ChatRequest& request) {
    constexpr std::size_t token_bytes = 3;
    constexpr std::int64_t frame_tokens = 64;
    return {
        .input = frame_tokens + static_cast<std::int64_t>(bytes_of(request) / token_bytes),
        .output = request.output_tokens_max
    };
}

/// The tokens to count. A provider that was not heard to the end has read the prompt all the same:
/// who leaves in time, again and again, must not ask for nothing.
Usage charged(const ChatResult& result, const Usage& most) {
    const bool unheard = !result.reply && (result.reply.error().reason == Reason::timeout ||
                                           result.reply.error().reason == Reason::cancelled);
    if (!unheard || result.tries == 0 || result.usage != Usage{}) return result.usage;
    return {.input = most.input};
}

/// Whether another model could do no better.
bool ends_chain(Reason reason) {
    return reason == Reason::budget || reason == Reason::cancelled;
}

/// The object of a reply, if it is a whole one that fits.
std::expected<boost::json::object, Trouble>
object_in(const std::expected<ChatReply, Trouble>& reply, const Prompt& prompt) {
    if (!reply) return std::unexpected(reply.error());
    if (reply->finish == Finish::refused) return std::unexpected(Trouble{Reason::refused});
    if (reply->finish == Finish::cut_short) return std::unexpected(Trouble{Reason::cut_short});
    const std::optional<boost::json::object>& object = reply->json;
    const bool fits = object && (!prompt.fits || prompt.fits(*object));
    if (!fits) return std::unexpected(Trouble{Reason::bad_reply});
    return object.value();
}

std::string text_of(const std::expected<ChatReply, Trouble>& reply) {
    if (!reply) return {};
    const std::optional<boost::json::object>& object = reply->json;
    return object ? json::to_text(*object) : std::string();
}

/// The models of the role's chain that can be asked at all.
std::vector<const ModelName*> ready_models(const Settings& settings, Role role) {
    std::vector<const ModelName*> models;
    for (const ModelName& model : settings.of(role).models) {
        const Provider* provider = settings.provider(model.provider);
        if (provider != nullptr && is_ready(*provider)) models.push_back(&model);
    }
    return models;
}

/// What is left for one model when `behind` others may follow it.
milliseconds share_of(milliseconds left, std::size_t behind) {
    return behind == 0 ? left : left * 2 / 3;
}

}  // namespace

Task<Desk::Answer> Desk::ask(Role role, Prompt prompt, std::stop_token stop) {
    const Stopwatch watch;
    const std::vector<const ModelName*> models = ready_models(settings(), role);
    Answer answer = std::unexpected(Trouble{.reason = Reason::key_refused});
    for (std::size_t i = 0; i < models.size(); ++i) {
        constexpr milliseconds worth_a_try{250};
        const auto spent = milliseconds(static_cast<std::int64_t>(watch.ms()));
        const milliseconds left = settings().of(role).time_max - spent;
        if (i > 0 && left < worth_a_try) break;
        const milliseconds share = share_of(left, models.size() - i - 1);
        const Provider& provider = *settings().provider(models[i]->provider);
        answer = co_await ask_one(provider, *models[i], role, prompt, share, stop);
        if (answer || ends_chain(answer.error().reason)) break;
    }
    co_return answer;
}

Task<Desk::Answer> Desk::ask_one(
    const Provider& provider,
    const ModelName& model,
    Role role,
    const Prompt& prompt,
    milliseconds time_max,
    std::stop_token stop
) {
    const Stopwatch watch;
    Endpoint endpoint = provider.endpoint;
    endpoint.model = model.model;
    ChatRequest request = request_of(role, prompt, time_max);
    const std::string key = key_of(role, provider, endpoint, request);

    ChatResult result;
    Spending took{.role = role, .provider = model.provider, .model = model.model};
    const bool remembered = recall(key, prompt, result);
    if (!remembered) result = co_await pay_for(endpoint, std::move(request), took, stop);
    Answer answer = object_in(result.reply, prompt);
    if (answer && !remembered && agency_.cache) agency_.cache->keep(key, *result.reply);
    took.ms = watch.ms();
    note(prompt, took, result, answer, remembered);
    co_return answer;
}

/// Whether the reply is remembered, and fits.
bool Desk::recall(const std::string& key, const Prompt& prompt, ChatResult& result) const {
    if (!agency_.cache) return false;
    std::optional<ChatReply> kept = agency_.cache->find(key);
    if (!kept || !object_in(*kept, prompt)) return false;
    result.reply = std::move(*kept);
    return true;
}

void Desk::note(
    const Prompt& prompt,
    const Spending& took,
    const ChatResult& result,
    const Answer& answer,
    bool remembered
) {
    const bool priced = remembered || price_of(settings(), took.model) != nullptr;
    exchanges_.push_back({
        .role = took.role,
        .task = prompt.task,
        .provider = took.provider,
        .model = took.model,
        .system = prompt.system,
        .messages = prompt.messages,
        .reply = text_of(result.reply),
        .trouble = answer ? std::string() : error_of(answer.error()).code(),
        .usage = took.usage,
        .cost = priced ? std::optional(took.cost) : std::nullopt,
        .ms = took.ms,
        .tries = result.tries,
        .remembered = remembered,
    });
}

/// The chat, between setting aside what it may take and telling what it took.
Task<ChatResult>
Desk::pay_for(const Endpoint& endpoint, ChatRequest request, Spending& took, std::stop_token stop) {
    const Price* price = price_of(settings(), took.model);
    const auto cost = [price](const Usage& usage) { return price ? cost_of(usage, *price) : 0; };
    Spending most = took;
    most.usage = most_of(request);
    most.cost = cost(most.usage);
    std::string reserved;
    if (agency_.purse) {
        auto set_aside = co_await agency_.purse->reserve(most);
        if (!set_aside) co_return ChatResult{.reply = std::unexpected(set_aside.error())};
        reserved = std::move(*set_aside);
    }
    request.repeat_paid = reserved.empty();  // what is set aside is for one try
    const Stopwatch watch;
    ChatResult result = co_await agency_.client->chat(endpoint, std::move(request), stop);
    took.usage = charged(result, most.usage);
    took.cost = cost(took.usage);
    took.ms = watch.ms();
    took.failed = !result.reply || result.reply->finish != Finish::complete;
    if (agency_.purse) co_await agency_.purse->settle(std::move(reserved), took);
    co_return result;
}

ChatRequest Desk::request_of(Role role, const Prompt& prompt, milliseconds time_max) const {
    const RoleSettings& rules = settings().of(role);
    Parts alike;
    alike.add(agency_.scope);
    alike.add(prompt.system);
    return {
        .system = prompt.system,
        .messages = prompt.messages,
        .answer = prompt.answer,
        .temperature = rules.temperature,
        .cache_key = alike.finish().substr(0, 32),
        .output_tokens_max = rules.output_tokens_max,
        .time_max = time_max,
    };
}

std::string Desk::key_of(
    Role role,
    const Provider& provider,
    const Endpoint& endpoint,
    const ChatRequest& request
) const {
    Parts parts;
    parts.add(agency_.scope);
    parts.add(fmt::format("{} {}", static_cast<int>(role), static_cast<int>(endpoint.protocol)));
    parts.add(provider.name);
    parts.add(endpoint.base_url);
    parts.add(endpoint.model);
    parts.add(request);
    return parts.finish();
}

}  // namespace parlance::agents
