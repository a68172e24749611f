#pragma once

#include "serve/operation.hpp"
#include "serve/operations/answer_parts.hpp"
#include "serve/operations/query_shapes.hpp"

namespace parlance::serve {

Task<AnswerShape> ask_question(Services& with, Call& call, AskRequest request);
Task<AnswerShape> generate_sql(Services& with, Call& call, GenerateSqlRequest request);
Task<AnswerShape> refine_answer(Services& with, Call& call, RefineRequest request);
Task<AnswerShape> run_again(Services& with, Call& call, RunAgainRequest request);
Task<CompletionsShape> complete_question(Services& with, Call& call, TypedRequest request);
Task<SuggestionsShape> suggest_questions(Services& with, Call& call, SourceQuery request);

}  // namespace parlance::serve
