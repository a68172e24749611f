#include "serve/evaluations/evaluations.hpp"

#include "ask/examine.hpp"
#include "ask/journal.hpp"
#include "ask/running.hpp"
#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/outcome.hpp"
#include "base/together.hpp"
#include "catalog/catalog.hpp"
#include "serve/call.hpp"
#include "serve/llm/agency.hpp"
#include "serve/operations/answer_shape.hpp"
#include "serve/services.hpp"
#include "store/evaluations.hpp"
#include "store/store.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <atomic>
#include <utility>

namespace parlance::serve {

namespace asio = boost::asio;

namespace {

constexpr std::size_t running_max = 3;
constexpr std::size_t questions_at_once = 4;
constexpr std::chrono::minutes run_time_max{30};

Error too_long() {
    return {
        Failure::timeout, "evaluation_too_long", "An evaluation may take at most half an hour."
    };
}

/// What the source was taught, but for the question itself: otherwise it would only be recalled.
catalog::SharedTaught without(const catalog::Taught& taught, const EvaluationQuestion& asked) {
    auto rest = std::make_shared<catalog::Taught>(taught);
    const catalog::VerifiedQuery same{asked.question, asked.sql};
    std::erase_if(rest->lessons, [&](const catalog::Lesson& lesson) {
        const auto* verified = std::get_if<catalog::VerifiedQuery>(&lesson.content);
        return lesson.id == asked.id ||
               (verified != nullptr && catalog::same_subject(*verified, same));
    });
    return rest;
}

/// Models that are asked every question, however sure the engine is.
void ask_always(agents::Agency& agency) {
    constexpr double never_sure = 2;
    auto settings = std::make_shared<agents::Settings>(*agency.settings);
    settings->routing.engine_alone_from = never_sure;
    agency.settings = std::move(settings);
}

/// The record of one statement of an evaluation: for the audit alone.
ask::Record record_of(const Services& with, const EvaluationJob& job, const std::string& run_id) {
    ask::Record record;
    record.id = new_id();
    record.kind = "evaluate";
    record.connection_id = job.connection_id;
    record.outcome = "failed";
    record.request_id = run_id;
    record.created_at = with.now();
    record.in_history = false;
    return record;
}

void note_examined(ask::Record& record, const ask::Examined& made) {
    note_answer(record, made.answer);
    record.duration_ms = made.mark.ms;
    if (!made.mark.failure) return;
    record.outcome = "failed";
    record.error_code = made.mark.failure;
}

}  // namespace

struct Evaluations::Run {
    std::string id;
    EvaluationJob job;
    std::stop_source stop;
    std::size_t next = 0;
    bool too_long = false;
    std::vector<ask::Mark> marks = {};  ///< as they come
};

/// A person's place among those that run; given back at its end.
class Evaluations::Place {
public:
    Place(Evaluations& all, const Principal& who)
        : all_(all), person_(who.tenant_id + who.user_id) {
        const std::scoped_lock lock(all_.mutex_);
        if (all_.people_.contains(person_))
            throw Error(
                Failure::conflict,
                "evaluation_running",
                "An evaluation of yours is running. Wait for its end, or cancel it."
            );
        if (all_.closing_ || all_.people_.size() >= running_max)
            throw Error(
                Failure::busy,
                "too_many_evaluations",
                "Several evaluations are running. Try again when one has ended."
            );
        all_.people_.insert(person_);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() {
        const std::scoped_lock lock(all_.mutex_);
        all_.people_.erase(person_);
        all_.running_.erase(id_);
    }

    void enter(const std::string& id, const std::stop_source& stop) {
        const std::scoped_lock lock(all_.mutex_);
        id_ = id;
        all_.running_.emplace(id, stop);
        if (all_.closing_) std::stop_source(stop).request_stop();
    }

private:
    Evaluations& all_;
    std::string person_;
    std::string id_;
};

Evaluations::Evaluations(Services& with) : with_(with) {}

Evaluations::~Evaluations() {
    const std::scoped_lock lock(mutex_);
    closing_ = true;
    for (auto& [id, stop] : running_)
        stop.request_stop();
}

Task<std::string> Evaluations::begin(EvaluationJob job) {
    auto place = std::make_shared<Place>(*this, *job.who);
    const auto work = [&](store::Writer& writer) {
        const store::NewEvaluation wanted{
            job.connection_id,
            json::to_text(job.order),
            static_cast<std::int64_t>(job.questions.size())
        };
        return store::add_evaluation(writer, *with_.ledger, *job.who, wanted);
    };
    std::string id = co_await with_.store->write(work);
    auto one = std::make_shared<Run>(Run{.id = id, .job = std::move(job), .stop = {}});
    place->enter(id, one->stop);
    asio::co_spawn(thread_.executor(), run(std::move(one)), [place](std::exception_ptr) {});
    co_return id;
}

bool Evaluations::cancel(const std::string& id) {
    const std::scoped_lock lock(mutex_);
    const auto found = running_.find(id);
    return found != running_.end() && found->second.request_stop();
}

Task<void> Evaluations::run(std::shared_ptr<Run> run) {
    asio::steady_timer timer(co_await asio::this_coro::executor, run_time_max);
    timer.async_wait([run](boost::system::error_code stopped) {
        if (stopped) return;
        run->too_long = true;
        run->stop.request_stop();
    });
    const auto outcome = co_await outcome_of(questions(*run));
    timer.cancel();
    const auto told = co_await outcome_of(end(*run, outcome ? nullptr : outcome.error()));
    // It was deleted meanwhile, or the store fails: then silence tells.
    if (!told) log::info("evaluation_not_ended", {{"id", run->id}});
}

Task<void> Evaluations::questions(Run& run) {
    const bool alone = run.job.order.engine == EvaluationEngine::builtin;
    std::vector<Task<void>> works;
    for (std::size_t at = 0; at < (alone ? 1 : questions_at_once); ++at)
        works.push_back(some_questions(run));
    co_await together(std::move(works));
}

Task<void> Evaluations::some_questions(Run& run) {
    while (run.next < run.job.questions.size() && !run.stop.stop_requested()) {
        const std::size_t number = run.next++;
        const auto outcome = co_await outcome_of(one_question(run, number));
        if (outcome) continue;
        run.stop.request_stop();
        std::rethrow_exception(outcome.error());
    }
}

Task<void> Evaluations::one_question(Run& run, std::size_t number) {
    const EvaluationJob& job = run.job;
    const EvaluationQuestion& asked = job.questions[number];
    ask::Record record = record_of(with_, job, run.id);
    record.question = asked.question;
    const auto ticket = with_.running->begin(*job.who, record.id, run.stop.get_token());
    ask::Examined made;
    const auto done = co_await outcome_of(examine(made, run, asked, ticket->stop()));
    if (done)
        note_examined(record, made);
    else
        ask::note_failure(record, done.error());
    // What left the house is kept, however it ended.
    record.transcript = std::move(made.answer.work.transcript);
    co_await ask::write_down(*with_.store, *with_.ledger, *job.who, std::move(record));
    if (!done) std::rethrow_exception(done.error());
    if (made.right) co_await note_right(run, asked, *made.right);
    co_await keep(run, number, std::move(made.mark));
}

Task<void> Evaluations::examine(
    ask::Examined& made,
    Run& run,
    const EvaluationQuestion& asked,
    std::stop_token stop
) {
    const EvaluationJob& job = run.job;
    Door door;
    Call call(door);
    call.principal = job.who;
    call.request_id = run.id;
    catalog::View view = co_await with_.catalog->view_taught(
        *job.who, job.connection_id, without(job.taught, asked)
    );
    ask::Asked wanted{
        .question = asked.question,
        .now = with_.now(),
        .context = {run.id, job.who->tenant_id},
    };
    if (job.order.engine != EvaluationEngine::builtin)
        wanted.agency = job.models ? co_await agency_with(with_, call, view, job.models)
                                   : co_await agency_for(with_, call, view);
    if (wanted.agency && job.order.engine == EvaluationEngine::agents) ask_always(*wanted.agency);
    co_await ask::examine(made, std::move(view), std::move(wanted), asked.sql, std::move(stop));
}

/// What ran for the right SQL stands in the audit too.
Task<void> Evaluations::note_right(
    Run& run,
    const EvaluationQuestion& asked,
    const guard::ApprovedQuery& right
) {
    ask::Record record = record_of(with_, run.job, run.id);
    record.sql = asked.sql;
    record.outcome = "answered";
    ask::note_approved(record, right);
    co_await ask::write_down(*with_.store, *with_.ledger, *run.job.who, std::move(record));
}

Task<void> Evaluations::keep(Run& run, std::size_t number, ask::Mark mark) {
    mark.id = run.job.questions[number].id;
    const std::string text = json::to_text(mark);
    const auto work = [&](store::Writer& writer) {
        store::add_evaluation_mark(
            writer, *with_.ledger, *run.job.who, run.id, static_cast<std::int64_t>(number), text
        );
    };
    co_await with_.store->write(work);
    run.marks.push_back(std::move(mark));
}

Task<void> Evaluations::end(Run& run, std::exception_ptr failed) {
    store::EvaluationEnd end{
        .state = "done", .failure = {}, .totals = json::to_text(ask::totals_of(run.marks))
    };
    if (run.too_long) {
        end.state = "failed";
        end.failure = too_long().code();
    } else if (run.stop.stop_requested() && !failed) {
        end.state = "cancelled";
    } else if (failed) {
        ask::Record record;
        ask::note_failure(record, failed);
        end.state = record.outcome == "cancelled" ? "cancelled" : "failed";
        if (end.state == "failed") end.failure = record.error_code;
    }
    const auto work = [&](store::Writer& writer) {
        store::end_evaluation(writer, *with_.ledger, *run.job.who, run.id, end);
    };
    co_await with_.store->write(work);
}

}  // namespace parlance::serve
