#include "agents/roles.hpp"
#include "ask/model_chart.hpp"
#include "ask/refinement.hpp"
#include "ask/telling.hpp"
#include "base/json.hpp"
#include "catalog/catalog.hpp"
#include "serve/operations/approved.hpp"
#include "serve/operations/cache.hpp"
#include "serve/operations/llm.hpp"
#include "serve/operations/llm_desk.hpp"
#include "serve/operations/llm_shapes.hpp"
#include "serve/operations/recorded.hpp"
#include "store/history.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <utility>

/// What the dashboard role makes of the result of an earlier query.
namespace parlance::serve {

namespace {

using agents::Role;

Error nothing_to_narrate() {
    return {
        Failure::invalid,
        "nothing_to_narrate",
        "This query has no result that could be told in words. Ask a question first."
    };
}

Error results_withheld() {
    return {
        Failure::forbidden,
        "llm_results_withheld",
        "Your tenant does not send results to language models. An administrator can change that "
        "for the role dashboard, under Models."
    };
}

Task<store::HistoryEntry> answered(Services& with, const Call& call, const std::string& id) {
    const auto work = [&](store::Reader& reader) {
        return store::query(reader, *with.ledger, call.who(), id);
    };
    store::HistoryEntry entry = co_await with.store->read(work);
    if (entry.outcome != "answered" || !ask::refinable(entry)) throw nothing_to_narrate();
    co_return entry;
}

/// The rows as the asker sees them now, which may differ from what they saw then.
Task<RunSummary> run_again(
    Services& with,
    Call& call,
    catalog::View& view,
    Collected& rows,
    ask::Record& record,
    std::stop_token stop
) {
    view.policy.limits.rows_max = std::min(view.policy.limits.rows_max, ask::answer_rows_max);
    guard::ApprovedQuery query = co_await approve(with, call, view, *record.sql);
    ask::note_approved(record, query);
    const auto cached = put_cache_around(with, call, view, CacheUse::use);
    connectors::RunContext context{call.request_id, call.who().tenant_id};
    const auto measure = call.timings.measure("execute");
    const RunSummary summary =
        co_await view.source->run(std::move(query), rows, std::move(context), stop);
    if (cached) note_cache(record, *cached);
    record.row_count = summary.rows;
    record.truncated = summary.truncated;
    co_return summary;
}

/// The result of one of the own queries, computed again, and the desk at which it is worked on.
struct Work {
    agents::Desk desk;
    agents::Shown shown;
    RunSummary summary;
};

/// `needed` is how much must be allowed to leave the house.
Task<Work>
begin(Services& with, Call& call, agents::Sends needed, ask::Record& record, std::stop_token stop) {
    catalog::View view = co_await with.catalog->view(call.who(), record.connection_id);
    with.running->admit(call.who(), record.id, view.policy.limits.concurrent_max);
    agents::Desk desk(co_await agency_with(with, call, view, Role::dashboard));
    if (desk.settings().of(Role::dashboard).sends < needed) throw results_withheld();
    Collected rows;
    const RunSummary summary = co_await run_again(with, call, view, rows, record, stop);
    co_return Work{
        std::move(desk),
        {record.question.value_or(""), record.sql.value_or(""), std::move(rows.result)},
        summary
    };
}

/// Does `work(record, stop)` on one of the own queries, and writes it down.
template <class Do>
auto on_query(Services& with, Call& call, std::string query_id, std::string kind, Do work)
    -> std::invoke_result_t<Do, ask::Record&, std::stop_token> {
    const store::HistoryEntry entry = co_await answered(with, call, query_id);
    ask::Record record = work_record(with, call, std::move(kind));
    record.connection_id = entry.connection_id;
    record.question = entry.question;
    record.sql = ask::refinable(entry);
    co_return co_await recorded(with, call, std::move(record), std::move(work));
}

Task<NarrativeShape>
narrate(Services& with, Call& call, ask::Record& record, std::stop_token stop) {
    Work work = co_await begin(with, call, agents::Sends::results, record, stop);
    const auto told = co_await agents::narrate(work.desk, std::move(work.shown), stop);
    NarrativeShape shape{.query_id = record.id};
    shape.row_count = work.summary.rows;
    shape.truncated = work.summary.truncated;
    shape.steps = tell_steps(work.desk, record.question.value_or(""), record);
    if (!told) throw agents::error_of(told.error());
    shape.text = *told;
    record.outcome = "answered";
    co_return shape;
}

Task<NarrativeShape> narrate_query(Services& with, Call& call, QueryId request) {
    const auto work = [&](ask::Record& record, std::stop_token stop) {
        return narrate(with, call, record, stop);
    };
    co_return co_await on_query(with, call, std::move(request.query_id), "narrate", work);
}

Task<ModelChartShape> draw(
    Services& with,
    Call& call,
    const std::string& wish,
    ask::Record& record,
    std::stop_token stop
) {
    Work work = co_await begin(with, call, agents::Sends::names, record, stop);
    const std::vector<ResultColumn> columns = work.shown.result.columns;
    const auto drawn = co_await agents::draw(work.desk, std::move(work.shown), wish, stop);
    ModelChartShape shape{.query_id = record.id};
    shape.steps = tell_steps(work.desk, record.question.value_or(""), record);
    if (!drawn) throw agents::error_of(drawn.error());
    shape.chart = ask::chart_of_model(drawn->chart, drawn->title, columns);
    record.outcome = "answered";
    co_return shape;
}

Task<ModelChartShape> draw_query(Services& with, Call& call, DrawRequest request) {
    const auto work = [&](ask::Record& record, std::stop_token stop) {
        return draw(with, call, request.wish.value_or(""), record, stop);
    };
    co_return co_await on_query(with, call, request.query_id, "draw", work);
}

}  // namespace

std::vector<Operation> llm_result_operations() {
    return {
        operation(
            {.method = Method::post,
             .path = "/api/v1/queries/{query_id}/narrative",
             .id = "narrate_query",
             .summary = "Runs one of your own queries again and tells its result in words.",
             .tag = "llm",
             .access = Access::read},
            &narrate_query
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/queries/{query_id}/chart",
             .id = "draw_query",
             .summary = "Runs one of your own queries again and has a model choose its chart.",
             .tag = "llm",
             .access = Access::read},
            &draw_query
        ),
    };
}

}  // namespace parlance::serve
