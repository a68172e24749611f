#include "serve/operations/dashboard_guest.hpp"

#include "auth/audience.hpp"
#include "auth/permissions.hpp"
#include "auth/throttle.hpp"
#include "base/error.hpp"
#include "serve/absent_person.hpp"
#include "serve/share_limits.hpp"
#include "serve/share_token.hpp"
#include "store/store.hpp"

#include <memory>
#include <utility>

namespace parlance::serve {

namespace {

Error not_found() {
    return {
        Failure::not_found,
        "share_not_found",
        "This link does not work: it has ended, was revoked, or is not complete. Ask who sent it."
    };
}

struct Found {
    store::DashboardShare share;
    Principal maker;
};

/// Fails closed: whatever is wrong with the link or its maker, there is no link.
std::optional<Found> find(store::Reader& reader, const std::string& token, Instant now) {
    try {
        auto share = store::live_share(reader, System{}, hash_of_share(token), now);
        if (!share) return std::nullopt;
        Principal maker = absent_person(reader, share->tenant_id, share->maker_id);
        if (!maker.may(Permission::write)) return std::nullopt;
        if (share->role && !auth::may_give(maker, *share->role)) return std::nullopt;
        store::require_changeable(reader, maker, share->dashboard_id);
        return Found{std::move(*share), std::move(maker)};
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// Somebody of that role whom nobody knows: no rule of a policy is about them as a person.
Principal of_role(const Found& found) {
    Principal who;
    who.tenant_id = found.share.tenant_id;
    who.user_id = found.maker.user_id;
    who.username = "share:" + found.share.hint;
    who.role = *found.share.role;
    who.permissions = {Permission::read};
    return who;
}

Task<void> look_as_themselves(Services& with, Call& call, const store::DashboardShare& share) {
    auto who = co_await with.authenticate(call, auth::Audience::api);
    if (who->tenant_id != share.tenant_id || !who->may(Permission::read)) throw not_found();
    call.principal = std::move(who);
}

}  // namespace

Task<Guest> let_in(Services& with, Call& call, std::string token) {
    const std::string network = auth::network_of(call.remote_address);
    with.share_limits->tries.take(network);
    std::optional<Found> found;
    if (is_share_token(token)) {
        const auto work = [&](store::Reader& reader) { return find(reader, token, with.now()); };
        found = co_await with.store->read(work);
    }
    if (!found) throw not_found();
    with.share_limits->tries.give_back(network);
    with.share_limits->runs.take(found->share.id + "/" + network);
    call.door_name = "share";
    Guest guest{.share = found->share, .maker = {}};
    if (found->share.role) {
        call.principal = std::make_shared<const Principal>(of_role(*found));
        guest.maker = std::move(found->maker);
    } else {
        co_await look_as_themselves(with, call, found->share);
    }
    co_return guest;
}

}  // namespace parlance::serve
