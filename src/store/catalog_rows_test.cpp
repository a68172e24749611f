#include "base/error.hpp"
#include "store/catalog_notes.hpp"
#include "store/connections.hpp"
#include "store/drifts.hpp"
#include "store/knowledge.hpp"
#include "store/profiles.hpp"
#include "store/testing.hpp"

#include <gtest/gtest.h>

namespace parlance::store {
namespace {

class CatalogRowsTest : public StoreTest {
protected:
    CatalogRowsTest() {
        const NewConnection wanted{.name = "shop", .kind = "sqlite", .path = "shop.sqlite"};
        shop =
            write([&](Writer& writer) { return add_connection(writer, vault(), ada, wanted).id; });
    }

    void put_note(std::string subject, std::string content) {
        write([&](Writer& writer) {
            put_catalog_note(writer, ledger(), ada, shop, NoteKind::relation, subject, content);
        });
    }
    std::vector<CatalogNote> notes(NoteKind kind = NoteKind::relation) {
        return read([&](Reader& reader) { return catalog_notes(reader, ledger(), ada, shop, kind); }
        );
    }
    std::int64_t version() {
        return read([&](Reader& reader) { return knowledge_version(reader, ada, shop); });
    }
    void keep_profile(std::string table, std::string content) {
        write([&](Writer& writer) {
            keep_table_profile(writer, ledger(), ada, shop, "main", table, content);
        });
    }
    std::optional<StoredProfile> profile(std::string table) {
        return read([&](Reader& reader) {
            return table_profile(reader, ledger(), ada, shop, "main", table);
        });
    }
    /// Whether the text stands somewhere in the tables as it is.
    bool lies_open(std::string_view text) {
        return read([&](Reader& reader) {
            for (const char* from : {"schema_drifts", "catalog_notes", "table_profiles"}) {
                const auto rows = reader.rows(std::string("SELECT sealed FROM ") + from);
                for (const Row& row : rows)
                    if (row.text("sealed").contains(text)) return true;
            }
            return false;
        });
    }

    std::string shop;
};

TEST_F(CatalogRowsTest, ANoteTakesThePlaceOfTheOneBefore) {
    put_note("a", "first");
    put_note("b", "other");
    const std::int64_t before = version();
    put_note("a", "second");
    const auto held = notes();
    ASSERT_EQ(held.size(), 2U);
    EXPECT_EQ(held.front().content, "second");
    EXPECT_EQ(held.front().author, "ada");
    EXPECT_EQ(version(), before + 1);
    EXPECT_TRUE(notes(NoteKind::description).empty());
    write([&](Writer& writer) { remove_catalog_note(writer, ada, shop, NoteKind::relation, "a"); });
    EXPECT_EQ(notes().size(), 1U);
    EXPECT_EQ(version(), before + 2);
}

TEST_F(CatalogRowsTest, DriftsComeNewestFirst) {
    for (const char* content : {"one", "two", "three"})
        write([&](Writer& writer) { add_drift(writer, ledger(), ada, shop, content); });
    const auto page = [&](std::string before) {
        return read([&](Reader& reader) {
            return drifts(reader, ledger(), ada, shop, {.limit = 2, .before = before});
        });
    };
    const auto first = page("");
    ASSERT_EQ(first.items.size(), 2U);
    EXPECT_EQ(first.items.front().content, "three");
    const auto second = page(first.next.value());
    ASSERT_EQ(second.items.size(), 1U);
    EXPECT_EQ(second.items.front().content, "one");
    EXPECT_FALSE(second.next.has_value());
}

TEST_F(CatalogRowsTest, AProfileIsForgottenOneByOneAndAsAWhole) {
    keep_profile("orders", "old");
    keep_profile("orders", "new");
    keep_profile("people", "other");
    EXPECT_EQ(profile("orders")->content, "new");
    const auto stale = read([&](Reader& reader) {
        return profiled_before(reader, ada, shop, system_now() + std::chrono::hours(1), 10);
    });
    EXPECT_EQ(stale.size(), 2U);
    write([&](Writer& writer) { forget_table_profile(writer, ada, shop, "main", "orders"); });
    EXPECT_FALSE(profile("orders").has_value());
    write([&](Writer& writer) { forget_table_profiles(writer, ada, shop); });
    EXPECT_FALSE(profile("people").has_value());
}

TEST_F(CatalogRowsTest, NothingLiesOpen) {
    put_note("a", "rosebud");
    keep_profile("orders", "rosebud");
    write([&](Writer& writer) { add_drift(writer, ledger(), ada, shop, "rosebud"); });
    EXPECT_FALSE(lies_open("rosebud"));
}

TEST_F(CatalogRowsTest, AnotherTenantHasNoPartInIt) {
    put_note("a", "x");
    keep_profile("orders", "x");
    write([&](Writer& writer) { add_drift(writer, ledger(), ada, shop, "x"); });
    EXPECT_EQ(
        read_fails([&](Reader& reader) {
            return catalog_notes(reader, ledger(), eve, shop, NoteKind::relation);
        }),
        "connection_not_found"
    );
    EXPECT_EQ(
        read_fails([&](Reader& reader) { return drifts(reader, ledger(), eve, shop, {}); }),
        "connection_not_found"
    );
    EXPECT_EQ(
        read_fails([&](Reader& reader) {
            return table_profile(reader, ledger(), eve, shop, "main", "orders");
        }),
        "connection_not_found"
    );
    write([&](Writer& writer) { forget_table_profiles(writer, eve, shop); });
    write([&](Writer& writer) { forget_table_profile(writer, eve, shop, "main", "orders"); });
    EXPECT_TRUE(profile("orders").has_value());
    EXPECT_TRUE(read([&](Reader& reader) {
                    return profiled_before(
                        reader, eve, shop, system_now() + std::chrono::hours(1), 10
                    );
                }).empty());
}

}  // namespace
}  // namespace parlance::store
