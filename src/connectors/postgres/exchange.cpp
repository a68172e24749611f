#include "connectors/postgres/exchange.hpp"

#include "connectors/failures.hpp"
#include "connectors/postgres/connect_failure.hpp"

#include <boost/asio/this_coro.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace parlance::connectors::postgres {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

namespace {

/// The server stops by its own statement_timeout first; this is for one that does not.
constexpr std::chrono::milliseconds server_grace{500};

}  // namespace

Task<RunSummary> Exchange::run(BlockingPool& blocking, std::stop_token stop) {
    const auto executor = co_await asio::this_coro::executor;
    session_.attach(executor);
    const auto time = std::chrono::milliseconds(statement_.limits.time_ms) + server_grace;
    watch_ = Watch::start(executor, session_, blocking, time, std::move(stop));
    std::exception_ptr broken;
    try {
        co_await (statement_.copy ? by_copy() : by_plan());
    } catch (...) {
        broken = std::current_exception();
    }
    watch_->finish();
    if (!broken) co_await finish_transaction();
    session_.detach();
    check_outcome(broken);
    const std::chrono::duration<double, std::milli> took = Clock::now() - begun_;
    co_return rows_->summary(took.count());
}

// Rows that were wanted all arrived, or one of these explains why not; the first that applies.
void Exchange::check_outcome(std::exception_ptr broken) {
    const bool untouched = !announced_ && watch_->ended() == Watch::Ended::no;
    retry_ = untouched && session_.reused && (broken || sqlstate_.starts_with("57P"));
    if (sink_failed_) std::rethrow_exception(sink_failed_);
    if (rows_ && rows_->truncated() && announced_) return;
    if (watch_->ended() == Watch::Ended::cancelled) throw cancelled();
    if (watch_->ended() == Watch::Ended::timed_out) throw timed_out();
    if (broken) std::rethrow_exception(broken);
    if (sqlstate_.empty()) return;
    // A plan that outlived a change of its tables (0A000), or that a pooler in between has lost.
    const bool stale = sqlstate_ == "0A000" || sqlstate_ == "26000";
    if (by_name_) session_.plans().forget(statement_.text);
    retry_ = retry_ || (untouched && by_name_ && stale);
    throw statement_failure(sqlstate_);
}

Task<void> Exchange::by_plan() {
    send_timeout();
    send_plan(begin_plan);
    send_statement();
    send_plan(rollback_plan);
    sync();
    co_await session_.flush();
    for (const Step step : steps_)
        co_await read_step(step);
    if (!discarding_) co_await hand_over();
}

void Exchange::send_plan(const char* name, const char* value) {
    const int count = value != nullptr ? 1 : 0;
    if (PQsendQueryPrepared(session_.raw(), name, count, &value, nullptr, nullptr, 0) == 0) {
        throw gone();
    }
    steps_.push_back(Step::command);
}

void Exchange::sync() {
    if (PQpipelineSync(session_.raw()) == 0) throw gone();
    steps_.push_back(Step::sync);
}

/// Whether it had to be set. The sync commits it: without, the ROLLBACK behind takes it back, for
/// up to a sync all is one transaction.
bool Exchange::send_timeout() {
    if (session_.timeout_ms == statement_.limits.time_ms) return false;
    send_plan(timeout_plan, std::to_string(statement_.limits.time_ms).c_str());
    sync();
    session_.timeout_ms = statement_.limits.time_ms;
    return true;
}

void Exchange::send_statement() {
    std::vector<const char*> values;
    for (const guard::Bound& bound : statement_.parameters)
        values.push_back(bound.text ? bound.text->c_str() : nullptr);
    if (statement_.keep_plan) {
        send_prepared(values);
    } else {
        send_plain(values);
    }
    steps_.push_back(Step::statement);
}

void Exchange::send_prepared(const std::vector<const char*>& values) {
    PGconn* connection = session_.raw();
    by_name_ = true;
    auto name = session_.plans().find(statement_.text);
    if (!name) {
        auto added = session_.plans().add(statement_.text);
        if (added.evicted) {
            const std::string drop = "DEALLOCATE " + *added.evicted;
            PQsendQueryParams(connection, drop.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
            steps_.push_back(Step::command);
        }
        const std::string text(statement_.text);
        const std::vector<Oid> types = parameter_types();
        const auto count = static_cast<int>(types.size());
        if (PQsendPrepare(connection, added.name.c_str(), text.c_str(), count, types.data()) == 0) {
            throw gone();
        }
        steps_.push_back(Step::command);
        name = std::move(added.name);
    }
    const auto count = static_cast<int>(values.size());
    const int sent =
        PQsendQueryPrepared(connection, name->c_str(), count, values.data(), nullptr, nullptr, 0);
    if (sent == 0) throw gone();
}

void Exchange::send_plain(const std::vector<const char*>& values) {
    const auto count = static_cast<int>(values.size());
    const std::string text = commented(statement_.text);
    const std::vector<Oid> types = parameter_types();
    const int sent = PQsendQueryParams(
        session_.raw(), text.c_str(), count, types.data(), values.data(), nullptr, nullptr, 0
    );
    if (sent == 0) throw gone();
}

/// What a constant in the text would be: a short number is an int4, anything in quotes takes the
/// type of what stands beside it.
std::vector<Oid> Exchange::parameter_types() const {
    constexpr Oid bytea = 17;
    constexpr Oid int4 = 23;
    std::vector<Oid> types;
    for (const guard::Bound& bound : statement_.parameters)
        types.push_back(
            bound.type == Type::integer ? int4
            : bound.type == Type::bytes ? bytea
                                        : InvalidOid
        );
    return types;
}

std::string Exchange::commented(std::string_view text) const {
    const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; };
    const auto id = statement_.request_id;
    if (id.empty() || id.size() > 64 || !std::ranges::all_of(id, plain)) {
        return std::string(text);
    }
    return fmt::format("/* parlance request={} */ {}", id, text);
}

}  // namespace parlance::connectors::postgres
