#pragma once

#include <string>
#include <string_view>

namespace parlance::serve::oauth {

inline constexpr std::size_t redirect_uri_max = 2000;

/// Whether codes may be sent there: https, http to this machine (RFC 8252 §7.3), or a program's own
/// scheme: one with a dot (§7.1), or one of a few that common clients use. Never with a fragment, a
/// user, or characters that a URI does not have.
[[nodiscard]] bool is_redirect_uri(std::string_view text);

/// Whether a client that registered the one may ask for the other: the same, byte for byte, except
/// that a loopback address may have any port (§7.3).
[[nodiscard]] bool same_redirect(std::string_view registered, std::string_view asked);

/// Whether it leads to a site of the web: anybody may register one. Else it stays on the machine.
[[nodiscard]] bool leads_to_a_site(std::string_view uri);

/// Where the person is sent, as a person reads it: the host, or the scheme of a program.
[[nodiscard]] std::string place_of_redirect(std::string_view uri);

/// The address with more parameters; `query` is encoded already.
[[nodiscard]] std::string with_query(std::string_view uri, std::string_view query);

}  // namespace parlance::serve::oauth
