#pragma once

#include "ask/cache.hpp"
#include "ask/cached_source.hpp"
#include "base/testing/temporary_folder.hpp"
#include "base/wait_for.hpp"
#include "catalog/local.hpp"
#include "catalog/sample_shop.hpp"
#include "guard/approve.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

namespace parlance::ask {

using namespace std::chrono_literals;

/// Rows as text, each cell with its kind; `hit` when they came from memory.
struct Got {
    std::string rows;
    bool hit = false;
};

inline std::string text_of(const ResultSet& result) {
    std::string text;
    for (const ResultColumn& column : result.columns)
        text += column.name + "|";
    for (std::size_t index = 0; index < result.rows.rows(); ++index) {
        text += "\n";
        for (const Batch::Cell& cell : result.rows.row(index))
            text += std::to_string(static_cast<int>(cell.kind)) +
                    std::string(result.rows.text(cell)) + "|";
    }
    return text;
}

inline Task<Got> run(
    std::shared_ptr<connectors::Source> source,
    guard::ApprovedQuery query,
    std::stop_token stop = {}
) {
    Collected rows;
    const RunSummary summary =
        co_await source->run(std::move(query), rows, {"test", {}}, std::move(stop));
    const auto* cached = dynamic_cast<const CachedSource*>(source.get());
    co_return Got{
        text_of(rows.result) + (summary.truncated ? "…" : ""), cached != nullptr && cached->age()
    };
}

/// A cache with a clock of its own before sample shops; for tests.
class CacheTest : public testing::Test {
protected:
    CacheTest() { use(limits_); }

    /// A shop of its own for each number: other days, other rows.
    catalog::View shop(int number) {
        const std::string file = folder_.at("shop" + std::to_string(number) + ".sqlite");
        catalog::write_sample_shop(
            file, std::chrono::sys_days{2025y / 7 / 1} + std::chrono::days{40 * number}
        );
        const auto connection = catalog::connection_named("sqlite:" + file);
        return wait_for(catalog::open_local(connection, environment_, {}));
    }
    void use(CacheLimits limits) {
        cache_ = std::make_shared<QueryCache>(limits, [this] { return now_; });
    }
    std::shared_ptr<CachedSource> cached(std::shared_ptr<connectors::Source> source) {
        return std::make_shared<CachedSource>(std::move(source), cache_, scope_);
    }
    Got ask(const catalog::View& view, std::string_view sql) {
        return wait_for(run(cached(view.source), guard::approve(sql, *view.schema, view.policy)));
    }

    TemporaryFolder folder_;
    BlockingPool pool_{"test", 1};
    connectors::Environment environment_{.blocking = pool_, .node = "test"};
    Instant now_ = system_now();
    CacheLimits limits_{.life = 60s};
    CacheScope scope_{"tenant", "connection", "1", ""};
    std::shared_ptr<QueryCache> cache_;
};

}  // namespace parlance::ask
