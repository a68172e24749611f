#include "store/dashboards.hpp"

#include "store/testing.hpp"

#include <fstream>

namespace parlance::store {
namespace {

class DashboardsTest : public StoreTest {
protected:
    DashboardsTest() {
        colleague = ada;
        colleague.user_id = new_id();
        admin = colleague;
        admin.permissions = {Permission::read, Permission::write, Permission::admin};
        id = make(ada, {tile_of("SELECT 'literal-in-tile-4711'", "Orders of secretperson")});
    }

    static TileDraft tile_of(std::string sql, std::string title = "Orders") {
        TileDraft draft{.title = std::move(title), .connection_id = "conn"};
        draft.question = "how many orders";
        draft.sql = std::move(sql);
        draft.chart = R"({"mark":"bar"})";
        return draft;
    }
    std::string make(const Principal& who, const std::vector<TileDraft>& drafts) {
        return write([&](Writer& writer) {
            return add_dashboard(writer, ledger(), who, {"Sales", "What sells"}, drafts);
        });
    }
    Dashboard look(const Principal& who, const std::string& wanted) {
        return read([&](Reader& reader) { return dashboard(reader, ledger(), who, wanted); });
    }
    std::vector<Tile> tiles_of(const Principal& who, const std::string& wanted) {
        return read([&](Reader& reader) { return tiles(reader, ledger(), who, wanted); });
    }
    std::string rename_as(const Principal& who, std::int64_t version) {
        return write_fails([&](Writer& writer) {
            change_dashboard(writer, ledger(), who, id, version, {"Other", ""});
        });
    }
    std::string
    change_as(const Principal& who, std::int64_t version, const TileDraft& draft, bool rewritten) {
        return write_fails([&](Writer& writer) {
            const Tile before = tiles(writer, ledger(), who, id).at(0);
            change_tile(writer, ledger(), who, before, version, draft, rewritten);
        });
    }

    Principal colleague;  ///< of ada's tenant
    Principal admin;      ///< of ada's tenant, too
    std::string id;
};

TEST_F(DashboardsTest, KeepsWhatWasWritten) {
    const Dashboard made = look(colleague, id);
    EXPECT_EQ(made.title, "Sales");
    EXPECT_EQ(made.description, "What sells");
    EXPECT_EQ(made.owner_id, ada.user_id);
    EXPECT_EQ(made.owner_name, "ada");
    EXPECT_EQ(made.version, 1);
    EXPECT_EQ(made.tiles, 1);
    const std::vector<Tile> all = tiles_of(colleague, id);
    ASSERT_EQ(all.size(), 1);
    EXPECT_EQ(all[0].title, "Orders of secretperson");
    EXPECT_EQ(all[0].sql, "SELECT 'literal-in-tile-4711'");
    EXPECT_EQ(all[0].question, "how many orders");
    EXPECT_EQ(all[0].chart, R"({"mark":"bar"})");
    EXPECT_EQ(all[0].connection_id, "conn");
    EXPECT_EQ(all[0].author_id, ada.user_id);
    EXPECT_EQ(all[0].place, TilePlace{});
    EXPECT_FALSE(all[0].text);
    EXPECT_FALSE(all[0].refresh_seconds);
}

TEST_F(DashboardsTest, TheFilesHoldNoTextOfIt) {
    database.flush();
    for (const char* end : {"", "-wal"}) {
        std::ifstream file(folder.path() / (std::string("store.db") + end));
        const std::string all(std::istreambuf_iterator<char>(file), {});
        for (const char* secret : {"literal-in-tile-4711", "secretperson", "What sells"})
            EXPECT_EQ(all.find(secret), std::string::npos) << secret;
    }
}

TEST_F(DashboardsTest, AnotherTenantsDoesNotExist) {
    const std::string tile_id = tiles_of(ada, id).at(0).id;
    const auto refusals = [&](const std::string& wanted, const std::string& wanted_tile) {
        std::vector<std::string> codes;
        const auto note = [&](auto work) { codes.push_back(write_fails(work)); };
        note([&](Writer& w) { (void)dashboard(w, ledger(), eve, wanted); });
        note([&](Writer& w) { (void)tile(w, ledger(), eve, wanted, wanted_tile); });
        note([&](Writer& w) { change_dashboard(w, ledger(), eve, wanted, 1, {}); });
        note([&](Writer& w) { remove_dashboard(w, eve, wanted); });
        note([&](Writer& w) { lay_out_dashboard(w, ledger(), eve, wanted, 1, {}); });
        note([&](Writer& w) { duplicate_dashboard(w, ledger(), eve, wanted, {}); });
        note([&](Writer& w) { add_tile(w, ledger(), eve, wanted, {}); });
        note([&](Writer& w) { remove_tile(w, ledger(), eve, wanted, wanted_tile); });
        return codes;
    };
    const std::vector<std::string> codes = refusals(id, tile_id);
    EXPECT_EQ(codes, refusals(new_id(), new_id()));
    for (const std::string& code : codes)
        EXPECT_TRUE(code.ends_with("_not_found")) << code;
    EXPECT_TRUE(tiles_of(eve, id).empty());
    read([&](Reader& reader) { EXPECT_TRUE(dashboards(reader, ledger(), eve, {}).items.empty()); });
    EXPECT_EQ(tiles_of(ada, id).size(), 1);
}

TEST_F(DashboardsTest, ATileOfAnotherDashboardIsNotThisOnes) {
    const std::string mine = make(eve, {tile_of("SELECT 1")});
    const std::string hers = tiles_of(ada, id).at(0).id;
    const auto taken = [&](Writer& w) {
        lay_out_dashboard(w, ledger(), eve, mine, 1, {{hers, TilePlace{.x = 3}}});
    };
    EXPECT_EQ(write_fails(taken), "tile_not_found");
    EXPECT_EQ(
        write_fails([&](Writer& w) { remove_tile(w, ledger(), eve, mine, hers); }), "tile_not_found"
    );
    EXPECT_EQ(look(eve, mine).version, 1);
    EXPECT_EQ(tiles_of(ada, id).at(0).place, TilePlace{});
}

TEST_F(DashboardsTest, ItsOwnerAndAdministratorsChangeIt) {
    EXPECT_EQ(rename_as(colleague, 1), "dashboard_not_yours");
    EXPECT_EQ(change_as(colleague, 1, tile_of("SELECT 2"), true), "dashboard_not_yours");
    EXPECT_EQ(
        write_fails([&](Writer& w) { remove_dashboard(w, colleague, id); }), "dashboard_not_yours"
    );
    EXPECT_EQ(rename_as(ada, 1), "");
    EXPECT_EQ(rename_as(admin, 2), "");
    EXPECT_EQ(look(ada, id).title, "Other");
    EXPECT_EQ(look(ada, id).owner_id, ada.user_id);
}

TEST_F(DashboardsTest, NobodyWritesOverAChangeUnseen) {
    EXPECT_EQ(rename_as(ada, 1), "");
    EXPECT_EQ(rename_as(ada, 1), "dashboard_changed");
    const auto move = [&](Writer& w) { lay_out_dashboard(w, ledger(), ada, id, 1, {}); };
    EXPECT_EQ(write_fails(move), "dashboard_changed");
    EXPECT_EQ(change_as(ada, 1, tile_of("SELECT 2"), true), "");
    EXPECT_EQ(change_as(ada, 1, tile_of("SELECT 3"), true), "dashboard_changed");
    EXPECT_EQ(tiles_of(ada, id).at(0).sql, "SELECT 2");
    EXPECT_EQ(tiles_of(ada, id).at(0).version, 2);
}

TEST_F(DashboardsTest, WhoeverRewritesATileIsItsAuthor) {
    EXPECT_EQ(change_as(admin, 1, tile_of("SELECT 1", "Renamed"), false), "");
    EXPECT_EQ(tiles_of(ada, id).at(0).author_id, ada.user_id);
    EXPECT_EQ(change_as(admin, 2, tile_of("SELECT 2"), true), "");
    EXPECT_EQ(tiles_of(ada, id).at(0).author_id, admin.user_id);
}

TEST_F(DashboardsTest, ANewTileStandsBelowTheOthers) {
    write([&](Writer& w) { add_tile(w, ledger(), ada, id, {.kind = "text", .text = "# Hello"}); });
    TileDraft placed = tile_of("SELECT 3");
    placed.place = TilePlace{6, 0, 6, 2};
    placed.refresh_seconds = 60;
    write([&](Writer& w) { add_tile(w, ledger(), ada, id, placed); });
    const std::vector<Tile> all = tiles_of(ada, id);
    ASSERT_EQ(all.size(), 3);
    EXPECT_EQ(all[1].place, (TilePlace{6, 0, 6, 2}));
    EXPECT_EQ(all[1].refresh_seconds, 60);
    EXPECT_EQ(all[2].place, (TilePlace{0, 4, 6, 4}));
    EXPECT_EQ(all[2].text, "# Hello");
    EXPECT_EQ(look(ada, id).version, 3);
}

TEST_F(DashboardsTest, MovesTilesInOneCall) {
    const std::string first = tiles_of(ada, id).at(0).id;
    const std::string second =
        write([&](Writer& w) { return add_tile(w, ledger(), ada, id, tile_of("SELECT 2")); });
    write([&](Writer& w) {
        lay_out_dashboard(
            w,
            ledger(),
            ada,
            id,
            2,
            {{first, TilePlace{0, 5, 12, 4}}, {second, TilePlace{0, 0, 12, 5}}}
        );
    });
    const std::vector<Tile> all = tiles_of(ada, id);
    EXPECT_EQ(all[0].id, second);
    EXPECT_EQ(all[1].place, (TilePlace{0, 5, 12, 4}));
    EXPECT_EQ(all[1].version, 1);
    EXPECT_EQ(look(ada, id).version, 3);
}

TEST_F(DashboardsTest, ACopyBelongsToTheOneWhoCopies) {
    const std::string copy =
        write([&](Writer& w) { return duplicate_dashboard(w, ledger(), colleague, id, {}); });
    EXPECT_EQ(look(ada, copy).title, "Copy of Sales");
    EXPECT_EQ(look(ada, copy).owner_id, colleague.user_id);
    const std::vector<Tile> all = tiles_of(ada, copy);
    ASSERT_EQ(all.size(), 1);
    EXPECT_EQ(all[0].sql, "SELECT 'literal-in-tile-4711'");
    EXPECT_EQ(all[0].author_id, ada.user_id);
    write([&](Writer& w) { remove_dashboard(w, ada, id); });
    EXPECT_EQ(tiles_of(ada, copy).size(), 1);
    EXPECT_TRUE(tiles_of(ada, id).empty());
}

TEST_F(DashboardsTest, HasSoManyTilesAndNoMore) {
    const std::vector<TileDraft> many(60, tile_of("SELECT 1"));
    const std::string full = make(ada, many);
    EXPECT_EQ(look(ada, full).tiles, 60);
    const auto more = [&](Writer& w) { add_tile(w, ledger(), ada, full, tile_of("SELECT 1")); };
    EXPECT_EQ(write_fails(more), "too_many_tiles");
    EXPECT_EQ(look(ada, full).version, 1);
}

TEST_F(DashboardsTest, ListsThemNewestFirst) {
    const std::string second = make(colleague, {});
    const std::string third = make(ada, {});
    read([&](Reader& reader) {
        const auto first = dashboards(reader, ledger(), ada, {.limit = 2});
        ASSERT_EQ(first.items.size(), 2);
        EXPECT_EQ(first.items[0].id, third);
        EXPECT_EQ(first.items[1].id, second);
        EXPECT_FALSE(first.items[1].owner_name);
        const auto rest =
            dashboards(reader, ledger(), ada, {.limit = 2, .before = first.next.value()});
        ASSERT_EQ(rest.items.size(), 1);
        EXPECT_EQ(rest.items[0].id, id);
        EXPECT_FALSE(rest.next);
    });
}

TEST_F(DashboardsTest, OutlivesARotationOfTheKeys) {
    ledger().rotate(System{}, ada.tenant_id);
    vault().rotate_data_key(System{}, ada.tenant_id);
    EXPECT_EQ(look(ada, id).title, "Sales");
    EXPECT_EQ(tiles_of(ada, id).at(0).question, "how many orders");
}

}  // namespace
}  // namespace parlance::store
