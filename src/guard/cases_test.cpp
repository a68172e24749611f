#include "base/cases.hpp"

#include "guard/approve.hpp"
#include "guard/toy_schema.hpp"
#include "sql/parse.hpp"

namespace parlance::guard {
namespace {

std::string lineage(const ApprovedQuery& query) {
    std::string text;
    for (const OutputColumn& column : query.lineage()) {
        text += fmt::format("\n{} {}", column.name, name_of(column.type));
        for (const SourceColumn& source : column.sources)
            text += fmt::format(" {}.{}", source.table, source.column);
    }
    return text;
}

/// `postgres|sqlite|duckdb SQL`: the approved text for that dialect, then name, type and sources of
/// each output column.
std::string answer(const cases::Case& one) {
    const Dialect dialect = one.command == "sqlite"   ? Dialect::sqlite
                            : one.command == "duckdb" ? Dialect::duckdb
                                                      : Dialect::postgres;
    const ApprovedQuery query = approve(one.text, toy_schema(dialect), Policy{});
    if (dialect == Dialect::postgres) EXPECT_NO_THROW((void)sql::parse(query.text()));
    return query.text() + lineage(query);
}

const bool registered = cases::register_all("guard", answer);

}  // namespace
}  // namespace parlance::guard
