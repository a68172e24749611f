#pragma once

#include "base/task.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <concepts>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace parlance {

/// Stack of every thread that Parlance starts, in bytes. Lazily committed, so it costs address
/// space only. libpg_query recurses about 180 bytes of stack per byte of SQL; 64 KiB of SQL stays
/// far below this.
inline constexpr std::size_t thread_stack_bytes = std::size_t{64} << 20;

/// Whether the calling thread has the large stack (it was started by `BigThread`).
[[nodiscard]] bool on_big_stack() noexcept;

/// Runs `work` to its end on a thread with the large stack, one that served before when one is free
/// (or this thread, when it has one itself); rethrows what it throws.
void run_on_big_stack(const std::function<void()>& work);

/// A joining thread with the large stack.
class BigThread {
public:
    BigThread() noexcept;
    BigThread(std::string name, std::function<void()> work);
    BigThread(BigThread&&) noexcept;
    BigThread& operator=(BigThread&&) noexcept;
    ~BigThread();

    void join();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// A fixed number of threads for work that blocks or takes long: SQLite, DuckDB, password hashing,
/// the store. Destruction waits for what was posted.
class BlockingPool {
public:
    BlockingPool(std::string name, std::size_t threads);
    BlockingPool(const BlockingPool&) = delete;
    BlockingPool& operator=(const BlockingPool&) = delete;
    ~BlockingPool();

    [[nodiscard]] boost::asio::io_context::executor_type executor();

private:
    boost::asio::io_context context_;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    std::vector<BigThread> threads_;
};

/// Runs `work` on the pool and resumes the calling coroutine on its own executor with the result.
/// Name `work` before you await it (style: "name it, then await it"). Exceptions come back.
template <std::invocable Work>
Task<std::invoke_result_t<Work>> blocking(BlockingPool& pool, Work work) {
    using Result = std::invoke_result_t<Work>;
    using Kept = std::conditional_t<std::is_void_v<Result>, bool, std::optional<Result>>;
    const auto executor = pool.executor();
    auto initiate = [executor, work = std::move(work)](auto handler) mutable {
        auto home = boost::asio::prefer(
            boost::asio::get_associated_executor(handler),
            boost::asio::execution::outstanding_work.tracked
        );
        auto job = [work = std::move(work), handler = std::move(handler), home = std::move(home)](
                   ) mutable {
            std::exception_ptr failed;
            Kept kept{};
            try {
                if constexpr (std::is_void_v<Result>) {
                    work();
                } else {
                    kept.emplace(work());
                }
            } catch (...) {
                failed = std::current_exception();
            }
            auto resume = [handler = std::move(handler), failed, kept = std::move(kept)]() mutable {
                std::move(handler)(failed, std::move(kept));
            };
            boost::asio::post(home, std::move(resume));
        };
        boost::asio::post(executor, std::move(job));
    };
    auto kept = co_await boost::asio::
        async_initiate<decltype(boost::asio::use_awaitable), void(std::exception_ptr, Kept)>(
            std::move(initiate), boost::asio::use_awaitable
        );
    if constexpr (!std::is_void_v<Result>) co_return std::move(*kept);
}

}  // namespace parlance
