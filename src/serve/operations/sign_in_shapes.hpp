#pragma once

#include "serve/operations/auth_shapes.hpp"

/// What the operations on signing in elsewhere (OpenID Connect) take and give.
namespace parlance::serve {

struct BeginSignIn {
    std::string provider_id;
    std::optional<std::string> next;
    std::optional<std::string> invitation_code;
};
BOOST_DESCRIBE_STRUCT(BeginSignIn, (), (provider_id, next, invitation_code))
constexpr auto notes(const BeginSignIn*) {
    return std::array{
        json::note("provider_id", "Where to sign in, as `get_auth_options` tells it.")
            .length(1, 64),
        json::note("next", "The page to show afterwards: a path of the web app.").length(1, 2000),
        json::note("invitation_code", "Joins the tenant that it was made for.").length(1, 128),
    };
}

struct BegunSignIn {
    std::string redirect_to;
};
BOOST_DESCRIBE_STRUCT(BegunSignIn, (), (redirect_to))
constexpr auto notes(const BegunSignIn*) {
    return std::array{json::note("redirect_to", "Where the browser goes on.")};
}

struct FinishSignIn {
    std::string state;
    std::optional<std::string> code;
    std::optional<std::string> iss;
    std::optional<std::string> error;
};
BOOST_DESCRIBE_STRUCT(FinishSignIn, (), (state, code, iss, error))
constexpr auto notes(const FinishSignIn*) {
    return std::array{
        json::note("state", "As the provider sent it back.").length(1, 256),
        json::note("code", "The same.").length(1, 4096),
        json::note("iss", "The same (RFC 9207).").length(1, 2000),
        json::note("error", "The same, instead of a code.").length(1, 200),
    };
}

struct FinishedSignIn {
    std::optional<Tokens> tokens;
    std::string next;
};
BOOST_DESCRIBE_STRUCT(FinishedSignIn, (), (tokens, next))
constexpr auto notes(const FinishedSignIn*) {
    return std::array{
        json::note("tokens", "Of the new session; none when an account was connected."),
        json::note("next", "The page to show now."),
    };
}

struct SignedOut {
    std::optional<std::string> redirect_to;
};
BOOST_DESCRIBE_STRUCT(SignedOut, (), (redirect_to))
constexpr auto notes(const SignedOut*) {
    return std::array{json::note(
        "redirect_to", "Where the browser goes on to sign out at the provider; none: nowhere."
    )};
}

struct ConnectedShape {
    std::optional<std::string> provider;
    bool connected = false;
    std::optional<std::string> email;
    bool has_password = true;
};
BOOST_DESCRIBE_STRUCT(ConnectedShape, (), (provider, connected, email, has_password))
constexpr auto notes(const ConnectedShape*) {
    return std::array{
        json::note("provider", "Where your team signs in; none when it does so here only."),
        json::note("connected", "Whether an account there is yours."),
        json::note("email", "As the provider told it last."),
        json::note("has_password", "Whether you can also sign in by a password."),
    };
}

enum class NewcomerRole : std::uint8_t { viewer, analyst };
BOOST_DESCRIBE_ENUM(NewcomerRole, viewer, analyst)

namespace sign_in_notes {
constexpr auto name = json::note("name", "What the button says.").length(1, 60);
constexpr auto issuer =
    json::note("issuer", "The address by which the provider calls itself.").length(1, 500);
constexpr auto client_id = json::note("client_id", "As which it knows this server.").length(1, 255);
constexpr auto domains =
    json::note("domains", "Of the verified e-mail addresses of newcomers.").length(0, 50);
constexpr auto newcomers =
    json::note("newcomers", "Who comes without invitation is this; none: nobody does.");
constexpr auto sign_out =
    json::note("sign_out", "Whether who signs out here is sent there to sign out as well.");
constexpr auto enabled = json::note("enabled", "Whether people can sign in there.");
}  // namespace sign_in_notes

struct SignInProvider {
    std::string id;
    std::int64_t version = 0;
    std::string name;
    std::string issuer;
    std::string client_id;
    bool has_secret = false;
    std::vector<std::string> domains;
    std::optional<NewcomerRole> newcomers;
    bool enabled = true;
    bool sign_out = false;
};
BOOST_DESCRIBE_STRUCT(
    SignInProvider,
    (),
    (id, version, name, issuer, client_id, has_secret, domains, newcomers, enabled, sign_out)
)
constexpr auto notes(const SignInProvider*) {
    return std::array{
        json::note("version", "Grows with every change; give it with the next one."),
        sign_in_notes::name,
        sign_in_notes::issuer,
        sign_in_notes::client_id,
        json::note("has_secret", "Whether a secret of the client lies in the vault."),
        sign_in_notes::domains,
        sign_in_notes::newcomers,
        sign_in_notes::enabled,
        sign_in_notes::sign_out,
    };
}

struct SignInShape {
    std::optional<SignInProvider> provider;
    std::string redirect_uri;
    std::string sign_out_uri;
    std::optional<std::string> link;
};
BOOST_DESCRIBE_STRUCT(SignInShape, (), (provider, redirect_uri, sign_out_uri, link))
constexpr auto notes(const SignInShape*) {
    return std::array{
        json::note("redirect_uri", "What the provider must be told to send people back to."),
        json::note("sign_out_uri", "The same after a sign-out, if people sign out there as well."),
        json::note("link", "The sign-in page with the provider's button."),
    };
}

struct SignInRequest {
    std::int64_t version = 0;
    std::string name;
    std::string issuer;
    std::string client_id;
    std::optional<std::string> client_secret;
    std::vector<std::string> domains;
    std::optional<NewcomerRole> newcomers;
    bool enabled = true;
    bool sign_out = false;
};
BOOST_DESCRIBE_STRUCT(
    SignInRequest,
    (),
    (version, name, issuer, client_id, client_secret, domains, newcomers, enabled, sign_out)
)
constexpr auto notes(const SignInRequest*) {
    return std::array{
        json::note("version", "Of the settings that you looked at; 0: there were none."),
        sign_in_notes::name,
        sign_in_notes::issuer,
        sign_in_notes::client_id,
        json::note(
            "client_secret", "Kept in the vault and never shown; without it the one before stays."
        )
            .length(0, 1000),
        sign_in_notes::domains,
        sign_in_notes::newcomers,
        sign_in_notes::enabled,
        sign_in_notes::sign_out.optional(),
    };
}

}  // namespace parlance::serve
