#pragma once

#include "base/schema.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

/// Tells those who listen that a source's schema has changed.
namespace parlance::catalog {

/// The whole schema before and after. It holds what some people may not know of: whoever tells a
/// person about it asks `Catalog::drift_for` first, and says nothing when that is empty.
struct SchemaChanged {
    std::string tenant_id;
    std::string connection_id;
    std::shared_ptr<const Schema> before;
    std::shared_ptr<const Schema> after;
};

/// Safe from every thread. Listeners are called one after the other on the thread that noticed the
/// change, must not block or throw, and hear nothing more once their subscription is gone.
class Events {
public:
    using Listener = std::function<void(const SchemaChanged&)>;

    /// Ends the listening when it is destroyed; may outlive the `Events`.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(Subscription&&) noexcept = default;
        Subscription& operator=(Subscription&& other) noexcept;
        ~Subscription();

    private:
        friend class Events;
        struct List;
        Subscription(std::shared_ptr<List> list, std::uint64_t id);
        void end();

        std::shared_ptr<List> list_;
        std::uint64_t id_ = 0;
    };

    Events();
    /// An empty connection stands for every source of the tenant.
    [[nodiscard]] Subscription
    subscribe(std::string tenant_id, std::string connection_id, Listener listener);
    void tell(const SchemaChanged& changed) const;

private:
    std::shared_ptr<Subscription::List> list_;
};

}  // namespace parlance::catalog
