#include "serve/operations/audit.hpp"

#include "auth/auth.hpp"
#include "base/ids.hpp"
#include "base/threads.hpp"
#include "serve/file_reply.hpp"
#include "serve/operations/audit_shapes.hpp"
#include "serve/operations/caller.hpp"
#include "serve/operations/history_shapes.hpp"
#include "serve/services.hpp"
#include "store/audit.hpp"
#include "store/audit_content.hpp"
#include "store/audit_verify.hpp"
#include "store/store.hpp"
#include "store/usage.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <exception>
#include <fstream>
#include <limits>

namespace parlance::serve {

namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;

struct ExportedRecord : LogItem {
    std::string tenant_id;
    std::string sealed;
    std::string previous_hash;
    std::string hash;
    std::string mac;
};
BOOST_DESCRIBE_STRUCT(ExportedRecord, (LogItem), (tenant_id, sealed, previous_hash, hash, mac))

void stop_if_left(const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Error(Failure::cancelled, "client_gone", "The client went away.");
}

void note(Services& with, store::Writer& writer, const Call& call, const char* action) {
    store::AuditEntry entry{
        .door = std::string(call.door_name), .action = action, .outcome = "done"
    };
    entry.request_id = call.request_id;
    store::append_audit(writer, *with.ledger, call.who(), entry);
}

ChainShape shape_of(const store::ChainReport& report) {
    ChainShape shape{
        report.tenant_id, report.node, report.records, report.sequence, report.hash, {}
    };
    if (report.broken) {
        shape.broken =
            ChainBreakShape{report.broken->kind, report.broken->sequence, report.broken->record_id};
    }
    return shape;
}

VerifiedAudit shape_of(const std::vector<store::ChainReport>& reports, Instant now) {
    VerifiedAudit shape{.holds = true, .verified_at = now};
    for (const store::ChainReport& each : reports) {
        shape.holds = shape.holds && !each.broken;
        shape.records += each.records;
        shape.chains.push_back(shape_of(each));
    }
    return shape;
}

/// A walk on the pool, while the one who waits is told how far it has come.
struct Verification {
    std::int64_t of = 0;
    std::atomic<std::int64_t> done = 0;
    std::vector<store::ChainReport> reports;
    std::exception_ptr failed;
    std::atomic<bool> over = false;  ///< the two above may be read
};

void walk(
    Verification& state,
    store::Store& store,
    store::Ledger& ledger,
    const std::string& tenant,
    const std::stop_token& stop
) {
    const auto progress = [&](std::int64_t records) {
        stop_if_left(stop);
        state.done += records;
    };
    try {
        state.reports =
            store::verify_audit(store.database(), ledger, System{}, tenant, {}, progress);
    } catch (...) {
        state.failed = std::current_exception();
    }
    state.over = true;
}

Task<void> tell_until_over(Call& call, std::shared_ptr<Verification> state) {
    constexpr std::chrono::milliseconds pause_max{250};
    co_await call.tell("progress", AuditProgress{0, state->of});
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (std::chrono::milliseconds pause{5}; !state->over; pause = std::min(pause * 2, pause_max)) {
        timer.expires_after(pause);
        co_await timer.async_wait(asio::use_awaitable);
        const std::int64_t done = state->done;
        AuditProgress progress{done, std::max(state->of, done)};
        co_await call.tell("progress", progress);
    }
}

Task<VerifiedAudit> verify(Services& with, Call& call) {
    const auto state = std::make_shared<Verification>();
    const auto count = [&](store::Reader& reader) {
        return reader.count(
            "SELECT count(*) AS value FROM audit_log WHERE tenant_id = :tenant",
            {{"tenant", call.who().tenant_id}}
        );
    };
    state->of = co_await with.store->read(count);
    auto work = [state,
                 store = with.store,
                 ledger = with.ledger,
                 tenant = call.who().tenant_id,
                 stop = call.stop] { walk(*state, *store, *ledger, tenant, stop); };
    asio::post(with.blocking->executor(), std::move(work));
    co_await tell_until_over(call, state);
    if (state->failed) std::rethrow_exception(state->failed);
    const auto noted = [&](store::Writer& writer) { note(with, writer, call, "audit_verified"); };
    co_await with.store->write(noted);
    co_return shape_of(state->reports, with.now());
}

/// Writes the records of one chain; newest last, as they hang together.
void write_chain(
    Services& with,
    std::ofstream& out,
    const store::AuditSegment& segment,
    const ExportAudit& wanted,
    const std::stop_token& stop
) {
    std::int64_t after = -1;
    for (std::int64_t next = 0; next != after;) {
        stop_if_left(stop);
        after = next;
        with.store->database().read([&](store::Reader& reader) {
            const auto last = std::numeric_limits<std::int64_t>::max();
            for (auto& record : store::audit_records(reader, System{}, segment, after, last)) {
                next = record.sequence;
                const bool early = wanted.since && record.at < *wanted.since;
                const bool late = wanted.until && record.at >= *wanted.until;
                if (early || late) continue;
                out << exported_line(reader, *with.ledger, std::move(record)) << '\n';
            }
        });
        if (!out) throw std::runtime_error("an export could not be written");
    }
}

fs::path write_export(
    Services& with,
    const std::string& tenant,
    const ExportAudit& wanted,
    const std::stop_token& stop
) {
    const fs::path folder = exports_folder(with.config);
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
    const fs::path file = folder / ("audit-" + new_id());
    try {
        std::ofstream out(file, std::ios::binary);
        const auto segments = with.store->database().read([&](store::Reader& reader) {
            return store::audit_segments(reader, System{}, tenant);
        });
        for (const store::AuditSegment& segment : segments)
            write_chain(with, out, segment, wanted, stop);
        out.flush();
    } catch (...) {
        std::error_code failed;
        fs::remove(file, failed);
        throw;
    }
    return file;
}

Task<File> export_audit(Services& with, Call& call, ExportAudit request) {
    with.auth->require_in_person(call.who());
    const auto noted = [&](store::Writer& writer) { note(with, writer, call, "audit_exported"); };
    co_await with.store->write(noted);
    const auto work = [&with, request, tenant = call.who().tenant_id, stop = call.stop] {
        return write_export(with, tenant, request, stop);
    };
    co_return File{
        .content_type = "application/x-ndjson",
        .path = co_await blocking(*with.blocking, work),
        .save_as = "audit.ndjson",
        .temporary = true,
    };
}

RequestFigures shape_of(const store::UsageFigures& figures, std::string name, std::string label) {
    return {
        std::move(name),
        std::move(label),
        figures.requests,
        figures.failed,
        figures.median_ms,
        figures.p95_ms,
    };
}

std::vector<RequestFigures> shape_of(const std::vector<store::UsageGroup>& groups) {
    std::vector<RequestFigures> all;
    for (const store::UsageGroup& each : groups)
        all.push_back(shape_of(each, each.name, each.label));
    return all;
}

Task<RequestUsage> get_request_usage(Services& with, Call& call, RequestUsageRequest request) {
    const auto work = [&](store::Reader& reader) {
        return store::usage(reader, call.who(), with.now(), request.days.value_or(30));
    };
    const store::Usage found = co_await with.store->read(work);
    RequestUsage shape{.total = shape_of(found.total, "", ""), .cut_short = found.cut_short};
    for (const store::DayUsage& each : found.days) {
        const std::string day = rfc3339(each.day).substr(0, 10);
        shape.days.push_back(shape_of(each, day, day));
    }
    shape.doors = shape_of(found.doors);
    shape.people = shape_of(found.people);
    shape.keys = shape_of(found.keys);
    shape.actions = shape_of(found.actions);
    shape.errors = shape_of(found.errors);
    co_return shape;
}

}  // namespace

std::string exported_line(store::Reader& reader, store::Ledger& ledger, store::AuditRecord record) {
    ExportedRecord made;
    static_cast<LogItem&>(made) = log_item(store::opened_entry(reader, ledger, record));
    made.tenant_id = std::move(record.tenant_id);
    made.sealed = std::move(record.sealed);
    made.previous_hash = std::move(record.previous_hash);
    made.hash = std::move(record.hash);
    made.mac = std::move(record.mac);
    return json::to_text(made);
}

std::vector<Operation> audit_operations() {
    return {
        operation(
            {.path = "/api/v1/audit/verify",
             .id = "verify_audit",
             .summary = "Checks that nobody has changed, removed or added records of the log.",
             .tag = "logs",
             .access = Access::admin,
             .events = {event<AuditProgress>("progress")},
             .last_event = "verified"},
            &verify
        ),
        operation(
            {.path = "/api/v1/audit/export",
             .id = "export_audit",
             .summary = "Gives all records of the log, one JSON object a line, with their chain.",
             .tag = "logs",
             .access = Access::admin,
             .file_type = "application/x-ndjson"},
            &export_audit
        ),
        operation(
            {.path = "/api/v1/logs/usage",
             .id = "get_request_usage",
             .summary = "Tells how much the tenant was used: by day, door, person and action.",
             .tag = "logs",
             .access = Access::admin},
            &get_request_usage
        ),
    };
}

}  // namespace parlance::serve
