#include "serve/operations/tools.hpp"

namespace parlance::serve {

namespace {

Facts tool(
    std::string_view name,
    std::string_view title,
    std::string_view id,
    std::string_view says
) {
    return {
        .id = id,
        .summary = says,
        .tag = "mcp",
        .access = Access::read,
        .http = false,
        .documented = false,
        .mcp = McpDoor{.tool = name, .title = title},
    };
}

Facts once(Facts facts) {
    facts.mcp->idempotent = false;
    return facts;
}

Facts of_several(Facts facts) {
    facts.mcp->of_several = true;
    return facts;
}

}  // namespace

std::vector<Operation> tool_operations() {
    return {
        operation(
            tool(
                "search_schema",
                "Search the schema",
                "tool_search_schema",
                "Finds the tables and columns that words are about, best first. Call it before "
                "you write SQL."
            ),
            &search_schema_tool
        ),
        operation(
            tool(
                "describe_tables",
                "Describe tables",
                "tool_describe_tables",
                "Columns (name type/meaning), keys, comments and joins of tables. inferred: a "
                "guess "
                "and how sure it is. Columns marked masked show other values than are stored."
            ),
            &describe_tables_tool
        ),
        operation(
            tool(
                "sample_rows",
                "Sample rows",
                "tool_sample_rows",
                "Some rows of a table, as the person may see them."
            ),
            &sample_rows_tool
        ),
        operation(
            tool(
                "analyze_question",
                "Analyze a question",
                "tool_analyze_question",
                "Says which tables, columns, joins, values and figures a question is about, and "
                "which words nothing is called by. Runs nothing."
            ),
            &analyze_question_tool
        ),
        operation(
            once(tool(
                "ask",
                "Ask a question",
                "tool_ask",
                "Answers a question about the data: writes SQL, runs it and tells what was "
                "assumed. outcome clarify: send the chosen option's ask as the next question. "
                "outcome unanswerable: reason says why."
            )),
            &ask_tool
        ),
        operation(
            once(tool(
                "refine",
                "Refine an answer",
                "tool_refine",
                "Changes an earlier answer by an instruction and runs it anew."
            )),
            &refine_tool
        ),
        operation(
            tool(
                "run_sql",
                "Run a query",
                "tool_run_sql",
                "Runs one read-only SELECT in PostgreSQL's dialect, whatever the database is. "
                "What the person may not see is hidden or masked."
            ),
            &run_sql_tool
        ),
        operation(
            tool(
                "get_result",
                "Next page of a result",
                "tool_get_result",
                "The next rows of a result that was truncated."
            ),
            &get_result_tool
        ),
        operation(
            of_several(tool(
                "list_sources",
                "List sources",
                "tool_list_sources",
                "The databases that can be asked."
            )),
            &list_sources_tool
        ),
    };
}

}  // namespace parlance::serve
