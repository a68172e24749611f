#pragma once

#include "base/error.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace parlance::auth::oidc {

/// The text under this name; empty when there is none.
[[nodiscard]] std::string word_of(const boost::json::object& fields, std::string_view name);

/// Throws `Error` (upstream, `oidc_unavailable`): the provider does not work as it should. `part`
/// is a snake_case word for the log.
[[noreturn]] void unavailable(std::string_view part);

/// Throws `Error` (unauthenticated, `oidc_refused`): what came back does not hold. `why` is for the
/// log; the person, who may be an attacker, is told no more than that.
[[noreturn]] void refused(std::string_view why);

}  // namespace parlance::auth::oidc
