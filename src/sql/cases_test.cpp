#include "base/cases.hpp"

#include "sql/adopt.hpp"
#include "sql/testing/corpus.hpp"

namespace parlance::sql {
namespace {

/// Text of an author on a source of the dialect, as PostgreSQL's.
std::string adopted(const std::string& text, Dialect source) {
    Query query = testing::read(text, source);
    adopt_functions(query, source);
    return render(query, Dialect::postgres);
}

/// `postgres|sqlite|duckdb SQL` shows it in that dialect, `pretty SQL` for people;
/// `from_postgres|from_sqlite|from_duckdb SQL` reads the habits of other products on such a source.
std::string answer(const cases::Case& one) {
    if (one.command == "from_postgres") return adopted(one.text, Dialect::postgres);
    if (one.command == "from_sqlite") return adopted(one.text, Dialect::sqlite);
    if (one.command == "from_duckdb") return adopted(one.text, Dialect::duckdb);
    const Query query = parse(one.text);
    if (one.command == "pretty") return pretty(query, Dialect::postgres);
    if (one.command == "sqlite") return render(query, Dialect::sqlite);
    if (one.command == "duckdb") return render(query, Dialect::duckdb);
    if (one.command == "postgres") {
        std::string text = render(query, Dialect::postgres);
        EXPECT_EQ(parse(text), query) << text;
        return text;
    }
    throw std::runtime_error("no such command: " + one.command);
}

const bool registered = cases::register_all("sql", answer);

}  // namespace
}  // namespace parlance::sql
