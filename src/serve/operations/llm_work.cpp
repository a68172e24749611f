#include "agents/roles.hpp"
#include "ask/ballot.hpp"
#include "ask/sheet.hpp"
#include "ask/telling.hpp"
#include "ask/transcript.hpp"
#include "base/json.hpp"
#include "catalog/catalog.hpp"
#include "serve/llm/agency.hpp"
#include "serve/operations/answer_shape.hpp"
#include "serve/operations/approved.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/cache.hpp"
#include "serve/operations/llm.hpp"
#include "serve/operations/llm_shapes.hpp"
#include "serve/operations/recorded.hpp"
#include "store/history.hpp"
#include "store/store.hpp"
#include "store/transcripts.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace parlance::serve {

namespace {

using agents::Role;

/// Models for the one who calls. Throws `llm_not_configured` when nobody plays the role.
Task<agents::Agency>
agency_with(Services& with, const Call& call, const catalog::View& view, Role role) {
    std::optional<agents::Agency> agency = co_await agency_for(with, call, view);
    if (!agency || !agency->settings->plays(role)) throw llm_not_configured(role);
    co_return std::move(*agency);
}

/// What was said, told to the one who asked and kept for administrators.
std::vector<ModelStepShape>
tell_steps(const agents::Desk& desk, const std::string& question, ask::Record& record) {
    if (desk.exchanges().empty()) return {};
    record.transcript = ask::write_transcript(question, desk.exchanges(), {}, {});
    std::vector<ask::Step> steps;
    for (const agents::Exchange& each : desk.exchanges())
        steps.push_back(ask::step_of(each));
    return steps_shape(steps);
}

ask::Record work_record(const Services& with, const Call& call, std::string kind) {
    ask::Record record = new_record(with, call, QueryKind::ask);
    record.kind = std::move(kind);
    record.in_history = false;
    return record;
}

// Transcripts.

Task<TranscriptShape> get_transcript(Services& with, Call& call, QueryId request) {
    const auto nothing = [](store::Writer&) {};
    co_await with.store->write(nothing);  // that of a moment ago may still wait to be written
    const auto work = [&](store::Writer& writer) {
        std::string text = store::transcript(writer, *with.ledger, call.who(), request.query_id);
        store::AuditEntry entry;
        entry.door = "http";
        entry.action = "transcript_read";
        entry.outcome = "done";
        entry.query_id = request.query_id;
        entry.request_id = call.request_id;
        store::append_audit(writer, *with.ledger, call.who(), entry);
        return text;
    };
    const std::string text = co_await with.store->write(work);
    co_return TranscriptShape{request.query_id, json::parse(text).as_object()};
}

// Descriptions.

/// The part of the source that is to be described.
agents::Sheet sheet_of(const catalog::View& view, const std::vector<std::string>& tables) {
    agents::Sheet sheet = ask::sheet_of(view, "", std::numeric_limits<std::size_t>::max());
    const auto is_named = [&](const agents::SheetTable& table) {
        return std::ranges::find(tables, agents::name_of(table)) != tables.end();
    };
    const auto named = std::ranges::count_if(sheet.tables, is_named);
    if (named == 0)
        throw Error(Failure::not_found, "not_found", "There is no such table in this source.");
    std::erase_if(sheet.tables, std::not_fn(is_named));
    return sheet;
}

DescriptionShape shape_of(const agents::Description& description) {
    DescriptionShape shape{.table = description.table, .text = description.text};
    if (!description.column.empty()) shape.column = description.column;
    return shape;
}

Task<DescriptionsShape> describe_tables(
    Services& with,
    Call& call,
    DescriptionsRequest request,
    ask::Record& record,
    std::stop_token stop
) {
    const catalog::View view =
        co_await with.catalog->view_with_values(call.who(), request.connection_id.value_or(""));
    record.connection_id = view.connection_id;
    with.running->admit(call.who(), record.id, view.policy.limits.concurrent_max);
    agents::Desk desk(co_await agency_with(with, call, view, Role::schema));
    const auto work = [&] { return sheet_of(view, request.tables); };
    agents::Sheet sheet = co_await blocking(*with.blocking, work);
    for (const agents::SheetTable& table : sheet.tables)
        record.tables.push_back(agents::name_of(table));
    const auto found = co_await agents::describe(desk, std::move(sheet), stop);
    DescriptionsShape shape{.query_id = record.id};
    shape.steps = tell_steps(desk, "", record);
    if (!found) throw agents::error_of(found.error());
    for (const agents::Description& each : *found)
        shape.descriptions.push_back(shape_of(each));
    record.outcome = "answered";
    co_return shape;
}

Task<DescriptionsShape>
suggest_descriptions(Services& with, Call& call, DescriptionsRequest request) {
    ask::Record record = work_record(with, call, "describe");
    const auto work = [&](ask::Record& its_record, std::stop_token stop) {
        return describe_tables(with, call, std::move(request), its_record, stop);
    };
    co_return co_await recorded(with, call, std::move(record), work);
}

// Narratives.

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
    if (entry.outcome != "answered" || !entry.sql) throw nothing_to_narrate();
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

Task<NarrativeShape>
narrate(Services& with, Call& call, ask::Record& record, std::stop_token stop) {
    catalog::View view = co_await with.catalog->view(call.who(), record.connection_id);
    with.running->admit(call.who(), record.id, view.policy.limits.concurrent_max);
    agents::Desk desk(co_await agency_with(with, call, view, Role::dashboard));
    if (desk.settings().of(Role::dashboard).sends != agents::Sends::results)
        throw results_withheld();
    Collected rows;
    const RunSummary summary = co_await run_again(with, call, view, rows, record, stop);
    agents::Shown shown{
        record.question.value_or(""), record.sql.value_or(""), std::move(rows.result)
    };
    const auto told = co_await agents::narrate(desk, std::move(shown), stop);
    NarrativeShape shape{.query_id = record.id};
    shape.row_count = summary.rows;
    shape.truncated = summary.truncated;
    shape.steps = tell_steps(desk, record.question.value_or(""), record);
    if (!told) throw agents::error_of(told.error());
    shape.text = *told;
    record.outcome = "answered";
    co_return shape;
}

Task<NarrativeShape> narrate_query(Services& with, Call& call, QueryId request) {
    const store::HistoryEntry entry = co_await answered(with, call, request.query_id);
    ask::Record record = work_record(with, call, "narrate");
    record.connection_id = entry.connection_id;
    record.question = entry.question;
    record.sql = entry.sql;
    const auto work = [&](ask::Record& its_record, std::stop_token stop) {
        return narrate(with, call, its_record, stop);
    };
    co_return co_await recorded(with, call, std::move(record), work);
}

}  // namespace

std::vector<Operation> llm_work_operations() {
    return {
        operation(
            {.path = "/api/v1/queries/{query_id}/transcript",
             .id = "get_transcript",
             .summary = "Shows what language models were told for any query of the tenant.",
             .tag = "llm",
             .access = Access::admin},
            &get_transcript
        ),
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
             .path = "/api/v1/llm/descriptions",
             .id = "suggest_descriptions",
             .summary = "Suggests what tables and columns hold, for the glossary; keeps nothing.",
             .tag = "llm",
             .access = Access::write},
            &suggest_descriptions
        ),
    };
}

}  // namespace parlance::serve
