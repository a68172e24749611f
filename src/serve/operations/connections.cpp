#include "serve/operations/connections.hpp"

#include "base/error.hpp"
#include "base/outcome.hpp"
#include "catalog/catalog.hpp"
#include "serve/mcp/bulletin.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/facts.hpp"
#include "serve/services.hpp"
#include "store/store.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <filesystem>
#include <utility>

namespace parlance::serve {

namespace {

std::string text_of(connectors::TlsMode mode) {
    return boost::describe::enum_to_string(mode, "prefer");
}

/// Which fields a kind needs, and which it has no use for: all that is wrong at once.
std::vector<Fault> faults_of(const NewConnection& wanted) {
    std::vector<Fault> faults;
    const auto check = [&](std::string_view field, bool given, bool needed, std::string_view kind) {
        const std::string pointer = "/" + std::string(field);
        if (needed && !given) faults.push_back({pointer, "is required for " + std::string(kind)});
        if (!needed && given)
            faults.push_back({pointer, "makes no sense for " + std::string(kind)});
    };
    const bool postgres = wanted.kind == ConnectionKind::postgres;
    const std::string_view kind = postgres ? "postgres" : "sqlite";
    check("path", wanted.path.has_value(), !postgres, kind);
    check("host", wanted.host.has_value(), postgres, kind);
    check("database", wanted.database.has_value(), postgres, kind);
    check("user", wanted.user.has_value(), postgres, kind);
    if (!postgres) {
        check("port", wanted.port.has_value(), false, kind);
        check("password", wanted.password.has_value(), false, kind);
        check("tls", wanted.tls.has_value(), false, kind);
        check("ca_certificate", wanted.ca_certificate.has_value(), false, kind);
    }
    return faults;
}

store::NewConnection stored_form(const NewConnection& wanted) {
    json::check(faults_of(wanted));
    store::NewConnection made;
    made.name = wanted.name;
    made.kind = boost::describe::enum_to_string(wanted.kind, "");
    made.path = wanted.path.value_or("");
    made.host = wanted.host.value_or("");
    if (wanted.kind == ConnectionKind::postgres) made.port = wanted.port.value_or(5432);
    made.database = wanted.database.value_or("");
    made.user = wanted.user.value_or("");
    if (wanted.password) made.password = Secret(std::string_view(*wanted.password));
    made.tls = text_of(wanted.tls.value_or(connectors::TlsMode::prefer));
    made.ca_certificate = wanted.ca_certificate.value_or("");
    made.make_default = wanted.make_default.value_or(false);
    return made;
}

connectors::Connection trial_form(const NewConnection& wanted, const Principal& who) {
    json::check(faults_of(wanted));
    connectors::Connection made;
    made.tenant_id = who.tenant_id;
    made.kind = wanted.kind == ConnectionKind::postgres ? connectors::Kind::postgres
                                                        : connectors::Kind::sqlite;
    made.path = wanted.path.value_or("");
    made.host = wanted.host.value_or("");
    made.port = wanted.port.value_or(5432);
    made.database = wanted.database.value_or("");
    made.user = wanted.user.value_or("");
    made.password = wanted.password.value_or("");
    made.tls = wanted.tls.value_or(connectors::TlsMode::prefer);
    made.ca_certificate = wanted.ca_certificate.value_or("");
    return made;
}

store::ConnectionChange change_of(const ChangedConnection& wanted) {
    store::ConnectionChange change;
    change.name = wanted.name;
    change.path = wanted.path;
    change.host = wanted.host;
    change.port = wanted.port;
    change.database = wanted.database;
    change.user = wanted.user;
    if (wanted.password) change.password = Secret(std::string_view(*wanted.password));
    if (wanted.tls) change.tls = text_of(*wanted.tls);
    change.ca_certificate = wanted.ca_certificate;
    change.make_default = wanted.make_default;
    return change;
}

TestReportShape report_shape(const connectors::TestReport& report) {
    TestReportShape shape{
        report.works, report.server_version, report.latency_ms, {}, report.grant_script
    };
    for (const connectors::Finding& each : report.findings) {
        shape.findings.push_back({static_cast<FindingLevel>(each.level), each.code, each.message});
    }
    return shape;
}

/// How much there is, is for those who may see all of it.
ConnectionShape connection_shape_for(const Principal& who, const store::Connection& connection) {
    ConnectionShape shape = connection_shape(connection);
    if (!who.may(Permission::admin)) shape.tables.reset();
    return shape;
}

Task<store::Connection> read_connection(Services& with, Call& call, std::string id) {
    const auto work = [&](store::Reader& reader) {
        return store::connection(reader, call.who(), id);
    };
    co_return co_await with.store->read(work);
}

Task<ConnectionsShape> list_connections(Services& with, Call& call) {
    const auto work = [&](store::Reader& reader) { return store::connections(reader, call.who()); };
    const auto found = co_await with.store->read(work);
    ConnectionsShape shape;
    for (const store::Connection& each : found)
        shape.connections.push_back(connection_shape_for(call.who(), each));
    co_return shape;
}

Task<ConnectionShape> get_connection(Services& with, Call& call, ConnectionId request) {
    const auto found = co_await read_connection(with, call, request.connection_id);
    co_return connection_shape_for(call.who(), found);
}

Task<ConnectionShape> create_connection(Services& with, Call& call, NewConnection request) {
    co_return connection_shape(co_await add_connection(with, call, stored_form(request)));
}

Task<ConnectionShape> change_connection(Services& with, Call& call, ChangedConnection request) {
    const auto work = [&](store::Writer& writer) {
        store::Connection changed = store::change_connection(
            writer, *with.vault, call.who(), request.connection_id, change_of(request)
        );
        audit_connection(writer, *with.ledger, call, "connection_changed", changed.id);
        return changed;
    };
    const store::Connection changed = co_await with.store->write(work);
    with.catalog->forget(call.who().tenant_id, changed.id);
    co_return connection_shape(changed);
}

/// Which tools there are depends on how many sources there are.
void tell_of_sources(Services& with, const Call& call) {
    if (with.bulletin)
        with.bulletin->tell(call.who().tenant_id, {.about = mcp::News::About::tools});
}

Task<void> delete_connection(Services& with, Call& call, ConnectionId request) {
    const store::Connection old = co_await read_connection(with, call, request.connection_id);
    const auto work = [&](store::Writer& writer) {
        store::remove_connection(writer, call.who(), old.id);
        audit_connection(writer, *with.ledger, call, "connection_removed", old.id);
    };
    co_await with.store->write(work);
    with.catalog->forget(call.who().tenant_id, old.id);
    tell_of_sources(with, call);
    // Only what Parlance made itself: a person's own SQLite file stays.
    if (old.trusted_file) {
        std::error_code gone_already;
        std::filesystem::remove(
            with.catalog->folder_of(call.who().tenant_id) / old.path, gone_already
        );
    }
}

Task<TestReportShape> test_connection(Services& with, Call& call, ConnectionId request) {
    co_return report_shape(co_await with.catalog->test(call.who(), request.connection_id));
}

Task<TestReportShape> try_connection(Services& with, Call& call, NewConnection request) {
    co_return report_shape(
        co_await with.catalog->try_out(call.who(), trial_form(request, call.who()))
    );
}

Task<RefreshShape> refresh_connection(Services& with, Call& call, ConnectionId request) {
    const catalog::Refreshed found =
        co_await with.catalog->refresh(call.who(), request.connection_id);
    RefreshShape shape;
    shape.tables = static_cast<std::int64_t>(found.schema->tables.size());
    for (const Table& table : found.schema->tables)
        shape.columns += static_cast<std::int64_t>(table.columns.size());
    shape.added = found.drift.added;
    shape.removed = found.drift.removed;
    shape.changed = found.drift.changed;
    shape.took_ms = found.took_ms;
    co_return shape;
}

Task<ConnectionShape> create_sample(Services& with, Call& call) {
    const auto find = [&](store::Reader& reader) {
        return store::sample_connection(reader, call.who());
    };
    const auto existing = co_await with.store->read(find);
    if (existing) co_return connection_shape(*existing);
    const auto file = with.catalog->folder_of(call.who().tenant_id) / "sample-shop.sqlite";
    co_await with.catalog->write_sample(file);
    store::NewConnection wanted;
    wanted.name = "Sample shop";
    wanted.kind = "sqlite";
    wanted.path = file.filename().string();
    wanted.trusted_file = true;
    wanted.is_sample = true;
    co_return connection_shape(co_await add_connection(with, call, std::move(wanted)));
}

}  // namespace

Task<store::Connection> add_connection(Services& with, Call& call, store::NewConnection wanted) {
    const auto work = [&](store::Writer& writer) {
        store::Connection added = store::add_connection(writer, *with.vault, call.who(), wanted);
        audit_connection(writer, *with.ledger, call, "connection_created", added.id);
        return added;
    };
    const store::Connection added = co_await with.store->write(work);
    with.catalog->forget(call.who().tenant_id, added.id);
    const auto opened = co_await outcome_of(with.catalog->view(call.who(), added.id));
    if (!opened) {
        const auto undo = [&](store::Writer& writer) {
            store::remove_connection(writer, call.who(), added.id);
            audit_connection(writer, *with.ledger, call, "connection_removed", added.id);
        };
        co_await with.store->write(undo);
        with.catalog->forget(call.who().tenant_id, added.id);
        std::rethrow_exception(opened.error());
    }
    tell_of_sources(with, call);
    co_return co_await read_connection(with, call, added.id);
}

ConnectionShape connection_shape(const store::Connection& connection) {
    ConnectionShape shape;
    shape.id = connection.id;
    shape.name = connection.name;
    boost::describe::enum_from_string(connection.kind.c_str(), shape.kind);
    if (shape.kind == connectors::Kind::postgres) {
        shape.host = connection.host;
        shape.port = connection.port;
        shape.database = connection.database;
        shape.user = connection.user;
        shape.tls = connection.tls;
    } else {
        shape.file =
            connection.uploaded.value_or(std::filesystem::path(connection.path).filename().string()
            );
    }
    shape.is_default = connection.is_default;
    shape.is_sample = connection.is_sample;
    shape.tables = connection.tables.value_or(0);
    shape.refreshed_at = connection.refreshed_at;
    shape.created_at = connection.created_at;
    shape.updated_at = connection.updated_at;
    return shape;
}

std::vector<Operation> connection_operations() {
    constexpr std::string_view all = "/api/v1/connections";
    constexpr std::string_view one = "/api/v1/connections/{connection_id}";
    constexpr FactsOf reading{"connections", Access::read};
    constexpr FactsOf governing{"connections", Access::admin};
    return {
        operation(
            reading(Method::get, all, "list_connections", "Lists the tenant's sources."),
            &list_connections
        ),
        operation(reading(Method::get, one, "get_connection", "Shows a source."), &get_connection),
        operation(
            governing(
                Method::post,
                all,
                "create_connection",
                "Connects a database: opens it, reads its schema and keeps it with its "
                "password encrypted.",
                201
            ),
            &create_connection
        ),
        operation(
            governing(
                Method::patch, one, "change_connection", "Changes what is given and keeps the rest."
            ),
            &change_connection
        ),
        operation(
            governing(
                Method::remove,
                one,
                "delete_connection",
                "Forgets a source, and deletes it if it was uploaded.",
                204
            ),
            &delete_connection
        ),
        operation(
            reading(
                Method::get,
                "/api/v1/connections/{connection_id}/test",
                "test_connection",
                "Tells what works and what to mend: reachability, version, privileges."
            ),
            &test_connection
        ),
        operation(
            governing(
                Method::post,
                "/api/v1/connections/test",
                "try_connection",
                "Tests a connection without keeping it."
            ),
            &try_connection
        ),
        operation(
            reading(
                Method::post,
                "/api/v1/connections/{connection_id}/refresh",
                "refresh_connection",
                "Looks at the schema anew and tells what changed."
            ),
            &refresh_connection
        ),
        operation(
            governing(
                Method::post,
                "/api/v1/connections/sample",
                "create_sample",
                "Makes the sample shop, once, to try Parlance on.",
                201
            ),
            &create_sample
        ),
    };
}

}  // namespace parlance::serve
