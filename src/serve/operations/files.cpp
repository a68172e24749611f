#include "store/files.hpp"

#include "base/error.hpp"
#include "base/ids.hpp"
#include "base/outcome.hpp"
#include "base/stopwatch.hpp"
#include "base/threads.hpp"
#include "catalog/catalog.hpp"
#include "connectors/import.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/connections.hpp"
#include "serve/operations/received_file.hpp"
#include "serve/services.hpp"
#include "store/store.hpp"

#include <chrono>
#include <filesystem>
#include <utility>

namespace parlance::serve {

namespace {

namespace fs = std::filesystem;

/// Where an upload goes: a source of its own, or a further table of an uploaded one.
struct Target {
    std::optional<store::Connection> existing;
    fs::path file;  ///< a DuckDB file in the tenant's folder
};

Error not_uploaded() {
    return {
        Failure::conflict,
        "connection_not_a_file",
        "Only a source that was made from uploaded files takes another file. Upload this one as a "
        "new source."
    };
}

Task<Target> target_of(Services& with, Call& call, const FileRequest& request) {
    const fs::path folder = with.catalog->folder_of(call.who().tenant_id);
    if (!request.connection_id) co_return Target{std::nullopt, folder / (new_id() + ".duckdb")};
    const auto work = [&](store::Reader& reader) {
        return store::connection(reader, call.who(), *request.connection_id);
    };
    store::Connection found = co_await with.store->read(work);
    if (found.kind != "duckdb" || !found.trusted_file) throw not_uploaded();
    const fs::path file = folder / found.path;
    co_return Target{std::move(found), file};
}

std::string file_name_of(const FileRequest& request, const Upload& upload) {
    const std::string given = request.filename.value_or(std::string(upload.file_name()));
    const std::string name = fs::path(given).filename().string();
    if (name.empty()) {
        throw Error(Failure::invalid, "invalid_fields", "The file has no name.")
            .with_faults({{"/filename", "is required for a raw body"}});
    }
    return name;
}

connectors::ImportReport import(
    const ReceivedFile& received,
    const Target& target,
    std::string name,
    std::string table,
    std::stop_token stop
) {
    connectors::ImportRequest request;
    request.path = received.path().string();
    request.file_name = std::move(name);
    request.target = target.file.string();
    request.table = std::move(table);
    return connectors::import_file(request, std::move(stop));
}

/// The file's name without its ending; with a number behind it when a source of that name exists.
std::string free_name(store::Reader& reader, const Principal& who, const std::string& file_name) {
    const std::string stem = fs::path(file_name).stem().string();
    std::string name = stem;
    const auto taken = store::connections(reader, who);
    for (int number = 2; std::ranges::find(taken, name, &store::Connection::name) != taken.end();
         ++number) {
        name = fmt::format("{} {}", stem, number);
    }
    return name;
}

/// An uploaded SQLite file is opened as it is; everything else has become a DuckDB file of ours.
store::NewConnection
new_source(const ReceivedFile& received, const Target& target, const std::string& format) {
    store::NewConnection wanted;
    wanted.trusted_file = format != "sqlite";
    wanted.kind = wanted.trusted_file ? "duckdb" : "sqlite";
    fs::path file = target.file;
    if (!wanted.trusted_file) {
        file.replace_extension(".sqlite");
        fs::rename(received.path(), file);
    }
    wanted.path = file.filename().string();
    return wanted;
}

Task<store::Connection> connect(
    Services& with,
    Call& call,
    const ReceivedFile& received,
    const Target& target,
    const std::string& format,
    const std::string& file_name
) {
    if (target.existing) {
        co_await with.catalog->refresh(call.who(), target.existing->id);
        const auto work = [&](store::Reader& reader) {
            return store::connection(reader, call.who(), target.existing->id);
        };
        co_return co_await with.store->read(work);
    }
    store::NewConnection wanted = new_source(received, target, format);
    const auto name = [&](store::Reader& reader) {
        return free_name(reader, call.who(), file_name);
    };
    wanted.name = co_await with.store->read(name);
    const fs::path file = target.file.parent_path() / wanted.path;
    auto added = co_await outcome_of(add_connection(with, call, std::move(wanted)));
    if (added) co_return std::move(*added);
    std::error_code gone_already;
    fs::remove(file, gone_already);
    std::rethrow_exception(added.error());
}

Task<void> note_file(
    Services& with,
    Call& call,
    const ReceivedFile& received,
    const store::Connection& connection,
    const connectors::ImportReport& report,
    const std::string& file_name
) {
    store::StoredFile file;
    file.user_id = call.who().user_id;
    file.connection_id = connection.id;
    file.name = file_name;
    if (!report.tables.empty()) file.table = report.tables.front().name;
    file.format = report.format;
    file.size_bytes = received.size();
    file.sha256 = received.sha256();
    const auto work = [&](store::Writer& writer) {
        store::add_file(writer, call.who(), file);
        audit_connection(writer, *with.ledger, call, "file_uploaded", connection.id);
    };
    co_await with.store->write(work);
}

FileTableShape table_shape(const connectors::ImportReport& report) {
    FileTableShape shape;
    if (report.tables.empty()) return shape;
    const connectors::ImportedTable& table = report.tables.front();
    shape.name = table.name;
    shape.rows = table.rows;
    for (const ResultColumn& each : table.columns)
        shape.columns.push_back({each.name, each.type});
    return shape;
}

Task<UploadedShape> upload_file(Services& with, Call& call, FileRequest request) {
    const Stopwatch watch;
    const Target target = co_await target_of(with, call, request);
    ReceivedFile received(with.catalog->folder_of(call.who().tenant_id));
    Upload& upload = call.upload();
    co_await received.receive(upload);
    const std::string name = file_name_of(request, upload);
    const auto work = [&] {
        return import(received, target, name, request.table.value_or(""), call.stop);
    };
    const connectors::ImportReport report = co_await blocking(*with.blocking, work);
    store::Connection connection =
        co_await connect(with, call, received, target, report.format, name);
    co_await note_file(with, call, received, connection, report, name);
    if (!connection.uploaded) connection.uploaded = name;
    co_return UploadedShape{
        connection_shape(connection), table_shape(report), report.warnings, watch.ms()
    };
}

}  // namespace

std::vector<Operation> file_operations() {
    return {
        operation(
            {.method = Method::post,
             .path = "/api/v1/files",
             .id = "upload_file",
             .summary =
                 "Takes a CSV, TSV, JSON, Parquet, SQLite or DuckDB file and makes a source of it.",
             .tag = "connections",
             .access = Access::write,
             .status = 201,
             .takes = Takes::upload},
            &upload_file
        ),
    };
}

}  // namespace parlance::serve
