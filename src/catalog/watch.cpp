#include "catalog/watch.hpp"

#include "base/error.hpp"

#include <chrono>
#include <utility>

namespace parlance::catalog {

namespace {

using namespace std::chrono_literals;

constexpr auto unused_max = 7 * 24h;

class WatchedSource final : public connectors::Source {
public:
    WatchedSource(std::shared_ptr<connectors::Source> source, std::function<void()> drifted)
        : source_(std::move(source)), drifted_(std::move(drifted)) {}

    Task<RunSummary> run(
        guard::ApprovedQuery query,
        RowSink& sink,
        connectors::RunContext context,
        std::stop_token stop
    ) override {
        try {
            co_return co_await source_->run(
                std::move(query), sink, std::move(context), std::move(stop)
            );
        } catch (const Error& error) {
            if (error.code() == "database_schema_changed") drifted_();
            throw;
        }
    }

    Task<std::optional<double>> estimate(
        guard::ApprovedQuery query,
        connectors::RunContext context,
        std::stop_token stop
    ) override {
        return source_->estimate(std::move(query), std::move(context), std::move(stop));
    }

    connectors::Introspection& introspection() override { return source_->introspection(); }
    Dialect dialect() const noexcept override { return source_->dialect(); }

private:
    std::shared_ptr<connectors::Source> source_;
    std::function<void()> drifted_;
};

}  // namespace

void Watch::used(const Principal& who, Instant now) {
    const std::scoped_lock lock(mutex_);
    used_at_ = now;
    if (!user_ || user_->user_id != who.user_id) user_ = who;
}

std::optional<Principal> Watch::last_user() const {
    const std::scoped_lock lock(mutex_);
    return user_;
}

Instant Watch::used_at() const {
    const std::scoped_lock lock(mutex_);
    return used_at_;
}

void Watch::looked(Instant now) {
    const std::scoped_lock lock(mutex_);
    looked_at_ = now;
}

Instant Watch::looked_at() const {
    const std::scoped_lock lock(mutex_);
    return looked_at_;
}

bool Watch::due(const SourceSettings& settings, const std::string& key, Instant now) const {
    if (settings.watch_minutes <= 0 || looking_) return false;
    const std::scoped_lock lock(mutex_);
    if (now - used_at_ > unused_max) return false;
    const auto every = std::chrono::seconds(settings.watch_minutes * 60);
    const auto spread = std::hash<std::string>{}(key) % 100;
    return now - looked_at_ >= every + every * static_cast<std::int64_t>(spread) / 1000;
}

std::shared_ptr<connectors::Source>
watched(std::shared_ptr<connectors::Source> source, std::function<void()> drifted) {
    return std::make_shared<WatchedSource>(std::move(source), std::move(drifted));
}

}  // namespace parlance::catalog
