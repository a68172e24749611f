#pragma once

#include "base/log.hpp"
#include "base/shape.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace parlance {

namespace log {
BOOST_DESCRIBE_ENUM(Level, debug, info, warning, error)
BOOST_DESCRIBE_ENUM(Format, json, text)
}  // namespace log

/// Who may register without an invitation.
enum class Registration : std::uint8_t {
    open,        ///< everybody
    first,       ///< the first person, who founds the installation
    invitation,  ///< nobody
};
BOOST_DESCRIBE_ENUM(Registration, open, first, invitation)

/// What the server can be told. A member is at once the flag `--tls-key`, the key `tls-key` of the
/// configuration file and the variable `PARLANCE_TLS_KEY`; its note is what `--help` says.
struct Config {
    std::string listen = "127.0.0.1";
    std::int32_t port = 8080;
    std::string data;
    std::string web;
    std::string tls_certificate;
    std::string tls_key;
    std::string public_url;
    std::optional<Registration> registration;
    std::int32_t threads = 0;
    std::int32_t connections_max = 4096;
    std::int32_t upload_mib_max = 1024;
    std::int32_t drain_s = 20;
    std::int64_t rows_max = 1'000'000;
    std::int32_t query_s_max = 30;
    std::int32_t source_connections_max = 8;
    std::int32_t history_days = 365;
    std::int32_t watch_minutes = 60;
    std::int32_t cache_s = 60;
    std::int32_t cache_mib_max = 64;
    bool allow_private = false;
    bool allow_unix_sockets = false;
    std::string file_roots;
    std::string models;
    std::string smtp;
    std::string smtp_user;
    std::string smtp_password;
    std::string smtp_from;
    std::string node;
    log::Level log_level = log::Level::info;
    std::optional<log::Format> log_format;
};
BOOST_DESCRIBE_STRUCT(
    Config,
    (),
    (listen,
     port,
     data,
     web,
     tls_certificate,
     tls_key,
     public_url,
     registration,
     threads,
     connections_max,
     upload_mib_max,
     drain_s,
     rows_max,
     query_s_max,
     source_connections_max,
     history_days,
     watch_minutes,
     cache_s,
     cache_mib_max,
     allow_private,
     allow_unix_sockets,
     file_roots,
     models,
     smtp,
     smtp_user,
     smtp_password,
     smtp_from,
     node,
     log_level,
     log_format)
)

constexpr auto notes(const Config*) {
    using json::note;
    return std::array{
        note("listen", "Address to listen on; 0.0.0.0 or :: for all.").length(1, 255),
        note("port", "Port to listen on; 0 takes any free one.").between(0, 65535),
        note(
            "data",
            "Folder for the store, the keys and uploads. Made when it is missing; the default is "
            "./data, or $XDG_DATA_HOME/parlance when installed."
        ),
        note("web", "Folder with the web app; by default the one that came with the binary."),
        note(
            "tls_certificate",
            "PEM file with the certificate chain. Turns on TLS, together with the key."
        ),
        note("tls_key", "PEM file with the private key of the certificate."),
        note("public_url", "How people reach this server, such as https://parlance.example.org."),
        note(
            "registration",
            "Who may register: everybody (open), only the first person (first), or by invitation "
            "only (invitation). The default is open on a loopback address and first elsewhere."
        ),
        note("threads", "Threads that serve requests; 0 takes as many as there are cores.")
            .between(0, 1024),
        note("connections_max", "Client connections at the same time.").between(1, 1'000'000),
        note("upload_mib_max", "Largest upload, in MiB.").between(1, 1'000'000),
        note("drain_s", "Seconds that requests in flight may take to end after SIGTERM.")
            .between(0, 3600),
        note("rows_max", "Rows that one query may return at the most, whatever it asks for.")
            .between(1, 100'000'000),
        note("query_s_max", "Seconds that one query may take.").between(1, 86'400),
        note("source_connections_max", "Connections to one source at the same time.")
            .between(1, 1000),
        note(
            "history_days",
            "Days that queries stay in the history of who asked them; 0 keeps them for ever."
        )
            .between(0, 36'500),
        note(
            "watch_minutes",
            "Minutes between looks at the schema of a source for which nobody has set it; 0 looks "
            "only when somebody asks."
        )
            .between(0, 10'080),
        note(
            "cache_s",
            "Seconds that the result of a question is remembered for others with the same rights; "
            "0 remembers nothing."
        )
            .between(0, 86'400),
        note("cache_mib_max", "Memory for remembered results, in MiB.").between(1, 1'000'000),
        note(
            "allow_private",
            "Lets tenants connect to databases in private networks (RFC 1918, RFC 4193)."
        ),
        note("allow_unix_sockets", "Lets tenants connect to databases by Unix sockets."),
        note(
            "file_roots",
            "Folders, parted by colons, whose SQLite files tenants may connect beside their "
            "uploads."
        ),
        note(
            "models",
            "JSON file with the language models of tenants that have no settings of their own."
        ),
        note(
            "smtp",
            "Mail server for dashboards that are sent, such as smtps://mail.example.org or "
            "smtp://mail.example.org:587."
        ),
        note("smtp_user", "User name at the mail server, when it wants one."),
        note("smtp_password", "Its password; better in the file or the environment than here."),
        note("smtp_from", "Sender of mails, such as reports@example.org."),
        note("node", "Name of this server, as databases see it; the host's name by default."),
        note("log_level", "The least that is logged."),
        note(
            "log_format",
            "How a line of the log looks; the default is text on a terminal and json elsewhere."
        ),
    };
}

/// Whether only this machine can reach the server.
[[nodiscard]] bool listens_on_loopback(const Config& config);

/// Who may register, with the default for where the server listens.
[[nodiscard]] Registration registration_of(const Config& config);

/// This server's name: as configured, or the host's.
[[nodiscard]] std::string node_name(const Config& config);

/// The data folder: as configured; `$XDG_DATA_HOME/parlance` when the binary is installed (it
/// stands in a `bin` folder); `./data` otherwise.
[[nodiscard]] std::filesystem::path data_folder(const Config& config);

/// The folder of the running binary.
[[nodiscard]] std::filesystem::path program_folder();

}  // namespace parlance
