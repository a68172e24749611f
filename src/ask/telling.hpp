#pragma once

#include "ask/ask.hpp"
#include "guard/approved_query.hpp"

#include <span>
#include <string_view>
#include <vector>

/// How what was found out becomes an answer.
namespace parlance::ask {

/// Rows that are shown with an answer; who wants all of them runs the SQL.
inline constexpr std::int64_t answer_rows_max = 1'000;

/// Whether the source's dialect can express the reading.
[[nodiscard]] bool choosable(const engine::Reading& reading, Dialect dialect);

/// The readings that the source can run, as choices; one that its dialect cannot express is left
/// out.
[[nodiscard]] std::vector<Alternative>
alternatives(std::span<const engine::Reading> readings, Dialect dialect);

/// Tells what was asked of the source, and how sure that is.
void describe(Answer& answer, const engine::Reading& reading, const guard::ApprovedQuery& query);

/// The SQL beside that of the answer before. One that the dialect cannot say is not compared.
void compare(Answer& answer, const Asked& asked);

/// The chart of the result. One that was asked for and does not fit is told.
void add_chart(Answer& answer, const Asked& asked, const sql::Query& written);

/// A call of a model as the answer tells it.
[[nodiscard]] Step step_of(const agents::Exchange& exchange);
/// That no model could help, why, and what that means.
[[nodiscard]] Note without_models(const agents::Trouble& trouble, std::string_view so);

void tell(const engine::Clarification& back, Answer& answer);
void tell(const engine::Unanswerable& why, Answer& answer);

}  // namespace parlance::ask
