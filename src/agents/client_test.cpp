#include "agents/client.hpp"

#include "agents/breaker.hpp"
#include "agents/testing/model_server.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/testing/code_of.hpp"
#include "base/wait_for.hpp"

#include <gtest/gtest.h>

namespace parlance::agents {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using testing::ModelServer;

/// A clock that only sleeping moves, and no chance.
struct FakeTime {
    std::chrono::steady_clock::time_point now{};
    std::vector<milliseconds> pauses;

    Surroundings surroundings() {
        return {
            .now = [this] { return now; },
            .random = [] { return 0.5; },
            .sleep = [this](milliseconds pause, const std::stop_token&) { return pass(pause); }
        };
    }

    Task<void> pass(milliseconds pause) {
        pauses.push_back(pause);
        now += pause;
        co_return;
    }
};

class ClientTest : public ::testing::Test {
protected:
    static Endpoint at(const ModelServer& server, Protocol protocol = Protocol::openai_chat) {
        return {
            .protocol = protocol,
            .base_url = server.url(),
            .model = "m",
            .key = Secret(std::string_view("k-1")),
            .inside = true,
            .streams = false
        };
    }
    static ChatRequest request() {
        return {.messages = {{Speaker::user, "How many?"}}, .time_max = 30s};
    }
    ChatResult chat(Client& client, const ModelServer& server) {
        return wait_for(client.chat(at(server), request(), {}));
    }
    ChatResult chat(const ModelServer& server) {
        Client client(transport_, {}, time_.surroundings());
        return chat(client, server);
    }

    FakeTime time_;
    net::Transport transport_;
};

Reason reason(const ChatResult& result) {
    EXPECT_FALSE(result.reply);
    return result.reply ? Reason::endpoint_invalid : result.reply.error().reason;
}

TEST_F(ClientTest, TriesAgainWhenTheProviderSaysSo) {
    ModelServer server([](const std::string&, int count) {
        return count == 1 ? testing::reply(429, "{}", "Retry-After: 2\r\n") : testing::says("42");
    });
    const ChatResult result = chat(server);
    ASSERT_TRUE(result.reply);
    EXPECT_EQ(result.reply->text, "42");
    EXPECT_EQ(result.tries, 2);
    EXPECT_EQ(result.usage, (Usage{.input = 5, .output = 2}));
    EXPECT_EQ(time_.pauses, (std::vector{2375ms}));  // never sooner than it wished
}

TEST_F(ClientTest, WaitsLongerEachTimeAndThenGivesUp) {
    ModelServer server([](const std::string&, int) { return testing::reply(500, "oops"); });
    const ChatResult result = chat(server);
    EXPECT_EQ(reason(result), Reason::unreachable);
    EXPECT_EQ(server.requests(), 4);
    EXPECT_EQ(time_.pauses, (std::vector{375ms, 750ms, 1500ms}));
}

TEST_F(ClientTest, DoesNotWaitBeyondItsTime) {
    ModelServer server([](const std::string&, int) {
        return testing::reply(429, "{}", "Retry-After: 60\r\n");
    });
    const ChatResult result = chat(server);
    EXPECT_EQ(reason(result), Reason::busy);
    EXPECT_EQ(result.tries, 1);
    EXPECT_EQ(error_of(result.reply.error()).retry_after_s(), 60);
    EXPECT_TRUE(time_.pauses.empty());
}

TEST_F(ClientTest, DoesNotRepeatWhatCannotPass) {
    for (const int status : {400, 401, 404, 413}) {
        ModelServer server([&](const std::string&, int) { return testing::reply(status, "{}"); });
        EXPECT_EQ(chat(server).tries, 1) << status;
    }
    ModelServer truncated([](const std::string&, int) {
        return testing::reply(200, R"({"choices":[{"mess)");
    });
    EXPECT_EQ(reason(chat(truncated)), Reason::bad_reply);
    EXPECT_EQ(truncated.requests(), 1);
}

TEST_F(ClientTest, GivesUpOnAHangingModel) {
    ModelServer server([](const std::string&, int) { return testing::hangs(); });
    Client client(transport_);
    ChatRequest hasty = request();
    hasty.time_max = 200ms;
    EXPECT_EQ(reason(wait_for(client.chat(at(server), hasty, {}))), Reason::timeout);
    EXPECT_EQ(server.requests(), 1);
}

TEST_F(ClientTest, ABrokenStreamIsAskedAgainAndPaidFor) {
    const std::string start =
        R"({"type":"message_start","message":{"usage":{"input_tokens":5,"output_tokens":1}}})";
    ModelServer server([&](const std::string&, int count) {
        if (count == 1) return testing::streams({start});
        return testing::streams(
            {start,
             R"({"type":"content_block_delta","delta":{"type":"text_delta","text":"42"}})",
             R"({"type":"message_delta","delta":{"stop_reason":"end_turn"}})",
             R"({"type":"message_stop"})"},
            5ms
        );
    });
    Client client(transport_, {}, time_.surroundings());
    Endpoint endpoint = at(server, Protocol::anthropic);
    endpoint.streams = true;
    const ChatResult result = wait_for(client.chat(endpoint, request(), {}));
    ASSERT_TRUE(result.reply);
    EXPECT_EQ(result.reply->text, "42");
    EXPECT_EQ(result.tries, 2);
    EXPECT_EQ(result.usage, (Usage{.input = 10, .output = 2}));
    ChatRequest once = request();
    once.repeat_paid = false;
    ModelServer breaking([&](const std::string&, int) { return testing::streams({start}); });
    endpoint.base_url = breaking.url();
    const ChatResult broken = wait_for(client.chat(endpoint, once, {}));
    EXPECT_FALSE(broken.reply);
    EXPECT_EQ(broken.tries, 1);
    EXPECT_EQ(broken.usage, (Usage{.input = 5, .output = 1}));
}

TEST_F(ClientTest, AsksInWordsWhereSchemasAreUnknownAndRemembersIt) {
    std::vector<bool> with_schema;
    ModelServer server([&](const std::string& seen, int) {
        with_schema.push_back(seen.find("response_format") != std::string::npos);
        if (with_schema.back())
            return testing::reply(400, R"({"error":"response_format is not supported"})");
        return testing::says(R"(Sure: {\"sql\":\"SELECT 1\"})");
    });
    Client client(transport_, {}, time_.surroundings());
    ChatRequest wish = request();
    wish.answer = AnswerSchema{"sql_answer", json::parse(R"({"type":"object"})")};
    for (int i = 0; i < 2; ++i) {
        const ChatResult result = wait_for(client.chat(at(server), wish, {}));
        EXPECT_EQ(
            value_of(result).json.value_or(boost::json::object()).at("sql").as_string(), "SELECT 1"
        );
    }
    EXPECT_EQ(with_schema, (std::vector{true, false, false}));
}

TEST_F(ClientTest, LeavesAloneWhatKeepsFailing) {
    ModelServer server([](const std::string&, int) { return testing::reply(502, ""); });
    Client client(transport_, {.tries_max = 1, .failures_max = 2}, time_.surroundings());
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(reason(chat(client, server)), Reason::unreachable);
    const ChatResult resting = chat(client, server);
    EXPECT_EQ(reason(resting), Reason::resting);
    EXPECT_EQ(resting.tries, 0);
    EXPECT_EQ(resting.reply.error().retry_after, 30s);
    EXPECT_EQ(server.requests(), 2);

    Endpoint other = at(server);
    other.key = Secret(std::string_view("k-2"));
    EXPECT_EQ(reason(wait_for(client.chat(other, request(), {}))), Reason::unreachable);
}

TEST_F(ClientTest, OneTryDecidesWhetherItIsBack) {
    bool broken = true;
    ModelServer server([&](const std::string&, int) {
        return broken ? testing::reply(502, "") : testing::says("42");
    });
    Client client(transport_, {.tries_max = 1, .failures_max = 1}, time_.surroundings());
    EXPECT_EQ(reason(chat(client, server)), Reason::unreachable);
    time_.now += 30s;
    EXPECT_EQ(reason(chat(client, server)), Reason::unreachable);
    EXPECT_EQ(reason(chat(client, server)), Reason::resting);
    broken = false;
    time_.now += 30s;
    EXPECT_TRUE(chat(client, server).reply);
    EXPECT_TRUE(chat(client, server).reply);
}

/// Starts `count` chats at once and tells how many ended in which way.
std::map<std::string, int>
together(Client& client, const Endpoint& endpoint, const ChatRequest& request, int count) {
    std::map<std::string, int> outcomes;
    asio::io_context context(1);
    for (int i = 0; i < count; ++i)
        asio::co_spawn(
            context,
            client.chat(endpoint, request, {}),
            [&](const std::exception_ptr&, const ChatResult& result) {
                const auto why = result.reply ? "reply" : name_of(result.reply.error().reason);
                ++outcomes[std::string(why)];
            }
        );
    context.run();
    return outcomes;
}

TEST_F(ClientTest, OnlySomeUseAnEndpointAtOnce) {
    ModelServer server([](const std::string&, int) {
        auto steps = testing::says("42");
        steps[0].pause = 20ms;
        return steps;
    });
    Client client(transport_);
    Endpoint endpoint = at(server);
    endpoint.at_once_max = 3;
    const auto all = together(client, endpoint, request(), 12);
    EXPECT_EQ(all, (std::map<std::string, int>{{"reply", 12}}));
    EXPECT_EQ(server.most_at_once(), 3);

    Client strict(transport_, {.waiting_max = 4});
    const auto some = together(strict, endpoint, request(), 12);
    EXPECT_EQ(some, (std::map<std::string, int>{{"busy", 5}, {"reply", 7}}));
}

TEST_F(ClientTest, WaitsForATurnNoLongerThanItsTime) {
    ModelServer server([](const std::string&, int) { return testing::hangs(); });
    Client client(transport_);
    Endpoint endpoint = at(server);
    endpoint.at_once_max = 1;
    ChatRequest hasty = request();
    hasty.time_max = 150ms;
    const auto outcomes = together(client, endpoint, hasty, 2);
    EXPECT_EQ(outcomes.at("timeout"), 1);
    EXPECT_EQ(server.requests(), 1);
}

TEST_F(ClientTest, WhoLeavesWhileWaitingEndsAtOnce) {
    ModelServer server([](const std::string&, int) {
        return testing::reply(429, "{}", "Retry-After: 20\r\n");
    });
    Client client(transport_);
    std::stop_source stop;
    std::jthread leaving([&] {
        while (server.requests() == 0)
            std::this_thread::sleep_for(1ms);
        std::this_thread::sleep_for(20ms);
        stop.request_stop();
    });
    const auto begun = std::chrono::steady_clock::now();
    const auto result = wait_for(client.chat(at(server), request(), stop.get_token()));
    EXPECT_EQ(reason(result), Reason::cancelled);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);
    // The turn was given back.
    EXPECT_EQ(
        reason(wait_for(client.chat(at(server), request(), stop.get_token()))), Reason::cancelled
    );
    EXPECT_EQ(server.requests(), 1);
}

TEST_F(ClientTest, AnAddressThatCannotBeUsedIsAValueToo) {
    Client client(transport_);
    const Endpoint endpoint{.base_url = "http://models.example.org", .model = "m"};
    EXPECT_EQ(reason(wait_for(client.chat(endpoint, request(), {}))), Reason::endpoint_invalid);
}

TEST_F(ClientTest, KeysStandInNoLog) {
    ModelServer server([](const std::string& seen, int count) {
        if (count == 1) return testing::reply(400, "No response_format, " + seen);
        return count == 2 ? testing::reply(503, seen) : testing::reply(401, seen);
    });
    Client client(transport_, {}, time_.surroundings());
    Endpoint endpoint = at(server);
    endpoint.key = Secret(std::string_view("key-of-mine"));
    ChatRequest wish = request();
    wish.answer = AnswerSchema{"sql_answer", json::parse("{}")};
    ::testing::internal::CaptureStderr();
    log::start(log::Level::debug, log::Format::json);
    const ChatResult result = wait_for(client.chat(endpoint, wish, {}));
    log::stop();
    const std::string written = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(reason(result), Reason::key_refused);
    EXPECT_EQ(result.tries, 3);
    EXPECT_NE(written.find("llm_chat"), std::string::npos);
    EXPECT_NE(written.find("llm_without_schemas"), std::string::npos);
    EXPECT_EQ(written.find("key-of-mine"), std::string::npos) << written;
}

TEST(ChatResults, BecomeErrorsForWhoNeedsAReply) {
    EXPECT_EQ(value_of({.reply = ChatReply{.text = "a"}}).text, "a");
    const ChatReply refused{.finish = Finish::refused, .refusal = "No."};
    EXPECT_EQ(code_of([&] { (void)value_of({.reply = refused}); }), "llm_refused");
    const Trouble trouble{.reason = Reason::quota};
    EXPECT_EQ(code_of([&] { (void)value_of({.reply = std::unexpected(trouble)}); }), "llm_quota");
}

struct Spoken {
    Protocol protocol;
    const char* path;
    const char* whole;
    std::vector<std::string> events;
};

const std::vector<Spoken> protocols{
    {Protocol::openai_chat,
     "/v1/chat/completions",
     R"({"choices":[{"message":{"content":"42"},"finish_reason":"stop"}]})",
     {R"({"choices":[{"delta":{"content":"42"},"finish_reason":"stop"}]})", "[DONE]"}},
    {Protocol::openai_responses,
     "/v1/responses",
     R"({"status":"completed","output":[{"content":[{"type":"output_text","text":"42"}]}]})",
     {R"({"type":"response.output_text.delta","delta":"42"})",
      R"({"type":"response.completed","response":{"status":"completed","output":[]}})"}},
    {Protocol::anthropic,
     "/v1/messages",
     R"({"content":[{"type":"text","text":"42"}],"stop_reason":"end_turn"})",
     {R"({"type":"content_block_delta","delta":{"text":"42"}})", R"({"type":"message_stop"})"}},
    {Protocol::gemini,
     "/v1/models/m:",
     R"({"candidates":[{"content":{"parts":[{"text":"42"}]},"finishReason":"STOP"}]})",
     {R"({"candidates":[{"content":{"parts":[{"text":"4"}]}}]})",
      R"({"candidates":[{"content":{"parts":[{"text":"2"}]},"finishReason":"STOP"}]})"}},
};

TEST_F(ClientTest, SpeaksEachProtocolWholeAndStreamed) {
    for (const Spoken& one : protocols) {
        ModelServer server([&](const std::string& seen, int count) {
            EXPECT_TRUE(seen.starts_with(std::string("POST ") + one.path)) << seen;
            EXPECT_NE(seen.find("k-1"), std::string::npos);
            return count == 1 ? testing::reply(200, one.whole) : testing::streams(one.events, 2ms);
        });
        Client client(transport_);
        for (const bool streams : {false, true}) {
            Endpoint endpoint = at(server, one.protocol);
            endpoint.streams = streams;
            const ChatReply reply = value_of(wait_for(client.chat(endpoint, request(), {})));
            EXPECT_EQ(reply.text, "42") << one.path;
        }
    }
}

TEST(Breaker, OneTryDecides) {
    Breaker breaker(2, 10s);
    Breaker::Moment now{};
    breaker.failed(now);
    EXPECT_FALSE(breaker.rests(now));
    breaker.failed(now);
    EXPECT_EQ(breaker.rests(now + 4s), 6s);
    EXPECT_FALSE(breaker.rests(now + 10s));
    EXPECT_EQ(breaker.rests(now + 10s), 10s);  // only one
    EXPECT_FALSE(breaker.rests(now + 20s));    // that one has told nothing
    breaker.succeeded();
    EXPECT_FALSE(breaker.rests(now + 20s));
    breaker.failed(now + 20s);
    EXPECT_FALSE(breaker.rests(now + 20s));
}

}  // namespace
}  // namespace parlance::agents
