#include "agents/transport.hpp"

#include "agents/testing/model_server.hpp"
#include "base/wait_for.hpp"

#include <gtest/gtest.h>

namespace parlance::agents {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using testing::Certificate;
using testing::ModelServer;
using testing::Step;
using Result = std::expected<WireReply, Trouble>;

Post to(const std::string& url, std::chrono::milliseconds time_max = 5s) {
    return {
        .request = {url, {{"X-Key", Secret(std::string_view("k-1"))}}, R"({"a":1})"},
        .inside = true,
        .time_max = time_max
    };
}

Result send(Transport& transport, Post post, std::stop_token stop = {}) {
    return wait_for(transport.post(std::move(post), std::move(stop)));
}

Reason reason(const Result& result) {
    EXPECT_FALSE(result);
    return result ? Reason::resting : result.error().reason;
}

std::vector<Step> answer(const std::string&, int) {
    return testing::reply(200, "{}");
}

TEST(Transport, Receives) {
    ModelServer server([](const std::string&, int) {
        return testing::reply(429, "slow down", "Retry-After:  7 \r\n", "Text/Plain");
    });
    Transport transport;
    const Result result = send(transport, to(server.url()));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->status, 429);
    EXPECT_EQ(result->body, "slow down");
    EXPECT_EQ(result->content_type, "text/plain");
    EXPECT_EQ(result->retry_after, "7");
}

TEST(Transport, Sends) {
    std::string seen;
    ModelServer server([&](const std::string& request, int) {
        seen = request;
        return testing::reply(200, "");
    });
    Transport transport;
    EXPECT_TRUE(send(transport, to(server.url())));
    EXPECT_TRUE(seen.starts_with("POST /v1 HTTP/1.1\r\n")) << seen;
    EXPECT_NE(seen.find("X-Key: k-1\r\n"), std::string::npos);
    EXPECT_NE(seen.find("Content-Type: application/json\r\n"), std::string::npos);
    EXPECT_TRUE(seen.ends_with("\r\n\r\n{\"a\":1}"));
}

TEST(Transport, KeepsConnections) {
    ModelServer server(answer);
    Transport transport;
    for (int i = 0; i < 3; ++i)
        ASSERT_TRUE(send(transport, to(server.url())));
    EXPECT_EQ(server.requests(), 3);
    EXPECT_EQ(server.connections(), 1);
}

TEST(Transport, AKeptConnectionIsNoWayAroundTheAddressRules) {
    const Certificate certificate("localhost");
    ModelServer server(answer, &certificate);
    Transport transport({.authorities = certificate.certificate_file});
    ASSERT_TRUE(send(transport, to(server.url("localhost"))));
    Post outside = to(server.url("localhost"));
    outside.inside = false;
    EXPECT_EQ(reason(send(transport, outside)), Reason::address_refused);
    EXPECT_EQ(server.requests(), 1);
}

TEST(Transport, RefusesAddressesBeforeItConnects) {
    ModelServer server(answer);
    Transport transport;
    Post outside = to(server.url());
    outside.inside = false;
    EXPECT_EQ(reason(send(transport, outside)), Reason::address_refused);
    EXPECT_EQ(reason(send(transport, to("https://169.254.169.254/v1"))), Reason::address_refused);
    EXPECT_EQ(server.connections(), 0);
}

TEST(Transport, DoesNotFollowRedirects) {
    ModelServer other(answer);
    ModelServer server([&](const std::string&, int) {
        return testing::reply(307, "", "Location: " + other.url() + "\r\n");
    });
    Transport transport;
    const Result result = send(transport, to(server.url()));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->status, 307);
    EXPECT_EQ(other.requests(), 0);
}

TEST(Transport, GivesUpInTime) {
    ModelServer hanging([](const std::string&, int) { return testing::hangs(); });
    ModelServer slow([](const std::string&, int) {
        return testing::streams(std::vector<std::string>(100, "x"), 50ms);
    });
    Transport transport;
    EXPECT_EQ(reason(send(transport, to(hanging.url(), 200ms))), Reason::timeout);
    EXPECT_EQ(reason(send(transport, to(slow.url(), 200ms))), Reason::timeout);
}

TEST(Transport, IsStoppedAtOnce) {
    ModelServer server([](const std::string&, int) { return testing::hangs(); });
    Transport transport;
    std::stop_source stop;
    const auto begun = std::chrono::steady_clock::now();
    std::jthread leaving([&] {
        while (server.requests() == 0)
            std::this_thread::sleep_for(1ms);
        stop.request_stop();
    });
    EXPECT_EQ(reason(send(transport, to(server.url(), 1min), stop.get_token())), Reason::cancelled);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
    // Whoever has left before does not even begin.
    EXPECT_EQ(reason(send(transport, to(server.url()), stop.get_token())), Reason::cancelled);
    EXPECT_EQ(server.requests(), 1);
}

TEST(Transport, EndsWhatRunsWhenItEnds) {
    ModelServer server([](const std::string&, int) { return testing::hangs(); });
    std::optional<Transport> transport(std::in_place);
    std::jthread ending([&] {
        while (server.requests() == 0)
            std::this_thread::sleep_for(1ms);
        transport.reset();
    });
    EXPECT_EQ(reason(send(*transport, to(server.url(), 1min))), Reason::cancelled);
}

TEST(Transport, LimitsReplies) {
    ModelServer large([](const std::string&, int) {
        return testing::reply(200, std::string(5000, 'x'));
    });
    ModelServer endless([](const std::string&, int) {
        std::vector<Step> steps{{"HTTP/1.1 200 OK\r\n"}};
        for (int i = 0; i < 1000; ++i)
            steps.push_back({"X-A: " + std::string(100, 'x') + "\r\n"});
        return steps;
    });
    Transport transport({.reply_bytes_max = 4096});
    EXPECT_EQ(reason(send(transport, to(large.url()))), Reason::bad_reply);
    EXPECT_EQ(reason(send(transport, to(endless.url()))), Reason::bad_reply);
}

TEST(Transport, TellsBrokenServersApart) {
    ModelServer cut([](const std::string&, int) {
        return std::vector<Step>{{"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc"}, {"close"}};
    });
    ModelServer mute([](const std::string&, int) { return std::vector<Step>{{"close"}}; });
    ModelServer other([](const std::string&, int) {
        return std::vector<Step>{{"SSH-2.0-x\r\n\r\n"}, {"close"}};
    });
    Transport transport;
    EXPECT_EQ(reason(send(transport, to(cut.url()))), Reason::unreachable);
    EXPECT_EQ(reason(send(transport, to(mute.url()))), Reason::unreachable);
    EXPECT_EQ(reason(send(transport, to(other.url()))), Reason::bad_reply);
    EXPECT_EQ(reason(send(transport, to("http://127.0.0.1:1/v1"))), Reason::unreachable);
}

TEST(Transport, ChecksCertificates) {
    const Certificate certificate("localhost"), another("localhost");
    ModelServer server(answer, &certificate);
    Transport knowing({.authorities = certificate.certificate_file});
    EXPECT_TRUE(send(knowing, to(server.url("localhost"))));
    EXPECT_EQ(reason(send(knowing, to(server.url()))), Reason::certificate);  // another name
    Transport misled({.authorities = another.certificate_file});
    EXPECT_EQ(reason(send(misled, to(server.url("localhost")))), Reason::certificate);
    Transport plain;
    EXPECT_EQ(reason(send(plain, to(server.url("localhost")))), Reason::certificate);
    EXPECT_EQ(server.requests(), 1);
}

TEST(Transport, ManyAtOnce) {
    ModelServer server([](const std::string& request, int) {
        auto steps = testing::reply(200, request.substr(request.find("X-Number: ") + 10, 3));
        steps[0].pause = 50ms;
        return steps;
    });
    Transport transport;
    asio::io_context context;
    int good = 0;
    for (int i = 100; i < 200; ++i) {
        Post post = to(server.url());
        post.request.headers.push_back({"X-Number", Secret(std::to_string(i))});
        asio::co_spawn(
            context,
            transport.post(std::move(post), {}),
            [&good, i](const std::exception_ptr&, const Result& result) {
                good += static_cast<int>(result && result->body == std::to_string(i));
            }
        );
    }
    context.run();
    EXPECT_EQ(good, 100);
}

}  // namespace
}  // namespace parlance::agents
