#pragma once

#include "serve/exchange.hpp"
#include "serve/loop.hpp"

#include <memory>

namespace parlance::serve {

/// Serves one connection to its end: its requests one after another.
Task<void> serve_connection(Doorway& doorway, Loop& loop, std::unique_ptr<Wire> wire);

/// Tells a client for whom there is no room to come again (`server_full`), whatever it wants.
Task<void> turn_away(Doorway& doorway, Loop& loop, std::unique_ptr<Wire> wire);

}  // namespace parlance::serve
