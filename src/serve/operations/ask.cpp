#include "ask/ask.hpp"

#include "ask/refinement.hpp"
#include "ask/suggested.hpp"
#include "base/error.hpp"
#include "base/ids.hpp"
#include "base/outcome.hpp"
#include "engine/understand.hpp"
#include "serve/llm/agency.hpp"
#include "serve/operations/answer_shape.hpp"
#include "serve/operations/ask.hpp"
#include "serve/operations/cache.hpp"
#include "serve/operations/recorded.hpp"
#include "serve/operations/views.hpp"
#include "sql/parse.hpp"
#include "store/history.hpp"
#include "store/store.hpp"

#include <algorithm>

namespace parlance::serve {

namespace {

/// Tells the steps of the journey to a client that listens.
class ToldProgress final : public ask::Progress {
public:
    explicit ToldProgress(Call& call) : call_(call) {}

    Task<void> started(std::string_view step) override {
        StepShape shape{std::string(step), "started", std::nullopt};
        co_await call_.tell("step", std::move(shape));
    }

    Task<void> done(std::string_view step, double ms) override {
        if (step == "understand") call_.timings.add("understand", ms);
        if (step == "guard") call_.timings.add("guard", ms);
        if (step == "execute") call_.timings.add("execute", ms);
        StepShape shape{std::string(step), "done", ms};
        co_await call_.tell("step", std::move(shape));
    }

private:
    Call& call_;
};

/// A question with what was asked before it.
struct Inquiry {
    std::string connection_id;  ///< empty: the tenant's default source
    std::string question;
    std::vector<store::HistoryEntry> entries;  ///< of the conversation, oldest first
    std::vector<engine::Turn> earlier;         ///< what they, or given SQL, come to
    std::optional<engine::Taken> taken;
    std::vector<std::string> without;  ///< assumptions that are not to be made
    CacheUse cache = CacheUse::use;
    bool dry = false;  ///< writes the SQL and does not run it
};

/// Models that may help the one who asks.
Task<std::optional<agents::Agency>>
helpers(Services& with, const Call& call, const catalog::View& view, CacheUse use) {
    auto agency = co_await agency_for(with, call, view);
    if (agency && use == CacheUse::bypass) agency->cache = nullptr;
    co_return agency;
}

Task<AnswerShape>
journey(Services& with, Call& call, Inquiry inquiry, ask::Record& record, std::stop_token stop) {
    StartedShape started{record.id};
    co_await call.tell("started", std::move(started));
    catalog::View view = co_await view_with_values_of(with, call, inquiry.connection_id);
    record.connection_id = view.connection_id;
    with.running->admit(call.who(), record.id, view.policy.limits.concurrent_max);
    auto agency = co_await helpers(with, call, view, inquiry.cache);
    const auto cached = put_cache_around(with, call, view, inquiry.cache);
    ToldProgress progress(call);
    if (inquiry.earlier.empty())
        inquiry.earlier = ask::turns_of(inquiry.entries, view.connection_id);
    ask::Asked asked{
        .question = std::move(inquiry.question),
        .now = with.now(),
        .context = {call.request_id, call.who().tenant_id},
        .earlier = std::move(inquiry.earlier),
        .taken = inquiry.taken,
        .chart = ask::chart_asked(inquiry.entries, view.connection_id),
        .without = std::move(inquiry.without),
        .asked_back = ask::asked_back(inquiry.entries, view.connection_id),
        .agency = std::move(agency),
        .dry = inquiry.dry
    };
    ask::Answer answer;
    const auto done = co_await outcome_of(
        ask::answer_into(answer, std::move(view), std::move(asked), progress, stop)
    );
    // What left the house is kept, however it ended.
    record.transcript = answer.work.transcript;
    if (!done) std::rethrow_exception(done.error());
    note_answer(record, answer);
    AnswerShape shape = answer_shape(answer, record);
    if (cached && answer.outcome == ask::Outcome::answered && !inquiry.dry) {
        note_cache(record, *cached);
        shape.cache = told(*cached);
    }
    co_return shape;
}

Task<AnswerShape>
inquire(Services& with, Call& call, Inquiry inquiry, std::optional<std::string> conversation_id) {
    ask::Record record = new_record(with, call, QueryKind::ask);
    if (inquiry.dry) {
        record.kind = "generate_sql";
        record.in_history = false;
    }
    record.question = inquiry.question;
    if (!inquiry.without.empty()) record.without = inquiry.without;
    record.conversation_id = conversation_id.value_or(new_id());
    const auto work = [&](ask::Record& its_record, std::stop_token stop) {
        return journey(with, call, std::move(inquiry), its_record, stop);
    };
    co_return co_await recorded(with, call, std::move(record), work);
}

/// The own conversation up to now, oldest first.
Task<std::vector<store::HistoryEntry>>
conversation(Services& with, const Call& call, const std::optional<std::string>& id) {
    if (!id) co_return std::vector<store::HistoryEntry>{};
    const auto work = [&](store::Reader& reader) {
        return store::conversation(reader, *with.ledger, call.who(), *id);
    };
    co_return co_await with.store->read(work);
}

/// The answer that is to be changed, or the question that was asked back about, with its
/// conversation up to it.
std::vector<store::HistoryEntry> answered_before(
    store::Reader& reader,
    const Services& with,
    const Principal& who,
    const std::string& query_id
) {
    store::HistoryEntry last = store::query(reader, *with.ledger, who, query_id);
    const bool changeable = last.outcome == "answered" && ask::refinable(last);
    if (!changeable && last.outcome != "clarify")
        throw Error(
            Failure::invalid,
            "nothing_to_refine",
            "This query has no answer that could be changed. Ask a question first."
        );
    std::vector<store::HistoryEntry> entries;
    if (last.conversation_id)
        entries = store::conversation(reader, *with.ledger, who, *last.conversation_id);
    const auto at = std::ranges::find(entries, last.id, &store::HistoryEntry::id);
    entries.erase(at, entries.end());
    entries.push_back(std::move(last));
    return entries;
}

}  // namespace

Task<AnswerShape> ask_question(Services& with, Call& call, AskRequest request) {
    Inquiry inquiry{
        .connection_id = request.connection_id.value_or(""),
        .question = std::move(request.question),
        .taken = request.taken,
        .without = std::move(request.without).value_or(std::vector<std::string>{}),
        .cache = request.cache.value_or(CacheUse::use)
    };
    inquiry.entries = co_await conversation(with, call, request.conversation_id);
    co_return co_await inquire(with, call, std::move(inquiry), std::move(request.conversation_id));
}

Task<AnswerShape> generate_sql(Services& with, Call& call, GenerateSqlRequest request) {
    Inquiry inquiry{
        .connection_id = request.connection_id.value_or(""),
        .question = std::move(request.question),
        .dry = true
    };
    inquiry.entries = co_await conversation(with, call, request.conversation_id);
    co_return co_await inquire(with, call, std::move(inquiry), std::move(request.conversation_id));
}

Task<AnswerShape> refine_answer(Services& with, Call& call, RefineRequest request) {
    if (request.query_id.has_value() == request.sql.has_value())
        throw Error(
            Failure::invalid, "query_id_or_sql", "Give either `query_id` or `sql`, not both."
        );
    Inquiry inquiry{
        .connection_id = request.connection_id.value_or(""),
        .question = std::move(request.instruction),
        .taken = request.taken,
        .cache = request.cache.value_or(CacheUse::use)
    };
    std::optional<std::string> conversation_id;
    if (request.sql) {
        inquiry.earlier.push_back({"", sql::parse(*request.sql)});
    } else {
        const auto work = [&](store::Reader& reader) {
            return answered_before(reader, with, call.who(), *request.query_id);
        };
        inquiry.entries = co_await with.store->read(work);
        conversation_id = inquiry.entries.back().conversation_id;
        inquiry.connection_id = inquiry.entries.back().connection_id;
    }
    co_return co_await inquire(with, call, std::move(inquiry), std::move(conversation_id));
}

Task<SuggestionsShape> suggest_questions(Services& with, Call& call, SourceQuery request) {
    catalog::View view =
        co_await view_with_values_of(with, call, request.connection_id.value_or(""));
    static_cast<void>(put_cache_around(with, call, view, CacheUse::use));
    const connectors::RunContext context{call.request_id, call.who().tenant_id};
    co_return SuggestionsShape{
        co_await ask::suggested_questions(std::move(view), with.now(), context, call.stop)
    };
}

}  // namespace parlance::serve
