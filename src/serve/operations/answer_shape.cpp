#include "serve/operations/answer_shape.hpp"

#include "serve/row_encoder.hpp"

#include <boost/describe/enum_to_string.hpp>

namespace parlance::serve {

namespace {

ClarificationShape clarification(const ask::Answer& answer) {
    ClarificationShape shape{answer.clarification, {}};
    for (const ask::Alternative& each : answer.options) {
        shape.options.push_back(
            {each.explanation, each.sql, each.ask, each.confidence, each.differs}
        );
    }
    return shape;
}

ModelStepShape step(const ask::Step& each) {
    ModelStepShape shape{
        .task = each.task,
        .role = each.role,
        .provider = each.provider,
        .model = each.model,
        .input_tokens = each.usage.input,
        .cached_tokens = each.usage.cached,
        .output_tokens = each.usage.output,
        .ms = each.ms,
        .tries = each.tries,
        .remembered = each.remembered,
    };
    if (each.cost) shape.cost_usd = static_cast<double>(*each.cost) / 1e6;
    if (!each.trouble.empty()) shape.trouble = each.trouble;
    return shape;
}

void add_work(ProvenanceShape& shape, const ask::Work& work) {
    shape.steps = steps_shape(work.steps);
    for (const ask::Tried& each : work.candidates)
        shape.candidates.push_back(
            {each.by, each.sql, each.outcome, each.rows, each.confidence, each.chosen}
        );
    if (!work.decision.empty()) shape.decision = work.decision;
}

ProvenanceShape provenance(const ask::Answer& answer) {
    ProvenanceShape shape{answer.author, {}, answer.unexplained};
    add_work(shape, answer.work);
    for (const engine::Provenance& each : answer.provenance) {
        shape.words.push_back({
            static_cast<std::int64_t>(each.begin),
            static_cast<std::int64_t>(each.end),
            each.words,
            each.became,
            each.because,
        });
    }
    return shape;
}

TimingsShape timings(const ask::Timings& each) {
    return {each.understand_ms, each.guard_ms, each.execute_ms, each.total_ms};
}

RefinementShape refinement(const ask::Refinement& each) {
    RefinementShape shape{each.taken, each.could_be_other, {}, {}};
    for (const engine::Change& change : each.changes)
        shape.changes.push_back({change.part, change.text});
    for (const ask::DiffLine& line : each.diff)
        shape.diff.push_back({line.side, line.text});
    return shape;
}

/// The parts that only an answered question has.
void add_result(AnswerShape& shape, const ask::Answer& answer) {
    shape.sql = answer.sql;
    shape.ask = answer.ask;
    shape.explanation = answer.explanation;
    for (std::size_t at = 0; at < answer.result.columns.size(); ++at) {
        const ResultColumn& each = answer.result.columns[at];
        shape.columns.push_back({each.name, each.type, {}});
        if (at < answer.masked.size() && answer.masked[at]) shape.columns.back().masked = true;
    }
    shape.rows = {rows_as_json(answer.result.rows)};
    shape.row_count = answer.run.rows;
    shape.truncated = answer.run.truncated;
    if (answer.chart) shape.chart = json::Raw{json::to_text(boost::json::value(*answer.chart))};
}

}  // namespace

std::vector<ModelStepShape> steps_shape(const std::vector<ask::Step>& steps) {
    std::vector<ModelStepShape> shapes;
    for (const ask::Step& each : steps)
        shapes.push_back(step(each));
    return shapes;
}

std::vector<NoteShape> notes_shape(const std::vector<ask::Note>& notes) {
    std::vector<NoteShape> shapes;
    for (const ask::Note& each : notes)
        shapes.push_back({each.code, each.text});
    return shapes;
}

AnswerShape answer_shape(const ask::Answer& answer, const ask::Record& record) {
    AnswerShape shape;
    shape.id = record.id;
    shape.conversation_id = record.conversation_id.value_or("");
    shape.connection_id = record.connection_id;
    shape.question = answer.question;
    shape.outcome = answer.outcome;
    shape.dialect = answer.dialect;
    shape.confidence = answer.confidence;
    if (answer.outcome == ask::Outcome::answered) add_result(shape, answer);
    if (answer.outcome == ask::Outcome::clarify) shape.clarification = clarification(answer);
    if (answer.outcome == ask::Outcome::unanswerable) shape.reason = answer.reason;
    for (const engine::Assumption& each : answer.assumptions)
        shape.assumptions.push_back({each.code, each.text});
    for (const ask::Alternative& each : answer.alternatives) {
        shape.alternatives.push_back({each.sql, each.ask, each.explanation, each.confidence});
    }
    shape.missing = answer.missing;
    shape.suggestions = answer.suggestions;
    if (answer.refinement) shape.refinement = refinement(*answer.refinement);
    shape.notes = notes_shape(answer.notes);
    shape.timings = timings(answer.timings);
    shape.provenance = provenance(answer);
    shape.created_at = record.created_at;
    return shape;
}

void note_answer(ask::Record& record, const ask::Answer& answer) {
    record.outcome = boost::describe::enum_to_string(answer.outcome, "failed");
    record.confidence = answer.confidence;
    if (answer.outcome != ask::Outcome::answered) return;
    record.sql = answer.sql;
    record.portable_sql = answer.ask;
    record.executed_sql = answer.executed_sql;
    record.tables = answer.tables;
    record.masked_columns = answer.masked_columns;
    record.policies = answer.policies;
    record.row_count = answer.run.rows;
    record.truncated = answer.run.truncated;
    record.explanation = answer.explanation;
    if (answer.chart) record.chart = json::to_text(boost::json::value(*answer.chart));
}

}  // namespace parlance::serve
