#include "store/dashboard_versions.hpp"

#include "store/testing.hpp"

namespace parlance::store {
namespace {

class DashboardVersionsTest : public StoreTest {
protected:
    DashboardVersionsTest() {
        colleague = ada;
        colleague.user_id = new_id();
        id = write([&](Writer& writer) {
            return add_dashboard(
                writer,
                ledger(),
                ada,
                {"Sales", ""},
                {asking("SELECT 1", "One"), asking("SELECT 2", "Two")}
            );
        });
    }

    static TileDraft asking(std::string sql, std::string title) {
        TileDraft draft{.kind = "number", .title = std::move(title)};
        draft.sql = std::move(sql);
        return draft;
    }
    std::vector<Tile> now() {
        return read([&](Reader& reader) { return tiles(reader, ledger(), ada, id); });
    }
    std::vector<std::string> summaries() {
        return read([&](Reader& reader) {
            std::vector<std::string> all;
            for (const DashboardVersion& each : dashboard_versions(reader, ledger(), ada, id))
                all.push_back(each.summary);
            return all;
        });
    }
    std::int64_t version() {
        return read([&](Reader& reader) { return dashboard(reader, ledger(), ada, id).version; });
    }
    void change(const DashboardContent& content) {
        const std::int64_t seen = version();
        write([&](Writer& writer) { change_dashboard(writer, ledger(), ada, id, seen, content); });
    }

    Principal colleague;  ///< of ada's tenant
    std::string id;
};

TEST_F(DashboardVersionsTest, EveryChangeIsKeptWithWhatItWas) {
    const std::vector<Tile> first = now();
    change({"Sales of 2026", "What sells", 60, {}});
    write([&](Writer& writer) {
        TileDraft other = first[0];
        other.sql = "SELECT 3";
        other.place.reset();
        change_tile(writer, ledger(), ada, first[0], 1, other, true);
        remove_tile(writer, ledger(), ada, id, first[1].id);
        lay_out_dashboard(
            writer,
            ledger(),
            ada,
            id,
            dashboard(writer, ledger(), ada, id).version,
            {{first[0].id, TilePlace{.x = 3}}}
        );
    });
    EXPECT_EQ(
        summaries(),
        (std::vector<std::string>{
            "Moved a tile",
            "Removed the tile “Two”",
            "Changed the tile “One”: SQL",
            "Changed the dashboard: title, description, how often it refreshes",
            "Made it",
        })
    );
}

TEST_F(DashboardVersionsTest, AVersionComesBackWhole) {
    const std::vector<Tile> before = now();
    change({"Other", "", 60, {{"f", "choice", "Country", {{"c", "main", "customers", "country"}}}}}
    );
    write([&](Writer& writer) {
        TileDraft other = before[0];
        other.sql = "SELECT 3";
        change_tile(writer, ledger(), ada, before[0], 1, other, true);
        remove_tile(writer, ledger(), ada, id, before[1].id);
        add_tile(writer, ledger(), ada, id, asking("SELECT 4", "Four"));
    });
    const std::int64_t seen = version();
    EXPECT_EQ(
        write_fails([&](Writer& writer) {
            restore_dashboard(writer, ledger(), ada, id, seen - 1, 1);
        }),
        "dashboard_changed"
    );
    write([&](Writer& writer) { restore_dashboard(writer, ledger(), ada, id, seen, 1); });
    read([&](Reader& reader) {
        const Dashboard back = dashboard(reader, ledger(), ada, id);
        EXPECT_EQ(back.title, "Sales");
        EXPECT_TRUE(back.filters.empty());
        EXPECT_FALSE(back.refresh_seconds);
        const DashboardSnapshot second = dashboard_version(reader, ledger(), ada, id, 2);
        EXPECT_EQ(second.content.filters.at(0).columns.at(0).column, "country");
    });
    const std::vector<Tile> after = now();
    ASSERT_EQ(after.size(), 2);
    for (std::size_t at = 0; at < after.size(); ++at) {
        EXPECT_EQ(after[at].id, before[at].id);
        EXPECT_EQ(after[at].sql, before[at].sql);
        EXPECT_EQ(after[at].place, before[at].place);
    }
    EXPECT_EQ(summaries().front(), "Restored version 1");
}

TEST_F(DashboardVersionsTest, OnlyTheNewestAreKept) {
    for (int at = 0; at < dashboard_versions_max + 3; ++at)
        change({std::to_string(at), ""});
    EXPECT_EQ(summaries().size(), dashboard_versions_max);
    EXPECT_EQ(
        write_fails([&](Writer& writer) { (void)dashboard_version(writer, ledger(), ada, id, 1); }),
        "dashboard_version_not_found"
    );
}

TEST_F(DashboardVersionsTest, WhoMayNotChangeItSeesNone) {
    const auto look = [&](const Principal& who) {
        return write_fails([&](Writer& writer) {
            (void)dashboard_versions(writer, ledger(), who, id);
        });
    };
    EXPECT_EQ(look(colleague), "dashboard_not_yours");
    EXPECT_EQ(look(eve), "dashboard_not_found");
}

}  // namespace
}  // namespace parlance::store
