#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace parlance::catalog {
struct SchemaChanged;
}
namespace parlance::serve::mcp {

/// Something that clients may have been told has changed.
struct News {
    enum class About : std::uint8_t {
        tools,      ///< the list of tools: a second source came, or the last but one went
        resources,  ///< what the resources say: the schema of a source drifted
        prompts,
    };
    About about = About::resources;
    /// What of the schema changed; whoever tells a person asks first what they may know of it.
    std::shared_ptr<const catalog::SchemaChanged> schema = {};
};

/// Who wants to hear of changes in a tenant. What notices one tells it here; streams to clients
/// listen. Safe from every thread; listeners must not block.
class Bulletin {
public:
    using Listener = std::function<void(const News&)>;

    /// Ends the listening when it is destroyed; may outlive the bulletin.
    class Subscription {
    public:
        Subscription() = default;
        ~Subscription();
        Subscription(Subscription&&) noexcept = default;
        Subscription& operator=(Subscription&& other) noexcept;

    private:
        friend class Bulletin;
        struct List;
        std::shared_ptr<List> list_;
        std::uint64_t id_ = 0;
    };

    Bulletin();
    [[nodiscard]] Subscription subscribe(std::string tenant_id, Listener listener);
    void tell(std::string_view tenant_id, const News& news) const;
    /// Everybody, whatever their tenant.
    void tell_all(const News& news) const;

private:
    std::shared_ptr<Subscription::List> list_;
};

}  // namespace parlance::serve::mcp
