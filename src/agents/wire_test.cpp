#include "agents/wire.hpp"

#include "agents/address.hpp"
#include "base/cases.hpp"
#include "base/json.hpp"
#include "base/testing/code_of.hpp"

#include <boost/algorithm/string.hpp>

namespace parlance::agents {
namespace {

Protocol protocol_of(std::string_view word) {
    if (word == "openai_responses") return Protocol::openai_responses;
    if (word == "anthropic") return Protocol::anthropic;
    if (word == "gemini") return Protocol::gemini;
    EXPECT_EQ(word, "openai_chat");
    return Protocol::openai_chat;
}

std::string base_of(Protocol protocol) {
    switch (protocol) {
        case Protocol::anthropic:
            return "https://api.anthropic.com";
        case Protocol::gemini:
            return "https://generativelanguage.googleapis.com/v1beta/";
        default:
            return "https://models.example.org/v1";
    }
}

AnswerSchema schema() {
    return {
        "sql_answer",
        json::parse(R"({"type":"object","properties":{"sql":{"type":"string"}},"required":["sql"]})"
        )
    };
}

/// The first line of a case, in words; the rest is the text.
struct Told {
    std::vector<std::string> words;
    std::string text;

    explicit Told(const std::string& whole) {
        const auto end = std::min(whole.find('\n'), whole.size());
        const std::string first = whole.substr(0, end);
        boost::split(words, first, boost::is_space());
        text = whole.substr(std::min(end + 1, whole.size()));
    }
    [[nodiscard]] bool has(std::string_view word) const {
        return std::ranges::find(words, word) != words.end();
    }
};

std::string request_answer(const Told& told) {
    Endpoint endpoint{.protocol = protocol_of(told.words[0]), .model = "a/model-1"};
    endpoint.base_url = base_of(endpoint.protocol);
    for (const std::string& word : told.words)
        if (word.starts_with("http")) endpoint.base_url = word;
    if (!told.has("keyless")) endpoint.key = Secret(std::string_view("k-1"));
    endpoint.inside = told.has("inside");
    endpoint.streams = told.has("streams");
    endpoint.knows_schemas = !told.has("in_words");
    ChatRequest request{.system = "Be brief.", .messages = {{Speaker::user, "How many?"}}};
    if (told.has("turns")) {
        request.messages.push_back({Speaker::model, "Two \"or\" three."});
        request.messages.push_back({Speaker::user, "Sure?"});
    }
    if (told.has("temperature")) request.temperature = 0.25;
    if (told.has("schema") || told.has("in_words")) request.answer = schema();

    const net::Request wire = write_request(endpoint, request);
    std::string text = wire.url;
    for (const Header& header : wire.headers)
        text += fmt::format("\n{}: {}", header.name, header.value.reveal());
    return text + "\n" + wire.body;
}

std::string told_reply(const std::expected<ChatReply, Trouble>& reply) {
    const Usage& usage = reply ? reply->usage : reply.error().usage;
    const std::string counts =
        usage == Usage{}
            ? ""
            : fmt::format("\ntokens {} ({} cached) + {}", usage.input, usage.cached, usage.output);
    if (!reply) {
        const Trouble& trouble = reply.error();
        std::string text(name_of(trouble.reason));
        if (trouble.retry_after) text += fmt::format(", wait {} ms", trouble.retry_after->count());
        return text + ", " + error_of(trouble).code() + counts;
    }
    std::string text = "text: " + reply->text;
    if (reply->json) {
        text += "\njson: ";
        json::write(text, boost::json::value(*reply->json));
    }
    if (reply->finish == Finish::cut_short) text += "\ncut short";
    if (reply->finish == Finish::refused) text += "\nrefused: " + reply->refusal;
    return text + counts;
}

/// Each line of the text is the data of one event.
std::string as_events(const std::string& text) {
    std::string events;
    std::vector<std::string> lines;
    boost::split(lines, text, boost::is_any_of("\n"));
    for (const std::string& line : lines)
        events += "data: " + line + "\r\n\r\n";
    return events;
}

std::string reply_answer(const Told& told, bool stream) {
    ChatRequest request;
    if (told.has("schema")) request.answer = schema();
    net::Reply reply{.status = 200, .content_type = "application/json", .body = told.text};
    if (stream) {
        reply.content_type = "text/event-stream; charset=utf-8";
        reply.body = as_events(told.text);
    }
    return told_reply(read_reply(protocol_of(told.words[0]), request, reply));
}

/// `error STATUS [Retry-After]`, then the body. It is half past eight.
std::string error_answer(const Told& told) {
    net::Reply reply{.status = std::stoi(told.words[0]), .body = told.text};
    for (std::size_t i = 1; i < told.words.size(); ++i)
        reply.retry_after += (i > 1 ? " " : "") + told.words[i];
    reply.received =
        std::chrono::sys_days(std::chrono::November / 30 / 2026) + std::chrono::minutes(510);
    return told_reply(read_reply(Protocol::openai_chat, {}, reply));
}

std::string answer(const cases::Case& one) {
    const Told told(one.text);
    if (one.command == "request") return request_answer(told);
    if (one.command == "error") return error_answer(told);
    return reply_answer(told, one.command == "stream");
}

const bool registered = cases::register_all("agents", answer, "request") &&
                        cases::register_all("agents", answer, "reply") &&
                        cases::register_all("agents", answer, "stream") &&
                        cases::register_all("agents", answer, "error");

TEST(Wire, ATroubleNeverHasWordsOfTheProvider) {
    const net::Reply reply{.status = 401, .body = R"({"error":{"message":"Bad key sk-123"}})"};
    const auto read = read_reply(Protocol::openai_chat, {}, reply);
    ASSERT_FALSE(read);
    EXPECT_EQ(error_of(read.error()).message().find("sk-123"), std::string::npos);
}

TEST(Wire, ACutStreamEndsNowhere) {
    const net::Reply reply{
        .status = 200,
        .content_type = "text/event-stream",
        .body = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: {\"choi"
    };
    const auto read = read_reply(Protocol::openai_chat, {}, reply);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().reason, Reason::unreachable);
}

TEST(Wire, HeadersCannotBreakOutOfTheirLine) {
    Endpoint endpoint{.base_url = "https://a.example/v1", .model = "m"};
    endpoint.headers = {{"X-Team", Secret(std::string_view("a\r\nHost: b"))}};
    EXPECT_EQ(code_of([&] { (void)write_request(endpoint, {}); }), "llm_endpoint_invalid");
    endpoint.headers = {{"Content-Length", Secret(std::string_view("4"))}};
    EXPECT_EQ(code_of([&] { (void)write_request(endpoint, {}); }), "llm_endpoint_invalid");
    endpoint.headers = {{"X-Team", Secret(std::string_view("data"))}};
    EXPECT_EQ(write_request(endpoint, {}).headers.back().name, "X-Team");
}

/// The body of a request that begins like others.
std::string hinted_body(Protocol protocol, const char* base_url, std::size_t system_bytes) {
    const Endpoint endpoint{.protocol = protocol, .base_url = base_url, .model = "m"};
    return write_request(
               endpoint,
               {.system = std::string(system_bytes, 's'),
                .messages = {{Speaker::user, "How many?"}},
                .cache_key = "c-1"}
    )
        .body;
}

TEST(Wire, TellsTheProvidersCachesWhatStaysTheSame) {
    const auto has = [](const std::string& body, std::string_view hint) {
        return body.find(hint) != std::string::npos;
    };
    const char* openai = "https://api.openai.com/v1";
    EXPECT_TRUE(has(hinted_body(Protocol::openai_chat, openai, 9), R"("prompt_cache_key":"c-1")"));
    EXPECT_TRUE(has(hinted_body(Protocol::openai_responses, openai, 9), R"("prompt_cache_key")"));
    const char* other = "https://models.example.org/v1";
    EXPECT_FALSE(has(hinted_body(Protocol::openai_chat, other, 9), "c-1"));
    const std::string worth = hinted_body(Protocol::anthropic, other, 5'000);
    EXPECT_TRUE(has(worth, R"("cache_control":{"type":"ephemeral"})"));
    EXPECT_FALSE(has(hinted_body(Protocol::anthropic, other, 100), "cache_control"));
}

}  // namespace
}  // namespace parlance::agents
