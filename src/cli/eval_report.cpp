#include "cli/eval_report.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <fmt/format.h>

#include <fstream>

namespace parlance::cli {

namespace {

std::string share(const std::optional<double>& value) {
    return value ? fmt::format("{:.1f} %", *value * 100) : "?";
}

std::string dollars(const std::optional<double>& value) {
    return value ? fmt::format("${:.4f}", *value) : "at an unknown price";
}

template <class Enum>
const char* word_of(Enum value) {
    return boost::describe::enum_to_string(value, "?");
}

std::string line_of(const ask::RoleTotals& role) {
    return fmt::format(
        "  {} {}/{}: {} calls, {} failed, {} + {} tokens, {}, p50 {:.0f} ms, p95 {:.0f} ms\n",
        word_of(role.role),
        role.provider,
        role.model,
        role.calls,
        role.failures,
        role.input_tokens,
        role.output_tokens,
        dollars(role.cost),
        role.p50_ms,
        role.p95_ms
    );
}

std::string grade_word(const std::optional<ask::Grade>& grade, ask::MarkOutcome outcome) {
    return grade ? word_of(*grade) : word_of(outcome);
}

/// A line of predictions as a mark.
ask::Mark mark_of_prediction(const boost::json::object& row) {
    ask::Mark mark;
    mark.id = std::string(row.at("id").as_string());
    mark.question = mark.id;
    const auto& outcome = row.at("outcome").as_string();
    mark.outcome = outcome == "answered"  ? ask::MarkOutcome::answered
                   : outcome == "clarify" ? ask::MarkOutcome::clarify
                   : outcome == "abstain" ? ask::MarkOutcome::unanswerable
                                          : ask::MarkOutcome::failed;
    if (const auto* sql = row.if_contains("sql"); sql != nullptr && sql->is_string())
        mark.sql = std::string(sql->get_string());
    if (const auto* calls = row.if_contains("calls"))
        mark.calls = json::read<std::vector<ask::ModelCall>>(*calls);
    if (const auto* ms = row.if_contains("ms")) mark.ms = ms->to_number<double>();
    if (const auto* sure = row.if_contains("confidence"))
        mark.confidence = sure->to_number<double>();
    return mark;
}

ask::Mark read_mark(const std::string& line) {
    try {
        const boost::json::value row = json::parse(line);
        if (row.is_object() && row.get_object().contains("question"))
            return json::read<ask::Mark>(row);
        return mark_of_prediction(row.as_object());
    } catch (const std::exception&) {
        throw Error(
            Failure::invalid, "report_row", "A line is neither of a report nor of predictions."
        );
    }
}

}  // namespace

std::string summary_of(const ask::EvaluationTotals& totals) {
    std::string text = fmt::format("coverage {}", share(totals.coverage));
    if (totals.accuracy)
        text += fmt::format(
            ", accuracy {} ({} good, {} bad, {} for review)",
            share(totals.accuracy),
            totals.good,
            totals.bad,
            totals.needs_review
        );
    text += fmt::format(
        "; {} + {} tokens, {}{}; p50 {:.1f} ms, p95 {:.1f} ms\n",
        totals.input_tokens,
        totals.output_tokens,
        totals.cost_is_whole ? "" : "at least ",
        dollars(totals.cost),
        totals.p50_ms,
        totals.p95_ms
    );
    for (const ask::RoleTotals& role : totals.roles)
        text += line_of(role);
    return text;
}

std::string told(const ask::EvaluationComparison& compared) {
    std::string text = "before: " + summary_of(compared.before);
    text += "after:  " + summary_of(compared.after);
    text += fmt::format(
        "{} better, {} worse, {} as before\n", compared.better, compared.worse, compared.same
    );
    for (const ask::MarkPair& pair : compared.pairs) {
        if (pair.change == ask::MarkChange::same) continue;
        text += fmt::format(
            "{} {} ({} -> {}) {}\n",
            pair.change == ask::MarkChange::worse ? '-' : '+',
            pair.id,
            grade_word(pair.before, pair.outcome_before),
            grade_word(pair.after, pair.outcome_after),
            pair.question
        );
    }
    return text;
}

std::vector<ask::Mark> read_marks(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw Error(Failure::not_found, "file_not_found", "There is no file " + path + ".");
    std::vector<ask::Mark> marks;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty()) marks.push_back(read_mark(line));
    }
    return marks;
}

}  // namespace parlance::cli
