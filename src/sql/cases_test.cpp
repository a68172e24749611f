#include "base/cases.hpp"

#include "sql/parse.hpp"
#include "sql/render.hpp"

namespace parlance::sql {
namespace {

/// `postgres|sqlite|duckdb SQL` shows it in that dialect, `pretty SQL` for people.
std::string answer(const cases::Case& one) {
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
