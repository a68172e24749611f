#pragma once

#include "serve/operation.hpp"
#include "serve/operations/tool_shapes.hpp"

#include <vector>

namespace parlance::serve {

/// The tools of the MCP endpoint. They do by the same functions what the API does, and tell it in
/// fewer words.
[[nodiscard]] std::vector<Operation> tool_operations();

Task<ListSourcesReply> list_sources_tool(Services& with, Call& call);
Task<SearchSchemaReply> search_schema_tool(Services& with, Call& call, SearchSchemaRequest request);
Task<DescribeTablesReply>
describe_tables_tool(Services& with, Call& call, DescribeTablesRequest request);
Task<AnalyzeReply> analyze_question_tool(Services& with, Call& call, AnalyzeRequest request);
Task<RowsPage> sample_rows_tool(Services& with, Call& call, SampleRowsRequest request);
Task<RowsPage> run_sql_tool(Services& with, Call& call, RunSqlToolRequest request);
Task<RowsPage> get_result_tool(Services& with, Call& call, GetResultRequest request);
Task<AskToolReply> ask_tool(Services& with, Call& call, AskToolRequest request);
Task<AskToolReply> refine_tool(Services& with, Call& call, RefineToolRequest request);

}  // namespace parlance::serve
