#include "base/cases.hpp"

#include "guard/approve.hpp"
#include "guard/toy_schema.hpp"
#include "sql/parse.hpp"

namespace parlance::guard {
namespace {

std::string lineage(const ApprovedQuery& query) {
    std::string text;
    for (const PreambleView& view : query.preamble())
        text += fmt::format("\n{}: {}", view.name, view.text);
    for (const OutputColumn& column : query.lineage()) {
        text += fmt::format("\n{} {}", column.name, name_of(column.type));
        if (column.masked) text += " masked";
        for (const SourceColumn& source : column.sources)
            text += fmt::format(" {}.{}", source.table, source.column);
    }
    return text;
}

Dialect dialect_of(std::string_view command) {
    if (command.starts_with("sqlite")) return Dialect::sqlite;
    return command.starts_with("duckdb") ? Dialect::duckdb : Dialect::postgres;
}

Sight sight_of(std::string_view command) {
    const Dialect dialect = dialect_of(command);
    if (command.ends_with("-restricted")) return toy_sight(dialect);
    return {std::make_shared<const Schema>(toy_schema(dialect)), Policy{}, {}};
}

/// `postgres|sqlite|duckdb[-restricted] SQL`: the approved text for that dialect, the views that it
/// needs, then name, type and sources of each output column.
std::string answer(const cases::Case& one) {
    const Sight sight = sight_of(one.command);
    const ApprovedQuery query = approve(one.text, *sight.schema, sight.policy);
    if (sight.schema->dialect == Dialect::postgres) EXPECT_NO_THROW((void)sql::parse(query.text()));
    return query.text() + lineage(query);
}

const bool registered = cases::register_all("guard", answer);

}  // namespace
}  // namespace parlance::guard
