#include "ask/dashboard_charts.hpp"
#include "ask/proposal.hpp"
#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "serve/llm/agency.hpp"
#include "serve/negotiation.hpp"
#include "serve/operations/answer_shape.hpp"
#include "serve/operations/cache.hpp"
#include "serve/operations/dashboard_data.hpp"
#include "serve/operations/dashboard_shapes.hpp"
#include "serve/operations/dashboards.hpp"
#include "serve/operations/recorded.hpp"
#include "store/connections.hpp"
#include "store/overview.hpp"
#include "store/store.hpp"

#include <boost/describe/enum_from_string.hpp>

#include <map>
#include <utility>

namespace parlance::serve {

namespace {

constexpr std::int32_t days_usual = 30;

std::map<std::string, std::string, std::less<>>
connection_names(store::Reader& reader, const Principal& who) {
    std::map<std::string, std::string, std::less<>> names;
    for (const store::Connection& each : store::connections(reader, who))
        names.emplace(each.id, each.name);
    return names;
}

Task<UsageChartsShape> get_usage_charts(Services& with, Call& call, UsageChartsRequest request) {
    const bool everyone = request.of == ChartsOf::tenant;
    if (everyone) check_permission(call.who(), Access::admin);
    const store::OverviewRequest wanted{
        .now = with.now(), .days = request.days.value_or(days_usual), .everyone = everyone
    };
    const auto work = [&](store::Reader& reader) {
        const auto names = connection_names(reader, call.who());
        const auto name_of = [&](std::string_view id) {
            const auto found = names.find(id);
            return found == names.end() ? std::string("(deleted source)") : found->second;
        };
        return ask::usage_charts(
            store::overview(reader, *with.ledger, call.who(), wanted), name_of
        );
    };
    const auto charts = co_await with.store->read(work);
    UsageChartsShape shape;
    for (const ask::UsageChart& each : charts) {
        UsageChartShape& one = shape.charts.emplace_back();
        one.id = each.id;
        one.title = each.title;
        fill_rows(one, each.result, &each.chart);
    }
    co_return shape;
}

TileFields told(const ask::ProposedTile& tile, const std::string& connection_id) {
    TileFields fields;
    boost::describe::enum_from_string(tile.kind.c_str(), fields.kind);
    fields.title = tile.title;
    fields.x = tile.place.x;
    fields.y = tile.place.y;
    fields.w = tile.place.width;
    fields.h = tile.place.height;
    fields.sql = tile.sql;
    fields.connection_id = connection_id;
    fields.chart = tile.chart;
    return fields;
}

Task<DashboardProposal> propose(
    Services& with,
    Call& call,
    SuggestDashboardRequest request,
    ask::Record& record,
    std::stop_token stop
) {
    catalog::View view =
        co_await with.catalog->view_with_values(call.who(), request.connection_id.value_or(""));
    record.connection_id = view.connection_id;
    with.running->admit(call.who(), record.id, view.policy.limits.concurrent_max);
    const auto cached = put_cache_around(with, call, view, CacheUse::use);
    ask::ProposalRequest wanted{
        .goal = request.goal.value_or(""),
        .now = with.now(),
        .context = {call.request_id, call.who().tenant_id},
        .agency = co_await agency_for(with, call, view)
    };
    DashboardProposal shape;
    shape.connection_id = view.connection_id;
    const ask::Proposal made =
        co_await ask::propose_dashboard(std::move(view), std::move(wanted), record, stop);
    shape.title = made.title;
    for (const ask::ProposedTile& tile : made.tiles)
        shape.tiles.push_back(told(tile, shape.connection_id));
    shape.unmatched = made.unmatched;
    if (!made.reason.empty()) shape.reason = made.reason;
    shape.notes = notes_shape(made.notes);
    shape.steps = steps_shape(made.steps);
    co_return shape;
}

Task<DashboardProposal>
suggest_dashboard(Services& with, Call& call, SuggestDashboardRequest request) {
    ask::Record record = new_record(with, call, QueryKind::sql);
    record.kind = "suggest_dashboard";
    record.in_history = false;
    record.question = request.goal;
    const auto work = [&](ask::Record& its_record, std::stop_token stop) {
        return propose(with, call, std::move(request), its_record, stop);
    };
    co_return co_await recorded(with, call, std::move(record), work);
}

}  // namespace

std::vector<Operation> proposal_operations() {
    return {
        operation(
            {.path = "/api/v1/dashboard/charts",
             .id = "get_usage_charts",
             .summary = "Draws how asking went lately, as charts with their data.",
             .tag = "dashboard",
             .access = Access::read},
            &get_usage_charts
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/dashboard/suggest",
             .id = "suggest_dashboard",
             .summary = "Proposes a whole dashboard for a source, of tiles that ran just now.",
             .tag = "dashboard",
             .access = Access::read},
            &suggest_dashboard
        ),
    };
}

}  // namespace parlance::serve
