#pragma once

#include "base/clock.hpp"
#include "base/principal.hpp"
#include "store/members.hpp"
#include "store/sessions.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace parlance::auth {

/// What a person is in a tenant, as of now. Read by every request without a lock.
class LiveMember {
public:
    explicit LiveMember(const store::Membership& now) { become(now); }

    /// Role and version in one word; it changes whenever one of them does. 0: no member any more,
    /// or one who is disabled.
    [[nodiscard]] std::uint64_t stamp() const noexcept;
    [[nodiscard]] static std::string_view role_in(std::uint64_t stamp) noexcept;

    /// What row rules may ask of the person: at least as new as the stamp that was read before.
    [[nodiscard]] store::Attributes attributes() const;

    /// Takes a newer state over; an older one, that comes late, is ignored.
    void become(const store::Membership& now);
    void leave() noexcept { stamp_.store(0, std::memory_order_release); }

private:
    std::atomic<std::uint64_t> stamp_ = 0;
    mutable std::mutex mutex_;
    store::Attributes attributes_;
};

/// A session that was alive when the process heard of it last.
struct LiveSession {
    std::string id;
    std::string user_id;
    std::string tenant_id;
    std::shared_ptr<LiveMember> member;
    /// What the client whose session it is may do at the most; nothing: it is the person's own.
    std::optional<std::vector<Permission>> scopes;
    std::atomic<bool> alive = true;
    std::uint64_t heard_of = 0;  ///< the count of changes when it came
};

/// Sessions and memberships in memory: loaded at start, changed by the writes of this process after
/// their commit, and by `load` again for those of other nodes. What it does not know is not alive.
class LiveState {
public:
    /// Takes over what the store says: all of it the first time, later what has changed there.
    void load(store::Reader& reader, System, Instant now);

    /// Takes over only what has changed in the store since then: what other processes did.
    void follow(store::Reader& reader, System, Instant since, Instant now);

    [[nodiscard]] std::shared_ptr<const LiveSession> session(std::string_view id) const;
    /// Null for somebody who does not belong to the tenant.
    [[nodiscard]] std::shared_ptr<const LiveMember>
    member(std::string_view tenant_id, std::string_view user_id) const;

    void put_member(const store::Membership& now);
    void put_session(const store::Session& session);
    void end_session(std::string_view id);
    /// Ends the person's sessions in the tenant.
    void end_sessions_of(std::string_view tenant_id, std::string_view user_id);
    /// Ends the person's sessions in the tenant, and the membership.
    void remove_member(std::string_view tenant_id, std::string_view user_id);

    [[nodiscard]] std::size_t sessions() const;

private:
    using MemberName = std::string;  ///< tenant and user
    [[nodiscard]] std::uint64_t changes() const;
    void end(LiveSession& session);
    void end_sessions_of(const LiveMember& member);
    static MemberName name_of(std::string_view tenant_id, std::string_view user_id);

    struct Known {
        std::shared_ptr<LiveMember> member;
        std::uint64_t heard_of = 0;
    };

    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<LiveSession>> sessions_;
    std::unordered_map<MemberName, Known> members_;
    /// What has ended a short while ago: a slow read of the store must not bring it back.
    std::unordered_map<std::string, std::chrono::steady_clock::time_point> ended_;
    std::uint64_t changes_ = 0;
};

}  // namespace parlance::auth
