#include "connectors/postgres/session.hpp"

#include "connectors/failures.hpp"
#include "connectors/postgres/connect_failure.hpp"

#include <boost/asio/this_coro.hpp>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <utility>

namespace parlance::connectors::postgres {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds connect_time_max{10'000};
constexpr std::chrono::milliseconds answer_time_max{2'000};

/// Nobody's defaults, neither the database's nor the role's, change what a query means or how its
/// result is written.
constexpr const char* pinned_settings =
    "SELECT pg_catalog.set_config(s.name, s.value, false) FROM (VALUES "
    "('search_path', 'pg_catalog, pg_temp'), ('default_transaction_read_only', 'on'), "
    "('row_security', 'on'), ('standard_conforming_strings', 'on'), ('client_encoding', 'UTF8'), "
    "('client_min_messages', 'error'), ('TimeZone', 'UTC'), ('DateStyle', 'ISO, YMD'), "
    "('IntervalStyle', 'postgres'), ('bytea_output', 'hex'), ('extra_float_digits', '1'), "
    "('lc_monetary', 'C'), ('transform_null_equals', 'off'), ('lock_timeout', '5s'), "
    "('idle_in_transaction_session_timeout', '60s'), ('statement_timeout', '0'), "
    "('geqo', 'on')) AS s(name, value)";

void drop_notice(void*, const PGresult*) {}

/// What Linux tells of a TCP connection, as far as it is stable (linux/tcp.h, since 4.1).
struct TcpCounts {
    ::tcp_info head;
    std::uint64_t pacing_rate;
    std::uint64_t pacing_rate_max;
    std::uint64_t bytes_acknowledged;
    std::uint64_t bytes_received;
};
static_assert(offsetof(TcpCounts, bytes_received) == 128);

/// All that has come in since the connection was made; none for one that is not TCP.
std::optional<std::int64_t> received_by(int socket) {
    TcpCounts counts{};
    socklen_t size = sizeof counts;
    const bool known =
        ::getsockopt(socket, IPPROTO_TCP, TCP_INFO, &counts, &size) == 0 && size >= sizeof counts;
    return known ? std::optional(static_cast<std::int64_t>(counts.bytes_received)) : std::nullopt;
}

}  // namespace

bool is_copy(ExecStatusType status) noexcept {
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

Session::~Session() {
    socket_->detach();
    PQfinish(connection_);
}

void Session::attach(const asio::any_io_executor& executor) {
    socket_->attach(executor, PQsocket(connection_));
    pending_bytes_ = 0;
}

Task<std::unique_ptr<Session>> Session::connect(const Target& target, std::string address) {
    const Parameters parameters = target.parameters(address);
    std::vector<const char*> names;
    std::vector<const char*> values;
    for (const auto& [name, value] : parameters) {
        names.push_back(name);
        values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    auto session = std::make_unique<Session>(PQconnectStartParams(names.data(), values.data(), 0));
    co_await session->handshake();
    co_await session->pin_settings();
    session->detach();
    co_return session;
}

Task<void> Session::handshake() {
    if (connection_ == nullptr) throw out_of_resources();
    PQsetErrorVerbosity(connection_, PQERRORS_SQLSTATE);
    PQsetNoticeReceiver(connection_, drop_notice, nullptr);
    const auto executor = co_await asio::this_coro::executor;
    const auto deadline = Clock::now() + connect_time_max;
    for (auto wanted = PGRES_POLLING_WRITING; wanted != PGRES_POLLING_OK;) {
        if (wanted == PGRES_POLLING_FAILED || PQsocket(connection_) < 0) {
            throw connect_failure(PQerrorMessage(connection_));
        }
        // Each step may have another socket: TLS that is refused makes libpq connect again.
        attach(executor);
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
        const Alarm alarm(executor, socket_, left);
        try {
            const bool reads = wanted == PGRES_POLLING_READING;
            co_await socket_->wait(reads ? Socket::Wait::wait_read : Socket::Wait::wait_write);
        } catch (const Error&) {
            if (socket_->aborted()) throw connect_failure("timeout");
        }
        socket_->detach();
        wanted = PQconnectPoll(connection_);
    }
    attach(executor);
}

Task<void> Session::pin_settings() {
    const auto executor = co_await asio::this_coro::executor;
    const Alarm alarm(executor, socket_, connect_time_max);
    const bool sent =
        PQsetnonblocking(connection_, 1) == 0 && PQenterPipelineMode(connection_) == 1 &&
        PQsendQueryParams(connection_, pinned_settings, 0, nullptr, nullptr, nullptr, nullptr, 0) &&
        PQsendPrepare(connection_, begin_plan, "BEGIN READ ONLY", 0, nullptr) &&
        PQsendPrepare(connection_, rollback_plan, "ROLLBACK", 0, nullptr) &&
        PQsendPrepare(
            connection_,
            timeout_plan,
            "SELECT pg_catalog.set_config('statement_timeout', $1, false)",
            0,
            nullptr
        ) &&
        PQpipelineSync(connection_);
    if (!sent) throw gone();
    co_await settle();
    const auto begun = Clock::now();
    if (PQpipelineSync(connection_) == 0) throw gone();
    co_await settle();
    round_trip_us =
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun).count();
}

bool Session::turn_to(const std::string& identity) {
    if (identity_ == identity) return true;
    identity_ = identity;
    return !changed_;
}

Task<bool> Session::clean() {
    const auto executor = co_await asio::this_coro::executor;
    attach(executor);
    const Alarm alarm(executor, socket_, answer_time_max);
    bool done = false;
    try {
        constexpr const char* text = "DISCARD ALL";
        const bool sent =
            PQsendQueryParams(connection_, text, 0, nullptr, nullptr, nullptr, nullptr, 0) &&
            PQpipelineSync(connection_);
        if (!sent) throw gone();
        co_await settle();
        plans_ = {};
        timeout_ms = 0;
        changed_ = false;
        co_await pin_settings();
        done = true;
    } catch (const Error&) {
        done = false;  // whoever needs a session takes another one
    }
    detach();
    co_return done;
}

Task<void> Session::flush() {
    for (;;) {
        const int state = PQflush(connection_);
        if (state == 0) co_return;
        if (state < 0) throw gone();
        co_await socket_->wait(Socket::Wait::wait_write);
    }
}

Task<void> Session::input() {
    // What TLS has decrypted already does not show at the socket: look before each wait.
    if (PQsslInUse(connection_) != 0 && !std::exchange(looked_, true)) {
        if (PQconsumeInput(connection_) == 0) throw gone();
        co_return;
    }
    co_await socket_->wait(Socket::Wait::wait_read);
    looked_ = false;
    // Most results come whole in the first read; counting starts with the second.
    if (++reads_ > 1) count_pending();
    if (pending_bytes_ > pending_bytes_max) {
        socket_->abort();
        throw Error(
            Failure::too_large,
            "result_value_too_large",
            "The database sent a value of more than 64 MiB. Select less of it."
        );
    }
    if (PQconsumeInput(connection_) == 0) throw gone();
}

/// Of a socket that is not TCP, what waits for the next read may be counted twice: libpq leaves
/// some of it.
void Session::count_pending() {
    if (const auto received = received_by(PQsocket(connection_))) {
        if (reads_ == 2) pending_from_ = *received;
        pending_bytes_ = *received - pending_from_;
        return;
    }
    int waiting = 0;
    if (::ioctl(PQsocket(connection_), FIONREAD, &waiting) == 0) pending_bytes_ += waiting;
}

Task<Result> Session::next() {
    while (PQisBusy(connection_) != 0)
        co_await input();
    arrived();
    co_return Result(PQgetResult(connection_));
}

Task<Result> Session::settle() {
    co_await flush();
    Result rows;
    std::string failed;
    for (int empty = 0; empty < 2;) {
        Result result = co_await next();
        empty = result ? 0 : empty + 1;
        if (!result) continue;
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_PIPELINE_SYNC) break;
        if (is_copy(status)) throw gone();
        if (status == PGRES_TUPLES_OK) rows = std::move(result);
        if (status == PGRES_FATAL_ERROR && failed.empty()) {
            const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
            failed = state != nullptr ? state : "08006";
        }
    }
    if (PQstatus(connection_) != CONNECTION_OK) throw gone();
    if (!failed.empty()) throw statement_failure(failed);
    co_return rows;
}

bool Session::looks_alive() const {
    char byte = 0;
    const auto got = ::recv(PQsocket(connection_), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

Task<bool> Session::answers() {
    const Alarm alarm(co_await asio::this_coro::executor, socket_, answer_time_max);
    for (int attempt = 0; attempt < 4; ++attempt) {
        try {
            const bool inside = PQtransactionStatus(connection_) != PQTRANS_IDLE;
            const bool sent = PQsendQueryPrepared(
                connection_, inside ? rollback_plan : begin_plan, 0, nullptr, nullptr, nullptr, 0
            );
            if (!sent || PQpipelineSync(connection_) == 0) co_return false;
            co_await settle();
            if (PQtransactionStatus(connection_) == PQTRANS_IDLE) co_return true;
        } catch (const Error&) {
            if (PQstatus(connection_) != CONNECTION_OK || socket_->aborted()) co_return false;
        }
    }
    co_return PQtransactionStatus(connection_) == PQTRANS_IDLE;
}

}  // namespace parlance::connectors::postgres
