#include "net/transport.hpp"

#include "base/wait_for.hpp"
#include "net/testing/http_server.hpp"

#include <gtest/gtest.h>

namespace parlance::net {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using testing::Certificate;
using testing::HttpServer;
using testing::Step;
using Result = std::expected<Reply, Trouble>;

Outgoing to(const std::string& url, std::chrono::milliseconds time_max = 5s) {
    return {
        .request = {url, {{"X-Key", Secret(std::string_view("k-1"))}}, R"({"a":1})"},
        .inside = true,
        .time_max = time_max
    };
}

Result send(Transport& transport, Outgoing outgoing, std::stop_token stop = {}) {
    return wait_for(transport.send(std::move(outgoing), std::move(stop)));
}

Trouble trouble(const Result& result) {
    EXPECT_FALSE(result);
    return result ? Trouble::address_invalid : result.error();
}

std::vector<Step> answer(const std::string&, int) {
    return testing::reply(200, "{}");
}

TEST(Transport, Receives) {
    HttpServer server([](const std::string&, int) {
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
    HttpServer server([&](const std::string& request, int) {
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
    HttpServer server(answer);
    Transport transport;
    for (int i = 0; i < 3; ++i)
        ASSERT_TRUE(send(transport, to(server.url())));
    EXPECT_EQ(server.requests(), 3);
    EXPECT_EQ(server.connections(), 1);
}

TEST(Transport, AKeptConnectionIsNoWayAroundTheAddressRules) {
    const Certificate certificate("localhost");
    HttpServer server(answer, &certificate);
    Transport transport({.authorities = certificate.certificate_file});
    ASSERT_TRUE(send(transport, to(server.url("localhost"))));
    Outgoing outside = to(server.url("localhost"));
    outside.inside = false;
    EXPECT_EQ(trouble(send(transport, outside)), Trouble::address_refused);
    EXPECT_EQ(server.requests(), 1);
}

TEST(Transport, RefusesAddressesBeforeItConnects) {
    HttpServer server(answer);
    Transport transport;
    Outgoing outside = to(server.url());
    outside.inside = false;
    EXPECT_EQ(trouble(send(transport, outside)), Trouble::address_refused);
    EXPECT_EQ(trouble(send(transport, to("https://169.254.169.254/v1"))), Trouble::address_refused);
    EXPECT_EQ(server.connections(), 0);
}

TEST(Transport, DoesNotFollowRedirects) {
    HttpServer other(answer);
    HttpServer server([&](const std::string&, int) {
        return testing::reply(307, "", "Location: " + other.url() + "\r\n");
    });
    Transport transport;
    const Result result = send(transport, to(server.url()));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->status, 307);
    EXPECT_EQ(other.requests(), 0);
}

TEST(Transport, GivesUpInTime) {
    HttpServer hanging([](const std::string&, int) { return testing::hangs(); });
    HttpServer slow([](const std::string&, int) {
        return testing::streams(std::vector<std::string>(100, "x"), 50ms);
    });
    Transport transport;
    EXPECT_EQ(trouble(send(transport, to(hanging.url(), 200ms))), Trouble::timeout);
    EXPECT_EQ(trouble(send(transport, to(slow.url(), 200ms))), Trouble::timeout);
}

TEST(Transport, IsStoppedAtOnce) {
    HttpServer server([](const std::string&, int) { return testing::hangs(); });
    Transport transport;
    std::stop_source stop;
    const auto begun = std::chrono::steady_clock::now();
    std::jthread leaving([&] {
        while (server.requests() == 0)
            std::this_thread::sleep_for(1ms);
        stop.request_stop();
    });
    EXPECT_EQ(
        trouble(send(transport, to(server.url(), 1min), stop.get_token())), Trouble::cancelled
    );
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
    // Whoever has left before does not even begin.
    EXPECT_EQ(trouble(send(transport, to(server.url()), stop.get_token())), Trouble::cancelled);
    EXPECT_EQ(server.requests(), 1);
}

TEST(Transport, EndsWhatRunsWhenItEnds) {
    HttpServer server([](const std::string&, int) { return testing::hangs(); });
    std::optional<Transport> transport(std::in_place);
    std::jthread ending([&] {
        while (server.requests() == 0)
            std::this_thread::sleep_for(1ms);
        transport.reset();
    });
    EXPECT_EQ(trouble(send(*transport, to(server.url(), 1min))), Trouble::cancelled);
}

TEST(Transport, LimitsReplies) {
    HttpServer large([](const std::string&, int) {
        return testing::reply(200, std::string(5000, 'x'));
    });
    HttpServer endless([](const std::string&, int) {
        std::vector<Step> steps{{"HTTP/1.1 200 OK\r\n"}};
        for (int i = 0; i < 1000; ++i)
            steps.push_back({"X-A: " + std::string(100, 'x') + "\r\n"});
        return steps;
    });
    Transport transport({.reply_bytes_max = 4096});
    EXPECT_EQ(trouble(send(transport, to(large.url()))), Trouble::bad_reply);
    EXPECT_EQ(trouble(send(transport, to(endless.url()))), Trouble::bad_reply);
}

TEST(Transport, TellsBrokenServersApart) {
    HttpServer cut([](const std::string&, int) {
        return std::vector<Step>{{"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc"}, {"close"}};
    });
    HttpServer mute([](const std::string&, int) { return std::vector<Step>{{"close"}}; });
    HttpServer other([](const std::string&, int) {
        return std::vector<Step>{{"SSH-2.0-x\r\n\r\n"}, {"close"}};
    });
    Transport transport;
    EXPECT_EQ(trouble(send(transport, to(cut.url()))), Trouble::unreachable);
    EXPECT_EQ(trouble(send(transport, to(mute.url()))), Trouble::unreachable);
    EXPECT_EQ(trouble(send(transport, to(other.url()))), Trouble::bad_reply);
    EXPECT_EQ(trouble(send(transport, to("http://127.0.0.1:1/v1"))), Trouble::unreachable);
}

TEST(Transport, ChecksCertificates) {
    const Certificate certificate("localhost"), another("localhost");
    HttpServer server(answer, &certificate);
    Transport knowing({.authorities = certificate.certificate_file});
    EXPECT_TRUE(send(knowing, to(server.url("localhost"))));
    EXPECT_EQ(trouble(send(knowing, to(server.url()))), Trouble::certificate);  // another name
    Transport misled({.authorities = another.certificate_file});
    EXPECT_EQ(trouble(send(misled, to(server.url("localhost")))), Trouble::certificate);
    Transport plain;
    EXPECT_EQ(trouble(send(plain, to(server.url("localhost")))), Trouble::certificate);
    EXPECT_EQ(server.requests(), 1);
}

TEST(Transport, ManyAtOnce) {
    HttpServer server([](const std::string& request, int) {
        auto steps = testing::reply(200, request.substr(request.find("X-Number: ") + 10, 3));
        steps[0].pause = 50ms;
        return steps;
    });
    Transport transport;
    asio::io_context context;
    int good = 0;
    for (int i = 100; i < 200; ++i) {
        Outgoing outgoing = to(server.url());
        outgoing.request.headers.push_back({"X-Number", Secret(std::to_string(i))});
        asio::co_spawn(
            context,
            transport.send(std::move(outgoing), {}),
            [&good, i](const std::exception_ptr&, const Result& result) {
                good += static_cast<int>(result && result->body == std::to_string(i));
            }
        );
    }
    context.run();
    EXPECT_EQ(good, 100);
}

}  // namespace
}  // namespace parlance::net
