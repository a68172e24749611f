#pragma once

#include <chrono>

namespace parlance::serve {

/// How long the server waits for a client. Its tests are less patient.
struct Patience {
    std::chrono::milliseconds idle{60'000};       ///< between two requests
    std::chrono::milliseconds head{10'000};       ///< for the line and the headers of a request
    std::chrono::milliseconds body{20'000};       ///< before a body has to keep up its rate
    std::chrono::milliseconds handshake{10'000};  ///< for TLS
    std::chrono::milliseconds goodbye{2'000};     ///< for the client to read its last answer
    /// After so long without an event, a stream says that it is still there.
    std::chrono::milliseconds silence{15'000};
};

}  // namespace parlance::serve
