#include "ask/running.hpp"

#include <utility>

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
        entries_.insert_or_assign(id, Entry{who.tenant_id, who.user_id, stop});
    }
    return std::make_unique<Ticket>(*this, std::move(id), stop, std::move(left));
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

void Running::end(const std::string& id) {
    const std::scoped_lock lock(mutex_);
    entries_.erase(id);
}

}  // namespace parlance::ask
