#include "serve/oauth/clients.hpp"

#include "base/ids.hpp"
#include "serve/oauth/client_text.hpp"
#include "serve/oauth/form.hpp"

#include <array>
#include <chrono>

namespace parlance::serve::oauth {

namespace {

using namespace std::chrono_literals;

constexpr int burst = 20;
constexpr std::chrono::seconds refill{15};
constexpr std::int64_t clients_max = 5000;
/// Those that nobody lets in for so long were tries; when there are too many, the newer ones too.
constexpr std::array<std::chrono::minutes, 2> unused_lives{{std::chrono::hours(24), 10min}};
constexpr std::chrono::days idle_life{180};

/// Makes room by those that nobody uses. False when all are in use.
bool has_room(store::Writer& writer, Instant now) {
    for (const std::chrono::minutes unused : unused_lives) {
        if (store::count_oauth_clients(writer, System{}) < clients_max) return true;
        store::forget_oauth_clients(writer, System{}, now - unused, now - idle_life);
    }
    return store::count_oauth_clients(writer, System{}) < clients_max;
}

}  // namespace

Clients::Clients(store::Store& store, Clock clock)
    : store_(store),
      clock_(clock),
      by_address_(burst, refill, clock),
      documents_(std::move(clock)) {}

Task<std::optional<store::OAuthClient>> Clients::find(std::string id, std::string address) {
    if (is_id(id)) {
        const auto work = [&](store::Reader& reader) {
            return store::oauth_client(reader, System{}, id);
        };
        co_return co_await store_.read(work);
    }
    if (!is_document_id(id)) co_return std::nullopt;
    if (auto kept = documents_.kept(id)) co_return kept;
    by_address_.take(auth::network_of(address));
    co_return co_await documents_.fetch(std::move(id));
}

Task<store::OAuthClient> Clients::add(std::string document, std::string address) {
    by_address_.take(auth::network_of(address));
    store::OAuthClient client = read_client(document);
    client.id = new_id();
    client.created_at = clock_();
    const auto work = [&](store::Writer& writer) {
        const bool room = has_room(writer, client.created_at);
        if (room) store::create_oauth_client(writer, System{}, client);
        return room;
    };
    const bool added = co_await store_.write(work);
    if (!added)
        throw Refusal{"temporarily_unavailable", "There are too many clients already.", 503};
    co_return client;
}

}  // namespace parlance::serve::oauth
