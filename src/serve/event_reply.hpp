#pragma once

#include "serve/response_writer.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace parlance::serve {

/// A stream of server-sent events. Each has a number as its id; after a silence, a comment
/// keeps the connection, and what stands between it and the client, awake.
class EventReply {
public:
    EventReply(
        ResponseWriter& writer,
        boost::asio::any_io_executor executor,
        std::chrono::milliseconds silence
    );

    /// For protocols that do not resume a stream where it broke.
    void without_ids() noexcept { numbered_ = false; }

    Task<void> begin(std::string_view headers);
    /// `json` has no line ends.
    Task<void> send(std::string_view name, std::string_view json);
    /// Waits for a comment that is on its way; nothing may use the stream afterwards.
    Task<void> settle();
    Task<void> end();

    /// The loop calls it now and then; sends a sign of life when one is due.
    void tick();

private:
    Task<void> write(std::string text);

    ResponseWriter& writer_;
    boost::asio::any_io_executor executor_;
    std::chrono::milliseconds silence_;
    boost::asio::steady_timer turn_;  ///< wakes who waits for the piece that is being written
    bool writing_ = false;
    bool settled_ = false;
    bool numbered_ = true;
    std::int64_t next_id_ = 1;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace parlance::serve
