#include "ask/suggested.hpp"

#include "ask/verified.hpp"
#include "base/error.hpp"
#include "catalog/knowledge.hpp"
#include "engine/recall.hpp"
#include "engine/understand.hpp"
#include "guard/approve.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace parlance::ask {

namespace {

using std::chrono::steady_clock;

constexpr std::size_t questions_max = 8;
constexpr std::size_t verified_max = 3;
constexpr std::int64_t query_ms_max = 2'000;
constexpr std::chrono::seconds patience{4};

/// The query that the question comes to; none when it is not answered for sure.
std::optional<sql::Query>
query_of(const std::string& text, Instant now, const catalog::View& view) {
    const engine::Question question{text, now};
    const auto understood =
        with_verified(engine::understand(question, *view.pack), question, *view.pack);
    const auto* answered = std::get_if<engine::Answered>(&understood);
    if (answered == nullptr || !answered->readings.front().unexplained.empty()) return std::nullopt;
    return answered->readings.front().query;
}

/// A total over nothing is one row that says nothing.
bool says_something(const Batch& rows) {
    if (rows.rows() != 1) return rows.rows() > 1;
    return std::ranges::any_of(rows.row(0), [&](const Batch::Cell& cell) {
        const std::string_view text = rows.text(cell);
        const bool zero = cell.kind == CellKind::number &&
                          text.find_first_of("123456789") == std::string_view::npos;
        return cell.kind != CellKind::null && !zero;
    });
}

Task<bool> returns_something(
    const catalog::View& view,
    const sql::Query& query,
    connectors::RunContext context,
    std::stop_token stop
) {
    guard::Policy policy = view.policy;
    policy.limits.rows_max = 2;
    policy.limits.time_ms = std::min(policy.limits.time_ms, query_ms_max);
    guard::ApprovedQuery approved = guard::approve(query, *view.schema, policy);
    Collected rows;
    (void)co_await view.source->run(std::move(approved), rows, std::move(context), stop);
    co_return says_something(rows.result.rows);
}

Task<bool> holds(
    const catalog::View& view,
    const std::string& text,
    Instant now,
    connectors::RunContext context,
    std::stop_token stop
) {
    try {
        const auto query = query_of(text, now, view);
        if (!query || !catalog::reads_clear(*query, *view.schema, view.policy)) co_return false;
        co_return co_await returns_something(view, *query, std::move(context), stop);
    } catch (const Error&) {
        co_return false;  // it is left out, whyever it does not run
    }
}

std::vector<std::string> candidates(const engine::SchemaPack& pack) {
    std::vector<std::string> all = engine::verified_questions(pack);
    if (all.size() > verified_max) all.resize(verified_max);
    for (std::string& each : engine::suggestions(pack)) {
        if (std::ranges::find(all, each) == all.end()) all.push_back(std::move(each));
    }
    return all;
}

}  // namespace

Task<std::vector<std::string>> suggested_questions(
    catalog::View view,
    Instant now,
    connectors::RunContext context,
    std::stop_token stop
) {
    const auto end = steady_clock::now() + patience;
    std::vector<std::string> found;
    for (std::string& text : candidates(*view.pack)) {
        if (found.size() == questions_max || steady_clock::now() > end) break;
        if (co_await holds(view, text, now, context, stop)) found.push_back(std::move(text));
    }
    co_return found;
}

}  // namespace parlance::ask
