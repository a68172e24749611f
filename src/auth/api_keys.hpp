#pragma once

#include "auth/caller.hpp"
#include "auth/live_state.hpp"
#include "auth/scopes.hpp"
#include "auth/throttle.hpp"
#include "base/crypto.hpp"
#include "base/task.hpp"
#include "store/api_keys.hpp"
#include "store/ledger.hpp"
#include "store/store.hpp"

#include <atomic>
#include <chrono>
#include <cstring>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace parlance::auth {

inline constexpr std::chrono::days api_key_life{90};
inline constexpr std::chrono::days api_key_life_max{365};

/// What a key shall be.
struct NewApiKey {
    std::string name;
    Permissions scopes;  ///< what it may do; broader ones imply narrower ones
    std::optional<std::chrono::days> life = api_key_life;  ///< nothing: for ever
};

struct MadeApiKey {
    Secret key;  ///< told this once
    store::ApiKey row;
};

/// A key of this person, not yet kept. Throws `Error` when the person may not have such a key:
/// `invalid_fields`, `scope_too_high`, `api_key_must_expire`.
[[nodiscard]] MadeApiKey
prepare_api_key(const Principal& who, const NewApiKey& wanted, Instant now);
/// Keeps it, within another change. Throws `Error`: `too_many_api_keys` (conflict), and
/// `member_not_found` for somebody who has left.
void keep_api_key(
    store::Writer& writer,
    store::Ledger& ledger,
    const Principal& who,
    const MadeApiKey& made,
    const Caller& caller
);

/// The keys that work, in memory by their hashes, as sessions are. What a key may do is what its
/// scopes and the person's role of this moment both allow; with the person it goes. Safe from
/// every thread.
class ApiKeys {
public:
    ApiKeys(store::Store& store, store::Ledger& ledger, LiveState& people, Clock clock);
    ApiKeys(const ApiKeys&) = delete;
    ApiKeys& operator=(const ApiKeys&) = delete;

    /// Who asks with this key. Throws `Error`: unauthenticated (`invalid_api_key`), and busy
    /// (`too_many_attempts`) for addresses that try keys which are none.
    [[nodiscard]] std::shared_ptr<const Principal>
    authenticate(std::string_view key, const std::string& address);

    Task<MadeApiKey> create(Principal who, NewApiKey wanted, Caller caller);
    /// The own keys; administrators see the tenant's.
    Task<std::vector<store::ApiKey>> list(Principal who);
    /// Takes effect with the next request.
    Task<void> revoke(Principal who, std::string id, Caller caller);

    /// Takes over what the store says. Call it after the people have been taken over.
    void load(store::Reader& reader, System, Instant now);
    /// Takes over only what has changed since then.
    void follow(store::Reader& reader, System, Instant since, Instant now);

private:
    struct Live {
        store::ApiKey row;
        Permissions scopes;
        std::shared_ptr<const LiveMember> member;
        std::atomic<bool> ended = false;
        std::atomic<std::int64_t> noted_s = 0;  ///< when its use was written down last
    };
    using Entry = std::shared_ptr<Live>;
    struct HashOfDigest {
        std::size_t operator()(const std::string& hash) const noexcept {
            std::size_t value = 0;
            std::memcpy(&value, hash.data(), std::min(hash.size(), sizeof(value)));
            return value;
        }
    };

    [[nodiscard]] Entry find(const std::string& hash) const;
    void put(const store::ApiKey& row);
    void drop(const std::string& hash);
    void note_use(Live& key, Instant now, const std::string& address);

    store::Store& store_;
    store::Ledger& ledger_;
    LiveState& people_;
    const Clock clock_;
    Throttle wrong_;
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, Entry, HashOfDigest> keys_;  ///< by the raw SHA-256
};

}  // namespace parlance::auth
