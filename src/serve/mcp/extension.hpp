#pragma once

#include "serve/mcp/turn.hpp"

#include <boost/json/array.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// How the test-only build hangs what the conformance suites ask for onto the server. The product
/// has none of it.
namespace parlance::serve::mcp {

/// A session of the legacy era.
class Session {
public:
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    virtual ~Session() = default;

    [[nodiscard]] virtual const std::string& id() const = 0;
    /// The client has answered a request of ours.
    virtual void answered(const Message& message) = 0;
    [[nodiscard]] virtual std::optional<int> log_level() const = 0;
    /// Sends what happens to a stream that the client has opened, until it leaves.
    virtual Task<void> stream(Outlet& outlet, std::stop_token stop) = 0;
};

class Extension {
public:
    Extension() = default;
    Extension(const Extension&) = delete;
    Extension& operator=(const Extension&) = delete;
    virtual ~Extension() = default;

    /// Adds to a list: `tools`, `resources`, `resourceTemplates` or `prompts`.
    virtual void add_to(std::string_view list, boost::json::array& into) const = 0;
    /// Answers what the product does not know; nothing when it does not know it either.
    virtual Task<std::optional<Result>> answer(Turn& turn) = 0;

    /// A session for `initialize`; the others find theirs by its id, if it is theirs.
    virtual std::shared_ptr<Session> begin(const Principal& who, const Message& message) = 0;
    virtual std::shared_ptr<Session> find(const Principal& who, std::string_view id) = 0;
    virtual void end(std::string_view id) = 0;
};

}  // namespace parlance::serve::mcp
