#pragma once

#include "base/principal.hpp"

#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parlance::serve::mcp {

/// The requests that run in this process, so that `notifications/cancelled` finds them. Safe from
/// every thread.
class Calls {
public:
    /// Enters a request while it lives.
    class Entered {
    public:
        Entered(Calls& calls, std::string key, std::stop_source stop);
        Entered(const Entered&) = delete;
        Entered& operator=(const Entered&) = delete;
        ~Entered();

    private:
        Calls& calls_;
        std::string key_;
        std::unordered_multimap<std::string, std::stop_source>::iterator place_;
    };

    /// The ids of one person's clients may be the same; then all that have it are stopped, which
    /// reaches nobody else.
    void cancel(const std::string& key);

    [[nodiscard]] static std::string
    key_of(const Principal& who, std::string_view session, std::string_view id);

private:
    std::mutex mutex_;
    std::unordered_multimap<std::string, std::stop_source> running_;
};

}  // namespace parlance::serve::mcp
