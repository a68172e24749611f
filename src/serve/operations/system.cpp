#include "serve/operations/system.hpp"

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

Task<Health> health(Services&, Call&) {
    co_return Health{.status = "ok", .version = PARLANCE_VERSION};
}

Task<Health> readiness(Services& with, Call&) {
    if (with.check_ready) co_await with.check_ready();
    co_return Health{.status = "ok", .version = PARLANCE_VERSION};
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
            &health
        ),
        operation(
            {.path = "/readyz",
             .id = "get_readiness",
             .summary = "Tells that the server can do its work, as a load balancer asks.",
             .tag = "system",
             .access = Access::anyone},
            &readiness
        ),
    };
}

}  // namespace parlance::serve
