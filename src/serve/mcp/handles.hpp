#pragma once

#include "base/clock.hpp"
#include "base/crypto.hpp"
#include "base/principal.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace parlance::serve::mcp {

/// Words that a client hands back later: which result to go on with, what was asked back. They are
/// sealed, hold for one person of one tenant and one purpose, and end after a while. Nothing is
/// kept on the server for them, so that any node can read what another has written.
class Handles {
public:
    explicit Handles(Secret key, Clock now = system_now)
        : key_(std::move(key)), now_(std::move(now)) {}

    [[nodiscard]] std::string
    write(const Principal& who, std::string_view purpose, std::string_view content) const;
    /// Nothing for what is not ours, belongs to somebody else, or has ended.
    [[nodiscard]] std::optional<std::string>
    read(const Principal& who, std::string_view purpose, std::string_view handle) const;

    static constexpr std::chrono::minutes life{15};

private:
    Secret key_;
    Clock now_;
};

}  // namespace parlance::serve::mcp
