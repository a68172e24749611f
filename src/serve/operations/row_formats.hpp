#pragma once

#include "ask/journal.hpp"
#include "guard/approved_query.hpp"
#include "serve/call.hpp"

#include <optional>
#include <vector>

/// In which form rows leave.
namespace parlance::serve {

/// What the request names, or else its `Accept` header; JSON when neither does.
[[nodiscard]] RowFormat row_format(std::optional<RowFormat> wanted, const Call& call);

/// Whether a person keeps it as a file.
[[nodiscard]] bool is_export(RowFormat format);

/// Which columns of the result are masked for the one who asks.
[[nodiscard]] std::vector<bool> masked_in(const guard::ApprovedQuery& query);

/// The audit tells that rows left as a file, and as which.
void note_format(ask::Record& record, RowFormat format);

}  // namespace parlance::serve
