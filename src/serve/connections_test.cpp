#include "serve/testing.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <vector>

/// Whom a server lets connect, from where, and how long it waits for them.
namespace parlance::serve {
namespace {

using namespace std::chrono_literals;
using testing::Answer;
using testing::Client;
using testing::facts;
using testing::request;
using testing::Running;
using testing::within;

struct Said {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Said, (), (text))

Task<Said> say(Services&, Call&, Said said) {
    co_return said;
}

Task<Said> where(Services&, Call& call) {
    co_return Said{.text = call.remote_address};
}

std::vector<Operation> operations() {
    return {
        operation(facts(Method::post, "/say", "say"), &say),
        operation(facts(Method::get, "/where", "where"), &where),
    };
}

TEST(Connections, LimitsItsConnections) {
    Running at(operations(), {.connections_max = 2});
    at.start();
    Client one = at.client();
    Client two = at.client();
    EXPECT_EQ(one.ask(request("GET", "/where")).status, 200);
    EXPECT_EQ(two.ask(request("GET", "/where")).status, 200);
    Client three = at.client();
    const Answer full = three.ask(request("GET", "/where"));
    EXPECT_EQ(full.status, 503);
    EXPECT_EQ(full.code(), "server_full");
    EXPECT_EQ(full.header("Retry-After"), "5");
    EXPECT_EQ(full.header("Connection"), "close");
    EXPECT_TRUE(three.ended());
    two.close();
    EXPECT_TRUE(within(2s, [&] { return at.ask(request("GET", "/where")).status == 200; }));
}

TEST(Connections, ClosesBeyondThoseItCanTurnAway) {
    Running at(operations(), {.threads = 1, .connections_max = 1});
    const std::uint16_t port = at.start().port();
    Client one(port);
    EXPECT_EQ(one.ask(request("GET", "/where")).status, 200);
    std::vector<std::unique_ptr<Client>> crowd;
    int told = 0;
    for (int each = 0; each < 80; ++each) {
        crowd.push_back(std::make_unique<Client>(port));
        told += crowd.back()->read().status == 503 ? 1 : 0;
    }
    EXPECT_EQ(told, 64);
    EXPECT_EQ(one.ask(request("GET", "/where")).status, 200);
}

TEST(Connections, HangsUpOnThoseWhoSendTooSlowly) {
    Running at(operations());
    at.services.patience.head = 300ms;
    at.services.patience.body = 300ms;
    at.start();
    Client head = at.client();
    Client body = at.client();
    const std::string whole = request("POST", "/say", R"({"text":"slow"})");
    const auto begun = std::chrono::steady_clock::now();
    head.send(whole.substr(0, 20));
    body.send(whole.substr(0, whole.size() - 3));
    EXPECT_TRUE(head.ended());
    EXPECT_TRUE(body.ended());
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 2s);
    EXPECT_EQ(at.ask(whole).status, 200);
}

/// A drop now and then renews nothing: the whole body has to keep up its rate.
TEST(Connections, HangsUpOnADrippingBody) {
    Running at(operations());
    at.services.patience.body = 300ms;
    at.start();
    Client client = at.client();
    client.send(
        "POST /say HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: 1000\r\n\r\n"
    );
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_TRUE(within(3s, [&] { return !client.sends(" "); }));
    EXPECT_GT(std::chrono::steady_clock::now() - begun, 250ms);
}

TEST(Connections, ListensOnIpv6) {
    Running at(operations(), {.listen = "::1"});
    const Server& server = at.start();
    EXPECT_EQ(server.url(), fmt::format("http://[::1]:{}", server.port()));
    EXPECT_EQ(Client(server.port(), "::1").ask(request("GET", "/where")).body, R"({"text":"::1"})");
}

TEST(Connections, ListensOnBothFamilies) {
    Running at(operations(), {.listen = "::"});
    const std::uint16_t port = at.start().port();
    const auto seen = [&](std::string_view address) {
        return Client(port, address).ask(request("GET", "/where")).json().at("text").as_string();
    };
    EXPECT_EQ(seen("::1"), "::1");
    EXPECT_EQ(seen("127.0.0.1"), "127.0.0.1");
}

}  // namespace
}  // namespace parlance::serve
