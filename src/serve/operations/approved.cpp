#include "serve/operations/approved.hpp"

#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "serve/operations/views.hpp"

#include <chrono>
#include <optional>

namespace parlance::serve {

namespace {

using namespace std::chrono_literals;

constexpr auto schema_age = 15s;

bool is_unknown_name(const Error& error) {
    return error.code() == "sql_unknown_table" || error.code() == "sql_unknown_column";
}

}  // namespace

Task<guard::ApprovedQuery>
approve(Services& with, Call& call, catalog::View& view, const std::string& sql) {
    const auto measure = call.timings.measure("guard");
    std::optional<Error> refused;
    try {
        co_return view.plans->approve(sql, view.policy.limits);
    } catch (const Error& error) {
        if (!is_unknown_name(error)) throw;
        refused = error;
    }
    if (!with.catalog ||
        !co_await with.catalog->refresh_if_older(call.who(), view.connection_id, schema_age))
        throw *refused;
    const guard::Limits limits = view.policy.limits;
    view = co_await view_of(with, call, view.connection_id);
    co_return view.plans->approve(sql, limits);
}

}  // namespace parlance::serve
