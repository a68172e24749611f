#include "serve/operations/tenant.hpp"

#include "ask/cache.hpp"
#include "ask/running.hpp"
#include "auth/auth.hpp"
#include "auth/fields.hpp"
#include "base/threads.hpp"
#include "catalog/catalog.hpp"
#include "serve/leftovers.hpp"
#include "serve/llm/models.hpp"
#include "serve/operations/auth_shapes.hpp"
#include "serve/operations/caller.hpp"
#include "serve/operations/refresh_cookie.hpp"
#include "serve/operations/tokens.hpp"
#include "serve/services.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"
#include "store/tenant_settings.hpp"
#include "store/tenants.hpp"

namespace parlance::serve {

namespace {

struct TenantShape {
    std::string id;
    std::string name;
    Instant created_at;
    MemberRole invite_as = MemberRole::analyst;
    std::optional<std::int32_t> history_days;
    std::int32_t server_history_days = 0;
};
BOOST_DESCRIBE_STRUCT(
    TenantShape,
    (),
    (id, name, created_at, invite_as, history_days, server_history_days)
)
constexpr auto notes(const TenantShape*) {
    return std::array{
        json::note("invite_as", "The role that the form for invitations proposes."),
        json::note(
            "history_days", "Days that queries stay in the history; none: as the server says."
        ),
        json::note("server_history_days", "What the server says; 0: for ever."),
    };
}

struct TenantChange {
    std::optional<std::string> name;
    std::optional<MemberRole> invite_as;
    std::optional<std::int32_t> history_days;
};
BOOST_DESCRIBE_STRUCT(TenantChange, (), (name, invite_as, history_days))
constexpr auto notes(const TenantChange*) {
    return std::array{
        json::note("name", "How the team is called.").length(1, 100),
        json::note("invite_as", "The role that the form for invitations proposes."),
        json::note("history_days", "Forgets queries earlier than the server does; 0: no earlier.")
            .between(0, 3650),
    };
}

struct TenantDeletion {
    std::string name;
    std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(TenantDeletion, (), (name, password))
constexpr auto notes(const TenantDeletion*) {
    return std::array{
        json::note("", "What makes sure that it is meant."),
        json::note("name", "How the team is called, to the letter.").length(1, 100),
        json::note("password", "Yours. Who has none here signs in again first.").length(1, 1024),
    };
}

void check(const TenantChange& wanted) {
    if (!wanted.name && !wanted.invite_as && !wanted.history_days)
        throw Error(Failure::invalid, "invalid_fields", "Say what to change.");
    if (!wanted.name || auth::is_tenant_name(*wanted.name)) return;
    throw Error(Failure::invalid, "invalid_fields", "The name cannot be used.")
        .with_faults({{"/name", "Use 1 to 100 characters, without spaces at its ends."}});
}

TenantShape read_shape(store::Reader& reader, Services& with, const Principal& who) {
    const store::Tenant tenant = store::tenant(reader, who);
    const store::TenantSettings settings = store::tenant_settings(reader, who);
    return {
        tenant.id,
        tenant.name,
        tenant.created_at,
        role_of(settings.invite_as),
        settings.history_days,
        with.config.history_days,
    };
}

void note_change(Services& with, store::Writer& writer, const Call& call) {
    store::AuditEntry entry{
        .door = std::string(call.door_name), .action = "tenant_changed", .outcome = "done"
    };
    entry.request_id = call.request_id;
    store::append_audit(writer, *with.ledger, call.who(), entry);
}

Task<TenantShape> get_tenant(Services& with, Call& call) {
    const auto work = [&](store::Reader& reader) { return read_shape(reader, with, call.who()); };
    co_return co_await with.store->read(work);
}

Task<TenantShape> change_tenant(Services& with, Call& call, TenantChange request) {
    with.auth->require_in_person(call.who());
    check(request);
    const auto work = [&](store::Writer& writer) {
        const Principal& who = call.who();
        store::TenantSettings settings = store::tenant_settings(writer, who);
        if (request.invite_as)
            settings.invite_as = boost::describe::enum_to_string(*request.invite_as, "analyst");
        if (request.history_days) settings.history_days = request.history_days;
        if (settings.history_days == 0) settings.history_days.reset();
        store::put_tenant_settings(writer, who, settings);
        if (request.name) store::rename_tenant(writer, who, *request.name);
        note_change(with, writer, call);
        return read_shape(writer, with, who);
    };
    co_return co_await with.store->write(work);
}

/// What runs for the tenant ends, and nothing of it stays in memory or in its folder.
Task<void> forget_tenant(Services& with, std::string tenant_id) {
    with.running->cancel_all_of(tenant_id);
    if (with.cache) with.cache->forget(tenant_id, "");
    with.models->replies().forget(tenant_id);
    with.catalog->forget_tenant(tenant_id);
    const auto tenants = data_folder(with.config) / "tenants";
    const auto work = [&] { remove_folders_of_deleted(with.store->database(), tenants); };
    co_await blocking(*with.blocking, work);
}

Task<void> delete_tenant(Services& with, Call& call, TenantDeletion request) {
    std::optional<Secret> password;
    if (request.password) password = Secret(std::move(*request.password));
    co_await with.auth->delete_tenant(
        call.who(), std::move(request.name), std::move(password), caller_of(call)
    );
    remove_refresh_cookie(call, call.who().session_id);
    co_await forget_tenant(with, call.who().tenant_id);
}

}  // namespace

std::vector<Operation> tenant_operations() {
    return {
        operation(
            {.path = "/api/v1/tenant",
             .id = "get_tenant",
             .summary = "Tells what holds in the tenant.",
             .tag = "members",
             .access = Access::admin},
            &get_tenant
        ),
        operation(
            {.method = Method::patch,
             .path = "/api/v1/tenant",
             .id = "change_tenant",
             .summary = "Changes what holds in the tenant, or its name.",
             .tag = "members",
             .access = Access::admin},
            &change_tenant
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/tenant/delete",
             .id = "delete_tenant",
             .summary = "Deletes the tenant with all that it has, for ever.",
             .tag = "members",
             .access = Access::owner,
             .status = 204},
            &delete_tenant
        ),
    };
}

}  // namespace parlance::serve
