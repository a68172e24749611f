#include "ask/proposal.hpp"

#include "ask/proposal_goal.hpp"
#include "ask/proposal_ideas.hpp"
#include "ask/proposal_layout.hpp"
#include "ask/proposal_words.hpp"
#include "base/testing/temporary_folder.hpp"
#include "base/wait_for.hpp"
#include "catalog/local.hpp"
#include "catalog/sample_shop.hpp"
#include "connectors/sqlite_writer.hpp"
#include "engine/test_schema.hpp"
#include "guard/relation.hpp"
#include "sql/render.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace parlance::ask {
namespace {

using namespace std::chrono_literals;

/// Ideas for one of the engine's test schemas.
class IdeasTest : public testing::Test {
protected:
    std::vector<Idea> ideas(const std::string& schema, const guard::Policy& policy = {}) {
        pack_ = engine::test::pack(schema);
        return ideas_for(SourceMap(model(), policy));
    }
    const engine::Model& model() { return dynamic_cast<const engine::Model&>(*pack_); }
    static std::set<std::string> titles(const std::vector<Idea>& all, TileSort sort) {
        std::set<std::string> found;
        for (const Idea& idea : all) {
            if (idea.sort == sort) found.insert(idea.attempts.front().title);
        }
        return found;
    }
    static std::string sql_of(const std::vector<Idea>& all, const std::string& title) {
        for (const Idea& idea : all) {
            if (idea.attempts.front().title == title)
                return sql::render(idea.attempts.front().query, Dialect::postgres);
        }
        return "no such idea";
    }
    static guard::Policy masking(const std::string& table, const std::string& column) {
        guard::Relation relation;
        relation.masked = {column};
        guard::Relations all;
        all.emplace(TableName{"public", table}, relation);
        guard::Policy policy;
        policy.relations = std::make_shared<const guard::Relations>(std::move(all));
        return policy;
    }

    std::shared_ptr<const engine::SchemaPack> pack_;
};

TEST_F(IdeasTest, ReadsLegacyNamesWithoutDeclaredKeys) {
    const auto all = ideas("legacy");
    const auto numbers = titles(all, TileSort::number);
    EXPECT_TRUE(numbers.contains("Revenue"));
    EXPECT_TRUE(numbers.contains("Orders"));
    EXPECT_TRUE(titles(all, TileSort::course).contains("Orders by month"));
    EXPECT_TRUE(titles(all, TileSort::breakdown).contains("Orders by status"));
    EXPECT_TRUE(titles(all, TileSort::breakdown).contains("Orders by customer country"));
    EXPECT_TRUE(titles(all, TileSort::ranking).contains("Top 10 customers by orders"));
    EXPECT_TRUE(titles(all, TileSort::rows).contains("Latest orders"));
}

TEST_F(IdeasTest, AveragesWhatDoesNotAddUp) {
    const auto numbers = titles(ideas("sensors"), TileSort::number);
    EXPECT_TRUE(numbers.contains("Average temperature"));
    EXPECT_FALSE(numbers.contains("Total temperature"));
}

TEST_F(IdeasTest, DoesNotGroupByProse) {
    const auto all = ideas("reviews");
    EXPECT_TRUE(titles(all, TileSort::breakdown).contains("Reviews by source"));
    for (const std::string& title : titles(all, TileSort::breakdown))
        EXPECT_EQ(title.find("state"), std::string::npos) << title;
}

TEST_F(IdeasTest, WritesWhatItSays) {
    const auto all = ideas("legacy");
    const std::string top = sql_of(all, "Top 10 customers by orders");
    EXPECT_NE(top.find("count("), std::string::npos) << top;
    EXPECT_NE(top.find("DESC LIMIT 10"), std::string::npos) << top;
    const std::string months = sql_of(all, "Orders by month");
    EXPECT_NE(months.find("date_trunc('month'"), std::string::npos) << months;
}

TEST_F(IdeasTest, NothingMaskedTakesPart) {
    const auto untouched = ideas("legacy");
    EXPECT_TRUE(titles(untouched, TileSort::breakdown).contains("Orders by customer country"));
    for (const auto& [table, column] : std::initializer_list<std::pair<std::string, std::string>>{
             {"CUST", "CTRY"}, {"CUST", "CUST_NM"}, {"ORDR", "ORD_DT"}, {"ORD_ITM", "UNIT_PRC"}
         }) {
        const auto all = ideas("legacy", masking(table, column));
        EXPECT_FALSE(all.empty());
        for (const Idea& idea : all) {
            for (const Attempt& attempt : idea.attempts) {
                const std::string text = sql::render(attempt.query, Dialect::postgres);
                EXPECT_EQ(text.find('"' + column + '"'), std::string::npos) << text;
            }
        }
    }
}

TEST_F(IdeasTest, AMaskedKeyLeadsNowhere) {
    const auto all = ideas("legacy", masking("CUST", "CUST_ID"));
    for (const std::string& title : titles(all, TileSort::breakdown))
        EXPECT_EQ(title.find("customer"), std::string::npos) << title;
    EXPECT_TRUE(titles(all, TileSort::breakdown).contains("Orders by status"));
}

TEST_F(IdeasTest, AGoalBringsForwardWhatItMeans) {
    auto all = ideas("legacy");
    const auto relevance = [&](const std::string& title) {
        const auto found = std::ranges::find_if(all, [&](const Idea& idea) {
            return idea.attempts.front().title == title;
        });
        return found == all.end() ? -1 : found->relevance;
    };
    EXPECT_TRUE(weigh_by_goal(all, "revenue overview", model(), engine::test::today()).empty());
    EXPECT_GT(relevance("Revenue"), relevance("Orders"));
    EXPECT_TRUE(weigh_by_goal(all, "customers", model(), engine::test::today()).empty());
    EXPECT_GT(relevance("Top 10 customers by orders"), relevance("Orders by status"));
    EXPECT_EQ(
        weigh_by_goal(all, "overview of quasars", model(), engine::test::today()),
        std::vector<std::string>{"quasars"}
    );
}

TEST(ProposalLayout, FillsTheGridWithoutOverlaps) {
    std::vector<ProposedTile> tiles;
    for (const char* kind : {"number", "number", "number", "chart", "chart", "chart", "table"})
        tiles.push_back({.kind = kind});
    lay_out(tiles);
    std::set<std::pair<std::int64_t, std::int64_t>> taken;
    for (const ProposedTile& tile : tiles) {
        EXPECT_LE(tile.place.x + tile.place.width, 12);
        for (std::int64_t x = 0; x < tile.place.width; ++x) {
            for (std::int64_t y = 0; y < tile.place.height; ++y)
                EXPECT_TRUE(taken.emplace(tile.place.x + x, tile.place.y + y).second);
        }
    }
    EXPECT_EQ(tiles[2].place, (store::TilePlace{8, 0, 4, 2}));
    EXPECT_EQ(tiles[5].place, (store::TilePlace{0, 6, 12, 4}));
}

TEST(ProposalWords, SaysWhatIsBeside) {
    EXPECT_EQ(capitalised("order value"), "Order value");
    EXPECT_EQ(uncapitalised("Average price"), "average price");
    EXPECT_EQ(uncapitalised("SKU count"), "SKU count");
    EXPECT_EQ(label_of("Average order value"), "average_order_value");
}

/// Proposals over SQLite files.
class ProposalTest : public testing::Test {
protected:
    catalog::View open(const std::string& file) {
        const auto connection = catalog::connection_named("sqlite:" + folder_.at(file));
        return wait_for(catalog::open_local(connection, environment_, {}));
    }
    catalog::View made_of(const std::vector<connectors::NewTable>& tables) {
        connectors::write_sqlite(folder_.at("made.sqlite"), tables);
        return open("made.sqlite");
    }
    Proposal propose(const catalog::View& view, std::string goal = {}) {
        record_ = {};
        ProposalRequest request{
            std::move(goal), std::chrono::sys_days{2025y / 7 / 1}, {"test", {}}
        };
        return wait_for(propose_dashboard(view, std::move(request), record_, {}));
    }
    static std::size_t count(const Proposal& made, std::string_view kind) {
        return static_cast<std::size_t>(std::ranges::count(made.tiles, kind, &ProposedTile::kind));
    }

    TemporaryFolder folder_;
    BlockingPool pool_{"test", 1};
    connectors::Environment environment_{.blocking = pool_, .node = "test"};
    Record record_;
};

TEST_F(ProposalTest, TheShopGetsAWholeDashboard) {
    catalog::write_sample_shop(folder_.at("shop.sqlite"), std::chrono::sys_days{2025y / 7 / 1});
    const Proposal made = propose(open("shop.sqlite"));
    EXPECT_EQ(made.reason, "");
    EXPECT_EQ(count(made, "number"), 4);
    EXPECT_GE(count(made, "chart"), 6);
    EXPECT_EQ(count(made, "table"), 1);
    EXPECT_EQ(made.title, "Orders at a glance");
    EXPECT_EQ(made.tiles.front().title, "Revenue");
    EXPECT_EQ(made.tiles[2].title, "Orders");
    EXPECT_EQ(made.tiles.back().title, "Latest orders");
    std::set<std::string> titles;
    for (const ProposedTile& tile : made.tiles) {
        EXPECT_TRUE(titles.insert(tile.title).second) << tile.title;
        EXPECT_EQ(tile.kind == "chart", tile.chart && tile.kind != "number") << tile.title;
    }
    EXPECT_EQ(record_.outcome, "answered");
    EXPECT_FALSE(record_.tables.empty());
}

TEST_F(ProposalTest, AGoalOrdersTheTiles) {
    catalog::write_sample_shop(folder_.at("shop.sqlite"), std::chrono::sys_days{2025y / 7 / 1});
    const catalog::View view = open("shop.sqlite");
    const Proposal sales = propose(view, "sales overview");
    EXPECT_EQ(sales.title, "Sales overview");
    EXPECT_EQ(sales.tiles.front().title, "Revenue");
    EXPECT_TRUE(sales.unmatched.empty());
    const Proposal asked = propose(view, "number of customers per country");
    const auto charts = std::ranges::find(asked.tiles, "chart", &ProposedTile::kind);
    ASSERT_NE(charts, asked.tiles.end());
    EXPECT_TRUE(std::ranges::any_of(asked.tiles, [](const ProposedTile& tile) {
        return tile.title == "Number of customers per country";
    }));
}

TEST_F(ProposalTest, ProposesTheSameTwice) {
    catalog::write_sample_shop(folder_.at("shop.sqlite"), std::chrono::sys_days{2025y / 7 / 1});
    const catalog::View view = open("shop.sqlite");
    const Proposal first = propose(view);
    const Proposal second = propose(view);
    ASSERT_EQ(first.tiles.size(), second.tiles.size());
    for (std::size_t i = 0; i < first.tiles.size(); ++i)
        EXPECT_EQ(first.tiles[i].sql, second.tiles[i].sql);
}

TEST_F(ProposalTest, OneTableWithoutTimeIsEnough) {
    connectors::NewTable movies{
        "movies", "CREATE TABLE movies (title TEXT, genre TEXT, votes INT)"
    };
    for (std::int64_t i = 0; i < 40; ++i)
        movies.rows.push_back(
            {"Movie " + std::to_string(i), i % 3 == 0 ? "drama" : "comedy", 10 * i}
        );
    const Proposal made = propose(made_of({movies}));
    std::set<std::string> titles;
    for (const ProposedTile& tile : made.tiles)
        titles.insert(tile.title);
    EXPECT_TRUE(titles.contains("Movies"));
    EXPECT_TRUE(titles.contains("Movies by genre"));
    EXPECT_TRUE(titles.contains("Top 10 movies by votes"));
    EXPECT_TRUE(titles.contains("Some movies"));
}

TEST_F(ProposalTest, WhatThereIsHasACourseOfWhatIsNew) {
    connectors::NewTable people{
        "patients",
        "CREATE TABLE patients (id INTEGER PRIMARY KEY, name TEXT, born_on DATE, weight INT)"
    };
    connectors::NewTable clients{
        "clients",
        "CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT, joined_on DATE, rank INT)"
    };
    connectors::NewTable visits{
        "visits",
        "CREATE TABLE visits (id INTEGER PRIMARY KEY, patient_id INTEGER REFERENCES patients, "
        "client_id INTEGER REFERENCES clients, visited_on DATE, cost INT)"
    };
    for (std::int64_t i = 0; i < 60; ++i) {
        const std::string day = fmt::format("2025-{:02}-11", 1 + i % 12);
        people.rows.push_back({i, fmt::format("P{}", i), day, 50 + i});
        clients.rows.push_back({i, fmt::format("C{}", i), day, i});
        visits.rows.push_back({i, i, i, day, 10 + i});
    }
    const catalog::View view = made_of({people, clients, visits});
    const auto course_of = [&](std::string goal) {
        for (const ProposedTile& tile : propose(view, std::move(goal)).tiles) {
            if (tile.kind == "chart") return tile.title;
        }
        return std::string();
    };
    EXPECT_EQ(course_of(""), "Visits by month");
    EXPECT_EQ(course_of("clients"), "New clients by month");
    EXPECT_NE(course_of("patients").substr(0, 12), "New patients");
}

TEST_F(ProposalTest, SaysWhyThereIsNothing) {
    const Proposal empty = propose(
        made_of({{"orders", "CREATE TABLE orders (id INTEGER, status TEXT, placed_on DATE)", {}}})
    );
    EXPECT_TRUE(empty.tiles.empty());
    EXPECT_EQ(empty.reason, "The tables that you may see are empty.");
    EXPECT_EQ(empty.title, "");
    catalog::View nothing = open("made.sqlite");
    nothing.schema = std::make_shared<const Schema>();
    nothing.pack = engine::SchemaPack::build({}, {}, {});
    EXPECT_EQ(propose(nothing).reason, "This source has no tables that you may see.");
}

TEST_F(ProposalTest, StopsWhenThePersonLeft) {
    catalog::write_sample_shop(folder_.at("shop.sqlite"), std::chrono::sys_days{2025y / 7 / 1});
    std::stop_source left;
    left.request_stop();
    ProposalRequest request{{}, std::chrono::sys_days{2025y / 7 / 1}, {"test", {}}};
    EXPECT_THROW(
        wait_for(
            propose_dashboard(open("shop.sqlite"), std::move(request), record_, left.get_token())
        ),
        Error
    );
}

}  // namespace
}  // namespace parlance::ask
