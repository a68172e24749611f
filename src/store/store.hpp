#pragma once

#include "base/task.hpp"
#include "base/threads.hpp"
#include "store/database.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <concepts>
#include <exception>
#include <optional>
#include <string>
#include <type_traits>

namespace parlance::store {

/// The store as coroutines see it. `work` is named first, and then awaited:
///
///     const auto work = [who](store::Reader& from) { return store::connections(from, who); };
///     const auto all = co_await store.read(work);
///
/// A read occupies one of the store's threads; a write occupies none while it waits for its commit.
class Store {
public:
    explicit Store(std::string url, std::size_t threads = 4)
        : database_(std::move(url), threads), pool_("store", threads) {}

    template <std::invocable<Reader&> Work>
    Task<std::invoke_result_t<Work, Reader&>> read(Work work) {
        auto job = [this, work = std::move(work)]() mutable { return database_.read(work); };
        co_return co_await blocking(pool_, std::move(job));
    }

    /// Resumes after the commit.
    template <std::invocable<Writer&> Work>
    Task<std::invoke_result_t<Work, Writer&>> write(Work work) {
        using Result = std::invoke_result_t<Work, Writer&>;
        using Kept = std::conditional_t<std::is_void_v<Result>, bool, std::optional<Result>>;
        auto kept = std::make_unique<Kept>();
        auto job = [work = std::move(work), kept = kept.get()](Writer& writer) mutable {
            if constexpr (std::is_void_v<Result>) {
                work(writer);
            } else {
                kept->emplace(work(writer));
            }
        };
        co_await committed(std::move(job));
        if constexpr (!std::is_void_v<Result>) co_return std::move(**kept);
    }

    /// As `Database::write_later`.
    void write_later(Database::Job job) { database_.write_later(std::move(job)); }

    [[nodiscard]] Database& database() noexcept { return database_; }

private:
    Task<void> committed(Database::Job job);

    Database database_;
    BlockingPool pool_;  ///< last: its threads end before the database does
};

}  // namespace parlance::store
