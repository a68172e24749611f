#pragma once

#include "base/task.hpp"
#include "net/address.hpp"
#include "net/http.hpp"
#include "net/trouble.hpp"

#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace parlance::net {

struct TransportOptions {
    /// PEM file of the authorities to trust instead of the system's; empty: the system's.
    std::string authorities;
    std::chrono::milliseconds connect_max{5'000};
    std::size_t reply_bytes_max = std::size_t{4} << 20;
};

/// One request on its way out.
struct Outgoing {
    Request request;
    Inside inside;                               ///< where the host may lie
    std::chrono::milliseconds time_max{60'000};  ///< from here to the last byte of the reply
    /// Gets the body as it comes, on the transport's own thread; the reply then has none.
    std::function<void(std::string_view piece)> on_piece = {};
};

/// Sends requests by HTTP/1.1 or 2 from one thread of its own and keeps connections for the next
/// one. Certificates are checked, redirects are not followed, proxies of the environment are left
/// out, and only addresses are met that the endpoint may reach, whatever a name resolves to. Safe
/// to use from any thread.
class Transport {
public:
    explicit Transport(TransportOptions options = {});
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    /// Ends what still runs, as cancelled.
    ~Transport();

    /// Awaits the reply, whatever its status.
    Task<std::expected<Reply, Trouble>> send(Outgoing outgoing, std::stop_token stop);

private:
    struct Loop;
    std::shared_ptr<Loop> loop_;
};

}  // namespace parlance::net
