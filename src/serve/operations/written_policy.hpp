#pragma once

#include "ask/policy_desk.hpp"
#include "guard/policy_document.hpp"
#include "serve/services.hpp"

#include <boost/json/object.hpp>

#include <optional>

/// What the operations on policies share.
namespace parlance::serve {

[[nodiscard]] ask::Desk desk_of(Services& with);

/// Reads what somebody wrote; pointers lead into the request. Throws `Error` (invalid,
/// `policy_invalid`).
[[nodiscard]] guard::PolicyDocument written_policy(const boost::json::object& document);
[[nodiscard]] std::optional<guard::PolicyDocument> draft_of(
    const std::optional<boost::json::object>& document
);

}  // namespace parlance::serve
