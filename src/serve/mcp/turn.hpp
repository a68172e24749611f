#pragma once

#include "base/principal.hpp"
#include "base/task.hpp"
#include "serve/mcp/message.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace parlance::serve::mcp {

/// Where messages leave that belong to a request and come before its answer.
class Outlet {
public:
    Outlet() = default;
    Outlet(const Outlet&) = delete;
    Outlet& operator=(const Outlet&) = delete;
    virtual ~Outlet() = default;

    /// `message` is one line of JSON.
    virtual Task<void> send(std::string message) = 0;
};

class Session;

/// A request that is being answered: what it says, who asks, and how to reach them.
struct Turn {
    Era era = Era::modern;
    const Message& message;
    std::shared_ptr<const Principal> who;
    std::string request_id;
    std::string remote_address;
    std::stop_token stop;  ///< stops when the client leaves or cancels
    Outlet& outlet;
    /// The least severity of log messages that the client wants to hear of; nothing: none.
    std::optional<int> log_level = {};
    /// What the client can do, when it has said so.
    const boost::json::object* capabilities = nullptr;
    /// What happens later reaches the client too, by the session that it has.
    bool pushes = false;
    std::shared_ptr<Session> session = {};  ///< of the legacy era, where there are some

    [[nodiscard]] const boost::json::object* params() const { return message.params; }
    [[nodiscard]] bool client_can(std::string_view capability) const {
        return member(capabilities, capability) != nullptr;
    }
    /// All stand on one page, so that any cursor is one that we never gave. Throws `RpcError`.
    void refuse_cursor() const;
    /// Tells how far the work is, to a client that wants to know.
    Task<void> progress(double done, std::optional<double> total, std::string says = {}) const;
    /// Tells what happens, to a client that wants to know.
    Task<void> log(std::string_view level, boost::json::value data) const;
};

}  // namespace parlance::serve::mcp
