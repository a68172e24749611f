#include "ask/transcript.hpp"

#include "agents/roles.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "sql/read.hpp"
#include "sql/render.hpp"

#include <boost/describe.hpp>

#include <fmt/format.h>

namespace parlance::ask {

namespace {

/// Candidates that a reply may hold, whatever was asked for then.
constexpr int candidates_max = 16;

struct SaidShape {
    std::string speaker;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(SaidShape, (), (speaker, text))

struct CallShape {
    agents::Role role = agents::Role::sql;
    std::string task;
    std::string provider;
    std::string model;
    std::string system;
    std::vector<SaidShape> messages;
    std::string reply;
    std::string trouble;
    std::int64_t input_tokens = 0;
    std::int64_t cached_tokens = 0;
    std::int64_t output_tokens = 0;
    std::optional<std::int64_t> cost_micro_usd;
    double ms = 0;
    std::int64_t tries = 0;
    bool remembered = false;
};
BOOST_DESCRIBE_STRUCT(
    CallShape,
    (),
    (role,
     task,
     provider,
     model,
     system,
     messages,
     reply,
     trouble,
     input_tokens,
     cached_tokens,
     output_tokens,
     cost_micro_usd,
     ms,
     tries,
     remembered)
)

struct CandidateShape {
    std::string by;
    std::optional<std::int64_t> call;  ///< of a model's: the place of its call
    std::int64_t rank = 0;
    std::string sql;
    double confidence = 0;
    std::string outcome;
    std::string content;
};
BOOST_DESCRIBE_STRUCT(CandidateShape, (), (by, call, rank, sql, confidence, outcome, content))

struct TranscriptShape {
    std::int64_t version = 1;
    std::string question;
    Dialect dialect = Dialect::postgres;  ///< of the source, whose habits candidates may have
    std::vector<CallShape> calls;
    std::vector<CandidateShape> candidates;
    std::optional<std::string> chosen;
    std::string because;
};
BOOST_DESCRIBE_STRUCT(
    TranscriptShape,
    (),
    (version, question, dialect, calls, candidates, chosen, because)
)

CallShape shape_of(const agents::Exchange& each) {
    CallShape shape{
        .role = each.role,
        .task = each.task,
        .provider = each.provider,
        .model = each.model,
        .system = each.system,
        .reply = each.reply,
        .trouble = each.trouble,
        .input_tokens = each.usage.input,
        .cached_tokens = each.usage.cached,
        .output_tokens = each.usage.output,
        .cost_micro_usd = each.cost,
        .ms = each.ms,
        .tries = each.tries,
        .remembered = each.remembered,
    };
    for (const agents::Message& said : each.messages)
        shape.messages.push_back(
            {said.speaker == agents::Speaker::user ? "user" : "model", said.text}
        );
    return shape;
}

CandidateShape shape_of(const Trial& trial) {
    CandidateShape shape{
        .by = trial.by,
        .rank = static_cast<std::int64_t>(trial.vote.rank),
        .sql = trial.sql,
        .confidence = trial.vote.confidence,
        .outcome = trial.outcome,
        .content = trial.vote.content,
    };
    if (trial.vote.by_model) shape.call = static_cast<std::int64_t>(trial.exchange);
    return shape;
}

[[noreturn]] void broken(std::string_view why) {
    throw Error(
        Failure::invalid,
        "transcript_broken",
        fmt::format("This is no transcript to replay: {}.", why)
    );
}

/// One text for one statement; as it stands when it does not parse.
std::string normal(const std::string& sql, Dialect dialect) {
    try {
        return sql::render(sql::read(sql, dialect), Dialect::postgres);
    } catch (const Error&) {
        return sql;
    }
}

/// The SQL of a model's candidate, read again from what the model said.
std::string said(const TranscriptShape& transcript, const CandidateShape& candidate) {
    const auto call = static_cast<std::size_t>(*candidate.call);
    if (call >= transcript.calls.size()) broken("a candidate names a call that is not there");
    const auto reply = json::parse(transcript.calls[call].reply);
    if (!reply.is_object()) broken("a reply is no object");
    const auto written = agents::read_written(reply.get_object(), candidates_max);
    const auto rank = static_cast<std::size_t>(candidate.rank);
    if (!written || rank >= written->candidates.size())
        broken("a candidate does not stand in its reply");
    return normal(written->candidates[rank].sql, transcript.dialect);
}

Vote vote_of(const CandidateShape& each) {
    return {
        .by_model = each.call.has_value(),
        .confidence = each.confidence,
        .rank = static_cast<std::size_t>(each.rank),
        .repaired = each.by == "repair",
        .content = each.content,
    };
}

TranscriptShape read(std::string_view text) {
    try {
        return json::read<TranscriptShape>(text);
    } catch (const Error& error) {
        broken(error.code());
    }
}

}  // namespace

std::string write_transcript(
    const std::string& question,
    Dialect dialect,
    const std::vector<agents::Exchange>& exchanges,
    const std::deque<Trial>& trials,
    const Decision& decision
) {
    TranscriptShape shape{.question = question, .dialect = dialect, .because = decision.because};
    for (const agents::Exchange& each : exchanges)
        shape.calls.push_back(shape_of(each));
    for (const Trial& each : trials)
        shape.candidates.push_back(shape_of(each));
    if (decision.winner) shape.chosen = trials[*decision.winner].sql;
    return json::to_text(shape);
}

Replay replay(std::string_view text) {
    const TranscriptShape transcript = read(text);
    if (transcript.because.empty())
        throw Error(
            Failure::invalid,
            "transcript_undecided",
            "Nothing was decided here: it failed before, or was no question."
        );
    Replay again{.question = transcript.question, .recorded = transcript.chosen};
    std::vector<Vote> votes;
    std::vector<std::string> texts;
    for (const CandidateShape& each : transcript.candidates) {
        texts.push_back(each.call ? said(transcript, each) : each.sql);
        if (texts.back() != each.sql) broken("a candidate is not what its reply says");
        votes.push_back(vote_of(each));
        again.lines.push_back(
            fmt::format("{} {}: {}: {}", each.by, each.rank, each.outcome, each.sql)
        );
    }
    const Decision decision = decide(votes);
    if (decision.winner) again.decided = texts[*decision.winner];
    again.because = decision.because;
    return again;
}

}  // namespace parlance::ask
