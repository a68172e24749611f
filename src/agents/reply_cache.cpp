#include "agents/reply_cache.hpp"

#include "base/json.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

namespace parlance::agents {

namespace {

std::string name_of(const std::string& owner, const std::string& key) {
    return owner + '\n' + key;
}

/// Parsed JSON takes several times its text.
std::size_t bytes_of(const std::string& name, const ChatReply& reply) {
    constexpr std::size_t frame = 512;
    constexpr std::size_t parsed = 3;
    const std::size_t json = reply.json ? json::to_text(*reply.json).size() : 0;
    return frame + 2 * name.size() + reply.text.size() + parsed * json;
}

}  // namespace

std::optional<ChatReply> ReplyMemory::find(const std::string& owner, const std::string& key) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_name_.find(name_of(owner, key));
    if (found == by_name_.end()) return std::nullopt;
    const Entries::iterator entry = found->second;
    if (entry->until <= options_.now()) {
        drop(entry);
        return std::nullopt;
    }
    entries_.splice(entries_.begin(), entries_, entry);
    return entry->reply;
}

void ReplyMemory::keep(const std::string& owner, const std::string& key, const ChatReply& reply) {
    const std::string name = name_of(owner, key);
    const std::size_t bytes = bytes_of(name, reply);
    if (bytes > options_.share_max || bytes > options_.bytes_max) return;
    const std::scoped_lock lock(mutex_);
    if (const auto found = by_name_.find(name); found != by_name_.end()) drop(found->second);
    while (shares_[owner] + bytes > options_.share_max)
        drop_oldest_of(owner);
    while (bytes_ + bytes > options_.bytes_max)
        drop(std::prev(entries_.end()));
    entries_.push_front({owner, key, reply, bytes, options_.now() + options_.life});
    by_name_[name] = entries_.begin();
    shares_[owner] += bytes;
    bytes_ += bytes;
}

void ReplyMemory::forget(const std::string& owner) {
    const std::scoped_lock lock(mutex_);
    for (auto entry = entries_.begin(); entry != entries_.end();) {
        const auto next = std::next(entry);
        if (entry->owner == owner) drop(entry);
        entry = next;
    }
}

std::size_t ReplyMemory::bytes() const {
    const std::scoped_lock lock(mutex_);
    return bytes_;
}

void ReplyMemory::drop(Entries::iterator entry) {
    bytes_ -= entry->bytes;
    const auto share = shares_.find(entry->owner);
    share->second -= entry->bytes;
    if (share->second == 0) shares_.erase(share);
    by_name_.erase(name_of(entry->owner, entry->key));
    entries_.erase(entry);
}

void ReplyMemory::drop_oldest_of(const std::string& owner) {
    const auto is_theirs = [&](const Entry& entry) { return entry.owner == owner; };
    const auto oldest = std::ranges::find_if(entries_ | std::views::reverse, is_theirs);
    drop(std::prev(oldest.base()));
}

}  // namespace parlance::agents
