#pragma once

#include "agents/desk.hpp"
#include "ask/answer.hpp"
#include "ask/chart.hpp"
#include "base/clock.hpp"
#include "base/task.hpp"
#include "catalog/view.hpp"

#include <stop_token>
#include <string>
#include <string_view>

/// The journey of a question: understand, write, make safe, run, tell. Comes in: a person's
/// question and the view that this person has of a source. Goes out: an answer. Caching, audit and
/// limits stand around it, not in it.
namespace parlance::ask {

/// Hears of each stage as it begins and ends, for people who watch.
class Progress {
public:
    Progress() = default;
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    virtual ~Progress() = default;

    virtual Task<void> started(std::string_view step);
    virtual Task<void> done(std::string_view step, double ms);
};

struct Asked {
    std::string question;
    Instant now;  ///< what "today" means in the question
    connectors::RunContext context;
    std::vector<engine::Turn> earlier = {};   ///< what was asked before, oldest first
    std::optional<engine::Taken> taken = {};  ///< decides whether it is a follow-up
    std::optional<ChartKind> chart = {};      ///< that was asked for before
    std::vector<std::string> without = {};    ///< assumptions that the person disagrees with
    /// The question before, when it had several readings: `question` may say which is meant.
    std::optional<engine::Question> asked_back = {};
    std::optional<agents::Agency> agency = {};  ///< models that may help; none: the engine alone
    bool dry = false;                           ///< writes the SQL and does not run it
};

/// Answers `asked` from the source in `view`. Throws `Error` when the database fails or the person
/// stops it; what the engine cannot understand is an outcome, not an error.
Task<Answer> answer(catalog::View view, Asked asked, Progress& progress, std::stop_token stop);

/// The same into `answer`, which keeps what was found out and said to models when this throws.
Task<void> answer_into(
    Answer& answer,
    catalog::View view,
    Asked asked,
    Progress& progress,
    std::stop_token stop
);

}  // namespace parlance::ask
