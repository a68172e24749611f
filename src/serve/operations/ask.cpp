#include "ask/ask.hpp"

#include "base/ids.hpp"
#include "catalog/catalog.hpp"
#include "engine/understand.hpp"
#include "serve/operations/answer_shape.hpp"
#include "serve/operations/ask.hpp"
#include "serve/operations/cache.hpp"
#include "serve/operations/recorded.hpp"

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

Task<AnswerShape>
journey(Services& with, Call& call, AskRequest request, ask::Record& record, std::stop_token stop) {
    StartedShape started{record.id};
    co_await call.tell("started", std::move(started));
    catalog::View view =
        co_await with.catalog->view_with_values(call.who(), request.connection_id.value_or(""));
    record.connection_id = view.connection_id;
    with.running->admit(call.who(), record.id, view.policy.limits.concurrent_max);
    const auto cached = put_cache_around(with, call, view, request.cache.value_or(CacheUse::use));
    ToldProgress progress(call);
    ask::Asked asked{
        std::move(request.question), with.now(), {call.request_id, call.who().tenant_id}
    };
    const ask::Answer answer =
        co_await ask::answer(std::move(view), std::move(asked), progress, stop);
    note_answer(record, answer);
    AnswerShape shape = answer_shape(answer, record);
    if (cached && answer.outcome == ask::Outcome::answered) {
        note_cache(record, *cached);
        shape.cache = told(*cached);
    }
    co_return shape;
}

}  // namespace

Task<AnswerShape> ask_question(Services& with, Call& call, AskRequest request) {
    ask::Record record = new_record(with, call, QueryKind::ask);
    record.question = request.question;
    record.conversation_id = request.conversation_id.value_or(new_id());
    const auto work = [&](ask::Record& its_record, std::stop_token stop) {
        return journey(with, call, std::move(request), its_record, stop);
    };
    co_return co_await recorded(with, call, std::move(record), work);
}

Task<SuggestionsShape> suggest_questions(Services& with, Call& call, SourceQuery request) {
    const catalog::View view =
        co_await with.catalog->view_with_values(call.who(), request.connection_id.value_or(""));
    co_return SuggestionsShape{engine::suggestions(*view.pack)};
}

}  // namespace parlance::serve
