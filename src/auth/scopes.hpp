#pragma once

#include "base/principal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What keys and clients may do: some of what the person may do who made them.
namespace parlance::auth {

using Permissions = std::vector<Permission>;

/// A permission and the narrower ones: admin also writes and reads.
[[nodiscard]] Permissions with_implied(const Permissions& asked);

/// What stands in both. The order is that of `held`.
[[nodiscard]] Permissions both(const Permissions& held, const Permissions& given);

/// `read write`, as the store keeps them.
[[nodiscard]] std::string text_of(const Permissions& permissions);
/// Leaves out what it does not know: less is never more.
[[nodiscard]] Permissions permissions_in(std::string_view text);

/// `parlance:read parlance:write`, as OAuth writes them (RFC 6749 §3.3).
[[nodiscard]] std::string oauth_scope(const Permissions& permissions);
/// Nothing when a scope is unknown, or is more than clients are ever given: they read and write.
[[nodiscard]] std::optional<Permissions> from_oauth_scope(std::string_view text);

}  // namespace parlance::auth
