#include "serve/mcp/message.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <boost/json/array.hpp>

namespace parlance::serve::mcp {

namespace {

namespace bj = boost::json;

/// Schemas and filters nest, questions do not.
constexpr std::size_t depth = 32;
constexpr std::size_t id_bytes_max = 256;

RpcError invalid(std::string why) {
    return {code::invalid_request, "Invalid request: " + std::move(why), 400};
}

/// A number or a text; `null` is none of an id, though JSON-RPC knows it.
std::string id_of(const bj::object& message) {
    const bj::value* id = member(&message, "id");
    if (id == nullptr) return {};
    const bool good = id->is_string() || id->is_int64() || id->is_uint64();
    std::string text = good ? to_text(*id) : std::string();
    if (text.empty() || text.size() > id_bytes_max)
        throw invalid("the id must be a short string or an integer.");
    return text;
}

}  // namespace

const bj::value* member(const bj::object* object, std::string_view name) {
    return object == nullptr ? nullptr : object->if_contains(name);
}

const bj::object* object_member(const bj::object* object, std::string_view name) {
    const bj::value* value = member(object, name);
    return value == nullptr ? nullptr : value->if_object();
}

std::string_view text_member(const bj::object* object, std::string_view name) {
    const bj::value* value = member(object, name);
    const bj::string* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string_view() : std::string_view(*text);
}

std::string_view Message::meta_text(std::string_view name) const {
    return text_member(meta, name);
}

const bj::string* Message::param_text(std::string_view name) const {
    const bj::value* value = member(params, name);
    return value == nullptr ? nullptr : value->if_string();
}

bj::value parse_message(std::string_view text) {
    try {
        return json::parse(text, {}, depth);
    } catch (const Error& error) {
        throw RpcError(code::parse_error, "Parse error: " + error.message(), 400);
    }
}

Message read_message(const bj::value& value) {
    const bj::object* whole = value.if_object();
    if (whole == nullptr) throw invalid("send one message as an object; there are no batches.");
    const bj::value* version = member(whole, "jsonrpc");
    if (version == nullptr || *version != "2.0") throw invalid("jsonrpc must be 2.0.");
    Message message{.id = id_of(*whole), .whole = whole};
    if (const bj::value* method = member(whole, "method")) {
        if (!method->is_string()) throw invalid("the method must be a string.");
        message.method = method->get_string();
    } else if (member(whole, "result") == nullptr && member(whole, "error") == nullptr) {
        throw invalid("there is no method.");
    }
    const bj::value* params = member(whole, "params");
    if (params != nullptr && !params->is_object()) throw invalid("params must be an object.");
    message.params = object_member(whole, "params");
    message.meta = object_member(message.params, "_meta");
    return message;
}

}  // namespace parlance::serve::mcp
