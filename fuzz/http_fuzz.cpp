// Bytes of a client, in pieces of odd sizes: each request is read to its end or refused.
#include "base/error.hpp"
#include "serve/request_reader.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <cstring>

namespace {

using parlance::Task;

class FixedWire final : public parlance::serve::Wire {
public:
    explicit FixedWire(std::string_view bytes) : rest_(bytes) {}

    Task<void> open() override { co_return; }
    Task<std::size_t> read_some(std::span<char> into) override {
        const std::size_t count = std::min({into.size(), rest_.size(), step_ % 97 + 1});
        step_ = step_ * 31 + 7;
        std::memcpy(into.data(), rest_.data(), count);
        rest_.remove_prefix(count);
        co_return count;
    }
    Task<void> write(std::string_view, std::string_view, std::string_view) override { co_return; }
    Task<void> end() override { co_return; }
    void close() noexcept override {}
    int descriptor() noexcept override { return -1; }

private:
    std::string_view rest_;
    std::size_t step_ = 5;
};

Task<void> read_all(std::string_view bytes) {
    FixedWire wire(bytes);
    parlance::serve::RequestReader reader(wire);
    for (;;) {
        const bool more = co_await reader.next();
        if (!more) co_return;
        (void)reader.target();
        (void)reader.header("Cookie");
        std::string_view piece;
        do {
            piece = co_await reader.some_body();
        } while (!piece.empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    boost::asio::io_context context;
    const auto done = [](const std::exception_ptr& failed) {
        try {
            if (failed) std::rethrow_exception(failed);
        } catch (const parlance::Error&) {
            // Refused: fine.
        }
    };
    boost::asio::co_spawn(context, read_all({reinterpret_cast<const char*>(data), size}), done);
    context.run();
    return 0;
}
