#include "auth/oidc/providers.hpp"

#include "auth/oidc/words.hpp"
#include "base/json.hpp"
#include "base/log.hpp"

#include <algorithm>

namespace parlance::auth::oidc {

namespace bj = boost::json;

namespace {

constexpr std::chrono::minutes kept_for{10};
constexpr std::chrono::seconds keys_asked_every{30};
constexpr std::chrono::milliseconds reply_max{10'000};
constexpr std::size_t bytes_max = std::size_t{512} * 1024;
constexpr std::size_t issuers_max = 1000;

net::TransportOptions bounded(net::TransportOptions options) {
    options.reply_bytes_max = bytes_max;
    return options;
}

bj::object object_of(std::string_view text, std::string_view part) {
    try {
        bj::value parsed = json::parse(text);
        if (bj::object* fields = parsed.if_object()) return std::move(*fields);
    } catch (const Error&) {
    }
    unavailable(part);
}

KeyRing key_ring(const std::string& text) {
    try {
        return KeyRing(text);
    } catch (const Error&) {
        unavailable("keys");
    }
}

/// RFC 6749 §5.2.
bool is_client_refused(const net::Reply& reply) {
    return reply.status == 401 || (reply.status == 400 && reply.body.contains("invalid_client"));
}

[[noreturn]] void client_refused() {
    throw Error(
        Failure::upstream,
        "oidc_client_refused",
        "The sign-in provider does not accept the client id or the secret of this team. One of its "
        "administrators has to set them right."
    );
}

}  // namespace

Providers::Providers(Clock clock, net::Inside inside, net::TransportOptions options)
    : clock_(std::move(clock)), inside_(inside), transport_(bounded(std::move(options))) {}

Providers::Known Providers::known(const std::string& issuer) {
    const std::scoped_lock lock(mutex_);
    if (known_.size() > issuers_max) known_.clear();
    return known_[issuer];
}

Task<std::shared_ptr<const Document>> Providers::document(std::string issuer) {
    const Instant now = clock_();
    const Known held = known(issuer);
    if (held.document && now - held.document_at < kept_for) co_return held.document;
    if (!net::is_usable(issuer, inside_)) unavailable("address");
    net::Request request{.url = document_url(issuer), .method = net::Method::get};
    const std::string text = co_await fetch(std::move(request), "document");
    auto read = std::make_shared<const Document>(read_document(text, issuer, inside_));
    const std::scoped_lock lock(mutex_);
    Known& entry = known_[issuer];
    entry.document = read;
    entry.document_at = now;
    co_return read;
}

Task<Vouched> Providers::redeem(std::string issuer, Trade trade, std::string nonce) {
    const auto from = co_await document(issuer);
    const std::string client_id = trade.client_id;
    const std::string text = co_await fetch(token_request(*from, trade), "token");
    const bj::object reply = object_of(text, "token");
    const std::string token = word_of(reply, "id_token");
    const auto keys = co_await keys_for(*from, token);
    const Expected expected{issuer, client_id, std::move(nonce), clock_()};
    Vouched vouched = read_id_token(token, *keys, expected);
    vouched.id_token = Secret(std::string_view(token));
    Secret access(word_of(reply, "access_token"));
    if (!vouched.email && !access.empty()) co_await ask_userinfo(*from, vouched, std::move(access));
    co_return vouched;
}

Task<std::shared_ptr<const KeyRing>>
Providers::keys_for(const Document& document, std::string token) {
    const Instant now = clock_();
    const Known held = known(document.issuer);
    const bool fits = held.keys && held.keys->has_key_of(token) && now - held.keys_at < kept_for;
    // A provider that is asked for each invented name would be flooded through us.
    if (fits || (held.keys && now - held.keys_at < keys_asked_every)) co_return held.keys;
    net::Request request{.url = document.jwks_uri, .method = net::Method::get};
    const std::string text = co_await fetch(std::move(request), "keys");
    auto fresh = std::make_shared<const KeyRing>(key_ring(text));
    const std::scoped_lock lock(mutex_);
    Known& entry = known_[document.issuer];
    entry.keys = fresh;
    entry.keys_at = now;
    co_return fresh;
}

Task<void>
Providers::ask_userinfo(const Document& document, Vouched& vouched, Secret access_token) {
    if (document.userinfo_endpoint.empty()) co_return;
    net::Request request{.url = document.userinfo_endpoint, .method = net::Method::get};
    request.headers.push_back(
        {"Authorization", Secret("Bearer " + std::string(access_token.reveal()))}
    );
    if (!net::are_usable(request.headers)) co_return;
    const std::string text = co_await fetch(std::move(request), "userinfo");
    add_userinfo(vouched, object_of(text, "userinfo"));
}

Task<std::string> Providers::fetch(net::Request request, std::string_view part) {
    net::Outgoing outgoing{.request = std::move(request), .inside = inside_, .time_max = reply_max};
    const auto reply = co_await transport_.send(std::move(outgoing), {});
    if (!reply) {
        log::warning("oidc_unreachable", {{"part", part}, {"why", net::name_of(reply.error())}});
        unavailable(part);
    }
    if (part == "token" && is_client_refused(*reply)) client_refused();
    // The provider says no to a code, or to us: its words stay out.
    if (part == "token" && reply->status >= 400 && reply->status < 500) refused("code");
    if (reply->status != 200) unavailable(part);
    co_return reply->body;
}

}  // namespace parlance::auth::oidc
