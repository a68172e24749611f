#pragma once

#include "base/rows.hpp"
#include "base/schema.hpp"
#include "base/task.hpp"
#include "base/threads.hpp"
#include "connectors/connection.hpp"
#include "guard/approved_query.hpp"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace parlance::connectors {

/// What the tenant's database administrator sees of a query: who asked, and which request it was.
struct RunContext {
    std::string request_id;
    std::string tenant_id;  ///< for the fair queue and `application_name`
};

/// One thing that a test of a connection found.
struct Finding {
    enum class Level : std::uint8_t { ok, warning, failure };
    Level level = Level::ok;
    std::string code;     ///< stable: reachable, version, privileges, can_write, superuser, tls, …
    std::string message;  ///< what it is, and what to do about it
};

/// What a test of a connection found: works or not, and what to mend.
struct TestReport {
    bool works = false;
    std::string server_version;
    double latency_ms = 0;
    std::vector<Finding> findings;
    std::string
        grant_script;  ///< SQL that makes a least-privilege account; empty where it makes no sense
};

/// How Parlance itself reads the catalog of a source. No text of a user reaches it.
class Introspection {
public:
    Introspection() = default;
    Introspection(const Introspection&) = delete;
    Introspection& operator=(const Introspection&) = delete;
    virtual ~Introspection() = default;

    /// Tables, views, columns, types, comments, keys and row estimates, in a few set-based queries.
    virtual Task<Schema> schema() = 0;
    /// Says whether and how well the connection works. Never throws for what it finds; throws for
    /// what stops it.
    virtual Task<TestReport> test() = 0;
};

/// A tenant's database. Runs approved queries and nothing else; pools its connections; safe to use
/// from every io_context at once. What fails in the database is thrown as `Error` (upstream,
/// timeout, cancelled): a mapped sentence, never the driver's text.
class Source {
public:
    Source() = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    virtual ~Source() = default;

    /// Runs the query read-only and hands its rows to `sink` batch by batch. Stops within
    /// milliseconds when `stop` is requested (the database is told to cancel), and at the limits of
    /// the query.
    virtual Task<RunSummary>
    run(guard::ApprovedQuery query, RowSink& sink, RunContext context, std::stop_token stop) = 0;

    /// What the database expects the query to cost, without running it: in PostgreSQL's unit, or in
    /// DuckDB the rows that pass through its plan. None where the engine does not tell (SQLite).
    /// The plan itself stays here. It is made from statistics over all rows, also those that a
    /// policy hides: never let it change what a restricted person gets.
    virtual Task<std::optional<double>>
    estimate(guard::ApprovedQuery query, RunContext context, std::stop_token stop) = 0;

    [[nodiscard]] virtual Introspection& introspection() = 0;
    [[nodiscard]] virtual Dialect dialect() const noexcept = 0;
};

/// What the connectors need of the process.
struct Environment {
    BlockingPool& blocking;      ///< where SQLite, DuckDB and name resolution run
    std::string node;            ///< this node's name, for `application_name`
    bool allow_loopback = true;  ///< whether a tenant may connect to this machine
    bool allow_private =
        false;  ///< whether a tenant may connect to private ranges (RFC 1918, 4193)
    bool allow_unix_sockets = false;
    std::vector<std::string>
        file_roots;  ///< folders whose SQLite files may be opened, beside the tenant's own
    std::size_t connections_max = 8;  ///< per source
};

/// Makes the source that `connection` describes. Does not connect yet; throws `Error` (invalid,
/// forbidden) for what can be seen to be wrong without connecting.
[[nodiscard]] std::unique_ptr<Source>
open(const Connection& connection, const Environment& environment);

}  // namespace parlance::connectors
