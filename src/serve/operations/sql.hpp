#pragma once

#include "serve/operation.hpp"
#include "serve/operations/query_shapes.hpp"
#include "serve/operations/sql_shapes.hpp"

#include <variant>

namespace parlance::serve {

Task<std::variant<Rows, DryRunShape>> run_sql(Services& with, Call& call, SqlRequest request);
Task<Rows> sample_table(Services& with, Call& call, SampleRequest request);
Task<SchemaShape> show_schema(Services& with, Call& call, SourceQuery request);

}  // namespace parlance::serve
