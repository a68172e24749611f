#include "ask/trial.hpp"

#include "ask/telling.hpp"
#include "base/crypto.hpp"
#include "base/error.hpp"
#include "base/stopwatch.hpp"
#include "guard/approve.hpp"
#include "sql/read.hpp"
#include "sql/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace parlance::ask {

namespace {

/// A candidate has less time than an answer.
constexpr std::int64_t trial_ms_max = 10'000;

std::string cell_text(const Batch& rows, const Batch::Cell& cell) {
    const std::string_view text = rows.text(cell);
    if (cell.kind == CellKind::null) return "~";
    if (cell.kind == CellKind::number) {
        double number = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
        if (read.ec == std::errc()) return fmt::format("#{:.10g}", number);
    }
    return "=" + std::string(text);
}

std::string row_text(const Batch& rows, std::size_t index) {
    std::vector<std::string> cells;
    for (const Batch::Cell& cell : rows.row(index))
        cells.push_back(cell_text(rows, cell));
    std::ranges::sort(cells);
    std::string line;
    for (const std::string& cell : cells)
        line += fmt::format("{}:{}", cell.size(), cell);
    return line;
}

guard::ApprovedQuery approved(const catalog::View& view, const sql::Query& query) {
    guard::Policy policy = view.policy;
    policy.limits.rows_max = std::min(policy.limits.rows_max, answer_rows_max);
    policy.limits.time_ms = std::min(policy.limits.time_ms, trial_ms_max);
    return guard::approve(query, *view.schema, policy);
}

/// Parses what a model wrote, and says in English what it asks for.
void understand(const catalog::View& view, Trial& trial) {
    if (!trial.vote.by_model) return;
    trial.reading.query = sql::read(trial.sql, view.schema->dialect);
    trial.sql = sql::render(trial.reading.query, Dialect::postgres);
    trial.reading.explanation = engine::explain(trial.reading.query, *view.schema);
}

void make_safe(const catalog::View& view, Trial& trial) {
    const Stopwatch watch;
    understand(view, trial);
    trial.query = approved(view, trial.reading.query);
    // A person will read it in the source's own dialect.
    static_cast<void>(sql::pretty(trial.reading.query, view.schema->dialect));
    trial.guard_ms = watch.ms();
}

Task<void> check_cost(
    const catalog::View& view,
    const Trial& trial,
    const TrialTerms& terms,
    const std::stop_token& stop
) {
    if (!sees_everything(view)) co_return;
    const auto cost = co_await view.source->estimate(*trial.query, terms.context, stop);
    if (cost && *cost > terms.plan_cost_max)
        throw Error(
            Failure::refused,
            "query_too_costly",
            "The database expects this to take too long. Ask for less, or filter more."
        );
}

Task<void>
run_it(const catalog::View& view, Trial& trial, const TrialTerms& terms, std::stop_token stop) {
    co_await check_cost(view, trial, terms, stop);
    const Stopwatch watch;
    Collected rows;
    trial.run = co_await view.source->run(*trial.query, rows, terms.context, std::move(stop));
    trial.result = std::move(rows.result);
    trial.execute_ms = watch.ms();
    trial.vote.content = content_of(trial.result);
}

Task<void>
attempt(const catalog::View& view, Trial& trial, const TrialTerms& terms, std::stop_token stop) {
    make_safe(view, trial);
    if (terms.dry) {
        trial.vote.content = trial.sql;
    } else {
        co_await run_it(view, trial, terms, std::move(stop));
    }
}

/// What a database says of a statement, and not of itself.
constexpr std::array<std::string_view, 5> own_upstream_codes{
    "database_failed",
    "database_permission",
    "database_resources",
    "database_schema_changed",
    "query_bad_values",
};

/// Whether another statement could fare better.
bool is_its_own_fault(const Error& error) {
    switch (error.why()) {
        case Failure::invalid:
        case Failure::refused:
        case Failure::too_large:
        case Failure::unsupported:
        case Failure::timeout:
            return true;
        case Failure::upstream:
            return std::ranges::find(own_upstream_codes, error.code()) != own_upstream_codes.end();
        default:
            return false;
    }
}

}  // namespace

Trial trial_of(engine::Reading reading) {
    Trial trial;
    trial.by = "builtin";
    trial.sql = sql::render(reading.query, Dialect::postgres);
    trial.vote.confidence = reading.confidence;
    trial.reading = std::move(reading);
    return trial;
}

Trial trial_of(
    const agents::Candidate& candidate,
    std::size_t rank,
    std::string task,
    std::size_t exchange
) {
    Trial trial;
    trial.vote = {.by_model = true, .rank = rank, .repaired = task == "repair"};
    trial.by = std::move(task);
    trial.sql = candidate.sql;
    trial.exchange = exchange;
    for (const std::string& each : candidate.assumptions)
        trial.reading.assumptions.push_back({"model", each});
    return trial;
}

bool sees_everything(const catalog::View& view) {
    return view.policy.identity == guard::Policy{}.identity;
}

Task<void>
try_out(const catalog::View& view, Trial& trial, const TrialTerms& terms, std::stop_token stop) {
    try {
        co_await attempt(view, trial, terms, std::move(stop));
    } catch (const Error& error) {
        if (!is_its_own_fault(error)) throw;
        trial.outcome = error.code();
        trial.message = error.message();
        trial.vote.content.clear();
    }
}

std::string content_of(const ResultSet& result) {
    std::vector<std::string> lines;
    for (std::size_t index = 0; index < result.rows.rows(); ++index)
        lines.push_back(row_text(result.rows, index));
    std::ranges::sort(lines);
    Sha256 digest;
    digest.add(fmt::format("{}\n", result.columns.size()));
    for (const std::string& line : lines)
        digest.add(line + "\n");
    return to_hex(bytes_of(digest.finish()));
}

}  // namespace parlance::ask
