#pragma once

#include "base/principal.hpp"
#include "serve/mcp/server.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace parlance::serve::mcp {

/// The protocol over a pair of pipes: one message a line, of either era, several at once. All but
/// `write` happens on the thread of the context.
class Lines {
public:
    /// `write` gets whole lines without their end.
    Lines(
        Server& server,
        std::shared_ptr<const Principal> who,
        boost::asio::io_context& context,
        std::function<void(std::string_view)> write
    );

    /// Takes a line that came in. What it asks for is answered later.
    void take(std::string line);
    /// No more will come: stops what only listens.
    void end();
    /// Whether all that was asked for has been answered.
    [[nodiscard]] bool idle() const noexcept { return running_ == 0; }
    /// Stops what still runs.
    void stop();

private:
    class Pipe;
    Task<void> serve(std::string line);
    Task<std::string> answered(const Message& message, std::stop_source stop);
    void hear(const Message& message);

    Server& server_;
    std::shared_ptr<const Principal> who_;
    boost::asio::io_context& context_;
    std::function<void(std::string_view)> write_;
    std::stop_source ending_;    ///< of what only listens
    std::stop_source stopping_;  ///< of all
    std::size_t running_ = 0;
    std::optional<int> log_level_;  ///< of a client of the legacy era
    std::int64_t requests_ = 0;
};

}  // namespace parlance::serve::mcp
