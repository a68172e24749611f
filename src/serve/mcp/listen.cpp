#include "base/outcome.hpp"
#include "catalog/catalog.hpp"
#include "serve/mcp/mailbox.hpp"
#include "serve/mcp/resources.hpp"
#include "serve/mcp/server.hpp"

#include <boost/asio/this_coro.hpp>
#include <boost/json/array.hpp>

#include <algorithm>

namespace parlance::serve::mcp {

namespace {

namespace bj = boost::json;

constexpr std::size_t subscribed_max = 100;

bool asks_for(const bj::object& wanted, std::string_view kind) {
    const bj::value* value = member(&wanted, kind);
    return value != nullptr && value->is_bool() && value->get_bool();
}

/// What of a request for news is honoured.
struct Interest {
    bool tools = false;
    bool prompts = false;
    bool resources = false;
    std::vector<std::string> addresses;

    [[nodiscard]] bj::object honoured() const {
        bj::object told;
        if (tools) told["toolsListChanged"] = true;
        if (prompts) told["promptsListChanged"] = true;
        if (resources) told["resourcesListChanged"] = true;
        if (!addresses.empty())
            told["resourceSubscriptions"] = bj::array(addresses.begin(), addresses.end());
        return told;
    }
};

Interest interest_of(const Turn& turn) {
    const bj::object* wanted = object_member(turn.params(), "notifications");
    if (wanted == nullptr)
        throw RpcError(code::invalid_params, "subscriptions/listen needs notifications.");
    Interest made{
        .tools = asks_for(*wanted, "toolsListChanged"),
        .prompts = asks_for(*wanted, "promptsListChanged"),
        .resources = asks_for(*wanted, "resourcesListChanged"),
    };
    const bj::value* addresses = member(wanted, "resourceSubscriptions");
    if (addresses == nullptr || !addresses->is_array()) return made;
    for (const bj::value& each : addresses->get_array()) {
        if (each.is_string() && made.addresses.size() < subscribed_max)
            made.addresses.emplace_back(each.get_string());
    }
    return made;
}

/// What a piece of news comes to for a client.
std::vector<std::pair<std::string_view, bj::object>>
told(const News& news, const Interest& interest) {
    std::vector<std::pair<std::string_view, bj::object>> all;
    if (news.about == News::About::tools && interest.tools)
        all.emplace_back("notifications/tools/list_changed", bj::object());
    if (news.about == News::About::prompts && interest.prompts)
        all.emplace_back("notifications/prompts/list_changed", bj::object());
    // Whether there are templates for each source depends on what the tools do.
    if (news.about != News::About::prompts && interest.resources)
        all.emplace_back("notifications/resources/list_changed", bj::object());
    if (news.about != News::About::resources) return all;
    for (const std::string& uri : interest.addresses)
        all.emplace_back("notifications/resources/updated", bj::object{{"uri", uri}});
    return all;
}

catalog::Events::Subscription
drifts_to(Services& with, const Principal& who, const std::shared_ptr<Mailbox>& mailbox) {
    if (!with.catalog) return {};
    return with.catalog->events()
        .subscribe(who.tenant_id, {}, [mailbox](const catalog::SchemaChanged& changed) {
            mailbox->put({.schema = std::make_shared<const catalog::SchemaChanged>(changed)});
        });
}

/// Nobody hears of a change to what they do not see.
Task<bool> may_know(Services& with, const Principal& who, const News& news) {
    if (!news.schema) co_return true;
    const auto drift = co_await outcome_of(with.catalog->drift_for(who, *news.schema));
    co_return drift && !drift->empty();
}

}  // namespace

/// Tells news until the client leaves. The first message says what of it will be told.
Task<Result> Server::listen(Turn& turn) {
    const Interest interest = interest_of(turn);
    const bj::object about{{meta::subscription, bj::value(parse_message(turn.message.id))}};
    const auto mailbox = std::make_shared<Mailbox>(co_await boost::asio::this_coro::executor);
    const auto heard = with_.bulletin->subscribe(turn.who->tenant_id, [mailbox](const News& news) {
        mailbox->put(news);
    });
    const auto drifts = drifts_to(with_, *turn.who, mailbox);
    const bj::object acknowledged{{"_meta", about}, {"notifications", interest.honoured()}};
    co_await turn.outlet.send(
        notification("notifications/subscriptions/acknowledged", to_text(acknowledged))
    );
    while (const auto news = co_await mailbox->take(turn.stop)) {
        if (!co_await may_know(with_, *turn.who, *news)) continue;
        for (auto& [method, params] : told(*news, interest)) {
            params["_meta"] = about;
            co_await turn.outlet.send(notification(method, to_text(params)));
        }
    }
    co_return Result{.meta = fmt::format(R"("{}":{})", meta::subscription, turn.message.id)};
}

}  // namespace parlance::serve::mcp
