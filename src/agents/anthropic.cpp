// Anthropic Messages: https://docs.anthropic.com/en/api/messages
#include "agents/format.hpp"

#include <boost/json/array.hpp>

namespace parlance::agents {

namespace json = boost::json;

namespace {

/// What later chats begin with too is marked for their cache, if it is worth what writing costs.
json::value system_of(const ChatRequest& request) {
    constexpr std::size_t worth_bytes = 4096;
    if (request.cache_key.empty() || request.system.size() < worth_bytes)
        return json::string(request.system);
    return json::array{
        {{"type", "text"}, {"text", request.system}, {"cache_control", {{"type", "ephemeral"}}}}
    };
}

json::object body(const Endpoint& endpoint, const ChatRequest& request) {
    json::object body{{"model", endpoint.model}, {"max_tokens", request.output_tokens_max}};
    if (!request.system.empty()) body["system"] = system_of(request);
    body["messages"] = messages_of(request);
    if (request.temperature) body["temperature"] = *request.temperature;
    if (request.answer && endpoint.knows_schemas) {
        // Models that always think refuse a tool that they must call.
        body["output_config"] = {
            {"format", {{"type", "json_schema"}, {"schema", request.answer->schema}}}
        };
    }
    if (endpoint.streams) body["stream"] = true;
    return body;
}

void add_headers(const Endpoint& endpoint, std::vector<Header>& headers) {
    headers.push_back({"anthropic-version", Secret(std::string_view("2023-06-01"))});
    if (!endpoint.key.empty()) headers.push_back({"x-api-key", endpoint.key});
}

/// Their `input_tokens` leaves out what was written to the cache or read from it.
void read_input(const json::value& usage, Usage& out) {
    if (at(usage, "/input_tokens") == nullptr) return;
    out.cached = count_at(usage, "/cache_read_input_tokens");
    out.input = count_at(usage, "/input_tokens") + out.cached +
                count_at(usage, "/cache_creation_input_tokens");
}

void read_usage(const json::value* usage, Usage& out) {
    if (usage == nullptr) return;
    read_input(*usage, out);
    if (at(*usage, "/output_tokens") != nullptr) out.output = count_at(*usage, "/output_tokens");
}

void read_stop(std::string_view word, ChatReply& reply) {
    if (word == "max_tokens" || word == "model_context_window_exceeded")
        reply.finish = Finish::cut_short;
    if (word == "refusal") reply.finish = Finish::refused;
}

void read(const json::value& body, Reading& reading) {
    if (text_at(body, "/type") == "error") reading.error = body;
    for (const json::value& block : items_at(body, "/content"))
        if (text_at(block, "/type") == "text") reading.reply.text += text_at(block, "/text");
    read_usage(at(body, "/usage"), reading.reply.usage);
    read_stop(text_at(body, "/stop_reason"), reading.reply);
    reading.ended = !text_at(body, "/stop_reason").empty();
}

void take(const json::value& event, Reading& reading) {
    const std::string_view type = text_at(event, "/type");
    if (type == "error") reading.error = event;
    if (type == "message_start") read_usage(at(event, "/message/usage"), reading.reply.usage);
    if (type == "content_block_delta") {
        reading.reply.text += text_at(event, "/delta/text");
    }
    if (type == "message_delta") {
        read_usage(at(event, "/usage"), reading.reply.usage);
        read_stop(text_at(event, "/delta/stop_reason"), reading.reply);
    }
    if (type == "message_stop") reading.ended = true;
}

}  // namespace

const Format anthropic_format{
    .path =
        [](const Endpoint& endpoint) {
            return std::string(endpoint.base_url.ends_with("/v1") ? "/messages" : "/v1/messages");
        },
    .add_headers = add_headers,
    .body = body,
    .read = read,
    .take = take,
};

}  // namespace parlance::agents
