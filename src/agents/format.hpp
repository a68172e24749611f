#pragma once

#include "agents/chat.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the protocols have of their own; `wire.cpp` does what they share.
namespace parlance::agents {

/// A reply on its way: what has been read of it so far.
struct Reading {
    ChatReply reply;
    bool ended = false;  ///< the model has said that this is all
    std::optional<boost::json::value> error;
};

struct Format {
    /// What follows the base URL: a path, for some with a query.
    std::string (*path)(const Endpoint& endpoint);
    void (*add_headers)(const Endpoint& endpoint, std::vector<Header>& headers);
    boost::json::object (*body)(const Endpoint& endpoint, const ChatRequest& request);
    /// Reads a whole reply.
    void (*read)(const boost::json::value& body, Reading& reading);
    /// Reads one event of a stream.
    void (*take)(const boost::json::value& event, Reading& reading);
};

[[nodiscard]] const Format& format_of(Protocol protocol);

extern const Format openai_chat_format;
extern const Format openai_responses_format;
extern const Format anthropic_format;
extern const Format gemini_format;

/// The value at a JSON pointer, or none.
[[nodiscard]] const boost::json::value* at(const boost::json::value& value, std::string_view path);
/// The text at a JSON pointer, or an empty one.
[[nodiscard]] std::string_view text_at(const boost::json::value& value, std::string_view path);
/// The count at a JSON pointer, or 0. Negative and absurd ones are 0 too.
[[nodiscard]] std::int64_t count_at(const boost::json::value& value, std::string_view path);
/// The items of the array at a JSON pointer; none when there is no array.
[[nodiscard]] const boost::json::array&
items_at(const boost::json::value& value, std::string_view path);

/// The messages as the protocols but Gemini's have them: `role` and `content`.
[[nodiscard]] boost::json::array messages_of(const ChatRequest& request);

/// Adds OpenAI's hint for its cache of prompts; other servers may refuse what they do not know.
void add_cache_key(const Endpoint& endpoint, const ChatRequest& request, boost::json::object& body);

/// The `Authorization` that OpenAI's protocols use, when there is a key.
void add_bearer(const Endpoint& endpoint, std::vector<Header>& headers);

}  // namespace parlance::agents
