#include "agents/format.hpp"

namespace parlance::agents {

namespace json = boost::json;

const Format& format_of(Protocol protocol) {
    switch (protocol) {
        case Protocol::openai_chat:
            return openai_chat_format;
        case Protocol::openai_responses:
            return openai_responses_format;
        case Protocol::anthropic:
            return anthropic_format;
        case Protocol::gemini:
            return gemini_format;
    }
    return openai_chat_format;
}

const json::value* at(const json::value& value, std::string_view path) {
    boost::system::error_code none;
    return value.find_pointer(path, none);
}

std::string_view text_at(const json::value& value, std::string_view path) {
    const json::value* found = at(value, path);
    if (found == nullptr || !found->is_string()) return {};
    return found->get_string();
}

std::int64_t count_at(const json::value& value, std::string_view path) {
    const json::value* found = at(value, path);
    if (found == nullptr || !found->is_int64()) return 0;
    const std::int64_t count = found->get_int64();
    return count < 0 || count > 1'000'000'000 ? 0 : count;
}

const json::array& items_at(const json::value& value, std::string_view path) {
    static const json::array none;
    const json::value* found = at(value, path);
    return found != nullptr && found->is_array() ? found->get_array() : none;
}

json::array messages_of(const ChatRequest& request) {
    json::array messages;
    for (const Message& message : request.messages) {
        messages.push_back(
            {{"role", message.speaker == Speaker::user ? "user" : "assistant"},
             {"content", message.text}}
        );
    }
    return messages;
}

void add_cache_key(const Endpoint& endpoint, const ChatRequest& request, json::object& body) {
    const bool known = endpoint.base_url.starts_with("https://api.openai.com/");
    if (known && !request.cache_key.empty()) body["prompt_cache_key"] = request.cache_key;
}

void add_bearer(const Endpoint& endpoint, std::vector<Header>& headers) {
    if (endpoint.key.empty()) return;
    headers.push_back({"Authorization", Secret("Bearer " + std::string(endpoint.key.reveal()))});
}

}  // namespace parlance::agents
