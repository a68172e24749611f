#pragma once

#include "connectors/postgres/plans.hpp"
#include "connectors/postgres/socket.hpp"
#include "connectors/postgres/target.hpp"

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <string>

namespace parlance::connectors::postgres {

struct Clear {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

/// Whether the server started a COPY: unasked for, only a hostile one does.
[[nodiscard]] bool is_copy(ExecStatusType status) noexcept;

/// Names of the plans that every session has.
inline constexpr const char* begin_plan = "parlance_begin";
inline constexpr const char* rollback_plan = "parlance_rollback";
inline constexpr const char* timeout_plan = "parlance_timeout";

/// One connection, always in pipeline mode between uses (so: extended protocol only), settings
/// pinned. Used by one coroutine at a time, on whichever io_context that runs.
class Session {
public:
    /// Connects to the address and pins the settings. Throws the mapped reason.
    static Task<std::unique_ptr<Session>> connect(const Target& target, std::string address);

    explicit Session(PGconn* connection) : connection_(connection) {}
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session();

    void attach(const boost::asio::any_io_executor& executor);
    void detach() { socket_->detach(); }

    /// Whether it serves somebody with these rights as a new session would. False when it may hold
    /// something of somebody with others: `clean` it first.
    bool turn_to(const std::string& identity);
    /// Lets go of all that it holds, plans too (`DISCARD ALL`). False when the connection is gone.
    Task<bool> clean();
    /// It may hold more than a new session from now on.
    void mark_changed() noexcept { changed_ = true; }

    /// Sends what libpq holds back.
    Task<void> flush();
    /// Waits for bytes and lets libpq take them. Throws `database_gone` when the connection ended,
    /// and `result_too_large` when the server sends on and on without finishing a row.
    Task<void> input();
    /// The next result, null between two commands. Waits as long as it takes.
    Task<Result> next();
    /// Call when a row or result arrived whole.
    void arrived() noexcept { pending_bytes_ = reads_ = 0; }

    /// Runs the commands that were sent up to a `PQpipelineSync`; the last result with rows is
    /// returned. Throws the mapped failure of the first that fails, after reading all.
    Task<Result> settle();

    /// A look at the socket that costs no round trip: false when the server closed it or sent what
    /// nobody asked for.
    [[nodiscard]] bool looks_alive() const;
    /// A round trip that changes nothing; also takes in a late cancellation.
    Task<bool> answers();

    [[nodiscard]] PGconn* raw() const noexcept { return connection_; }
    [[nodiscard]] const std::shared_ptr<Socket>& socket() const noexcept { return socket_; }
    [[nodiscard]] Plans& plans() noexcept { return plans_; }

    std::int64_t timeout_ms = 0;       ///< the statement_timeout that is set
    std::int64_t round_trip_us = 100;  ///< measured when connecting
    bool reused = false;               ///< has served a query before

private:
    Task<void> handshake();
    Task<void> pin_settings();
    void count_pending();

    static constexpr std::int64_t pending_bytes_max = std::int64_t{64} << 20;

    PGconn* connection_;
    std::shared_ptr<Socket> socket_ = std::make_shared<Socket>();
    Plans plans_;
    std::string identity_;  ///< the rights of those it has served
    bool changed_ = false;
    bool looked_ = false;             ///< since the last wait
    std::int64_t reads_ = 0;          ///< the same, in calls
    std::int64_t pending_from_ = 0;   ///< what had been received in all when counting began
    std::int64_t pending_bytes_ = 0;  ///< received since a row or result arrived whole
};

}  // namespace parlance::connectors::postgres
