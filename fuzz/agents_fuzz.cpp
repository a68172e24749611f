// Whatever a provider sends: it is a trouble, or a reply that keeps its promises.
#include "agents/wire.hpp"
#include "base/json.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace parlance;
using namespace parlance::agents;

void check(const Usage& usage) {
    if (usage.input < 0 || usage.cached < 0 || usage.output < 0) std::abort();
}

void check(const ChatReply& reply, const ChatRequest& request) {
    check(reply.usage);
    if (reply.finish == Finish::refused) return;
    if (request.answer.has_value() != reply.json.has_value()) std::abort();
    if (!request.answer && reply.text.empty()) std::abort();
}

}  // namespace

/// The first byte says which protocol, whether it streams and whether JSON was wished.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto protocol = static_cast<Protocol>(data[0] % 4);
    ChatRequest request;
    if ((data[0] & 4) != 0) request.answer = AnswerSchema{"a", boost::json::object{}};
    const WireReply reply{
        .status = (data[0] & 16) != 0 ? 429 : 200,
        .content_type = (data[0] & 8) != 0 ? "text/event-stream" : "application/json",
        .retry_after =
            std::string(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 40)),
        .body = std::string(reinterpret_cast<const char*>(data + 1), size - 1)
    };
    const auto read = read_reply(protocol, request, reply);
    if (read) {
        check(*read, request);
    } else {
        check(read.error().usage);
        (void)error_of(read.error());
    }
    return 0;
}
