#include "base/ids.hpp"
#include "base/testing/temporary_folder.hpp"
#include "store/audit.hpp"
#include "store/history.hpp"
#include "store/ledger.hpp"
#include "store/migrate.hpp"

#include <benchmark/benchmark.h>

/// What it costs to write a query down: sealing, chaining, and the rows of the store. One commit
/// stands for many records, as under load.
namespace parlance::store {
namespace {

struct Home {
    TemporaryFolder folder;
    Database database{"sqlite:" + folder.at("store.db")};
    Database& migrated = (migrate(database, System{}), database);
    Vault vault{migrated, {folder.path() / "keys", std::nullopt, ""}};
    Ledger ledger{database, vault, "bench"};
};

AuditEntry audited() {
    AuditEntry entry{.door = "http", .action = "sql", .outcome = "answered"};
    entry.query_id = new_id();
    entry.connection_id = new_id();
    entry.sql = "SELECT o.status, count(*) FROM orders o WHERE o.total > 100 GROUP BY o.status";
    entry.executed_sql = *entry.sql + " LIMIT 100001";
    entry.tables = {"public.orders"};
    entry.policies = {{.identity = "unrestricted"}};
    entry.row_count = 7;
    entry.duration_ms = 1.25;
    entry.request_id = new_id();
    return entry;
}

Principal somebody() {
    Principal who;
    who.tenant_id = new_id();
    who.user_id = new_id();
    who.username = "ann";
    return who;
}

void warm(Home& home, const Principal& who) {
    home.database.write([&](Writer& writer) { append_audit(writer, home.ledger, who, audited()); });
}

void seal_a_record(benchmark::State& state) {
    Home home;
    const Principal who = somebody();
    warm(home, who);
    const std::string text(600, 'x');
    home.database.write([&](Writer& writer) {
        for (auto _ : state)
            benchmark::DoNotOptimize(home.ledger.seal(writer, who.tenant_id, "id", "audit", text));
    });
}
BENCHMARK(seal_a_record);

void append_an_audit_record(benchmark::State& state) {
    Home home;
    const Principal who = somebody();
    warm(home, who);
    home.database.write([&](Writer& writer) {
        for (auto _ : state)
            append_audit(writer, home.ledger, who, audited());
    });
}
BENCHMARK(append_an_audit_record)->Iterations(20'000);

/// The bare row, without seal, hash, codes and head: what the store would cost anyway.
void insert_a_bare_row(benchmark::State& state) {
    Home home;
    const Principal who = somebody();
    const AuditEntry entry = audited();
    const std::string sealed(900, 'x');
    const std::string hash(43, 'h');
    std::int64_t sequence = 0;
    home.database.write([&](Writer& writer) {
        for (auto _ : state) {
            writer.run(
                "INSERT INTO audit_log (id, tenant_id, node, sequence, user_id, username, door, "
                "action, outcome, error_code, query_id, connection_id, row_count, duration_ms, "
                "request_id, created_at, sealed, previous_hash, hash, mac) VALUES (:id, :tenant, "
                "'bench', :sequence, :user, :username, :door, :action, :outcome, :error, :query, "
                ":connection, :rows, :duration, :request, :at, :sealed, :hash, :hash, :hash)",
                {{"id", new_id()},
                 {"tenant", who.tenant_id},
                 {"sequence", ++sequence},
                 {"user", who.user_id},
                 {"username", who.username},
                 {"door", entry.door},
                 {"action", entry.action},
                 {"outcome", entry.outcome},
                 {"error", entry.error_code},
                 {"query", entry.query_id},
                 {"connection", entry.connection_id},
                 {"rows", entry.row_count},
                 {"duration", entry.duration_ms},
                 {"request", entry.request_id},
                 {"at", system_now()},
                 {"sealed", sealed},
                 {"hash", hash}}
            );
        }
    });
}
BENCHMARK(insert_a_bare_row)->Iterations(20'000);

}  // namespace
}  // namespace parlance::store
