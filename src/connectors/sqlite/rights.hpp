#pragma once

#include "guard/approved_query.hpp"

#include <set>
#include <string>
#include <string_view>

namespace parlance::connectors::sqlite {

/// What one approved statement may touch: the second lock behind the guard, asked by SQLite's
/// authorizer (sqlite.org/c3ref/set_authorizer.html) for each access while a statement prepares.
/// Base tables that are fenced are read from inside the views of the preamble only; their names
/// hold 96 random bits, so that nothing a person writes can be taken for one.
class Rights {
public:
    explicit Rights(const guard::ApprovedQuery& query);

    /// Every argument may be null, as SQLite passes them.
    [[nodiscard]] bool allow(
        int action,
        const char* first,
        const char* second,
        const char* database,
        const char* accessor
    ) const;

private:
    [[nodiscard]] bool may_read(
        std::string_view table,
        std::string_view column,
        std::string_view database,
        std::string_view accessor
    ) const;

    std::set<std::string> tables_;  ///< read directly; in lower case
    std::set<std::string> views_;
};

/// Whether a user's statement may call the function. An allow-list: what SQLite gains later, or an
/// extension brings, is refused.
[[nodiscard]] bool is_allowed_function(std::string_view name);

}  // namespace parlance::connectors::sqlite
