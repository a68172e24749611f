#pragma once

#include "base/clock.hpp"
#include "base/schema.hpp"
#include "catalog/view.hpp"
#include "engine/refine.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How well questions are understood, measured: a suite of questions in, predictions out. Never
/// sees the right answer.
namespace parlance::ask {

/// One question of a suite.
struct EvalRow {
    std::string id;
    std::string question;
    std::string db;              ///< path of the database file, relative to the suite's root
    std::optional<Instant> now;  ///< the question's clock
    std::string previous;        ///< the id of the row that this one refines; may be empty
    std::string dialogue;        ///< rows of one dialogue follow each other; may be empty
};

/// What was made of it: one line of the predictions.
struct Prediction {
    std::string id;
    std::optional<std::string> sql;  ///< in the source's dialect; only when answered
    std::string outcome;             ///< answered, clarify, abstain or error
    std::string chart;               ///< the chart that the words name; may be empty
    double confidence = 0;
    double ms = 0;
};

/// Reads one line of a suite (JSON with id, question, db, clock?, previous?, dialogue?). Throws
/// `Error` (invalid, `suite_row`).
[[nodiscard]] EvalRow read_eval_row(std::string_view line);

/// Answers the rows of a suite in their order. A follow-up is answered from what was predicted for
/// the turns before it, never from their right answers.
class Evaluation {
public:
    /// Understands the question and renders its best reading that the source's dialect can express.
    [[nodiscard]] Prediction predict(const EvalRow& row, const catalog::View& view);

private:
    [[nodiscard]] const std::vector<engine::Turn>& before(const EvalRow& row) const;
    void remember(const EvalRow& row, std::vector<engine::Turn> turns);

    std::map<std::string, std::vector<engine::Turn>> by_id_;
    std::map<std::string, std::vector<engine::Turn>> by_dialogue_;
};

/// One line of JSON, without the line's end.
[[nodiscard]] std::string write(const Prediction& prediction);

}  // namespace parlance::ask
