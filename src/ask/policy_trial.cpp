#include "ask/policy_trial.hpp"

#include "ask/ask.hpp"
#include "ask/journal.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "guard/approve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace parlance::ask {

namespace {

/// What came back of a test, whichever way it went.
struct Came {
    std::string ended;  ///< `answered`, or the code of what stopped it
    ResultSet result;
    std::vector<std::string> masked;
    std::vector<std::string> words;  ///< everything else that a person would read
};

Task<Came> run_sql(
    const PolicyTest& test,
    const catalog::View& view,
    connectors::RunContext context,
    std::stop_token stop
) {
    guard::ApprovedQuery query = guard::approve(*test.sql, *view.schema, view.policy);
    Came came;
    came.ended = "answered";
    came.masked = masked_columns_of(query);
    Collected rows;
    co_await view.source->run(std::move(query), rows, std::move(context), stop);
    came.result = std::move(rows.result);
    co_return came;
}

std::string_view name_of(Outcome outcome) {
    return boost::describe::enum_to_string(outcome, "unanswerable");
}

Task<Came> ask_question(
    const PolicyTest& test,
    catalog::View view,
    Instant now,
    connectors::RunContext context,
    std::stop_token stop
) {
    Progress nobody;
    Asked asked{*test.question, now, std::move(context)};
    Answer answer = co_await ask::answer(std::move(view), std::move(asked), nobody, stop);
    Came came;
    came.ended = name_of(answer.outcome);
    came.masked = answer.masked_columns;
    came.words = {answer.explanation, answer.clarification, answer.reason};
    for (const auto* list : {&answer.missing, &answer.suggestions})
        came.words.insert(came.words.end(), list->begin(), list->end());
    for (const auto* list : {&answer.alternatives, &answer.options})
        for (const Alternative& one : *list)
            came.words.insert(came.words.end(), {one.sql, one.explanation});
    came.result = std::move(answer.result);
    co_return came;
}

bool same_cell(const Batch& rows, const Batch::Cell& cell, const boost::json::value& wanted) {
    if (cell.kind == CellKind::null || wanted.is_null())
        return cell.kind == CellKind::null && wanted.is_null();
    const std::string_view text = rows.text(cell);
    if (wanted.is_string()) return text == std::string_view(wanted.as_string());
    std::string written;
    json::write(written, wanted);
    if (text == written || !wanted.is_number()) return text == written;
    return std::strtod(std::string(text).c_str(), nullptr) == wanted.to_number<double>();
}

bool same_rows(const Batch& rows, const std::vector<std::vector<boost::json::value>>& wanted) {
    if (rows.rows() != wanted.size()) return false;
    for (std::size_t row = 0; row < wanted.size(); ++row) {
        const auto cells = rows.row(row);
        if (cells.size() != wanted[row].size()) return false;
        for (std::size_t at = 0; at < cells.size(); ++at)
            if (!same_cell(rows, cells[at], wanted[row][at])) return false;
    }
    return true;
}

bool reveals(const Came& came, const std::string& text) {
    const auto holds = [&](std::string_view words) { return words.find(text) != words.npos; };
    if (std::ranges::any_of(came.words, holds)) return true;
    const Batch& rows = came.result.rows;
    for (const ResultColumn& column : came.result.columns)
        if (holds(column.name)) return true;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        for (const Batch::Cell& cell : rows.row(row))
            if (holds(rows.text(cell))) return true;
    return false;
}

/// `email` and `customers.email` mean `main.customers.email`.
bool names(const std::string& full, const std::string& wanted) {
    return full == wanted || full.ends_with("." + wanted);
}

void judge(const Expectation& expect, const Came& came, std::vector<std::string>& failures) {
    const std::string wanted = expect.refused.value_or("answered");
    if (came.ended != wanted)
        failures.push_back(fmt::format("It ended as {}, not as {}.", came.ended, wanted));
    const auto rows = static_cast<std::int64_t>(came.result.rows.rows());
    if (expect.row_count && rows != *expect.row_count)
        failures.push_back(fmt::format("It returned {} rows, not {}.", rows, *expect.row_count));
    if (expect.returns && !same_rows(came.result.rows, *expect.returns))
        failures.emplace_back("It returned other rows.");
    // Which text it was stands in the test; a failure is read by more people than the test is.
    for (std::size_t i = 0; i < expect.must_not_reveal.size(); ++i)
        if (reveals(came, expect.must_not_reveal[i]))
            failures.push_back(fmt::format("It reveals text {} of must_not_reveal.", i + 1));
    for (const std::string& column : expect.masked_columns)
        if (std::ranges::none_of(came.masked, [&](const auto& one) { return names(one, column); }))
            failures.push_back(fmt::format("It shows no masked {}.", column));
}

}  // namespace

std::vector<Fault> faults_of(const std::vector<PolicyTest>& tests) {
    std::vector<Fault> faults;
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const PolicyTest& test = tests[i];
        const std::string at = fmt::format("/tests/{}", i);
        if (test.sql.has_value() == test.question.has_value())
            faults.push_back({at, "Give either sql or question."});
        if (!test.as.user && !test.as.role)
            faults.push_back({at + "/as", "Name a user or a role."});
        const Expectation& expect = test.expect;
        const bool expects = expect.returns || expect.row_count || expect.refused ||
                             !expect.must_not_reveal.empty() || !expect.masked_columns.empty();
        if (!expects) faults.push_back({at + "/expect", "Say what must come of it."});
    }
    return faults;
}

Task<PolicyTestResult> try_policy(
    const PolicyTest& test,
    catalog::View view,
    Instant now,
    connectors::RunContext context,
    std::stop_token stop
) {
    Came came;
    try {
        came = test.sql
                   ? co_await run_sql(test, view, std::move(context), stop)
                   : co_await ask_question(test, std::move(view), now, std::move(context), stop);
    } catch (const Error& error) {
        came.ended = error.code();
        came.words = {error.message()};
    }
    PolicyTestResult result{.name = test.name};
    judge(test.expect, came, result.failures);
    result.passed = result.failures.empty();
    co_return result;
}

}  // namespace parlance::ask
