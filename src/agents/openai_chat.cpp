// OpenAI Chat Completions: https://platform.openai.com/docs/api-reference/chat
#include "agents/format.hpp"

#include <boost/json/array.hpp>

namespace parlance::agents {

namespace json = boost::json;

namespace {

json::array with_system(const ChatRequest& request) {
    json::array messages = messages_of(request);
    if (!request.system.empty())
        messages.insert(
            messages.begin(), json::object{{"role", "system"}, {"content", request.system}}
        );
    return messages;
}

/// OpenAI's reasoning models take the new name only, most other servers the old one only.
std::string_view limit_name(const Endpoint& endpoint) {
    const bool own = endpoint.base_url.find(".openai.com") != std::string::npos ||
                     endpoint.base_url.find(".openai.azure.com") != std::string::npos;
    return own ? "max_completion_tokens" : "max_tokens";
}

json::object body(const Endpoint& endpoint, const ChatRequest& request) {
    json::object body{{"model", endpoint.model}, {"messages", with_system(request)}};
    body[limit_name(endpoint)] = request.output_tokens_max;
    add_cache_key(endpoint, request, body);
    if (request.temperature) body["temperature"] = *request.temperature;
    if (request.answer && endpoint.knows_schemas) {
        body["response_format"] = {
            {"type", "json_schema"},
            {"json_schema",
             {{"name", request.answer->name}, {"strict", true}, {"schema", request.answer->schema}}}
        };
    }
    if (endpoint.streams) {
        body["stream"] = true;
        body["stream_options"] = {{"include_usage", true}};
    }
    return body;
}

/// The text of a message; some servers send it in parts.
void add_content(const json::value& message, ChatReply& reply) {
    reply.text += text_at(message, "/content");
    for (const json::value& part : items_at(message, "/content"))
        reply.text += text_at(part, "/text");
    reply.refusal += text_at(message, "/refusal");
    if (!reply.refusal.empty()) reply.finish = Finish::refused;
}

void read_finish(std::string_view word, Reading& reading) {
    if (word.empty()) return;
    reading.ended = true;
    if (word == "length") reading.reply.finish = Finish::cut_short;
    if (word == "content_filter") reading.reply.finish = Finish::refused;
}

void read_usage(const json::value& body, Usage& usage) {
    if (at(body, "/usage/prompt_tokens") == nullptr) return;
    usage.input = count_at(body, "/usage/prompt_tokens");
    usage.cached = count_at(body, "/usage/prompt_tokens_details/cached_tokens");
    usage.output = count_at(body, "/usage/completion_tokens");
}

void read_choice(const json::value& body, std::string_view message, Reading& reading) {
    if (const json::value* error = at(body, "/error"); error != nullptr && !error->is_null())
        reading.error = body;
    read_usage(body, reading.reply.usage);
    if (const json::value* found = at(body, message)) add_content(*found, reading.reply);
    read_finish(text_at(body, "/choices/0/finish_reason"), reading);
}

}  // namespace

const Format openai_chat_format{
    .path = [](const Endpoint&) { return std::string("/chat/completions"); },
    .add_headers = add_bearer,
    .body = body,
    .read =
        [](const json::value& body, Reading& reading) {
            read_choice(body, "/choices/0/message", reading);
            // Some servers leave out why they ended; a whole document is an end.
            if (at(body, "/choices/0/message") != nullptr) reading.ended = true;
        },
    .take = [](const json::value& event,
               Reading& reading) { read_choice(event, "/choices/0/delta", reading); },
};

}  // namespace parlance::agents
