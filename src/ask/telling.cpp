#include "ask/telling.hpp"

#include "ask/chart.hpp"
#include "ask/journal.hpp"
#include "ask/refinement.hpp"
#include "ask/verified.hpp"
#include "base/error.hpp"
#include "engine/text.hpp"
#include "sql/render.hpp"

#include <algorithm>

namespace parlance::ask {

namespace {

Alternative alternative(const engine::Reading& reading, Dialect dialect) {
    return {
        .sql = sql::pretty(reading.query, dialect),
        .ask = sql::render(reading.query, Dialect::postgres),
        .explanation = reading.explanation,
        .confidence = reading.confidence,
    };
}

/// Notes the lines of each choice's SQL that another one does not have.
void note_differences(std::vector<Alternative>& choices) {
    for (Alternative& choice : choices) {
        for (const std::string_view line : engine::split(choice.sql, '\n')) {
            const bool shared = std::ranges::all_of(choices, [&](const Alternative& other) {
                const auto lines = engine::split(other.sql, '\n');
                return std::ranges::find(lines, line) != lines.end();
            });
            if (!shared) choice.differs.emplace_back(engine::trimmed(line));
        }
    }
}

}  // namespace

bool choosable(const engine::Reading& reading, Dialect dialect) {
    try {
        static_cast<void>(sql::render(reading.query, dialect));
        return true;
    } catch (const Error&) {
        return false;
    }
}

std::vector<Alternative> alternatives(std::span<const engine::Reading> readings, Dialect dialect) {
    std::vector<Alternative> made;
    for (const engine::Reading& reading : readings) {
        if (choosable(reading, dialect)) made.push_back(alternative(reading, dialect));
    }
    return made;
}

void compare(Answer& answer, const Asked& asked) {
    if (!answer.refinement || answer.refinement->taken != engine::Taken::follow_up) return;
    try {
        const std::string before = sql::pretty(asked.earlier.back().query, answer.dialect);
        answer.refinement->diff = diff_of(before, *answer.sql);
    } catch (const Error&) {
        answer.refinement->diff.clear();
    }
}

void describe(Answer& answer, const engine::Reading& reading, const guard::ApprovedQuery& query) {
    answer.outcome = Outcome::answered;
    if (answer.author != Author::person)
        answer.author = is_verified(reading) ? Author::verified : Author::builtin;
    answer.sql = sql::pretty(reading.query, query.dialect());
    answer.ask = sql::render(reading.query, Dialect::postgres);
    answer.executed_sql = query.text();
    answer.tables = tables_of(query);
    answer.masked_columns = masked_columns_of(query);
    for (const guard::OutputColumn& each : query.lineage())
        answer.masked.push_back(each.masked);
    answer.policies = policies_of(query);
    answer.explanation = reading.explanation;
    answer.confidence = reading.confidence;
    answer.assumptions = reading.assumptions;
    answer.provenance = reading.provenance;
    answer.unexplained = reading.unexplained;
}

void add_chart(Answer& answer, const Asked& asked, const sql::Query& written) {
    const std::optional<ChartKind> wanted = answer.refinement ? asked.chart : std::nullopt;
    Chart chart = chart_for(answer.result, written, answer.question, wanted);
    answer.chart = std::move(chart.specification);
    if (!chart.note.empty()) answer.assumptions.push_back({"other_chart", std::move(chart.note)});
}

Step step_of(const agents::Exchange& each) {
    return {
        .task = each.task,
        .role = each.role,
        .provider = each.provider,
        .model = each.model,
        .usage = each.usage,
        .cost = each.cost,
        .ms = each.ms,
        .tries = each.tries,
        .remembered = each.remembered,
        .trouble = each.trouble,
    };
}

Note without_models(const agents::Trouble& trouble, std::string_view so) {
    const Error error = agents::error_of(trouble);
    return {error.code(), error.message() + " " + std::string(so)};
}

void tell(const engine::Clarification& back, Answer& answer) {
    answer.outcome = Outcome::clarify;
    answer.clarification = back.question;
    answer.options = alternatives(back.options, answer.dialect);
    note_differences(answer.options);
    for (const engine::Reading& option : back.options) {
        answer.confidence = std::max(answer.confidence, option.confidence);
    }
}

void tell(const engine::Unanswerable& why, Answer& answer) {
    answer.outcome = Outcome::unanswerable;
    answer.reason = why.reason;
    answer.missing = why.missing;
    answer.suggestions = why.suggestions;
}

}  // namespace parlance::ask
