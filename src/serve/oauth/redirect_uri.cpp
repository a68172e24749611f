#include "serve/oauth/redirect_uri.hpp"

#include "serve/oauth/uri.hpp"

#include <algorithm>
#include <array>

namespace parlance::serve::oauth {

namespace {

using Url = boost::urls::url_view;

/// Schemes without a dot under which programs that speak MCP are reached.
constexpr std::array<std::string_view, 6>
    known_programs{"cursor", "vscode", "vscode-insiders", "windsurf", "claude", "zed"};

std::string scheme_of(const Url& url) {
    std::string scheme(url.scheme());
    std::ranges::transform(scheme, scheme.begin(), [](char each) {
        return each >= 'A' && each <= 'Z' ? static_cast<char>(each + 32) : each;
    });
    return scheme;
}

bool is_loopback(const Url& url) {
    const std::string_view host = url.encoded_host();
    return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

bool is_program(std::string_view scheme) {
    return scheme.contains('.') ||
           std::ranges::find(known_programs, scheme) != known_programs.end();
}

bool is_written_plainly(std::string_view text) {
    return std::ranges::all_of(text, [](char each) { return each > 0x20 && each < 0x7f; });
}

/// The address without the port of its host.
std::string portless(std::string_view text, const Url& url) {
    const std::string_view port = url.port();
    if (!url.has_port()) return std::string(text);
    // `port` points into the text: cut it out with its colon.
    const auto at = static_cast<std::size_t>(port.data() - text.data());
    return std::string(text.substr(0, at - 1)) + std::string(text.substr(at + port.size()));
}

}  // namespace

bool is_redirect_uri(std::string_view text) {
    if (text.size() > redirect_uri_max || !is_written_plainly(text)) return false;
    const auto url = parse_plain_uri(text);
    if (!url || url->has_fragment() || url->has_userinfo()) return false;
    const std::string scheme = scheme_of(*url);
    if (scheme == "https") return !url->encoded_host().empty();
    if (scheme == "http") return is_loopback(*url);
    return is_program(scheme);
}

bool same_redirect(std::string_view registered, std::string_view asked) {
    if (registered == asked) return true;
    const auto left = parse_plain_uri(registered);
    const auto right = parse_plain_uri(asked);
    if (!left || !right || !is_redirect_uri(asked)) return false;
    const bool local = scheme_of(*left) == "http" && is_loopback(*left) && is_loopback(*right);
    return local && portless(registered, *left) == portless(asked, *right);
}

bool leads_to_a_site(std::string_view uri) {
    const auto url = parse_plain_uri(uri);
    return !url || scheme_of(*url) == "https";
}

std::string place_of_redirect(std::string_view uri) {
    const auto url = parse_plain_uri(uri);
    if (!url) return {};
    const std::string scheme = scheme_of(*url);
    if (scheme != "https" && scheme != "http") return scheme + ":";
    return std::string(std::string_view(url->encoded_host_and_port()));
}

std::string with_query(std::string_view uri, std::string_view query) {
    std::string all(uri);
    all += uri.contains('?') ? '&' : '?';
    all += query;
    return all;
}

}  // namespace parlance::serve::oauth
