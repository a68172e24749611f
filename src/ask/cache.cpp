#include "ask/cache.hpp"

#include "base/crypto.hpp"

#include <utility>

namespace parlance::ask {

namespace {

std::string name_of(const CachePlace& place) {
    return place.tenant_id + "/" + place.key;
}

/// What an entry costs beside its rows.
constexpr std::size_t entry_overhead = 512;

/// Adds parts to a digest, each behind its length.
class KeyMaker {
public:
    void add(std::string_view part) {
        digest_.add(std::to_string(part.size()) + ":");
        digest_.add(part);
    }
    void add(std::int64_t number) { add(std::to_string(number)); }

    std::string finish() {
        const Digest digest = digest_.finish();
        return to_base64url(parlance::bytes_of(digest));
    }

private:
    Sha256 digest_;
};

}  // namespace

CachePlace place_of(const CacheScope& scope, const guard::ApprovedQuery& query) {
    KeyMaker key;
    for (const std::string* part :
         {&scope.tenant_id, &scope.connection_id, &scope.source_version, &scope.knowledge_version})
        key.add(*part);
    key.add(query.policy_identity());
    key.add(static_cast<std::int64_t>(query.dialect()));
    key.add(query.text());
    key.add(static_cast<std::int64_t>(query.parameters().size()));
    for (const guard::Bound& value : query.parameters()) {
        key.add(static_cast<std::int64_t>(value.type));
        key.add(value.text ? "+" + *value.text : "-");
    }
    for (const guard::PreambleView& view : query.preamble()) {
        key.add(view.name);
        key.add(view.text);
        for (const auto& [name, secret] : view.keys) {
            key.add(name);
            key.add(secret);
        }
    }
    key.add(query.limits().rows_max);
    key.add(query.limits().bytes_max);
    return {scope.tenant_id, scope.connection_id, key.finish()};
}

QueryCache::QueryCache(CacheLimits limits, Clock clock, std::chrono::milliseconds sweep_every)
    : limits_(limits), clock_(std::move(clock)) {
    if (sweep_every.count() > 0)
        sweeper_ = BigThread("cache-sweeper", [this, sweep_every] { sweep(sweep_every); });
}

QueryCache::~QueryCache() {
    {
        const std::scoped_lock lock(mutex_);
        over_ = true;
    }
    ended_.notify_all();
    sweeper_.join();
}

void QueryCache::sweep(std::chrono::milliseconds every) {
    std::unique_lock lock(mutex_);
    while (!ended_.wait_for(lock, every, [this] { return over_; }))
        drop_old();
}

SharedResult QueryCache::find(const CachePlace& place) {
    const std::scoped_lock lock(mutex_);
    const auto found = known_.find(name_of(place));
    if (found == known_.end()) return nullptr;
    Shelf& shelf = shelves_.at(place.tenant_id);
    const auto entry = found->second;
    if (too_old(*entry)) {
        drop(shelf, entry);
        return nullptr;
    }
    entry->used = ++uses_;
    shelf.entries.splice(shelf.entries.begin(), shelf.entries, entry);
    ++stats_.hits;
    return entry->result;
}

void QueryCache::keep(const CachePlace& place, SharedResult result) {
    const std::scoped_lock lock(mutex_);
    put(place, std::move(result));
}

void QueryCache::put(const CachePlace& place, SharedResult result) {
    Entry entry{place, std::move(result)};
    entry.bytes = bytes_of(*entry.result) + entry_overhead;
    entry.used = ++uses_;
    if (entry.bytes > limits_.entry_bytes_max || too_old(entry)) return;
    Shelf& shelf = shelves_[place.tenant_id];
    if (const auto before = known_.find(name_of(place)); before != known_.end())
        drop(shelf, before->second);
    shelf.bytes += entry.bytes;
    bytes_ += entry.bytes;
    shelf.entries.push_front(std::move(entry));
    known_.insert_or_assign(name_of(place), shelf.entries.begin());
    make_room(shelf);
}

void QueryCache::make_room(Shelf& shelf) {
    while (shelf.bytes > limits_.tenant_bytes_max && !shelf.entries.empty()) {
        drop(shelf, std::prev(shelf.entries.end()));
        ++stats_.evicted;
    }
    while (bytes_ > limits_.bytes_max) {
        Shelf& oldest = oldest_shelf();
        drop(oldest, std::prev(oldest.entries.end()));
        ++stats_.evicted;
    }
}

/// The one whose last entry was used the longest ago.
QueryCache::Shelf& QueryCache::oldest_shelf() {
    Shelf* oldest = nullptr;
    for (auto& [tenant, shelf] : shelves_) {
        if (shelf.entries.empty()) continue;
        const bool older =
            oldest == nullptr || shelf.entries.back().used < oldest->entries.back().used;
        if (older) oldest = &shelf;
    }
    return *oldest;
}

void QueryCache::drop(Shelf& shelf, std::list<Entry>::iterator entry) {
    shelf.bytes -= entry->bytes;
    bytes_ -= entry->bytes;
    known_.erase(name_of(entry->place));
    shelf.entries.erase(entry);
}

template <class Which>
std::size_t QueryCache::drop_where(Shelf& shelf, Which which) {
    std::size_t dropped = 0;
    for (auto entry = shelf.entries.begin(); entry != shelf.entries.end();) {
        const auto next = std::next(entry);
        if (which(*entry)) {
            drop(shelf, entry);
            ++dropped;
        }
        entry = next;
    }
    return dropped;
}

std::size_t QueryCache::forget(std::string_view tenant_id, std::string_view connection_id) {
    const std::scoped_lock lock(mutex_);
    const auto concerned = [&](const std::string& tenant, const std::string& connection) {
        return tenant == tenant_id && (connection_id.empty() || connection == connection_id);
    };
    std::erase_if(flights_, [&](const auto& named) {
        const bool stale = concerned(named.second->tenant_id, named.second->connection_id);
        if (stale) named.second->ground();
        return stale;
    });
    const auto shelf = shelves_.find(std::string(tenant_id));
    if (shelf == shelves_.end()) return 0;
    return drop_where(shelf->second, [&](const Entry& entry) {
        return concerned(entry.place.tenant_id, entry.place.connection_id);
    });
}

void QueryCache::purge() {
    const std::scoped_lock lock(mutex_);
    drop_old();
}

void QueryCache::drop_old() {
    for (auto& [tenant, shelf] : shelves_)
        drop_where(shelf, [&](const Entry& entry) { return too_old(entry); });
    std::erase_if(shelves_, [](const auto& shelf) { return shelf.second.entries.empty(); });
}

bool QueryCache::too_old(const Entry& entry) const {
    const auto age = clock_() - entry.result->at;
    return age >= limits_.life || age < -limits_.life;
}

Task<Boarding>
QueryCache::board(CachePlace place, std::chrono::milliseconds wait, std::stop_token stop) {
    std::shared_ptr<Flight> flight;
    {
        const std::scoped_lock lock(mutex_);
        auto& running = flights_[name_of(place)];
        if (!running) {
            running = std::make_shared<Flight>(place.tenant_id, place.connection_id);
            ++stats_.misses;
            co_return running;
        }
        flight = running;
    }
    SharedResult result = co_await flight->wait(wait, std::move(stop));
    if (result) {
        const std::scoped_lock lock(mutex_);
        ++stats_.hits;
        ++stats_.shared;
    }
    co_return result;
}

void QueryCache::land(
    const CachePlace& place,
    const std::shared_ptr<Flight>& flight,
    SharedResult result
) {
    {
        const std::scoped_lock lock(mutex_);
        const auto running = flights_.find(name_of(place));
        if (running != flights_.end() && running->second == flight) flights_.erase(running);
        if (result && !flight->grounded()) put(place, result);
    }
    flight->land(std::move(result));
}

CacheStats QueryCache::stats() const {
    const std::scoped_lock lock(mutex_);
    CacheStats now = stats_;
    now.entries = known_.size();
    now.bytes = bytes_;
    return now;
}

}  // namespace parlance::ask
