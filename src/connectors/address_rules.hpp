#pragma once

#include <boost/asio/ip/address.hpp>

#include <cstdint>

namespace parlance::connectors {

/// What kind of place an address is, as far as reaching it from inside our network matters.
enum class Reach : std::uint8_t {
    open,      ///< an ordinary public address
    loopback,  ///< this machine
    inner,     ///< private ranges: RFC 1918, RFC 4193, RFC 6598 (carrier-grade NAT)
    never,     ///< link-local, cloud metadata, multicast, unspecified, reserved, documentation
};

/// Reads through IPv4 that is written as IPv6 (mapped, NAT64, 6to4), so that one place has one
/// answer.
[[nodiscard]] Reach reach_of(const boost::asio::ip::address& address);

/// Throws `address_refused` (forbidden) unless the address may be connected to.
void check_address(
    const boost::asio::ip::address& address,
    bool loopback_allowed,
    bool inner_allowed
);

}  // namespace parlance::connectors
