#pragma once

#include "agents/desk.hpp"
#include "ask/mark.hpp"
#include "base/clock.hpp"
#include "base/schema.hpp"
#include "base/task.hpp"
#include "catalog/view.hpp"
#include "engine/refine.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How well questions are understood, measured: a suite of questions in, predictions out.
/// Predictions never see the right answer; a report beside them grades them by it.
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
    std::optional<std::string> ask = {};      ///< the SQL in the dialect that every source takes
    std::optional<std::string> failure = {};  ///< the code of an error
    std::vector<ModelCall> calls = {};
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
    /// Answers the question as the product does, with models if there are some, and runs it. Rows
    /// that do not follow each other may be asked at once, on one executor that does one thing at a
    /// time.
    Task<Prediction> ask(EvalRow row, catalog::View view, std::optional<agents::Agency> agency);

private:
    [[nodiscard]] const std::vector<engine::Turn>& before(const EvalRow& row) const;
    void remember(const EvalRow& row, std::vector<engine::Turn> turns);

    std::map<std::string, std::vector<engine::Turn>> by_id_;
    std::map<std::string, std::vector<engine::Turn>> by_dialogue_;
};

/// The rows that follow each other, as places: what is in one list is asked in its order.
[[nodiscard]] std::vector<std::vector<std::size_t>> chains_of(const std::vector<EvalRow>& rows);

/// What the prediction is for a report, without a grade.
[[nodiscard]] Mark mark_of(const EvalRow& row, const Prediction& prediction);

/// What else a row may hold for a report: the right answers.
struct EvalGold {
    std::vector<std::string> sql;  ///< any of them is right; empty: none is known
    std::optional<bool> ordered;
};

/// Reads the right SQL of a row from this member, and from `alternatives`.
[[nodiscard]] EvalGold read_eval_gold(std::string_view line, std::string_view member);

/// Grades the mark by the best fitting of the right answers.
Task<void> grade_mark(Mark& mark, const Prediction& made, catalog::View view, EvalGold gold);

/// One line of JSON, without the line's end.
[[nodiscard]] std::string write(const Prediction& prediction);

}  // namespace parlance::ask
