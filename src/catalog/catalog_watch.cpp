#include "base/json.hpp"
#include "base/outcome.hpp"
#include "catalog/opened.hpp"
#include "catalog/settings.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>
#include <vector>

/// Looking at the schemas of what people use, when it is time.
namespace parlance::catalog {

void Catalog::close() {
    closing_.request_stop();
    if (!timer_) return;
    boost::asio::post(parts_.background, [timer = timer_] { timer->cancel(); });
}

void Catalog::start_watching(std::chrono::milliseconds every) {
    timer_ = std::make_shared<boost::asio::steady_timer>(parts_.background);
    boost::asio::co_spawn(parts_.background, watch_all(every), [](std::exception_ptr) {});
}

Task<void> Catalog::watch_all(std::chrono::milliseconds every) {
    const auto timer = timer_;
    while (!closing_.stop_requested()) {
        boost::system::error_code cancelled;
        timer->expires_after(every);
        co_await timer->async_wait(
            boost::asio::redirect_error(boost::asio::use_awaitable, cancelled)
        );
        if (closing_.stop_requested()) co_return;
        static_cast<void>(co_await outcome_of(look_at_all()));
    }
}

Task<void> Catalog::look_at_all() {
    std::vector<Shared> all;
    {
        const std::shared_lock lock(mutex_);
        for (const auto& [key, opened] : opened_)
            all.push_back(opened);
    }
    for (const Shared& each : all) {
        const auto who = each->watch->last_user();
        // Files that Parlance made itself change only when somebody brings more.
        if (!who || each->uploaded || closing_.stop_requested()) continue;
        const SourceSettings held = co_await settings(*who, each->connection_id);
        if (!each->watch->due(held, each->connection_id, system_now())) continue;
        // A source that is away is tried again when it is time again.
        const auto looked = co_await outcome_of(look_again(*who, each, Cause::schedule));
        if (!looked) each->watch->looked(system_now());
        if (looked) static_cast<void>(co_await outcome_of(refresh_profiles(*who, *looked, held)));
    }
}

Task<SourceSettings> Catalog::settings(Principal who, std::string connection_id) {
    const SourceSettings usual{.watch_minutes = parts_.watch_minutes};
    co_return co_await stored_settings(
        parts_.store, std::move(who), std::move(connection_id), usual
    );
}

}  // namespace parlance::catalog
