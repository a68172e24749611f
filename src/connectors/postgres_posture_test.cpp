#include "base/testing/temporary_folder.hpp"
#include "connectors/testing/postgres_server.hpp"
#include "connectors/testing/run.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <thread>

namespace parlance::connectors {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> codes(const TestReport& report) {
    std::vector<std::string> all;
    for (const Finding& finding : report.findings)
        all.push_back(finding.code);
    return all;
}

class Posture : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        server = std::make_unique<PostgresServer>(std::vector<std::string>{});
        server->script(R"(
            CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, ssn text);
            COMMENT ON TABLE customers IS 'who buys';
            COMMENT ON COLUMN customers.name IS 'as on the invoice';
            CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int REFERENCES customers,
                total numeric(12,2), at timestamptz, tags text[]) PARTITION BY RANGE (id);
            CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (1) TO (100);
            CREATE MATERIALIZED VIEW totals AS SELECT sum(total) AS total FROM orders;
            CREATE SCHEMA hidden; CREATE TABLE hidden.secret (id int);
            CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE DOMAIN small AS int CHECK (VALUE < 9);
            CREATE TABLE odd ("Select" mood, "a""b" small);
            CREATE ROLE reader LOGIN PASSWORD 'right'; CREATE ROLE writer LOGIN;
            GRANT SELECT ON orders, odd TO reader; GRANT SELECT (id, name) ON customers TO reader;
            GRANT SELECT, INSERT ON customers TO writer;
            INSERT INTO customers SELECT g, 'n' FROM generate_series(1, 500) g; ANALYZE customers;
        )");
    }
    static void TearDownTestSuite() { server.reset(); }

    TestReport test(Connection connection) {
        return wait_for(open(connection, environment)->introspection().test());
    }

    static std::unique_ptr<PostgresServer> server;
    BlockingPool blocking{"blocking", 2};
    Environment environment{.blocking = blocking, .node = "n1"};
};

std::unique_ptr<PostgresServer> Posture::server;

TEST_F(Posture, ReadsTheSchema) {
    const Schema schema =
        wait_for(open(server->connection(), environment)->introspection().schema());
    const Table& customers = *schema.table("public", "customers");
    EXPECT_EQ(customers.comment, "who buys");
    EXPECT_EQ(customers.column("name")->comment, "as on the invoice");
    EXPECT_FALSE(customers.column("name")->nullable);
    EXPECT_THAT(customers.primary_key, ElementsAre("id"));
    EXPECT_EQ(customers.row_estimate, 500);
    const Table& orders = *schema.table("", "orders");
    EXPECT_EQ(orders.kind, TableKind::partitioned);
    EXPECT_EQ(orders.column("total")->native_type, "numeric(12,2)");
    EXPECT_EQ(orders.column("total")->type, Type::decimal);
    EXPECT_EQ(orders.column("tags")->type, Type::array);
    ASSERT_EQ(orders.foreign_keys.size(), 1);
    EXPECT_EQ(orders.foreign_keys[0].target_table, "customers");
    EXPECT_THAT(orders.foreign_keys[0].target_columns, ElementsAre("id"));
    EXPECT_EQ(schema.table("", "orders_1")->kind, TableKind::partition);
    EXPECT_EQ(schema.table("", "totals")->kind, TableKind::materialized_view);
    EXPECT_EQ(schema.table("", "odd")->column("Select")->type, Type::text);
    EXPECT_EQ(schema.table("", "odd")->column("a\"b")->type, Type::integer);
    EXPECT_NE(schema.table("hidden", "secret"), nullptr) << "the superuser sees it";
}

TEST_F(Posture, ShowsOnlyWhatTheAccountMayRead) {
    Connection connection = server->connection();
    connection.user = "reader";
    const Schema schema = wait_for(open(connection, environment)->introspection().schema());
    EXPECT_EQ(schema.table("hidden", "secret"), nullptr);
    EXPECT_EQ(schema.table("", "customers")->columns.size(), 2) << "ssn is not granted";
    EXPECT_EQ(schema.table("", "orders")->foreign_keys.size(), 1);
    EXPECT_EQ(schema.table("", "totals"), nullptr);
}

TEST_F(Posture, WarnsOfAccountsThatCanDoTooMuch) {
    const TestReport super = test(server->connection());
    EXPECT_TRUE(super.works);
    EXPECT_THAT(super.server_version, HasSubstr("PostgreSQL 1"));
    EXPECT_GT(super.latency_ms, 0);
    EXPECT_THAT(codes(super), Contains("superuser"));
    EXPECT_THAT(codes(super), Contains("can_write"));
    EXPECT_THAT(super.grant_script, HasSubstr("GRANT SELECT ON ALL TABLES IN SCHEMA public"));

    Connection connection = server->connection();
    connection.user = "writer";
    EXPECT_THAT(codes(test(connection)), Contains("can_write"));
    connection.user = "reader";
    const auto reader = codes(test(connection));
    EXPECT_THAT(reader, Not(Contains("can_write")));
    EXPECT_THAT(reader, Not(Contains("superuser")));
    EXPECT_THAT(reader, Contains("privileges"));
}

TEST_F(Posture, TheGrantScriptMakesAnAccountWithoutWarnings) {
    const std::string script = test(server->connection()).grant_script;
    server->script(script);
    Connection connection = server->connection();
    connection.user = "parlance_reader";
    const auto found = codes(test(connection));
    EXPECT_THAT(found, ElementsAre("reachable", "privileges", "tls"));
}

TEST_F(Posture, SaysWhyAConnectionFails) {
    const auto reason = [&](auto change) {
        Connection connection = server->connection();
        change(connection);
        const TestReport report = test(connection);
        EXPECT_FALSE(report.works);
        return codes(report).at(0);
    };
    EXPECT_EQ(reason([](auto& c) { c.port = PostgresServer::free_port(); }), "port_closed");
    EXPECT_EQ(reason([](auto& c) { c.database = "nowhere"; }), "database_not_found");
    EXPECT_EQ(reason([](auto& c) { c.user = "nobody"; }), "login_refused");
    EXPECT_EQ(reason([](auto& c) { c.host = "no-such-host.invalid"; }), "host_not_found");
    EXPECT_EQ(reason([](auto& c) { c.tls = TlsMode::require; }), "tls_not_offered");
}

TEST_F(Posture, RefusesOddConnectionsBeforeConnecting) {
    const auto refusal = [&](auto change) {
        Connection connection = server->connection();
        change(connection);
        return code_of([&] { static_cast<void>(open(connection, environment)); });
    };
    EXPECT_EQ(refusal([](auto& c) { c.host = "a,b"; }), "connection_invalid");
    EXPECT_EQ(refusal([](auto& c) { c.host = "/var/run/postgresql"; }), "connection_invalid");
    EXPECT_EQ(refusal([](auto& c) { c.host = "@abstract"; }), "connection_invalid");
    EXPECT_EQ(refusal([](auto& c) { c.host = ""; }), "connection_invalid");
    EXPECT_EQ(refusal([](auto& c) { c.user = ""; }), "connection_invalid");
    EXPECT_EQ(refusal([](auto& c) { c.port = 0; }), "connection_invalid");
    EXPECT_EQ(refusal([](auto& c) { c.host = "169.254.169.254"; }), "address_refused");
    EXPECT_EQ(refusal([](auto& c) { c.host = "10.0.0.1"; }), "address_refused");
    environment.allow_loopback = false;
    EXPECT_EQ(refusal([](auto&) {}), "address_refused");
    Connection connection = server->connection();
    connection.host = "localhost";
    EXPECT_EQ(codes(test(connection)).at(0), "address_refused")
        << "names are checked when resolved";
}

TEST_F(Posture, ReadsTenThousandTablesInAFewSeconds) {
    server->sql("CREATE DATABASE large");
    server->script(
        "DO $$ BEGIN FOR i IN 1..10000 LOOP EXECUTE format('CREATE TABLE t%s (id int NOT NULL, "
        "kind smallint, price float8, paid boolean, made timestamptz)', i); IF i % 500 = 0 THEN "
        "COMMIT; END "
        "IF; END LOOP; END $$;",
        "large"
    );
    Connection connection = server->connection();
    connection.database = "large";
    auto source = open(connection, environment);
    const auto begun = std::chrono::steady_clock::now();
    const Schema schema = wait_for(source->introspection().schema());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    RecordProperty("seconds", std::to_string(took.count()));
    EXPECT_EQ(schema.tables.size(), 10'000);
    EXPECT_LT(took.count(), 15) << "aim: 3 s on an idle machine";
}

/// A server that wants passwords and offers TLS with a certificate of its own authority.
class Secured : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder = std::make_unique<TemporaryFolder>();
        const std::string key = folder->at("server.key");
        const std::string certificate = folder->at("server.crt");
        const int made = Process(
                             {"openssl",
                              "req",
                              "-x509",
                              "-newkey",
                              "ec",
                              "-pkeyopt",
                              "ec_paramgen_curve:prime256v1",
                              "-nodes",
                              "-days",
                              "2",
                              "-subj",
                              "/CN=localhost",
                              "-addext",
                              "subjectAltName=DNS:localhost",
                              "-keyout",
                              key,
                              "-out",
                              certificate},
                             folder->at("openssl.log"),
                             nullptr
        )
                             .wait();
        ASSERT_EQ(made, 0);
        if (::geteuid() == 0) {
            const passwd* user = ::getpwnam("postgres");
            ASSERT_EQ(::chown(key.c_str(), user->pw_uid, user->pw_gid), 0);
            ASSERT_EQ(::chown(folder->path().c_str(), user->pw_uid, user->pw_gid), 0);
        }
        server = std::make_unique<PostgresServer>(std::vector<std::string>{
            "ssl=on", "ssl_cert_file=" + certificate, "ssl_key_file=" + key
        });
        server->sql("CREATE ROLE reader LOGIN PASSWORD 'right'");
        server->sql("CREATE ROLE tlsonly LOGIN");
        const std::string rules =
            "hostnossl all tlsonly all reject\n"
            "host all reader all scram-sha-256\nhost all all all trust\n";
        std::ofstream(server->data() + "/pg_hba.conf") << rules;
        server->sql("SELECT pg_reload_conf()");
    }
    static void TearDownTestSuite() {
        server.reset();
        folder.reset();
    }

    std::string outcome(TlsMode mode, const std::string& host, bool with_authority) {
        Connection connection = server->connection();
        connection.user = "reader";
        connection.password = password;
        connection.host = host;
        connection.tls = mode;
        if (with_authority) {
            std::ifstream file(folder->at("server.crt"));
            connection.ca_certificate.assign(std::istreambuf_iterator<char>(file), {});
        }
        const TestReport report = wait_for(open(connection, environment)->introspection().test());
        if (!report.works) return codes(report).at(0);
        for (const Finding& finding : report.findings)
            if (finding.code == "tls") return finding.level == Finding::Level::ok ? "tls" : "clear";
        return "";
    }

    static std::unique_ptr<TemporaryFolder> folder;
    static std::unique_ptr<PostgresServer> server;
    BlockingPool blocking{"blocking", 2};
    Environment environment{.blocking = blocking, .node = "n1"};
    std::string password = "right";
};

std::unique_ptr<TemporaryFolder> Secured::folder;
std::unique_ptr<PostgresServer> Secured::server;

TEST_F(Secured, ChecksCertificatesByMode) {
    EXPECT_EQ(outcome(TlsMode::disable, "127.0.0.1", false), "clear");
    EXPECT_EQ(outcome(TlsMode::prefer, "127.0.0.1", false), "tls");
    EXPECT_EQ(outcome(TlsMode::require, "127.0.0.1", false), "tls");
    EXPECT_EQ(outcome(TlsMode::verify_ca, "127.0.0.1", true), "tls");
    EXPECT_EQ(outcome(TlsMode::verify_ca, "127.0.0.1", false), "tls_not_trusted");
    EXPECT_EQ(outcome(TlsMode::verify_full, "localhost", true), "tls");
    EXPECT_EQ(outcome(TlsMode::verify_full, "127.0.0.1", true), "tls_wrong_name");
}

TEST_F(Secured, StreamsOverTls) {
    server->script(
        "CREATE TABLE many AS SELECT g AS n, repeat('x', g % 3000) AS word "
        "FROM generate_series(1, 30000) g"
    );
    auto source = open(server->connection(), environment);
    auto query = approved(*source, "SELECT n, word FROM many");
    for (int time = 0; time < 3; ++time) {
        Collected sink;
        const RunSummary summary = wait_for(source->run(query, sink, {"r", "t"}, {}));
        EXPECT_EQ(summary.rows, 30'000);
    }
}

TEST_F(Secured, TellsAWrongPassword) {
    password = "wrong";
    EXPECT_EQ(outcome(TlsMode::prefer, "127.0.0.1", false), "wrong_password");
    password = "";
    EXPECT_EQ(outcome(TlsMode::prefer, "127.0.0.1", false), "wrong_password");
    ::setenv("PGPASSWORD", "right", 1);
    EXPECT_EQ(outcome(TlsMode::prefer, "127.0.0.1", false), "wrong_password")
        << "the environment does not leak in";
    ::unsetenv("PGPASSWORD");
}

TEST(PostgresGone, AServerThatSpeaksAnotherProtocol) {
    boost::asio::io_context context(1);
    namespace ip = boost::asio::ip;
    ip::tcp::acceptor acceptor(context, {ip::address_v4::loopback(), 0});
    std::jthread server([&] {
        boost::system::error_code ignored;
        auto client = acceptor.accept();
        boost::asio::write(client, boost::asio::buffer("SSH-2.0-Hello\r\n", 15), ignored);
        std::array<char, 64> bytes{};
        client.read_some(boost::asio::buffer(bytes), ignored);
        client.shutdown(ip::tcp::socket::shutdown_both, ignored);
    });
    BlockingPool blocking{"blocking", 2};
    Environment environment{.blocking = blocking, .node = "n1"};
    Connection connection;
    connection.kind = Kind::postgres;
    connection.host = "127.0.0.1";
    connection.port = acceptor.local_endpoint().port();
    connection.user = "u";
    connection.tls = TlsMode::disable;
    const TestReport report = wait_for(open(connection, environment)->introspection().test());
    EXPECT_THAT(codes(report), ElementsAre("not_postgres"));
}

TEST(PostgresGone, AServerThatStopsInTheMiddleOfAResult) {
    PostgresServer server;
    server.script(
        "CREATE TABLE many AS SELECT g AS n, repeat('x', 200) AS word "
        "FROM generate_series(1, 200000) g"
    );
    BlockingPool blocking{"blocking", 2};
    Environment environment{.blocking = blocking, .node = "n1"};
    auto source = open(server.connection(), environment);
    struct Stopping : RowSink {
        explicit Stopping(PostgresServer& target) : server(target) {}
        Task<void> begin(const std::vector<ResultColumn>&) override { co_return; }
        Task<void> rows(const Batch&) override {
            if (!std::exchange(stopped, true)) server.stop();
            co_return;
        }
        PostgresServer& server;
        bool stopped = false;
    } sink(server);
    auto query = approved(*source, "SELECT * FROM many", {.rows_max = 1'000'000});
    const auto work = [&] { wait_for(source->run(query, sink, {"r", "t"}, {})); };
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(code_of(work), "database_gone");
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
    EXPECT_EQ(code_of(work), "port_closed");
    server.start();
    EXPECT_EQ(table_of(run(*source, "SELECT count(*) FROM many")), "200000");
}

}  // namespace
}  // namespace parlance::connectors
