#include "connectors/address_rules.hpp"

#include "base/error.hpp"

#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace parlance::connectors {

namespace ip = boost::asio::ip;

namespace {

/// The first `bits` of `bytes` equal those of `prefix`.
template <std::size_t Size>
bool starts_with(
    const std::array<unsigned char, Size>& bytes,
    const std::array<unsigned char, Size>& prefix,
    unsigned bits
) {
    for (unsigned at = 0; at < bits; ++at) {
        const unsigned mask = 0x80U >> (at % 8);
        if (((bytes[at / 8] ^ prefix[at / 8]) & mask) != 0) return false;
    }
    return true;
}

struct Range4 {
    std::array<unsigned char, 4> prefix;
    unsigned bits;
    Reach reach;
};

struct Range6 {
    std::array<unsigned char, 16> prefix;
    unsigned bits;
    Reach reach;
};

// IANA special-purpose registries (RFC 6890 and its updates). First match wins.
constexpr std::array ranges4 = {
    Range4{{127, 0, 0, 0}, 8, Reach::loopback},
    Range4{{100, 100, 100, 200}, 32, Reach::never},  // a cloud's metadata service inside RFC 6598
    Range4{{10, 0, 0, 0}, 8, Reach::inner},
    Range4{{172, 16, 0, 0}, 12, Reach::inner},
    Range4{{192, 168, 0, 0}, 16, Reach::inner},
    Range4{{100, 64, 0, 0}, 10, Reach::inner},
    Range4{{0, 0, 0, 0}, 8, Reach::never},
    Range4{{169, 254, 0, 0}, 16, Reach::never},
    Range4{{192, 0, 0, 0}, 24, Reach::never},
    Range4{{192, 0, 2, 0}, 24, Reach::never},
    Range4{{192, 88, 99, 0}, 24, Reach::never},
    Range4{{198, 18, 0, 0}, 15, Reach::never},
    Range4{{198, 51, 100, 0}, 24, Reach::never},
    Range4{{203, 0, 113, 0}, 24, Reach::never},
    Range4{{224, 0, 0, 0}, 4, Reach::never},
    Range4{{240, 0, 0, 0}, 4, Reach::never},
};

// fd00:ec2::/32 and fd20:ce::254 are metadata services inside RFC 4193.
constexpr std::array ranges6 = {
    Range6{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, Reach::loopback},
    Range6{{0xfd, 0x00, 0x0e, 0xc2}, 32, Reach::never},
    Range6{{0xfd, 0x20, 0x00, 0xce}, 32, Reach::never},
    Range6{{0xfc}, 7, Reach::inner},
    Range6{{0x20, 0x01, 0x0d, 0xb8}, 32, Reach::never},
    Range6{{0x20, 0x01, 0x00, 0x00}, 32, Reach::never},  // Teredo hides an IPv4 address
    Range6{{0x20}, 3, Reach::open},                      // global unicast, RFC 4291
};

std::optional<ip::address_v4> inner_ipv4(const ip::address_v6& address) {
    const auto bytes = address.to_bytes();
    const auto at = [&](std::size_t offset) {
        return ip::address_v4(
            {bytes[offset], bytes[offset + 1], bytes[offset + 2], bytes[offset + 3]}
        );
    };
    if (address.is_v4_mapped()) return at(12);
    if (starts_with(bytes, {0x00, 0x64, 0xff, 0x9b}, 96)) return at(12);  // NAT64, RFC 6052
    if (starts_with(bytes, {0x20, 0x02}, 16)) return at(2);               // 6to4, RFC 3056
    return std::nullopt;
}

Reach reach_of(const ip::address_v4& address) {
    const auto bytes = address.to_bytes();
    const auto* found = std::ranges::find_if(ranges4, [&](const Range4& range) {
        return starts_with(bytes, range.prefix, range.bits);
    });
    return found == ranges4.end() ? Reach::open : found->reach;
}

Reach reach_of(const ip::address_v6& address) {
    if (const auto v4 = inner_ipv4(address)) return reach_of(*v4);
    if (address.scope_id() != 0) return Reach::never;
    const auto bytes = address.to_bytes();
    const auto* found = std::ranges::find_if(ranges6, [&](const Range6& range) {
        return starts_with(bytes, range.prefix, range.bits);
    });
    return found == ranges6.end() ? Reach::never : found->reach;
}

}  // namespace

Reach reach_of(const ip::address& address) {
    return address.is_v4() ? reach_of(address.to_v4()) : reach_of(address.to_v6());
}

void check_address(const ip::address& address, bool loopback_allowed, bool inner_allowed) {
    switch (reach_of(address)) {
        case Reach::open:
            return;
        case Reach::loopback:
            if (loopback_allowed) return;
            break;
        case Reach::inner:
            if (inner_allowed) return;
            break;
        case Reach::never:
            break;
    }
    throw Error(
        Failure::forbidden,
        "address_refused",
        "The host's address lies in a range that this server may not connect to. An administrator "
        "can allow private ranges or this machine; link-local and metadata addresses stay closed."
    );
}

}  // namespace parlance::connectors
