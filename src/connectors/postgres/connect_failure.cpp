#include "connectors/postgres/connect_failure.hpp"

#include "connectors/failures.hpp"

#include <algorithm>
#include <array>

namespace parlance::connectors::postgres {

namespace {

struct Reason {
    std::string_view sign;  ///< stands in libpq's message
    const char* code;
    const char* message;
};

constexpr std::array reasons = {
    Reason{
        "28P01",
        "wrong_password",
        "The database refused the user or the password. Check both, and that the user may log in."
    },
    Reason{
        "28000",
        "login_refused",
        "The database does not let this user in from here. Check the user's name, and pg_hba.conf "
        "on the server: it may want TLS, or list other addresses."
    },
    Reason{
        "3D000",
        "database_not_found",
        "There is no database of this name on the server. Check its spelling; upper and lower case "
        "differ."
    },
    Reason{
        "42501",
        "connect_not_granted",
        "The user may not connect to this database. Grant it CONNECT."
    },
    Reason{
        "53300",
        "too_many_connections",
        "The database has no free connections. Raise max_connections, or close idle ones."
    },
    Reason{"57P03", "starting_up", "The database is starting up or shutting down. Try again soon."},
    Reason{
        "server does not support SSL",
        "tls_not_offered",
        "TLS is required here, but the server does not offer it. Turn TLS on at the server, or "
        "choose another mode if the network is trusted."
    },
    Reason{
        "certificate verify failed",
        "tls_not_trusted",
        "The server's certificate is not signed by an authority that is trusted here. Give the "
        "right certificate authority."
    },
    Reason{
        "does not match host name",
        "tls_wrong_name",
        "The server's certificate is for another host name. Use the name that stands in it."
    },
    Reason{
        "could not read root certificate",
        "tls_bad_authority",
        "The certificate authority is not a PEM certificate."
    },
    Reason{
        "SSL error",
        "tls_failed",
        "The TLS handshake with the server failed. Check that the server speaks TLS 1.2 or newer."
    },
    Reason{
        "SSL SYSCALL error",
        "tls_failed",
        "The server broke the TLS handshake off. Check that PostgreSQL listens on this port."
    },
    Reason{
        "Connection refused",
        "port_closed",
        "The host answers, but nothing listens on this port. Check the port, and that the server "
        "runs and listens on this address."
    },
    Reason{
        "timeout",
        "connect_timeout",
        "The host did not answer in time. Check the host, the port and firewalls between."
    },
    Reason{"timed out", "connect_timeout", "The host did not answer in time. Check the firewalls."},
    Reason{"No route to host", "no_route", "There is no way through the network to this host."},
    Reason{"unreachable", "no_route", "There is no way through the network to this host."},
    Reason{
        "expected authentication request",
        "not_postgres",
        "What answers on this port does not speak PostgreSQL's protocol. Check the port."
    },
    Reason{
        "received invalid response",
        "not_postgres",
        "What answers on this port does not speak PostgreSQL's protocol. Check the port."
    },
    Reason{
        "server closed the connection",
        "not_postgres",
        "The server closed the connection at once. Check that PostgreSQL listens on this port."
    },
};

}  // namespace

Error connect_failure(std::string_view message) {
    const auto* found = std::ranges::find_if(reasons, [&](const Reason& reason) {
        return message.find(reason.sign) != std::string_view::npos;
    });
    if (found == reasons.end()) return unreachable();
    return {Failure::upstream, found->code, found->message};
}

Error statement_failure(std::string_view sqlstate) {
    const auto is_class = [&](std::string_view prefix) { return sqlstate.starts_with(prefix); };
    if (sqlstate == "57014") return timed_out();  // statement_timeout; cancelling is known before
    if (sqlstate == "42501") return not_permitted();
    if (sqlstate == "55P03") return busy();
    if (sqlstate == "42P01" || sqlstate == "42703" || sqlstate == "42883" || sqlstate == "3F000") {
        return schema_changed();
    }
    if (is_class("22") || is_class("21")) return bad_values();
    if (is_class("53") || is_class("54")) return out_of_resources();
    if (is_class("57P") || is_class("08") || sqlstate.empty()) return gone();
    return database_failed();
}

}  // namespace parlance::connectors::postgres
