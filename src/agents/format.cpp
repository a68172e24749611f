#include "agents/format.hpp"

#include <boost/json/array.hpp>

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

void add_bearer(const Endpoint& endpoint, std::vector<Header>& headers) {
    if (endpoint.key.empty()) return;
    headers.push_back({"Authorization", Secret("Bearer " + std::string(endpoint.key.reveal()))});
}

}  // namespace parlance::agents
