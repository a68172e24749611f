#pragma once

#include "base/principal.hpp"
#include "store/ledger.hpp"
#include "store/paging.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Evaluations: how well a source's verified questions were answered. They hold what their maker
/// could see, so nobody else sees them. Texts are JSON of whoever calls, and sealed. All of this
/// throws `Error`: `evaluation_not_found` (not_found, the same for somebody else's).
namespace parlance::store {

struct NewEvaluation {
    std::string connection_id;
    std::string content;  ///< what is asked of it
    std::int64_t questions = 0;
};

struct Evaluation {
    std::string id;
    std::string connection_id;
    std::string state;  ///< running, done, cancelled, failed or interrupted
    std::optional<std::string> failure;
    std::int64_t questions = 0;
    std::int64_t finished = 0;
    std::string content;
    std::optional<std::string> totals;  ///< once it has ended
    Instant created_at;
    Instant updated_at;
};

/// How an evaluation ended.
struct EvaluationEnd {
    std::string state;                   ///< done, cancelled or failed
    std::optional<std::string> failure;  ///< the code of what it failed with
    std::string totals;
};

/// A running one that says nothing for so long was interrupted: no run takes longer.
inline constexpr std::chrono::minutes evaluation_silence_max{35};

/// Those that run were interrupted: the process in which they ran has ended. For a process that
/// begins, alone on its store.
void interrupt_evaluations(Writer& writer, System);

/// Throws `Error` (not_found, `connection_not_found`).
std::string
add_evaluation(Writer& writer, Ledger& ledger, const Principal& who, const NewEvaluation& wanted);
/// Adds the next question's mark.
void add_evaluation_mark(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    std::int64_t number,
    std::string_view mark
);
void end_evaluation(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view id,
    const EvaluationEnd& end
);
void remove_evaluation(Writer& writer, const Principal& who, std::string_view id);

/// Those of `who`, newest first; of one source when it is named.
[[nodiscard]] Page<Evaluation> evaluations(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    const std::optional<std::string>& connection_id,
    const PageRequest& page
);
[[nodiscard]] Evaluation
evaluation(Reader& reader, Ledger& ledger, const Principal& who, std::string_view id);
/// In the order of the questions.
[[nodiscard]] std::vector<std::string>
evaluation_marks(Reader& reader, Ledger& ledger, const Principal& who, std::string_view id);

}  // namespace parlance::store
