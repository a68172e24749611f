// Google Gemini: https://ai.google.dev/api/generate-content
#include "agents/format.hpp"

#include <boost/json/array.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace parlance::agents {

namespace json = boost::json;

namespace {

json::array parts_of(std::string_view text) {
    return {{{"text", text}}};
}

json::object config_of(const Endpoint& endpoint, const ChatRequest& request) {
    json::object config{{"maxOutputTokens", request.output_tokens_max}};
    if (request.temperature) config["temperature"] = *request.temperature;
    if (request.answer && endpoint.knows_schemas) {
        config["responseMimeType"] = "application/json";
        config["responseJsonSchema"] = request.answer->schema;
    }
    return config;
}

json::object body(const Endpoint& endpoint, const ChatRequest& request) {
    json::array contents;
    for (const Message& message : request.messages) {
        contents.push_back(
            {{"role", message.speaker == Speaker::user ? "user" : "model"},
             {"parts", parts_of(message.text)}}
        );
    }
    json::object body;
    if (!request.system.empty())
        body["systemInstruction"] = json::object{{"parts", parts_of(request.system)}};
    body["contents"] = std::move(contents);
    body["generationConfig"] = config_of(endpoint, request);
    return body;
}

std::string path(const Endpoint& endpoint) {
    // The name is one segment of the path, so that no name reaches another operation.
    std::string_view model = endpoint.model;
    if (model.starts_with("models/")) model.remove_prefix(7);
    return "/models/" + boost::urls::encode(model, boost::urls::unreserved_chars) +
           (endpoint.streams ? ":streamGenerateContent?alt=sse" : ":generateContent");
}

void add_headers(const Endpoint& endpoint, std::vector<Header>& headers) {
    if (!endpoint.key.empty()) headers.push_back({"x-goog-api-key", endpoint.key});
}

void read_finish(std::string_view word, Reading& reading) {
    if (word.empty()) return;
    reading.ended = true;
    if (word == "MAX_TOKENS") reading.reply.finish = Finish::cut_short;
    // A tool was called that nobody offered: the answer is just missing.
    const bool tool = word.ends_with("FUNCTION_CALL") || word.ends_with("TOOL_CALL");
    if (word == "STOP" || word == "MAX_TOKENS" || tool) return;
    // SAFETY, RECITATION, BLOCKLIST, PROHIBITED_CONTENT, SPII, LANGUAGE…
    reading.reply.finish = Finish::refused;
}

void read_usage(const json::value& body, Usage& usage) {
    if (at(body, "/usageMetadata") == nullptr) return;
    usage.input = count_at(body, "/usageMetadata/promptTokenCount");
    usage.cached = count_at(body, "/usageMetadata/cachedContentTokenCount");
    usage.output = count_at(body, "/usageMetadata/candidatesTokenCount") +
                   count_at(body, "/usageMetadata/thoughtsTokenCount");
}

/// Whole replies and events of a stream look the same.
void read(const json::value& body, Reading& reading) {
    if (at(body, "/error") != nullptr) reading.error = body;
    for (const json::value& part : items_at(body, "/candidates/0/content/parts")) {
        const json::value* thought = at(part, "/thought");
        const bool aloud = thought == nullptr || !thought->is_bool() || !thought->get_bool();
        if (aloud) reading.reply.text += text_at(part, "/text");
    }
    read_usage(body, reading.reply.usage);
    read_finish(text_at(body, "/candidates/0/finishReason"), reading);
    read_finish(text_at(body, "/promptFeedback/blockReason"), reading);
}

}  // namespace

const Format gemini_format{
    .path = path,
    .add_headers = add_headers,
    .body = body,
    .read = read,
    .take = read
};

}  // namespace parlance::agents
