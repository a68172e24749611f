#pragma once

#include "base/principal.hpp"
#include "store/history.hpp"
#include "store/ledger.hpp"
#include "store/paging.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What people said of the answers that they got. What they wrote is sealed.
namespace parlance::store {

struct Feedback {
    std::string verdict;               ///< good or bad
    std::vector<std::string> reasons;  ///< as the operation names them
    std::string comment;
};

/// Feedback of a member, with what it is about.
struct GivenFeedback : Feedback {
    HistoryEntry query;
    std::string user_id;
    std::optional<std::string> username;  ///< none: the person has left
    Instant created_at;
};

/// Keeps what is said of one of the own queries, instead of what was said before. Throws `Error`
/// (not_found, `query_not_found`).
void give_feedback(
    Writer& writer,
    Ledger& ledger,
    const Principal& who,
    std::string_view query_id,
    const Feedback& feedback
);
/// Takes it back; there need not be any.
void withdraw_feedback(Writer& writer, const Principal& who, std::string_view query_id);
/// What was said of one of the own queries.
[[nodiscard]] std::optional<Feedback>
feedback_on(Reader& reader, Ledger& ledger, const Principal& who, std::string_view query_id);
/// What all members of the tenant said, newest first; an empty `verdict` is any.
[[nodiscard]] Page<GivenFeedback> feedback_of_tenant(
    Reader& reader,
    Ledger& ledger,
    const Principal& who,
    const PageRequest& page,
    std::string_view verdict
);

}  // namespace parlance::store
