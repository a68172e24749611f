#pragma once

#include "base/task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace parlance {

/// Runs a coroutine to its end on this thread: how a command without a server, and a test, awaits.
template <class T>
T wait_for(Task<T> task) {
    boost::asio::io_context context(1);
    std::exception_ptr failed;
    if constexpr (std::is_void_v<T>) {
        boost::asio::co_spawn(context, std::move(task), [&](std::exception_ptr error) {
            failed = error;
        });
        context.run();
        if (failed) std::rethrow_exception(failed);
    } else {
        std::optional<T> result;
        boost::asio::co_spawn(context, std::move(task), [&](std::exception_ptr error, T value) {
            failed = error;
            if (!error) result.emplace(std::move(value));
        });
        context.run();
        if (failed) std::rethrow_exception(failed);
        return std::move(*result);
    }
}

}  // namespace parlance
