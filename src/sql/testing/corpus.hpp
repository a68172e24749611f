#pragma once

#include "base/error.hpp"
#include "base/schema.hpp"
#include "sql/normalise.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"

#include <boost/json/parse.hpp>

#include <fstream>
#include <optional>
#include <string>
#include <string_view>

/// Statements to test on, and what is asked of each of them. Only `*_test.cpp` files and fuzzers
/// include this.
namespace parlance::sql::testing {

/// Parses the text of an author on a source of the dialect as the guard does: as PostgreSQL's, and
/// when that fails in the habits of other products.
inline Query read(std::string_view text, Dialect source) {
    try {
        return parse(text);
    } catch (const Error& error) {
        if (error.code() != "sql_syntax" && error.code() != "sql_not_supported") throw;
    }
    return parse(normalise(text, source).text);
}

/// What is wrong with how PostgreSQL's dialect writes this tree: parsed again, it must be the same
/// one. None when nothing is.
inline std::optional<std::string> broken_identity(const Query& query) {
    for (const bool for_people : {false, true}) {
        const std::string text =
            for_people ? pretty(query, Dialect::postgres) : render(query, Dialect::postgres);
        try {
            if (parse(text) != query) return "another tree: " + text;
        } catch (const Error& error) {
            return error.code() + " (" + error.message() + "): " + text;
        }
    }
    return std::nullopt;
}

/// Calls `take` with each row of a file of JSON lines; does nothing when there is no such file.
template <class Take>
void each_row(const std::string& path, Take take) {
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);)
        take(boost::json::parse(line).as_object());
}

}  // namespace parlance::sql::testing
