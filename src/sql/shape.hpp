#pragma once

#include "sql/parse.hpp"

#include <string_view>

namespace parlance::sql {

/// Refuses, by a look at the tokens alone, text that libpg_query would spend long on: too many
/// tokens, chains of operators that must nest too deeply, runs of operator signs and comments in
/// comments (its lexer takes quadratic time over those), and further statements. Cheap; what is
/// short passes unseen. Throws `sql_too_long`, `sql_too_deep`, `sql_statement_refused`.
void check_shape(std::string_view text, const ParseLimits& limits);

}  // namespace parlance::sql
