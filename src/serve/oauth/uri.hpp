#pragma once

#include <boost/url/url_view.hpp>

#include <optional>
#include <string_view>

namespace parlance::serve::oauth {

/// The parts of a URI with an authority that ends where its path begins; nothing for other texts.
/// Boost.URL 1.81 takes `127.0.0.1.example.org` for the host `127.0.0.1` and a path after it, where
/// every browser sees a host of somebody else.
[[nodiscard]] std::optional<boost::urls::url_view> parse_plain_uri(std::string_view text);

}  // namespace parlance::serve::oauth
