#include "serve/mcp/bulletin.hpp"

#include <utility>

namespace parlance::serve::mcp {

struct Bulletin::Subscription::List {
    std::mutex mutex;
    std::map<std::uint64_t, std::pair<std::string, Listener>> entries;
    std::uint64_t last = 0;
};

Bulletin::Subscription& Bulletin::Subscription::operator=(Subscription&& other) noexcept {
    std::swap(list_, other.list_);
    std::swap(id_, other.id_);
    return *this;
}

Bulletin::Subscription::~Subscription() {
    if (!list_) return;
    const std::scoped_lock lock(list_->mutex);
    list_->entries.erase(id_);
}

Bulletin::Bulletin() : list_(std::make_shared<Subscription::List>()) {}

Bulletin::Subscription Bulletin::subscribe(std::string tenant_id, Listener listener) {
    Subscription made;
    const std::scoped_lock lock(list_->mutex);
    made.list_ = list_;
    made.id_ = ++list_->last;
    list_->entries.emplace(made.id_, std::pair(std::move(tenant_id), std::move(listener)));
    return made;
}

void Bulletin::tell(std::string_view tenant_id, const News& news) const {
    const std::scoped_lock lock(list_->mutex);
    for (const auto& [id, entry] : list_->entries) {
        if (entry.first == tenant_id) entry.second(news);
    }
}

void Bulletin::tell_all(const News& news) const {
    const std::scoped_lock lock(list_->mutex);
    for (const auto& [id, entry] : list_->entries)
        entry.second(news);
}

}  // namespace parlance::serve::mcp
