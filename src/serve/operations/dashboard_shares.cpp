#include "serve/operations/dashboard_shares.hpp"

#include "auth/auth.hpp"
#include "auth/permissions.hpp"
#include "base/error.hpp"
#include "base/ids.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/dashboard_shapes.hpp"
#include "serve/operations/dashboard_share_shapes.hpp"
#include "serve/operations/facts.hpp"
#include "serve/services.hpp"
#include "serve/share_token.hpp"
#include "store/dashboard_shares.hpp"
#include "store/dashboards.hpp"
#include "store/store.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <fmt/format.h>

#include <utility>

namespace parlance::serve {

namespace {

ShareShape shape_of(const store::DashboardShare& share) {
    return {
        .id = share.id,
        .hint = share.hint,
        .role = share.role,
        .maker_id = share.maker_id,
        .maker = share.maker,
        .created_at = share.created_at,
        .expires_at = share.expires_at,
        .last_used_at = share.last_used_at,
        .uses = share.uses,
        .revoked_at = share.revoked_at,
    };
}

Task<ShareList> list_shares(Services& with, Call& call, DashboardId request) {
    const auto work = [&](store::Reader& reader) {
        return store::dashboard_shares(reader, call.who(), request.dashboard_id);
    };
    const auto all = co_await with.store->read(work);
    ShareList list;
    for (const store::DashboardShare& each : all)
        list.shares.push_back(shape_of(each));
    co_return list;
}

std::optional<std::string> role_of(const ShareRequest& request, const Principal& who) {
    if (!request.role) return std::nullopt;
    std::string role = boost::describe::enum_to_string(*request.role, "viewer");
    if (auth::may_give(who, role)) return role;
    throw Error(
        Failure::forbidden,
        "share_role_above_yours",
        "Nobody gives away more than they may do themselves. Choose another role."
    );
}

/// The dashboard's title, and how the link is told from others.
std::string
told(store::Reader& reader, Services& with, Call& call, const store::DashboardShare& share) {
    const store::Dashboard of =
        store::dashboard(reader, *with.ledger, call.who(), share.dashboard_id);
    return fmt::format(
        "{}: {} with the rights of {}", of.title, share.hint, share.role.value_or("whoever looks")
    );
}

Task<MadeShareShape> create_share(Services& with, Call& call, ShareRequest request) {
    with.auth->require_in_person(call.who());
    const Secret token = make_share_token();
    store::DashboardShare share;
    share.id = new_id();
    share.dashboard_id = request.dashboard_id;
    share.maker_id = call.who().user_id;
    share.maker = call.who().username;
    share.role = role_of(request, call.who());
    share.token_hash = hash_of_share(token.reveal());
    share.hint = hint_of_share(token);
    share.created_at = with.now();
    share.expires_at = share.created_at + std::chrono::days(request.expires_in_days);
    const auto work = [&](store::Writer& writer) {
        store::add_dashboard_share(writer, call.who(), share);
        const std::string what = told(writer, with, call, share);
        audit_dashboard(writer, *with.ledger, call, "dashboard_shared", what);
    };
    co_await with.store->write(work);
    MadeShareShape made{
        .token = std::string(token.reveal()), .path = "/shared#", .share = shape_of(share)
    };
    made.path += made.token;
    co_return made;
}

Task<void> revoke_share(Services& with, Call& call, ShareId request) {
    const auto work = [&](store::Writer& writer) {
        const store::DashboardShare share = store::revoke_dashboard_share(
            writer, call.who(), request.dashboard_id, request.share_id
        );
        const std::string what = told(writer, with, call, share);
        audit_dashboard(writer, *with.ledger, call, "dashboard_share_revoked", what);
    };
    co_await with.store->write(work);
}

constexpr FactsOf facts{"dashboards", Access::write};

constexpr std::string_view all_path = "/api/v1/dashboards/{dashboard_id}/shares";
constexpr std::string_view one_path = "/api/v1/dashboards/{dashboard_id}/shares/{share_id}";

}  // namespace

std::vector<Operation> share_operations() {
    using enum Method;
    return {
        operation(
            facts(get, all_path, "list_dashboard_shares", "Lists the links to a dashboard."),
            &list_shares
        ),
        operation(
            facts(
                post,
                all_path,
                "share_dashboard",
                "Makes a link to look at a dashboard, and tells it this once.",
                201
            ),
            &create_share
        ),
        operation(
            facts(remove, one_path, "revoke_dashboard_share", "Ends a link, at once.", 204),
            &revoke_share
        ),
    };
}

}  // namespace parlance::serve
