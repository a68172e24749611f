#pragma once

#include "base/task.hpp"
#include "connectors/connection.hpp"
#include "connectors/source.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace parlance::connectors::postgres {

/// libpq's parameters, as `PQconnectStartParams` takes them.
using Parameters = std::vector<std::pair<const char*, std::string>>;

/// Where and how to connect, checked: one host, no service file, no socket unless allowed.
/// Throws `connection_invalid` (invalid) or `address_refused` (forbidden).
class Target {
public:
    Target(const Connection& connection, const Environment& environment);
    ~Target();
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;

    /// The addresses of the host, each one checked; empty for a unix socket. Names are resolved
    /// here, once per connection, and libpq is given the address: it never resolves again, so a
    /// name cannot mean another place after the check.
    [[nodiscard]] std::vector<std::string> addresses() const;

    /// For one of `addresses()`. Every parameter that libpq would else read from the process's
    /// environment, a service file or a password file is given.
    [[nodiscard]] Parameters parameters(const std::string& address) const;

    [[nodiscard]] const Connection& connection() const noexcept { return connection_; }

private:
    [[nodiscard]] bool is_socket() const { return connection_.host.starts_with('/'); }
    [[nodiscard]] std::string authority_file() const;

    Connection connection_;
    std::string application_name_;
    bool loopback_allowed_;
    bool inner_allowed_;
    int authority_ = -1;  ///< a memory file with the certificate authority; libpq wants a path
};

}  // namespace parlance::connectors::postgres
