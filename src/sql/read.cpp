#include "sql/read.hpp"

#include "base/error.hpp"
#include "sql/adopt.hpp"
#include "sql/normalise.hpp"
#include "sql/parse.hpp"

namespace parlance::sql {

namespace {

Query parsed(std::string_view text, Dialect source) {
    try {
        return parse(text);
    } catch (const Error& error) {
        if (error.code() != "sql_syntax" && error.code() != "sql_not_supported") throw;
        return parse(normalise(text, source).text);
    }
}

}  // namespace

Query read(std::string_view text, Dialect source) {
    Query query = parsed(text, source);
    adopt_functions(query, source);
    return query;
}

}  // namespace parlance::sql
