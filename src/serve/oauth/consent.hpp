#pragma once

#include "base/shape.hpp"
#include "base/task.hpp"
#include "serve/call.hpp"
#include "serve/services.hpp"

#include <boost/describe.hpp>

#include <array>
#include <string>
#include <vector>

namespace parlance::serve {

struct ConsentRequest {
    std::string query;
};
BOOST_DESCRIBE_STRUCT(ConsentRequest, (), (query))
constexpr auto notes(const ConsentRequest*) {
    return std::array{json::note("query", "The query with which the program sent the person here.")
                          .length(1, 16384)};
}

struct Consent {
    std::string client_name;
    std::string client_host;
    std::string redirect_host;
    std::vector<std::string> scopes;
    std::string tenant_name;
    std::string username;
};
BOOST_DESCRIBE_STRUCT(
    Consent,
    (),
    (client_name, client_host, redirect_host, scopes, tenant_name, username)
)
constexpr auto notes(const Consent*) {
    return std::array{
        json::note("", "What a program asks a person for."),
        json::note("client_name", "How the program calls itself; nobody has checked it."),
        json::note("client_host", "Whose program it is, when it has shown that; else empty."),
        json::note("redirect_host", "Where the person's consent would be sent."),
        json::note("scopes", "What it could do: `read`, `write`."),
        json::note("tenant_name", "Where."),
        json::note("username", "In whose name."),
    };
}

struct ConsentDecision {
    std::string query;
    bool allow = false;
};
BOOST_DESCRIBE_STRUCT(ConsentDecision, (), (query, allow))
constexpr auto notes(const ConsentDecision*) {
    return std::array{
        json::note("query", "The query with which the program sent the person here.")
            .length(1, 16384),
        json::note("allow", "Whether the person lets the program in."),
    };
}

struct ConsentOutcome {
    std::string redirect_to;
};
BOOST_DESCRIBE_STRUCT(ConsentOutcome, (), (redirect_to))
constexpr auto notes(const ConsentOutcome*) {
    return std::array{json::note("redirect_to", "Where the browser goes on.")};
}

namespace oauth {

Task<Consent> show_consent(Services& with, Call& call, ConsentRequest request);
Task<ConsentOutcome> decide_consent(Services& with, Call& call, ConsentDecision request);

}  // namespace oauth

}  // namespace parlance::serve
