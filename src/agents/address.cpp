#include "agents/address.hpp"

#include "agents/trouble.hpp"
#include "net/address.hpp"

namespace parlance::agents {

namespace {

Error invalid() {
    return error_of({Reason::endpoint_invalid});
}

}  // namespace

std::string url_of(const Endpoint& endpoint, std::string_view path) {
    if (!net::is_usable(endpoint.base_url, endpoint.inside)) throw invalid();
    const auto mark = endpoint.base_url.find('?');
    std::string url = endpoint.base_url.substr(0, mark);
    while (url.ends_with('/'))
        url.pop_back();
    url += path;
    if (mark == std::string::npos) return url;
    const bool second = path.find('?') != std::string_view::npos;
    return url + (second ? "&" : "?") + endpoint.base_url.substr(mark + 1);
}

void check_headers(const std::vector<Header>& headers) {
    if (!net::are_usable(headers)) throw invalid();
}

}  // namespace parlance::agents
