#pragma once

#include "guard/approved_query.hpp"

namespace parlance::ask {

/// Whether the same query over the same data gives the same rows at any time: it asks neither the
/// clock, nor chance, nor who is connected. Looks at what will run, the policy's own rules
/// included, and when in doubt says no: a column that is called `now` is doubt enough. Values in
/// the data are not looked at (a text column that holds 'today' and is cast to a date).
[[nodiscard]] bool repeatable(const guard::ApprovedQuery& query);

/// The same for a text of SQL.
[[nodiscard]] bool repeatable_text(std::string_view sql);

}  // namespace parlance::ask
