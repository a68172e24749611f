#pragma once

#include "serve/operation.hpp"

#include <optional>
#include <string>
#include <string_view>

/// What the headers of a request ask for, and whether an operation can give it.
namespace parlance::serve {

/// Throws `Error` (forbidden, `forbidden`) when the person lacks the permission that an access
/// needs.
void check_permission(const Principal& who, Access access);

/// Throws `Error` (unsupported) when a JSON body is announced as something else.
void check_media_type(const Operation& operation, std::string_view content_type, bool bodiless);

/// Whether the client names `text/event-stream` and the operation tells its steps.
[[nodiscard]] bool wants_events(const Operation& operation, std::string_view accept);

/// Throws `Error` (`not_acceptable`) when the client takes none of the operation's forms.
void check_accept(const Operation& operation, std::string_view accept);

/// A `Set-Cookie` line.
[[nodiscard]] std::string cookie_line(const Cookie& cookie, bool secure);

}  // namespace parlance::serve
