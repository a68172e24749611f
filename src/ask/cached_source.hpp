#pragma once

#include "ask/cache.hpp"
#include "connectors/source.hpp"

#include <chrono>
#include <memory>
#include <optional>

namespace parlance::ask {

/// A source whose results may be remembered ones: stands around the real one for the length of one
/// request. Equal queries that come at the same time run once. What the clock or chance decides is
/// always run.
class CachedSource final : public connectors::Source {
public:
    CachedSource(
        std::shared_ptr<connectors::Source> behind,
        std::shared_ptr<QueryCache> cache,
        CacheScope scope
    )
        : behind_(std::move(behind)), cache_(std::move(cache)), scope_(std::move(scope)) {}

    Task<RunSummary> run(
        guard::ApprovedQuery query,
        RowSink& sink,
        connectors::RunContext context,
        std::stop_token stop
    ) override;

    /// Never remembered: statistics change with every ANALYZE.
    Task<std::optional<double>> estimate(
        guard::ApprovedQuery query,
        connectors::RunContext context,
        std::stop_token stop
    ) override {
        return behind_->estimate(std::move(query), std::move(context), std::move(stop));
    }

    [[nodiscard]] connectors::Introspection& introspection() override {
        return behind_->introspection();
    }
    [[nodiscard]] Dialect dialect() const noexcept override { return behind_->dialect(); }

    /// How old the oldest rows are that it gave; nothing when all were computed for it. Known
    /// before the sink hears of the columns.
    [[nodiscard]] std::optional<std::chrono::milliseconds> age() const noexcept { return age_; }

private:
    Task<RunSummary> lead(
        CachePlace place,
        std::shared_ptr<Flight> flight,
        guard::ApprovedQuery query,
        RowSink& sink,
        connectors::RunContext context,
        std::stop_token stop
    );
    Task<RunSummary> replay(SharedResult result, RowSink& sink);

    std::shared_ptr<connectors::Source> behind_;
    std::shared_ptr<QueryCache> cache_;
    CacheScope scope_;
    std::optional<std::chrono::milliseconds> age_;
};

}  // namespace parlance::ask
