#include "serve/operations/inquiry.hpp"

#include "ask/ask.hpp"
#include "ask/refinement.hpp"
#include "base/ids.hpp"
#include "base/outcome.hpp"
#include "serve/llm/agency.hpp"
#include "serve/operations/answer_shape.hpp"
#include "serve/operations/cache.hpp"
#include "serve/operations/query_shapes.hpp"
#include "serve/operations/recorded.hpp"
#include "serve/operations/views.hpp"
#include "store/store.hpp"
#include "store/threads.hpp"

#include <utility>

namespace parlance::serve {

namespace {

/// More than that is not kept of an answer; its question and SQL are all the same.
constexpr std::size_t told_bytes_max = 256 * 1024;

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

/// Models that may help the one who asks.
Task<std::optional<agents::Agency>>
helpers(Services& with, const Call& call, const catalog::View& view, CacheUse use) {
    auto agency = co_await agency_for(with, call, view);
    if (agency && use == CacheUse::bypass) agency->cache = nullptr;
    co_return agency;
}

/// Keeps with a question of a thread what it was told, without the rows.
void keep_told(ask::Record& record, AnswerShape& shape) {
    json::Raw rows = std::exchange(shape.rows, json::Raw{"[]"});
    std::string text = json::to_text(shape);
    if (text.size() <= told_bytes_max) record.told = std::move(text);
    shape.rows = std::move(rows);
}

/// Notes on disk what is asked in a thread: it is still there when the server ends in the middle.
Task<void>
note_open(Services& with, const Call& call, const ask::Record& record, const Inquiry& inquiry) {
    const store::OpenQuestion asked{
        record.id, inquiry.connection_id, inquiry.question, record.created_at
    };
    const auto work = [&](store::Writer& writer) {
        store::open_question(writer, *with.ledger, call.who(), *record.conversation_id, asked);
    };
    co_await with.store->write(work);
}

}  // namespace

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
    if (inquiry.in_thread) keep_told(record, shape);
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
    record.after = inquiry.after;
    record.conversation_id = conversation_id.value_or(new_id());
    if (inquiry.in_thread && !inquiry.dry) co_await note_open(with, call, record, inquiry);
    const auto work = [&](ask::Record& its_record, std::stop_token stop) {
        return journey(with, call, std::move(inquiry), its_record, stop);
    };
    co_return co_await recorded(with, call, std::move(record), work);
}

}  // namespace parlance::serve
