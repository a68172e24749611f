#include "ask/running.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace parlance::ask {

Running::Ticket::Ticket(
    Running& running,
    std::string id,
    std::stop_source stop,
    std::stop_token left
)
    : running_(running),
      id_(std::move(id)),
      stop_(stop),
      on_left_(std::move(left), [stop]() mutable { stop.request_stop(); }) {}

Running::Ticket::~Ticket() {
    running_.end(id_);
}

std::unique_ptr<Running::Ticket>
Running::begin(const Principal& who, std::string id, std::stop_token left) {
    std::stop_source stop;
    {
        const std::scoped_lock lock(mutex_);
        entries_.insert_or_assign(id, Entry{who.tenant_id, who.user_id, stop, ++begun_});
    }
    return std::make_unique<Ticket>(*this, std::move(id), stop, std::move(left));
}

void Running::admit(const Principal& who, std::string_view id, std::int64_t most) {
    if (most <= 0) return;
    const std::scoped_lock lock(mutex_);
    const auto self = entries_.find(std::string(id));
    if (self == entries_.end()) return;
    const auto earlier = std::ranges::count_if(entries_, [&](const auto& each) {
        const Entry& entry = each.second;
        return entry.tenant_id == who.tenant_id && entry.user_id == who.user_id &&
               entry.number < self->second.number;
    });
    if (earlier < most) return;
    throw Error(
        Failure::busy,
        "too_many_queries",
        "You run as many queries at a time as you may. Wait for one to end, or stop it."
    )
        .retry_after(1);
}

bool Running::cancel(const Principal& who, std::string_view id) {
    std::stop_source stop(std::nostopstate);
    {
        const std::scoped_lock lock(mutex_);
        const auto found = entries_.find(std::string(id));
        if (found == entries_.end() || found->second.tenant_id != who.tenant_id) return false;
        if (found->second.user_id != who.user_id && !who.may(Permission::admin)) return false;
        stop = found->second.stop;
    }
    // Outside the lock: whoever listens may end the query at once, and that takes the lock.
    return stop.request_stop();
}

void Running::cancel_all_of(std::string_view tenant_id) {
    std::vector<std::stop_source> theirs;
    {
        const std::scoped_lock lock(mutex_);
        for (const auto& [id, entry] : entries_) {
            if (entry.tenant_id == tenant_id) theirs.push_back(entry.stop);
        }
    }
    // Outside the lock, as above.
    for (std::stop_source& each : theirs)
        each.request_stop();
}

bool Running::runs(const Principal& who, std::string_view id) {
    const std::scoped_lock lock(mutex_);
    const auto found = entries_.find(std::string(id));
    return found != entries_.end() && found->second.tenant_id == who.tenant_id &&
           found->second.user_id == who.user_id;
}

void Running::end(const std::string& id) {
    const std::scoped_lock lock(mutex_);
    entries_.erase(id);
}

}  // namespace parlance::ask
