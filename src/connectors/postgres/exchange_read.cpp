#include "connectors/failures.hpp"
#include "connectors/postgres/connect_failure.hpp"
#include "connectors/postgres/exchange.hpp"

#include <utility>

namespace parlance::connectors::postgres {

namespace {

struct Free {
    void operator()(char* buffer) const noexcept { PQfreemem(buffer); }
};

}  // namespace

Task<void> Exchange::read_step(Step step) {
    if (step == Step::statement) {
        PQsetSingleRowMode(session_.raw());
        co_return co_await read_statement();
    }
    for (;;) {
        const Result result = co_await session_.next();
        if (!result) co_return;
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_PIPELINE_SYNC) co_return;
        if (is_copy(status)) throw gone();
        if (status == PGRES_FATAL_ERROR) note_failure(result.get());
    }
}

// The loop over rows stays inside one coroutine frame: only waiting and handing over suspend.
Task<void> Exchange::read_statement() {
    for (;;) {
        while (PQisBusy(session_.raw()) != 0)
            co_await session_.input();
        session_.arrived();
        const Result result(PQgetResult(session_.raw()));
        if (!result) co_return;
        const ExecStatusType status = PQresultStatus(result.get());
        if (is_copy(status)) throw gone();
        if (status == PGRES_FATAL_ERROR) note_failure(result.get());
        const bool has_columns = status == PGRES_SINGLE_TUPLE || status == PGRES_TUPLES_OK;
        if (has_columns && !shape_) {
            see_columns(std::make_shared<const Shape>(shape_of(result.get())));
        }
        if (status != PGRES_SINGLE_TUPLE || !keeps()) continue;
        const bool wanted = write_row(result.get());
        if (!wanted || rows_->full()) co_await hand_over();
        if (!wanted) discarding_ = true;
    }
}

bool Exchange::write_row(const PGresult* row) {
    if (!rows_->begin_row()) return false;
    for (std::size_t at = 0; at < shape_->forms.size(); ++at) {
        const int column = static_cast<int>(at);
        if (PQgetisnull(row, 0, column) != 0) {
            rows_->null();
            continue;
        }
        const auto size = static_cast<std::size_t>(PQgetlength(row, 0, column));
        write_cell(*rows_, shape_->forms[at], {PQgetvalue(row, 0, column), size});
    }
    return true;
}

Task<void> Exchange::by_copy() {
    PGconn* connection = session_.raw();
    if (send_timeout()) co_await session_.settle();
    send_plan(begin_plan);
    sync();
    co_await session_.settle();
    // libpq refuses COPY in pipeline mode.
    if (PQexitPipelineMode(connection) == 0) throw gone();
    const std::string copy = "COPY (" + commented(*statement_.copy) + ") TO STDOUT";
    const int sent =
        PQsendQueryParams(connection, copy.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
    if (sent == 0) throw gone();
    co_await session_.flush();
    for (;;) {
        const Result result = co_await session_.next();
        if (!result) break;
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_FATAL_ERROR) note_failure(result.get());
        if (status != PGRES_COPY_OUT) continue;
        if (PQnfields(result.get()) != static_cast<int>(statement_.known->forms.size())) {
            throw schema_changed();
        }
        see_columns(statement_.known);
        co_await read_copy();
    }
    if (PQenterPipelineMode(connection) == 0) throw gone();
    if (!discarding_) co_await hand_over();
}

Task<void> Exchange::read_copy() {
    for (;;) {
        char* buffer = nullptr;
        const int size = PQgetCopyData(session_.raw(), &buffer, 1);
        const std::unique_ptr<char, Free> line(buffer);
        if (size < 0) co_return;  // the end, or an error: the next result tells
        if (size == 0) {
            co_await session_.input();
            continue;
        }
        session_.arrived();
        if (!keeps()) continue;
        const bool wanted = rows_->begin_row();
        const std::string_view text(line.get(), static_cast<std::size_t>(size));
        if (wanted && !write_copy_row(*rows_, shape_->forms, text)) throw schema_changed();
        if (!wanted || rows_->full()) co_await hand_over();
        if (!wanted) discarding_ = true;
    }
}

// The guard asks for one row more than the limit, so after a cut the end is mostly near; only when
// it is not, the server is told to stop.
bool Exchange::keeps() {
    constexpr int ignored_max = 256;
    if (discarding_ && ++ignored_ == ignored_max) watch_->cancel();
    return !discarding_;
}

void Exchange::see_columns(std::shared_ptr<const Shape> shape) {
    shape_ = std::move(shape);
    rows_.emplace(shape_->columns.size(), statement_.limits);
}

// A sink that fails ends the query; the connection is still read to the end and kept.
Task<void> Exchange::hand_over() {
    if (!rows_ || !sqlstate_.empty()) co_return;
    try {
        if (!std::exchange(announced_, true)) co_await sink_.begin(shape_->columns);
        if (rows_->batch().rows() > 0) co_await sink_.rows(rows_->batch());
    } catch (...) {
        sink_failed_ = std::current_exception();
    }
    rows_->next_batch();
    if (!sink_failed_) co_return;
    discarding_ = true;
    watch_->cancel();
}

void Exchange::note_failure(const PGresult* result) {
    if (!sqlstate_.empty()) return;
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    sqlstate_ = state != nullptr ? state : "08006";
}

// After an error, a cancellation or a COPY the transaction is still open.
Task<void> Exchange::finish_transaction() {
    try {
        const bool cancelled = watch_->cancel_sent();
        co_await watch_->settled();
        const bool idle = PQtransactionStatus(session_.raw()) == PQTRANS_IDLE;
        if (PQstatus(session_.raw()) != CONNECTION_OK || session_.socket()->aborted()) co_return;
        while (PGnotify* notice = PQnotifies(session_.raw()))
            PQfreemem(notice);
        reusable_ = (idle && !cancelled) || co_await session_.answers();
    } catch (const Error&) {
        reusable_ = false;  // the rows are in order; only the session is not
    }
}

}  // namespace parlance::connectors::postgres
