#include "catalog/lessons.hpp"

#include <utility>

namespace parlance::catalog {

namespace {

/// How long another node's change may stay unseen.
constexpr std::chrono::seconds fresh_for{1};
constexpr std::size_t packs_max = 64;

}  // namespace

std::optional<SharedTaught> Lessons::if_fresh() const {
    const std::scoped_lock lock(mutex_);
    if (!taught_ || std::chrono::steady_clock::now() - heard_ > fresh_for) return std::nullopt;
    return taught_;
}

SharedTaught Lessons::held() const {
    const std::scoped_lock lock(mutex_);
    return taught_;
}

std::uint64_t Lessons::doubts() const {
    const std::scoped_lock lock(mutex_);
    return doubts_;
}

void Lessons::hold(SharedTaught taught, std::uint64_t doubts) {
    const std::scoped_lock lock(mutex_);
    // What comes late from a slow read must not bring back what is older.
    if (taught_ && taught->version < taught_->version) return;
    if (!taught_ || taught_->version != taught->version) {
        packs_.clear();
        taught_ = std::move(taught);
    }
    if (doubts == doubts_) heard_ = std::chrono::steady_clock::now();
}

void Lessons::doubt() {
    const std::scoped_lock lock(mutex_);
    heard_ = {};
    ++doubts_;
}

Lessons::Pack Lessons::find(std::int64_t version, const std::string& rights) const {
    const std::scoped_lock lock(mutex_);
    if (!taught_ || taught_->version != version) return nullptr;
    const auto found = packs_.find(rights);
    return found == packs_.end() ? nullptr : found->second;
}

void Lessons::keep(std::int64_t version, const std::string& rights, Pack pack) {
    const std::scoped_lock lock(mutex_);
    if (!taught_ || taught_->version != version) return;
    if (packs_.size() >= packs_max) packs_.clear();
    packs_[rights] = std::move(pack);
}

}  // namespace parlance::catalog
