// OpenAI Responses: https://platform.openai.com/docs/api-reference/responses
#include "agents/format.hpp"

#include <boost/json/array.hpp>

namespace parlance::agents {

namespace json = boost::json;

namespace {

json::object body(const Endpoint& endpoint, const ChatRequest& request) {
    json::object body{{"model", endpoint.model}};
    if (!request.system.empty()) body["instructions"] = request.system;
    body["input"] = messages_of(request);
    body["max_output_tokens"] = request.output_tokens_max;
    body["store"] = false;
    add_cache_key(endpoint, request, body);
    if (request.temperature) body["temperature"] = *request.temperature;
    if (request.answer && endpoint.knows_schemas) {
        body["text"] = {
            {"format",
             {{"type", "json_schema"},
              {"name", request.answer->name},
              {"strict", true},
              {"schema", request.answer->schema}}}
        };
    }
    if (endpoint.streams) body["stream"] = true;
    return body;
}

void add_output(const json::value& response, ChatReply& reply) {
    std::string text, refusal;
    for (const json::value& item : items_at(response, "/output")) {
        for (const json::value& part : items_at(item, "/content")) {
            if (text_at(part, "/type") == "output_text") text += text_at(part, "/text");
            if (text_at(part, "/type") == "refusal") refusal += text_at(part, "/refusal");
        }
    }
    // What a stream has told already stands when its last event repeats nothing.
    if (!text.empty()) reply.text = std::move(text);
    if (!refusal.empty()) reply.refusal = std::move(refusal);
    if (!reply.refusal.empty()) reply.finish = Finish::refused;
}

void read(const json::value& response, Reading& reading) {
    if (const json::value* error = at(response, "/error"); error != nullptr && !error->is_null()) {
        reading.error = response;
        return;
    }
    ChatReply& reply = reading.reply;
    reply.usage.input = count_at(response, "/usage/input_tokens");
    reply.usage.cached = count_at(response, "/usage/input_tokens_details/cached_tokens");
    reply.usage.output = count_at(response, "/usage/output_tokens");
    const std::string_view status = text_at(response, "/status");
    const bool filtered = text_at(response, "/incomplete_details/reason") == "content_filter";
    if (status == "incomplete") reply.finish = filtered ? Finish::refused : Finish::cut_short;
    add_output(response, reply);
    reading.ended = status == "completed" || status == "incomplete";
}

void take(const json::value& event, Reading& reading) {
    const std::string_view type = text_at(event, "/type");
    if (type == "response.output_text.delta") reading.reply.text += text_at(event, "/delta");
    if (type == "response.refusal.delta") reading.reply.refusal += text_at(event, "/delta");
    if (type == "error" || at(event, "/error") != nullptr) reading.error = event;
    const bool last =
        type == "response.completed" || type == "response.incomplete" || type == "response.failed";
    if (const json::value* response = at(event, "/response"); last && response != nullptr)
        read(*response, reading);
}

}  // namespace

const Format openai_responses_format{
    .path = [](const Endpoint&) { return std::string("/responses"); },
    .add_headers = add_bearer,
    .body = body,
    .read = read,
    .take = take,
};

}  // namespace parlance::agents
