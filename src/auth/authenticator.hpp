#pragma once

#include "auth/live_state.hpp"
#include "auth/tokens.hpp"
#include "base/clock.hpp"
#include "base/crypto.hpp"

#include <array>
#include <cstring>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parlance::auth {

/// Turns an access token into the one who asks: the first time by checking its signature, then from
/// a cache by its hash, until it expires. Session and membership are looked at every time, so that
/// logout, demotion and removal act at once. Safe from every thread; a cached token costs about a
/// microsecond and no exclusive lock.
class Authenticator {
public:
    explicit Authenticator(Clock clock = system_now);

    /// `token` is what stands behind `Bearer `, at the door that asks. The role is that which the
    /// person has now, not that in the token; so are the permissions, but a client of OAuth gets no
    /// more of them than it was granted. Throws `Error` (unauthenticated).
    [[nodiscard]] std::shared_ptr<const Principal>
    authenticate(std::string_view token, Audience door);
    /// The session of a genuine, unexpired token, for whichever door; empty for other texts.
    [[nodiscard]] std::string session_of(std::string_view token, Instant now) const;

    /// Takes other keys into use. Tokens of keys that are gone stop at once.
    void use_keys(std::shared_ptr<const KeySet> keys);
    [[nodiscard]] std::shared_ptr<const KeySet> keys() const;
    [[nodiscard]] LiveState& state() noexcept { return state_; }
    [[nodiscard]] const LiveState& state() const noexcept { return state_; }

private:
    /// A token that was found genuine.
    struct Verified {
        Claims claims;
        std::shared_ptr<const LiveSession> session;
        std::uint64_t stamp = 0;  ///< of the membership that `principal` was made from
        std::shared_ptr<const Principal> principal;
    };
    using Entry = std::shared_ptr<const Verified>;

    struct HashOfDigest {
        std::size_t operator()(const Digest& digest) const noexcept {
            std::size_t hash = 0;
            std::memcpy(&hash, digest.data() + 1, sizeof(hash));
            return hash;
        }
    };
    struct alignas(64) Shard {
        std::shared_mutex mutex;
        std::unordered_map<Digest, Entry, HashOfDigest> entries;
    };

    [[nodiscard]] Entry cached(Shard& shard, const Digest& digest);
    [[nodiscard]] Entry verify(std::string_view token, Instant now) const;
    void remember(Shard& shard, const Digest& digest, Entry entry, Instant now);

    const Clock clock_;
    LiveState state_;
    mutable std::shared_mutex keys_mutex_;
    std::shared_ptr<const KeySet> keys_;
    std::array<Shard, 64> shards_;
};

}  // namespace parlance::auth
