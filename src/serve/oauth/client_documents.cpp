#include "serve/oauth/client_documents.hpp"

#include "base/json.hpp"
#include "serve/oauth/client_text.hpp"
#include "serve/oauth/form.hpp"
#include "serve/oauth/uri.hpp"

#include <boost/json/object.hpp>

#include <algorithm>

namespace parlance::serve::oauth {

namespace {

constexpr std::size_t id_max = 500;
constexpr std::size_t document_max = std::size_t{64} * 1024;
constexpr std::chrono::milliseconds fetch_max{5000};
constexpr std::chrono::minutes kept_for{10};
constexpr std::size_t kept_max = 500;

net::TransportOptions bounded(net::TransportOptions options) {
    options.reply_bytes_max = document_max;
    options.connect_max = std::min(options.connect_max, fetch_max);
    return options;
}

[[noreturn]] void unusable(const char* why) {
    throw Refusal{"invalid_client", why};
}

bool names_itself(const std::string& document, std::string_view id) {
    try {
        const boost::json::value parsed = json::parse(document);
        const auto* const fields = parsed.if_object();
        const auto* const own = fields != nullptr ? fields->if_contains("client_id") : nullptr;
        return own != nullptr && own->is_string() && own->get_string() == id;
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

bool is_document_id(std::string_view id) {
    const bool plain = id.size() <= id_max && std::ranges::all_of(id, [](char each) {
                           return each > 0x20 && each < 0x7f && each != '"' && each != '\\';
                       });
    if (!plain || !id.starts_with("https://")) return false;
    const auto url = parse_plain_uri(id);
    if (!url || url->encoded_host().empty() || url->has_userinfo()) return false;
    return !url->has_fragment() && !url->has_query() && url->encoded_path().size() > 1 &&
           !id.contains("/./") && !id.contains("/../");
}

ClientDocuments::ClientDocuments(Clock clock, net::TransportOptions transport, net::Inside inside)
    : clock_(std::move(clock)), inside_(inside), transport_(bounded(std::move(transport))) {}

std::optional<store::OAuthClient> ClientDocuments::kept(const std::string& id) {
    const std::scoped_lock lock(mutex_);
    const auto found = kept_.find(id);
    if (found == kept_.end() || found->second.until <= clock_()) return std::nullopt;
    return found->second.client;
}

Task<store::OAuthClient> ClientDocuments::fetch(std::string id) {
    if (!is_document_id(id)) unusable("The client_id is not the address of a document.");
    net::Outgoing outgoing{
        .request = {.url = id, .method = net::Method::get}, .inside = inside_, .time_max = fetch_max
    };
    const auto reply = co_await transport_.send(std::move(outgoing), {});
    if (!reply || reply->status != 200) unusable("The document of the client cannot be had.");
    if (!reply->content_type.contains("json")) unusable("The document of the client is not JSON.");
    if (!names_itself(reply->body, id)) unusable("The document of the client is another one's.");
    store::OAuthClient client = read_client(reply->body);
    client.id = id;
    client.created_at = clock_();
    keep(client);
    co_return client;
}

void ClientDocuments::keep(const store::OAuthClient& client) {
    const std::scoped_lock lock(mutex_);
    const Instant now = clock_();
    if (kept_.size() >= kept_max)
        std::erase_if(kept_, [&](const auto& each) { return each.second.until <= now; });
    if (kept_.size() >= kept_max) kept_.clear();
    kept_[client.id] = {client, now + kept_for};
}

}  // namespace parlance::serve::oauth
