#include "connectors/postgres/target.hpp"

#include "base/error.hpp"
#include "connectors/address_rules.hpp"
#include "connectors/failures.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace parlance::connectors::postgres {

namespace ip = boost::asio::ip;

namespace {

constexpr const char* system_authorities = "/etc/ssl/certs/ca-certificates.crt";
/// A path that cannot exist: keeps libpq from looking for files in the home directory.
constexpr const char* no_file = "/dev/null/none";

/// libpq reads these even when every parameter is given, so they go before any thread runs. The
/// server's own configuration never uses them.
const bool environment_is_clean = [] {
    constexpr std::array names = {
        "PGSERVICE",
        "PGSERVICEFILE",
        "PGSYSCONFDIR",
        "PGOPTIONS",
        "PGTZ",
        "PGDATESTYLE",
        "PGGEQO",
        "PGREQUIREPEER",
        "PGLOCALEDIR",
    };
    for (const char* name : names)
        ::unsetenv(name);
    return true;
}();

const char* mode_name(TlsMode mode) {
    switch (mode) {
        case TlsMode::disable:
            return "disable";
        case TlsMode::prefer:
            return "prefer";
        case TlsMode::require:
            return "require";
        case TlsMode::verify_ca:
            return "verify-ca";
        case TlsMode::verify_full:
            return "verify-full";
    }
    return "verify-full";
}

[[noreturn]] void invalid(const char* pointer, const char* detail) {
    throw Error(Failure::invalid, "connection_invalid", detail).with_faults({{pointer, detail}});
}

bool has_odd_bytes(const std::string& text) {
    return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

/// Printable and short: PostgreSQL cuts names at 63 bytes.
std::string label(std::string_view text, std::size_t size) {
    std::string safe(text.substr(0, size));
    std::ranges::replace_if(safe, [](unsigned char c) { return c <= 0x20 || c >= 0x7f; }, '_');
    return safe;
}

void check_text(const Connection& connection, bool sockets_allowed) {
    const std::string& host = connection.host;
    if (host.empty()) invalid("/host", "The host is missing.");
    const bool socket = host.starts_with('/') || host.starts_with('@');
    if (socket && (!sockets_allowed || host.starts_with('@'))) {
        invalid("/host", "Give a host name or an address; socket paths are not allowed here.");
    }
    const bool odd = host.find_first_of(", \t") != std::string::npos || host.size() > 253;
    if (odd || has_odd_bytes(host)) invalid("/host", "Give exactly one host name or address.");
    if (connection.port == 0) invalid("/port", "The port must be between 1 and 65535.");
    if (connection.user.empty() || has_odd_bytes(connection.user)) {
        invalid("/user", "The user is missing or has characters that no name has.");
    }
    if (has_odd_bytes(connection.database)) {
        invalid("/database", "The database has characters that no name has.");
    }
    if (connection.password.find('\0') != std::string::npos) {
        invalid("/password", "The password may not hold a NUL byte.");
    }
}

int memory_file(const std::string& text) {
    const int file = ::memfd_create("parlance-ca", MFD_CLOEXEC);
    if (file < 0) throw out_of_resources();
    if (::write(file, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        ::close(file);
        throw out_of_resources();
    }
    return file;
}

}  // namespace

Target::Target(const Connection& connection, const Environment& environment)
    : connection_(connection),
      application_name_(fmt::format(
          "parlance {} {}",
          label(connection.tenant_id, 30),
          label(environment.node, 20)
      )),
      loopback_allowed_(environment.allow_loopback),
      inner_allowed_(environment.allow_private) {
    static_cast<void>(environment_is_clean);
    check_text(connection_, environment.allow_unix_sockets);
    boost::system::error_code not_literal;
    const auto address = ip::make_address(connection_.host, not_literal);
    if (!not_literal) check_address(address, loopback_allowed_, inner_allowed_);
    if (connection_.database.empty()) connection_.database = connection_.user;
    if (!connection_.ca_certificate.empty()) {
        authority_ = memory_file(connection_.ca_certificate);
    }
}

Target::~Target() {
    if (authority_ >= 0) ::close(authority_);
}

std::vector<std::string> Target::addresses() const {
    if (is_socket()) return {};
    boost::asio::io_context context;
    ip::tcp::resolver resolver(context);
    boost::system::error_code error;
    const auto found = resolver.resolve(connection_.host, "", error);
    if (error || found.empty()) {
        throw Error(
            Failure::upstream, "host_not_found", "The host name is not known. Check its spelling."
        );
    }
    std::vector<std::string> addresses;
    for (const auto& each : found) {
        const auto address = each.endpoint().address();
        check_address(address, loopback_allowed_, inner_allowed_);
        const std::string text = address.to_string();
        if (std::ranges::find(addresses, text) == addresses.end()) addresses.push_back(text);
    }
    return addresses;
}

std::string Target::authority_file() const {
    if (authority_ >= 0) return fmt::format("/proc/self/fd/{}", authority_);
    const bool verifies =
        connection_.tls == TlsMode::verify_ca || connection_.tls == TlsMode::verify_full;
    return verifies ? system_authorities : no_file;
}

Parameters Target::parameters(const std::string& address) const {
    Parameters all = {
        {"host", connection_.host},
        {"port", std::to_string(connection_.port)},
        {"dbname", connection_.database},
        {"user", connection_.user},
        // libpq would take an empty one from the environment; no server accepts this one.
        {"password", connection_.password.empty() ? "-" : connection_.password},
        {"passfile", no_file},
        {"application_name", application_name_},
        {"client_encoding", "UTF8"},
        {"connect_timeout", "10"},
        {"sslmode", mode_name(connection_.tls)},
        {"sslrootcert", authority_file()},
        {"sslcert", no_file},
        {"sslkey", no_file},
        {"sslcrl", no_file},
        {"sslcompression", "0"},
        {"sslsni", "1"},
        {"ssl_min_protocol_version", "TLSv1.2"},
        {"ssl_max_protocol_version", "TLSv1.3"},
        {"gssencmode", "disable"},
        {"krbsrvname", "postgres"},
        {"channel_binding", "prefer"},
        {"target_session_attrs", "any"},
        {"keepalives", "1"},
        {"keepalives_idle", "30"},
        {"keepalives_interval", "10"},
        {"keepalives_count", "3"},
        {"tcp_user_timeout", "10000"},
    };
    if (!address.empty()) all.emplace_back("hostaddr", address);
    return all;
}

}  // namespace parlance::connectors::postgres
