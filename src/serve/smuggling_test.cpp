#include "serve/testing.hpp"

#include <gtest/gtest.h>

namespace parlance::serve {
namespace {

using testing::Answer;
using testing::Client;
using testing::Running;

Task<void> nothing(Services&, Call&) {
    co_return;
}

/// Requests that two readers could understand differently (RFC 9112 §11.2), or that are no HTTP.
class Smuggling : public ::testing::TestWithParam<const char*> {
protected:
    Smuggling() { at_.start(); }

    Running at_{{
        operation(
            {.method = Method::post, .path = "/nothing", .id = "post", .access = Access::anyone},
            &nothing
        ),
        operation({.path = "/named/x", .id = "get", .access = Access::anyone}, &nothing),
    }};
};

TEST_P(Smuggling, IsRefusedAndTheConnectionEnds) {
    Client client = at_.client();
    client.send(GetParam());
    const Answer answer = client.read();
    EXPECT_EQ(answer.status, 400) << answer.head << answer.body;
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(client.ended());
}

INSTANTIATE_TEST_SUITE_P(
    All,
    Smuggling,
    ::testing::Values(
        "GET /named/x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer a\r\n"
        "Authorization: Bearer b\r\n\r\n",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: "
        "3\r\n\r\nabc",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: "
        "4\r\n\r\nabc",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3, 3\r\n\r\nabc",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: +3\r\n\r\nabc",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: -3\r\n\r\nabc",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0x3\r\n\r\nabc",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        "99999999999999999999\r\n\r\nabc",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
        "chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, "
        "chunked\r\n\r\n0\r\n\r\n",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, "
        "identity\r\n\r\n0\r\n\r\n",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
        "chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /nothing HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST /nothing HTTP/1.1\r\nHost: localhost\r\n Content-Length: 3\r\n\r\nabc",
        "GET /named/x HTTP/1.1\r\n\r\n",
        "GET /named/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /named/x HTTP/2.0\r\nHost: localhost\r\n\r\n",
        "GET /named/x\r\n\r\n",
        "GET  /named/x HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\x16\x03\x01\x02\x05\x01\x01\xfc\x03\x03\r\n\r\n"
    )
);

}  // namespace
}  // namespace parlance::serve
