#include "store/policies.hpp"

#include "store/connections.hpp"
#include "store/testing.hpp"

namespace parlance::store {
namespace {

class PoliciesTest : public StoreTest {
protected:
    PoliciesTest() {
        const NewConnection wanted{.name = "shop", .kind = "sqlite", .path = "shop.sqlite"};
        shop =
            write([&](Writer& writer) { return add_connection(writer, vault(), ada, wanted).id; });
    }

    std::int64_t put(const Principal& who, std::int64_t based_on, std::string document) {
        StoredPolicy policy{.reviewed = true, .document = std::move(document), .author = "ada"};
        return write([&](Writer& writer) {
            return put_policy(writer, ledger(), who, shop, based_on, policy, R"(["hunter2"])");
        });
    }

    std::string shop;
};

TEST_F(PoliciesTest, TheLastVersionHolds) {
    EXPECT_EQ(read([&](Reader& reader) { return policy_version(reader, ada, shop); }), 0);
    EXPECT_FALSE(read([&](Reader& reader) { return current_policy(reader, ada, shop); }));
    EXPECT_EQ(put(ada, 0, "{}"), 1);
    EXPECT_EQ(put(ada, 1, R"({"rules":[]})"), 2);
    const auto current = read([&](Reader& reader) { return current_policy(reader, ada, shop); });
    ASSERT_TRUE(current);
    EXPECT_EQ(current->version, 2);
    EXPECT_TRUE(current->reviewed);
    const auto all = read([&](Reader& reader) { return policy_versions(reader, ada, shop); });
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all.back().document, "{}");
}

TEST_F(PoliciesTest, NobodyWritesOverAChangeUnseen) {
    put(ada, 0, "{}");
    const auto again = [&](Writer& writer) {
        put_policy(writer, ledger(), ada, shop, 0, {.document = "{}"}, "[]");
    };
    EXPECT_EQ(write_fails(again), "policy_changed");
}

TEST_F(PoliciesTest, AnotherTenantSeesNothing) {
    put(ada, 0, "{}");
    const auto current = [&](Reader& reader) { (void)current_policy(reader, eve, shop); };
    const auto versions = [&](Reader& reader) { (void)policy_versions(reader, eve, shop); };
    const auto over = [&](Writer& writer) {
        put_policy(writer, ledger(), eve, shop, 0, {.document = "{}"}, "[]");
    };
    EXPECT_EQ(read_fails(current), "connection_not_found");
    EXPECT_EQ(read_fails(versions), "connection_not_found");
    EXPECT_EQ(write_fails(over), "connection_not_found");
}

TEST_F(PoliciesTest, SealsTheTests) {
    put(ada, 0, "{}");
    const auto open = [&](Reader& reader) { return policy_tests(reader, ledger(), ada, shop, 1); };
    EXPECT_EQ(read(open), R"(["hunter2"])");
    const auto raw = [](Reader& reader) {
        return reader.row("SELECT sealed_tests FROM policies")->text("sealed_tests");
    };
    EXPECT_EQ(read(raw).find("hunter2"), std::string::npos);
}

TEST_F(PoliciesTest, PseudonymsStayTheSameWhenTheDataKeyIsRotated) {
    const auto key = [&](const Principal& who) {
        const auto work = [&](Writer& writer) { return pseudonym_key(writer, vault(), who); };
        return std::string(write(work).reveal());
    };
    const std::string before = key(ada);
    EXPECT_EQ(before.size(), 32U);
    EXPECT_NE(before, key(eve));
    vault().rotate_data_key(System{}, ada.tenant_id);
    EXPECT_EQ(key(ada), before);
}

TEST_F(PoliciesTest, EndsWithItsConnection) {
    put(ada, 0, "{}");
    write([&](Writer& writer) { remove_connection(writer, ada, shop); });
    const auto count = [](Reader& reader) {
        return reader.count("SELECT count(*) AS value FROM policies");
    };
    EXPECT_EQ(read(count), 0);
}

}  // namespace
}  // namespace parlance::store
