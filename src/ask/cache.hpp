#pragma once

#include "ask/flight.hpp"
#include "base/clock.hpp"
#include "base/rows.hpp"
#include "base/threads.hpp"
#include "guard/approved_query.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parlance::ask {

/// What a result stands on beside the query itself.
struct CacheScope {
    std::string tenant_id;
    std::string connection_id;
    std::string source_version;     ///< changes with the connection and with its catalog
    std::string knowledge_version;  ///< changes when the tenant teaches new words
};

/// Where a result is remembered. The key holds everything that the rows depend on: the scope, the
/// identity of the policy, the text after the guard with masks and row rules in it, its bound
/// values, its preamble, and the limits. Two people share a result only when all of it is equal.
struct CachePlace {
    std::string tenant_id;
    std::string connection_id;
    std::string key;
};
[[nodiscard]] CachePlace place_of(const CacheScope& scope, const guard::ApprovedQuery& query);

struct CacheLimits {
    std::chrono::milliseconds life{60'000};
    std::size_t bytes_max = std::size_t{64} << 20;
    std::size_t tenant_bytes_max = std::size_t{16} << 20;
    std::size_t entry_bytes_max = std::size_t{2} << 20;
};

struct CacheStats {
    std::uint64_t hits = 0;
    std::uint64_t shared = 0;  ///< hits that waited for an equal query that ran
    std::uint64_t misses = 0;
    std::uint64_t evicted = 0;
    std::size_t entries = 0;
    std::size_t bytes = 0;
};

/// Results that were computed a short while ago, in the memory of this process. Each is forgotten
/// when it is too old, when others are used more, and by `forget`; what runs while something is
/// forgotten is not remembered. Safe from every thread.
class QueryCache {
public:
    /// `sweep_every`: how often a thread drops what is too old; 0 leaves that to `purge`.
    explicit QueryCache(
        CacheLimits limits,
        Clock clock = system_now,
        std::chrono::milliseconds sweep_every = std::chrono::milliseconds(0)
    );
    QueryCache(const QueryCache&) = delete;
    QueryCache& operator=(const QueryCache&) = delete;
    ~QueryCache();

    [[nodiscard]] SharedResult find(const CachePlace& place);
    /// Does nothing for what is too large or too old.
    void keep(const CachePlace& place, SharedResult result);
    /// Forgets what is known of a connection; an empty id means all of the tenant. Returns how many
    /// results it were.
    std::size_t forget(std::string_view tenant_id, std::string_view connection_id);
    /// Drops what has become too old.
    void purge();

    /// Joins the run of an equal query, or leads one.
    Task<Boarding> board(CachePlace place, std::chrono::milliseconds wait, std::stop_token stop);
    /// Lands a flight that was led: remembers its result, unless something was forgotten since, and
    /// gives it to those who wait. Null lets them go without.
    void land(const CachePlace& place, const std::shared_ptr<Flight>& flight, SharedResult result);

    [[nodiscard]] CacheStats stats() const;
    [[nodiscard]] const CacheLimits& limits() const noexcept { return limits_; }
    [[nodiscard]] Instant now() const { return clock_(); }

private:
    struct Entry {
        CachePlace place;
        SharedResult result;
        std::size_t bytes = 0;
        std::uint64_t used = 0;  ///< when, by the count of uses
    };
    /// The results of one tenant, the last used one first.
    struct Shelf {
        std::list<Entry> entries;
        std::size_t bytes = 0;
    };
    using Known = std::unordered_map<std::string, std::list<Entry>::iterator>;

    void put(const CachePlace& place, SharedResult result);
    void drop(Shelf& shelf, std::list<Entry>::iterator entry);
    void make_room(Shelf& shelf);
    Shelf& oldest_shelf();
    template <class Which>
    std::size_t drop_where(Shelf& shelf, Which which);
    [[nodiscard]] bool too_old(const Entry& entry) const;
    void drop_old();
    void sweep(std::chrono::milliseconds every);

    const CacheLimits limits_;
    const Clock clock_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Shelf> shelves_;
    Known known_;
    std::unordered_map<std::string, std::shared_ptr<Flight>> flights_;
    std::size_t bytes_ = 0;
    std::uint64_t uses_ = 0;
    CacheStats stats_;
    std::condition_variable ended_;
    bool over_ = false;
    BigThread sweeper_;  ///< last: it uses all of the above
};

}  // namespace parlance::ask
