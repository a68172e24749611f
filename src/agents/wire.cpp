#include "agents/wire.hpp"

#include "agents/address.hpp"
#include "agents/complaint.hpp"
#include "agents/format.hpp"
#include "agents/sse.hpp"
#include "agents/structured.hpp"
#include "base/json.hpp"

#include <boost/json/serialize.hpp>

namespace parlance::agents {

namespace {

/// The request as servers without schemas get it: the wish stands in the prompt.
ChatRequest with_instructions(ChatRequest request) {
    if (!request.answer) return request;
    if (!request.system.empty()) request.system += "\n\n";
    request.system += schema_instructions(*request.answer);
    return request;
}

std::vector<Header> headers_of(const Endpoint& endpoint, const Format& format) {
    std::vector<Header> headers;
    format.add_headers(endpoint, headers);
    headers.insert(headers.end(), endpoint.headers.begin(), endpoint.headers.end());
    check_headers(headers);
    return headers;
}

void take_event(std::string_view data, const Format& format, Reading& reading) {
    if (reading.error || data == "[DONE]") return;
    format.take(json::parse(data), reading);
}

bool is_stream(const net::Reply& reply) {
    return reply.content_type.find("text/event-stream") != std::string::npos;
}

void read_body(Protocol protocol, const net::Reply& reply, Reading& reading) {
    const Format& format = format_of(protocol);
    if (!is_stream(reply)) return format.read(json::parse(reply.body), reading);
    for_each_event(reply.body, [&](std::string_view data) { take_event(data, format, reading); });
}

/// The reply, if it is one.
std::expected<ChatReply, Trouble>
finish(Reading reading, const ChatRequest& request, Reason without_end) {
    ChatReply& reply = reading.reply;
    const auto trouble = [&](Reason reason) {
        return std::unexpected(Trouble{.reason = reason, .usage = reply.usage});
    };
    if (reading.error) return trouble(reason_within(boost::json::serialize(*reading.error)));
    if (!reading.ended && reply.finish == Finish::complete) return trouble(without_end);
    if (reply.finish == Finish::refused) return std::move(reply);

    const bool cut = reply.finish == Finish::cut_short;
    if (request.answer) reply.json = extract_object(reply.text);
    const bool empty = request.answer ? !reply.json : reply.text.empty();
    if (empty) return trouble(cut ? Reason::cut_short : Reason::bad_reply);
    return std::move(reply);
}

}  // namespace

net::Request write_request(const Endpoint& endpoint, const ChatRequest& request) {
    const Format& format = format_of(endpoint.protocol);
    const boost::json::value body =
        format.body(endpoint, endpoint.knows_schemas ? request : with_instructions(request));
    std::string text;
    json::write(text, body);
    return {
        .url = url_of(endpoint, format.path(endpoint)),
        .headers = headers_of(endpoint, format),
        .body = std::move(text),
    };
}

std::expected<ChatReply, Trouble>
read_reply(Protocol protocol, const ChatRequest& request, const net::Reply& reply) {
    if (reply.status < 200 || reply.status > 299) {
        return std::unexpected(Trouble{
            .reason = reason_of(reply.status, reply.body), .retry_after = retry_after_of(reply)
        });
    }
    Reading reading;
    try {
        read_body(protocol, reply, reading);
    } catch (const Error&) {
        // What is not JSON is not shown to anybody: it may be anything.
        return std::unexpected(Trouble{.reason = Reason::bad_reply, .usage = reading.reply.usage});
    }
    // A stream without its end broke off; a document without one never was a reply.
    const Reason without_end = is_stream(reply) ? Reason::unreachable : Reason::bad_reply;
    return finish(std::move(reading), request, without_end);
}

}  // namespace parlance::agents
