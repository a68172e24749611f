#pragma once

#include "base/task.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cstddef>
#include <exception>
#include <memory>
#include <utility>
#include <vector>

namespace parlance {

/// Runs all of them at once on the executor of the one who awaits, and returns when the last has
/// ended. Then throws the first failure, if there was one. What they refer to stays alive for as
/// long as this is awaited. The executor runs one thing at a time (an io_context per thread).
inline Task<void> together(std::vector<Task<void>> works) {
    struct State {
        std::size_t left;
        boost::asio::steady_timer ended;
        std::exception_ptr failed;
    };
    const auto executor = co_await boost::asio::this_coro::executor;
    const auto never = boost::asio::steady_timer::time_point::max();
    const auto state = std::make_shared<State>(
        State{works.size(), boost::asio::steady_timer(executor, never), nullptr}
    );
    for (Task<void>& work : works) {
        boost::asio::co_spawn(executor, std::move(work), [state](std::exception_ptr failed) {
            if (failed && !state->failed) state->failed = std::move(failed);
            if (--state->left == 0) state->ended.cancel();
        });
    }
    while (state->left > 0)
        co_await state->ended.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    if (state->failed) std::rethrow_exception(state->failed);
}

}  // namespace parlance
