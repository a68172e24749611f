#include "auth/live_state.hpp"

#include "auth/scopes.hpp"

namespace parlance::auth {

namespace {

constexpr std::array<std::string_view, 4> roles{"viewer", "analyst", "admin", "owner"};
constexpr int role_bits = 8;
/// Far longer than a read of the store takes.
constexpr std::chrono::minutes remembered{1};

/// In the place of a role.
constexpr std::uint64_t no_entry = (1U << role_bits) - 1;

std::uint64_t stamp_of(const store::Membership& now) {
    const auto found = std::ranges::find(roles, now.role);
    const auto index = static_cast<std::uint64_t>(found - roles.begin());
    return static_cast<std::uint64_t>(now.version) << role_bits | (now.disabled ? no_entry : index);
}

}  // namespace

std::uint64_t LiveMember::stamp() const noexcept {
    const std::uint64_t held = stamp_.load(std::memory_order_acquire);
    return (held & no_entry) == no_entry ? 0 : held;
}

std::string_view LiveMember::role_in(std::uint64_t stamp) noexcept {
    const std::uint64_t index = stamp & ((1U << role_bits) - 1);
    return stamp != 0 && index < roles.size() ? roles[index] : std::string_view();
}

store::Attributes LiveMember::attributes() const {
    const std::scoped_lock lock(mutex_);
    return attributes_;
}

void LiveMember::become(const store::Membership& now) {
    const std::uint64_t wanted = stamp_of(now);
    const std::scoped_lock lock(mutex_);
    if (stamp_.load() >> role_bits >= wanted >> role_bits) return;
    // In this order: whoever reads the new stamp finds what belongs to it.
    attributes_ = now.attributes;
    stamp_.store(wanted, std::memory_order_release);
}

void LiveState::load(store::Reader& reader, System, Instant now) {
    // What this process adds while we read is not in what we read, and stays.
    const std::uint64_t before = changes();
    std::unordered_set<MemberName> present;
    for (const store::Membership& each : store::all_memberships(reader, System{})) {
        put_member(each);
        present.insert(name_of(each.tenant_id, each.user_id));
    }
    std::unordered_set<std::string> alive;
    for (const store::Session& each : store::live_sessions(reader, System{}, now)) {
        put_session(each);
        alive.insert(each.id);
    }
    const std::unique_lock lock(mutex_);
    std::erase_if(members_, [&](const auto& entry) {
        const bool gone = entry.second.heard_of <= before && !present.contains(entry.first);
        if (gone) entry.second.member->leave();
        return gone;
    });
    std::erase_if(sessions_, [&](const auto& entry) {
        const bool gone = entry.second->heard_of <= before && !alive.contains(entry.first);
        if (gone) entry.second->alive = false;
        return gone;
    });
}

void LiveState::follow(store::Reader& reader, System, Instant since, Instant now) {
    for (const store::Membership& each : store::memberships_changed_since(reader, System{}, since))
        put_member(each);
    for (const store::Session& each : store::sessions_changed_since(reader, System{}, since)) {
        const bool over = each.revoked_at || each.expires_at <= now;
        over ? end_session(each.id) : put_session(each);
    }
}

std::uint64_t LiveState::changes() const {
    const std::shared_lock lock(mutex_);
    return changes_;
}

std::shared_ptr<const LiveSession> LiveState::session(std::string_view id) const {
    const std::shared_lock lock(mutex_);
    const auto found = sessions_.find(std::string(id));
    return found == sessions_.end() ? nullptr : found->second;
}

std::shared_ptr<const LiveMember>
LiveState::member(std::string_view tenant_id, std::string_view user_id) const {
    const std::shared_lock lock(mutex_);
    const auto found = members_.find(name_of(tenant_id, user_id));
    return found == members_.end() ? nullptr : found->second.member;
}

void LiveState::put_member(const store::Membership& now) {
    const std::unique_lock lock(mutex_);
    const auto [entry, fresh] = members_.try_emplace(name_of(now.tenant_id, now.user_id));
    if (fresh) {
        entry->second = {std::make_shared<LiveMember>(now), ++changes_};
    } else {
        entry->second.member->become(now);
    }
}

void LiveState::put_session(const store::Session& session) {
    const std::unique_lock lock(mutex_);
    const auto member = members_.find(name_of(session.tenant_id, session.user_id));
    if (member == members_.end() || ended_.contains(session.id)) return;
    auto live = std::make_shared<LiveSession>();
    live->id = session.id;
    live->user_id = session.user_id;
    live->tenant_id = session.tenant_id;
    live->member = member->second.member;
    if (session.client_id) live->scopes = permissions_in(session.scopes);
    live->heard_of = ++changes_;
    sessions_.try_emplace(session.id, std::move(live));
}

void LiveState::end_session(std::string_view id) {
    const std::unique_lock lock(mutex_);
    const auto found = sessions_.find(std::string(id));
    if (found == sessions_.end()) return;
    end(*found->second);
    sessions_.erase(found);
}

void LiveState::end(LiveSession& session) {
    const auto now = std::chrono::steady_clock::now();
    session.alive = false;
    std::erase_if(ended_, [&](const auto& entry) { return now - entry.second > remembered; });
    ended_.emplace(session.id, now);
}

void LiveState::remove_member(std::string_view tenant_id, std::string_view user_id) {
    const std::unique_lock lock(mutex_);
    const auto found = members_.find(name_of(tenant_id, user_id));
    if (found == members_.end()) return;
    found->second.member->leave();
    end_sessions_of(*found->second.member);
    members_.erase(found);
}

void LiveState::end_sessions_of(std::string_view tenant_id, std::string_view user_id) {
    const std::unique_lock lock(mutex_);
    const auto found = members_.find(name_of(tenant_id, user_id));
    if (found != members_.end()) end_sessions_of(*found->second.member);
}

void LiveState::end_sessions_of(const LiveMember& member) {
    std::erase_if(sessions_, [&](const auto& entry) {
        const bool theirs = entry.second->member.get() == &member;
        if (theirs) end(*entry.second);
        return theirs;
    });
}

std::size_t LiveState::sessions() const {
    const std::shared_lock lock(mutex_);
    return sessions_.size();
}

LiveState::MemberName LiveState::name_of(std::string_view tenant_id, std::string_view user_id) {
    std::string name(tenant_id);
    name.push_back('/');
    name.append(user_id);
    return name;
}

}  // namespace parlance::auth
