// Whatever a provider sends: it is a trouble, or a reply that keeps its promises. The same bytes
// are settings, an answer of a role and a text that goes into a prompt.
#include "agents/numbers.hpp"
#include "agents/prompt.hpp"
#include "agents/roles.hpp"
#include "agents/settings_text.hpp"
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

/// Settings that can be read are told and read again as the same.
void check_settings(std::string_view text) {
    try {
        const Settings settings = read_settings(text, {.inside = true});
        const std::string told = json::to_text(form_of(settings));
        const Settings again = read_settings(sealed_text_of(settings).reveal(), {.inside = true});
        if (json::to_text(form_of(again)) != told) std::abort();
    } catch (const Error&) {
        return;  // all that is wrong, told
    }
}

void check_written(std::string_view text) {
    try {
        const boost::json::value reply = json::parse(text);
        if (!reply.is_object()) return;
        const auto written = read_written(reply.get_object(), 3);
        if (written && written->candidates.size() > 3) std::abort();
    } catch (const Error&) {
        return;
    }
}

/// No line and no block begins or ends in what was quoted, and cleaning twice changes nothing.
void check_quoted(std::string_view text) {
    for (const std::string& one : {quoted(text, 200), quoted_sql(text)}) {
        if (one.find('\n') != std::string::npos) std::abort();
        if (one.find("</") != std::string::npos || one.find("<d") != std::string::npos)
            std::abort();
    }
    const std::string once = clean(text, 100'000);
    if (clean(once, 100'000) != once) std::abort();
}

}  // namespace

/// The first byte says which protocol, whether it streams and whether JSON was wished.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
    check_settings(text);
    check_written(text);
    check_quoted(text);
    (void)invented_numbers(text, ResultSet());
    const auto protocol = static_cast<Protocol>(data[0] % 4);
    ChatRequest request;
    if ((data[0] & 4) != 0) request.answer = AnswerSchema{"a", boost::json::object{}};
    const net::Reply reply{
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
