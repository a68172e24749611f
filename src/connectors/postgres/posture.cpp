#include "connectors/failures.hpp"
#include "connectors/postgres/catalog.hpp"
#include "connectors/utf8.hpp"

#include <boost/asio/this_coro.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <utility>

namespace parlance::connectors::postgres {

namespace {

using Clock = std::chrono::steady_clock;
using Level = Finding::Level;

constexpr std::chrono::milliseconds look_time_max{10'000};

constexpr const char* posture_query = R"(
SELECT current_setting('server_version'), r.rolsuper, r.rolbypassrls,
       r.rolcreaterole OR r.rolcreatedb OR r.rolreplication,
       pg_has_role(r.oid, 'pg_read_all_data', 'USAGE'),
       has_database_privilege(current_database(), 'CREATE'),
       coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false),
       current_setting('max_connections')
FROM pg_roles r WHERE r.rolname = current_user)";

constexpr const char* rights_query = R"(
SELECT count(*) FILTER (WHERE has_any_column_privilege(c.oid, 'SELECT')), count(*),
       count(*) FILTER (WHERE has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')),
       count(*) FILTER (WHERE pg_has_role(c.relowner, 'USAGE'))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
  AND has_schema_privilege(n.oid, 'USAGE'))";

constexpr const char* schemas_query = R"(
SELECT quote_ident(nspname) FROM pg_namespace
WHERE nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\_%'
ORDER BY nspname LIMIT 50)";

constexpr const char* database_query = "SELECT quote_ident(current_database())";

bool truth(const Result& row, int column) {
    return *PQgetvalue(row.get(), 0, column) == 't';
}

long count(const Result& row, int column) {
    return std::strtol(PQgetvalue(row.get(), 0, column), nullptr, 10);
}

/// The first column; the server may be hostile.
std::string cell(const Result& rows, int row) {
    return repaired_utf8(std::string_view(PQgetvalue(rows.get(), row, 0)).substr(0, 200));
}

std::string first_cell(const Result& rows) {
    return PQntuples(rows.get()) > 0 ? cell(rows, 0) : "";
}

void judge_role(TestReport& report, const Result& role) {
    const auto warn = [&](int column, const char* code, const char* message) {
        if (truth(role, column)) report.findings.push_back({Level::warning, code, message});
    };
    warn(
        1,
        "superuser",
        "The account is a superuser: it can do everything, also on the server's own disk. Use an "
        "account that can only read."
    );
    warn(
        2,
        "bypasses_row_security",
        "The account bypasses row security (BYPASSRLS): the database's own row rules do not "
        "hold for it."
    );
    warn(
        3,
        "can_administer",
        "The account can make roles or databases, or replicate. It needs none of this here."
    );
    if (!truth(role, 1)) {
        warn(
            4,
            "reads_everything",
            "The account may read every table of the server (pg_read_all_data). Grant only what "
            "is to be asked."
        );
    }
}

void judge_rights(TestReport& report, const Result& role, const Result& rights) {
    const long readable = count(rights, 0);
    if (readable == 0) {
        report.findings.push_back(
            {Level::warning, "nothing_readable", "The account may not SELECT from any table."}
        );
    } else {
        report.findings.push_back(
            {Level::ok,
             "privileges",
             fmt::format(
                 "The account may read {} of {} tables and views.", readable, count(rights, 1)
             )}
        );
    }
    const bool writes = count(rights, 2) > 0 || count(rights, 3) > 0 || truth(role, 5);
    if (!writes) return;
    report.findings.push_back(
        {Level::warning,
         "can_write",
         fmt::format(
             "The account can change data ({} tables) or make objects. Parlance only ever reads; "
             "an account that can only read is a second lock.",
             count(rights, 2)
         )}
    );
}

void judge_transport(TestReport& report, const Result& role, const Connection& connection) {
    if (truth(role, 6)) {
        report.findings.push_back({Level::ok, "tls", "The connection is encrypted (TLS)."});
    } else if (!connection.host.starts_with('/')) {
        report.findings.push_back(
            {Level::warning,
             "tls",
             "The connection is not encrypted. Turn TLS on at the server unless the network is "
             "trusted."}
        );
    }
}

/// SQL for the database's administrator: a role that can read and nothing else.
std::string grant_script(const Result& database, const Result& schemas) {
    std::string script = fmt::format(
        "CREATE ROLE parlance_reader LOGIN PASSWORD 'choose-a-long-one'\n"
        "  NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 20;\n"
        "ALTER ROLE parlance_reader SET default_transaction_read_only = on;\n"
        "GRANT CONNECT ON DATABASE {} TO parlance_reader;\n",
        first_cell(database)
    );
    for (int row = 0; row < PQntuples(schemas.get()); ++row) {
        script += fmt::format(
            "GRANT USAGE ON SCHEMA {0} TO parlance_reader;\n"
            "GRANT SELECT ON ALL TABLES IN SCHEMA {0} TO parlance_reader;\n"
            "ALTER DEFAULT PRIVILEGES IN SCHEMA {0} GRANT SELECT ON TABLES TO parlance_reader;\n",
            cell(schemas, row)
        );
    }
    return script;
}

Task<void> look(TestReport& report, Pool& pool) {
    const auto session = co_await pool.connect();
    const auto executor = co_await boost::asio::this_coro::executor;
    session->attach(executor);
    const Alarm alarm(executor, session->socket(), look_time_max);
    report.findings.push_back({Level::ok, "reachable", "The database answers."});
    const Result role = co_await ask(*session, posture_query);
    const auto begun = Clock::now();
    const Result database = co_await ask(*session, database_query);
    report.latency_ms = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
    const Result rights = co_await ask(*session, rights_query);
    const Result schemas = co_await ask(*session, schemas_query);
    if (PQntuples(role.get()) != 1 || PQntuples(rights.get()) != 1) throw database_failed();
    report.server_version = fmt::format("PostgreSQL {}", first_cell(role));
    judge_role(report, role);
    judge_rights(report, role, rights);
    judge_transport(report, role, pool.target().connection());
    report.grant_script = grant_script(database, schemas);
    report.works = true;
}

}  // namespace

Task<TestReport> test_connection(Pool& pool) {
    TestReport report;
    try {
        co_await look(report, pool);
    } catch (const Error& error) {
        report.findings.push_back({Level::failure, error.code(), error.message()});
    }
    co_return report;
}

}  // namespace parlance::connectors::postgres
