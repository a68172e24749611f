#include "base/json.hpp"
#include "catalog/catalog.hpp"
#include "catalog/settings.hpp"
#include "catalog/table_pick.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/catalog.hpp"
#include "serve/operations/catalog_shapes.hpp"
#include "serve/operations/connection_shapes.hpp"
#include "serve/services.hpp"
#include "store/drifts.hpp"
#include "store/store.hpp"

#include <utility>

namespace parlance::serve {

namespace {

DriftShape shape_of(const store::StoredDrift& stored) {
    DriftShape shape;
    static_cast<catalog::DriftRecord&>(shape) = json::read<catalog::DriftRecord>(stored.content);
    shape.id = stored.id;
    shape.created_at = stored.created_at;
    shape.acknowledged_by = stored.acknowledged_by;
    shape.acknowledged_at = stored.acknowledged_at;
    return shape;
}

/// For administrators: it names what others may not know to exist.
Task<DriftPage> list_drift(Services& with, Call& call, DriftRequest request) {
    const auto work = [&](store::Reader& reader) {
        const store::PageRequest page{
            request.limit.value_or(store::page_default), request.before.value_or("")
        };
        return store::drifts(reader, *with.ledger, call.who(), request.connection_id, page);
    };
    const auto found = co_await with.store->read(work);
    DriftPage page{.items = {}, .next = found.next};
    for (const store::StoredDrift& each : found.items)
        page.items.push_back(shape_of(each));
    co_return page;
}

Task<DriftShape> change_drift(Services& with, Call& call, DriftChange request) {
    const auto work = [&](store::Writer& writer) {
        const auto& [connection, drift, acknowledged] = request;
        store::acknowledge_drift(writer, call.who(), connection, drift, acknowledged);
        const char* action = acknowledged ? "drift_acknowledged" : "drift_unacknowledged";
        audit_connection(writer, *with.ledger, call, action, connection);
        return store::drift(writer, *with.ledger, call.who(), connection, drift);
    };
    co_return shape_of(co_await with.store->write(work));
}

Task<DriftsAcknowledged> acknowledge_drift(Services& with, Call& call, DriftsNoted request) {
    const auto work = [&](store::Writer& writer) {
        const auto& [connection, up_to] = request;
        const auto noted = store::acknowledge_drifts_up_to(writer, call.who(), connection, up_to);
        if (noted > 0)
            audit_connection(writer, *with.ledger, call, "drift_acknowledged", connection);
        return DriftsAcknowledged{noted};
    };
    co_return co_await with.store->write(work);
}

SourceSettingsShape shape_of(const catalog::SourceSettings& settings, std::string connection_id) {
    SourceSettingsShape shape;
    static_cast<catalog::SourceSettings&>(shape) = settings;
    shape.connection_id = std::move(connection_id);
    return shape;
}

Task<SourceSettingsShape> get_settings(Services& with, Call& call, ConnectionId request) {
    const auto held = co_await with.catalog->settings(call.who(), request.connection_id);
    co_return shape_of(held, std::move(request.connection_id));
}

Task<SourceSettingsShape>
change_settings(Services& with, Call& call, SourceSettingsChange request) {
    catalog::SourceSettings held =
        co_await with.catalog->settings(call.who(), request.connection_id);
    held.watch_minutes = request.watch_minutes.value_or(held.watch_minutes);
    held.profile = request.profile.value_or(held.profile);
    held.profile_sensitive = request.profile_sensitive.value_or(held.profile_sensitive);
    const bool picked = request.include || request.exclude;
    if (request.include) held.include = std::move(*request.include);
    if (request.exclude) held.exclude = std::move(*request.exclude);
    catalog::check_patterns(held);
    const auto work = [&](store::Writer& writer) {
        catalog::keep_settings(writer, call.who(), request.connection_id, held);
        audit_connection(
            writer, *with.ledger, call, "catalog_settings_changed", request.connection_id
        );
    };
    co_await with.store->write(work);
    // Other tables are to be seen, or none of some: that shall hold when this returns.
    if (picked)
        static_cast<void>(co_await with.catalog->refresh(call.who(), request.connection_id));
    co_return shape_of(held, std::move(request.connection_id));
}

Task<SourceTables> list_source_tables(Services& with, Call& call, ConnectionId request) {
    SourceTables shape{.connection_id = request.connection_id};
    const auto found = co_await with.catalog->all_tables(call.who(), request.connection_id);
    for (const auto& [schema, name, kind, taken] : found)
        shape.tables.push_back({schema, name, kind, taken});
    co_return shape;
}

}  // namespace

std::vector<Operation> drift_operations() {
    constexpr std::string_view settings = "/api/v1/connections/{connection_id}/catalog-settings";
    return {
        operation(
            {.path = "/api/v1/connections/{connection_id}/drift",
             .id = "list_drift",
             .summary = "Lists how the schema of a source has changed, and what that broke.",
             .tag = "catalog",
             .access = Access::admin},
            &list_drift
        ),
        operation(
            {.method = Method::patch,
             .path = "/api/v1/connections/{connection_id}/drift/{drift_id}",
             .id = "change_drift",
             .summary = "Notes that a change of the schema was taken note of, or takes that back.",
             .tag = "catalog",
             .access = Access::admin},
            &change_drift
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/connections/{connection_id}/drift/acknowledge",
             .id = "acknowledge_drift",
             .summary = "Notes that all changes of the schema up to one were taken note of.",
             .tag = "catalog",
             .access = Access::admin},
            &acknowledge_drift
        ),
        operation(
            {.path = settings,
             .id = "get_catalog_settings",
             .summary = "Shows how Parlance looks at a source by itself.",
             .tag = "catalog",
             .access = Access::admin},
            &get_settings
        ),
        operation(
            {.method = Method::patch,
             .path = settings,
             .id = "change_catalog_settings",
             .summary = "Changes how Parlance looks at a source by itself; keeps what is absent.",
             .tag = "catalog",
             .access = Access::admin},
            &change_settings
        ),
        operation(
            {.path = "/api/v1/connections/{connection_id}/source-tables",
             .id = "list_source_tables",
             .summary = "Lists all tables of a source, also those that are not taken from it.",
             .tag = "catalog",
             .access = Access::admin},
            &list_source_tables
        ),
    };
}

}  // namespace parlance::serve
