#include "net/address.hpp"

#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <array>
#include <cctype>

namespace parlance::net {

namespace ip = boost::asio::ip;

namespace {

bool in(const ip::address_v4& address, const char* range) {
    const auto network = ip::make_network_v4(range);
    return ip::network_v4(address, network.prefix_length()).canonical() == network.canonical();
}

bool in(const ip::address_v6& address, const char* range) {
    const auto network = ip::make_network_v6(range);
    return ip::network_v6(address, network.prefix_length()).canonical() == network.canonical();
}

template <class Address, std::size_t Size>
bool in_any(const Address& address, const std::array<const char*, Size>& ranges) {
    return std::ranges::any_of(ranges, [&](const char* range) { return in(address, range); });
}

enum class Place : std::uint8_t { open, machine, network, never };

// IANA special-purpose registries (RFC 6890 and its updates).
Place place_of(const ip::address_v4& address) {
    constexpr std::array never{
        "100.100.100.200/32",  // a cloud's metadata service inside RFC 6598
        "0.0.0.0/8",
        "169.254.0.0/16",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4"
    };
    constexpr std::array inner{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"};
    if (in_any(address, never)) return Place::never;
    if (in(address, "127.0.0.0/8")) return Place::machine;
    return in_any(address, inner) ? Place::network : Place::open;
}

Place place_of(const ip::address_v6& address) {
    if (address.is_v4_mapped()) return place_of(ip::make_address_v4(ip::v4_mapped, address));
    constexpr std::array never{
        "fd00:ec2::/32",
        "fd20:ce::/32",  // metadata services inside RFC 4193
        "2001:db8::/32",
        "2001::/32",  // documentation; Teredo, which hides an IPv4 address
        "2002::/16",
        "64:ff9b::/96"  // 6to4 and NAT64 hide one too
    };
    if (in_any(address, never)) return Place::never;
    if (in(address, "::1/128")) return Place::machine;
    if (in(address, "fc00::/7")) return Place::network;
    return in(address, "2000::/3") ? Place::open : Place::never;
}

bool is_token(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char letter) {
        return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' ||
               letter == '_';
    });
}

bool is_line(std::string_view value) {
    return std::ranges::none_of(value, [](char letter) {
        return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f;
    });
}

/// What the transport sets itself.
bool is_taken(std::string_view name) {
    constexpr std::array<std::string_view, 7> taken{
        "host", "content-length", "content-type", "transfer-encoding", "connection", "expect", "te"
    };
    return std::ranges::any_of(taken, [&](std::string_view one) {
        return std::ranges::equal(one, name, [](char left, char right) {
            return left == std::tolower(static_cast<unsigned char>(right));
        });
    });
}

}  // namespace

bool is_usable(std::string_view url, Inside inside) {
    const auto parsed = boost::urls::parse_uri(url);
    if (!parsed || parsed->host().empty() || parsed->has_userinfo() || parsed->has_fragment())
        return false;
    if (parsed->scheme_id() == boost::urls::scheme::http) return inside;
    return parsed->scheme_id() == boost::urls::scheme::https;
}

bool are_usable(const std::vector<Header>& headers) {
    return std::ranges::all_of(headers, [](const Header& header) {
        return is_token(header.name) && !is_taken(header.name) && is_line(header.value.reveal());
    });
}

bool may_connect(const ip::address& address, Inside inside, bool plain) {
    const Place place = address.is_v4() ? place_of(address.to_v4()) : place_of(address.to_v6());
    if (place == Place::machine) return inside.machine;
    if (place == Place::network) return inside.networks;
    return place == Place::open && !plain;
}

}  // namespace parlance::net
