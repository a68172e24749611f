#pragma once

#include "connectors/postgres/session.hpp"
#include "connectors/postgres/shape.hpp"
#include "connectors/postgres/watch.hpp"
#include "connectors/row_writer.hpp"
#include "guard/approved_query.hpp"

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::connectors::postgres {

/// What is sent. `text` is of the guard, or our own for introspection.
struct Statement {
    std::string_view text;
    std::span<const guard::Bound> parameters;
    guard::Limits limits;
    std::string_view request_id;         ///< stands in a comment when no plan is kept
    bool keep_plan = false;              ///< prepare it by name, for it comes again
    std::shared_ptr<const Shape> known;  ///< its columns, when it ran before
    std::optional<std::string> copy;     ///< the text without parameters, when it goes by COPY
};

/// One statement over one session: `BEGIN READ ONLY`, the statement and `ROLLBACK` travel in one
/// round trip, and rows are handed on as they come. Large results of a known shape go by COPY,
/// which PostgreSQL writes a third faster, for two round trips more.
class Exchange {
public:
    Exchange(Session& session, Statement statement, RowSink& sink)
        : session_(session), statement_(std::move(statement)), sink_(sink) {}

    /// Throws the mapped failure. `may_retry` then says whether another session could do better.
    Task<RunSummary> run(BlockingPool& blocking, std::stop_token stop);

    /// Nothing was handed to the sink, and the failure was of the session, not of the statement.
    [[nodiscard]] bool may_retry() const noexcept { return retry_; }
    /// Whether the session is in order and may serve again.
    [[nodiscard]] bool reusable() const noexcept { return reusable_; }
    [[nodiscard]] const std::shared_ptr<const Shape>& shape() const noexcept { return shape_; }

private:
    enum class Step : std::uint8_t { command, statement, sync };

    Task<void> by_plan();
    Task<void> by_copy();
    Task<void> read_step(Step step);
    Task<void> read_statement();
    Task<void> read_copy();
    bool write_row(const PGresult* row);
    Task<void> hand_over();
    Task<void> finish_transaction();

    bool send_timeout();
    void send_statement();
    void send_prepared(const std::vector<const char*>& values);
    void send_plain(const std::vector<const char*>& values);
    void send_plan(const char* name, const char* value = nullptr);
    void sync();
    void note_failure(const PGresult* result);
    void see_columns(std::shared_ptr<const Shape> shape);
    bool keeps();
    [[nodiscard]] std::string commented(std::string_view text) const;
    [[nodiscard]] std::vector<Oid> parameter_types() const;
    void check_outcome(std::exception_ptr broken);

    Session& session_;
    Statement statement_;
    RowSink& sink_;
    std::shared_ptr<Watch> watch_;
    std::vector<Step> steps_;
    std::shared_ptr<const Shape> shape_;
    std::optional<RowWriter> rows_;
    std::exception_ptr sink_failed_;
    std::string sqlstate_;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    bool by_name_ = false;
    bool announced_ = false;   ///< the sink knows the columns
    bool discarding_ = false;  ///< read on, but keep nothing
    int ignored_ = 0;          ///< rows since then
    bool retry_ = false;
    bool reusable_ = false;
};

}  // namespace parlance::connectors::postgres
