#include "catalog/events.hpp"

#include <map>
#include <utility>
#include <vector>

namespace parlance::catalog {

struct Events::Subscription::List {
    struct Entry {
        std::string tenant_id;
        std::string connection_id;
        Listener listener;

        [[nodiscard]] bool wants(const SchemaChanged& changed) const {
            return tenant_id == changed.tenant_id &&
                   (connection_id.empty() || connection_id == changed.connection_id);
        }
    };

    std::recursive_mutex mutex;  ///< a listener may end its own subscription
    std::map<std::uint64_t, std::shared_ptr<const Entry>> entries;
    std::uint64_t last = 0;
};

Events::Subscription::Subscription(std::shared_ptr<List> list, std::uint64_t id)
    : list_(std::move(list)), id_(id) {}

Events::Subscription& Events::Subscription::operator=(Subscription&& other) noexcept {
    if (this == &other) return *this;
    end();
    list_ = std::move(other.list_);
    id_ = other.id_;
    return *this;
}

Events::Subscription::~Subscription() {
    end();
}

void Events::Subscription::end() {
    if (!list_) return;
    const std::scoped_lock lock(list_->mutex);
    list_->entries.erase(id_);
}

Events::Events() : list_(std::make_shared<Subscription::List>()) {}

Events::Subscription
Events::subscribe(std::string tenant_id, std::string connection_id, Listener listener) {
    const std::scoped_lock lock(list_->mutex);
    const std::uint64_t id = ++list_->last;
    list_->entries.emplace(
        id,
        std::make_shared<const Subscription::List::Entry>(Subscription::List::Entry{
            std::move(tenant_id), std::move(connection_id), std::move(listener)
        })
    );
    return {list_, id};
}

void Events::tell(const SchemaChanged& changed) const {
    const std::scoped_lock lock(list_->mutex);
    const auto now = list_->entries;
    for (const auto& [id, entry] : now) {
        if (list_->entries.contains(id) && entry->wants(changed)) entry->listener(changed);
    }
}

}  // namespace parlance::catalog
