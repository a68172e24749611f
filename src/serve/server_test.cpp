#include "base/error.hpp"
#include "serve/testing.hpp"

#include <boost/asio/steady_timer.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

namespace parlance::serve {
namespace {

using namespace std::chrono_literals;
using testing::Answer;
using testing::Client;
using testing::facts;
using ::testing::HasSubstr;
using testing::request;
using testing::Running;
using ::testing::StartsWith;
using testing::within;

struct Word {
    std::string text;
    std::int32_t times = 1;
};
BOOST_DESCRIBE_STRUCT(Word, (), (text, times))
constexpr auto notes(const Word*) {
    return std::array{
        json::note("text").length(1, 100000),
        json::note("times").between(1, 9).optional(),
    };
}

struct Named {
    std::string name;
    std::optional<std::int32_t> limit;
};
BOOST_DESCRIBE_STRUCT(Named, (), (name, limit))

std::atomic<int> stopped = 0;
std::atomic<int> running = 0;

Task<Word> echo(Services&, Call&, Word word) {
    co_return word;
}

Task<Named> get_named(Services&, Call&, Named named) {
    co_return named;
}

Task<void> nothing(Services&, Call& call) {
    call.set_cookie({.name = "token", .value = "abc", .path = "/api", .max_age_s = 60});
    co_return;
}

Task<void> fail(Services&, Call&) {
    throw std::runtime_error("secret details");
    co_return;
}

Task<void> refuse(Services&, Call&) {
    throw Error(Failure::busy, "too_busy", "Try again later.").retry_after(7);
    co_return;
}

/// Waits until the client goes away, or for long.
Task<void> wait(Services&, Call& call) {
    ++running;
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    for (int round = 0; round < 1000 && !call.stop.stop_requested(); ++round) {
        timer.expires_after(10ms);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    if (call.stop.stop_requested()) ++stopped;
    --running;
}

Task<void> pause(Services&, Call&) {
    ++running;
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, 400ms);
    co_await timer.async_wait(boost::asio::use_awaitable);
    --running;
}

std::vector<Operation> operations() {
    return {
        operation(facts(Method::post, "/echo", "echo"), &echo),
        operation(facts(Method::get, "/named/{name}", "named"), &get_named),
        operation(facts(Method::post, "/nothing", "nothing"), &nothing),
        operation(facts(Method::get, "/fail", "fail"), &fail),
        operation(facts(Method::get, "/refuse", "refuse"), &refuse),
        operation(facts(Method::get, "/wait", "wait"), &wait),
        operation(facts(Method::get, "/pause", "pause"), &pause),
        operation(
            {.path = "/mine",
             .id = "mine",
             .summary = "Does it.",
             .tag = "system",
             .access = Access::read},
            &fail
        ),
        operation(
            {.path = "/owners", .id = "owners", .summary = "Does it.", .tag = "system"}, &fail
        ),
    };
}

class ServerTest : public ::testing::Test {
protected:
    void SetUp() override { server_ = &at_.start(); }

    Running at_{operations()};
    Server* server_ = nullptr;
};

TEST_F(ServerTest, AnswersWithWhatTheHandlerGives) {
    const Answer answer = at_.ask(request("POST", "/echo", R"({"text":"hello"})"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, R"({"text":"hello","times":1})");
    EXPECT_EQ(answer.header("Content-Type"), "application/json");
    EXPECT_EQ(answer.header("Cache-Control"), "no-store");
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_THAT(answer.header("Server-Timing"), StartsWith("total;dur="));
}

TEST_F(ServerTest, KeepsTheConnection) {
    Client client = at_.client();
    for (int round = 0; round < 3; ++round) {
        const Answer answer = client.ask(request("GET", "/named/x%20y?limit=3"));
        EXPECT_EQ(answer.body, R"({"name":"x y","limit":3})");
        EXPECT_EQ(answer.header("Connection"), "keep-alive");
    }
    const Answer last = client.ask(request("GET", "/named/z", {}, "Connection: close\r\n"));
    EXPECT_EQ(last.header("Connection"), "close");
    EXPECT_TRUE(client.ended());
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
    Client client = at_.client();
    std::string all;
    for (const char* word : {"one", "two", "three"})
        all += request("POST", "/echo", fmt::format(R"({{"text":"{}"}})", word));
    client.send(all);
    for (const char* word : {"one", "two", "three"})
        EXPECT_THAT(client.read().body, HasSubstr(word));
}

TEST_F(ServerTest, ReadsARequestThatComesByteByByte) {
    Client client = at_.client();
    for (const char byte : request("POST", "/echo", R"({"text":"slow"})"))
        client.send({&byte, 1});
    EXPECT_EQ(client.read().status, 200);
}

TEST_F(ServerTest, ReadsChunkedBodies) {
    Client client = at_.client();
    const Answer answer = client.ask(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: "
        "chunked\r\n\r\n8\r\n{\"text\":\r\n6\r\n\"abcd\"\r\n1;x=y\r\n}\r\n0\r\nTrailer: x\r\n\r\n"
    );
    EXPECT_EQ(answer.body, R"({"text":"abcd","times":1})");
    EXPECT_EQ(client.ask(request("GET", "/named/z")).status, 200);
}

TEST_F(ServerTest, SaysContinueToThoseWhoWait) {
    Client client = at_.client();
    client.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: 12\r\nExpect: 100-continue\r\n\r\n"
    );
    ASSERT_TRUE(client.more());
    client.send(R"({"text":"x"})");
    EXPECT_EQ(client.read().status, 200);
}

TEST_F(ServerTest, TellsAllFaultsOfPathQueryAndBody) {
    const Answer body = at_.ask(request("POST", "/echo", R"({"times":10,"other":1})"));
    EXPECT_EQ(body.status, 422);
    EXPECT_EQ(body.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(body.code(), "invalid_fields");
    EXPECT_EQ(body.json().at("title"), "Something you entered is not right");
    EXPECT_EQ(
        body.json().at("errors"), json::parse(R"([{"pointer":"/times","detail":"must be 1 to 9"},
                        {"pointer":"/other","detail":"is not known"},
                        {"pointer":"/text","detail":"is required"}])")
    );
    EXPECT_EQ(body.json().at("request_id").as_string(), body.header("X-Request-Id"));
    const Answer query = at_.ask(request("GET", "/named/x?limit=many&limit=2&no=1"));
    EXPECT_EQ(query.json().at("errors").as_array().size(), 3U);
}

TEST_F(ServerTest, RefusesWhatIsNoGoodRequest) {
    const Answer malformed = at_.ask(request("POST", "/echo", "{"));
    EXPECT_EQ(malformed.code(), "malformed_json");
    EXPECT_EQ(malformed.json().at("title"), "The request cannot be read");
    EXPECT_EQ(at_.ask(request("POST", "/echo", "{")).status, 400);
    EXPECT_EQ(at_.ask(request("POST", "/echo", "\"\xff\"")).status, 400);
    EXPECT_EQ(
        at_.ask(request("POST", "/echo", std::string(40, '[') + std::string(40, ']'))).status, 400
    );
    EXPECT_EQ(at_.ask(request("GET", "/echo")).status, 405);
    EXPECT_EQ(at_.ask(request("GET", "/echo")).header("Allow"), "OPTIONS, POST");
    EXPECT_EQ(at_.ask(request("BREW", "/echo")).status, 405);
    EXPECT_EQ(at_.ask(request("GET", "/no/such/thing")).code(), "not_found");
    EXPECT_EQ(at_.ask(request("GET", "/named/%zz")).status, 400);
    EXPECT_EQ(at_.ask(request("GET", "/named/%ff")).status, 400);
    EXPECT_EQ(at_.ask(request("GET", "/named/x", {}, "Accept: text/plain\r\n")).status, 406);
    EXPECT_EQ(
        at_.ask("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                "text/plain\r\nContent-Length: 2\r\n\r\n{}")
            .status,
        415
    );
}

TEST_F(ServerTest, AnswersOptionsAndHead) {
    const Answer options = at_.ask(request("OPTIONS", "/named/x"));
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.header("Allow"), "OPTIONS, GET, HEAD");
    Client client = at_.client();
    client.send(request("HEAD", "/named/x"));
    const Answer head = client.read(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Length"), "12");
    EXPECT_EQ(client.ask(request("GET", "/named/x")).body.size(), 12U);
}

TEST_F(ServerTest, SetsCookiesThatScriptsCannotRead) {
    const Answer answer = at_.ask(request("POST", "/nothing"));
    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(
        answer.header("Set-Cookie"), "token=abc; Path=/api; Max-Age=60; HttpOnly; SameSite=Strict"
    );
}

TEST_F(ServerTest, KeepsInnerFailuresInside) {
    const Answer answer = at_.ask(request("GET", "/fail"));
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.code(), "internal");
    EXPECT_FALSE(answer.body.contains("secret"));
    const Answer busy = at_.ask(request("GET", "/refuse"));
    EXPECT_EQ(busy.status, 429);
    EXPECT_EQ(busy.header("Retry-After"), "7");
}

TEST_F(ServerTest, LetsInOnlyThoseWhoMay) {
    const Answer nobody = at_.ask(request("GET", "/mine"));
    EXPECT_EQ(nobody.status, 401);
    EXPECT_EQ(nobody.header("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(at_.ask(request("GET", "/mine", {}, "Authorization: Bearer other\r\n")).status, 403);
    EXPECT_EQ(at_.ask(request("GET", "/mine", {}, "Authorization: Bearer read\r\n")).status, 500);
    EXPECT_EQ(at_.ask(request("GET", "/owners", {}, "Authorization: Bearer read\r\n")).status, 403);
}

TEST_F(ServerTest, TakesSaneRequestIdsOnly) {
    const auto id = [&](std::string_view given) {
        return at_.ask(request("GET", "/named/x", {}, fmt::format("X-Request-Id: {}\r\n", given)))
            .header("X-Request-Id");
    };
    EXPECT_EQ(id("abc-1.2_3"), "abc-1.2_3");
    EXPECT_NE(id("a b"), "a b");
    EXPECT_NE(id(std::string(65, 'a')), std::string(65, 'a'));
    EXPECT_NE(id("\"x\""), "\"x\"");
}

TEST_F(ServerTest, RefusesOtherNamesAndOtherSites) {
    EXPECT_EQ(at_.ask("GET /named/x HTTP/1.1\r\nHost: evil.example\r\n\r\n").status, 421);
    for (const char* host :
         {"127.0.0.1.evil.example", "127.evil.example:80", "localhost.evil.example"})
        EXPECT_EQ(
            at_.ask(fmt::format("GET /named/x HTTP/1.1\r\nHost: {}\r\n\r\n", host)).status, 421
        );
    EXPECT_EQ(at_.ask("GET /named/x HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n").status, 200);
    EXPECT_EQ(at_.ask("GET /named/x HTTP/1.1\r\nHost: [::1]:80\r\n\r\n").status, 200);
    EXPECT_EQ(
        at_.ask(request("POST", "/nothing", {}, "Origin: https://evil.example\r\n")).code(),
        "wrong_origin"
    );
    EXPECT_EQ(at_.ask(request("POST", "/nothing", {}, "Origin: null\r\n")).code(), "wrong_origin");
    EXPECT_EQ(at_.ask(request("POST", "/nothing", {}, "Origin: http://localhost\r\n")).status, 204);
    EXPECT_EQ(
        at_.ask(request("GET", "/named/x", {}, "Origin: https://evil.example\r\n")).status, 200
    );
}

TEST_F(ServerTest, LimitsHeadersAndBodies) {
    Client headers = at_.client();
    headers.send("GET /named/x HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(17000, 'a'));
    EXPECT_EQ(headers.read().status, 431);
    Client announced = at_.client();
    announced.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        "application/json\r\nContent-Length: 2000000\r\n\r\n"
    );
    EXPECT_EQ(announced.read().code(), "body_too_large");
    EXPECT_EQ(
        at_.ask(request("POST", "/echo", "\"" + std::string(1100000, 'a') + "\"")).status, 413
    );
}

TEST_F(ServerTest, StopsTheHandlerOfAClientThatLeaves) {
    const int before = stopped;
    Client client = at_.client();
    client.send(request("GET", "/wait"));
    ASSERT_TRUE(within(2s, [] { return running > 0; }));
    client.close();
    EXPECT_TRUE(within(2s, [&] { return stopped == before + 1; }));
}

TEST_F(ServerTest, EndsRequestsInFlightBeforeItStops) {
    Client busy = at_.client();
    Client idle = at_.client();
    busy.send(request("GET", "/pause"));
    ASSERT_TRUE(within(2s, [] { return running > 0; }));
    std::thread drain([&] { server_->drain(5s); });
    const Answer answer = busy.read();
    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(idle.ended());
    drain.join();
}

TEST_F(ServerTest, StopsWhatTakesTooLongToEnd) {
    const int before = stopped;
    Client client = at_.client();
    client.send(request("GET", "/wait"));
    ASSERT_TRUE(within(2s, [] { return running > 0; }));
    const auto begun = std::chrono::steady_clock::now();
    server_->drain(0s);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 3s);
    EXPECT_EQ(stopped, before + 1);
}

TEST_F(ServerTest, ServesManyAtOnce) {
    std::vector<std::thread> people;
    std::atomic<int> good = 0;
    for (int person = 0; person < 16; ++person) {
        people.emplace_back([&] {
            Client client = at_.client();
            for (int round = 0; round < 50; ++round)
                good += client.ask(request("POST", "/echo", R"({"text":"hello"})")).status == 200
                            ? 1
                            : 0;
        });
    }
    for (std::thread& person : people)
        person.join();
    EXPECT_EQ(good, 16 * 50);
}

TEST(Server, RefusesAnAddressThatIsTaken) {
    Running first(operations());
    const std::uint16_t port = first.start().port();
    Services with;
    with.config.port = port;
    EXPECT_THROW(Server(with, {}), Error);
}

}  // namespace
}  // namespace parlance::serve
