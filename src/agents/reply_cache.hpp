#pragma once

#include "agents/desk.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>

namespace parlance::agents {

struct ReplyCacheOptions {
    std::size_t bytes_max = std::size_t{16} << 20;  ///< for all together
    std::size_t share_max = std::size_t{4} << 20;   ///< for one owner
    std::chrono::hours life{24};
    std::function<std::chrono::steady_clock::time_point()> now = [] {
        return std::chrono::steady_clock::now();
    };
};

/// Replies in memory: those that were used least lately go first, and nobody's replies push out
/// others' beyond a share.
class ReplyMemory {
public:
    explicit ReplyMemory(ReplyCacheOptions options = {}) : options_(std::move(options)) {}
    ReplyMemory(const ReplyMemory&) = delete;
    ReplyMemory& operator=(const ReplyMemory&) = delete;

    [[nodiscard]] std::optional<ChatReply> find(const std::string& owner, const std::string& key);
    void keep(const std::string& owner, const std::string& key, const ChatReply& reply);
    /// Forgets what an owner has, as when their settings change.
    void forget(const std::string& owner);
    [[nodiscard]] std::size_t bytes() const;

private:
    struct Entry {
        std::string owner;
        std::string key;
        ChatReply reply;
        std::size_t bytes = 0;
        std::chrono::steady_clock::time_point until;
    };
    using Entries = std::list<Entry>;

    void drop(Entries::iterator entry);
    void drop_oldest_of(const std::string& owner);

    const ReplyCacheOptions options_;
    mutable std::mutex mutex_;
    Entries entries_;  ///< the newest first
    std::map<std::string, Entries::iterator, std::less<>> by_name_;
    std::map<std::string, std::size_t, std::less<>> shares_;
    std::size_t bytes_ = 0;
};

/// One owner's part of a memory.
class MemoryReplyCache : public ReplyCache {
public:
    /// The owner is a tenant. The memory outlives the cache.
    MemoryReplyCache(ReplyMemory& memory, std::string owner)
        : memory_(memory), owner_(std::move(owner)) {}

    [[nodiscard]] std::optional<ChatReply> find(const std::string& key) override {
        return memory_.find(owner_, key);
    }
    void keep(const std::string& key, const ChatReply& reply) override {
        memory_.keep(owner_, key, reply);
    }

private:
    ReplyMemory& memory_;
    const std::string owner_;
};

}  // namespace parlance::agents
