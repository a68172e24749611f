#include "ask/cascade.hpp"

#include "agents/roles.hpp"
#include "ask/sheet.hpp"
#include "ask/telling.hpp"
#include "ask/transcript.hpp"
#include "ask/trial.hpp"
#include "ask/verified.hpp"
#include "base/error.hpp"
#include "base/outcome.hpp"
#include "base/stopwatch.hpp"
#include "base/together.hpp"
#include "sql/render.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <span>

namespace parlance::ask {

namespace {

using agents::Role;

/// Readings of the engine that take part in the vote.
constexpr std::size_t readings_max = 2;

bool is_follow_up(const Answer& answer) {
    return answer.refinement && answer.refinement->taken == engine::Taken::follow_up;
}

std::span<const engine::Reading> readings_of(const engine::Understanding& understanding) {
    if (const auto* answered = std::get_if<engine::Answered>(&understanding))
        return answered->readings;
    if (const auto* back = std::get_if<engine::Clarification>(&understanding)) return back->options;
    return {};
}

/// The question with what was asked before it: what a follow-up is about.
std::string subject_of(const Asked& asked, const Answer& answer) {
    std::string text = asked.question;
    if (is_follow_up(answer)) text += "\n" + asked.earlier.back().text;
    return text;
}

/// What is asked, with what the person does not want to be taken for granted.
std::string question_of(const Asked& asked) {
    std::string text = asked.question;
    for (const std::string& each : asked.without)
        text += "\nDo not assume this: " + each;
    return text;
}

class Cascade {
public:
    Cascade(
        const catalog::View& view,
        const Asked& asked,
        const engine::Understanding& understanding,
        Answer& answer,
        Progress& progress,
        std::stop_token stop
    )
        : view_(view),
          asked_(asked),
          understanding_(understanding),
          answer_(answer),
          progress_(progress),
          stop_(std::move(stop)),
          desk_(*asked.agency),
          routing_(desk_.settings().routing),
          terms_{asked.context, routing_.plan_cost_max, asked.dry},
          inquiry_{question_of(asked), fmt::format("{:%Y-%m-%d}", asked.now)} {}

    Task<bool> run() {
        std::vector<Task<void>> both;
        both.push_back(try_engine());
        both.push_back(have_written());
        co_await together(std::move(both));
        co_await mend();
        const Decision decision = decide(votes());
        note_work(decision);
        if (any_of_model_ran()) {
            tell_winner(decision);
            co_return true;
        }
        co_return give_way();
    }

    /// What was said to models when something else went wrong.
    void keep_what_was_said() {
        if (!answer_.work.transcript.empty() || desk_.exchanges().empty()) return;
        answer_.work.transcript =
            write_transcript(asked_.question, answer_.dialect, desk_.exchanges(), trials_, {});
    }

private:
    using Replied = agents::Result<agents::Written>;

    // ---- writing -------------------------------------------------------------------------------

    Task<void> have_written() {
        sheet_ = sheet_of(view_, subject_of(asked_, answer_), whole_max());
        std::vector<std::string> notes;
        if (view_.schema->tables.size() > whole_max()) notes = co_await link();
        co_await progress_.started("write");
        const Stopwatch watch;
        Replied written = is_follow_up(answer_)
                              ? co_await agents::revise(desk_, inquiry_, sheet_, before(), stop_)
                              : co_await agents::write_sql(desk_, inquiry_, sheet_, notes, stop_);
        co_await progress_.done("write", watch.ms());
        co_await take(std::move(written));
    }

    [[nodiscard]] std::size_t whole_max() const {
        return static_cast<std::size_t>(std::max(routing_.whole_schema_tables, 0));
    }

    /// What the schema role says the question is about. The engine's own choice does without it.
    Task<std::vector<std::string>> link() {
        if (!desk_.settings().plays(Role::schema)) co_return std::vector<std::string>{};
        co_await progress_.started("link");
        const Stopwatch watch;
        auto linked = co_await agents::link(desk_, inquiry_, sheet_, stop_);
        co_await progress_.done("link", watch.ms());
        if (!linked) {
            check_stopped(linked.error());
            co_return std::vector<std::string>{};
        }
        sheet_ = narrowed(std::move(sheet_), *linked);
        co_return linked->notes;
    }

    [[nodiscard]] std::vector<agents::Before> before() const {
        std::vector<agents::Before> turns;
        for (const engine::Turn& turn : asked_.earlier)
            turns.push_back({turn.text, sql::render(turn.query, Dialect::postgres)});
        return turns;
    }

    void check_stopped(const agents::Trouble& trouble) const {
        if (trouble.reason == agents::Reason::cancelled) throw agents::error_of(trouble);
    }

    /// Tries what was written.
    Task<void> take(Replied written) {
        if (!written) {
            check_stopped(written.error());
            trouble_ = written.error();
            co_return;
        }
        trouble_.reset();
        if (!written->cannot.empty()) cannot_ = *written;
        const std::size_t first = trials_.size();
        const agents::Exchange& said = desk_.exchanges().back();
        for (std::size_t rank = 0; rank < written->candidates.size(); ++rank)
            trials_.push_back(
                trial_of(written->candidates[rank], rank, said.task, desk_.exchanges().size() - 1)
            );
        co_await progress_.started("try");
        const Stopwatch watch;
        co_await try_all(first, trials_.size());
        co_await progress_.done("try", watch.ms());
    }

    // ---- trying --------------------------------------------------------------------------------

    Task<void> try_engine() {
        const auto readings = readings_of(understanding_);
        for (const engine::Reading& reading : readings) {
            if (trials_.size() == readings_max) break;
            if (choosable(reading, view_.schema->dialect)) trials_.push_back(trial_of(reading));
        }
        co_await try_all(0, trials_.size());
    }

    Task<void> try_all(std::size_t first, std::size_t end) {
        std::vector<Task<void>> works;
        for (std::size_t at = first; at < end; ++at)
            works.push_back(try_out(view_, trials_[at], terms_, stop_));
        co_await together(std::move(works));
        for (std::size_t at = first; at < end; ++at) {
            answer_.timings.guard_ms += trials_[at].guard_ms;
            answer_.timings.execute_ms += trials_[at].execute_ms;
        }
    }

    [[nodiscard]] bool any_of_model_ran() const {
        return std::ranges::any_of(trials_, [](const Trial& each) {
            return each.vote.by_model && each.ran();
        });
    }

    /// The candidates of the last reply, all of which failed.
    [[nodiscard]] std::vector<agents::Failed> failed() const {
        std::vector<agents::Failed> all;
        for (const Trial& each : trials_) {
            if (!each.vote.by_model || each.exchange + 1 != desk_.exchanges().size()) continue;
            all.push_back({each.sql, each.outcome, each.message});
        }
        return all;
    }

    Task<void> mend() {
        if (!desk_.settings().plays(Role::refinement)) co_return;
        for (int round = 0; round < routing_.repairs_max; ++round) {
            if (trouble_ || any_of_model_ran()) co_return;
            std::vector<agents::Failed> broken = failed();
            if (broken.empty()) co_return;
            co_await progress_.started("repair");
            const Stopwatch watch;
            Replied mended =
                co_await agents::repair(desk_, inquiry_, sheet_, std::move(broken), stop_);
            co_await progress_.done("repair", watch.ms());
            co_await take(std::move(mended));
        }
    }

    // ---- telling -------------------------------------------------------------------------------

    [[nodiscard]] std::vector<Vote> votes() const {
        std::vector<Vote> all;
        for (const Trial& each : trials_)
            all.push_back(each.vote);
        return all;
    }

    void note_work(const Decision& decision) {
        for (const agents::Exchange& each : desk_.exchanges())
            answer_.work.steps.push_back(step_of(each));
        for (std::size_t at = 0; at < trials_.size(); ++at) {
            const Trial& trial = trials_[at];
            Tried tried{
                .by = trial.by,
                .sql = trial.sql,
                .outcome = trial.outcome,
                .confidence = decision.beliefs[at],
                .chosen = decision.winner == at,
            };
            if (trial.ran() && !asked_.dry) tried.rows = trial.run.rows;
            answer_.work.candidates.push_back(std::move(tried));
        }
        answer_.work.decision = decision.because;
        answer_.work.transcript = write_transcript(
            asked_.question, answer_.dialect, desk_.exchanges(), trials_, decision
        );
    }

    [[nodiscard]] Alternative alternative(std::size_t at, double belief) const {
        const engine::Reading& reading = trials_[at].reading;
        return {
            .sql = sql::pretty(reading.query, answer_.dialect),
            .ask = trials_[at].sql,
            .explanation = reading.explanation,
            .confidence = belief,
        };
    }

    void tell_winner(const Decision& decision) {
        Trial& won = trials_[*decision.winner];
        describe(answer_, won.reading, *won.query);
        if (won.vote.by_model) answer_.author = Author::model;
        answer_.confidence = decision.beliefs[*decision.winner];
        for (const std::size_t at : decision.others)
            answer_.alternatives.push_back(alternative(at, decision.beliefs[at]));
        if (is_follow_up(answer_))
            answer_.refinement->changes = engine::changes_between(
                asked_.earlier.back().query, won.reading.query, *view_.pack
            );
        compare(answer_, asked_);
        if (asked_.dry) return;
        answer_.run = won.run;
        answer_.result = std::move(won.result);
        add_chart(answer_, asked_, won.reading.query);
    }

    /// No candidate of a model came through: the engine's readings are offered where a model was
    /// heard and did not know better, and are the answer where none could be heard.
    bool give_way() {
        if (trouble_) return do_without();
        if (const auto* cannot = std::get_if<engine::Unanswerable>(&understanding_)) {
            tell(*cannot, answer_);
            if (cannot_ && answer_.missing.empty()) answer_.missing = cannot_->missing;
            return true;
        }
        if (const auto* back = std::get_if<engine::Clarification>(&understanding_)) {
            tell(*back, answer_);
            return true;
        }
        const auto readings = readings_of(understanding_);
        const std::size_t shown = std::min<std::size_t>(readings.size(), 3);
        tell(
            engine::Clarification{
                shown == 1 ? "The models could not answer this. Is this what you mean?"
                           : "The models could not answer this. Which of these do you mean?",
                {readings.begin(), readings.begin() + static_cast<std::ptrdiff_t>(shown)}
            },
            answer_
        );
        return true;
    }

    bool do_without() {
        if (readings_of(understanding_).empty()) throw agents::error_of(*trouble_);
        answer_.notes.push_back(
            without_models(*trouble_, "The answer comes from the built-in engine alone.")
        );
        answer_.work.decision = "no model could be heard; the engine answered alone";
        return false;
    }

    const catalog::View& view_;
    const Asked& asked_;
    const engine::Understanding& understanding_;
    Answer& answer_;
    Progress& progress_;
    std::stop_token stop_;
    agents::Desk desk_;
    const agents::Routing& routing_;
    const TrialTerms terms_;
    const agents::Inquiry inquiry_;
    agents::Sheet sheet_;
    std::deque<Trial> trials_;  ///< the engine's first; grows while others are tried
    std::optional<agents::Trouble> trouble_;
    std::optional<agents::Written> cannot_;
};

/// The surest reading of the engine.
double confidence_of(const engine::Understanding& understanding) {
    const auto* answered = std::get_if<engine::Answered>(&understanding);
    return answered == nullptr ? 0 : answered->readings.front().confidence;
}

}  // namespace

bool wants_models(const Asked& asked, const engine::Understanding& understanding, Answer& answer) {
    if (!asked.agency || answer.author == Author::person) return false;
    const agents::Settings& settings = *asked.agency->settings;
    if (!settings.plays(is_follow_up(answer) ? Role::refinement : Role::sql)) return false;
    const auto readings = readings_of(understanding);
    if (!readings.empty() && is_verified(readings.front())) return false;
    const double sure = confidence_of(understanding);
    const double enough = settings.routing.engine_alone_from;
    if (sure < enough) return true;
    answer.work.decision = fmt::format(
        "the engine answered alone: it is {:.0f} % sure, and {:.0f} % are enough",
        sure * 100,
        enough * 100
    );
    return false;
}

Task<bool> answer_with_models(
    const catalog::View& view,
    const Asked& asked,
    const engine::Understanding& understanding,
    Answer& answer,
    Progress& progress,
    std::stop_token stop
) {
    Cascade cascade(view, asked, understanding, answer, progress, std::move(stop));
    const auto told = co_await outcome_of(cascade.run());
    if (told) co_return *told;
    cascade.keep_what_was_said();
    std::rethrow_exception(told.error());
}

}  // namespace parlance::ask
