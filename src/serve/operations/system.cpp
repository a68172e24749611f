#include "serve/operations/system.hpp"

#include "base/error.hpp"
#include "serve/metrics.hpp"
#include "serve/openapi.hpp"
#include "serve/operations.hpp"
#include "serve/services.hpp"

namespace parlance::serve {

namespace {

struct Health {
    std::string status;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status, version))
constexpr auto notes(const Health*) {
    return std::array{
        json::note("", "How the server is."),
        json::note("status", "Always ok: a server that is not well does not answer so."),
        json::note("version", "The version of Parlance."),
    };
}

Task<Health> get_health(Services&, Call&) {
    co_return Health{.status = "ok", .version = PARLANCE_VERSION};
}

Task<Health> get_readiness(Services& with, Call&) {
    if (with.check_ready) co_await with.check_ready();
    co_return Health{.status = "ok", .version = PARLANCE_VERSION};
}

/// A proxy on this machine would make the whole world look as if it were here.
bool comes_from_this_machine(const Call& call) {
    const bool proxied =
        !call.header("X-Forwarded-For").empty() || !call.header("Forwarded").empty();
    const std::string& from = call.remote_address;
    return !proxied &&
           (from.starts_with("127.") || from == "::1" || from.starts_with("::ffff:127."));
}

Task<void> require_admin(Services& with, Call& call) {
    if (!with.authenticate) throw std::logic_error("nothing authenticates");
    call.principal = co_await with.authenticate(call, auth::Audience::api);
    if (!call.who().may(Permission::admin))
        throw Error(Failure::forbidden, "forbidden", "Only administrators may read the metrics.");
}

Task<File> get_metrics(Services& with, Call& call) {
    if (!comes_from_this_machine(call)) co_await require_admin(with, call);
    std::string text = with.metrics ? with.metrics->text() : std::string();
    co_return File{
        .content_type = "text/plain; version=0.0.4; charset=utf-8", .content = std::move(text)
    };
}

Task<json::Raw> get_openapi(Services&, Call&) {
    static const std::string text = openapi_text(operations());
    co_return json::Raw{text};
}

}  // namespace

std::vector<Operation> system_operations() {
    return {
        operation(
            {.path = "/healthz",
             .id = "get_health",
             .summary = "Tells that the server runs.",
             .tag = "system",
             .access = Access::anyone},
            &get_health
        ),
        operation(
            {.path = "/readyz",
             .id = "get_readiness",
             .summary = "Tells that the server can do its work, as a load balancer asks.",
             .tag = "system",
             .access = Access::anyone},
            &get_readiness
        ),
        operation(
            {.path = "/metrics",
             .id = "get_metrics",
             .summary = "Counts and times of requests, for Prometheus.",
             .tag = "system",
             .access = Access::anyone,
             .documented = false},
            &get_metrics
        ),
        operation(
            {.path = "/api/v1/openapi.json",
             .id = "get_openapi",
             .summary = "Describes this API (OpenAPI 3.1).",
             .tag = "system",
             .access = Access::anyone},
            &get_openapi
        ),
    };
}

}  // namespace parlance::serve
