#include "serve/operations/queries.hpp"

#include "serve/operations/ask.hpp"
#include "serve/operations/fix_sql.hpp"
#include "serve/operations/sql.hpp"

namespace parlance::serve {

std::vector<Operation> query_operations() {
    return {
        operation(
            {.method = Method::post,
             .path = "/api/v1/queries/ask",
             .id = "ask",
             .summary =
                 "Answers a question in plain language with SQL, rows, a chart and an explanation.",
             .tag = "queries",
             .access = Access::read,
             .events = {event<StartedShape>("started"), event<StepShape>("step")},
             .last_event = "answer",
             .cli = true},
            &ask_question
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/queries/refine",
             .id = "refine",
             .summary =
                 "Changes an answer, or SQL, by an instruction such as `only for 2024`, and says "
                 "what changed.",
             .tag = "queries",
             .access = Access::read,
             .events = {event<StartedShape>("started"), event<StepShape>("step")},
             .last_event = "answer",
             .cli = true},
            &refine_answer
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/llm/generate-sql",
             .id = "generate_sql",
             .summary = "Turns a question into SQL without running it.",
             .tag = "llm",
             .access = Access::read},
            &generate_sql
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/queries/sql",
             .id = "run_sql",
             .summary = "Runs one SELECT through the guard, read-only, and streams its rows.",
             .tag = "queries",
             .access = Access::read,
             .cli = true},
            &run_sql
        ),
        operation(
            {.path = "/api/v1/queries/schema",
             .id = "get_schema",
             .summary = "Shows the tables, columns and keys of a source that you may see.",
             .tag = "queries",
             .access = Access::read},
            &show_schema
        ),
        operation(
            {.path = "/api/v1/queries/sample-data/{table}",
             .id = "get_sample_data",
             .summary = "Shows some rows of a table.",
             .tag = "queries",
             .access = Access::read},
            &sample_table
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/queries/{query_id}/run",
             .id = "run_again",
             .summary =
                 "Asks anew, with your rights of today, what one of your own answers asked, or one "
                 "that a member of the tenant shares.",
             .tag = "queries",
             .access = Access::read,
             .events = {event<StartedShape>("started"), event<StepShape>("step")},
             .last_event = "answer"},
            &run_again
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/queries/fix",
             .id = "fix_sql",
             .summary = "Repairs a SELECT that fails: puts misspelt names right, or asks a model.",
             .tag = "queries",
             .access = Access::read},
            &fix_sql
        ),
        operation(
            {.path = "/api/v1/suggestions",
             .id = "complete_question",
             .summary = "Suggests what a question that is being typed may go on with.",
             .tag = "queries",
             .access = Access::read},
            &complete_question
        ),
        operation(
            {.path = "/api/v1/queries/suggestions",
             .id = "get_suggestions",
             .summary = "Suggests questions that the source can answer.",
             .tag = "queries",
             .access = Access::read},
            &suggest_questions
        ),
    };
}

}  // namespace parlance::serve
