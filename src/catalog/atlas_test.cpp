#include "catalog/search.hpp"

#include <gtest/gtest.h>

namespace parlance::catalog {
namespace {

Table table(std::string name, std::vector<Column> columns, std::string comment = {}) {
    Table made{.schema = "public", .name = std::move(name)};
    made.columns = std::move(columns);
    made.comment = std::move(comment);
    if (made.columns.front().name == "id") made.primary_key = {"id"};
    return made;
}

/// A shop: what people buy, who they are, and where.
Schema shop() {
    Schema made;
    made.tables = {
        table(
            "customers",
            {{"id", Type::integer},
             {"name", Type::text},
             {"email", Type::text},
             {"country_id", Type::integer}}
        ),
        table(
            "orders",
            {{"id", Type::integer},
             {"customer_id", Type::integer},
             {"ordered_at", Type::timestamp},
             {"total_amount", Type::decimal},
             {"quantity", Type::integer}},
            "What people bought from the warehouse"
        ),
        table("countries", {{"id", Type::integer}, {"name", Type::text}}),
        table("order_tags", {{"order_id", Type::integer}, {"tag_id", Type::integer}}),
        table("tags", {{"id", Type::integer}, {"label", Type::text}}),
        table("mst_wh_loc", {{"id", Type::integer}, {"remarks", Type::text}}),
    };
    return made;
}

View view_of(Schema schema, engine::Knowledge knowledge = {}) {
    View view;
    view.schema = std::make_shared<const Schema>(schema);
    view.pack = engine::SchemaPack::build(std::move(schema), {}, std::move(knowledge));
    return view;
}

std::vector<std::string> found(const Atlas& atlas, const std::string& words) {
    std::vector<std::string> names;
    for (const AtlasTable& table : atlas.search({.words = words}).tables)
        names.push_back(table.name);
    return names;
}

std::string first(const Atlas& atlas, const std::string& words) {
    const auto names = found(atlas, words);
    return names.empty() ? "" : names.front();
}

class AtlasTest : public testing::Test {
protected:
    const Atlas atlas{view_of(shop())};

    TableRole role(const std::string& name) {
        return atlas.describe("", name, Detail::full)->role.value();
    }
    AtlasColumn column(const std::string& table, const std::string& name) {
        for (AtlasColumn& each : atlas.describe("", table, Detail::full)->columns)
            if (each.name == name) return each;
        throw std::logic_error("no such column");
    }
};

TEST_F(AtlasTest, FindsNamesFormsBeginningsAndTypingErrors) {
    EXPECT_EQ(first(atlas, "orders"), "orders");
    EXPECT_EQ(first(atlas, "order"), "orders");
    EXPECT_EQ(first(atlas, "cust"), "customers");
    EXPECT_EQ(first(atlas, "custmers"), "customers");
    EXPECT_EQ(first(atlas, "ORDER_TAGS"), "order_tags");
    EXPECT_EQ(first(atlas, "total amount"), "orders");
    EXPECT_EQ(first(atlas, "email"), "customers");
}

TEST_F(AtlasTest, FindsComments) {
    EXPECT_EQ(first(atlas, "bought"), "orders");
}

TEST_F(AtlasTest, FindsNothingWhereNothingIsMeant) {
    EXPECT_TRUE(found(atlas, "xylophone").empty());
    EXPECT_EQ(atlas.search({.words = "xylophone"}).matched, 0);
    EXPECT_TRUE(found(atlas, "?!,").empty());
}

TEST_F(AtlasTest, TellsWhatWasMeantAndByWhichWord) {
    const SearchFound hits = atlas.search({.words = "email of customers", .detail = Detail::names});
    ASSERT_FALSE(hits.tables.empty());
    EXPECT_EQ(hits.tables.front().name, "customers");
    EXPECT_EQ(hits.tables.front().score, 1);
    ASSERT_FALSE(hits.tables.front().columns.empty());
    EXPECT_EQ(hits.tables.front().columns.front().name, "email");
    EXPECT_FALSE(hits.tables.front().role.has_value());
}

TEST_F(AtlasTest, BeginsWithWhatHangsTogetherWhenNothingIsAskedFor) {
    const SearchFound hits = atlas.search({.words = "", .tables_max = 2});
    ASSERT_EQ(hits.tables.size(), 2U);
    EXPECT_EQ(hits.matched, 6);
    EXPECT_EQ(hits.tables.front().name, "customers");
}

TEST_F(AtlasTest, TellsTablesApart) {
    EXPECT_EQ(role("orders"), TableRole::fact);
    EXPECT_EQ(role("customers"), TableRole::dimension);
    EXPECT_EQ(role("order_tags"), TableRole::bridge);
    EXPECT_EQ(role("countries"), TableRole::lookup);
}

TEST_F(AtlasTest, TellsWhatColumnsAreFor) {
    EXPECT_EQ(column("orders", "id").meaning, Meaning::identifier);
    EXPECT_EQ(column("orders", "customer_id").meaning, Meaning::reference);
    EXPECT_EQ(column("orders", "customer_id").points_at, "customers.id");
    EXPECT_EQ(column("orders", "ordered_at").meaning, Meaning::event_time);
    EXPECT_EQ(column("orders", "total_amount").meaning, Meaning::money);
    EXPECT_EQ(column("orders", "quantity").meaning, Meaning::quantity);
    EXPECT_EQ(column("customers", "email").meaning, Meaning::email);
    EXPECT_EQ(column("customers", "name").meaning, Meaning::name);
    EXPECT_EQ(column("mst_wh_loc", "remarks").meaning, Meaning::free_text);
    EXPECT_FALSE(column("orders", "total_amount").reason->empty());
}

TEST_F(AtlasTest, SaysWhoDescribes) {
    const auto orders = atlas.describe("public", "orders", Detail::full);
    EXPECT_EQ(orders->description->origin, Origin::database);
    const auto customers = atlas.describe("", "customers", Detail::full);
    EXPECT_EQ(customers->description->origin, Origin::rules);
    EXPECT_EQ(customers->description->text, "Each row is a customer that belongs to a country.");
}

TEST_F(AtlasTest, APersonsWordsComeFirstAndAreFound) {
    const Atlas taught(
        view_of(shop()),
        {{"public", "mst_wh_loc", "", "Where goods are stored", "ada"},
         {"public", "orders", "quantity", "In dozens", "ada"},
         {"public", "gone", "", "Not there any more", "ada"}}
    );
    EXPECT_EQ(first(taught, "goods"), "mst_wh_loc");
    const auto told = taught.describe("", "mst_wh_loc", Detail::summary);
    EXPECT_EQ(told->description->origin, Origin::person);
    EXPECT_EQ(told->description->author, "ada");
    EXPECT_EQ(first(taught, "dozens"), "orders");
}

TEST_F(AtlasTest, FindsWordsThatWereTaught) {
    engine::Knowledge knowledge;
    knowledge.synonyms.push_back({.phrase = "clients", .schema = "public", .table = "customers"});
    EXPECT_EQ(first(Atlas(view_of(shop(), std::move(knowledge))), "clients"), "customers");
}

TEST_F(AtlasTest, KnowsNoTableThatIsNotInTheView) {
    Schema less = shop();
    less.tables.erase(less.tables.begin());
    const Atlas restricted(view_of(std::move(less)));
    EXPECT_FALSE(restricted.describe("", "customers", Detail::full).has_value());
    for (const AtlasTable& table :
         restricted.search({.words = "customer", .tables_max = 50}).tables)
        EXPECT_NE(table.name, "customers");
    for (const Relation& relation : restricted.relations())
        EXPECT_NE(relation.to.table, "customers");
}

TEST_F(AtlasTest, InfersRelationsWithEvidence) {
    const auto& all = atlas.relations();
    const auto at = std::ranges::find_if(all, [](const Relation& one) {
        return one.from.table == "orders" && one.to.table == "customers";
    });
    ASSERT_NE(at, all.end());
    EXPECT_EQ(at->state, RelationState::inferred);
    EXPECT_GT(at->confidence, 0.7);
    EXPECT_LT(at->confidence, 1);
    EXPECT_EQ(at->evidence.size(), 3U);
    Relation poor = *at;
    weigh(poor, Inclusion{.looked_at = 100, .found = 20, .doubles = 0});
    EXPECT_LT(poor.confidence, 0.5);
    Relation rich = *at;
    weigh(rich, Inclusion{.looked_at = 100, .found = 100, .doubles = 0});
    EXPECT_GT(rich.confidence, at->confidence);
}

TEST_F(AtlasTest, DoesWithoutWhatAPersonRejected) {
    engine::Knowledge knowledge;
    knowledge.keys.push_back({"public", "orders", "customer_id", "public", "customers", "id", false}
    );
    knowledge.keys.push_back({"public", "orders", "quantity", "public", "tags", "id", true});
    const Atlas taught(view_of(shop(), std::move(knowledge)));
    bool accepted = false;
    for (const Relation& relation : taught.relations()) {
        EXPECT_FALSE(relation.from.columns.front() == "customer_id");
        accepted |= relation.from.columns.front() == "quantity" &&
                    relation.state == RelationState::accepted && relation.confidence == 1;
    }
    EXPECT_TRUE(accepted);
}

}  // namespace
}  // namespace parlance::catalog
