#pragma once

#include "base/config.hpp"

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace parlance::serve {

/// The TLS context of the configured certificate and key (TLS 1.2 and later); null when none is
/// configured. Throws `Error` (`bad_tls`) when only one is, when a file cannot be read, or when
/// they do not belong together.
[[nodiscard]] std::unique_ptr<boost::asio::ssl::context> tls_context(const Config& config);

}  // namespace parlance::serve
