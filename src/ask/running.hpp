#pragma once

#include "base/principal.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parlance::ask {

/// The queries that run in this process, so that a person can stop their own. Safe from every
/// thread.
class Running {
public:
    /// A running query: stops when the person cancels it or leaves; forgotten when it ends.
    class Ticket {
    public:
        Ticket(Running& running, std::string id, std::stop_source stop, std::stop_token left);
        Ticket(const Ticket&) = delete;
        Ticket& operator=(const Ticket&) = delete;
        ~Ticket();

        [[nodiscard]] std::stop_token stop() const { return stop_.get_token(); }

    private:
        Running& running_;
        std::string id_;
        std::stop_source stop_;
        std::stop_callback<std::function<void()>> on_left_;
    };

    /// Enters a query. `left` fires when the person's connection closes.
    [[nodiscard]] std::unique_ptr<Ticket>
    begin(const Principal& who, std::string id, std::stop_token left);

    /// Lets the query go on, unless `most` of the same person's began earlier and still run; 0 is
    /// any number. Throws `Error` (busy, `too_many_queries`).
    void admit(const Principal& who, std::string_view id, std::int64_t most);

    /// Stops the query when it runs here and belongs to `who`, or to somebody of the tenant when
    /// `who` is an admin.
    bool cancel(const Principal& who, std::string_view id);

    /// Stops all queries of a tenant.
    void cancel_all_of(std::string_view tenant_id);

    /// Whether the query runs here and belongs to `who`.
    [[nodiscard]] bool runs(const Principal& who, std::string_view id);

private:
    struct Entry {
        std::string tenant_id;
        std::string user_id;
        std::stop_source stop;
        std::uint64_t number = 0;  ///< in the order of their begin
    };

    void end(const std::string& id);

    std::mutex mutex_;
    std::unordered_map<std::string, Entry> entries_;
    std::uint64_t begun_ = 0;
};

}  // namespace parlance::ask
