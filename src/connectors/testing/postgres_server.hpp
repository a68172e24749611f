#pragma once

#include "connectors/connection.hpp"
#include "connectors/testing/process.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace parlance::connectors::testing {

/// A private PostgreSQL: a cluster in a fresh temporary folder, on a free loopback port, without
/// unix sockets, ended and removed with the object. Runs as user `postgres` when the test is root,
/// because PostgreSQL refuses to run as root.
class PostgresServer {
public:
    explicit PostgresServer(std::vector<std::string> settings = {})
        : folder_(make_folder()), settings_(std::move(settings)), port_(free_port()) {
        hand_to_user();
        run(
            {binary("initdb"),
             "-D",
             data(),
             "-U",
             "postgres",
             "-A",
             "trust",
             "-E",
             "UTF8",
             "--no-locale",
             "--no-sync",
             "--no-instructions"}
        );
        start();
    }
    ~PostgresServer() {
        server_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    void start() {
        std::vector<std::string> words = {
            binary("postgres"),
            "-D",
            data(),
            "-p",
            std::to_string(port_),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
            "-c",
            "shared_buffers=64MB",
            "-c",
            "max_connections=50",
            "-c",
            "log_statement=all",
        };
        for (const std::string& setting : settings_) {
            words.emplace_back("-c");
            words.push_back(setting);
        }
        server_ = std::make_unique<Process>(words, log(), "postgres");
        for (int attempt = 0; attempt < 200; ++attempt) {
            if (try_run(psql({"-c", "SELECT 1"})) == 0) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(25));
        }
        throw std::runtime_error("PostgreSQL did not start: see " + log());
    }

    /// `SIGQUIT` ends all sessions at once, as a crash would.
    void stop(int signal = SIGQUIT) {
        server_->signal(signal);
        server_->wait();
        server_.reset();
    }

    /// Runs statements by psql as the superuser.
    void sql(const std::string& text, const std::string& database = "postgres") {
        run(psql({"-c", text}, database));
    }
    void script(const std::string& text, const std::string& database = "postgres") {
        const std::string file = folder_ + "/script.sql";
        std::ofstream(file) << text;
        run(psql({"-f", file}, database));
    }

    [[nodiscard]] Connection connection() const {
        Connection connection;
        connection.id = "c1";
        connection.tenant_id = "t1";
        connection.kind = Kind::postgres;
        connection.host = "127.0.0.1";
        connection.port = port_;
        connection.database = "postgres";
        connection.user = "postgres";
        return connection;
    }

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    [[nodiscard]] std::string data() const { return folder_ + "/data"; }
    [[nodiscard]] std::string log() const { return folder_ + "/log"; }
    [[nodiscard]] std::string log_text() const {
        std::ifstream file(log());
        return {std::istreambuf_iterator<char>(file), {}};
    }

    /// A port that nobody listens on, just now.
    static std::uint16_t free_port() {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
        ::close(socket);
        return ntohs(address.sin_port);
    }

private:
    static std::string make_folder() {
        std::string folder = std::filesystem::temp_directory_path() / "parlance-pg-XXXXXX";
        if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
        return folder;
    }

    void hand_to_user() const {
        if (::geteuid() != 0) return;
        const passwd* user = ::getpwnam("postgres");
        if (user == nullptr || ::chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) {
            throw std::runtime_error("the user postgres is missing");
        }
    }

    static std::string binary(const std::string& name) {
        for (const char* version : {"17", "16", "15"}) {
            const std::string path = std::string("/usr/lib/postgresql/") + version + "/bin/" + name;
            if (std::filesystem::exists(path)) return path;
        }
        return name;
    }

    std::vector<std::string>
    psql(std::vector<std::string> rest, const std::string& database = "postgres") const {
        std::vector<std::string> words = {
            binary("psql"),
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            "127.0.0.1",
            "-p",
            std::to_string(port_),
            "-U",
            "postgres",
            "-d",
            database,
        };
        words.insert(words.end(), rest.begin(), rest.end());
        return words;
    }

    int try_run(const std::vector<std::string>& words) const {
        return Process(words, folder_ + "/tools", "postgres").wait();
    }
    void run(const std::vector<std::string>& words) const {
        if (try_run(words) == 0) return;
        std::ifstream file(folder_ + "/tools");
        const std::string said{std::istreambuf_iterator<char>(file), {}};
        throw std::runtime_error(words[0] + " failed: " + said);
    }

    std::string folder_;
    std::vector<std::string> settings_;
    std::uint16_t port_;
    std::unique_ptr<Process> server_;
};

}  // namespace parlance::connectors::testing
