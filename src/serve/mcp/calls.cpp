#include "serve/mcp/calls.hpp"

#include <vector>

namespace parlance::serve::mcp {

Calls::Entered::Entered(Calls& calls, std::string key, std::stop_source stop)
    : calls_(calls), key_(std::move(key)) {
    const std::scoped_lock lock(calls_.mutex_);
    place_ = calls_.running_.emplace(key_, std::move(stop));
}

Calls::Entered::~Entered() {
    const std::scoped_lock lock(calls_.mutex_);
    calls_.running_.erase(place_);
}

void Calls::cancel(const std::string& key) {
    std::vector<std::stop_source> found;
    {
        const std::scoped_lock lock(mutex_);
        const auto [begin, end] = running_.equal_range(key);
        for (auto each = begin; each != end; ++each)
            found.push_back(each->second);
    }
    for (std::stop_source& each : found)
        each.request_stop();
}

std::string Calls::key_of(const Principal& who, std::string_view session, std::string_view id) {
    std::string key = who.tenant_id;
    for (const std::string_view part :
         {std::string_view(who.user_id), std::string_view(who.session_id), session, id}) {
        key += '\n';
        key += part;
    }
    return key;
}

}  // namespace parlance::serve::mcp
