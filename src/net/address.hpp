#pragma once

#include "net/http.hpp"

#include <boost/asio/ip/address.hpp>

#include <string_view>
#include <vector>

namespace parlance::net {

/// Whether a host may lie inside, and where: on this machine, or in private networks.
struct Inside {
    bool machine = false;
    bool networks = false;

    constexpr Inside() = default;
    /// Both, or neither.
    constexpr Inside(bool both) : machine(both), networks(both) {}
    constexpr Inside(bool on_machine, bool in_networks)
        : machine(on_machine), networks(in_networks) {}
    constexpr operator bool() const { return machine || networks; }
};

/// Whether a request may be sent there: by https, or by http to what may lie inside; without a user
/// and without a fragment.
[[nodiscard]] bool is_usable(std::string_view url, Inside inside);

/// Whether none of them could break out of its line, or is one that the transport sets itself.
[[nodiscard]] bool are_usable(const std::vector<Header>& headers);

/// Whether a connection may go there: anywhere public; to this machine and private networks only
/// as `inside` says; in the clear (`plain`) only there; to link-local and metadata addresses never.
[[nodiscard]] bool may_connect(const boost::asio::ip::address& address, Inside inside, bool plain);

}  // namespace parlance::net
