#pragma once

#include "base/crypto.hpp"
#include "net/address.hpp"

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace parlance::agents {

/// The formats in which providers take chats.
enum class Protocol : std::uint8_t {
    openai_chat,       ///< Chat Completions, which most servers speak (vLLM, llama.cpp, Ollama…)
    openai_responses,  ///< OpenAI's Responses
    anthropic,         ///< Messages
    gemini,            ///< generateContent
};
BOOST_DESCRIBE_ENUM(Protocol, openai_chat, openai_responses, anthropic, gemini)

using net::Header;
using net::Inside;

/// Where a model is reached, and how.
struct Endpoint {
    Protocol protocol = Protocol::openai_chat;
    /// What stands before the protocol's own path, such as `https://api.openai.com/v1`. A query
    /// (`?api-version=…`) is kept.
    std::string base_url;
    std::string model;
    std::vector<Header> headers;  ///< sent besides the protocol's own
    Secret key;                   ///< empty where the server asks for none
    /// Whether the host may be this machine or lie in a private network. Only there may the address
    /// be `http`.
    Inside inside;
    std::size_t at_once_max = 16;  ///< chats; the others wait in line
    bool streams = true;           ///< ask for the reply piece by piece
    bool knows_schemas = true;  ///< holds its answers to a JSON Schema; else the prompt asks for it
};

enum class Speaker : std::uint8_t { user, model };

struct Message {
    Speaker speaker = Speaker::user;
    std::string text;
};

/// The JSON object that the answer has to be.
struct AnswerSchema {
    std::string name;  ///< letters, digits, `_` and `-`
    boost::json::value schema;
};

struct ChatRequest {
    std::string system;
    std::vector<Message> messages;
    std::optional<AnswerSchema> answer;  ///< none: any text
    std::optional<double> temperature;   ///< none: the model's own
    std::string cache_key;  ///< the same for chats that begin alike; a hint, may be empty
    int output_tokens_max = 2048;
    /// Whether a try that took tokens, and broke, may be followed by another one.
    bool repeat_paid = true;
    /// For everything: waiting for a turn, all tries and the pauses between them.
    std::chrono::milliseconds time_max{60'000};
};

enum class Finish : std::uint8_t {
    complete,
    cut_short,  ///< `output_tokens_max` or the model's window ended it
    refused,    ///< by the model or the provider's filter
};

/// Tokens that a provider counts, and charges.
struct Usage {
    std::int64_t input = 0;   ///< all of the prompt
    std::int64_t cached = 0;  ///< of `input`: what the provider had in its cache
    std::int64_t output = 0;  ///< with what the model thought

    bool operator==(const Usage&) const = default;
    Usage& operator+=(const Usage& more) noexcept {
        input += more.input;
        cached += more.cached;
        output += more.output;
        return *this;
    }
};

/// What a model said. Untrusted input, all of it.
struct ChatReply {
    std::string text;
    /// The object that was wished. That it is an object is all that is sure: read it with
    /// `json::read`, which checks the rest.
    std::optional<boost::json::object> json;
    Finish finish = Finish::complete;
    std::string refusal;  ///< the model's words for why not; often none
    Usage usage;
};

}  // namespace parlance::agents
