#include "store/connections.hpp"

#include "store/testing.hpp"

namespace parlance::store {
namespace {

class ConnectionsTest : public StoreTest {
protected:
    Connection add(NewConnection wanted) {
        return write([&](Writer& writer) { return add_connection(writer, vault(), ada, wanted); });
    }
    Connection add_postgres() {
        NewConnection wanted{.name = "pg", .kind = "postgres", .host = "db", .port = 5432};
        wanted.user = "reader";
        wanted.tls = "require";
        wanted.password = Secret(std::string_view("hunter22"));
        return add(wanted);
    }
    std::string change_fails(const std::string& id, const ConnectionChange& change) {
        return write_fails([&](Writer& writer) {
            static_cast<void>(change_connection(writer, vault(), ada, id, change));
        });
    }
    std::string password(const std::string& id) {
        return read([&](Reader& reader) {
            return std::string(connection_password(reader, vault(), ada, id).reveal());
        });
    }
    std::string default_name() {
        return read([&](Reader& reader) {
            const auto found = default_connection(reader, ada);
            return found ? found->name : "none";
        });
    }
};

TEST_F(ConnectionsTest, ComeBackWithoutTheirPassword) {
    const Connection made = add_postgres();
    EXPECT_TRUE(made.has_password);
    EXPECT_EQ(made.port, 5432);
    EXPECT_EQ(made.user, "reader");
    EXPECT_EQ(password(made.id), "hunter22");
    read([&](Reader& reader) {
        const auto row = reader.row("SELECT sealed_password FROM database_connections");
        EXPECT_EQ(row->text("sealed_password").find("hunter22"), std::string::npos);
    });
}

TEST_F(ConnectionsTest, TheFirstIsTheDefaultAndThereIsAlwaysOne) {
    const Connection first = add({.name = "a", .kind = "sqlite", .path = "a.db"});
    EXPECT_TRUE(first.is_default);
    EXPECT_FALSE(add({.name = "b", .kind = "sqlite", .path = "b.db"}).is_default);
    const Connection third =
        add({.name = "c", .kind = "sqlite", .path = "c.db", .make_default = true});
    EXPECT_EQ(default_name(), "c");
    write([&](Writer& writer) { remove_connection(writer, ada, third.id); });
    EXPECT_EQ(default_name(), "a");
    EXPECT_EQ(change_fails(first.id, {.name = "z"}), "");
    EXPECT_EQ(default_name(), "z");
}

TEST_F(ConnectionsTest, AStoredPasswordGoesNowhereElse) {
    const std::string id = add_postgres().id;
    EXPECT_EQ(change_fails(id, {.host = "evil"}), "password_required");
    EXPECT_EQ(change_fails(id, {.port = 1}), "password_required");
    EXPECT_EQ(change_fails(id, {.user = "root"}), "password_required");
    EXPECT_EQ(change_fails(id, {.tls = "prefer"}), "password_required");
    EXPECT_EQ(change_fails(id, {.ca_certificate = "other"}), "password_required");
    EXPECT_EQ(password(id), "hunter22");
    EXPECT_EQ(change_fails(id, {.tls = "verify_full"}), "");
    EXPECT_EQ(change_fails(id, {.database = "other"}), "");
    EXPECT_EQ(password(id), "hunter22");
    EXPECT_EQ(change_fails(id, {.host = "new", .password = Secret(std::string_view("n3w"))}), "");
    EXPECT_EQ(password(id), "n3w");
    EXPECT_EQ(change_fails(id, {.password = Secret()}), "");
    EXPECT_EQ(password(id), "");
}

TEST_F(ConnectionsTest, ASwappedPasswordDoesNotOpen) {
    const std::string first = add_postgres().id;
    NewConnection wanted{.name = "other", .kind = "postgres", .host = "db"};
    wanted.password = Secret(std::string_view("other"));
    const std::string second = add(wanted).id;
    write([&](Writer& writer) {
        writer.run(
            "UPDATE database_connections SET sealed_password = (SELECT sealed_password FROM "
            "database_connections WHERE id = :from) WHERE id = :to",
            {{"from", first}, {"to", second}}
        );
    });
    EXPECT_EQ(
        read_fails([&](Reader& reader) {
            static_cast<void>(connection_password(reader, vault(), ada, second));
        }),
        "vault_refused"
    );
}

}  // namespace
}  // namespace parlance::store
