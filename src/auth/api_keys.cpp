#include "auth/api_keys.hpp"

#include "auth/api_key_text.hpp"
#include "auth/permissions.hpp"
#include "store/audit.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <unordered_set>

namespace parlance::auth {

namespace {

constexpr int wrong_burst = 60;
constexpr std::chrono::seconds wrong_refill{2};
/// A key's use is written down at most so often.
constexpr std::int64_t note_every_s = 60;

[[noreturn]] void bad_key() {
    throw Error(
        Failure::unauthenticated,
        "invalid_api_key",
        "The API key is not valid, has expired or was revoked. Make a new one."
    );
}

std::int64_t seconds_of(Instant moment) {
    return std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count();
}

bool is_over(const store::ApiKey& key, Instant now) {
    return key.revoked_at || (key.expires_at && *key.expires_at <= now);
}

std::string raw_hash(const store::ApiKey& key) {
    return from_hex(key.key_hash).value_or("");
}

bool is_private(const boost::asio::ip::address_v4& address) {
    const std::uint32_t bits = address.to_uint();
    return bits >> 24 == 10 || bits >> 20 == 0xac1 || bits >> 16 == 0xc0a8;
}

/// The kind of network that an address is in: enough to notice what does not belong, and no trace
/// of where people are.
const char* network_class(const std::string& text) {
    boost::system::error_code failed;
    auto address = boost::asio::ip::make_address(text, failed);
    if (failed) return "unknown";
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        address = boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
    }
    if (address.is_loopback()) return "this machine";
    const bool inner = address.is_v4() ? is_private(address.to_v4())
                                       : (address.to_v6().to_bytes()[0] & 0xfe) == 0xfc ||
                                             address.to_v6().is_link_local();
    return inner ? "private network" : "internet";
}

store::KeysOf reach_of(const Principal& who) {
    return who.may(Permission::admin) ? store::KeysOf::tenant : store::KeysOf::person;
}

}  // namespace

ApiKeys::ApiKeys(store::Store& store, store::Ledger& ledger, LiveState& people, Clock clock)
    : store_(store),
      ledger_(ledger),
      people_(people),
      clock_(clock),
      wrong_(wrong_burst, wrong_refill, std::move(clock)) {}

std::shared_ptr<const Principal>
ApiKeys::authenticate(std::string_view key, const std::string& address) {
    const Instant now = clock_();
    const Entry entry = is_api_key(key) ? find(std::string(bytes_of(sha256(key)))) : Entry();
    const std::uint64_t stamp = entry ? entry->member->stamp() : 0;
    if (stamp == 0 || entry->ended || is_over(entry->row, now)) {
        wrong_.take(network_of(address));
        bad_key();
    }
    auto who = std::make_shared<Principal>();
    who->tenant_id = entry->row.tenant_id;
    who->user_id = entry->row.user_id;
    who->username = entry->row.username;
    who->role = LiveMember::role_in(stamp);
    who->permissions = both(permissions_of(who->role), entry->scopes);
    who->api_key_id = entry->row.id;
    who->attributes = entry->member->attributes();
    note_use(*entry, now, address);
    return who;
}

void ApiKeys::note_use(Live& key, Instant now, const std::string& address) {
    const std::int64_t now_s = seconds_of(now);
    std::int64_t noted_s = key.noted_s.load();
    if (now_s - noted_s < note_every_s) return;
    if (!key.noted_s.compare_exchange_strong(noted_s, now_s)) return;
    store_.write_later([id = key.row.id, now, from = network_class(address)](store::Writer& writer
                       ) { store::touch_api_key(writer, System{}, id, now, from); });
}

Task<MadeApiKey> ApiKeys::create(Principal who, NewApiKey wanted, Caller caller) {
    MadeApiKey made = prepare_api_key(who, wanted, clock_());
    const auto work = [&](store::Writer& writer) {
        keep_api_key(writer, ledger_, who, made, caller);
    };
    co_await store_.write(work);
    put(made.row);
    co_return made;
}

Task<std::vector<store::ApiKey>> ApiKeys::list(Principal who) {
    const auto work = [&](store::Reader& reader) {
        return store::api_keys(reader, who, reach_of(who));
    };
    co_return co_await store_.read(work);
}

Task<void> ApiKeys::revoke(Principal who, std::string id, Caller caller) {
    const auto work = [&](store::Writer& writer) {
        store::ApiKey key = store::revoke_api_key(writer, who, id, reach_of(who));
        store::AuditEntry entry{
            .door = caller.door, .action = "api_key_revoked", .outcome = "done"
        };
        entry.question = id + " of " + key.username + ": " + key.name;
        entry.request_id = caller.request_id;
        store::append_audit(writer, ledger_, who, entry);
        return key;
    };
    const store::ApiKey key = co_await store_.write(work);
    drop(raw_hash(key));
}

void ApiKeys::load(store::Reader& reader, System, Instant now) {
    // What this process adds while we read is not in what we read, and stays.
    const Instant begun = now;
    std::unordered_set<std::string> alive;
    for (const store::ApiKey& each : store::live_api_keys(reader, System{}, now)) {
        put(each);
        alive.insert(raw_hash(each));
    }
    const std::unique_lock lock(mutex_);
    std::erase_if(keys_, [&](const auto& entry) {
        return entry.second->row.created_at < begun && !alive.contains(entry.first);
    });
}

void ApiKeys::follow(store::Reader& reader, System, Instant since, Instant now) {
    for (const store::ApiKey& each : store::api_keys_changed_since(reader, System{}, since))
        is_over(each, now) ? drop(raw_hash(each)) : put(each);
}

ApiKeys::Entry ApiKeys::find(const std::string& hash) const {
    const std::shared_lock lock(mutex_);
    const auto found = keys_.find(hash);
    return found == keys_.end() ? nullptr : found->second;
}

void ApiKeys::put(const store::ApiKey& row) {
    auto member = people_.member(row.tenant_id, row.user_id);
    if (!member) return;
    auto live = std::make_shared<Live>();
    live->row = row;
    live->scopes = permissions_in(row.scopes);
    live->member = std::move(member);
    if (row.last_used_at) live->noted_s = seconds_of(*row.last_used_at);
    const std::unique_lock lock(mutex_);
    keys_.try_emplace(raw_hash(row), std::move(live));
}

void ApiKeys::drop(const std::string& hash) {
    // It stays, ended: a slow read of the store must not bring it back.
    const Entry entry = find(hash);
    if (entry) entry->ended = true;
}

}  // namespace parlance::auth
