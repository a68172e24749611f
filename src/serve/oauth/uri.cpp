#include "serve/oauth/uri.hpp"

#include <boost/url/parse.hpp>

namespace parlance::serve::oauth {

std::optional<boost::urls::url_view> parse_plain_uri(std::string_view text) {
    const auto url = boost::urls::parse_uri(text);
    if (!url) return std::nullopt;
    const std::string_view path = url->encoded_path();
    const bool ends_well = path.empty() || path.starts_with('/');
    if (url->has_authority() && !ends_well) return std::nullopt;
    return *url;
}

}  // namespace parlance::serve::oauth
