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

/// The data folder: as configured; `$XDG_DATA_HOME/parlance` when the binary is installed (it
/// stands in a `bin` folder); `./data` otherwise.
[[nodiscard]] std::filesystem::path data_folder(const Config& config);

/// The folder of the running binary.
[[nodiscard]] std::filesystem::path program_folder();

}  // namespace parlance
