#include "store/tenant_deletion.hpp"

#include "store/audit.hpp"
#include "store/driver.hpp"
#include "store/testing.hpp"

#include <set>

namespace parlance::store {
namespace {

/// A row for a tenant in every table that has tenants, whatever its columns are: a table that is
/// added tomorrow is in here too.
class TenantDeletionTest : public StoreTest {
protected:
    /// Past what the tables promise each other: here only the tenant of a row matters.
    void fill(const Principal& who) {
        const auto raw = open_session(url, Use::writing);
        *raw << "PRAGMA foreign_keys=OFF";
        *raw << "PRAGMA ignore_check_constraints=ON";
        for (const std::string& table : all_tables()) {
            if (columns_of(table).contains("tenant_id")) *raw << row_for(table, who);
        }
    }
    std::string row_for(const std::string& table, const Principal& who) {
        std::string names;
        std::string values;
        for (const auto& [name, type] : columns_of(table)) {
            const std::string mark = "'" + table + " of " + who.username + "'";
            names += (names.empty() ? "" : ", ") + name;
            values += values.empty() ? "" : ", ";
            values += name == "tenant_id" ? "'" + who.tenant_id + "'" : type == "TEXT" ? mark : "7";
        }
        return "INSERT INTO " + table + " (" + names + ") VALUES (" + values + ")";
    }
    std::set<std::string> all_tables() {
        return read([](Reader& reader) {
            std::set<std::string> names;
            for (const Row& row :
                 reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"))
                names.insert(row.text("name"));
            return names;
        });
    }
    std::map<std::string, std::string> columns_of(const std::string& table) {
        return read([&](Reader& reader) {
            std::map<std::string, std::string> columns;
            for (const Row& row :
                 reader.rows("SELECT name, type FROM pragma_table_info('" + table + "')"))
                columns.emplace(row.text("name"), row.text("type"));
            return columns;
        });
    }
    /// How many rows have this text in any of their columns.
    std::int64_t mentions_in(const std::string& table, const std::string& text) {
        std::string any;
        for (const auto& [name, type] : columns_of(table))
            any += (any.empty() ? "" : " OR ") + name + " = '" + text + "'";
        return read([&](Reader& reader) {
            return reader.count("SELECT count(*) AS value FROM " + table + " WHERE " + any);
        });
    }
    std::vector<std::string> folders() {
        return read([](Reader& reader) { return folders_to_remove(reader, System{}); });
    }
    std::int64_t mentions_of(const std::string& text) {
        std::int64_t all = 0;
        for (const std::string& table : all_tables())
            all += mentions_in(table, text);
        return all;
    }
};

TEST_F(TenantDeletionTest, EmptiesEveryTableThatHasTenants) {
    fill(ada);
    fill(eve);
    const std::int64_t of_eve = mentions_of(eve.tenant_id);
    const auto tables = read([](Reader& reader) { return tenant_tables(reader, System{}); });
    EXPECT_GT(tables.size(), 30);
    for (const std::string& table : tables)
        EXPECT_GT(mentions_in(table, ada.tenant_id), 0) << table;
    const auto members = write([&](Writer& writer) { return delete_tenant(writer, ada); });
    EXPECT_NE(std::ranges::find(members, ada.user_id), members.end());
    EXPECT_EQ(folders(), std::vector{ada.tenant_id});
    write([&](Writer& writer) { note_folder_removed(writer, System{}, ada.tenant_id); });
    EXPECT_TRUE(folders().empty());
    for (const std::string& table : all_tables())
        EXPECT_EQ(mentions_in(table, ada.tenant_id), 0) << table;
    EXPECT_EQ(mentions_of(eve.tenant_id), of_eve);
}

TEST_F(TenantDeletionTest, WhoBelongsElsewhereKeepsTheAccount) {
    const User guest = write([&](Writer& writer) {
        const User made = create_user(writer, System{}, {"guest", {}, "hash"});
        add_member(writer, System{}, ada.tenant_id, made.id, "viewer");
        add_member(writer, System{}, eve.tenant_id, made.id, "viewer");
        return made;
    });
    write([&](Writer& writer) { delete_tenant(writer, ada); });
    read([&](Reader& reader) {
        EXPECT_FALSE(user_by_id(reader, System{}, ada.user_id));
        EXPECT_TRUE(user_by_id(reader, System{}, guest.id));
        EXPECT_TRUE(user_by_id(reader, System{}, eve.user_id));
    });
}

TEST_F(TenantDeletionTest, NothingIsWrittenForATenantThatIsGone) {
    const auto log = [&](Writer& writer) {
        append_audit(writer, ledger(), ada, {.door = "http", .action = "sql", .outcome = "failed"});
    };
    write(log);
    write([&](Writer& writer) { delete_tenant(writer, ada); });
    // What ran meanwhile ends later, with the keys still in memory.
    EXPECT_EQ(write_fails(log), "tenant_not_found");
    ledger().forget(ada.tenant_id);
    EXPECT_EQ(write_fails(log), "tenant_not_found");
    EXPECT_EQ(mentions_of(ada.tenant_id), 0);
    EXPECT_EQ(write_fails([&](Writer& writer) { delete_tenant(writer, ada); }), "tenant_not_found");
}

}  // namespace
}  // namespace parlance::store
