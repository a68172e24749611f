#pragma once

#include "base/task.hpp"

#include <exception>
#include <expected>
#include <type_traits>
#include <utility>

namespace parlance {

/// Runs `work` and hands back its failure as a value, so that the caller may await afterwards:
/// `co_await` is not allowed in a catch block.
template <class T>
Task<std::expected<T, std::exception_ptr>> outcome_of(Task<T> work) {
    try {
        if constexpr (std::is_void_v<T>) {
            co_await std::move(work);
            co_return std::expected<T, std::exception_ptr>{};
        } else {
            co_return co_await std::move(work);
        }
    } catch (...) {
        co_return std::unexpected(std::current_exception());
    }
}

}  // namespace parlance
