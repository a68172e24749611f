#include "auth/authenticator.hpp"

#include "auth/permissions.hpp"
#include "base/error.hpp"

namespace parlance::auth {

namespace {

constexpr std::size_t entries_per_shard_max = 2048;

[[noreturn]] void not_signed_in(const char* code, const char* message) {
    throw Error(Failure::unauthenticated, code, message);
}

[[noreturn]] void bad_token() {
    not_signed_in("invalid_token", "The access token is not valid or has expired. Sign in again.");
}

[[noreturn]] void session_ended() {
    not_signed_in("session_ended", "This session has ended. Sign in again.");
}

bool is_over(const Claims& claims, Instant now) {
    const std::chrono::sys_seconds end{std::chrono::seconds(claims.expires_at_s)};
    return now >= end + clock_skew;
}

std::shared_ptr<const Principal>
principal_of(const Claims& claims, const LiveSession& session, std::uint64_t stamp) {
    auto who = std::make_shared<Principal>();
    who->tenant_id = claims.tenant_id;
    who->user_id = claims.user_id;
    who->username = claims.subject;
    who->role = LiveMember::role_in(stamp);
    who->permissions = permissions_of(who->role);
    if (session.scopes) who->permissions = both(who->permissions, claims.scopes);
    who->session_id = claims.session_id;
    who->attributes = session.member->attributes();
    return who;
}

}  // namespace

Authenticator::Authenticator(Clock clock) : clock_(std::move(clock)) {}

std::shared_ptr<const Principal>
Authenticator::authenticate(std::string_view token, Audience door) {
    if (token.size() > token_bytes_max) bad_token();
    const Instant now = clock_();
    const Digest digest = sha256(token);
    Shard& shard = shards_[digest[0] % shards_.size()];
    Entry entry = cached(shard, digest);
    const bool fresh = entry == nullptr;
    if (fresh) entry = verify(token, now);
    if (is_over(entry->claims, now)) bad_token();
    if (std::ranges::find(entry->claims.audiences, door) == entry->claims.audiences.end())
        bad_token();
    if (!entry->session->alive.load(std::memory_order_acquire)) session_ended();
    const std::uint64_t stamp = entry->session->member->stamp();
    if (stamp == 0) session_ended();
    if (!fresh && stamp == entry->stamp) return entry->principal;
    auto updated = std::make_shared<Verified>(*entry);
    updated->stamp = stamp;
    updated->principal = principal_of(updated->claims, *entry->session, stamp);
    remember(shard, digest, updated, now);
    return updated->principal;
}

std::string Authenticator::session_of(std::string_view token, Instant now) const {
    const std::shared_ptr<const KeySet> held = keys();
    const std::optional<Claims> claims = held ? held->verify(token, now) : std::nullopt;
    return claims ? claims->session_id : std::string();
}

Authenticator::Entry Authenticator::cached(Shard& shard, const Digest& digest) {
    const std::shared_lock lock(shard.mutex);
    const auto found = shard.entries.find(digest);
    return found == shard.entries.end() ? nullptr : found->second;
}

Authenticator::Entry Authenticator::verify(std::string_view token, Instant now) const {
    const std::shared_ptr<const KeySet> held = keys();
    std::optional<Claims> claims = held ? held->verify(token, now) : std::nullopt;
    if (!claims) bad_token();
    auto entry = std::make_shared<Verified>();
    entry->session = state_.session(claims->session_id);
    if (!entry->session) session_ended();
    const bool same = entry->session->user_id == claims->user_id &&
                      entry->session->tenant_id == claims->tenant_id &&
                      entry->session->scopes.has_value() == !claims->client_id.empty();
    if (!same) bad_token();
    entry->claims = std::move(*claims);
    return entry;
}

void Authenticator::remember(Shard& shard, const Digest& digest, Entry entry, Instant now) {
    const std::unique_lock lock(shard.mutex);
    if (shard.entries.size() >= entries_per_shard_max) {
        std::erase_if(shard.entries, [&](const auto& each) {
            return is_over(each.second->claims, now) || !each.second->session->alive;
        });
        if (shard.entries.size() >= entries_per_shard_max) shard.entries.clear();
    }
    shard.entries[digest] = std::move(entry);
}

void Authenticator::use_keys(std::shared_ptr<const KeySet> keys) {
    {
        const std::unique_lock lock(keys_mutex_);
        keys_ = std::move(keys);
    }
    for (Shard& shard : shards_) {
        const std::unique_lock lock(shard.mutex);
        shard.entries.clear();
    }
}

std::shared_ptr<const KeySet> Authenticator::keys() const {
    const std::shared_lock lock(keys_mutex_);
    return keys_;
}

}  // namespace parlance::auth
