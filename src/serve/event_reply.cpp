#include "serve/event_reply.hpp"

#include "base/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>

namespace parlance::serve {

EventReply::EventReply(
    ResponseWriter& writer,
    boost::asio::any_io_executor executor,
    std::chrono::milliseconds silence
)
    : writer_(writer), executor_(executor), silence_(silence), turn_(executor) {
    turn_.expires_at(std::chrono::steady_clock::time_point::max());
}

Task<void> EventReply::begin(std::string_view headers) {
    last_ = std::chrono::steady_clock::now();
    // What stands in between must not hold events back.
    const std::string more = "X-Accel-Buffering: no\r\n" + std::string(headers);
    const ResponseHead head{.content_type = "text/event-stream", .more = more};
    co_await writer_.begin(head);
}

Task<void> EventReply::send(std::string_view name, std::string_view json) {
    std::string text = numbered_ ? fmt::format("id: {}\n", next_id_++) : std::string();
    text += fmt::format("event: {}\ndata: {}\n\n", name, json);
    co_await write(std::move(text));
}

Task<void> EventReply::write(std::string text) {
    co_await settle();
    writing_ = true;
    last_ = std::chrono::steady_clock::now();
    std::exception_ptr failed;
    try {
        co_await writer_.piece(text);
    } catch (...) {
        failed = std::current_exception();
    }
    writing_ = false;
    turn_.cancel();
    if (failed) std::rethrow_exception(failed);
}

Task<void> EventReply::settle() {
    boost::system::error_code woken;
    while (writing_)
        co_await turn_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
}

Task<void> EventReply::end() {
    co_await settle();
    settled_ = true;
    co_await writer_.end();
}

void EventReply::tick() {
    if (writing_ || settled_ || std::chrono::steady_clock::now() - last_ < silence_) return;
    // The comment is lost when the client is; the next event finds out.
    const auto done = [](std::exception_ptr failed) {
        if (failed) log::debug("event_stream_lost");
    };
    boost::asio::co_spawn(executor_, write(": still here\n\n"), done);
}

}  // namespace parlance::serve
