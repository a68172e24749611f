#pragma once

#include "agents/settings.hpp"
#include "ask/examine.hpp"
#include "base/principal.hpp"
#include "base/task.hpp"
#include "base/threads.hpp"
#include "catalog/knowledge.hpp"
#include "serve/evaluations/order.hpp"

#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace parlance::serve {

struct Services;

/// A verified question, to be asked as if it were not verified.
struct EvaluationQuestion {
    std::string id;
    std::string question;
    std::string sql;
};

/// All that a run needs.
struct EvaluationJob {
    std::shared_ptr<const Principal> who;
    std::string connection_id;
    EvaluationOrder order;
    std::vector<EvaluationQuestion> questions;
    catalog::Taught taught;  ///< what the source was taught, with what is proposed
    std::shared_ptr<const agents::Settings> models = {};  ///< that are proposed; or null
};

/// The evaluations that run in this process, on a thread of their own: one of a person at a time,
/// and few of all. Each has the rights of the one who began it. Safe from every thread.
class Evaluations {
public:
    /// Parts of `with` must outlive it.
    explicit Evaluations(Services& with);
    Evaluations(const Evaluations&) = delete;
    Evaluations& operator=(const Evaluations&) = delete;
    /// Stops what runs, and waits for it.
    ~Evaluations();

    /// Writes it down, lets it run, and gives its id. Throws `Error`: `evaluation_running`
    /// (conflict) and `too_many_evaluations` (busy).
    Task<std::string> begin(EvaluationJob job);
    /// Whether it ran here and stops now.
    bool cancel(const std::string& id);

private:
    struct Run;
    class Place;

    Task<void> run(std::shared_ptr<Run> run);
    Task<void> questions(Run& run);
    Task<void> some_questions(Run& run);
    Task<void> one_question(Run& run, std::size_t number);
    Task<void>
    examine(ask::Examined& made, Run& run, const EvaluationQuestion& asked, std::stop_token stop);
    Task<void>
    note_right(Run& run, const EvaluationQuestion& asked, const guard::ApprovedQuery& right);
    Task<void> keep(Run& run, std::size_t number, ask::Mark mark);
    Task<void> end(Run& run, std::exception_ptr failed);

    Services& with_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::stop_source> running_;  ///< by id
    std::unordered_set<std::string> people_;                     ///< that have one running
    bool closing_ = false;
    BlockingPool thread_{"evaluations", 1};  ///< last: what it runs uses what stands above
};

}  // namespace parlance::serve
