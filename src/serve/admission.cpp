#include "serve/admission.hpp"

#include "base/error.hpp"

#include <boost/asio/ip/address_v4.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>

namespace parlance::serve {

namespace {

bool same_name(std::string_view left, std::string_view right) {
    const auto lower = [](char each) {
        return each >= 'A' && each <= 'Z' ? static_cast<char>(each + 32) : each;
    };
    return std::ranges::equal(left, right, {}, lower, lower);
}

/// A number, not a name that begins like one: anybody may own `127.0.0.1.example.org`.
bool is_loopback_number(std::string_view host) {
    boost::system::error_code failed;
    const auto address = boost::asio::ip::make_address_v4(std::string(host), failed);
    return !failed && address.is_loopback();
}

bool is_loopback_name(std::string_view host) {
    return same_name(host, "localhost") || host == "[::1]" || is_loopback_number(host);
}

bool changes_nothing(std::string_view method) {
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

}  // namespace

std::string_view without_port(std::string_view authority) {
    const std::size_t colon = authority.rfind(':');
    const bool inside_brackets = authority.ends_with(']');
    return colon == authority.npos || inside_brackets ? authority : authority.substr(0, colon);
}

Admission::Admission(const Config& config) : loopback_only_(listens_on_loopback(config)) {
    if (config.public_url.empty()) return;
    const auto url = boost::urls::parse_uri(config.public_url);
    const bool web = url && (url->scheme() == "https" || url->scheme() == "http");
    if (!web || url->encoded_host().empty()) {
        throw Error(
            Failure::invalid,
            "bad_public_url",
            "public-url must look like https://parlance.example.org."
        );
    }
    public_host_ = std::string(url->encoded_host());
    public_origin_ = std::string(url->encoded_origin());
}

void Admission::check_host(std::string_view host) const {
    if (!loopback_only_ || host.empty()) return;
    const std::string_view name = without_port(host);
    if (is_loopback_name(name) || same_name(name, public_host_)) return;
    throw Error(
        Failure::forbidden,
        "wrong_host",
        "This server answers to localhost only. Set public-url to reach it by another name."
    );
}

void Admission::check_origin(
    std::string_view method,
    std::string_view origin,
    std::string_view host
) const {
    if (origin.empty() || changes_nothing(method) || same_name(origin, public_origin_)) return;
    const std::size_t authority = origin.find("://");
    if (authority != origin.npos && same_name(origin.substr(authority + 3), host)) return;
    throw Error(
        Failure::forbidden, "wrong_origin", "A page of another site may not send this request."
    );
}

}  // namespace parlance::serve
