#pragma once

#include <boost/asio/awaitable.hpp>

namespace parlance {

/// A coroutine of the server: C++20, on Boost.Asio, started by being awaited.
template <class T>
using Task = boost::asio::awaitable<T>;

}  // namespace parlance
