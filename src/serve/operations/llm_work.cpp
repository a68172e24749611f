#include "agents/roles.hpp"
#include "ask/sheet.hpp"
#include "base/json.hpp"
#include "catalog/catalog.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/llm.hpp"
#include "serve/operations/llm_desk.hpp"
#include "serve/operations/llm_shapes.hpp"
#include "serve/operations/recorded.hpp"
#include "store/store.hpp"
#include "store/transcripts.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace parlance::serve {

namespace {

using agents::Role;

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
